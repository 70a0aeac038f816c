use crate::diagnostic::Finding;
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use crate::source::{Format, Span};
use crate::syntax::Kind;
use rustc_hash::FxHashSet;

/// A footnote that no mark points at, and a mark without its footnote.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    if paper.root().format != Format::Markdown {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut marked: FxHashSet<&str> = FxHashSet::default();
    for node in &paper.tree.nodes {
        if let Kind::FootnoteMark(name) = &node.kind {
            marked.insert(name);
        }
    }
    for node in &paper.tree.nodes {
        match &node.kind {
            // A note without a name stands in its place in the text. Where no note has a mark, a converter lost them all.
            Kind::Footnote(name) if !marked.is_empty() && !name.is_empty() && !marked.contains(&**name) => {
                let text = paper.root().text.get(node.range()).unwrap_or_default();
                let length = text.find("]:").map_or(text.len(), |at| at + 2);
                let span = Span { file: paper.root().id, start: node.start, end: node.start + length as u32 };
                findings.push(Finding::new(span, Values::new().text("name", &**name)).variant("unused"));
            }
            _ => {}
        }
    }
    for block in &paper.prose.blocks {
        if matches!(block.scope, Scope::Code | Scope::Math | Scope::References | Scope::Furniture) {
            continue;
        }
        let text = paper.prose.block_text(block);
        for at in memchr::memmem::find_iter(text.as_bytes(), b"[^") {
            let rest = &text[at + 2..];
            let Some(end) = rest[..rest.floor_char_boundary(40)].find(']') else { continue };
            // `[^a-z]` is a pattern.
            if is_name(&rest[..end]) {
                let span = paper.prose.span(block.start + at as u32..block.start + (at + 2 + end + 1) as u32);
                findings.push(Finding::new(span, Values::new().text("name", &rest[..end])));
            }
        }
    }
    findings
}

/// Whether this is the name of a footnote: a number, or a word of some length with letters only, or both.
fn is_name(name: &str) -> bool {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain && !name.is_empty() && (name.bytes().all(|byte| byte.is_ascii_digit()) || name.len() > 3)
}
