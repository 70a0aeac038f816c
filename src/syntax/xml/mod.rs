//! XML as a flat tree of elements, text and comments, each with its bytes.
//!
//! It mends what is broken (a tag that is not closed, a bare `<` or `&`) and expands no entities but those for single
//! characters. It does not know what an element means.

mod entity;
#[cfg(test)]
mod tests;

use super::Problem;
use std::borrow::Cow;
use std::ops::Range;

/// Elements deeper than this are left out; what they hold moves up to the last one that is kept.
const MAX_DEPTH: usize = 128;

/// An end tag is looked for among so many open elements.
const MAX_UNCLOSED: usize = 64;

/// So many faults of one file are told.
const MAX_PROBLEMS: usize = 20;

/// A document in the order of its text: each item before what stands inside it.
#[derive(Debug)]
pub struct Document<'t> {
    pub text: &'t str,
    pub items: Vec<Item>,
    pub problems: Vec<Problem>,
    /// The document type declaration.
    pub doctype: Option<Range<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub kind: ItemKind,
    pub start: u32,
    pub end: u32,
    /// The index of the first item that is neither this one nor inside it.
    pub next: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// `name`: bytes of the name without its prefix. `open`: the end of the start tag. `close`: the start of the end tag.
    Element {
        name: Range<u32>,
        open: u32,
        close: u32,
    },
    Text,
    /// A reference to one character, or rarely two: `&amp;`, `&#x2019;`.
    Entity(Box<str>),
    Comment,
}

impl<'t> Document<'t> {
    /// Reads a text. Takes time in proportion to its length, whatever it holds.
    pub fn parse(text: &'t str) -> Document<'t> {
        let mut scanner = Scanner {
            document: Document { text, items: Vec::new(), problems: Vec::new(), doctype: None },
            open: Vec::new(),
        };
        scanner.run();
        scanner.document
    }

    pub fn range(&self, at: usize) -> Range<usize> {
        self.items[at].start as usize..self.items[at].end as usize
    }

    /// The name of an element without its prefix; empty for what is none.
    pub fn name(&self, at: usize) -> &'t str {
        match &self.items[at].kind {
            ItemKind::Element { name, .. } => &self.text[name.start as usize..name.end as usize],
            _ => "",
        }
    }

    /// The bytes between the tags of an element; all bytes of what is none.
    pub fn inside(&self, at: usize) -> Range<usize> {
        match self.items[at].kind {
            ItemKind::Element { open, close, .. } => open as usize..close as usize,
            _ => self.range(at),
        }
    }

    /// The bytes of the start tag.
    pub fn tag(&self, at: usize) -> Range<usize> {
        self.items[at].start as usize..self.inside(at).start
    }

    pub fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        self.siblings(0, self.items.len())
    }

    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.siblings(at + 1, self.items[at].next as usize)
    }

    fn siblings(&self, first: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = first;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let index = at;
                at = self.items[at].next as usize;
                index
            })
        })
    }

    /// The first child of this name.
    pub fn child(&self, at: usize, name: &str) -> Option<usize> {
        self.children(at).find(|&child| self.name(child) == name)
    }

    /// Everything inside an element, at any depth.
    pub fn descendants(&self, at: usize) -> Range<usize> {
        at + 1..self.items[at].next as usize
    }

    /// The elements of this name inside an element, at any depth.
    pub fn all<'a>(&'a self, at: usize, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.descendants(at).filter(move |&item| self.name(item) == name)
    }

    /// The value of an attribute, named without its prefix, and its bytes.
    pub fn attribute(&self, at: usize, name: &str) -> Option<(Cow<'t, str>, Range<usize>)> {
        let ItemKind::Element { name: own, open, .. } = &self.items[at].kind else { return None };
        let end = *open as usize;
        let mut place = own.end as usize;
        while let Some(equals) = self.text.get(place..end)?.find('=') {
            let key = self.text[place..place + equals].trim();
            let key = key.rsplit(':').next().unwrap_or(key);
            let after = place + equals + 1;
            let rest = &self.text[after..end];
            let blank = rest.len() - rest.trim_start().len();
            let quote = rest[blank..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let start = after + blank + 1;
            let length = self.text[start..end].find(quote)?;
            if key == name {
                let value = &self.text[start..start + length];
                return Some((entity::decode(value), start..start + length));
            }
            place = start + length + 1;
        }
        None
    }

    /// The value of an attribute; empty where there is none.
    pub fn value(&self, at: usize, name: &str) -> Cow<'t, str> {
        self.attribute(at, name).map(|(value, _)| value).unwrap_or_default()
    }

    /// The words inside an item, with single blanks between them.
    pub fn words(&self, at: usize) -> String {
        let mut words = String::new();
        for item in at..self.items[at].next as usize {
            match &self.items[item].kind {
                ItemKind::Text => words.push_str(&self.text[self.range(item)]),
                ItemKind::Entity(character) => words.push_str(character),
                ItemKind::Element { .. } | ItemKind::Comment => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Scanner<'t> {
    document: Document<'t>,
    /// The names of the open elements and their items; `None` for one that is too deep to be kept.
    open: Vec<(Range<u32>, Option<u32>)>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let text = self.document.text;
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut plain = 0;
        while let Some(next) = memchr::memchr2(b'<', b'&', &bytes[at..]) {
            let mark = at + next;
            let found = if bytes[mark] == b'&' { self.entity(plain, mark) } else { self.markup(plain, mark) };
            match found {
                Some(end) => {
                    at = end;
                    plain = end;
                }
                None => at = mark + 1,
            }
        }
        self.text_item(plain, text.len());
        while let Some((name, item)) = self.open.pop() {
            self.unclosed(name);
            self.finish(item, text.len(), text.len());
        }
    }

    /// Reads a reference at `mark`, gives where it ends.
    fn entity(&mut self, plain: usize, mark: usize) -> Option<usize> {
        let (character, length) = entity::read(&self.document.text[mark..])?;
        self.text_item(plain, mark);
        self.leaf(ItemKind::Entity(character), mark, mark + length);
        Some(mark + length)
    }

    /// Reads what begins with `<` at `mark`, gives where it ends; `None` where it is no markup.
    fn markup(&mut self, plain: usize, mark: usize) -> Option<usize> {
        let text = self.document.text;
        let rest = &text[mark..];
        let until = |end: &str, from: usize| {
            rest.get(from..)
                .and_then(|inside| memchr::memmem::find(inside.as_bytes(), end.as_bytes()))
                .map_or((text.len(), text.len()), |length| (mark + from + length, mark + from + length + end.len()))
        };
        if rest.starts_with("<!--") {
            self.text_item(plain, mark);
            let (_, end) = until("-->", 4);
            self.leaf(ItemKind::Comment, mark, end);
            return Some(end);
        }
        if rest.starts_with("<![CDATA[") {
            self.text_item(plain, mark);
            let (inside, end) = until("]]>", 9);
            self.text_item(mark + 9, inside);
            return Some(end);
        }
        if rest.starts_with("<?") {
            self.text_item(plain, mark);
            return Some(until("?>", 2).1);
        }
        if rest.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!DOCTYPE")) && self.document.doctype.is_none() {
            let head = memchr::memchr2(b'>', b'[', rest.as_bytes())?;
            let end = if rest.as_bytes()[head] == b'[' {
                let (_, subset) = until("]", head);
                text[subset..].find('>').map_or(text.len(), |length| subset + length + 1)
            } else {
                mark + head + 1
            };
            self.document.doctype = Some(mark..end);
            return Some(end);
        }
        self.tag(plain, mark)
    }

    fn tag(&mut self, plain: usize, mark: usize) -> Option<usize> {
        let text = self.document.text;
        let bytes = text.as_bytes();
        let closes = bytes.get(mark + 1) == Some(&b'/');
        let name_start = mark + 1 + usize::from(closes);
        let length = bytes[name_start..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.'))
            .count();
        if !bytes.get(name_start).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') {
            return None;
        }
        let name_end = name_start + length;
        let end = tag_end(bytes, name_end)?;
        let prefix = text[name_start..name_end].rfind(':').map_or(0, |colon| colon + 1);
        let name = (name_start + prefix) as u32..name_end as u32;
        self.text_item(plain, mark);
        if closes {
            self.close(name, mark, end);
            return Some(end);
        }
        let item = (self.open.len() < MAX_DEPTH).then(|| {
            let index = self.document.items.len() as u32;
            let kind = ItemKind::Element { name: name.clone(), open: end as u32, close: end as u32 };
            self.document.items.push(Item { kind, start: mark as u32, end: end as u32, next: index + 1 });
            index
        });
        self.open.push((name, item));
        if bytes[end - 2] == b'/' {
            let (_, item) = self.open.pop().unwrap_or_default();
            self.finish(item, end, end);
        }
        Some(end)
    }

    fn close(&mut self, name: Range<u32>, mark: usize, end: usize) {
        let text = self.document.text;
        let word = |range: &Range<u32>| &text[range.start as usize..range.end as usize];
        let near = self.open.len().saturating_sub(MAX_UNCLOSED);
        let Some(found) = self.open[near..].iter().rposition(|(open, _)| word(open) == word(&name)) else {
            let message = format!("the end tag `</{}>` has no start tag", word(&name));
            self.problem(message, mark, end);
            return;
        };
        while self.open.len() > near + found + 1 {
            if let Some((name, item)) = self.open.pop() {
                self.unclosed(name);
                self.finish(item, mark, mark);
            }
        }
        if let Some((_, item)) = self.open.pop() {
            self.finish(item, mark, end);
        }
    }

    fn unclosed(&mut self, name: Range<u32>) {
        let (start, end) = (name.start as usize, name.end as usize);
        let message = format!("the element `<{}>` is not closed", &self.document.text[start..end]);
        self.problem(message, start, end);
    }

    fn problem(&mut self, message: String, start: usize, end: usize) {
        if self.document.problems.len() < MAX_PROBLEMS {
            self.document.problems.push(Problem { message, start: start as u32, end: end as u32 });
        }
    }

    fn finish(&mut self, item: Option<u32>, inside: usize, outside: usize) {
        let Some(index) = item else { return };
        let next = self.document.items.len() as u32;
        let item = &mut self.document.items[index as usize];
        item.end = outside as u32;
        item.next = next;
        if let ItemKind::Element { close, .. } = &mut item.kind {
            *close = inside as u32;
        }
    }

    /// Text inside an element; outside of all there is none.
    fn text_item(&mut self, start: usize, end: usize) {
        if start < end && !self.open.is_empty() {
            self.leaf(ItemKind::Text, start, end);
        }
    }

    fn leaf(&mut self, kind: ItemKind, start: usize, end: usize) {
        let next = self.document.items.len() as u32 + 1;
        self.document.items.push(Item { kind, start: start as u32, end: end as u32, next });
    }
}

/// The byte after the `>` that ends a tag. A `<` before it shows that there is no tag.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match (byte, quote) {
            (b'<', _) => return None,
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}
