//! `cargo xtask new-rule family/name`: the page of a new rule, and its check where it is native.

use crate::root;
use anyhow::{Context, Result, bail};
use std::fs;

#[derive(clap::Args)]
pub struct Arguments {
    /// The rule's name: family/name, in lower case with hyphens
    id: String,
    /// Also write the function that finds it, and list it in its family
    #[arg(long)]
    native: bool,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let id = &arguments.id;
    let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let Some((family, name)) = id.split_once('/').filter(|(family, name)| is_name(family) && is_name(name)) else {
        bail!("`{id}` is not of the form family/name, in lower case with hyphens");
    };
    let page = root().join(format!("rules/{id}.md"));
    if page.exists() {
        bail!("rules/{id}.md is already there");
    }
    fs::create_dir_all(page.parent().context("a page lies in a folder")?)?;
    fs::write(&page, page_text(id, arguments.native))?;
    println!("wrote rules/{id}.md: fill in what it finds, its message, a Bad and a Good");
    if arguments.native {
        write_check(family, &name.replace('-', "_"))?;
    }
    println!("then: cargo test && cargo xtask codegen");
    Ok(())
}

fn page_text(id: &str, native: bool) -> String {
    let finder = if native { "" } else { "find = [\"a phrase\"]\nscope = [\"abstract\", \"body\"]\n" };
    let message = if native { "what is wrong here" } else { "“{found}” is …" };
    format!(
        "# {id}\n\nOne sentence: what it flags.\n\n```toml\nseverity = \"info\"\nsince = \"{}\"\nmessage = \"{message}\"\n\
         help = \"What to do.\"\n{finder}```\n\n## Why\n\nWhom it hurts, and how.\n\n## Bad\n\n```markdown\nText with a phrase in \
         it.\n```\n\n## Good\n\n```markdown\nText without it.\n```\n",
        obelus::VERSION
    )
}

fn write_check(family: &str, function: &str) -> Result<()> {
    let folder = root().join(format!("src/check/{family}"));
    let list = folder.join("mod.rs");
    let text = fs::read_to_string(&list).with_context(|| format!("`{family}` is not a family with native checks"))?;
    let listed =
        list_check(&text, function).with_context(|| format!("src/check/{family}/mod.rs has no `checks! {{ … }}`"))?;
    let code = "use crate::diagnostic::Finding;\nuse crate::paper::Paper;\nuse crate::rule::Options;\n\n\
                pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {\n    let _ = paper;\n    Vec::new()\n}\n";
    fs::write(folder.join(format!("{function}.rs")), code)?;
    fs::write(&list, listed)?;
    println!("wrote src/check/{family}/{function}.rs and listed it in src/check/{family}/mod.rs");
    Ok(())
}

/// The family's module with one more name in its `checks! { … }`, sorted.
fn list_check(text: &str, function: &str) -> Option<String> {
    let start = text.find("\nchecks! {")? + "\nchecks! {".len();
    let end = start + text[start..].find('}')?;
    let mut names: Vec<&str> = text[start..end].split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    names.push(function);
    names.sort_unstable();
    names.dedup();
    let list: String = names.iter().map(|name| format!("    {name},\n")).collect();
    Some(format!("{}\n{list}{}", &text[..start], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_listed_in_order() {
        let text = "//! Doc.\n\nchecks! {\n    alpha,\n    gamma,\n}\n";
        let expected = "//! Doc.\n\nchecks! {\n    alpha,\n    beta,\n    gamma,\n}\n";
        assert_eq!(list_check(text, "beta").as_deref(), Some(expected));
        assert_eq!(list_check("no list", "beta"), None);
    }

    #[test]
    fn a_fresh_page_is_a_valid_one() {
        for native in [true, false] {
            let page = page_text("language/very", native);
            obelus::rule::parse_page(&page).unwrap_or_else(|error| panic!("{}: {page}", error.message));
        }
    }
}
