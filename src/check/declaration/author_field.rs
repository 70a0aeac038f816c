use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::syntax::{Meta, MetaValue};

/// Degrees and titles that are no part of a name.
const DEGREES: &[&str] = &["phd", "ph.d", "ph.d.", "m.d.", "md", "msc", "m.sc.", "bsc", "b.sc.", "mph", "prof.", "dr.", "prof", "dr"];

/// What the name of a group ends with: it may hold a number, of a release or of an experiment.
const GROUPS: &[&str] = &["collaboration", "consortium", "contributors", "developers", "group", "network", "project", "team"];

/// Names of the front matter that hold what is no name: the record made from them would hold it too.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let Some(meta) = &paper.tree.meta else { return Vec::new() };
    let list = ["authors", "author"].iter().find_map(|key| meta.get(key)).map_or(&[][..], Meta::items);
    let names = list.iter().filter(|item| matches!(item.value, MetaValue::Map(_))).filter_map(|item| item.get("name"));
    let mut findings = Vec::new();
    for name in names {
        let Some(text) = name.text() else { continue };
        let is_group = text.split_whitespace().next_back().is_some_and(|last| GROUPS.contains(&last.to_lowercase().as_str()));
        if let Some(part) = foreign(text).filter(|part| !(is_group && part.bytes().all(|byte| byte.is_ascii_digit()))) {
            let span = Span { file: paper.root().id, start: name.range.start, end: name.range.end };
            findings.push(Finding::new(span, Values::new().text("name", text.trim()).text("part", part)));
        }
    }
    findings
}

/// What in a name is none of it; a note in Pandoc's brackets (`^[corresponding author]`) is printed elsewhere.
fn foreign(name: &str) -> Option<&str> {
    match name.split_once("^[") {
        Some((before, note)) => in_plain(before).or_else(|| in_plain(note.split_once(']').map_or("", |(_, after)| after))),
        None => in_plain(name),
    }
}

fn in_plain(name: &str) -> Option<&str> {
    let mark = |c: char| matches!(c, ';' | '†' | '‡' | '*' | '§' | '@') || c.is_ascii_digit();
    if let Some((at, c)) = name.char_indices().find(|(_, c)| mark(*c)) {
        return name.get(at..at + c.len_utf8());
    }
    let noted = |word: &&str| {
        let lower = word.to_lowercase();
        lower.contains("corresponding") || DEGREES.contains(&lower.as_str())
    };
    // "Md" is a given name.
    name.split([' ', ',']).find(|word| noted(word) && *word != "Md")
}
