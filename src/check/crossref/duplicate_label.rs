use crate::diagnostic::Finding;
use crate::paper::{Label, Paper};
use crate::rule::{Options, Values};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A label that is set more than once.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let targets: FxHashSet<&str> = paper.cross_references.iter().map(|reference| reference.target.as_str()).collect();
    let mut places: BTreeMap<&str, Vec<&Label>> = BTreeMap::new();
    // An identifier that no reference could name is a name for style sheets and links.
    for label in paper.labels.iter().filter(|label| label.name.contains([':', '-']) || targets.contains(label.name.as_str())) {
        let places = places.entry(label.name.as_str()).or_default();
        if !places.last().is_some_and(|before| repeats(paper, before, label)) {
            places.push(label);
        }
    }
    let twice = places.into_iter().filter_map(|(name, labels)| {
        let (first, others) = labels.split_first()?;
        let (second, others) = others.split_first()?;
        let finding = Finding::new(second.span, Values::new().text("label", name).number("count", labels.len()));
        let finding = finding.context(first.span, "set here first");
        Some(others.iter().fold(finding, |finding, other| finding.context(other.span, "and set here")))
    });
    twice.collect()
}

/// Whether a label is set again at once, on the same thing, as converters do: `\label{a}}\label{a}`.
fn repeats(paper: &Paper, before: &Label, label: &Label) -> bool {
    let between = paper.source(label.span).text.get(before.span.end as usize..label.span.start as usize);
    before.span.file == label.span.file
        && between.is_some_and(|between| between.chars().all(|char| char == '}' || char.is_whitespace()))
}
