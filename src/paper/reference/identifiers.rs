use super::parse::Field;
use std::ops::Range;

/// The DOI of a printed reference, as the registrant wrote it.
///
/// Where a line broke inside it, the parts are joined and the confidence is below 1. Brackets belong to it as long as
/// they pair (SICI), punctuation after it does not.
pub fn doi(text: &str) -> Option<Field<String>> {
    let start = doi_start(text)?;
    let rest = &text[start..];
    let mut value = String::new();
    let mut end = start;
    let mut parts = 0;
    for part in rest.split(' ') {
        let at = end + usize::from(parts > 0);
        let goes_on =
            parts == 0 || parts < 3 && broken(&value) && continues(part) && (part.len() > 2 || value.ends_with('/'));
        if !goes_on || part.is_empty() {
            break;
        }
        let stop =
            part.find(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | '\u{fffc}' | '|' | '\\' | '`'));
        let kept = &part[..stop.unwrap_or(part.len())];
        // The next item, set without a blank.
        let glued =
            [",arXiv", ".arXiv", ",URL", ".URL", ",http", ";http"].iter().filter_map(|next| kept.find(next)).min();
        let kept = &kept[..glued.unwrap_or(kept.len())];
        value.push_str(kept);
        end = at + kept.len();
        parts += 1;
        if stop.is_some() || glued.is_some() {
            break;
        }
    }
    let trimmed = trim_punctuation(&value).len();
    end -= value.len() - trimmed;
    value.truncate(trimmed);
    // "10.5281/zenodo." may be all that a line end left of it.
    let whole = value.split_once('/').is_some_and(|(_, suffix)| suffix.bytes().any(|byte| byte.is_ascii_digit()));
    let confidence = if parts > 1 || !whole { 0.6 } else { 0.95 };
    (value.len() > 7 && end > start).then_some(Field { value, range: start..end, confidence })
}

/// Where `10.` and four to nine digits and a slash begin; a blank from a broken line may stand between.
fn doi_start(text: &str) -> Option<usize> {
    text.match_indices("10.").map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let rest = &text[at + 3..];
        let before_blank = text[..at].trim_end_matches(' ');
        let near = &before_blank[before_blank.floor_char_boundary(before_blank.len().saturating_sub(4))..];
        let marked = near.ends_with([':', '/']) || near.to_lowercase().ends_with("doi");
        let rest = if marked { rest.trim_start_matches(' ') } else { rest };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let sub = rest[digits..].bytes().take(40).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        !before.is_some_and(char::is_alphanumeric) && (4..=9).contains(&digits) && rest[digits + sub..].starts_with('/')
    })
}

/// Whether a DOI cannot end here, or seldom does.
fn broken(value: &str) -> bool {
    value.ends_with(['/', '.', '-', '_']) || !value.contains('/')
}

/// Whether a word may be the rest of a DOI.
fn continues(part: &str) -> bool {
    part.bytes().any(|byte| byte.is_ascii_digit())
        && !part.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '['))
        && !part.starts_with("http")
        && !part.starts_with("10.")
}

/// Without the punctuation after it, and closing brackets that nothing opens.
pub fn trim_punctuation(value: &str) -> &str {
    const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('<', '>')];
    // How many closing brackets of each kind nothing opens.
    let mut excess =
        BRACKETS.map(|(open, close)| value.matches(close).count().saturating_sub(value.matches(open).count()));
    let mut value = value;
    loop {
        let shorter = value.trim_end_matches(['.', ',', ';', ':', '\'', '’', '*', '}', '…']);
        let last = BRACKETS.iter().position(|(_, close)| shorter.ends_with(*close)).filter(|&at| excess[at] > 0);
        match last {
            Some(at) => {
                excess[at] -= 1;
                value = &shorter[..shorter.len() - 1];
            }
            None => return shorter,
        }
    }
}

/// The first web address.
pub fn url(text: &str) -> Option<Field<String>> {
    let starts = ["https://", "http://", "www.", "ftp://"].iter().filter_map(|scheme| text.find(scheme));
    let start = starts.min()?;
    let rest = &text[start..];
    let stop = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '”' | '\u{fffc}'));
    let value = trim_punctuation(&rest[..stop.unwrap_or(rest.len())]);
    (value.len() > 8).then(|| Field { value: value.to_owned(), range: start..start + value.len(), confidence: 0.9 })
}

/// The stretch of an arXiv identifier: `arXiv:1234.56789`, `arXiv: hep-th/9901001`.
pub fn arxiv(text: &str) -> Option<Range<usize>> {
    let start = text.to_ascii_lowercase().find("arxiv")?;
    let rest = &text[start + 5..];
    let gap = rest.len() - rest.trim_start_matches([':', ' ', '.', '/']).len();
    let id = &rest[gap..];
    let length = id.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'))).unwrap_or(id.len());
    Some(start..start + 5 + gap + trim_punctuation(&id[..length]).len())
}
