//! What the paragraphs of a document hold, before anyone knows what they are for.

use super::field::FieldKind;
use crate::source::Part;
use crate::syntax::Kind;

/// The body of a document, or a note, in reading order.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Paragraph(Box<Paragraph>),
    /// A table, one of its rows or cells, or a note begins.
    Open(Kind),
    Close,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    pub part: Part,
    /// Which paragraph of its part it is, from 0.
    pub index: u32,
    pub role: Role,
    /// The list it is an item of, and the level from 0.
    pub list: Option<(String, u8)>,
    pub is_centred: bool,
    pub pieces: Vec<Piece>,
}

/// What the style of a paragraph, or the field around it, says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Body,
    /// The level from 1.
    Heading(u8),
    Title,
    Front,
    Abstract,
    Caption,
    Quote,
    Code,
    Reference,
}

/// Words of one run, or what stands among them.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub text: String,
    pub what: What,
    /// Which run of its paragraph it is of, from 0.
    pub run: u32,
    pub look: Look,
    /// The link it is in, by its number in the document.
    pub link: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Words,
    Break,
    Tab,
    Math,
    Image,
    /// The mark of the note of this name.
    Note(Box<str>),
}

/// How words are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub raised: bool,
    pub lowered: bool,
    pub struck: bool,
    pub code: bool,
    /// Of at least 14 points.
    pub large: bool,
}

/// The address of a link, with what made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub target: Box<str>,
    pub field: Option<FieldKind>,
}

impl Paragraph {
    /// Its words, and U+FFFC for what is not words.
    pub fn words(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece.what {
            What::Words => piece.text.as_str(),
            What::Break | What::Tab => " ",
            What::Math | What::Image => "\u{fffc}",
            What::Note(_) => "",
        });
        pieces.collect::<String>().trim().to_owned()
    }

    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| match piece.what {
            What::Words => piece.text.chars().all(char::is_whitespace),
            What::Break | What::Tab => true,
            What::Math | What::Image | What::Note(_) => false,
        })
    }

    /// Whether all that it shows is images.
    pub fn is_picture(&self) -> bool {
        let mut images = self.pieces.iter().filter(|piece| piece.what == What::Image).peekable();
        images.peek().is_some()
            && self.pieces.iter().all(|piece| match piece.what {
                What::Words => piece.text.chars().all(char::is_whitespace),
                What::Break | What::Tab | What::Image => true,
                What::Math | What::Note(_) => false,
            })
    }

    /// Whether all its words are set like this, and there are some.
    pub fn is_all(&self, look: impl Fn(&Look) -> bool) -> bool {
        let mut words = self
            .pieces
            .iter()
            .filter(|piece| piece.what == What::Words && piece.text.chars().any(|c| !c.is_whitespace()))
            .peekable();
        words.peek().is_some() && words.all(|piece| look(&piece.look))
    }
}
