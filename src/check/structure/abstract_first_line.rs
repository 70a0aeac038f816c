use crate::diagnostic::Finding;
use crate::paper::{Block, Paper, Role, Scope};
use crate::rule::{Options, Values};

const LABEL: &str = "abstract";

/// An abstract that begins with the word "Abstract", or a title with "Title": a label that was taken for the text.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(title) = &paper.title
        && is_label(&title.text, "title", &[':'])
    {
        findings.push(Finding::new(title.span, Values::new()).variant("title"));
    }
    let prose = &paper.prose;
    let is_headed = |block: &Block| block.section.is_some_and(|id| paper.outline.get(id).role == Role::Abstract);
    let is_given = |block: &Block| block.scope == Scope::Abstract || block.scope == Scope::Front && is_headed(block);
    if let Some(block) = prose.blocks.iter().find(|block| is_given(block))
        && is_label(prose.block_text(block), LABEL, &[':', '.', '-', '—', '–'])
    {
        findings.push(Finding::new(prose.span(block.start..block.start + LABEL.len() as u32), Values::new()));
    }
    findings
}

/// Whether `text` begins with `label` and one of the marks, or with the label as a line of its own.
fn is_label(text: &str, label: &str, marks: &[char]) -> bool {
    let Some((head, rest)) = text.split_at_checked(label.len()) else { return false };
    let rest = rest.trim_start_matches(' ');
    head.eq_ignore_ascii_case(label) && (rest.is_empty() || rest.starts_with(marks))
}
