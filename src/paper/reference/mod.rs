//! References: printed strings and entries of data files, read into the same fields.
//!
//! It knows one reference at a time; which citations point at it, it does not.

mod data;
pub mod identifiers;
pub mod names;
pub mod parse;
#[cfg(test)]
mod tests;

pub use data::{Inheritance, is_listed, read_entries, state};

use super::Phrase;
use crate::source::Span;

/// One entry of the reference list, printed or from reference data.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The number printed before it, or its place (from 1) in a list numbered by the markup; `None` in a list without numbers.
    pub number: Option<u32>,
    pub key: Option<Phrase>,
    pub kind: ReferenceKind,
    /// The entry's words: as printed, or the fields of its data one after another.
    pub raw: String,
    pub span: Span,
    pub authors: Vec<Name>,
    /// Whether the list of authors ends in "et al." or "and others".
    pub et_al: bool,
    pub editors: Vec<Name>,
    pub year: Option<Parsed<Year>>,
    pub title: Option<Parsed<String>>,
    pub container: Option<Parsed<String>>,
    pub volume: Option<Parsed<String>>,
    pub issue: Option<Parsed<String>>,
    pub pages: Option<Parsed<String>>,
    pub publisher: Option<Parsed<String>>,
    pub doi: Option<Parsed<String>>,
    pub url: Option<Parsed<String>>,
    /// How sure the reading of the authors is, 0 to 1.
    pub authors_confidence: f32,
}

impl Reference {
    /// What a message calls it: its number, its key, or its authors and year.
    pub fn label(&self) -> String {
        if let Some(number) = self.number {
            return format!("reference {number}");
        }
        if let Some(key) = &self.key {
            return format!("`{}`", key.text);
        }
        let names = if self.authors.is_empty() { &self.editors } else { &self.authors };
        let year = self.year.as_ref().map_or(String::new(), |year| format!(" ({})", year.value));
        match &names[..] {
            [] => {
                let words: Vec<&str> = self.raw.split_whitespace().take(5).collect();
                format!("“{} …”", words.join(" "))
            }
            [only] if !self.et_al => format!("{}{year}", only.family),
            [first, second] if !self.et_al => format!("{} & {}{year}", first.family, second.family),
            [first, ..] => format!("{} et al.{year}", first.family),
        }
    }

    /// Whether it was printed in the manuscript, not read from a data file.
    pub fn is_printed(&self) -> bool {
        self.span.file == crate::source::FileId(0)
    }
}

/// A field's value, where it stands, and how sure the reading is: 1 for structured data, less for a printed string.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    pub value: T,
    pub span: Span,
    pub confidence: f32,
}

/// A person's or an organisation's name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Name {
    /// The surname with its particles ("van der Berg"), or the whole name of an organisation.
    pub family: String,
    /// Given names or initials; empty for an organisation.
    pub given: String,
}

/// A year with the letter that tells several of one author apart: 2019a. `in press` and `n.d.` have no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Year {
    pub number: Option<i32>,
    pub suffix: Option<char>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferenceKind {
    Article,
    Book,
    Chapter,
    Proceedings,
    Thesis,
    Report,
    Preprint,
    Software,
    Dataset,
    Web,
    Other,
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.number {
            Some(number) => write!(f, "{number}")?,
            None => write!(f, "n.d.")?,
        }
        self.suffix.map_or(Ok(()), |suffix| write!(f, "{suffix}"))
    }
}
