use crate::paper::reference::Year;
use crate::paper::reference::names::NameList;
use std::ops::Range;

/// A year as it was found.
pub struct FoundYear {
    pub value: Year,
    /// The digits and the letter.
    pub range: Range<usize>,
    /// After the brackets and the punctuation that close it.
    pub end: usize,
    /// Where its brackets, if any, open.
    pub open: usize,
    pub bracketed: bool,
    pub confidence: f32,
}

/// The year: in brackets or bare behind the authors, else in brackets or before volume and pages, else the last one.
pub fn find(text: &str, start: usize, body_end: usize, list: &NameList) -> Option<FoundYear> {
    let mut found = years(text);
    if found.is_empty() {
        found = worded_years(text);
    }
    let behind = list.range.end;
    if !list.names.is_empty()
        && let Some(at) = found.iter().position(|year| {
            year.open >= behind
                && year.open - behind < 24
                && text[behind..year.open].chars().filter(|c| c.is_alphanumeric()).count() <= 8
        })
    {
        return Some(found.swap_remove(at));
    }
    // An author that could not be read, and the year in brackets behind: "GROMACS development team (2020)."
    if let Some(at) = found.iter().position(|year| {
        year.bracketed
            && year.open < start + 200
            && text[year.end..].trim_start().len() > 12
            && text.get(start..year.open).is_some_and(|gap| !gap.contains(". "))
    }) {
        return Some(found.swap_remove(at));
    }
    let within = |year: &FoundYear| year.range.end <= body_end;
    let dated = |year: &FoundYear| {
        let before = &text[..year.open];
        let near = before[before.floor_char_boundary(before.len().saturating_sub(24))..].to_lowercase();
        ["accessed", "retrieved", "visited"].iter().any(|word| near.contains(word))
    };
    let last = found.iter().rposition(|year| within(year) && year.bracketed && !dated(year)).or_else(|| {
        let after = |year: &FoundYear| {
            text[year.range.end..].starts_with([';', '.', ',', ' ', ')']) || year.range.end == text.len()
        };
        found
            .iter()
            .rposition(|year| within(year) && !dated(year) && after(year))
            .or_else(|| found.iter().rposition(&within))
            .or_else(|| found.iter().rposition(|year| !dated(year)))
    })?;
    let mut year = found.swap_remove(last);
    year.confidence = if year.bracketed { 0.85 } else { 0.75 };
    Some(year)
}

/// Every number that can be a year, outside addresses and page ranges.
fn years(text: &str) -> Vec<FoundYear> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let start = at;
        at += digits;
        let before = text[..start].chars().next_back();
        let joined =
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '–' | '_' | '#' | '='));
        if digits != 4 || joined && !(before == Some('.') && text[..start].ends_with(". ")) {
            continue;
        }
        let number: i32 = text[start..at].parse().unwrap_or(0);
        if !(1500..=2099).contains(&number) {
            continue;
        }
        let mut next = text[at..].chars();
        let suffix =
            next.next().filter(|c| c.is_ascii_lowercase() && !next.as_str().starts_with(|c: char| c.is_alphanumeric()));
        let end = at + suffix.map_or(0, char::len_utf8);
        let after = text[end..].chars().next();
        let pages = after.is_some_and(|c| matches!(c, '-' | '–' | '/' | '_'))
            && text[end..].chars().nth(1).is_some_and(char::is_alphanumeric);
        if after.is_some_and(char::is_alphanumeric)
            || pages
                && !text[end..].trim_start_matches(['-', '–', '/', '_']).starts_with("20")
                && !text[end..].starts_with('/')
                && before != Some('(')
        {
            continue;
        }
        found.push(bracketed(text, start..end, Year { number: Some(number), suffix }));
    }
    found
}

fn worded_years(text: &str) -> Vec<FoundYear> {
    let lower = text.to_ascii_lowercase();
    let words = ["n.d.", "in press", "forthcoming", "no date", "to appear"];
    let found =
        words.iter().filter_map(|word| lower.find(word).map(|at| at..at + word.len())).min_by_key(|range| range.start);
    found.map(|range| bracketed(text, range, Year { number: None, suffix: None })).into_iter().collect()
}

/// The brackets around a date: `(2019)`, `(2019, May 3)`, `[2019]`.
fn bracketed(text: &str, range: Range<usize>, value: Year) -> FoundYear {
    let before = &text[..range.start];
    let near = before.char_indices().rev().take(24).take_while(|(_, c)| !matches!(c, ')' | ']'));
    let open = near.into_iter().find(|(_, c)| matches!(c, '(' | '[')).map(|(at, _)| at);
    let inside = open
        .filter(|&open| !text[open + 1..range.start].contains(|c: char| c.is_ascii_digit() && range.start - open > 16));
    let after = &text[range.end..];
    let close = after
        .char_indices()
        .take(28)
        .find(|(_, c)| matches!(c, ')' | ']' | '('))
        .filter(|(_, c)| *c != '(')
        .map(|(at, _)| range.end + at + 1);
    let (open, end, bracketed) = match (inside, close) {
        (Some(open), Some(close)) => (open, close, true),
        _ => (range.start, range.end, false),
    };
    let closing = &text[end..];
    let end = end + (closing.len() - closing.trim_start_matches([' ', '.', ',', ':', ';']).len());
    FoundYear { value, range, end, open, bracketed, confidence: if bracketed { 0.95 } else { 0.9 } }
}
