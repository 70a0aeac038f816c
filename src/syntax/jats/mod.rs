//! JATS, the XML of journals and archives (also NLM's older tag sets), and what eLife, PMC, PLOS and Manubot make of it.
//!
//! Only the author's own text is read: reviews and letters after it (`sub-article`, `response`), journal matter and
//! summaries that editors write are left out.

mod block;
mod float;
mod front;
mod inline;
mod note;
mod reference;
#[cfg(test)]
mod tests;

use super::builder::Builder;
use super::xml::Document;
use super::{Entry, EntryField, Kind, Spanned, Tree};
use std::ops::Range;

/// What an XML file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root {
    Article,
    /// Another element, or none at all.
    Other(Option<String>),
}

/// Tells an article in JATS from other XML: by its root, and by what that has or holds, since DocBook has an `article` too.
pub fn root(text: &str) -> Root {
    /// So much of a file shows what it is.
    const HEAD: usize = 20_000;
    let document = Document::parse(&text[..text.floor_char_boundary(HEAD)]);
    match article(&document) {
        Some(_) => Root::Article,
        None => Root::Other(document.roots().map(|at| document.name(at).to_owned()).find(|name| !name.is_empty())),
    }
}

/// The first article, which may stand in an archive's envelope.
fn article(document: &Document) -> Option<usize> {
    let is_declared = document.doctype.clone().is_some_and(|doctype| {
        let doctype = &document.text[doctype];
        ["JATS", "NLM", "archivearticle", "journalpublishing", "articleauthoring"]
            .iter()
            .any(|name| doctype.contains(name))
    });
    (0..document.items.len()).find(|&at| {
        let holds = |name: &str| document.child(at, name).is_some();
        document.name(at) == "article"
            && (is_declared || !document.value(at, "article-type").is_empty() || holds("front") || holds("body"))
    })
}

/// Reads an article. A file that holds none gives an empty tree.
pub fn parse(text: &str) -> Tree {
    let document = Document::parse(text);
    let mut reader = Reader {
        document: &document,
        builder: Builder::new(text),
        entries: Vec::new(),
        deferred: Vec::new(),
        level: 1,
        is_blank: true,
    };
    let meta = article(&document).and_then(|article| reader.article(article));
    let Reader { builder, mut entries, .. } = reader;
    number(&document, &mut entries);
    let mut tree = builder.finish();
    tree.meta = meta;
    tree.entries = entries;
    tree.problems = document.problems;
    tree
}

/// Numbers the entries of a list whose labels the typesetter makes, where the text cites by number.
fn number(document: &Document, entries: &mut [Entry]) {
    if entries.iter().any(|entry| entry.field("label").is_some()) {
        return;
    }
    let (mut numbers, mut others) = (0, 0);
    for at in (0..document.items.len()).filter(|&at| document.name(at) == "xref") {
        if document.value(at, "ref-type") == "bibr" {
            let words = document.words(at);
            let is_number = words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '('))
                && words.len() < 9
                && words.parse::<u32>().map_or(true, |number| number < 1400);
            *(if is_number { &mut numbers } else { &mut others }) += 1;
        }
    }
    if numbers > others {
        for (at, entry) in entries.iter_mut().enumerate() {
            let place = |value: String| Spanned { value, range: entry.key.range.clone() };
            let label = EntryField {
                name: place("label".to_owned()),
                value: place((at + 1).to_string()),
                raw: (at + 1).to_string(),
            };
            entry.fields.push(label);
        }
    }
}

struct Reader<'t> {
    document: &'t Document<'t>,
    builder: Builder<'t>,
    entries: Vec<Entry>,
    /// Floats that stand inside a paragraph, whose sentence goes on after them.
    deferred: Vec<usize>,
    /// The level of the next heading.
    level: u8,
    /// Whether the words before end in a blank, or there are none in this paragraph.
    is_blank: bool,
}

impl Reader<'_> {
    fn article(&mut self, article: usize) -> Option<super::Meta> {
        let document = self.document;
        let mut meta = None;
        for part in document.children(article) {
            match document.name(part) {
                "front" => meta = self.front(part),
                "body" | "back" | "floats-wrap" => self.blocks(part),
                "floats-group" => self.blocks(part),
                "" => self.comment(part),
                _ => {}
            }
        }
        meta
    }

    /// A block whose words are those between the tags.
    fn worded(&mut self, kind: Kind, range: Range<usize>, words: impl FnOnce(&mut Self)) {
        self.builder.open(kind, range.start);
        self.is_blank = true;
        words(self);
        self.builder.close(range.end);
        self.is_blank = true;
    }

    /// Words that the file says with a tag or leaves to the typesetter.
    fn said(&mut self, words: &str, range: Range<usize>) {
        self.is_blank = words.ends_with(' ');
        self.builder.leaf(Kind::Replaced(words.into()), range);
    }
}
