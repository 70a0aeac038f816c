//! What tells a heading, a title and a line of names in a text without markup.

/// A typed heading is at most so many words long.
const HEADING_WORDS: usize = 12;

/// Section names that are headings without a number or capitals.
const SECTIONS: &[&str] = &[
    "abstract",
    "summary",
    "statement of need",
    "introduction",
    "background",
    "related work",
    "literature review",
    "methods",
    "method",
    "materials and methods",
    "methodology",
    "data",
    "results",
    "findings",
    "results and discussion",
    "discussion",
    "conclusion",
    "conclusions",
    "concluding remarks",
    "limitations",
    "future work",
    "acknowledgements",
    "acknowledgments",
    "acknowledgement",
    "acknowledgment",
    "references",
    "bibliography",
    "works cited",
    "literature cited",
    "appendix",
    "funding",
    "data availability",
    "conflict of interest",
    "conflicts of interest",
    "competing interests",
    "author contributions",
    "supplementary material",
    "keywords",
];

/// Section names that also label the parts of drawings.
const LABELS: &[&str] = &["data", "method", "methods", "results", "findings", "summary", "background", "introduction"];

/// A section's number that stands alone: `2.`, `3.1`.
pub fn is_section_number(line: &str) -> bool {
    let body = line.strip_suffix('.').unwrap_or(line);
    depth(body).is_some_and(|depth| depth > 1 || line.ends_with('.'))
}

/// How many parts a section number in digits has. Sections are counted from 1: `0.8` and `2.05` stand on an axis.
fn depth(number: &str) -> Option<u8> {
    let is_part = |part: &str| {
        (1..=2).contains(&part.len()) && !part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts = number.split('.').count();
    (parts <= 4 && number.split('.').all(is_part)).then_some(parts as u8)
}

/// Whether a line names authors or their addresses rather than goes on with a title.
pub fn is_byline(line: &str) -> bool {
    let names = || line.split([' ', ',']).filter(|word| !word.is_empty() && *word != "and");
    line.contains(['@', '∗', '†', '‡'])
        || line.bytes().any(|byte| byte.is_ascii_digit())
        || line.matches(',').count() > 1
        || (line.contains(" and ") && names().all(|word| word.starts_with(char::is_uppercase)))
}

/// Whether the first line of a text can be its title: a few words, no sentence.
pub fn is_title(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (2..=30).contains(&count)
        && !words.ends_with(['.', ';', ','])
        && words.starts_with(char::is_uppercase)
        && !words.contains("   ")
}

/// The level of the heading that a line is, if it is one: a number and a few words, a known section name, or, where the
/// line stands alone, a few words in capitals.
pub fn heading_level(line: &str, is_alone: bool) -> Option<u8> {
    let (depth, words) = split_number(line);
    let count = words.split_whitespace().count();
    // "3.1 Moss. It grows on" is the first line of a paragraph with a run-in heading.
    let is_run_in = words.split(". ").nth(1).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let is_formula = words.contains('=') || words.contains("<-");
    let is_other = is_run_in || is_formula || words.ends_with(['.', ',', ';']) || line.contains("   ");
    if count == 0 || count > HEADING_WORDS || is_other {
        return None;
    }
    let name = words.trim_end_matches(':').to_lowercase();
    // In lower case it is a word of a drawing or a listing.
    if SECTIONS.contains(&&*name) && words.starts_with(char::is_uppercase) {
        return Some(depth.max(1) + 1);
    }
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    let is_capitals = letters().count() >= 4 && letters().all(char::is_uppercase);
    if !is_alone {
        return None;
    }
    if depth > 0
        && words.starts_with(char::is_uppercase)
        && letters().count() >= 4
        && !words.ends_with(char::is_numeric)
    {
        return Some(depth + 1);
    }
    (is_capitals && !words.contains(char::is_numeric)).then_some(2)
}

/// The parts of a typed section number in digits.
pub fn section_number(line: &str) -> Option<Vec<u32>> {
    let number = line.split([' ', '\t']).next()?;
    let body = number.strip_suffix('.').unwrap_or(number);
    body.split('.').map(|part| part.parse().ok()).collect()
}

/// Whether `next` is the number of the section after `last`: the next of its level, the first of the level below, or
/// the next of a level above.
pub fn is_next_number(last: &[u32], next: &[u32]) -> bool {
    let Some((&end, stem)) = next.split_last() else { return false };
    match next.len().cmp(&last.len()) {
        std::cmp::Ordering::Greater => stem == last && end == 1,
        _ => last[..stem.len()] == *stem && last[stem.len()].saturating_add(1) == end,
    }
}

/// Splits a typed section number off: its depth (0 where there is none) and the words after it.
pub fn split_number(line: &str) -> (u8, &str) {
    let Some((number, words)) = line.split_once([' ', '\t']) else { return (0, line) };
    let body = number.strip_suffix('.').unwrap_or(number);
    let is_roman = number.ends_with('.') && !body.is_empty() && body.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    match depth(body) {
        Some(depth) => (depth, words.trim_start()),
        None if is_roman => (1, words.trim_start()),
        None => (0, line),
    }
}

/// Whether a title without its number is a known section's.
pub fn is_known_section(title: &str) -> bool {
    SECTIONS.contains(&&*title.trim_end_matches(':').to_lowercase())
}

/// Whether a word alone may be the label of a part of a drawing.
pub fn is_drawing_label(title: &str) -> bool {
    !title.contains(' ') && LABELS.contains(&&*title.to_lowercase())
}
