use super::WordId;
use std::ops::Range;

/// A word, number, mark or object of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text that was scanned.
    pub start: u32,
    pub end: u32,
    /// Its folded form: lower case, without diacritics, straight apostrophes.
    pub word: WordId,
    pub kind: TokenKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Letters, with hyphens and apostrophes inside: `anti-corruption`, `China's`.
    Word,
    /// Begins with a digit: `3`, `1,000`, `3.14`, `2019a`, `10th`.
    Number,
    /// One mark of punctuation or symbol.
    Mark,
    /// U+FFFC: something that is not words (code, maths, a citation key).
    Object,
}

impl Token {
    pub fn range(&self) -> Range<u32> {
        self.start..self.end
    }

    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
}
