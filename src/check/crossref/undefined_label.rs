use super::labels::{is_one_of_several, occurrences};
use crate::diagnostic::Finding;
use crate::paper::{CrossReference, Paper};
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::syntax::Kind;
use crate::text::edit_distance;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// After so many labels without a place the rest of the text is elsewhere, and nearest labels would only cost time.
const MOST_SUGGESTIONS: usize = 50;

/// A label that the text refers to and that nothing bears.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let set: FxHashSet<&str> = paper.labels.iter().map(|label| label.name.as_str()).collect();
    let mut missing: BTreeMap<&str, Vec<&CrossReference>> = BTreeMap::new();
    for reference in paper.cross_references.iter().filter(|reference| reference.by_label) {
        if !set.contains(reference.target.as_str()) {
            missing.entry(reference.target.as_str()).or_default().push(reference);
        }
    }
    if missing.is_empty() || is_one_of_several(paper) {
        return Vec::new();
    }
    let text = &paper.root().text;
    // A name that stands anywhere else is set in a way that was not read.
    let written = occurrences(text, missing.keys().copied());
    let mut read: FxHashMap<&str, usize> = FxHashMap::default();
    for node in &paper.tree.nodes {
        if let Kind::CrossReference(name) = &node.kind {
            *read.entry(name).or_default() += 1;
        }
    }
    missing.retain(|name, _| written.get(name).copied() <= read.get(name).copied());
    let chunks = if missing.is_empty() { FxHashSet::default() } else { chunk_words(text) };
    let titles: FxHashSet<String> = paper.outline.sections.iter().map(|section| letters(&section.title)).collect();
    missing.retain(|name, _| {
        let bare = name.split_once([':', '-']).map_or(*name, |(_, bare)| bare);
        !chunks.contains(bare) && !titles.contains(&letters(bare)) && !titles.contains(&letters(name))
    });
    let names = missing.into_iter().enumerate();
    let mut findings: Vec<Finding> = names.filter_map(|(at, (name, places))| finding(paper, at, name, &places)).collect();
    findings.sort_by_key(|finding| finding.span);
    findings
}

fn finding(paper: &Paper, at: usize, name: &str, places: &[&CrossReference]) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let values = Values::new().text("label", name);
    let nearest = if at < MOST_SUGGESTIONS { nearest(paper, name) } else { None };
    let mut finding = match nearest {
        Some((near, span)) => Finding::new(first.span, values.text("nearest", near))
            .variant("near")
            .context(span, format!("the nearest label is `{near}`")),
        None => Finding::new(first.span, values),
    };
    for other in others {
        finding = finding.context(other.span, "referred to here too");
    }
    Some(finding)
}

/// The words of the heads of code chunks and of their labels: knitr makes a label of a chunk's name.
fn chunk_words(text: &str) -> FxHashSet<&str> {
    let is_head = |line: &&str| line.starts_with("```{") || line.starts_with("#| label:");
    text.lines()
        .map(str::trim_start)
        .filter(is_head)
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '_' | '-' | '.')))
        .collect()
}

/// A heading's title or the label made of it, by letters and digits alone.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The label of the same kind that differs in a letter or two.
fn nearest<'a>(paper: &'a Paper, name: &str) -> Option<(&'a str, Span)> {
    let limit = if name.chars().count() < 8 { 1 } else { 2 };
    let near = |label: &'a crate::paper::Label| Some((edit_distance(name, &label.name, limit)?, label));
    let found = paper.labels.iter().filter_map(near).min_by(|one, other| (one.0, &one.1.name).cmp(&(other.0, &other.1.name)));
    found.map(|(_, label)| (label.name.as_str(), label.span))
}
