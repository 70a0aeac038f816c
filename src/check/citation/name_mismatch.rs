use super::credits::finding;
use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::citation::{Mismatch, disagreements};
use crate::rule::Options;

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    disagreements(&paper.citations, &paper.bibliography, Mismatch::Name).iter().map(finding).collect()
}
