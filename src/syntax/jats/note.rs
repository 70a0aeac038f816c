//! Footnotes, and the statements that journals ask for, which the markup may name instead of the words.

use super::Reader;
use crate::syntax::Kind;
use std::ops::Range;

/// What the type of a note says that it is, as authors would write it before its words.
fn named(kind: &str) -> Option<&'static str> {
    let kind = kind.to_ascii_lowercase();
    Some(match kind.as_str() {
        "conflict" | "coi-statement" | "competing-interest" | "competing-interests" | "conflict-of-interest" => {
            "Competing interests"
        }
        "con" | "author-contribution" | "author-contributions" => "Author contributions",
        "financial-disclosure" | "supported-by" | "funding-information" | "funding-statement" => "Funding",
        "data-availability" | "data-availability-statement" => "Data availability",
        "code-availability" => "Code availability",
        "ethics-statement" | "ethics-information" | "ethics-approval" => "Ethics",
        _ => return None,
    })
}

impl Reader<'_> {
    /// A note in its place after the text.
    pub(super) fn note(&mut self, at: usize) {
        let label = named(&self.document.value(at, "fn-type"));
        self.labelled_note(at, label);
    }

    fn labelled_note(&mut self, at: usize, label: Option<&str>) {
        let document = self.document;
        let range = document.range(at);
        let id = document.value(at, "id");
        // Who did what is a form that the journal words.
        let kind = match label {
            Some("Author contributions") => Kind::Division { classes: "front".into() },
            _ => Kind::Footnote(id.as_ref().into()),
        };
        self.builder.open(kind, range.start);
        match label.filter(|label| !says(&document.words(at), label)) {
            Some(label) => self.stated(label, at),
            None => self.blocks(at),
        }
        self.builder.close(range.end);
    }

    /// The paragraphs of an element, the first after the label that its tag stands for.
    fn stated(&mut self, label: &str, at: usize) {
        let document = self.document;
        let mut parts = document.children(at).filter(|&child| document.name(child) == "p");
        let Some(first) = parts.next() else { return };
        self.statement(label, document.tag(at), first);
        parts.for_each(|part| self.paragraph(part));
    }

    /// Words after a label that stands for `tag`.
    pub(super) fn statement(&mut self, label: &str, tag: Range<usize>, words: usize) {
        let inside = self.document.inside(words);
        self.worded(Kind::Paragraph, tag.start..inside.end, |reader| {
            reader.builder.open(Kind::Strong, tag.start);
            reader.said(&format!("{label}: "), tag.clone());
            reader.builder.close(tag.end);
            reader.inlines(words);
        });
        self.deferred_floats(inside.end);
    }

    /// A note that stands in the line.
    pub(super) fn inline_note(&mut self, at: usize) {
        let document = self.document;
        let range = document.range(at);
        let id = document.value(at, "id");
        self.builder.open(Kind::Footnote(id.as_ref().into()), range.start);
        self.is_blank = true;
        for part in document.children(at).filter(|&part| document.name(part) == "p") {
            self.inlines(part);
        }
        self.builder.close(range.end);
        self.is_blank = false;
    }

    /// Notes under a heading of their own, whose words name what they state.
    pub(super) fn note_group(&mut self, at: usize) {
        let document = self.document;
        let title = document.child(at, "title").map(|title| document.words(title));
        let kind = document.value(at, "content-type");
        let own = title.as_deref().and_then(|title| named(&title.to_lowercase().replace(' ', "-")));
        let label = own.or_else(|| named(&kind));
        for child in document.children(at) {
            match document.name(child) {
                "fn" => {
                    let kind = document.value(child, "fn-type");
                    self.labelled_note(child, named(&kind).or(label));
                }
                "title" | "label" => {}
                _ => self.block(child),
            }
        }
    }

    /// Notes after the text: a section of their own where they have a title.
    pub(super) fn notes(&mut self, at: usize) {
        let document = self.document;
        let title = document.child(at, "title").filter(|&title| !document.words(title).is_empty());
        let kind = document.value(at, "notes-type");
        match (title, named(&kind)) {
            (None, Some(label)) => {
                self.said_heading(label, document.tag(at));
                self.blocks(at);
            }
            (Some(title), _) => {
                let range = document.inside(title);
                let level = self.level;
                self.worded(Kind::Heading { level }, range, |reader| reader.inlines(title));
                self.level = level.saturating_add(1);
                document.children(at).filter(|&child| child != title).for_each(|child| self.block(child));
                self.level = level;
            }
            (None, None) => self.blocks(at),
        }
    }
}

/// Whether the words begin with the label already.
fn says(words: &str, label: &str) -> bool {
    words.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label))
}
