//! Bytes into trees: one file or folder per format, each a pure function of one text that cannot fail.
//!
//! It does not know other files, nor what a section, a reference list or a rule is.

pub mod bibtex;
mod builder;
pub mod csl_json;
pub mod docx;
mod entry;
pub mod front_matter;
pub mod jats;
pub mod latex;
pub mod markdown;
pub mod plain;
mod xml;

pub use entry::{Entry, EntryField, EntryFile, Spanned};
pub use front_matter::{Meta, MetaValue};

use crate::source::{Format, Source};
use std::ops::Range;

/// What a manuscript file says, as nodes in reading order.
///
/// The nodes lie in one vector, each before its descendants; [`Node::next`] leads over them. All ranges are bytes
/// of the text that was parsed, on character borders, and a child's lies inside its parent's.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    /// The YAML front matter, if there is one.
    pub meta: Option<Meta>,
    /// What the markup itself says of the printed list's entries, in the order of the text.
    pub entries: Vec<Entry>,
    /// What could not be understood, in the order it was met.
    pub problems: Vec<Problem>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub kind: Kind,
    pub start: u32,
    pub end: u32,
    /// The index of the first node that is neither this one nor inside it.
    pub next: u32,
}

impl Node {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a node is. Blocks first, then what stands inside a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A heading; `level` from 1. Its own markup is outside its children.
    Heading {
        level: u8,
    },
    Paragraph,
    Quote,
    List {
        ordered: bool,
    },
    /// One item of a list; `number` as typed, where the list is ordered.
    Item {
        number: Option<u32>,
    },
    CodeBlock,
    MathBlock,
    /// Markup of another language that is not read: raw HTML, raw TeX.
    Raw,
    Table,
    TableRow {
        head: bool,
    },
    TableCell,
    /// The text of the footnote of this name.
    Footnote(Box<str>),
    /// A fenced division with its classes, parted by blanks (`abstract`, `figure`).
    Division {
        classes: Box<str>,
    },
    /// A thematic break.
    Break,
    /// A page ends here: a form feed, or a converter's page marker (whose text is the node's range).
    PageBreak,
    /// A comment, with its delimiters. Stands between blocks or inside a line.
    Comment,

    /// Words that stand in the file just as they are read.
    Text,
    /// Words that are read otherwise than they are written: an entity, an escape.
    Replaced(Box<str>),
    /// A line end inside a paragraph, read as a blank.
    SoftBreak,
    HardBreak,
    Emphasis,
    Strong,
    Strikeout,
    Superscript,
    Subscript,
    Code,
    Math,
    Link {
        target: Box<str>,
    },
    /// An image; its children are the caption or alternative text.
    Image {
        target: Box<str>,
    },
    /// The mark of the footnote of this name.
    FootnoteMark(Box<str>),
    /// A citation by key: `[@a, p. 3; -@b]` or a bare `@a`. Its children are its words, where they are printed.
    Citation(Box<KeyCitation>),
    /// A reference to a label: `@fig:map`, `@sec-methods`, with its prefix. Its children are its words, where they are printed.
    CrossReference(Box<str>),
    /// The key of an entry of a printed reference list: `\bibitem{wu2019}`.
    EntryKey(Box<str>),
    /// A label set on the node this one is a child of (`{#fig:map}`), without the `#`.
    Label(Box<str>),
}

impl Kind {
    /// Whether the node is a block, which ends any paragraph before it.
    pub fn is_block(&self) -> bool {
        use Kind::*;
        matches!(
            self,
            Heading { .. }
                | Paragraph
                | Quote
                | List { .. }
                | Item { .. }
                | CodeBlock
                | MathBlock
                | Raw
                | Table
                | TableRow { .. }
                | TableCell
                | Footnote(_)
                | Division { .. }
                | Break
                | PageBreak
        )
    }
}

/// One citation by keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCitation {
    pub items: Vec<KeyItem>,
    /// Whether it stands in brackets; a bare `@key` does not.
    pub bracketed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyItem {
    pub key: Box<str>,
    /// The bytes of the key, without `@`.
    pub range: Range<u32>,
    /// Whether the author's name is suppressed (`-@key`).
    pub suppress_author: bool,
}

/// Something in a file that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    pub start: u32,
    pub end: u32,
}

impl Tree {
    /// The bytes of the nodes of some kinds, in the order of the file.
    pub fn ranges(&self, is_kind: impl Fn(&Kind) -> bool) -> Vec<Range<u32>> {
        self.nodes.iter().filter(|node| is_kind(&node.kind)).map(|node| node.start..node.end).collect()
    }

    /// Whether the words of a citation or cross-reference are printed in the file, so that its children are text.
    pub fn has_words(&self, index: usize) -> bool {
        let first = self.nodes.get(index + 1).filter(|_| self.nodes[index].next as usize > index + 1);
        first.is_some_and(|first| !matches!(first.kind, Kind::CrossReference(_) | Kind::Label(_)))
    }

    /// The indexes of the top nodes.
    pub fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        self.siblings(0, self.nodes.len())
    }

    /// The indexes of the direct children of node `index`.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        self.siblings(index + 1, self.nodes[index].next as usize)
    }

    fn siblings(&self, first: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = first;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let index = at;
                at = self.nodes[at].next as usize;
                index
            })
        })
    }
}

/// Parses a manuscript file by its format. Files that are no manuscripts (reference data, configuration) give an
/// empty tree.
pub fn parse(source: &Source) -> Tree {
    match source.format {
        Format::Markdown => markdown::parse(&source.text),
        Format::Plain => plain::parse(&source.text),
        Format::Latex => latex::parse(&source.text),
        Format::Jats => jats::parse(&source.text),
        // A document becomes a tree while its text is taken from the package.
        Format::Docx | Format::Bibtex | Format::CslJson | Format::Toml => Tree::default(),
    }
}

/// Parses a file of reference data by its format; `None` for a format that is none.
pub fn parse_entries(source: &Source) -> Option<EntryFile> {
    match source.format {
        Format::Bibtex => Some(bibtex::parse(&source.text)),
        Format::CslJson => Some(csl_json::parse(&source.text)),
        Format::Markdown | Format::Plain | Format::Latex | Format::Docx | Format::Jats | Format::Toml => None,
    }
}
