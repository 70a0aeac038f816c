//! Text made fit to be set: composed, without control characters, and with what no face has shown by its number.

use super::document::Face;
use super::shape::Shaper;
use std::collections::BTreeMap;
use std::fmt::Write;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The most numbers that stand for one stretch of characters without glyph.
const NUMBERS_SHOWN: usize = 6;

/// The characters that had no glyph in any face, and how often each was met.
pub(super) type Missing = BTreeMap<char, usize>;

/// Appends `text` to `out` as it can be set: every character has a glyph, and line ends are `\n`.
pub(super) fn push_visible(text: &str, face: Face, shaper: &mut Shaper, missing: &mut Missing, out: &mut String) {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        out.push_str(text);
        return;
    }
    let mut stretch: Vec<char> = Vec::new();
    let mut push = |c: char| {
        let c = match c {
            '\n' => Some('\n'),
            c if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' => Some(' '),
            c if is_ignorable(c) => None,
            c => Some(c),
        };
        let Some(c) = c else { return };
        let has_glyph = c == '\n' || (!c.is_control() && !is_format(c) && shaper.face_of(face, c).is_some());
        if !has_glyph {
            if !c.is_control() && !is_format(c) {
                *missing.entry(c).or_default() += 1;
            }
            stretch.push(c);
            return;
        }
        push_numbers(&mut stretch, out);
        out.push(c);
    };
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.chars().for_each(&mut push),
        _ => text.nfc().for_each(&mut push),
    }
    push_numbers(&mut stretch, out);
}

/// `‹U+4E2D U+6587›`.
fn push_numbers(stretch: &mut Vec<char>, out: &mut String) {
    if stretch.is_empty() {
        return;
    }
    out.push('‹');
    for (number, c) in stretch.iter().take(NUMBERS_SHOWN).enumerate() {
        let blank = if number > 0 { " " } else { "" };
        let _ = write!(out, "{blank}U+{:04X}", u32::from(*c));
    }
    if stretch.len() > NUMBERS_SHOWN {
        let _ = write!(out, " and {} more", stretch.len() - NUMBERS_SHOWN);
    }
    out.push('›');
    stretch.clear();
}

/// Characters that only tell how others are joined, broken or drawn.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// Characters that steer the direction of writing or tag text: shown by number, never obeyed.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
