use super::{Lexicon, Token, TokenKind};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Appends the tokens of `text[range]` to `tokens`, with offsets in `text`.
///
/// ASCII is read byte by byte; only a word with letters of scripts that run their words together (Chinese, Thai, …) is
/// parted by UAX #29. Nothing is allocated per token but for forms that `lexicon` has never met. A range that does not
/// lie on character borders of `text` has no tokens.
pub fn scan(text: &str, range: Range<u32>, lexicon: &mut Lexicon, tokens: &mut Vec<Token>) {
    let (start, end) = (range.start as usize, range.end as usize);
    let Some(part) = text.get(start..end) else { return };
    // English runs to some six bytes a token; growing would copy the list again and again.
    tokens.reserve(part.len() / 6);
    let mut scanner = Scanner { text: part, base: range.start, lexicon, tokens };
    scanner.run();
}

struct Scanner<'a> {
    text: &'a str,
    base: u32,
    lexicon: &'a mut Lexicon,
    tokens: &'a mut Vec<Token>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Letter,
    Digit,
    Mark,
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Wide; 256];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            0..=b' ' | 127 => Class::Blank,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at = match CLASSES[byte as usize] {
                Class::Blank => at + 1,
                Class::Mark => self.push(at..at + 1, TokenKind::Mark),
                Class::Letter => self.word(at),
                Class::Digit => self.number(at),
                Class::Wide => self.wide(at),
            };
        }
    }

    /// Adds a token and says where it ends.
    fn push(&mut self, range: Range<usize>, kind: TokenKind) -> usize {
        let word = self.lexicon.intern(&self.text[range.clone()]);
        self.tokens.push(Token {
            start: self.base + range.start as u32,
            end: self.base + range.end as u32,
            word,
            kind,
        });
        range.end
    }

    fn word(&mut self, start: usize) -> usize {
        match self.ascii_word_end(start) {
            Some(end) => self.push(start..end, TokenKind::Word),
            None => self.wide_word(start),
        }
    }

    /// Where the word at `start` ends; `None` where a character beyond ASCII may belong to it.
    fn ascii_word_end(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            match bytes.get(at).map(|&byte| (byte, CLASSES[byte as usize])) {
                Some((_, Class::Letter | Class::Digit)) => at += 1,
                Some((_, Class::Wide)) => return None,
                Some((b'-' | b'\'' | b'_', _)) => match bytes.get(at + 1).map(|&byte| CLASSES[byte as usize]) {
                    Some(Class::Letter | Class::Digit) => at += 2,
                    Some(Class::Wide) => return None,
                    _ => return Some(at),
                },
                _ => return Some(at),
            }
        }
    }

    /// Digits with points and groups of three between them, then letters: `3.14`, `1,000`, `10th`.
    fn number(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let digits = |mut at: usize| {
            while is_digit(at) {
                at += 1;
            }
            at
        };
        let mut at = digits(start);
        loop {
            match bytes.get(at) {
                Some(b'.') if is_digit(at + 1) => at = digits(at + 1),
                Some(b',') if digits(at + 1) == at + 4 => at += 4,
                _ => break,
            }
        }
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        // `5α`, `10ᵉ`: letters beyond ASCII go with the number as ASCII letters do.
        while let Some(char) = self.text[at..].chars().next()
            && !char.is_ascii()
            && (char.is_alphabetic() || is_combining_mark(char))
            && !runs_words_together(char)
        {
            at += char.len_utf8();
        }
        self.push(start..at, TokenKind::Number)
    }

    /// A token that begins with a character beyond ASCII.
    fn wide(&mut self, start: usize) -> usize {
        let Some(char) = self.text[start..].chars().next() else { return self.text.len() };
        let end = start + char.len_utf8();
        match char {
            '\u{FFFC}' => self.push(start..end, TokenKind::Object),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => end,
            _ if char.is_whitespace() || char.is_control() => end,
            _ if char.is_alphabetic() && !is_superscript(char) => self.wide_word(start),
            _ => self.push(start..end, TokenKind::Mark),
        }
    }

    /// A word with characters beyond ASCII in it, or with one right after it.
    fn wide_word(&mut self, start: usize) -> usize {
        let mut end = start;
        let mut runs_together = false;
        let mut chars = self.text[start..].char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            let belongs = match char {
                '-' | '\'' | '_' | '’' | 'ʼ' | '\u{2010}' | '\u{2011}' => {
                    chars.peek().is_some_and(|&(_, next)| next.is_alphanumeric())
                }
                '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' => true,
                _ => char.is_alphanumeric() && !is_superscript(char) || is_combining_mark(char),
            };
            if !belongs {
                break;
            }
            runs_together |= runs_words_together(char);
            end = start + at + char.len_utf8();
        }
        if end == start {
            // U+02BC is a letter to Unicode, but alone no word.
            let end = start + self.text[start..].chars().next().map_or(1, char::len_utf8);
            return self.push(start..end, TokenKind::Mark);
        }
        if !runs_together {
            return self.push(start..end, TokenKind::Word);
        }
        let text = self.text;
        for (at, part) in text[start..end].split_word_bound_indices() {
            let Some(first) = part.chars().next() else { continue };
            let kind = match first {
                _ if first.is_numeric() => TokenKind::Number,
                _ if first.is_alphabetic() => TokenKind::Word,
                _ => TokenKind::Mark,
            };
            self.push(start + at..start + at + part.len(), kind);
        }
        end
    }
}

/// A footnote number or exponent after a word is not of the word.
fn is_superscript(char: char) -> bool {
    matches!(char, '²' | '³' | '¹' | '\u{2070}'..='\u{209C}')
}

/// Scripts beyond Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic: UAX #29 knows how to part their words.
fn runs_words_together(char: char) -> bool {
    matches!(char, '\u{0E00}'..='\u{1CFF}' | '\u{2E80}'..='\u{A63F}' | '\u{A840}'..='\u{FAFF}' | '\u{20000}'..)
}
