//! What the checks of figures and tables have in common.

use crate::paper::{Block, Float, FloatKind, Paper};
use crate::source::Span;

/// What a message calls a float.
pub fn name(kind: FloatKind) -> &'static str {
    match kind {
        FloatKind::Figure => "figure",
        FloatKind::Table => "table",
        FloatKind::Listing => "listing",
        FloatKind::Algorithm => "algorithm",
    }
}

pub fn caption<'a>(paper: &'a Paper, float: &Float) -> Option<&'a Block> {
    float.caption.map(|id| paper.prose.block(id))
}

/// Where a finding about a float stands: its caption, which is shorter than the float.
pub fn place(paper: &Paper, float: &Float) -> Span {
    caption(paper, float).map_or(float.span, |block| block.span)
}
