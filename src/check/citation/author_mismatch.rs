use super::credits::{finding, values};
use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::citation::{Mismatch, credit_of, disagreements, label_of};
use crate::rule::Options;

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let found = disagreements(&paper.citations, &paper.bibliography, Mismatch::Author);
    found
        .iter()
        .map(|found| match found.meant {
            Some(meant) => Finding::new(found.span, values(found).text("meant", label_of(meant)))
                .variant("other-entry")
                .context(found.reference.span, label_of(found.reference))
                .context(meant.span, format!("{}, by {}", label_of(meant), credit_of(meant))),
            None => finding(found),
        })
        .collect()
}
