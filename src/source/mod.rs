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
    /// The text is put together from those of several files, in reading order.
    Assembled(Arc<[Piece]>),
    /// The text was taken from the runs of a Word document, in reading order.
    Extracted(Arc<[Run]>),
}

/// A stretch of an extracted text and the run that it is of; up to where the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The byte of the extracted text.
    pub start: u32,
    pub part: Part,
    /// Which paragraph of its part, from 0.
    pub paragraph: u32,
    /// Which run of its paragraph, from 0; `None` for what the paragraph shows without a run: the number of an item.
    pub run: Option<u32>,
}

/// A part of a Word document that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Document,
    Footnotes,
    Endnotes,
}

/// A stretch of an assembled text and the stretch of the file that it is; up to where the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The byte of the assembled text.
    pub start: u32,
    pub span: Span,
    /// Whether the two are letter for letter the same; else the whole stands for the whole.
    pub verbatim: bool,
}

/// What the lines of a text are to the person who edits the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    #[default]
    Line,
    Paragraph,
}

impl Unit {
    /// The unit's name before a number, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Line => "line",
            Unit::Paragraph => "paragraph",
        }
    }
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

    /// A text put together from those of several files; `path` is that of the file which takes in the others.
    pub fn assembled(id: FileId, path: &str, format: Format, text: String, pieces: Vec<Piece>) -> Self {
        let origin = Origin::Assembled(pieces.into());
        Source { id, path: path.into(), format, text: text.into(), origin, lines: OnceLock::new() }
    }

    /// A text taken from the runs of a document.
    pub fn extracted(id: FileId, path: &str, format: Format, text: String, runs: Vec<Run>) -> Self {
        let origin = Origin::Extracted(runs.into());
        Source { id, path: path.into(), format, text: text.into(), origin, lines: OnceLock::new() }
    }

    /// What its lines are: a document has no lines of its own.
    pub fn unit(&self) -> Unit {
        match self.origin {
            Origin::Extracted(_) => Unit::Paragraph,
            Origin::Text { .. } | Origin::Assembled(_) => Unit::Line,
        }
    }

    /// The run of a Word document that a byte was taken from.
    pub fn run_at(&self, offset: u32) -> Option<Run> {
        let Origin::Extracted(runs) = &self.origin else { return None };
        runs.partition_point(|run| run.start <= offset).checked_sub(1).and_then(|at| runs.get(at)).copied()
    }

    /// Where a span of this text stands in the file that its author edits. One that goes over the end of a file ends there.
    pub fn locate(&self, span: Span) -> Span {
        let Origin::Assembled(pieces) = &self.origin else { return span };
        let piece_at = |at: u32| pieces.partition_point(|piece| piece.start <= at).saturating_sub(1);
        let first = piece_at(span.start);
        let Some(piece) = pieces.get(first) else { return span };
        if !piece.verbatim {
            return piece.span;
        }
        let start = (piece.span.start + (span.start - piece.start)).min(piece.span.end);
        let last = if span.end > span.start { piece_at(span.end - 1) } else { first };
        // What a file takes in may stand inside the span.
        let inside = pieces.get(first..=last).unwrap_or_default().iter().rev();
        let end = inside
            .filter(|other| other.span.file == piece.span.file && other.span.end >= start)
            .map(|other| match other.verbatim {
                true => (other.span.start + span.end.saturating_sub(other.start)).min(other.span.end),
                false => other.span.end,
            })
            .next();
        Span { file: piece.span.file, start, end: end.unwrap_or(piece.span.end).max(start) }
    }

    /// The span of the whole file.
    pub fn span(&self) -> Span {
        Span { file: self.id, start: 0, end: self.text.len() as u32 }
    }
}

#[cfg(test)]
mod tests;
