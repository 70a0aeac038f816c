//! Sections, paragraphs, lists, quotations and the matter after the text.

use super::Reader;
use super::inline::is_float;
use crate::syntax::Kind;
use crate::syntax::xml::ItemKind;
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn blocks(&mut self, at: usize) {
        let document = self.document;
        document.children(at).for_each(|child| self.block(child));
    }

    pub(super) fn comment(&mut self, at: usize) {
        if self.document.items[at].kind == ItemKind::Comment {
            self.builder.leaf(Kind::Comment, self.document.range(at));
        }
    }

    pub(super) fn block(&mut self, at: usize) {
        let document = self.document;
        let range = document.inside(at);
        match document.name(at) {
            "" => match document.items[at].kind {
                ItemKind::Comment => self.comment(at),
                _ => self.stray(at..at + 1),
            },
            "sec" => self.section(at, None),
            "ack" => self.section(at, Some("Acknowledgements")),
            "app" => {
                let classes = "appendix-start".into();
                self.builder.open(Kind::Division { classes }, range.start);
                self.section(at, None);
                self.builder.close(range.end);
            }
            "glossary" | "app-group" => self.section(at, None),
            "notes" => self.notes(at),
            "fn-group" => self.note_group(at),
            "fn" => self.note(at),
            "ref-list" => self.reference_list(at),
            "p" => self.paragraph(at),
            "disp-quote" | "verse-group" | "speech" => {
                self.builder.open(Kind::Quote, range.start);
                self.blocks(at);
                self.builder.close(range.end);
            }
            "list" => self.list(at),
            "def-list" => self.definitions(at),
            "code" | "preformat" => {
                self.builder.open(Kind::CodeBlock, range.start);
                let items = document.descendants(at);
                for item in items {
                    match &document.items[item].kind {
                        ItemKind::Text => self.builder.leaf(Kind::Text, document.range(item)),
                        ItemKind::Entity(character) => {
                            self.builder.leaf(Kind::Replaced(character.clone()), document.range(item));
                        }
                        _ => {}
                    }
                }
                self.builder.close(range.end);
            }
            "disp-formula" | "disp-formula-group" => self.formula(at),
            "table" => self.table(at),
            "title" | "subtitle" | "attrib" | "verse-line" | "term" | "speaker" => {
                self.worded(Kind::Paragraph, range, |reader| reader.inlines(at));
            }
            "sub-article" | "response" | "bio" | "label" | "sec-meta" | "graphic" | "alt-text" | "object-id"
            | "permissions" | "title-group" => {}
            name if is_float(name) => self.float(at),
            _ => self.blocks(at),
        }
    }

    /// A heading and what stands under it. `title`: the heading where the file gives none.
    fn section(&mut self, at: usize, title: Option<&str>) {
        let document = self.document;
        let heading = document.child(at, "title").filter(|&title| !document.words(title).is_empty());
        let level = self.level;
        match (heading, title) {
            (Some(heading), _) => {
                let label = document.child(at, "label");
                self.heading(heading, label);
            }
            (None, Some(title)) => self.said_heading(title, document.tag(at)),
            // A division without a heading is no section.
            (None, None) => {
                return document
                    .children(at)
                    .filter(|&child| document.name(child) != "title")
                    .for_each(|child| self.block(child));
            }
        }
        self.level = level.saturating_add(1);
        let heading = heading.unwrap_or(at);
        document.children(at).filter(|&child| child != heading).for_each(|child| self.block(child));
        self.level = level;
    }

    fn heading(&mut self, title: usize, label: Option<usize>) {
        let document = self.document;
        let level = self.level;
        let start = label.unwrap_or(title);
        let range = document.inside(start).start..document.inside(title).end;
        self.worded(Kind::Heading { level }, range, |reader| {
            if let Some(label) = label.filter(|&label| label < title) {
                reader.inlines(label);
                reader.said(" ", document.inside(label).end..document.inside(title).start);
            }
            reader.inlines(title);
        });
        self.deferred_floats(document.range(title).end);
    }

    /// A heading that the file says with a tag alone.
    pub(super) fn said_heading(&mut self, title: &str, tag: Range<usize>) {
        let level = self.level;
        self.worded(Kind::Heading { level }, tag.clone(), |reader| reader.said(title, tag));
    }

    /// Blocks may stand inside a paragraph: what is set beside the text waits for its end, the others cut it.
    pub(super) fn paragraph(&mut self, at: usize) {
        let document = self.document;
        let mut run = Vec::new();
        for child in document.children(at) {
            if matches!(
                document.name(child),
                "list"
                    | "def-list"
                    | "disp-quote"
                    | "verse-group"
                    | "speech"
                    | "statement"
                    | "table"
                    | "p"
                    | "preformat"
            ) {
                self.stray(std::mem::take(&mut run));
                self.block(child);
            } else {
                run.push(child);
            }
        }
        self.stray(run);
        self.deferred_floats(document.range(at).end);
    }

    /// Words that stand in one container as a paragraph.
    pub(super) fn stray(&mut self, items: impl IntoIterator<Item = usize>) {
        let document = self.document;
        let items: Vec<usize> = items.into_iter().collect();
        let (Some(&first), Some(&last)) = (items.first(), items.last()) else { return };
        let range = document.range(first).start..document.range(last).end;
        let is_empty = items.iter().all(|&item| {
            matches!(document.items[item].kind, ItemKind::Text) && document.text[document.range(item)].trim().is_empty()
        });
        if !is_empty {
            self.worded(Kind::Paragraph, range, |reader| items.into_iter().for_each(|item| reader.inline(item)));
        }
    }

    /// Reads the floats that waited, each at its place; the next block begins after `end`.
    pub(super) fn deferred_floats(&mut self, end: usize) {
        for float in std::mem::take(&mut self.deferred) {
            self.builder.resume(self.document.range(float).start);
            self.float(float);
        }
        self.builder.skip(end);
    }

    fn list(&mut self, at: usize) {
        let document = self.document;
        let kind = document.value(at, "list-type");
        let ordered = matches!(
            &*kind,
            "order" | "ordered" | "arabic" | "alpha-lower" | "alpha-upper" | "roman-lower" | "roman-upper"
        );
        self.builder.open(Kind::List { ordered }, document.inside(at).start);
        let mut number = 0;
        for child in document.children(at) {
            if document.name(child) != "list-item" {
                continue;
            }
            number += 1;
            let range = document.inside(child);
            self.builder.open(Kind::Item { number: ordered.then_some(number) }, range.start);
            self.blocks(child);
            self.builder.close(range.end);
        }
        self.builder.close(document.inside(at).end);
    }

    /// Terms and what they mean, an item each: `term: meaning`.
    fn definitions(&mut self, at: usize) {
        let document = self.document;
        self.builder.open(Kind::List { ordered: false }, document.inside(at).start);
        for item in document.children(at).filter(|&child| document.name(child) == "def-item") {
            let range = document.inside(item);
            self.builder.open(Kind::Item { number: None }, range.start);
            self.worded(Kind::Paragraph, range.clone(), |reader| {
                let mut end = None;
                for part in document.children(item).filter(|&part| matches!(document.name(part), "term" | "def")) {
                    let inside = document.inside(part);
                    if let Some(end) = end {
                        reader.said(": ", end..inside.start);
                    }
                    reader.inlines(part);
                    end = Some(inside.end);
                }
            });
            self.builder.close(range.end);
        }
        self.builder.close(document.inside(at).end);
    }

    pub(super) fn table(&mut self, at: usize) {
        let document = self.document;
        self.builder.open(Kind::Table, document.inside(at).start);
        for row in document.all(at, "tr") {
            let range = document.inside(row);
            let head = document.child(row, "td").is_none();
            self.builder.open(Kind::TableRow { head }, range.start);
            for cell in document.children(row).filter(|&cell| matches!(document.name(cell), "td" | "th")) {
                self.worded(Kind::TableCell, document.inside(cell), |reader| reader.inlines(cell));
            }
            self.builder.close(range.end);
        }
        self.builder.close(document.inside(at).end);
    }
}
