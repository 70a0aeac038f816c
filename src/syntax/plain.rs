//! Plain text: blocks parted by blank lines, headings as people type them, tables set with blanks, pages parted by form
//! feeds, as authors write it and as `pdftotext` does.

use super::builder::Builder;
use super::{Kind, Tree};
use std::ops::Range;

/// A typed heading is at most so many words long.
const HEADING_WORDS: usize = 12;

/// Section names that are headings without a number or capitals.
const SECTIONS: &[&str] = &[
    "abstract",
    "summary",
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

/// Parses a plain text.
pub fn parse(text: &str) -> Tree {
    let mut writer = Writer { text, builder: Builder::new(text), is_first: true };
    let mut chunk: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let feeds = line.bytes().take_while(|&byte| byte == 0x0c).count();
        if feeds > 0 {
            writer.chunk(&chunk);
            chunk.clear();
            writer.builder.leaf(Kind::PageBreak, start..start + feeds);
        }
        let content = start + feeds..start + line.trim_end().len().max(feeds);
        if text[content.clone()].trim().is_empty() {
            writer.chunk(&chunk);
            chunk.clear();
        } else {
            chunk.push(content);
        }
    }
    writer.chunk(&chunk);
    writer.builder.finish()
}

struct Writer<'a> {
    text: &'a str,
    builder: Builder<'a>,
    /// Whether nothing but blank lines came before.
    is_first: bool,
}

impl Writer<'_> {
    /// Writes the lines between two blank ones.
    fn chunk(&mut self, lines: &[Range<usize>]) {
        let Some(first) = lines.first() else { return };
        let is_first = std::mem::take(&mut self.is_first);
        let words = self.text[first.clone()].trim();
        let whole = lines[0].start..lines[lines.len() - 1].end;
        if is_first && lines.len() <= 3 && is_title(self.text[whole.clone()].trim()) {
            return self.heading(1, whole);
        }
        let level = heading_level(words, lines.len() == 1);
        if let Some(level) = level {
            self.heading(level, first.clone());
            return self.chunk_body(&lines[1..]);
        }
        self.chunk_body(lines);
    }

    fn chunk_body(&mut self, lines: &[Range<usize>]) {
        if lines.is_empty() {
            return;
        }
        if is_table(self.text, lines) {
            return self.builder.leaf(Kind::Table, lines[0].start..lines[lines.len() - 1].end);
        }
        let indents = Indents::of(self.text, lines);
        let mut start = 0;
        for end in 1..=lines.len() {
            if end == lines.len() || self.begins_block(lines, end, &indents) {
                self.block(&lines[start..end]);
                start = end;
            }
        }
    }

    /// Whether line `index` begins a block of its own although no blank line stands before it.
    fn begins_block(&self, lines: &[Range<usize>], index: usize, indents: &Indents) -> bool {
        let line = &self.text[lines[index].clone()];
        let words = line.trim_start();
        if bullet(words).is_some() || bracket_number(words).is_some() {
            return true;
        }
        if let Some(number) = item_number(words) {
            // A number at a line's start is one of a list only where the one before it begins a line above.
            let before = lines[..index].iter().rev().find_map(|line| item_number(self.text[line.clone()].trim_start()));
            return before.is_some_and(|before| before + 1 == number);
        }
        let previous = self.text[lines[index - 1].clone()].trim_end();
        let ends = previous.ends_with(['.', ':', '?', '!', ')', '"', '”']);
        let (before, here) = (indents.lines[index - 1], indents.lines[index]);
        if indents.are_hanging() {
            return here == indents.least
                && (before > indents.least || (ends && indents.deeper * 2 >= lines.len() - indents.deeper));
        }
        indents.lines[0] > indents.least && here > indents.least && ends
    }

    fn block(&mut self, lines: &[Range<usize>]) {
        let start = lines[0].start;
        let end = lines[lines.len() - 1].end;
        let words = self.text[start..end].trim_start();
        let lead = end - start - words.len();
        let item = bullet(words).map(|length| (None, length)).or_else(|| {
            let length = words.find('.')? + 1;
            item_number(words).map(|number| (Some(number), length))
        });
        let Some((number, length)) = item else { return self.paragraph(lines, 0) };
        self.builder.open(Kind::List { ordered: number.is_some() }, start + lead);
        self.builder.open(Kind::Item { number }, start + lead);
        self.builder.skip(start + lead + length);
        self.paragraph(lines, lead + length);
        self.builder.close(end);
        self.builder.close(end);
    }

    fn paragraph(&mut self, lines: &[Range<usize>], mark: usize) {
        let end = lines[lines.len() - 1].end;
        let first = &self.text[lines[0].start + mark..lines[0].end];
        self.builder.open(Kind::Paragraph, lines[0].start + mark + (first.len() - first.trim_start().len()));
        self.lines(lines, mark);
        self.builder.close(end);
    }

    fn heading(&mut self, level: u8, range: Range<usize>) {
        let words = &self.text[range.clone()];
        let start = range.start + (words.len() - words.trim_start().len());
        self.builder.open(Kind::Heading { level }, start);
        let mut at = range.start;
        let mut lines = Vec::new();
        for line in words.split_inclusive('\n') {
            lines.push(at..at + line.trim_end().len());
            at += line.len();
        }
        self.lines(&lines, 0);
        self.builder.close(range.end);
    }

    fn lines(&mut self, lines: &[Range<usize>], mark: usize) {
        for (index, line) in lines.iter().enumerate() {
            let from = if index == 0 { line.start + mark } else { line.start };
            let words = self.text.get(from..line.end).unwrap_or_default();
            let start = from + (words.len() - words.trim_start().len());
            self.builder.leaf(Kind::Text, start..line.end);
            if let Some(next) = lines.get(index + 1) {
                self.builder.leaf(Kind::SoftBreak, line.end..next.start);
            }
        }
    }
}

/// How far the lines of a chunk are set in, in bytes.
struct Indents {
    lines: Vec<usize>,
    least: usize,
    /// Lines that are set in deeper than the least.
    deeper: usize,
}

impl Indents {
    fn of(text: &str, lines: &[Range<usize>]) -> Self {
        let indent = |line: &Range<usize>| line.len() - text[line.clone()].trim_start().len();
        let lines: Vec<usize> = lines.iter().map(indent).collect();
        let least = lines.iter().copied().min().unwrap_or_default();
        let deeper = lines.iter().filter(|&&indent| indent > least).count();
        Indents { lines, least, deeper }
    }

    /// Whether first lines stand out and the lines that continue them are set in, as in reference lists.
    fn are_hanging(&self) -> bool {
        self.lines[0] == self.least && self.deeper > 0 && self.lines.len() - self.deeper > 1
    }
}

/// Whether the first line of a text can be its title: a few words, no sentence.
fn is_title(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (2..=30).contains(&count)
        && !words.ends_with(['.', ';', ','])
        && words.starts_with(char::is_uppercase)
        && !words.contains("   ")
}

/// The level of the heading that a line is, if it is one: a number and a few words, a known section name, or, where the
/// line stands alone, a few words in capitals.
fn heading_level(line: &str, is_alone: bool) -> Option<u8> {
    let (depth, words) = split_number(line);
    let count = words.split_whitespace().count();
    if count == 0 || count > HEADING_WORDS || words.ends_with(['.', ',', ';']) || line.contains("   ") {
        return None;
    }
    let name = words.trim_end_matches(':').to_lowercase();
    if SECTIONS.contains(&&*name) {
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

/// Splits a typed section number off: its depth (0 where there is none) and the words after it.
fn split_number(line: &str) -> (u8, &str) {
    let Some((number, words)) = line.split_once([' ', '\t']) else { return (0, line) };
    let body = number.strip_suffix('.').unwrap_or(number);
    let parts = body.split('.').count();
    let is_digits =
        body.split('.').all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let is_roman = number.ends_with('.') && !body.is_empty() && body.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    match () {
        () if is_digits && parts <= 4 => (parts as u8, words.trim_start()),
        () if is_roman => (1, words.trim_start()),
        () => (0, line),
    }
}

/// Whether most lines are set in columns: two or more wide gaps, or one gap and a number.
fn is_table(text: &str, lines: &[Range<usize>]) -> bool {
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
fn bullet(words: &str) -> Option<usize> {
    let mark = words.chars().next().filter(|mark| matches!(mark, '•' | '◦' | '▪' | '*' | '-' | '–'))?;
    let rest = &words[mark.len_utf8()..];
    rest.starts_with(' ').then_some(mark.len_utf8())
}

/// The number of `12. Words`.
fn item_number(words: &str) -> Option<u32> {
    let digits = words.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let rest = words[digits..].strip_prefix('.')?;
    (digits > 0 && digits < 4 && rest.starts_with([' ', '\t'])).then(|| words[..digits].parse().ok())?
}

/// The number of `[12] Words`.
fn bracket_number(words: &str) -> Option<u32> {
    let (number, rest) = words.strip_prefix('[')?.split_once(']')?;
    let is_number = !number.is_empty() && number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && rest.starts_with([' ', '\t'])).then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<String> {
        let tree = parse(text);
        tree.roots()
            .map(|index| format!("{:?} {:?}", tree.nodes[index].kind, &text[tree.nodes[index].range()]))
            .collect()
    }

    #[test]
    fn typed_headings_are_headings() {
        let text = "On Moss\n\nA. Wu\n\nABSTRACT\n\nMoss grows.\n\n1. Introduction\nIt grows well.\n\n2.1 The garden\n\nWords.\n\nReferences\n";
        assert_eq!(
            kinds(text),
            [
                "Heading { level: 1 } \"On Moss\"",
                "Paragraph \"A. Wu\"",
                "Heading { level: 2 } \"ABSTRACT\"",
                "Paragraph \"Moss grows.\"",
                "Heading { level: 2 } \"1. Introduction\"",
                "Paragraph \"It grows well.\"",
                "Heading { level: 3 } \"2.1 The garden\"",
                "Paragraph \"Words.\"",
                "Heading { level: 2 } \"References\"",
            ]
        );
    }

    #[test]
    fn entries_and_items_are_parted() {
        let text = "[1] A. Wu. On moss.\n    Journal.\n[2] B. Lin. On fern.\n";
        assert_eq!(
            kinds(text),
            ["Paragraph \"[1] A. Wu. On moss.\\n    Journal.\"", "Paragraph \"[2] B. Lin. On fern.\""]
        );
        let hanging = "Wu, A. (2001). On moss.\n   Journal of Moss.\nLin, B. (2002). On fern.\n   Journal of Fern.\n";
        assert_eq!(kinds(hanging).len(), 2);
        assert_eq!(kinds("- one\n- two\n").len(), 2);
    }

    #[test]
    fn tables_and_pages_are_told_from_prose() {
        assert_eq!(
            kinds("House      Division   River\nAbney         41        12\n"),
            ["Table \"House      Division   River\\nAbney         41        12\""]
        );
        assert_eq!(kinds("One.\n\u{c}Two words here.\n")[1], "PageBreak \"\\u{c}\"");
        assert_eq!(kinds("A line of text\nand one more."), ["Paragraph \"A line of text\\nand one more.\""]);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_valid_tree(text in "[ \\n\\t\\x0c\\[\\]0-9a-zA-Zé.•-]{0,300}") {
            let tree = parse(&text);
            let mut cursor = 0;
            for index in tree.roots() {
                let node = &tree.nodes[index];
                prop_assert!(node.start >= cursor && node.end >= node.start && node.end as usize <= text.len());
                cursor = node.end;
            }
            for node in &tree.nodes {
                prop_assert!(text.get(node.range()).is_some());
            }
        }
    }
}
