//! Plain text: blocks parted by blank lines, headings as people type them, tables set with blanks, pages parted by form
//! feeds, as authors write it and as `pdftotext` does.

mod heading;
mod page;
mod shape;
mod verbatim;

use super::builder::Builder;
use super::{Kind, Problem, Tree};
use heading::{
    heading_level, is_byline, is_drawing_label, is_known_section, is_next_number, is_section_number, is_title,
    section_number, split_number,
};
use page::{contents, furniture};
use shape::{Indents, bracket_number, bullet, is_table, is_two_columns, item_number};
use std::ops::Range;
use verbatim::{is_verbatim, listing};

/// From so many headings on that have a number, capitals or a known name, other lines are none.
const MARKED_HEADINGS: usize = 4;

/// Parses a plain text.
pub fn parse(text: &str) -> Tree {
    let (chunks, lines) = chunks(text);
    let headings = marked_headings(text, &chunks, &lines);
    let mut writer = Writer {
        text,
        builder: Builder::new(text),
        has_marked_headings: headings.len() >= MARKED_HEADINGS,
        has_numbers: headings.iter().filter(|words| section_number(words).is_some()).count() >= MARKED_HEADINGS,
        number: Vec::new(),
        columns: None,
    };
    let mut is_first = true;
    let mut at = 0;
    while let Some(chunk) = chunks.get(at) {
        at += 1;
        match chunk {
            Chunk::PageBreak(range) => writer.builder.leaf(Kind::PageBreak, range.clone()),
            Chunk::Contents(range) => {
                writer.builder.leaf(Kind::Raw, lines[range.start].start..lines[range.end - 1].end);
            }
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
        let message =
            "pages set in two columns side by side are not read: give the text with its columns one after the other";
        let (start, end) = (range.start as u32, range.end as u32);
        writer.builder.problems.push(Problem { message: message.to_owned(), start, end });
    }
    writer.builder.finish()
}

/// A stretch between blank lines or of the table of contents, as indexes of its lines, or the end of a page with the
/// running foot before it and the running head after it.
enum Chunk {
    Lines(Range<usize>),
    Contents(Range<usize>),
    PageBreak(Range<usize>),
}

/// The chunks of a text, and its lines that are not blank, without their ends.
fn chunks(text: &str) -> (Vec<Chunk>, Vec<Range<usize>>) {
    let furniture = furniture(text);
    let (mut chunks, mut lines) = (Vec::new(), Vec::new());
    let (mut at, mut first) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let feeds = line.bytes().take_while(|&byte| byte == 0x0c).count();
        let content = start + feeds..start + line.trim_end().len().max(feeds);
        let is_blank = text[content.clone()].trim().is_empty();
        let is_furniture = furniture.contains(&content.start);
        if (feeds > 0 || is_blank || is_furniture) && first < lines.len() {
            chunks.push(Chunk::Lines(first..lines.len()));
            first = lines.len();
        }
        if feeds > 0 || is_furniture {
            let end = if is_furniture { content.end } else { content.start };
            match chunks.last_mut() {
                Some(Chunk::PageBreak(range)) => range.end = end,
                _ => chunks.push(Chunk::PageBreak(start..end)),
            }
        }
        if !is_blank && !is_furniture {
            lines.push(content);
        }
    }
    if first < lines.len() {
        chunks.push(Chunk::Lines(first..lines.len()));
    }
    match contents(text, &lines) {
        Some(contents) => (set_apart(chunks, &contents), lines),
        None => (chunks, lines),
    }
}

/// Makes the lines of the table of contents chunks of their own.
fn set_apart(chunks: Vec<Chunk>, contents: &Range<usize>) -> Vec<Chunk> {
    let mut parted = Vec::with_capacity(chunks.len() + 2);
    for chunk in chunks {
        let Chunk::Lines(range) = chunk else {
            parted.push(chunk);
            continue;
        };
        let from = contents.start.clamp(range.start, range.end);
        let to = contents.end.clamp(from, range.end);
        let parts = [Chunk::Lines(range.start..from), Chunk::Contents(from..to), Chunk::Lines(to..range.end)];
        parted.extend(parts.into_iter().filter(|part| match part {
            Chunk::Lines(range) | Chunk::Contents(range) | Chunk::PageBreak(range) => !range.is_empty(),
        }));
    }
    parted
}

/// The first lines of chunks that number, capitals or a known name make headings, as far as one chunk tells.
fn marked_headings<'a>(text: &'a str, chunks: &[Chunk], lines: &[Range<usize>]) -> Vec<&'a str> {
    let read = |chunk: &Chunk| match chunk {
        Chunk::Lines(range) => {
            let words = text[lines[range.start].clone()].trim();
            let is_alone = range.len() == 1;
            (heading_level(words, is_alone).is_some() || is_alone && is_section_number(words)).then_some(words)
        }
        Chunk::Contents(_) | Chunk::PageBreak(_) => None,
    };
    chunks.iter().filter_map(read).collect()
}

struct Writer<'a> {
    text: &'a str,
    builder: Builder<'a>,
    /// Whether headings are told by numbers, capitals or known names, so that no other line is taken for one.
    has_marked_headings: bool,
    /// Whether headings are told by numbers, so that a line in capitals is none.
    has_numbers: bool,
    /// The number of the last numbered heading, part by part.
    number: Vec<u32>,
    /// From the first line set in two columns to the last.
    columns: Option<Range<usize>>,
}

impl Writer<'_> {
    /// Writes the lines between two blank ones; gives whether the next chunk was taken with them.
    fn chunk(
        &mut self,
        lines: &[Range<usize>],
        before: &[Range<usize>],
        next: &[Range<usize>],
        is_first: bool,
    ) -> bool {
        let Some(first) = lines.first() else { return false };
        let words = self.text[first.clone()].trim();
        let whole = lines[0].start..lines[lines.len() - 1].end;
        if is_first && lines.len() <= 6 {
            let title =
                1 + lines[1..].iter().take(2).take_while(|line| !is_byline(&self.text[(*line).clone()])).count();
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
            && let whole = format!("{words} {}", self.text[title.clone()].trim())
            && heading_level(&whole, true).is_some()
            && self.goes_on_numbering(&whole)
        {
            let level = words.trim_end_matches('.').split('.').count().min(4) as u8 + 1;
            self.note_number(&whole);
            self.heading(level, first.start..title.end);
            return true;
        }
        if let Some(level) = heading_level(words, lines.len() == 1)
            .filter(|_| self.goes_on_numbering(words) && (lines.len() > 1 || !self.is_label(words, next)))
        {
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
        let Some(number) = section_number(words).filter(|_| depth > 0) else {
            return depth > 0 || !self.has_numbers || is_known_section(title);
        };
        let is_known = is_known_section(title);
        let grows = number > self.number && number[0] <= self.number.first().copied().unwrap_or(0).saturating_add(3);
        is_known || (grows && title.matches(',').count() < 2)
    }

    /// Whether a lone line is rather a label of a drawing or an address than a heading: no text follows it.
    fn is_label(&self, words: &str, next: &[Range<usize>]) -> bool {
        let (depth, title) = split_number(words);
        let is_known = is_known_section(title);
        let is_doubtful = match depth {
            0 => is_drawing_label(title),
            1 => !is_known && words.starts_with('1') && self.number.is_empty(),
            _ => false,
        };
        let (Some(first), Some(last)) = (next.first(), next.last()) else { return is_doubtful };
        is_doubtful && last.end - first.start < 80
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
        if is_verbatim(self.text, lines) {
            return self.builder.leaf(Kind::CodeBlock, lines[0].start..lines[lines.len() - 1].end);
        }
        let mut rest = lines;
        while let Some(code) = listing(self.text, rest) {
            self.prose(&rest[..code.start]);
            self.builder.leaf(Kind::CodeBlock, rest[code.start].start..rest[code.end - 1].end);
            rest = &rest[code.end..];
        }
        self.prose(rest);
    }

    fn prose(&mut self, lines: &[Range<usize>]) {
        if lines.is_empty() {
            return;
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

#[cfg(test)]
mod tests;
