use crate::paper::{BlockId, Prose, Scope};
use crate::text::Token;
use std::ops::Range;

/// A long form beside its acronym: "Quay Registry (QR)" or "QR (Quay Registry)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Without a plural's `s`.
    pub acronym: String,
    /// Bytes of the prose text.
    pub short: Range<u32>,
    pub long: Range<u32>,
    pub block: BlockId,
    /// Index into [`Prose::sentences`].
    pub sentence: u32,
}

impl Introduction {
    /// From the long form to the acronym, or the other way round.
    pub fn range(&self) -> Range<u32> {
        self.short.start.min(self.long.start)..self.short.end.max(self.long.end)
    }
}

/// Letters of the longest acronym whose long form is looked for.
const LONGEST: usize = 10;

/// Finds what the text introduces.
///
/// The long form is found by the method of A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation
/// definitions in biomedical text", Pacific Symposium on Biocomputing 2003: the letters of the short form are met from
/// right to left in the words before it, the first of them at the beginning of a word.
pub fn find(prose: &Prose) -> Vec<Introduction> {
    let mut found = Vec::new();
    for (number, sentence) in prose.sentences.iter().enumerate() {
        if !is_read(prose.block(sentence.block).scope) {
            continue;
        }
        let tokens = prose.sentence_tokens(sentence);
        for open in 1..tokens.len() {
            let opens = tokens[open].end - tokens[open].start == 1
                && matches!(prose.text.as_bytes().get(tokens[open].start as usize), Some(b'(' | b'['));
            if !opens {
                continue;
            }
            let pair = short_in_brackets(prose, tokens, open).or_else(|| long_in_brackets(prose, tokens, open));
            if let Some((short, long)) = pair {
                let acronym = bare(prose.slice(short.clone())).to_owned();
                found.push(Introduction { acronym, short, long, block: sentence.block, sentence: number as u32 });
            }
        }
    }
    found
}

fn is_read(scope: Scope) -> bool {
    !matches!(scope, Scope::Code | Scope::Math | Scope::References | Scope::Furniture | Scope::Front)
}

/// "… long form (SF)", "… long form (SF; more)": the places of the two.
fn short_in_brackets(prose: &Prose, tokens: &[Token], open: usize) -> Option<(Range<u32>, Range<u32>)> {
    let is_quote = |token: &&Token| matches!(prose.word(token), "“" | "”" | "\"" | "‘" | "’" | "'");
    let inside: Vec<&Token> = tokens[open + 1..].iter().take(4).filter(|token| !is_quote(token)).collect();
    let [short, after, ..] = inside[..] else { return None };
    if !short.is_word() || !matches!(prose.word(after), ")" | "]" | "," | ";") || !is_short(prose.word(short)) {
        return None;
    }
    let letters = bare(prose.word(short));
    let most = (letters.len() + 5).min(2 * letters.len());
    let mut words = 0;
    let mut start = open;
    for (index, token) in tokens[..open].iter().enumerate().rev() {
        if token.is_word() {
            words += 1;
            start = index;
        } else if !matches!(prose.word(token), "," | "-" | "/" | "&" | "–" | "’" | "'" | "“" | "”" | "\"") {
            break;
        }
        if words == most {
            break;
        }
    }
    if words == 0 {
        return None;
    }
    let window = tokens.get(start)?.start..tokens[open - 1].end;
    let text = prose.slice(window.clone());
    let at = by_initials(letters, text).or_else(|| long_form(letters, text))?;
    // "CKD-EPI equation (CKD-EPI)" explains nothing.
    if text[at..].contains(letters) {
        return None;
    }
    Some((short.range(), window.start + at as u32..window.end))
}

/// "SF (long form)": the places of the two.
fn long_in_brackets(prose: &Prose, tokens: &[Token], open: usize) -> Option<(Range<u32>, Range<u32>)> {
    let short = &tokens[open - 1];
    let letters = prose.word(short);
    if !short.is_word() || !is_short(letters) || letters.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let letters = bare(letters);
    let rest = &tokens[open + 1..];
    let length = rest.iter().take(2 * letters.len() + 2).position(|token| matches!(prose.word(token), ")" | "]"))?;
    let inside = &rest[..length];
    let (first, last) = (inside.first()?, inside.last()?);
    if length < 2 || !inside.iter().all(|token| token.is_word() || matches!(prose.word(token), "-" | "&" | "/")) {
        return None;
    }
    let long = first.start..last.end;
    // Here nothing says that the brackets explain: each letter must begin a word, words of grammar aside.
    let initials =
        prose.slice(long.clone()).split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut letters = letters.chars().peekable();
    for word in initials {
        let is_next =
            letters.peek().is_some_and(|letter| word.starts_with(|char: char| char.eq_ignore_ascii_case(letter)));
        if is_next {
            letters.next();
        } else if word.len() > 3 {
            return None;
        }
    }
    letters.peek().is_none().then(|| (short.range(), long))
}

/// Whether a word may be an acronym: two capitals, and nothing but letters, digits and hyphens.
fn is_short(word: &str) -> bool {
    let word = bare(word);
    (2..=LONGEST).contains(&word.len())
        && word.starts_with(|char: char| char.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2
        && !word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// Without the `s` of a plural.
fn bare(word: &str) -> &str {
    word.strip_suffix('s').filter(|rest| rest.ends_with(|char: char| char.is_ascii_uppercase())).unwrap_or(word)
}

/// Where in `text` the last words begin whose initials are the letters, hyphenated words counted as one.
fn by_initials(letters: &str, text: &str) -> Option<usize> {
    let mut at = text.len();
    for letter in letters.chars().rev() {
        let rest = text[..at].trim_end_matches(|char: char| !char.is_alphanumeric());
        let word = rest.rsplit(|char: char| char.is_whitespace() || char == '/').next()?;
        at = rest.len() - word.len() + word.find(char::is_alphanumeric)?;
        if !text[at..].starts_with(|char: char| char.eq_ignore_ascii_case(&letter)) {
            return None;
        }
    }
    Some(at)
}

/// Where in `text`, which ends before the brackets, the long form of `letters` begins.
fn long_form(letters: &str, text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = bytes.len();
    let mut letters = letters.bytes().rev().filter(u8::is_ascii_alphanumeric).peekable();
    while let Some(letter) = letters.next() {
        let is_first = letters.peek().is_none();
        loop {
            at = at.checked_sub(1)?;
            let begins_word = at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] < 0x80;
            if bytes[at].eq_ignore_ascii_case(&letter) && (!is_first || begins_word) {
                break;
            }
        }
    }
    let long = text.get(at..)?;
    // One short word, or the acronym itself, is no long form.
    let is_long =
        long.len() > 2 * 2 && long.split_whitespace().any(|word| word.bytes().any(|b| b.is_ascii_lowercase()));
    is_long.then_some(at)
}
