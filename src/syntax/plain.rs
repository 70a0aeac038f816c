//! Plain text: blocks parted by blank lines, headings as people type them, tables set with blanks, pages parted by form
//! feeds, as authors write it and as `pdftotext` does.

use super::builder::Builder;
use super::{Kind, Problem, Tree};
use std::ops::Range;

/// A typed heading is at most so many words long.
const HEADING_WORDS: usize = 12;

/// From so many headings on that have a number, capitals or a known name, other lines are none.
const MARKED_HEADINGS: usize = 4;

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

/// Parses a plain text.
pub fn parse(text: &str) -> Tree {
    let (chunks, lines) = chunks(text);
    let mut writer = Writer { text, builder: Builder::new(text), has_marked_headings: false, number: Vec::new(), columns: None };
    writer.has_marked_headings = writer.count_marked_headings(&chunks, &lines) >= MARKED_HEADINGS;
    let mut is_first = true;
    let mut at = 0;
    while let Some(chunk) = chunks.get(at) {
        at += 1;
        match chunk {
            Chunk::PageBreak(range) => writer.builder.leaf(Kind::PageBreak, range.clone()),
            Chunk::Lines(range) => {
                let next = match chunks.get(at) {
                    Some(Chunk::Lines(next)) => &lines[next.clone()],
                    _ => &[],
                };
                let before = match at.checked_sub(2).map(|before| &chunks[before]) {
                    Some(Chunk::Lines(before)) => &lines[before.clone()],
                    _ => &[],
                };
                if writer.chunk(&lines[range.clone()], before, next, std::mem::take(&mut is_first)) {
                    at += 1;
                }
            }
        }
    }
    if let Some(range) = writer.columns {
        let message = "pages set in two columns side by side are not read: give the text with its columns one after the other";
        let (start, end) = (range.start as u32, range.end as u32);
        writer.builder.problems.push(Problem { message: message.to_owned(), start, end });
    }
    writer.builder.finish()
}

/// A stretch between blank lines, as indexes of its lines, or the end of a page.
enum Chunk {
    Lines(Range<usize>),
    PageBreak(Range<usize>),
}

/// The chunks of a text, and its lines that are not blank, without their ends.
fn chunks(text: &str) -> (Vec<Chunk>, Vec<Range<usize>>) {
    let (mut chunks, mut lines) = (Vec::new(), Vec::new());
    let (mut at, mut first) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let feeds = line.bytes().take_while(|&byte| byte == 0x0c).count();
        let content = start + feeds..start + line.trim_end().len().max(feeds);
        let is_blank = text[content.clone()].trim().is_empty();
        if (feeds > 0 || is_blank) && first < lines.len() {
            chunks.push(Chunk::Lines(first..lines.len()));
            first = lines.len();
        }
        if feeds > 0 {
            chunks.push(Chunk::PageBreak(start..start + feeds));
        }
        if !is_blank {
            lines.push(content);
        }
    }
    if first < lines.len() {
        chunks.push(Chunk::Lines(first..lines.len()));
    }
    (chunks, lines)
}

struct Writer<'a> {
    text: &'a str,
    builder: Builder<'a>,
    /// Whether headings are told by numbers, capitals or known names, so that no other line is taken for one.
    has_marked_headings: bool,
    /// The number of the last numbered heading, part by part.
    number: Vec<u32>,
    /// From the first line set in two columns to the last.
    columns: Option<Range<usize>>,
}

impl Writer<'_> {
    fn count_marked_headings(&self, chunks: &[Chunk], lines: &[Range<usize>]) -> usize {
        let is_marked = |chunk: &&Chunk| match chunk {
            Chunk::Lines(range) => {
                let words = self.text[lines[range.start].clone()].trim();
                heading_level(words, range.len() == 1).is_some() || (range.len() == 1 && is_section_number(words))
            }
            Chunk::PageBreak(_) => false,
        };
        chunks.iter().filter(is_marked).count()
    }

    /// Writes the lines between two blank ones; gives whether the next chunk was taken with them.
    fn chunk(&mut self, lines: &[Range<usize>], before: &[Range<usize>], next: &[Range<usize>], is_first: bool) -> bool {
        let Some(first) = lines.first() else { return false };
        let words = self.text[first.clone()].trim();
        let whole = lines[0].start..lines[lines.len() - 1].end;
        if is_first && lines.len() <= 6 {
            let title = 1 + lines[1..].iter().take(2).take_while(|line| !is_byline(&self.text[(*line).clone()])).count();
            let range = lines[0].start..lines[title - 1].end;
            if (lines.len() <= 3 || title < lines.len()) && is_title(self.text[range.clone()].trim()) {
                self.heading(1, range);
                self.chunk_body(&lines[title..]);
                return false;
            }
        }
        // `pdftotext` parts a section's number from its name.
        if lines.len() == 1
            && is_section_number(words)
            && let [title] = next
            && heading_level(&format!("{words} {}", self.text[title.clone()].trim()), true).is_some()
        {
            let level = words.trim_end_matches('.').split('.').count().min(4) as u8 + 1;
            self.note_number(&format!("{words} "));
            self.heading(level, first.start..title.end);
            return true;
        }
        if let Some(level) = heading_level(words, lines.len() == 1).filter(|_| self.goes_on_numbering(words)) {
            self.note_number(words);
            self.heading(level, first.clone());
            self.parts(&lines[1..]);
        } else if lines.len() == 1 && !self.has_marked_headings && self.stands_as_heading(words, before, next) {
            self.heading(2, whole);
        } else {
            self.parts(lines);
        }
        false
    }

    /// Writes lines that may hold numbered headings without a blank line around them.
    fn parts(&mut self, lines: &[Range<usize>]) {
        let mut start = 0;
        let widest = lines.iter().map(|line| line.len()).max().unwrap_or_default();
        for (index, line) in lines.iter().enumerate() {
            let words = self.text[line.clone()].trim();
            let ended = index == start || {
                let before = self.text[lines[index - 1].clone()].trim_end();
                before.ends_with(['.', '?', '!', ':'])
            };
            let level = ended.then(|| self.numbered_heading(words, widest)).flatten();
            if let Some(level) = level {
                self.chunk_body(&lines[start..index]);
                self.note_number(words);
                self.heading(level, line.clone());
                start = index + 1;
            }
        }
        self.chunk_body(&lines[start..]);
    }

    /// The level of a heading that only its number, the next in order, and its shortness tell from a line of text.
    fn numbered_heading(&self, words: &str, widest: usize) -> Option<u8> {
        let (depth, title) = split_number(words);
        let level = heading_level(words, true).filter(|_| depth > 0)?;
        let is_short = words.len() * 5 < widest * 4 && title.split_whitespace().count() <= 10;
        let is_next = is_next_number(&self.number, &section_number(words)?);
        (is_short && is_next && !title.contains([',', '@'])).then_some(level)
    }

    /// Whether a heading's number, if it has one, can stand after the last one: numbers only grow, and skip a few at most.
    fn goes_on_numbering(&self, words: &str) -> bool {
        let (depth, title) = split_number(words);
        let Some(number) = section_number(words).filter(|_| depth > 0) else { return true };
        let is_known = SECTIONS.contains(&&*title.to_lowercase());
        let grows = number > self.number && number[0] <= self.number.first().copied().unwrap_or(0).saturating_add(3);
        is_known || (grows && title.matches(',').count() < 2)
    }

    fn note_number(&mut self, words: &str) {
        if let Some(number) = section_number(words) {
            self.number = number;
        }
    }

    /// Whether a lone line without any other mark is a heading: some words in title case, between a paragraph that has
    /// ended and one that begins.
    fn stands_as_heading(&self, words: &str, before: &[Range<usize>], next: &[Range<usize>]) -> bool {
        let ended = before.last().is_some_and(|line| self.text[line.clone()].trim_end().ends_with(['.', '?', '!']));
        let (Some(first), Some(last)) = (next.first(), next.last()) else { return false };
        let paragraph = self.text[first.start..last.end].trim();
        let begins = paragraph.len() > 120 && paragraph.starts_with(char::is_uppercase);
        let count = words.split_whitespace().count();
        let is_titled = words
            .split_whitespace()
            .filter(|word| word.chars().count() > 4)
            .all(|word| word.starts_with(char::is_uppercase));
        ended
            && begins
            && (1..=8).contains(&count)
            && words.starts_with(char::is_uppercase)
            && is_titled
            && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\'' | '?' | ':' | '&' | '/'))
            && !words.ends_with([':', '-'])
            && !words.contains("   ")
    }

    fn chunk_body(&mut self, lines: &[Range<usize>]) {
        if lines.is_empty() {
            return;
        }
        if is_two_columns(self.text, lines) {
            let range = lines[0].start..lines[lines.len() - 1].end;
            self.columns = Some(self.columns.as_ref().map_or(range.start, |columns| columns.start)..range.end);
            return self.builder.leaf(Kind::Raw, range);
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
            if !line.trim().is_empty() {
                lines.push(at..at + line.trim_end().len());
            }
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

/// A section's number that stands alone: `2.`, `3.1`.
fn is_section_number(line: &str) -> bool {
    let body = line.strip_suffix('.').unwrap_or(line);
    let parts = body.split('.').count();
    let is_digits =
        body.split('.').all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    is_digits && parts <= 4 && (parts > 1 || line.ends_with('.'))
}

/// Whether a line names authors or their addresses rather than goes on with a title.
fn is_byline(line: &str) -> bool {
    let names = || line.split([' ', ',']).filter(|word| !word.is_empty() && *word != "and");
    line.contains(['@', '∗', '†', '‡'])
        || line.bytes().any(|byte| byte.is_ascii_digit())
        || line.matches(',').count() > 1
        || (line.contains(" and ") && names().all(|word| word.starts_with(char::is_uppercase)))
}

/// Whether most lines hold words of two columns side by side: words, a wide gap, words that go on to the right.
fn is_two_columns(text: &str, lines: &[Range<usize>]) -> bool {
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

/// The parts of a typed section number in digits.
fn section_number(line: &str) -> Option<Vec<u32>> {
    let number = line.split([' ', '\t']).next()?;
    let body = number.strip_suffix('.').unwrap_or(number);
    body.split('.').map(|part| part.parse().ok()).collect()
}

/// Whether `next` is the number of the section after `last`: the next of its level, the first of the level below, or
/// the next of a level above.
fn is_next_number(last: &[u32], next: &[u32]) -> bool {
    let Some((&end, stem)) = next.split_last() else { return false };
    match next.len().cmp(&last.len()) {
        std::cmp::Ordering::Greater => stem == last && end == 1,
        _ => last[..stem.len()] == *stem && last[stem.len()].saturating_add(1) == end,
    }
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
    fn numbers_in_order_tell_headings_from_text() {
        let text = "1 Introduction\nMoss grows on the walls of the old garden, where it is damp.\n1.1 The garden\nIt has four walls and a gate that leads to the river below.\n7 Houses stand\nby it.\n2 Methods of old\nWe looked at the moss on every wall, and at the gate as well.\n";
        let heads: Vec<_> = kinds(text).into_iter().filter(|kind| kind.starts_with("Heading")).collect();
        assert_eq!(
            heads,
            [
                "Heading { level: 2 } \"1 Introduction\"",
                "Heading { level: 3 } \"1.1 The garden\"",
                "Heading { level: 2 } \"2 Methods of old\"",
            ]
        );
    }

    #[test]
    fn a_number_belongs_to_the_name_below_it() {
        assert_eq!(kinds("Text here.\n\n2.1\n\nThe garden\n\nWords.")[1], "Heading { level: 3 } \"2.1\\n\\nThe garden\"");
    }

    #[test]
    fn a_line_in_title_case_is_a_heading_where_no_other_mark_is_used() {
        let long = "Words of a paragraph that goes on for a while, so that it is told from the labels of a figure, and ends here at last, after a good deal.";
        let text = format!("On Moss\n\n{long}\n\nThe Garden Wall\n\n{long}\n\nthe wall\n\n{long}");
        assert!(kinds(&text)[2].starts_with("Heading"));
        assert!(kinds(&text)[4].starts_with("Paragraph"));
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
        let columns = "The first column goes on with    and the second column stands\nwords that tell of the moss     beside it with other words there.\n";
        assert!(kinds(columns)[0].starts_with("Raw"));
        assert_eq!(parse(columns).problems.len(), 1);
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
