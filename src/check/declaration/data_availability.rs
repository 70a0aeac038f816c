use crate::diagnostic::Finding;
use crate::paper::{DeclarationKind, Paper};
use crate::rule::{Options, Values};

/// A study outside the sciences of life speaks of its data at least so often; theory hardly does.
const LEAST_MENTIONS: usize = 5;

/// A study that says nothing of where its data are.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let has_data = || paper.is_of_life() || paper.prose.phrase("data").len() >= LEAST_MENTIONS;
    if !paper.is_study() || paper.hints_at(DeclarationKind::DataAvailability)
        || !paper.owes_statements(options.number("min-words"))
        || !has_data()
    {
        return Vec::new();
    }
    vec![Finding::new(paper.head(), Values::new())]
}
