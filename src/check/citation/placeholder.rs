use crate::diagnostic::Finding;
use crate::paper::citation::{CitedLabel, is_placeholder_key};
use crate::paper::{Block, Paper, Scope};
use crate::rule::{Options, Values};

/// What stands in brackets where a citation will be, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "?",
    "??",
    "???",
    "ref",
    "refs",
    "ref?",
    "refs?",
    "ref here",
    "ref needed",
    "ref to add",
    "reference?",
    "references?",
    "add ref",
    "add refs",
    "add reference",
    "add references",
    "add citation",
    "add citations",
    "add cite",
    "insert ref",
    "insert reference",
    "insert citation",
    "citation",
    "citation needed",
    "citations needed",
    "citation?",
    "citation missing",
    "missing citation",
    "reference needed",
    "references needed",
    "reference missing",
    "missing reference",
    "cite",
    "cite?",
    "cite me",
    "cite here",
    "to cite",
    "cite this",
    "needs citation",
    "needs reference",
    "author, year",
    "author year",
    "authors, year",
    "author, date",
    "author et al., year",
    "author et al., xxxx",
    "name, year",
    "name, date",
    "surname, year",
    "tbd: ref",
    "xxx, 20xx",
    "xx, 20xx",
    "xxxx, xxxx",
    "author, 20xx",
    "citation tbd",
    "reference tbd",
    "refxx",
    "ref xx",
    "ref. xx",
    "ref. ?",
    "ref ?",
    "ref. ??",
    "ref ??",
];
/// In round brackets these are ordinary words or marks.
const SQUARE_ONLY: &[&str] = &["?", "??", "???", "ref", "refs", "citation", "cite", "to cite"];
/// Words before `??` that make a citation of it.
const NOUNS: &[&str] =
    &["ref", "refs", "ref.", "refs.", "reference", "references", "citation", "citations", "cite", "al.", "al"];
/// A sentence with one of these is about writing papers, and shows what a placeholder looks like.
const ABOUT_WRITING: &[&str] =
    &["latex", "bibtex", "biber", "placeholder", "undefined citation", "wikipedia", "markdown", "pandoc"];

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for item in paper.citations.iter().flat_map(|citation| &citation.items) {
        if let CitedLabel::Key(key) = &item.label
            && item.reference.is_none()
            && is_placeholder_key(key)
        {
            findings.push(Finding::new(item.span, Values::new().text("text", format!("@{key}"))));
        }
    }
    for block in &paper.prose.blocks {
        if matches!(
            block.scope,
            Scope::Title | Scope::Abstract | Scope::Body | Scope::Caption | Scope::Footnote | Scope::Table
        ) {
            read_block(paper, block, &mut findings);
        }
    }
    findings
}

fn read_block(paper: &Paper, block: &Block, findings: &mut Vec<Finding>) {
    let text = paper.prose.block_text(block);
    let bytes = text.as_bytes();
    let mut after = 0;
    for at in memchr::memchr3_iter(b'[', b'(', b'?', bytes) {
        if at < after {
            continue;
        }
        let end = match bytes[at] {
            b'?' => question_marks(text, at),
            open => bracket(text, at, open),
        };
        let Some(end) = end else { continue };
        after = end;
        if !is_shown(text, at, end) {
            let span = paper.prose.span(block.start + at as u32..block.start + end as u32);
            findings.push(Finding::new(span, Values::new().text("text", &text[at..end])));
        }
    }
}

/// The end of a bracket that holds a placeholder.
fn bracket(text: &str, open: usize, kind: u8) -> Option<usize> {
    const LONGEST: usize = 40;
    let close = if kind == b'[' { b']' } else { b')' };
    let window = &text.as_bytes()[open..text.len().min(open + LONGEST)];
    let length = memchr::memchr(close, window)?;
    let inner = text.get(open + 1..open + length)?;
    let folded = inner.trim().to_lowercase();
    let stands = PLACEHOLDERS.contains(&folded.as_str());
    let capital = inner.trim().chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let allowed = kind == b'['
        || !SQUARE_ONLY.contains(&folded.as_str())
        || capital && folded.len() > 3
        || matches!(inner.trim(), "REF" | "REFS" | "CITE");
    // "(??)" is a lost equation or section number; the text before tells a citation.
    let after_letter = text[..open].ends_with(|c: char| c.is_alphanumeric()) && folded.starts_with('?');
    (stands && allowed && !after_letter).then_some(open + length + 1)
}

/// The end of `??` after a word that announces a citation.
fn question_marks(text: &str, at: usize) -> Option<usize> {
    let length = text.as_bytes()[at..].iter().take_while(|&&byte| byte == b'?').count();
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '[', '(']);
    let parted = before.len() < at;
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let word = word.trim_start_matches(['(', '[']);
    (length == 2 && parted && NOUNS.contains(&word)).then_some(at + length)
}

/// How many characters on either side are taken for the sentence.
const AROUND: usize = 300;

/// Whether the sentence only shows the words: between quotation marks, or in a text about such tools.
fn is_shown(text: &str, start: usize, end: usize) -> bool {
    let quoted = text[..start].trim_end().ends_with(['“', '"', '‘', '\'', '`', '«'])
        || text[end..].starts_with(['”', '"', '’', '\'', '`', '»']);
    let before: String = text[..start].chars().rev().take(AROUND).take_while(|&c| c != '.').collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[end..].chars().take(AROUND).take_while(|&c| c != '.').collect();
    let sentence = format!("{before} {after}").to_lowercase();
    quoted || ABOUT_WRITING.iter().any(|word| sentence.contains(word))
}
