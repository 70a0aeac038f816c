use crate::diagnostic::Finding;
use crate::paper::{DeclarationKind, Paper};
use crate::rule::{Options, Values};

/// A study that says nothing of its authors' interests.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    if !paper.is_study() || paper.hints_at(DeclarationKind::ConflictOfInterest) || !paper.owes_statements(options.number("min-words")) {
        return Vec::new();
    }
    vec![Finding::new(paper.head(), Values::new())]
}
