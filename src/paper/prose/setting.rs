//! How words stand in their block: between quotation marks, in an address.

use super::{Block, Prose, Scope};
use crate::text::Token;
use std::ops::Range;

impl Scope {
    /// Whether the words are the author's own and are read as language.
    pub fn is_authors_own(self) -> bool {
        matches!(self, Scope::Title | Scope::Abstract | Scope::Heading | Scope::Body | Scope::Caption | Scope::Footnote)
    }
}

impl Prose {
    /// The stretches of a block in double quotation marks, and in curly single ones: another's words.
    /// Bytes of [`Prose::text`], in their order, without the closing marks.
    pub fn quotations(&self, block: &Block) -> Vec<Range<u32>> {
        let mut ranges = Vec::new();
        let text = self.block_text(block);
        // The marks beyond ASCII begin with one of two bytes.
        if memchr::memchr3(b'"', 0xC2, 0xE2, text.as_bytes()).is_none() {
            return ranges;
        }
        let mut open: Option<(char, u32)> = None;
        let mut before = ' ';
        for (at, char) in text.char_indices() {
            let offset = block.start + at as u32;
            open = match (open, char) {
                (None, '“' | '„' | '«') => Some(('”', offset)),
                (None, '"') => Some(('"', offset)),
                (None, '‘') if !before.is_alphanumeric() => Some(('’', offset)),
                (Some(('’', start)), '’') => {
                    let next = self.text.get(offset as usize + char.len_utf8()..).and_then(|rest| rest.chars().next());
                    // Between letters it is an apostrophe.
                    if next.is_some_and(char::is_alphanumeric) && before.is_alphanumeric() {
                        open
                    } else {
                        ranges.push(start..offset);
                        None
                    }
                }
                (Some((close, start)), _) if char == close || close == '”' && matches!(char, '“' | '»') => {
                    ranges.push(start..offset);
                    None
                }
                _ => open,
            };
            before = char;
        }
        ranges
    }

    /// Whether a word is part of an address, a path or a program's name: `example.org/colour`, `color=red`.
    pub fn is_of_address(&self, block: &Block, token: &Token) -> bool {
        let before = self.slice(block.start..token.start).chars().next_back();
        let mut after = self.slice(token.end..block.end).chars();
        let (next, then) = (after.next(), after.next());
        matches!(before, Some('/' | '\\' | '.' | '_' | '@' | '=' | '#' | '$'))
            || matches!(next, Some('/' | '\\' | '_' | '@' | '=' | '('))
            || matches!(next, Some('.' | ':')) && then.is_some_and(char::is_alphanumeric)
    }
}

/// Whether `offset` lies in one of the ranges, which are sorted and apart.
pub fn lies_in(ranges: &[Range<u32>], offset: u32) -> bool {
    let next = ranges.partition_point(|range| range.end <= offset);
    ranges.get(next).is_some_and(|range| range.start <= offset)
}
