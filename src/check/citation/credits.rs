//! What the checks that compare the credits of a citation with its reference have in common.

use crate::diagnostic::Finding;
use crate::paper::citation::{Disagreement, credit, credit_of, label_of};
use crate::rule::Values;

/// Both sides of a disagreement: `cited`, `label` and `listed`.
pub fn values(found: &Disagreement) -> Values {
    Values::new()
        .text("cited", credit(found.names, found.et_al, found.year))
        .text("label", label_of(found.reference))
        .text("listed", credit_of(found.reference))
}

/// The finding of both sides, with the reference beside it.
pub fn finding(found: &Disagreement) -> Finding {
    Finding::new(found.span, values(found)).context(found.reference.span, label_of(found.reference))
}
