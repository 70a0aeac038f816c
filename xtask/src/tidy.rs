//! The house rules that a compiler does not hold.

use crate::root;
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom: a room, and the rooms it may name after `crate::`. What is not listed may import everything.
const IMPORTS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("rule", &[]),
    ("text", &[]),
    ("syntax", &["source"]),
    ("diagnostic", &["source", "rule", "text"]),
    ("paper", &["source", "syntax", "text"]),
    ("check", &["source", "syntax", "paper", "text", "rule", "diagnostic"]),
    ("report", &["source", "rule", "diagnostic", "text", "paper"]),
    ("config", &["source", "rule", "diagnostic"]),
    ("examples", &["source", "paper", "rule", "diagnostic", "check", "config"]),
];

/// Rules that `check::run` itself raises: they have a page and no function.
const RAISED_BY_RUN: &str = "tool";

const LONGEST_FILE: usize = 600;

const FORBIDDEN: &[(&str, &str)] = &[
    ("todo!(", "finish it"),
    ("unimplemented!(", "finish it"),
    ("dbg!(", "take it out"),
    ("allow(dead_code", "take the code out"),
    ("#[ignore", "mend the test or take it out"),
];

pub fn run() -> Result<()> {
    let faults = faults(&root())?;
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        bail!("{} untidy places", faults.len());
    }
    println!("tidy");
    Ok(())
}

/// Everything that breaks a house rule, as `path: what`, sorted.
fn faults(root: &Path) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for path in files(&root.join("src"), "rs")?.into_iter().chain(files(&root.join("xtask/src"), "rs")?) {
        let text = fs::read_to_string(&path)?;
        let name = shown(root, &path);
        check_file(&name, &text, &mut faults);
        if let Some(inside) = name.strip_prefix("src/") {
            check_imports(inside, &text, &mut faults);
        }
    }
    check_pages(root, &mut faults)?;
    faults.sort();
    Ok(faults)
}

fn check_file(name: &str, text: &str, faults: &mut Vec<String>) {
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{name}: {lines} lines, and the limit is {LONGEST_FILE}: make it a folder"));
    }
    let is_room = name.ends_with("/mod.rs") || name.ends_with("/lib.rs") || name.ends_with("/main.rs");
    if is_room && !text.starts_with("//!") {
        faults.push(format!("{name}: says nowhere what it is and what it does not know (`//!` on the first line)"));
    }
    if name == "xtask/src/tidy.rs" {
        return;
    }
    for (word, cure) in FORBIDDEN {
        for (index, _) in text.lines().enumerate().filter(|(_, line)| line.contains(word)) {
            faults.push(format!("{name}:{}: `{word}`: {cure}", index + 1));
        }
    }
}

fn check_imports(inside: &str, text: &str, faults: &mut Vec<String>) {
    if inside.ends_with("tests.rs") || inside.contains("/tests/") {
        return;
    }
    let room = inside.split(['/', '.']).next().unwrap_or_default();
    let Some((_, allowed)) = IMPORTS.iter().find(|(name, _)| *name == room) else { return };
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    for (index, line) in code.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (_, rest) in line.match_indices("crate::").map(|(at, word)| line.split_at(at + word.len())) {
            let named = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            if named != room && !named.is_empty() && !allowed.contains(&named) && is_room(named) {
                faults.push(format!("src/{inside}:{}: {room} may not import {named}", index + 1));
            }
        }
        let family = inside.strip_prefix("check/").and_then(|rest| rest.split_once('/')).map(|(family, _)| family);
        let check = line.split_once("crate::check::").map(|(_, rest)| rest);
        if let (Some(_), Some(check)) = (family, check)
            && check.starts_with(|c: char| c.is_lowercase())
            && check.contains("::")
        {
            faults.push(format!("src/{inside}:{}: one check may not import another", index + 1));
        }
    }
}

fn is_room(name: &str) -> bool {
    name == "app" || IMPORTS.iter().any(|(room, _)| *room == name)
}

/// Every page has its function and every function its page.
fn check_pages(root: &Path, faults: &mut Vec<String>) -> Result<()> {
    let mut native = BTreeSet::new();
    let mut pages = BTreeSet::new();
    for path in files(&root.join("rules"), "md")? {
        let name = shown(root, &path);
        let Some(id) = name.strip_prefix("rules/").and_then(|rest| rest.strip_suffix(".md")) else { continue };
        if id == "README" {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        if text.lines().next() != Some(&format!("# {id}")) {
            faults.push(format!("{name}: the title is not `# {id}`"));
        }
        let finders = ["find", "replace", "require", "limit", "agree"];
        let is_pattern = text.lines().any(|line| finders.iter().any(|key| line.starts_with(&format!("{key} ="))));
        pages.insert(id.to_owned());
        if !is_pattern && !id.starts_with(RAISED_BY_RUN) {
            native.insert(id.to_owned());
        }
    }
    for id in &native {
        let path = format!("src/check/{}.rs", id.replace('-', "_"));
        let folder = format!("src/check/{}/mod.rs", id.replace('-', "_"));
        if !root.join(&path).is_file() && !root.join(&folder).is_file() {
            faults.push(format!("rules/{id}.md: has no finder, and there is no {path}"));
        }
    }
    for path in files(&root.join("src/check"), "rs")? {
        let name = shown(root, &path);
        let text = fs::read_to_string(&path)?;
        let Some((_, list)) = text.split_once("\nchecks! {") else { continue };
        let family = name.trim_start_matches("src/check/").split('/').next().unwrap_or_default();
        for check in list.split('}').next().unwrap_or_default().split(',').map(str::trim).filter(|c| !c.is_empty()) {
            let id = format!("{family}/{}", check.replace('_', "-"));
            if !pages.contains(&id) {
                faults.push(format!("{name}: lists `{check}`, and there is no rules/{id}.md"));
            }
        }
    }
    Ok(())
}

/// The files below a folder with this ending, sorted.
pub fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let faults = faults(&root()).unwrap();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_forbidden_import_is_seen() {
        let mut faults = Vec::new();
        check_imports("text/fold.rs", "use crate::paper::Paper;\n", &mut faults);
        check_imports("check/language/x.rs", "use crate::check::citation::y::find;\n", &mut faults);
        check_imports("paper/prose.rs", "use crate::text::Token;\n// crate::app is not named here\n", &mut faults);
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn a_long_file_and_an_unfinished_one_are_seen() {
        let mut faults = Vec::new();
        check_file("src/text/mod.rs", &"x\n".repeat(601), &mut faults);
        check_file("src/a.rs", "fn f() { todo!() }", &mut faults);
        assert_eq!(faults.len(), 3, "{faults:?}");
    }
}
