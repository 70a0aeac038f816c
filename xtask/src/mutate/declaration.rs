//! Faults of what a paper says of its authors.

use super::{Damaged, Fault};

pub const FAULTS: &[Fault] = &[
    Fault { rule: "declaration/llm-author", inject: name_program },
    Fault { rule: "declaration/author-field", inject: mark_name },
    Fault { rule: "declaration/affiliation", inject: misnumber },
];

/// The first author's name in the front matter.
fn first_name(text: &str) -> Option<std::ops::Range<usize>> {
    let matter = text.strip_prefix("---\n")?.find("\n---")? + 4;
    let list = text[..matter].find("\nauthor")?;
    let item = list + text[list..matter].find("- name:")? + "- name:".len();
    let line = text[item..].lines().next()?;
    let name = line.trim().trim_matches(['"', '\'']);
    let start = item + line.find(name)?;
    (!name.is_empty()).then_some(start..start + name.len())
}

fn name_program(text: &str, _seed: u64) -> Option<Damaged> {
    let name = first_name(text)?;
    Some((format!("{}ChatGPT{}", &text[..name.start], &text[name.end..]), name.start..name.start + 7))
}

fn mark_name(text: &str, _seed: u64) -> Option<Damaged> {
    let name = first_name(text)?;
    Some((format!("{}†{}", &text[..name.end], &text[name.end..]), name.start..name.end + 3))
}

/// The first affiliation mark becomes one that is not in the list.
fn misnumber(text: &str, _seed: u64) -> Option<Damaged> {
    let matter = text.strip_prefix("---\n")?.find("\n---")? + 4;
    let is_marked = text[..matter].contains("\naffiliations:") && text[..matter].contains("index:");
    let at = text[..matter].find(" affiliation: ").filter(|_| is_marked)? + " affiliation: ".len();
    let digit = at + text[at..matter].find(|c: char| c.is_ascii_digit()).filter(|offset| *offset <= 1)?;
    let line = digit + text[digit..].find('\n')?;
    Some((format!("{}99{}", &text[..digit], &text[digit + 1..]), at..line + 1))
}
