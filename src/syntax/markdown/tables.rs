//! Tables drawn in letters, and the captions beside tables.

use super::inline;
use super::lines::{Lines, is_column_rule, is_grid_rule};
use crate::syntax::Kind;
use crate::syntax::builder::Builder;
use std::ops::Range;

/// Whether a paragraph is the caption of a table: `Table: words`, or, where `is_beside` a table, `: words`.
pub fn is_caption(paragraph: &str, is_beside: impl FnOnce() -> bool) -> bool {
    let words = paragraph.trim_start();
    let is_named = words.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("table:"));
    is_named || (words.starts_with(": ") && is_beside())
}

/// Whether the first line with words in it begins a table.
pub fn begins_table(masked: &str) -> bool {
    let next = masked.trim_start();
    // A table of our own is masked as a rule.
    ["|", "+", "***"].iter().any(|mark| next.starts_with(mark))
}

/// Writes the rows of a table drawn with `+---+` and `|`, or with rules of hyphens over its columns. Each line is a row:
/// a row that takes several lines gives several.
pub fn rows(builder: &mut Builder, range: Range<usize>, is_grid: bool) {
    let text = builder.text_of();
    let rules = Lines::new(text, range.start)
        .take_while(|line| line.start < range.end)
        .filter(|line| is_rule(text[line.clone()].trim(), is_grid))
        .count();
    let heads_end = heads_end(text, &range, is_grid, rules);
    for line in Lines::new(text, range.start).take_while(|line| line.start < range.end) {
        let line = line.start..line.end.min(range.end);
        let words = text[line.clone()].trim();
        if words.is_empty() || is_rule(words, is_grid) {
            continue;
        }
        let start = line.start + (text[line.clone()].len() - text[line.clone()].trim_start().len());
        builder.open(Kind::TableRow { head: start < heads_end }, start);
        for cell in cells(text, start..start + words.len(), is_grid) {
            inline::plain(builder, Kind::TableCell, cell);
        }
        builder.close(line.end);
    }
}

fn is_rule(line: &str, is_grid: bool) -> bool {
    match is_grid {
        true => is_grid_rule(line),
        false => line.len() >= 3 && line.bytes().all(|byte| matches!(byte, b'-' | b' ')),
    }
}

/// The byte before which the rows are heads: up to the `+===+` of a grid, up to the rule of columns elsewhere.
fn heads_end(text: &str, range: &Range<usize>, is_grid: bool, rules: usize) -> usize {
    let found = Lines::new(text, range.start).take_while(|line| line.start < range.end).find(|line| {
        let words = text[line.clone()].trim();
        if is_grid { is_grid_rule(words) && words.contains('=') } else { is_column_rule(words) }
    });
    match found {
        Some(line) if is_grid || rules > 0 => line.start,
        _ => range.start,
    }
}

/// The cells of a line, without the blanks around them.
fn cells(text: &str, line: Range<usize>, is_grid: bool) -> Vec<Range<usize>> {
    let words = &text[line.clone()];
    let mut cells = Vec::new();
    let mut push = |start: usize, end: usize| {
        let cell = &words[start..end];
        let lead = cell.len() - cell.trim_start().len();
        if !cell.trim().is_empty() {
            cells.push(line.start + start + lead..line.start + start + lead + cell.trim().len());
        }
    };
    let mut start = 0;
    if is_grid {
        for end in memchr::memchr_iter(b'|', words.as_bytes()).chain([words.len()]) {
            push(start, end);
            start = (end + 1).min(words.len());
        }
    } else {
        while let Some(gap) = words[start..].find("  ") {
            push(start, start + gap);
            start += gap + 2;
        }
        push(start, words.len());
    }
    cells
}
