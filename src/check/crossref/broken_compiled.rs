use crate::diagnostic::Finding;
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};

/// What word processors print where a reference broke.
const PRINTED: &[&str] =
    &["Error! Reference source not found", "Error! Bookmark not defined", "Error! No bookmark name given"];

/// What TeX prints two question marks for, in lower case, without a point at the end.
const NOUNS: &[&str] = &[
    "figure", "figures", "fig", "figs", "table", "tables", "section", "sections", "sec", "equation", "equations", "eq",
    "eqs", "eqn", "theorem", "lemma", "proposition", "corollary", "definition", "algorithm", "listing", "chapter",
    "appendix", "page", "part", "example", "remark", "step", "line",
];

/// A sentence with one of these shows what a broken reference looks like.
const ABOUT_WRITING: &[&str] = &["latex", "bibtex", "cross-reference", "cross-references", "undefined reference"];

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for block in &paper.prose.blocks {
        if matches!(block.scope, Scope::Code | Scope::Math | Scope::Furniture) {
            continue;
        }
        let text = paper.prose.block_text(block);
        let mut add = |start: usize, end: usize| {
            if !is_about_writing(text) {
                let span = paper.prose.span(block.start + start as u32..block.start + end as u32);
                findings.push(Finding::new(span, Values::new().text("text", &text[start..end])));
            }
        };
        for at in memchr::memmem::find_iter(text.as_bytes(), b"Error! ") {
            if let Some(printed) = PRINTED.iter().find(|printed| text[at..].starts_with(*printed)) {
                add(at, at + printed.len());
            }
        }
        let mut after = 0;
        for at in memchr::memmem::find_iter(text.as_bytes(), b"??") {
            if at < after {
                continue;
            }
            let marks = text[at..].bytes().take_while(|&byte| byte == b'?').count();
            after = at + marks;
            if marks == 2
                && let Some(noun) = noun_before(&text[..at])
            {
                add(noun, after);
            }
        }
    }
    findings
}

/// Where the noun begins that stands right before question marks, a blank or tie and an opening bracket between.
fn noun_before(before: &str) -> Option<usize> {
    let bare = before.strip_suffix('(').unwrap_or(before).trim_end_matches([' ', '\u{a0}', '~']);
    if bare.len() == before.len() {
        return None;
    }
    let bare = bare.trim_end_matches('.');
    let start = bare.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
    NOUNS.iter().any(|noun| bare[start..].eq_ignore_ascii_case(noun)).then_some(start)
}

fn is_about_writing(text: &str) -> bool {
    let lower = text.to_lowercase();
    ABOUT_WRITING.iter().any(|word| lower.contains(word))
}
