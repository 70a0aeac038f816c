//! Figures, tables, boxes and supplements, with their captions.

use super::Reader;
use crate::syntax::Kind;
use crate::syntax::xml::ItemKind;

impl Reader<'_> {
    pub(super) fn float(&mut self, at: usize) {
        let document = self.document;
        let range = document.inside(at);
        let label = document.child(at, "label").map(|label| document.words(label)).unwrap_or_default();
        let class = match document.name(at) {
            "fig-group" | "table-wrap-group" => return self.blocks(at),
            "boxed-text" => return self.boxed(at),
            "fig" => Some("figure"),
            "table-wrap" => Some("table"),
            // A supplement is a float of the text where its label is one's.
            _ if label.contains("Fig") => Some("figure"),
            _ if label.contains("Table") => Some("table"),
            _ => None,
        };
        let start = document.tag(at).start;
        if let Some(classes) = class {
            self.builder.open(Kind::Division { classes: classes.into() }, start);
            self.label_of(at);
        }
        self.caption(at);
        for child in document.children(at) {
            match document.name(child) {
                "table" => self.table(child),
                "alternatives" => {
                    if let Some(table) = document.child(child, "table") {
                        self.table(table);
                    }
                }
                "table-wrap-foot" | "p" | "list" | "disp-formula" | "preformat" | "code" | "disp-quote" => {
                    self.block(child);
                }
                "" => self.comment(child),
                _ => {}
            }
        }
        if class.is_some() {
            self.builder.close(range.end);
        }
    }

    /// The label, the caption's title and its first paragraph as one paragraph, then the others.
    fn caption(&mut self, at: usize) {
        let document = self.document;
        let label = document.child(at, "label").filter(|&label| !document.words(label).is_empty());
        let caption = document.child(at, "caption");
        let title =
            caption.and_then(|caption| document.child(caption, "title")).filter(|&it| !document.words(it).is_empty());
        let mut paragraphs: Vec<usize> = caption.into_iter().flat_map(|caption| document.children(caption)).collect();
        paragraphs.retain(|&it| document.name(it) == "p" && !document.words(it).is_empty());
        let first = paragraphs.first().copied();
        let parts: Vec<usize> = [label, title, first].into_iter().flatten().collect();
        let (Some(&head), Some(&last)) = (parts.first(), parts.last()) else { return };
        let range = document.inside(head).start..document.inside(last).end;
        self.worded(Kind::Paragraph, range, |reader| {
            let mut before: Option<usize> = None;
            for &part in &parts {
                let inside = document.inside(part);
                if let Some(before) = before {
                    let is_ended = document.words(before).ends_with(['.', ':', '?', '!', '|']);
                    reader.said(if is_ended { " " } else { ". " }, document.inside(before).end..inside.start);
                }
                if Some(part) == first {
                    reader.inlines(part);
                } else {
                    reader.builder.open(Kind::Strong, inside.start);
                    reader.inlines(part);
                    reader.builder.close(inside.end);
                }
                before = Some(part);
            }
        });
        paragraphs.iter().skip(1).for_each(|&paragraph| self.paragraph(paragraph));
    }

    /// A box beside the text. Its headings are no sections of the paper.
    fn boxed(&mut self, at: usize) {
        let document = self.document;
        let range = document.inside(at);
        self.builder.open(Kind::Division { classes: "box".into() }, range.start);
        self.label_of(at);
        let title = |item: usize| {
            document.child(item, "title").or_else(|| document.child(document.child(item, "caption")?, "title"))
        };
        let mut open = vec![at];
        let mut items: Vec<usize> = Vec::new();
        while let Some(item) = open.pop() {
            items.extend(title(item));
            for child in document.children(item).collect::<Vec<_>>() {
                match document.name(child) {
                    "sec" => open.push(child),
                    // eLife puts the whole box into its caption.
                    "caption" => items.extend(document.children(child).filter(|&it| document.name(it) != "title")),
                    "title" | "label" => {}
                    _ => items.push(child),
                }
            }
        }
        items.sort_unstable();
        for item in items {
            match document.name(item) {
                "title" => self.worded(Kind::Paragraph, document.inside(item), |reader| {
                    reader.builder.open(Kind::Strong, document.inside(item).start);
                    reader.inlines(item);
                    reader.builder.close(document.inside(item).end);
                }),
                "" if document.items[item].kind != ItemKind::Comment => {}
                _ => self.block(item),
            }
        }
        self.builder.close(range.end);
    }
}
