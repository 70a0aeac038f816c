use crate::diagnostic::Finding;
use crate::paper::{Bibliography, Paper, Role, Scope, Section};
use crate::rule::{Options, Values};
use crate::syntax::Kind;

/// A heading with nothing between it and the next of the same or a higher level.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    // What a converter makes headings of before the text begins are names and subtitles.
    let text = paper.prose.blocks.iter().find(|block| matches!(block.scope, Scope::Abstract | Scope::Body));
    let text = text.map_or(u32::MAX, |block| block.span.start);
    let sections = &paper.outline.sections;
    let is_last = |index: usize| index + 1 == sections.len();
    sections
        .iter()
        .enumerate()
        .filter(|(_, section)| !section.is_title && section.span.end > text && is_empty(paper, section))
        .filter(|(index, section)| !sections.get(index + 1).is_some_and(|next| is_part(next, section)))
        .filter(|(index, section)| match section.role {
            Role::References => !is_filled_elsewhere(paper),
            // "Appendices" alone opens the appendices after it.
            Role::Appendix => is_last(*index),
            _ => true,
        })
        .map(|(_, section)| Finding::new(section.heading, Values::new().text("heading", section.title.as_str())))
        .collect()
}

/// Whether the typed numbers say that `next` is a part of `section`, whatever its level says: 4 and 4.1.
fn is_part(next: &Section, section: &Section) -> bool {
    let (Some(next), Some(number)) = (&next.number, &section.number) else { return false };
    next.strip_prefix(number.as_str()).is_some_and(|rest| rest.starts_with('.'))
}

/// Whether nothing that readers see stands in `section`; a subsection is something.
fn is_empty(paper: &Paper, section: &Section) -> bool {
    let nodes = &paper.tree.nodes;
    let first = nodes.partition_point(|node| node.start < section.heading.end);
    let mut inside = nodes.iter().skip(first).take_while(|node| node.start < section.span.end);
    inside.all(|node| matches!(node.kind, Kind::Comment | Kind::PageBreak | Kind::Break))
}

/// Whether a program prints the list below its heading, from reference data.
fn is_filled_elsewhere(paper: &Paper) -> bool {
    let Bibliography { references, list, unread, .. } = &paper.bibliography;
    let names_data = || paper.tree.meta.as_ref().is_some_and(|meta| meta.get("bibliography").is_some());
    list.is_none() && !references.is_empty()
        || !unread.is_empty()
        || names_data()
        || paper.tree.nodes.iter().any(|node| matches!(node.kind, Kind::Citation(_)))
}
