//! The words of a manuscript: blocks, sentences and tokens, and their way back to the file.
//!
//! It knows the tree and the text; what a citation or a reference is, it does not.

mod cut;
pub(super) mod draft;
mod finish;
mod phrase;
mod scope;
mod setting;
#[cfg(test)]
mod tests;

pub(super) use cut::join_cut_paragraphs;
pub(super) use finish::finish;
pub(super) use scope::{is_page_number, mark_scopes};
pub use setting::lies_in;

use super::SectionId;
use crate::source::{FileId, Span};
use crate::text::{Lexicon, Token};
use std::ops::Range;

/// The words of a manuscript as they are read, without markup, each with its way back to the file.
///
/// `text` holds the blocks one after another, parted by `\n`. A paragraph that a page break cut in two is one block.
/// What is not words is one U+FFFC OBJECT REPLACEMENT CHARACTER: inline code, maths, a citation by key, a cross-reference,
/// an image, a footnote mark. Line ends inside a block are blanks.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    pub text: String,
    /// In the order of `text`, without overlap; every byte of a block belongs to one, save blanks put between joined parts.
    pub segments: Vec<Segment>,
    pub blocks: Vec<Block>,
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    pub lexicon: Lexicon,
    pub repairs: Vec<Repair>,
}

/// A stretch of prose text and the stretch of the file it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of [`Prose::text`].
    pub start: u32,
    pub end: u32,
    /// The place in the file. Of the same length where `verbatim`; else the whole stands for the whole.
    pub span: Span,
    pub verbatim: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// A paragraph, a heading, a caption, an item, a table cell …
#[derive(Debug, Clone)]
pub struct Block {
    /// Bytes of [`Prose::text`].
    pub start: u32,
    pub end: u32,
    pub scope: Scope,
    pub kind: BlockKind,
    pub section: Option<SectionId>,
    /// Where it stands in the file, markup included; over a cut, from its first part to its last.
    pub span: Span,
    /// Indexes into [`Prose::sentences`] and [`Prose::tokens`].
    pub sentences: Range<u32>,
    pub tokens: Range<u32>,
}

/// What the words are for. Rules read the scopes they name, and no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    Title,
    /// Authors, affiliations, keywords, dates: what stands before the text and is no sentence.
    Front,
    Abstract,
    Heading,
    /// Running text: paragraphs and list items.
    Body,
    Caption,
    /// A quotation set off as a block.
    Quote,
    Footnote,
    Table,
    /// A block of code or verbatim text.
    Code,
    /// Displayed maths.
    Math,
    /// The entries of a printed reference list.
    References,
    /// Running heads, page numbers, letters of the peer review: what a page or a journal adds to the paper.
    Furniture,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    Paragraph,
    ListItem,
    Cell,
    /// Headings, captions, code, maths, …: the scope says it all.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of [`Prose::text`].
    pub start: u32,
    pub end: u32,
    pub block: BlockId,
    /// Indexes into [`Prose::tokens`].
    pub tokens: Range<u32>,
}

/// Something that was mended before any rule read the prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    pub kind: RepairKind,
    /// The end of the part before, and the start of the part after.
    pub before: Span,
    pub after: Span,
    /// Where in [`Prose::text`] the two were joined.
    pub at: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepairKind {
    /// A paragraph cut in mid-sentence by a page break, a float or an empty line.
    CutParagraph,
    /// A word parted by a hyphen at a line end.
    Hyphenation,
}

impl Prose {
    pub fn slice(&self, range: Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    pub fn block_ids(&self) -> impl Iterator<Item = BlockId> + use<> {
        (0..self.blocks.len() as u32).map(BlockId)
    }

    pub fn block_text(&self, block: &Block) -> &str {
        self.slice(block.start..block.end)
    }

    pub fn block_sentences(&self, block: &Block) -> &[Sentence] {
        &self.sentences[block.sentences.start as usize..block.sentences.end as usize]
    }

    pub fn block_tokens(&self, block: &Block) -> &[Token] {
        &self.tokens[block.tokens.start as usize..block.tokens.end as usize]
    }

    pub fn sentence_tokens(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }

    /// A token as it is written.
    pub fn word(&self, token: &Token) -> &str {
        self.slice(token.start..token.end)
    }

    /// The block that a byte of the prose text lies in.
    pub fn block_at(&self, offset: u32) -> Option<BlockId> {
        let index = self.blocks.partition_point(|block| block.end < offset);
        self.blocks.get(index).filter(|block| block.start <= offset).map(|_| BlockId(index as u32))
    }

    /// The blocks of a scope.
    pub fn scoped(&self, scope: Scope) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.scope == scope)
    }

    /// Where a stretch of prose stands in the file: from the first byte it was read from to the last.
    pub fn span(&self, range: Range<u32>) -> Span {
        span_of(&self.segments, range)
    }

    /// The prose that was read from a stretch of the file: the inverse of [`Prose::span`]. `None` where no word of it was read.
    pub fn of_span(&self, span: Span) -> Option<Range<u32>> {
        let mut found: Option<Range<u32>> = None;
        for segment in self.segments.iter().filter(|segment| segment.span.overlaps(span)) {
            let start = segment.prose(span.start.max(segment.span.start));
            let end = segment.prose_end(span.end.min(segment.span.end));
            found = Some(match found {
                Some(range) => range.start.min(start)..range.end.max(end),
                None => start..end,
            });
        }
        found
    }
}

/// Where a stretch of text stands in the file, by the segments that the text was read in.
fn span_of(segments: &[Segment], range: Range<u32>) -> Span {
    let first = segments.partition_point(|segment| segment.end <= range.start);
    let Some(segment) = segments.get(first) else {
        return segments.last().map_or_else(Span::default, |last| last.span);
    };
    let start = segment.source(range.start);
    let last = segments.partition_point(|segment| segment.start < range.end.max(range.start + 1));
    let segment = &segments[last.saturating_sub(1).max(first)];
    let end = segment.source_end(range.end.max(range.start));
    Span { file: segment.span.file, start, end: end.max(start) }
}

impl Segment {
    fn source(&self, at: u32) -> u32 {
        if self.verbatim { self.span.start + at.saturating_sub(self.start) } else { self.span.start }
    }

    fn source_end(&self, at: u32) -> u32 {
        if self.verbatim { self.span.start + (at.min(self.end) - self.start) } else { self.span.end }
    }

    fn prose(&self, at: u32) -> u32 {
        if self.verbatim { self.start + (at - self.span.start) } else { self.start }
    }

    fn prose_end(&self, at: u32) -> u32 {
        if self.verbatim { self.start + (at - self.span.start) } else { self.end }
    }

    pub fn file(&self) -> FileId {
        self.span.file
    }
}
