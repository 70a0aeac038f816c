//! What stands inside a line: marks of type, citations, pointers, formulas.

use super::Reader;
use crate::syntax::xml::ItemKind;
use crate::syntax::{KeyCitation, KeyItem, Kind};
use std::ops::Range;

impl Reader<'_> {
    /// All that an element holds, as words of the open paragraph.
    pub(super) fn inlines(&mut self, at: usize) {
        let document = self.document;
        document.children(at).for_each(|child| self.inline(child));
    }

    pub(super) fn inline(&mut self, at: usize) {
        let document = self.document;
        match &document.items[at].kind {
            ItemKind::Text => return self.text(document.range(at)),
            ItemKind::Entity(character) => {
                let is_blank = matches!(&**character, " " | "\t" | "\n" | "\r");
                if !is_blank {
                    self.said(character, document.range(at));
                } else if !self.is_blank {
                    self.said(" ", document.range(at));
                }
                return;
            }
            ItemKind::Comment => return self.builder.leaf(Kind::Comment, document.range(at)),
            ItemKind::Element { .. } => {}
        }
        match document.name(at) {
            "italic" => self.marked(Kind::Emphasis, at),
            "bold" => self.marked(Kind::Strong, at),
            "sup" => self.marked(Kind::Superscript, at),
            "sub" => self.marked(Kind::Subscript, at),
            "strike" => self.marked(Kind::Strikeout, at),
            "monospace" | "code" | "preformat" => self.object(Kind::Code, at),
            "inline-formula" | "disp-formula" | "tex-math" | "math" | "chem-struct" | "disp-formula-group" => {
                self.formula(at);
            }
            "ext-link" | "uri" | "self-uri" => {
                let target = match document.value(at, "href") {
                    href if href.is_empty() => document.words(at),
                    href => href.into_owned(),
                };
                self.marked(Kind::Link { target: target.into() }, at);
            }
            "break" if !self.is_blank => {
                self.builder.leaf(Kind::HardBreak, document.range(at));
                self.is_blank = true;
            }
            "xref" => self.pointer(at),
            "fn" => self.inline_note(at),
            "alternatives" | "citation-alternatives" => {
                if let Some(one) = document.children(at).find(|&child| !document.name(child).is_empty()) {
                    self.inline(one);
                }
            }
            name if is_silent(name) => {}
            name if is_float(name) => self.deferred.push(at),
            _ => self.inlines(at),
        }
    }

    fn marked(&mut self, kind: Kind, at: usize) {
        let document = self.document;
        self.builder.open(kind, document.inside(at).start);
        self.inlines(at);
        self.builder.close(document.inside(at).end);
    }

    fn object(&mut self, kind: Kind, at: usize) {
        self.builder.leaf(kind, self.document.range(at));
        self.is_blank = false;
    }

    /// A formula in the line, or set off but part of the sentence.
    pub(super) fn formula(&mut self, at: usize) {
        let document = self.document;
        let is_set_off = document.name(at).starts_with("disp-");
        let kind = if is_set_off { Kind::MathBlock } else { Kind::Math };
        let range = document.range(at);
        self.builder.open(kind, range.start);
        self.label_of(at);
        self.builder.skip(range.end);
        self.builder.close(range.end);
        self.is_blank = false;
    }

    /// The identifier of an element, as the label of the open node.
    pub(super) fn label_of(&mut self, at: usize) {
        if let Some((id, range)) = self.document.attribute(at, "id").filter(|(id, _)| !id.is_empty()) {
            self.builder.leaf(Kind::Label(id.into()), range);
        }
    }

    fn pointer(&mut self, at: usize) {
        let document = self.document;
        let range = document.range(at);
        let rid = document.attribute(at, "rid").filter(|(rid, _)| !rid.trim().is_empty());
        let Some((rid, place)) = rid else { return self.inlines(at) };
        let has_words = !document.inside(at).is_empty() && !document.words(at).is_empty();
        let kind = match &*document.value(at, "ref-type") {
            "bibr" => {
                let items = keys(&rid, place.start).collect();
                Kind::Citation(Box::new(KeyCitation { items, bracketed: true }))
            }
            "fn" | "table-fn" | "author-notes" => {
                if has_words {
                    self.builder.leaf(Kind::FootnoteMark(rid.into()), range);
                    self.is_blank = false;
                }
                return;
            }
            "fig" | "table" | "disp-formula" | "sec" | "app" | "supplementary-material" | "boxed-text" => {
                let first = rid.split_whitespace().next().unwrap_or_default();
                Kind::CrossReference(first.into())
            }
            _ => return self.inlines(at),
        };
        if has_words {
            self.builder.open(kind, range.start);
            self.inlines(at);
            self.builder.close(range.end);
        }
    }

    /// Words as they stand; a line end or several blanks are one blank.
    pub(super) fn text(&mut self, range: Range<usize>) {
        let Some(text) = self.document.text.get(range.clone()) else { return };
        let bytes = text.as_bytes();
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let mut at = 0;
        while at < bytes.len() {
            let blanks = bytes[at..].iter().take_while(|byte| is_blank(byte)).count();
            if blanks > 0 {
                let place = range.start + at..range.start + at + blanks;
                if !self.is_blank {
                    let kind = if &bytes[at..at + blanks] == b" " { Kind::Text } else { Kind::SoftBreak };
                    self.builder.leaf(kind, place);
                }
                self.is_blank = true;
                at += blanks;
                continue;
            }
            let words = bytes[at..].iter().take_while(|byte| !is_blank(byte)).count();
            self.builder.leaf(Kind::Text, range.start + at..range.start + at + words);
            self.is_blank = false;
            at += words;
        }
    }
}

/// The identifiers that an attribute lists, which begins at byte `start`.
fn keys(list: &str, start: usize) -> impl Iterator<Item = KeyItem> + '_ {
    let mut at = 0;
    list.split_whitespace().map(move |key| {
        let offset = at + list[at..].find(key).unwrap_or(0);
        at = offset + key.len();
        let range = (start + offset) as u32..(start + at) as u32;
        KeyItem { key: key.into(), range, suppress_author: false }
    })
}

/// What is set beside the text: it interrupts no sentence.
pub(super) fn is_float(name: &str) -> bool {
    matches!(
        name,
        "fig"
            | "fig-group"
            | "table-wrap"
            | "table-wrap-group"
            | "supplementary-material"
            | "media"
            | "boxed-text"
            | "graphic-group"
    )
}

/// What no reader of the page sees as words.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "graphic"
            | "inline-graphic"
            | "object-id"
            | "alt-text"
            | "long-desc"
            | "permissions"
            | "attrib"
            | "index-term"
            | "milestone-start"
            | "milestone-end"
            | "private-char"
            | "processing-meta"
            | "x"
            | "break"
    )
}
