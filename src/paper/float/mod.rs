//! Floats, their labels, and the places in the text that point at them.
//!
//! It knows prose and the tree; whether a pointer is right it leaves to the checks.

mod caption;
mod find;
mod mention;
mod named;
#[cfg(test)]
mod tests;

pub(super) use caption::caption_label;
pub(super) use find::{find, label_kind};
pub(super) use mention::references;
pub use named::numbers_named;

use super::BlockId;
use crate::source::Span;

/// A figure, table, listing or algorithm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Float {
    pub kind: FloatKind,
    /// The number printed in its caption, as written: `3`, `S1`, `B.2`. Where the markup numbers it: its place among those of its kind.
    pub number: Option<String>,
    /// Whether `number` is printed in the file, not counted.
    pub number_is_printed: bool,
    pub label: Option<String>,
    pub caption: Option<BlockId>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FloatKind {
    Figure,
    Table,
    Listing,
    Algorithm,
}

/// A label that cross-references may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub name: String,
    pub kind: LabelKind,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelKind {
    Figure,
    Table,
    Equation,
    Section,
    Listing,
    Other,
}

/// A place in the text that points at a float, by label (`@fig:map`) or by printed number ("Figure 3", "Figs. 2–4").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossReference {
    /// The label, or the number as written; a range or list gives one each.
    pub target: String,
    pub kind: LabelKind,
    pub by_label: bool,
    pub span: Span,
    pub block: BlockId,
    /// Index into [`Paper::floats`](super::Paper), where the float was found.
    pub float: Option<usize>,
    /// Whether the words beside it say that the float is another work's ("Figure 3 of Smith (2019)", "Fig. 2 in [4]").
    pub foreign: bool,
}
