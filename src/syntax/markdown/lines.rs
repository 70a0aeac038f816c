//! Blocks that are told by the shape of their lines: tables drawn in letters, metadata between rules.

use std::ops::Range;

/// Ruled tables and metadata blocks are followed over at most this many bytes.
const MAX_BLOCK: usize = 200_000;

/// The lines of a text, each with its line end.
pub struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Lines { text, at }
    }

    pub fn position(&self) -> usize {
        self.at
    }

    /// Goes on at the first line that begins at or after `at`.
    pub fn go_to(&mut self, at: usize) {
        let bytes = self.text.as_bytes();
        let begins = at == 0 || bytes.get(at - 1) == Some(&b'\n');
        self.at =
            if begins { at } else { memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1) };
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).filter(|rest| !rest.is_empty())?;
        self.at = memchr::memchr(b'\n', rest).map_or(self.text.len(), |found| start + found + 1);
        Some(start..self.at)
    }
}

/// `+-----+:====:+`.
pub fn is_grid_rule(line: &str) -> bool {
    line.len() >= 4
        && line.starts_with('+')
        && line.ends_with('+')
        && line.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
        && line.bytes().any(|byte| matches!(byte, b'-' | b'='))
}

/// The end of the grid table that begins with this rule. `None` where no row follows.
pub fn grid_end(text: &str, rule: Range<usize>) -> Option<usize> {
    let mut end = rule.end;
    let mut rules = 1;
    for line in Lines::new(text, rule.end) {
        let content = text[line.clone()].trim();
        if !content.starts_with(['|', '+']) {
            break;
        }
        rules += usize::from(is_grid_rule(content));
        end = line.end;
    }
    (rules > 1).then_some(end)
}

/// `-----  ---- --`: at least two runs of hyphens and nothing else.
pub fn is_column_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5 && line.bytes().all(|byte| matches!(byte, b'-' | b' ')) && {
        let mut runs = line.split_ascii_whitespace();
        line.contains(' ') && runs.clone().count() >= 2 && runs.any(|run| run.len() >= 3)
    }
}

fn is_long_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 10 && line.bytes().all(|byte| byte == b'-')
}

/// The table around a rule of hyphens: Pandoc's simple tables (one line of heads, the rule, rows to a blank line), those
/// without heads, and multi-line tables between two long rules. `chunk` holds the lines that touch the rule from above.
pub fn ruled_table(text: &str, line: Range<usize>, chunk: Range<usize>) -> Option<Range<usize>> {
    let content = &text[line.clone()];
    if is_long_rule(content) && chunk.is_empty() {
        return multiline_end(text, line.clone()).map(|end| line.start..end);
    }
    if !is_column_rule(content) {
        return None;
    }
    let mut end = line.end;
    let mut rows = 0;
    let mut closed = false;
    for row in Lines::new(text, line.end) {
        let content = &text[row.clone()];
        if content.trim().is_empty() || content.starts_with(":::") {
            break;
        }
        end = row.end;
        if is_column_rule(content) || is_long_rule(content) {
            closed = true;
            break;
        }
        rows += 1;
    }
    // Only the last line above may be the heads; more than one is a paragraph.
    let head = text[chunk.clone()].trim_end().rfind('\n').map_or(chunk.start, |at| chunk.start + at + 1);
    let has_head = !chunk.is_empty() && head == chunk.start;
    match (has_head, rows, closed) {
        (_, 0, _) => None,
        (true, ..) => Some(head..end),
        (false, _, true) if chunk.is_empty() => Some(line.start..end),
        _ => None,
    }
}

/// The end of a multi-line table that begins with a long rule: it has a rule of columns and a long rule at its end.
fn multiline_end(text: &str, line: Range<usize>) -> Option<usize> {
    let mut columns = false;
    let mut rows_after = false;
    let mut blanks = 0;
    for row in Lines::new(text, line.end) {
        let content = &text[row.clone()];
        if row.end - line.start > MAX_BLOCK || content.starts_with('#') {
            return None;
        }
        if content.trim().is_empty() {
            blanks += 1;
            if blanks > 1 || !columns {
                return None;
            }
            continue;
        }
        blanks = 0;
        if is_column_rule(content) && !columns {
            columns = true;
        } else if is_long_rule(content) {
            return (columns && rows_after).then_some(row.end);
        } else {
            rows_after |= columns;
        }
    }
    None
}

/// The end of a YAML block in the middle of a text: `---`, a line `key:`, and a closing `---` or `...`.
pub fn yaml_end(text: &str, line: Range<usize>) -> Option<usize> {
    if text[line.clone()].trim_end() != "---" {
        return None;
    }
    let mut is_first = true;
    for row in Lines::new(text, line.end) {
        let content = text[row.clone()].trim_end();
        if is_first {
            let name = content.split_once(':').map(|(name, _)| name)?;
            let is_key = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            if name.is_empty() || !is_key {
                return None;
            }
        }
        is_first = false;
        if content.is_empty() || row.end - line.start > MAX_BLOCK {
            return None;
        }
        if matches!(content, "---" | "...") {
            return Some(row.end);
        }
    }
    None
}
