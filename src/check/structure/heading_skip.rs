use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Section};
use crate::rule::{Options, Values};
use std::collections::BTreeMap;

/// Headings of the levels below are labels at the beginning of a paragraph, chosen for their size.
const SMALLEST: u8 = 4;

/// A heading more than one level below the heading before it. A habit that runs through the paper is one finding,
/// with all its places.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let sections = &paper.outline.sections;
    // What a converter makes headings of before the abstract or introduction are names, subtitles and notes of the layout.
    let first = sections.iter().find(|section| section.role != Role::Other).map_or(0, |section| section.heading.start);
    let mut jumps: BTreeMap<(u8, u8), Vec<(&Section, &Section)>> = BTreeMap::new();
    for (before, section) in sections.iter().zip(sections.iter().skip(1)) {
        let is_heading = section.level <= SMALLEST && section.heading.start >= first;
        if section.level > before.level.saturating_add(1) && is_heading {
            jumps.entry((before.level, section.level)).or_default().push((before, section));
        }
    }
    jumps.into_iter().filter_map(|((from, to), places)| finding(from, to, &places)).collect()
}

fn finding(from: u8, to: u8, places: &[(&Section, &Section)]) -> Option<Finding> {
    let (&(before, section), others) = places.split_first()?;
    let values = Values::new()
        .text("heading", section.title.as_str())
        .text("before", before.title.as_str())
        .number("from", usize::from(from))
        .number("to", usize::from(to))
        .number("others", others.len());
    let mut finding = Finding::new(section.heading, values).context(before.heading, "the heading before");
    if !others.is_empty() {
        finding = finding.variant("often");
    }
    for (_, other) in others {
        finding = finding.context(other.heading, "the same jump");
    }
    Some(finding)
}
