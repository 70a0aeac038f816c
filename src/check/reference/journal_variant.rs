use crate::diagnostic::Finding;
use crate::paper::{Paper, Reference, ReferenceKind};
use crate::rule::{Options, Values};
use crate::text::fold;
use std::collections::BTreeMap;

/// How sure the reading of a journal's name must be.
const SURE: f32 = 0.9;

/// Finds journals whose name is written in several ways that differ in capitals, points, "&" or "The".
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut journals: BTreeMap<String, Vec<(&str, &Reference)>> = BTreeMap::new();
    for (_, reference) in paper.own_references().filter(|(_, reference)| reference.kind == ReferenceKind::Article) {
        let journal = reference.container.as_ref().filter(|journal| journal.confidence >= SURE);
        let Some(journal) = journal.map(|journal| journal.value.trim_end_matches(['.', ','])) else { continue };
        journals.entry(bare(journal)).or_default().push((journal, reference));
    }
    let mut findings: Vec<Finding> = journals.into_values().filter_map(|entries| finding(&entries)).collect();
    findings.sort_by_key(|finding| (finding.span.file, finding.span.start));
    findings
}

/// A journal's name without what its forms differ in.
fn bare(journal: &str) -> String {
    let folded = fold(journal).replace('&', " and ");
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = if words.len() > 1 { words.strip_prefix(&["the"]).unwrap_or(&words) } else { &words };
    words.join(" ")
}

fn finding(entries: &[(&str, &Reference)]) -> Option<Finding> {
    let mut forms: Vec<(&str, usize)> = Vec::new();
    for (journal, _) in entries {
        match forms.iter_mut().find(|(form, _)| is_same(form, journal)) {
            Some((_, count)) => *count += 1,
            None => forms.push((journal, 1)),
        }
    }
    // Of equally frequent forms, the first.
    let (usual, count) = *forms.iter().rev().max_by_key(|(_, count)| *count)?;
    let mut odd = entries.iter().filter(|(journal, _)| !is_same(journal, usual));
    let (written, first) = odd.next()?;
    let values = Values::new()
        .text("written", *written)
        .text("usual", usual)
        .text("reference", first.label())
        .number("count", count);
    let span = first.container.as_ref()?.span;
    let model = entries.iter().find(|(journal, _)| is_same(journal, usual))?.1;
    let found = Finding::new(span, values).context(model.span, "the other form");
    Some(odd.fold(found, |found, (_, other)| found.context(other.span, other.label())))
}

/// Whether two forms are one but for blanks, which come and go when texts are converted.
fn is_same(a: &str, b: &str) -> bool {
    let signs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    a == b || signs(a) == signs(b)
}
