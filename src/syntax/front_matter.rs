//! YAML front matter, with a place for every key and value.

use super::{Problem, Spanned};
use saphyr_parser::{Event, Parser, Span};
use std::ops::Range;

/// Values nested deeper than this are left out.
const MAX_DEPTH: usize = 32;

/// A YAML document, with places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    pub value: MetaValue,
    /// Bytes of the file that the value covers.
    pub range: Range<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetaValue {
    Null,
    /// Any scalar, as text.
    Text(String),
    List(Vec<Meta>),
    Map(Vec<(Spanned<String>, Meta)>),
}

impl Meta {
    /// The value of a key of a map; the key is compared without regard to case.
    pub fn get(&self, key: &str) -> Option<&Meta> {
        let MetaValue::Map(pairs) = &self.value else { return None };
        pairs.iter().find(|(name, _)| name.value.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            MetaValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; a single value as a list of one; nothing for null.
    pub fn items(&self) -> &[Meta] {
        match &self.value {
            MetaValue::List(items) => items,
            MetaValue::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }
}

/// The front matter of a text.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub meta: Option<Meta>,
    /// The byte at which the text after it begins.
    pub body: usize,
    pub problems: Vec<Problem>,
}

/// Reads the front matter that begins the text with `---`. YAML that is broken gives what stands before the fault, and
/// a problem; a text that only begins with a rule has none.
pub(super) fn read(text: &str) -> Front {
    let Some((yaml, body)) = extent(text) else { return title_block(text).unwrap_or_default() };
    let places = Places::new(text, yaml.start);
    let mut reader = Reader { parser: Parser::new_from_str(&text[yaml.clone()]), places, problems: Vec::new() };
    let meta = reader.document();
    let meta = meta.filter(|meta| !matches!(meta.value, MetaValue::Text(_)));
    Front { meta, body, problems: reader.problems }
}

/// Reads Pandoc's title block: up to three lines that begin with `%`, for title, authors and date, each with the
/// indented lines that continue it.
fn title_block(text: &str) -> Option<Front> {
    let mut pairs = Vec::new();
    let mut at = 0;
    for name in ["title", "author", "date"] {
        let start = at;
        if !text[start..].starts_with("% ") && text[start..].trim_end() != "%" && !text[start..].starts_with("%\n") {
            break;
        }
        at = line_end(text, at);
        while text[at..].starts_with(' ') && !text[at..line_end(text, at)].trim().is_empty() {
            at = line_end(text, at);
        }
        let key = Spanned { value: name.to_owned(), range: start as u32..start as u32 + 1 };
        let range = trimmed(text, start + 1..at);
        if range.is_empty() {
            continue;
        }
        let value = match name {
            "author" => MetaValue::List(authors(text, range.clone())),
            _ => MetaValue::Text(text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ")),
        };
        pairs.push((key, Meta { value, range: range.start as u32..range.end as u32 }));
    }
    // A TeX comment at the head of a file is no title block.
    let is_block = at > 0 && text[at..line_end(text, at)].trim().is_empty() && !text[..at].contains("%%");
    let meta = Meta { range: 0..at as u32, value: MetaValue::Map(pairs) };
    is_block.then(|| Front { meta: Some(meta), body: at, problems: Vec::new() })
}

/// The names of a title block, parted by semicolons or line ends.
fn authors(text: &str, range: Range<usize>) -> Vec<Meta> {
    let mut at = range.start;
    let mut names = Vec::new();
    for part in text[range].split([';', '\n']) {
        let name = trimmed(text, at..at + part.len());
        at += part.len() + 1;
        if !name.is_empty() {
            let value = MetaValue::Text(text[name.clone()].to_owned());
            names.push(Meta { value, range: name.start as u32..name.end as u32 });
        }
    }
    names
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// The bytes between the two rules, and the byte after the second.
fn extent(text: &str) -> Option<(Range<usize>, usize)> {
    let lead = text.len() - text.trim_start_matches(['\n', '\r']).len();
    let first = line_end(text, lead);
    if text[lead..first].trim_end() != "---" {
        return None;
    }
    let second = line_end(text, first);
    if text[first..second].trim().is_empty() && second > first {
        return None;
    }
    let mut at = first;
    while at < text.len() {
        let end = line_end(text, at);
        if matches!(text[at..end].trim_end(), "---" | "...") {
            return Some((first..at, end));
        }
        at = end;
    }
    None
}

fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |found| at + found + 1)
}

/// Bytes of the file for the characters that the YAML parser counts.
struct Places {
    start: usize,
    /// The byte of each character, where the text is not ASCII.
    bytes: Option<Vec<u32>>,
    length: usize,
}

impl Places {
    fn new(text: &str, start: usize) -> Self {
        let rest = &text[start..];
        let bytes = (!rest.is_ascii()).then(|| rest.char_indices().map(|(at, _)| at as u32).collect());
        Places { start, bytes, length: rest.len() }
    }

    fn byte(&self, index: usize) -> u32 {
        let inside = match &self.bytes {
            Some(bytes) => bytes.get(index).map_or(self.length, |&byte| byte as usize),
            None => index.min(self.length),
        };
        (self.start + inside) as u32
    }

    fn range(&self, span: Span) -> Range<u32> {
        let (start, end) = (self.byte(span.start.index()), self.byte(span.end.index()));
        start..end.max(start)
    }
}

struct Reader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    places: Places,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<Meta> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd | Event::DocumentEnd, _) => return None,
                (event, span) => return self.value(event, span, 0),
            }
        }
    }

    fn next(&mut self) -> Option<(Event<'static>, Span)> {
        match self.parser.next_event()? {
            Ok((event, span)) => Some((owned(event), span)),
            Err(error) => {
                if self.problems.is_empty() {
                    let at = self.places.byte(error.marker().index());
                    let message = format!("the YAML front matter is broken here: {}", error.info());
                    self.problems.push(Problem { message, start: at, end: at });
                }
                None
            }
        }
    }

    /// The value that begins with this event. Where the text ends early, what was read of it.
    fn value(&mut self, event: Event<'_>, span: Span, depth: usize) -> Option<Meta> {
        let range = self.places.range(span);
        match event {
            Event::Scalar(text, style, ..) => {
                let is_null = style == saphyr_parser::ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let value = if is_null { MetaValue::Null } else { MetaValue::Text(text.into_owned()) };
                Some(Meta { value, range })
            }
            // What an alias stands for is not copied: a few could blow up to any size.
            Event::Alias(_) => Some(Meta { value: MetaValue::Null, range }),
            Event::SequenceStart(..) => Some(self.list(range.start, depth)),
            Event::MappingStart(..) => Some(self.map(range.start, depth)),
            _ => None,
        }
    }

    fn list(&mut self, start: u32, depth: usize) -> Meta {
        let mut items = Vec::new();
        let mut end = start;
        while let Some((event, span)) = self.next() {
            end = end.max(self.places.range(span).end);
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            let Some(item) = self.value(event, span, depth + 1) else { break };
            end = end.max(item.range.end);
            if depth < MAX_DEPTH {
                items.push(item);
            }
        }
        Meta { value: MetaValue::List(items), range: start..end }
    }

    fn map(&mut self, start: u32, depth: usize) -> Meta {
        let mut pairs = Vec::new();
        let mut end = start;
        while let Some((event, span)) = self.next() {
            end = end.max(self.places.range(span).end);
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let Some(key) = self.value(event, span, depth + 1) else { break };
            let Some((event, span)) = self.next() else { break };
            let Some(value) = self.value(event, span, depth + 1) else { break };
            end = end.max(value.range.end);
            if let MetaValue::Text(name) = key.value
                && depth < MAX_DEPTH
            {
                pairs.push((Spanned { value: name, range: key.range }, value));
            }
        }
        Meta { value: MetaValue::Map(pairs), range: start..end }
    }
}

fn owned(event: Event<'_>) -> Event<'static> {
    match event {
        Event::Scalar(text, style, anchor, _) => Event::Scalar(text.into_owned().into(), style, anchor, None),
        Event::SequenceStart(anchor, _) => Event::SequenceStart(anchor, None),
        Event::MappingStart(anchor, _) => Event::MappingStart(anchor, None),
        Event::Alias(anchor) => Event::Alias(anchor),
        Event::Nothing => Event::Nothing,
        Event::StreamStart => Event::StreamStart,
        Event::StreamEnd => Event::StreamEnd,
        Event::DocumentStart(explicit) => Event::DocumentStart(explicit),
        Event::DocumentEnd => Event::DocumentEnd,
        Event::SequenceEnd => Event::SequenceEnd,
        Event::MappingEnd => Event::MappingEnd,
    }
}
