use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};

/// The files that the manuscript takes in and that could not be read.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let missing = paper.missing.iter();
    missing.map(|part| Finding::new(part.span, Values::new().text("problem", part.message.as_str()))).collect()
}
