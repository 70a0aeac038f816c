//! What tells tables, columns and items in a text without markup.

use std::ops::Range;

/// How far the lines of a chunk are set in, in bytes.
pub struct Indents {
    pub lines: Vec<usize>,
    pub least: usize,
    /// Lines that are set in deeper than the least.
    pub deeper: usize,
}

impl Indents {
    pub fn of(text: &str, lines: &[Range<usize>]) -> Self {
        let indent = |line: &Range<usize>| line.len() - text[line.clone()].trim_start().len();
        let lines: Vec<usize> = lines.iter().map(indent).collect();
        let least = lines.iter().copied().min().unwrap_or_default();
        let deeper = lines.iter().filter(|&&indent| indent > least).count();
        Indents { lines, least, deeper }
    }

    /// Whether first lines stand out and the lines that continue them are set in, as in reference lists.
    pub fn are_hanging(&self) -> bool {
        self.lines[0] == self.least && self.deeper > 0 && self.lines.len() - self.deeper > 1
    }
}

/// Whether most lines hold words of two columns side by side: words, a wide gap, words that go on to the right.
pub fn is_two_columns(text: &str, lines: &[Range<usize>]) -> bool {
    let holds_two = |line: &&Range<usize>| {
        let words = text[(*line).clone()].trim();
        let Some((left, right)) = words.split_once("   ") else { return false };
        let is_prose = |part: &str| {
            let part = part.trim();
            let letters = part.chars().filter(|c| c.is_alphabetic()).count();
            part.split_whitespace().count() >= 4 && letters * 3 >= part.chars().count() * 2 && !part.contains("   ")
        };
        is_prose(left) && is_prose(right)
    };
    let both = lines.iter().filter(holds_two).count();
    both >= 2 && both * 5 >= lines.len() * 2 || both == 1 && lines.len() == 1
}

/// Whether most lines are set in columns: two or more wide gaps, or one gap and a number.
pub fn is_table(text: &str, lines: &[Range<usize>]) -> bool {
    let is_row = |line: &Range<usize>| {
        let words = text[line.clone()].trim();
        let cells: Vec<&str> = words.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let numbers = cells.iter().filter(|cell| cell.starts_with(|c: char| c.is_ascii_digit() || c == '-')).count();
        let is_rule = words.len() > 3 && words.bytes().all(|b| matches!(b, b'-' | b'=' | b'+' | b'|' | b' '));
        cells.len() >= 3 || (cells.len() == 2 && numbers > 0) || is_rule || words.starts_with('|')
    };
    let rows = lines.iter().filter(|line| is_row(line)).count();
    lines.len() >= 2 && rows * 3 >= lines.len() * 2
}

/// The bytes of a bullet and the blank after it.
pub fn bullet(words: &str) -> Option<usize> {
    let mark = words.chars().next().filter(|mark| matches!(mark, '•' | '◦' | '▪' | '*' | '-' | '–'))?;
    let rest = &words[mark.len_utf8()..];
    rest.starts_with(' ').then_some(mark.len_utf8())
}

/// The number of `12. Words`.
pub fn item_number(words: &str) -> Option<u32> {
    let digits = words.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let rest = words[digits..].strip_prefix('.')?;
    (digits > 0 && digits < 4 && rest.starts_with([' ', '\t'])).then(|| words[..digits].parse().ok())?
}

/// The number of `[12] Words`.
pub fn bracket_number(words: &str) -> Option<u32> {
    let (number, rest) = words.strip_prefix('[')?.split_once(']')?;
    let is_number = !number.is_empty() && number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && rest.starts_with([' ', '\t'])).then(|| number.parse().ok())?
}
