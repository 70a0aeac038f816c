use super::credits::finding;
use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::citation::{CitedLabel, Mismatch, disagreements};
use crate::rule::Options;

/// This many citations by the first author alone may be the style of the paper.
const HABIT: usize = 5;

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let found = disagreements(&paper.citations, &paper.bibliography, Mismatch::MissingCoauthor);
    let alone = found.iter().filter(|found| found.names.len() == 1).count();
    let habit = alone >= HABIT && alone * 2 > cited_with_others(paper) + alone;
    found.iter().filter(|found| !(habit && found.names.len() == 1)).map(finding).collect()
}

/// How many citations name further authors, or say "et al.".
fn cited_with_others(paper: &Paper) -> usize {
    let items = paper.citations.iter().flat_map(|citation| &citation.items);
    let in_items = items
        .filter(|item| matches!(&item.label, CitedLabel::AuthorYear { names, et_al, .. } if *et_al || names.len() > 1));
    let narratives = paper.citations.iter().filter_map(|citation| citation.narrative.as_ref());
    in_items.count() + narratives.filter(|narrative| narrative.et_al || narrative.names.len() > 1).count()
}
