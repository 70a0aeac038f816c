//! What stands before the text: title, authors, abstract, keywords, from front matter or from the page itself.
//!
//! It knows the draft's blocks and the front matter; sections only by their headings.

mod authors;
mod meta;
mod page;
mod title;

pub(super) use authors::{Line, from_lines, from_meta, lines};
pub(super) use meta::{keywords, read_meta_blocks};
pub(super) use page::{abstract_of, mark_front, phrase_of};
pub(super) use title::part_title;

use crate::source::Span;

/// A few words and where they stand: a title, a keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub text: String,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name as it is printed.
    pub name: String,
    pub affiliations: Vec<String>,
    pub email: Option<String>,
    pub orcid: Option<String>,
    pub span: Span,
}

/// The abstract, from its first word to its last. Its words are prose blocks of scope `Abstract` where it stands in
/// the text; where it stands in the front matter, they are too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abstract {
    pub text: String,
    pub span: Span,
}
