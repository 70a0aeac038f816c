use crate::diagnostic::Finding;
use crate::paper::{DeclarationKind, Paper};
use crate::rule::{Options, Values};

/// A study that says nothing of who paid for it.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    if !paper.is_study() || paper.hints_at(DeclarationKind::Funding) || !paper.owes_statements(options.number("min-words")) {
        return Vec::new();
    }
    vec![Finding::new(paper.head(), Values::new())]
}
