//! What a set page adds to a text: running heads and feet, and the table of contents.

use super::heading::is_known_section;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A running head or foot has at most so many lines.
const EDGE_LINES: usize = 4;

/// A line of so many letters is a running head or foot when it comes on two pages; a shorter one needs three.
const TELLING_LETTERS: usize = 12;

/// The fewest letters of a running head.
const LEAST_LETTERS: usize = 4;

/// Fewer lines after "Contents" are no table of contents.
const LEAST_CONTENTS: usize = 3;

/// Lines of another kind that may stand between the lines of a table of contents.
const GAP: usize = 12;

/// Where the lines begin that a page adds at its head or foot: page numbers, and lines that come again on other pages.
///
/// The first page's head is left alone: a title is often the running head of the pages after it.
pub fn furniture(text: &str) -> FxHashSet<usize> {
    let pages = pages(text);
    if pages.len() < 2 {
        return FxHashSet::default();
    }
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let edges: Vec<[Vec<(usize, String)>; 2]> = pages.iter().map(|page| edges(text, page)).collect();
    for page in &edges {
        let keys: FxHashSet<&String> = page.iter().flatten().map(|(_, key)| key).collect();
        for key in keys {
            *seen.entry(key.clone()).or_default() += 1;
        }
    }
    let is_furniture = |key: &str| {
        let letters = key.chars().filter(|c| c.is_alphabetic()).count();
        let pages = seen.get(key).copied().unwrap_or_default();
        pages >= 3 && letters >= LEAST_LETTERS || pages >= 2 && letters >= TELLING_LETTERS
    };
    let mut found = FxHashSet::default();
    for (number, page) in edges.iter().enumerate() {
        for lines in page.iter().skip(usize::from(number == 0)) {
            let run = lines.iter().take_while(|(start, key)| is_furniture(key) || is_page_number(text, *start));
            found.extend(run.map(|(start, _)| *start));
        }
    }
    found
}

/// The pages between form feeds, as the lines of each that are not blank.
fn pages(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut pages = Vec::new();
    let mut at = 0;
    for page in text.split('\u{c}') {
        let mut lines = Vec::new();
        let mut start = at;
        for line in page.split_inclusive('\n') {
            if !line.trim().is_empty() {
                lines.push(start..start + line.trim_end().len());
            }
            start += line.len();
        }
        if !lines.is_empty() {
            pages.push(lines);
        }
        at += page.len() + 1;
    }
    pages
}

/// The first and the last lines of a page, each from the edge inwards, with what is the same on every page.
fn edges(text: &str, page: &[Range<usize>]) -> [Vec<(usize, String)>; 2] {
    let read = |line: &Range<usize>| (line.start, key(&text[line.clone()]));
    let reach = EDGE_LINES.min(page.len() / 2);
    [page[..reach].iter().map(read).collect(), page[page.len() - reach..].iter().rev().map(read).collect()]
}

/// A line without its numbers and blanks.
fn key(line: &str) -> String {
    line.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether the line from `start` on is a number alone.
fn is_page_number(text: &str, start: usize) -> bool {
    let line = text[start..].lines().next().unwrap_or_default().trim();
    (1..=4).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// The lines of the table of contents, its heading first: numbered titles, dotted leaders and page numbers.
///
/// It ends where a title comes again, which is then the section's own heading.
pub fn contents(text: &str, lines: &[Range<usize>]) -> Option<Range<usize>> {
    let is_heading = |line: &Range<usize>| {
        let words = text[line.clone()].trim();
        words.eq_ignore_ascii_case("contents") || words.eq_ignore_ascii_case("table of contents")
    };
    let first = lines.iter().position(is_heading)?;
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut end = first + 1;
    let has_leader = |line: &Range<usize>| text[line.clone()].contains(". . .") || text[line.clone()].contains("....");
    while let Some(line) = lines.get(end) {
        let words = text[line.clone()].trim();
        let entry = words.split(" . ").next().unwrap_or_default().trim_end_matches(['.', ' ']).to_lowercase();
        let title = entry.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
        let is_entry = words.starts_with(|c: char| c.is_ascii_digit())
            || has_leader(line)
            || words.ends_with(|c: char| c.is_ascii_digit())
            || is_known_section(words);
        let is_number = title.is_empty();
        if !is_entry || !is_number && seen.contains(&entry) {
            // A note at the foot of the page may stand between.
            match lines[end..].iter().take(GAP).position(has_leader) {
                Some(gap) if gap > 0 => end += gap,
                _ => break,
            }
            continue;
        }
        seen.insert(title.to_owned());
        seen.insert(entry);
        end += 1;
    }
    (end - first > LEAST_CONTENTS).then_some(first..end)
}
