use crate::diagnostic::Finding;
use crate::paper::{Paper, Section};
use crate::rule::{Options, Values};
use std::collections::BTreeMap;

/// Fewer numbered headings are no numbering: "5 Lessons" is a title.
const FEWEST: usize = 3;

/// A typed section number that does not follow the one before, or is given twice.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let sections = &paper.outline.sections;
    let numbered = sections.iter().filter(|section| !section.is_title).filter_map(|section| {
        let number = components(section.number.as_deref()?)?;
        Some((section, number))
    });
    let numbered: Vec<(&Section, Vec<u32>)> = numbered.collect();
    if numbered.len() < FEWEST {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut seen: BTreeMap<&[u32], &Section> = BTreeMap::new();
    let mut last: &[u32] = &[];
    let mut before: Option<&Section> = None;
    let top = numbered.iter().filter(|(_, number)| number.len() == 1).map(|(section, _)| section.level).min();
    for (section, number) in &numbered {
        // A list of steps under headings of their own begins anew in each section.
        let is_step = number.len() == 1 && top.is_some_and(|top| section.level > top);
        if is_step && !follows(number, last) {
            continue;
        }
        let is_known = before.is_none() || follows(number, last);
        if let Some(twin) = seen.get(number.as_slice()) {
            let values = Values::new().text("number", print(number)).text("heading", section.title.as_str());
            let values = values.text("other", twin.title.as_str()).text("expected", print(&next(last, number.len())));
            findings.push(Finding::new(section.heading, values).variant("double").context(twin.heading, "the same number"));
        } else if !is_known && !is_filled(sections, before, section, number, last) {
            let expected = print(&next(last, number.len()));
            let values = Values::new().text("number", print(number)).text("heading", section.title.as_str());
            let finding = Finding::new(section.heading, values.text("expected", expected).text("before", print(last)));
            findings.push(before.into_iter().fold(finding, |finding, it| finding.context(it.heading, "the number before")));
        }
        seen.entry(number.as_slice()).or_insert(section);
        last = number;
        before = Some(section);
    }
    // Two numberings in one file, as of a paper and its supplement, are none that went wrong.
    let restarts = findings.iter().filter(|finding| finding.variant == Some("double")).count();
    if restarts * 3 > numbered.len() { Vec::new() } else { findings }
}

/// The parts of a decimal number; `None` for letters and Roman numerals.
fn components(number: &str) -> Option<Vec<u32>> {
    number.split('.').map(|part| part.parse().ok()).collect()
}

fn print(number: &[u32]) -> String {
    number.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

/// Whether `number` is the next after `last`: its first part, or the next of it or of what it is part of.
fn follows(number: &[u32], last: &[u32]) -> bool {
    let Some((own, parents)) = number.split_last() else { return false };
    match last.get(parents.len()) {
        Some(before) => last.starts_with(parents) && *own == before.saturating_add(1),
        None => last == parents && *own <= 1,
    }
}

/// The number of `depth` parts that would follow `last`.
fn next(last: &[u32], depth: usize) -> Vec<u32> {
    let mut next: Vec<u32> = last.iter().copied().take(depth).collect();
    if next.len() == depth && last.len() >= depth {
        if let Some(own) = next.last_mut() {
            *own = own.saturating_add(1);
        }
    } else {
        next.resize(depth, 1);
    }
    next
}

/// Whether headings without a number stand where the missing numbers would.
fn is_filled(
    sections: &[Section], before: Option<&Section>, section: &Section, number: &[u32], last: &[u32],
) -> bool {
    let Some((own, parents)) = number.split_last() else { return false };
    let from = match last.get(parents.len()) {
        Some(from) if last.starts_with(parents) => *from,
        None if last == parents => 0,
        _ => return false,
    };
    let missing = own.saturating_sub(from).saturating_sub(1) as usize;
    let place = |section: &Section| sections.partition_point(|other| other.heading.start < section.heading.start);
    let between = sections.get(before.map_or(0, place)..place(section)).unwrap_or_default().iter();
    let between = between.filter(|other| !other.is_title && other.number.is_none());
    missing > 0 && between.filter(|other| other.level == section.level).count() >= missing
}
