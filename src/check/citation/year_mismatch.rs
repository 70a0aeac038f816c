use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::citation::{Mismatch, credit, disagreements, label_of};
use crate::rule::{Options, Values};

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let found = disagreements(&paper.citations, &paper.bibliography, Mismatch::Year);
    found
        .into_iter()
        .filter_map(|found| {
            let listed = found.reference.year.as_ref()?;
            let values = Values::new()
                .text("cited", credit(found.names, found.et_al, found.year))
                .text("label", label_of(found.reference))
                .text("listed", listed.value.to_string());
            Some(
                Finding::new(found.span, values)
                    .context(listed.span, format!("the year of {}", label_of(found.reference))),
            )
        })
        .collect()
}
