use super::Mismatch;
use crate::paper::{BlockId, Year};
use crate::source::Span;
use std::ops::Range;

/// A place in the text that points at references.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The whole of it, brackets included; a narrative citation from the first name to the year or number.
    pub span: Span,
    /// The same as bytes of [`Prose::text`](crate::paper::Prose).
    pub prose: Range<u32>,
    pub block: BlockId,
    pub form: Form,
    pub items: Vec<CitedItem>,
    /// The names and year that the running text gives beside it.
    pub narrative: Option<Narrative>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// `[1, 3–5]`, `(3)`, a superscript number.
    Numeric,
    /// `(Wu & Lin, 2019)`, `Wu and Lin (2019)`.
    AuthorYear,
    /// `[@wu2019]`.
    Key,
    Footnote,
}

/// One of the works a citation names.
#[derive(Debug, Clone, PartialEq)]
pub struct CitedItem {
    /// The words that name it: `3`, `Lin, 2019`, `wu2019`.
    pub span: Span,
    pub label: CitedLabel,
    /// Index into [`Bibliography::references`](crate::paper::Bibliography): the reference it points at, where one was found.
    pub reference: Option<usize>,
    /// How its names and year differ from that reference; `None` for a number and a key, which have none.
    pub mismatch: Option<Mismatch>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum CitedLabel {
    /// A number; a range `4–6` gives an item each, all with the span of the range.
    Number(u32),
    Key(String),
    /// Surnames (or an organisation) as written, and the year; `et_al` where "et al." or the like follows them.
    AuthorYear {
        names: Vec<String>,
        et_al: bool,
        year: Year,
    },
}

/// Names, and perhaps a year, in running text that belong to a citation: "Wang & Xu (2019) [1]", "Wang and Xu [1]".
#[derive(Debug, Clone, PartialEq)]
pub struct Narrative {
    pub names: Vec<String>,
    pub et_al: bool,
    pub year: Option<Year>,
    /// From the first name to the year.
    pub span: Span,
    /// The reference of the citation that the names are nearest to.
    pub reference: Option<usize>,
    /// How the names and year differ from that reference.
    pub mismatch: Option<Mismatch>,
}
