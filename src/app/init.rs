//! `obelus init`: a commented settings file.

use super::cli::InitArguments;
use super::{output, settings};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::ExitCode;

const TEMPLATE: &str = r#"# Settings of obelus. It is looked for from the working directory upward. Every line is optional.

[paper]
# Which files are papers, when a folder is checked (globs, from this file's folder).
# files = ["paper.md"]
# Reference data besides what the paper itself names.
# bibliography = ["references.bib"]
# draft, blind or camera-ready.
# stage = "draft"

[rules]
# Rules or families that are not run. `obelus rules` lists them.
# ignore = ["structure/section-balance"]
# Folders of your own rule pages, from this file's folder.
# pages = ["review-rules/"]

[rules.severity]
# error, warning, info or off.
# "citation/uncited-reference" = "info"

[rules.options."repetition/duplicate-sentence"]
# `obelus explain RULE` shows a rule's options.
# min-words = 8

# A place that is meant to be as it is. `text` are words it holds; without it, the whole file is meant.
# [[allow]]
# rule = "repetition/duplicate-sentence"
# text = "we expect that"
# reason = "the hypothesis is restated on purpose"
"#;

pub fn run(arguments: &InitArguments) -> Result<ExitCode> {
    let path = Path::new(settings::FILE_NAME);
    if path.exists() && !arguments.force {
        bail!("{} is already there; --force replaces it", path.display());
    }
    output::write(path, TEMPLATE.as_bytes())?;
    output::print(format!("wrote {}\n", path.display()).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_template_is_valid_with_and_without_its_comments() {
        super::settings::check_text(super::TEMPLATE).unwrap();
        let uncommented: Vec<&str> = super::TEMPLATE
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with("[[") => rest,
                _ => line,
            })
            .collect();
        super::settings::check_text(&uncommented.join("\n")).unwrap();
    }
}
