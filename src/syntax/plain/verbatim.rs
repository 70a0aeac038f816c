//! What tells listings of code and displayed formulas from prose in a text without markup.

use std::ops::Range;

/// A line of at most so many words may belong to a listing although nothing in it shows that.
const SHORT_LINE: usize = 4;

/// What a line shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A prompt, or signs that only code and formulas have, and few words.
    Verbatim,
    /// Too short to tell.
    Short,
    Prose,
}

/// Whether a chunk is a listing or a formula: one line in three shows it, and hardly any is prose.
pub fn is_verbatim(text: &str, lines: &[Range<usize>]) -> bool {
    let mut counts = [0; 3];
    for line in lines {
        counts[read(text[line.clone()].trim()) as usize] += 1;
    }
    let [verbatim, _, prose] = counts;
    verbatim > 0 && verbatim * 3 >= lines.len() && prose * 10 <= lines.len()
}

/// Where the first listing that a prompt opens stands: the prompts and what they print, up to the next line of prose.
pub fn listing(text: &str, lines: &[Range<usize>]) -> Option<Range<usize>> {
    let words = |line: &Range<usize>| text[line.clone()].trim();
    let first = lines.iter().position(|line| has_prompt(words(line)))?;
    let length = lines[first..].iter().take_while(|line| read(words(line)) != Line::Prose).count();
    Some(first..first + length)
}

/// Whether a line begins with the prompt of an interpreter; a sign that may also quote prose counts before code only.
fn has_prompt(words: &str) -> bool {
    let is_sure = ["R> ", ">>> ", "julia> ", "In ["].iter().any(|prompt| words.starts_with(prompt)) || words == "R>";
    let is_code = |rest: &str| rest.starts_with('#') || read_bare(rest) != Line::Prose;
    is_sure || ["> ", "$ "].iter().any(|sign| words.strip_prefix(sign).is_some_and(is_code))
}

fn read(words: &str) -> Line {
    if has_prompt(words) || words == "+" || words.starts_with("+ ") {
        return Line::Verbatim;
    }
    read_bare(words)
}

/// What a line without a prompt shows.
fn read_bare(words: &str) -> Line {
    let is_address = words.contains("://") || words.contains("doi.org") || words.contains('@');
    let is_caption = ["Figure ", "Fig. ", "Table ", "Listing "].iter().any(|label| words.starts_with(label));
    let (mut all, mut plain) = (0, 0);
    for word in words.split_whitespace() {
        all += 1;
        let bare = word.trim_matches(['.', ',', ';', ':', '?', '!', '(', ')', '“', '”', '"']);
        let is_plain = bare.chars().all(|c| c.is_alphabetic() || c == '-' || c == '’');
        plain += usize::from(is_plain && bare.chars().count() > 1 && bare.contains(char::is_lowercase));
    }
    let has_sign = [" = ", "<-", ":=", "==", "&&", "::", "->", "();"].iter().any(|sign| words.contains(sign))
        || words.ends_with(['{', '}', ';', '='])
        || words.starts_with(['{', '}', '='])
        || words.starts_with("#include");
    match () {
        () if has_sign && !is_address && !is_caption && (plain * 2 <= all || all <= SHORT_LINE) => Line::Verbatim,
        () if all <= SHORT_LINE && !words.ends_with(['.', ':']) => Line::Short,
        () => Line::Prose,
    }
}
