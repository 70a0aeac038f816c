//! Blocks of HTML in Markdown: the words and images in them, the rest as raw markup.

use crate::syntax::Kind;
use crate::syntax::builder::Builder;
use std::ops::Range;

/// Elements whose content is no running text, taken whole.
const OPAQUE: &[&str] =
    &["table", "script", "style", "pre", "svg", "math", "iframe", "video", "audio", "object", "head"];

/// Elements that end the paragraph they stand in.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "figure",
    "figcaption",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
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
];

/// Writes an HTML block: its comments, its images, and the words between its tags as paragraphs.
pub fn block(builder: &mut Builder, range: Range<usize>) {
    let text = builder.text_of();
    let mut writer = Writer { builder, in_paragraph: false };
    let mut at = range.start;
    let mut searched_comment = true;
    while at < range.end {
        let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..range.end]) else {
            writer.words(at..range.end);
            break;
        };
        let start = at + found;
        writer.words(at..start);
        at = if searched_comment && text[start..range.end].starts_with("<!--") {
            match memchr::memmem::find(&text.as_bytes()[start..range.end], b"-->") {
                Some(end) => {
                    writer.leaf(Kind::Comment, start..start + end + 3);
                    start + end + 3
                }
                None => {
                    searched_comment = false;
                    start + 4
                }
            }
        } else {
            writer.tag(start, range.end)
        };
    }
    writer.end(range.end);
}

struct Writer<'w, 'a> {
    builder: &'w mut Builder<'a>,
    in_paragraph: bool,
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
            let ending = format!("</{name}");
            let after = find_ignoring_case(&rest[close..], &ending).map_or(limit, |at| {
                let at = start + 1 + close + at;
                memchr::memchr(b'>', &text.as_bytes()[at..limit]).map_or(limit, |gt| at + gt + 1)
            });
            self.leaf(if name == "table" { Kind::Table } else { Kind::Raw }, start..after);
            return after;
        }
        if name == "img" {
            let target = attribute(&rest[..close], "src").unwrap_or_default();
            self.leaf(Kind::Image { target: target.into() }, start..end);
        } else if BLOCKS.contains(&&*name) {
            self.end(start);
        } else if name == "br" && self.in_paragraph {
            self.builder.leaf(Kind::HardBreak, start..end);
        }
        self.builder.skip(end);
        end
    }

    fn words(&mut self, range: Range<usize>) {
        let words = &self.builder.text_of()[range.clone()];
        let lead = words.len() - words.trim_start().len();
        if words.trim().is_empty() {
            return;
        }
        if !self.in_paragraph {
            self.builder.open(Kind::Paragraph, range.start + lead);
            self.in_paragraph = true;
        }
        let mut at = range.start;
        for line in words.split_inclusive('\n') {
            let end = at + line.trim_end_matches(['\n', '\r']).len();
            self.builder.leaf(Kind::Text, at..end);
            self.builder.leaf(Kind::SoftBreak, end..at + line.len());
            at += line.len();
        }
    }

    /// A node that is no word: inside the open paragraph if it can be, else on its own.
    fn leaf(&mut self, kind: Kind, range: Range<usize>) {
        if kind.is_block() {
            self.end(range.start);
        }
        self.builder.leaf(kind, range);
    }

    fn end(&mut self, at: usize) {
        if self.in_paragraph {
            self.builder.close(at);
            self.in_paragraph = false;
        }
    }
}

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
