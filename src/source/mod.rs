//! Bytes and places: what a file says, where in it something stands, and the one door to files.
//!
//! It does not know what a paper, a format's syntax or a rule is.

mod decode;
mod files;
mod format;
mod line_index;
mod span;

pub use decode::{Decoded, Refusal, decode};
pub use files::{Entry, FileKind, Files, MemoryFiles, ReadError, join, parent};
pub use format::Format;
pub use line_index::{LineIndex, Position};
pub use span::{FileId, Span};

use std::sync::{Arc, OnceLock};

/// The largest file that is read, in bytes of its decoded text.
pub const MAX_BYTES: usize = 256 << 20;

/// One file of a paper: its text, and what is needed to say where in it something stands.
#[derive(Debug, Clone)]
pub struct Source {
    pub id: FileId,
    /// The path as it is shown to people: as given on the command line, `/` between folders.
    pub path: Arc<str>,
    pub format: Format,
    /// The file decoded to UTF-8, without a byte order mark; line ends as they were.
    pub text: Arc<str>,
    pub origin: Origin,
    lines: OnceLock<Arc<LineIndex>>,
}

/// How a place in [`Source::text`] leads back to the file that the author edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The text is the file, read in the encoding of this name.
    Text { encoding: &'static str },
}

impl Source {
    pub fn new(id: FileId, path: &str, format: Format, decoded: Decoded) -> Self {
        Source {
            id,
            path: path.into(),
            format,
            text: decoded.text.into(),
            origin: Origin::Text { encoding: decoded.encoding },
            lines: OnceLock::new(),
        }
    }

    /// The line index, made at its first use.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| Arc::new(LineIndex::new(&self.text)))
    }

    /// The text of `span`, which must be one of this file.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// Line, column and offset of a byte offset of [`Source::text`].
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// The span of the whole file.
    pub fn span(&self) -> Span {
        Span { file: self.id, start: 0, end: self.text.len() as u32 }
    }
}

#[cfg(test)]
mod tests;
