use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::citation::{Mismatch, credit, credit_of, disagreements, label_of};
use crate::rule::{Options, Values};

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let found = disagreements(&paper.citations, &paper.bibliography, Mismatch::Name);
    found
        .into_iter()
        .map(|found| {
            let values = Values::new()
                .text("cited", credit(found.names, found.et_al, found.year))
                .text("label", label_of(found.reference))
                .text("listed", credit_of(found.reference));
            Finding::new(found.span, values).context(found.reference.span, label_of(found.reference))
        })
        .collect()
}
