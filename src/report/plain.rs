use super::Place;
use crate::source::Unit;
use std::borrow::Cow;

/// `text` as one line that no terminal obeys: line ends and tabs become blanks, control characters their pictures,
/// and characters that turn the direction of writing or cannot be seen U+FFFD.
pub(super) fn plain_line(text: &str) -> Cow<'_, str> {
    let is_plain_ascii = text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~'));
    if is_plain_ascii || !text.chars().any(|c| visible(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| visible(c).unwrap_or(c)).collect())
}

/// A message as a sentence: it begins with a capital and ends with a full stop, as hosts of code ask.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mut sentence: String = first.chain(letters).collect();
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

/// Where a place is, in the form that editors take: `path:line:column`.
pub(super) fn place_name(place: &Place) -> String {
    format!("{}:{}:{}", plain_line(&place.path), place.start.line, place.start.column)
}

/// Where a place is as seen from a paper: `line:column`, with the file where it is another one.
pub(super) fn place_beside(place: &Place, paper: &str) -> String {
    match *place.path == *paper {
        true if place.unit == Unit::Paragraph => format!("¶ {}", place.start.line),
        true => format!("{}:{}", place.start.line, place.start.column),
        false => place_name(place),
    }
}

/// What stands for a character that is not printed as it is.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32),
        '\x7f' => Some('␡'),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        // Direction marks, embeddings, overrides and isolates; zero-width blanks; the byte order mark; tags.
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{61c}' => {
            Some('\u{fffd}')
        }
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        _ => None,
    }
}
