use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::citation::{Mismatch, credit, credit_of, disagreements, label_of};
use crate::rule::{Options, Values};

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let found = disagreements(&paper.citations, &paper.bibliography, Mismatch::Author);
    found
        .into_iter()
        .map(|found| {
            let values = Values::new()
                .text("cited", credit(found.names, found.et_al, found.year))
                .text("label", label_of(found.reference))
                .text("listed", credit_of(found.reference));
            match found.meant {
                Some(meant) => Finding::new(found.span, values.text("meant", label_of(meant)))
                    .variant("other-entry")
                    .context(found.reference.span, label_of(found.reference))
                    .context(meant.span, format!("{}, by {}", label_of(meant), credit_of(meant))),
                None => Finding::new(found.span, values).context(found.reference.span, label_of(found.reference)),
            }
        })
        .collect()
}
