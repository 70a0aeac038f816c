//! Blocks of HTML in Markdown: the words, tables and images in them, the rest as raw markup.

use super::{inline, keys};
use crate::syntax::Kind;
use crate::syntax::builder::Builder;
use std::ops::Range;

/// Elements whose content is no running text, taken whole.
const OPAQUE: &[&str] =
    &["script", "style", "pre", "svg", "math", "iframe", "video", "audio", "object", "head", "title"];

/// Elements that end the paragraph they stand in.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "center",
    "details",
    "summary",
    "hr",
    "main",
    "nav",
    "body",
    "html",
];

/// Writes an HTML block: its comments and images, its tables, and the words between its tags as paragraphs.
pub fn block(builder: &mut Builder, range: Range<usize>) {
    let text = builder.text_of();
    let mut writer = Writer { builder, open: Vec::new() };
    let mut at = range.start;
    let mut may_be_comment = true;
    while at < range.end {
        let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..range.end]) else {
            writer.words(at..range.end);
            break;
        };
        let start = at + found;
        writer.words(at..start);
        at = if may_be_comment && text[start..range.end].starts_with("<!--") {
            match memchr::memmem::find(&text.as_bytes()[start..range.end], b"-->") {
                Some(end) => {
                    writer.builder.leaf(Kind::Comment, start..start + end + 3);
                    start + end + 3
                }
                None => {
                    may_be_comment = false;
                    start + 4
                }
            }
        } else {
            writer.tag(start, range.end)
        };
    }
    writer.close_from(0, range.end);
}

/// What is open in a block of HTML. A block of HTML holds no more of these in one another than there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    Figure,
    Table,
    Row,
    Cell,
    /// A caption outside of figures and tables.
    Caption,
    Heading,
    Paragraph,
}

struct Writer<'w, 'a> {
    builder: &'w mut Builder<'a>,
    /// In the order of the enumeration.
    open: Vec<Open>,
}

impl Writer<'_, '_> {
    /// Reads the tag at `start`; gives the byte to go on from.
    fn tag(&mut self, start: usize, limit: usize) -> usize {
        let text = self.builder.text_of();
        let rest = &text[start + 1..limit];
        let is_end = rest.starts_with('/');
        let name_at = usize::from(is_end);
        let length = rest[name_at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = rest[name_at..name_at + length].to_ascii_lowercase();
        let Some(close) = memchr::memchr(b'>', rest.as_bytes()) else {
            self.builder.skip(limit);
            return limit;
        };
        let end = start + 1 + close + 1;
        if !is_end && OPAQUE.contains(&&*name) {
            let after = find_ignoring_case(&rest[close..], &format!("</{name}")).map_or(limit, |at| {
                let at = start + 1 + close + at;
                memchr::memchr(b'>', &text.as_bytes()[at..limit]).map_or(limit, |gt| at + gt + 1)
            });
            self.close(Open::Paragraph, start);
            self.builder.leaf(Kind::Raw, start..after);
            return after;
        }
        let tag = &rest[..close];
        match &*name {
            "img" => {
                let target = attribute(tag, "src").unwrap_or_default();
                self.builder.leaf(Kind::Image { target: target.into() }, start..end);
            }
            "br" if self.has(Open::Paragraph) || self.has(Open::Cell) => self.builder.leaf(Kind::HardBreak, start..end),
            "figure" => self.switch(is_end, Open::Figure, Kind::Division { classes: "figure".into() }, start),
            "div" if attribute(tag, "class").is_some_and(|class| class.split(' ').any(|class| class == "figure")) => {
                self.switch(false, Open::Figure, Kind::Division { classes: "figure".into() }, start);
            }
            "table" => self.switch(is_end, Open::Table, Kind::Table, start),
            "tr" => self.switch(is_end, Open::Row, Kind::TableRow { head: false }, start),
            "td" | "th" => self.switch(is_end, Open::Cell, Kind::TableCell, start),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.switch(is_end, Open::Heading, Kind::Heading { level }, start);
            }
            "figcaption" | "caption" => {
                self.close(Open::Paragraph, start);
                self.close(Open::Caption, start);
                if !is_end && !self.has(Open::Figure) && !self.has(Open::Table) {
                    self.switch(false, Open::Caption, Kind::Division { classes: "caption".into() }, start);
                }
            }
            name if BLOCKS.contains(&name) => self.close(Open::Paragraph, start),
            _ => {}
        }
        if !is_end && let Some(label) = attribute(tag, "id").filter(|id| keys::is_label(id)) {
            self.builder.leaf(Kind::Label(label.into()), start..end);
        }
        self.builder.skip(end);
        end
    }

    fn has(&self, which: Open) -> bool {
        self.open.contains(&which)
    }

    /// Opens a node for a start tag, after what of its rank is open; closes it for an end tag.
    fn switch(&mut self, is_end: bool, which: Open, kind: Kind, at: usize) {
        self.close(which, at);
        if !is_end {
            if which == Open::Cell && !self.has(Open::Row) {
                self.switch(false, Open::Row, Kind::TableRow { head: false }, at);
            }
            if which == Open::Row && !self.has(Open::Table) {
                self.switch(false, Open::Table, Kind::Table, at);
            }
            self.builder.open(kind, at);
            self.open.push(which);
        }
    }

    /// Closes the open node of this rank, and what stands inside it.
    fn close(&mut self, which: Open, at: usize) {
        let first = self.open.partition_point(|open| *open < which);
        self.close_from(first, at);
    }

    fn close_from(&mut self, first: usize, at: usize) {
        while self.open.len() > first {
            self.open.pop();
            self.builder.close(at);
        }
    }

    fn words(&mut self, range: Range<usize>) {
        let words = &self.builder.text_of()[range.clone()];
        let lead = words.len() - words.trim_start().len();
        let in_words = matches!(self.open.last(), Some(Open::Paragraph | Open::Heading | Open::Cell));
        if words.trim().is_empty() && !(in_words && matches!(words, " " | "\n")) {
            return;
        }
        if !in_words {
            self.builder.open(Kind::Paragraph, range.start + lead);
            self.open.push(Open::Paragraph);
        }
        let mut at = range.start;
        for line in words.split_inclusive('\n') {
            let end = at + line.trim_end_matches(['\n', '\r']).len();
            self.entities(at..end);
            self.builder.leaf(Kind::SoftBreak, end..at + line.len());
            at += line.len();
        }
    }

    /// Writes words, with the commonest entities as what they stand for.
    fn entities(&mut self, range: Range<usize>) {
        let text = self.builder.text_of();
        let mut at = range.start;
        for found in memchr::memchr_iter(b'&', &text.as_bytes()[range.clone()]) {
            let start = range.start + found;
            let known = ENTITIES.iter().find(|(name, _)| text[start..range.end].starts_with(name));
            if let Some((name, word)) = known {
                inline::words(self.builder, at..start);
                at = start + name.len();
                self.builder.leaf(Kind::Replaced((*word).into()), start..at);
            }
        }
        inline::words(self.builder, at..range.end);
    }
}

const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&nbsp;", "\u{a0}"),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&times;", "×"),
    ("&plusmn;", "±"),
    ("&deg;", "°"),
];

fn find_ignoring_case(text: &str, ending: &str) -> Option<usize> {
    let bytes = ending.as_bytes();
    memchr::memchr_iter(b'<', text.as_bytes())
        .find(|&at| text.as_bytes().get(at..at + bytes.len()).is_some_and(|found| found.eq_ignore_ascii_case(bytes)))
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!("{name}="))? + name.len() + 1;
    let quote = tag[at..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    tag[at + 1..].split(quote).next()
}
