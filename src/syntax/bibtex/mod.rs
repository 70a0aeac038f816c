//! BibTeX and BibLaTeX: entries with the places of their type, key, fields and values.
//!
//! Nothing stops it: after a missing comma, brace or quote it goes on where the next field or entry is sure to begin,
//! and says what was missing. What is outside entries is a comment, as BibTeX has it. Repeated keys and fields are
//! kept. It does not know what a field means.

mod braces;
mod tex;

pub(super) use tex::{accent, symbol};
pub use tex::{read_tex, read_verbatim};

use super::{Entry, EntryField, EntryFile, Problem, Spanned};
use braces::Braces;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The place of the brace that closes the first byte of `text`, a brace.
pub fn closing_brace(text: &str) -> Option<usize> {
    braces::closing(text.as_bytes(), 0, text.len())
}

/// Months that every style defines.
const MONTHS: [(&str, &str); 12] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

/// Fields that TeX does not set: what looks like markup in them is data, save escapes.
const VERBATIM: [&str; 8] = ["doi", "eprint", "file", "isbn", "issn", "pdf", "url", "urlraw"];

/// Reads a `.bib` file. Linear in its length.
pub fn parse(text: &str) -> EntryFile {
    let starts = hard_starts(text);
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        limit: text.len(),
        starts,
        braces: Braces::default(),
        skips_comments: true,
        definitions: MONTHS.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        file: EntryFile::default(),
    };
    parser.run();
    parser.file
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Where the entry at hand ends at the latest: the next sure start of another, or the end of the file.
    limit: usize,
    /// Places of `@` that can only begin an entry.
    starts: Vec<u32>,
    braces: Braces,
    /// Whether `@comment{…}` is skipped as a whole; given up for good once one does not close.
    skips_comments: bool,
    /// `@string`s and months by lower-case name, as written.
    definitions: FxHashMap<String, String>,
    file: EntryFile,
}

/// Why the reading of fields ended.
enum End {
    Closed,
    Cut,
}

impl<'a> Parser<'a> {
    fn run(&mut self) {
        let mut next_start = 0;
        while let Some(found) = memchr::memchr(b'@', self.bytes.get(self.at..).unwrap_or_default()) {
            let at = self.at + found;
            self.at = at + 1;
            if self.is_commented(at) {
                continue;
            }
            while self.starts.get(next_start).is_some_and(|&start| start as usize <= at) {
                next_start += 1;
            }
            self.limit = self.starts.get(next_start).map_or(self.text.len(), |&start| start as usize);
            self.braces.forget();
            self.command(at);
        }
    }

    /// Reads what follows the `@` at `at`.
    fn command(&mut self, at: usize) {
        self.skip_blanks();
        let kind = self.word(is_name_byte);
        if kind.is_empty() {
            return;
        }
        self.skip_blanks();
        let close = match self.peek() {
            Some(b'{') => b'}',
            Some(b'(') => b')',
            _ => {
                if at_line_start(self.bytes, at) {
                    let name = &self.text[kind.clone()];
                    self.problem(format!("`@{name}` is not followed by a brace"), at..kind.end);
                }
                self.at = kind.end;
                return;
            }
        };
        let open = self.at;
        self.at += 1;
        let name = self.text[kind.clone()].to_ascii_lowercase();
        match name.as_str() {
            "comment" => self.comment(open),
            "preamble" => {
                self.value();
                self.skip_blanks();
                self.eat(close);
            }
            "string" => self.string(at, close),
            _ => self.entry(at, Spanned { value: name, range: narrow(kind) }, close),
        }
    }

    fn comment(&mut self, open: usize) {
        let end = if self.bytes[open] == b'{' && self.skips_comments {
            let end = braces::closing(self.bytes, open, self.text.len());
            self.skips_comments = end.is_some();
            end
        } else {
            None
        };
        self.at = end.map_or_else(|| line_end(self.bytes, open), |end| end + 1);
    }

    fn string(&mut self, at: usize, close: u8) {
        self.skip_blanks();
        let name = self.word(is_field_byte);
        self.skip_blanks();
        if name.is_empty() || !self.eat(b'=') {
            self.problem("`@string` without a name and a value".to_owned(), at..self.at);
            return;
        }
        let (raw, range) = self.value();
        let value = raw.concat();
        let spanned = Spanned { value: self.text[name.clone()].to_owned(), range: narrow(name.clone()) };
        self.file.strings.push((spanned, Spanned { value: value.clone(), range: narrow(range) }));
        self.definitions.insert(self.text[name].to_ascii_lowercase(), value);
        self.skip_blanks();
        if !self.eat(close) {
            self.problem("`@string` is not closed".to_owned(), at..self.at);
        }
    }

    fn entry(&mut self, at: usize, kind: Spanned<String>, close: u8) {
        let key = self.key(close);
        let mut fields = Vec::new();
        let end = loop {
            match self.fields(close, &mut fields) {
                End::Closed if self.goes_on() => {
                    self.problem("a closing brace too many".to_owned(), self.at - 1..self.at);
                }
                end => break end,
            }
        };
        if let End::Cut = end {
            let place = at..key.range.end.max(kind.range.end) as usize;
            let name = if key.value.is_empty() { &kind.value } else { &key.value };
            self.problem(format!("the entry `{name}` is not closed"), place);
        }
        let end = at + self.text[at..self.at].trim_end().len();
        self.file.entries.push(Entry { kind, key, fields, range: narrow(at..end) });
    }

    /// The citation key, and the comma after it.
    fn key(&mut self, close: u8) -> Spanned<String> {
        self.skip_blanks();
        let start = self.at;
        let rest = &self.bytes[start..self.limit];
        let stop =
            rest.iter().position(|&byte| matches!(byte, b',' | b'=' | b'{' | b'"' | b'\n' | b'\r') || byte == close);
        let stop = start + stop.unwrap_or(rest.len());
        if self.bytes.get(stop) == Some(&b'=') {
            // `@book{title = …`: there is no key, this is a field.
            return Spanned { value: String::new(), range: narrow(start..start) };
        }
        let key = self.text[start..stop].trim_end();
        let range = start..start + key.len();
        self.at = stop;
        self.skip_blanks();
        if !self.eat(b',') && self.peek() != Some(close) && self.at < self.limit {
            self.problem(format!("no comma after the key `{key}`"), range.clone());
        }
        Spanned { value: key.to_owned(), range: narrow(range) }
    }

    /// Whether fields follow a brace that seemed to close the entry: `title = {A}}, year = …`.
    fn goes_on(&self) -> bool {
        let rest = self.text[self.at..self.limit].trim_start();
        rest.strip_prefix(',').is_some_and(|rest| begins_field(rest.trim_start().as_bytes()))
    }

    fn fields(&mut self, close: u8, fields: &mut Vec<EntryField>) -> End {
        let mut complained = false;
        loop {
            self.skip_separators();
            let Some(byte) = self.peek() else { return End::Cut };
            if byte == close {
                self.at += 1;
                return End::Closed;
            }
            if byte == b'@' && at_line_start(self.bytes, self.at) {
                return End::Cut;
            }
            let name = self.word(is_field_byte);
            if name.is_empty() {
                let width = self.text[self.at..].chars().next().map_or(1, char::len_utf8);
                if !complained {
                    let found = &self.text[self.at..self.at + width];
                    self.problem(format!("`{found}` where a field should begin"), self.at..self.at + width);
                    complained = true;
                }
                self.at += width;
                continue;
            }
            self.skip_blanks();
            let written = &self.text[name.clone()];
            if !self.eat(b'=') {
                if !complained {
                    self.problem(format!("no `=` after `{written}`"), name.clone());
                    complained = true;
                }
                if !matches!(self.peek(), Some(b'{' | b'"')) {
                    continue;
                }
            }
            let (parts, range) = self.value();
            let lower = written.to_ascii_lowercase();
            let raw = parts.concat();
            let value = if VERBATIM.contains(&lower.as_str()) { read_verbatim(&raw) } else { read_tex(&raw) };
            self.skip_blanks();
            while self.peek() == Some(b'%') {
                self.at = line_end(self.bytes, self.at).min(self.limit);
                self.skip_blanks();
            }
            if self.peek().is_some_and(|next| next != b',' && next != close) && !complained {
                self.problem(format!("no comma after the field `{written}`"), name.clone());
                complained = true;
            }
            fields.push(EntryField {
                name: Spanned { value: lower, range: narrow(name) },
                value: Spanned { value, range: narrow(range) },
                raw,
            });
        }
    }

    /// The parts of a value, joined by `#`, without their delimiters and with `@string`s filled in; and the place of it all.
    fn value(&mut self) -> (Vec<String>, Range<usize>) {
        self.skip_blanks();
        let start = self.at;
        let mut end = start;
        let mut parts = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'{' | b'"') => parts.push(self.delimited()),
                Some(_) => {
                    let word = self.word(is_field_byte);
                    let word = &self.text[word];
                    let defined = self.definitions.get(&word.to_ascii_lowercase());
                    parts.push(defined.map_or_else(|| word.to_owned(), Clone::clone));
                }
                None => {}
            }
            end = end.max(self.at);
            self.skip_blanks();
            if !self.eat(b'#') {
                break;
            }
        }
        self.at = end;
        (parts, start..end)
    }

    /// A value in braces or quotes. Where it is not closed, it ends before the next line that begins a field.
    fn delimited(&mut self) -> String {
        let open = self.at;
        let closing = match self.bytes[open] {
            b'{' => self.braces.closing(self.bytes, open, self.limit),
            _ => self.braces.closing_quote(self.bytes, open, self.limit),
        };
        if let Some(close) = closing {
            // A value that runs to the end of its entry has taken the entry's own brace for its own.
            let last = self.text[close + 1..self.limit].trim_ascii_start().is_empty();
            if !last || self.next_field_line(open, close).is_none() {
                self.at = close + 1;
                return self.text[open + 1..close].to_owned();
            }
        }
        let delimiter = self.bytes[open] as char;
        self.problem(format!("`{delimiter}` is not closed"), open..open + 1);
        let end = self.next_field_line(open, self.limit).unwrap_or(self.limit);
        self.at = end;
        self.text[open + 1..end].trim_end_matches([',', '}', '"', ' ', '\t', '\r', '\n']).to_owned()
    }

    /// The end of the line before the first that begins a field.
    fn next_field_line(&self, from: usize, to: usize) -> Option<usize> {
        let mut newlines = memchr::memchr_iter(b'\n', &self.bytes[from..to]).map(|newline| from + newline);
        newlines.find(|newline| begins_field(trim_some(&self.bytes[newline + 1..to])))
    }

    fn peek(&self) -> Option<u8> {
        (self.at < self.limit).then(|| self.bytes[self.at])
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, belongs: fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        let rest = self.bytes.get(start..self.limit).unwrap_or_default();
        self.at += rest.iter().position(|&byte| !belongs(byte)).unwrap_or(rest.len());
        start..self.at
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Blanks, commas, and `%` comments, which biber takes between fields.
    fn skip_separators(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b',' => self.at += 1,
                b'%' => self.at = line_end(self.bytes, self.at).min(self.limit),
                byte if byte.is_ascii_whitespace() => self.at += 1,
                _ => break,
            }
        }
    }

    fn is_commented(&self, at: usize) -> bool {
        let line = memchr::memrchr(b'\n', &self.bytes[..at]).map_or(0, |newline| newline + 1);
        // An entry rarely stands far into a line; a bound keeps one long line linear.
        at - line < 256 && self.bytes[line..at].trim_ascii_start().first() == Some(&b'%')
    }

    fn problem(&mut self, message: String, range: Range<usize>) {
        let Range { start, end } = narrow(range);
        self.file.problems.push(Problem { message, start, end });
    }
}

/// The places of `@` at the start of a line that are followed by what only an entry has: a type, a brace and a key
/// with its comma. Inside a value that is never closed they are where reading goes on.
fn hard_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let starts = memchr::memchr_iter(b'@', bytes).filter(|&at| at_line_start(bytes, at));
    starts.filter(|&at| begins_entry(&bytes[at + 1..])).map(|at| at as u32).collect()
}

fn begins_entry(rest: &[u8]) -> bool {
    const LONGEST_KEY: usize = 200;
    let word = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let Some((b'{' | b'(', rest)) = rest[word..].trim_ascii_start().split_first() else { return false };
    let rest = &rest[..rest.len().min(LONGEST_KEY)];
    let stop = rest.iter().position(|byte| matches!(byte, b',' | b'=' | b'{' | b'}' | b'"' | b'\n'));
    word > 0 && stop.is_some_and(|stop| stop > 0 && rest[stop] == b',')
}

/// Whether the bytes begin with `name =` and a value.
fn begins_field(bytes: &[u8]) -> bool {
    let word =
        bytes.iter().take(64).take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_')).count();
    let Some((b'=', rest)) = trim_some(&bytes[word..]).split_first() else { return false };
    let value = trim_some(rest).first();
    word > 0 && value.is_some_and(|byte| matches!(byte, b'{' | b'"') || byte.is_ascii_alphanumeric())
}

/// Without the blanks before it, at most 64, which keeps the search for the next field linear.
fn trim_some(bytes: &[u8]) -> &[u8] {
    let blanks = bytes.iter().take(64).take_while(|byte| byte.is_ascii_whitespace()).count();
    &bytes[blanks..]
}

fn at_line_start(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[at.saturating_sub(64)..at];
    match before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')) {
        Some(last) => matches!(before[last], b'\n' | b'\r'),
        None => at <= 64,
    }
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |newline| from + newline)
}

/// Letters of an entry type.
fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'.') || byte >= 0x80
}

/// Bytes of a field's or a `@string`'s name, or of a number.
fn is_field_byte(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b',' | b'{' | b'}' | b'"' | b'#' | b'%' | b'(' | b')' | b'@')
}

fn narrow(range: Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

#[cfg(test)]
mod tests;
