use crate::source::{Position, Unit};
use std::sync::Arc;

/// Where something stands, with its words, so that it can be shown without the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub path: Arc<str>,
    pub start: Position,
    pub end: Position,
    /// The page, in paged formats.
    pub page: Option<u32>,
    /// What the lines of the positions are.
    pub unit: Unit,
    pub excerpt: Excerpt,
}

/// The words of a place in a window of the line they stand in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// What stands before it on its line, cut at a word to at most 60 characters; `…` marks a cut.
    pub before: String,
    /// The words themselves as they stand in the file, line ends as blanks, at most 2,000 characters.
    pub text: String,
    /// What stands after it on its line, cut likewise.
    pub after: String,
    /// The words as prose, without markup, where the place was read as prose: what word diffs compare.
    pub words: Option<String>,
    /// The place as it is read in its paragraph; `None` where it holds what was not read as prose.
    pub passage: Option<Passage>,
}

/// Words of the prose in a window of their paragraph, without markup; cut like those of an [`Excerpt`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    pub before: String,
    pub text: String,
    pub after: String,
}

impl Excerpt {
    /// What stands before, at and after the place for those who read the paper and not its file.
    pub fn as_read(&self) -> (&str, &str, &str) {
        match &self.passage {
            Some(passage) => (&passage.before, &passage.text, &passage.after),
            None => (&self.before, &self.text, &self.after),
        }
    }
}
