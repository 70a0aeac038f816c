//! The content of a line: pulldown-cmark's events and our own spots, written as one run of nodes.

use super::spots::{self, Skip, Spot, What};
use super::tex;
use crate::syntax::Kind;
use crate::syntax::builder::Builder;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// The events of one paragraph, heading or cell, gathered until it ends.
#[derive(Default)]
pub struct Inline {
    pieces: Vec<(Piece, Range<usize>)>,
    skips: Vec<Skip>,
}

enum Piece {
    /// Words as they stand.
    Text,
    Leaf(Kind),
    /// Maths set off from the line: `$$…$$`.
    Display,
    /// An HTML tag, or a comment.
    Tag,
    Open(Kind),
    Close,
}

/// What is open inside the line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    Markup,
    /// Markup that a citation or the like lies across: no node.
    Dropped,
    Spot(usize),
    /// An HTML tag that has a meaning: `sup`, `sub`.
    Html(&'static str),
}

impl Inline {
    pub fn push(&mut self, event: Event<'_>, range: Range<usize>, masked: &str) {
        let piece = match event {
            Event::Text(words) if masked.get(range.clone()) == Some(&*words) => Piece::Text,
            Event::Text(words) => Piece::Leaf(Kind::Replaced((&*words).into())),
            Event::SoftBreak => Piece::Leaf(Kind::SoftBreak),
            Event::HardBreak => Piece::Leaf(Kind::HardBreak),
            Event::Code(_) => self.opaque(Kind::Code, &range),
            // `$20 and US$30` is money, as Pandoc has it.
            Event::InlineMath(_) if masked.as_bytes().get(range.end).is_some_and(u8::is_ascii_digit) => Piece::Text,
            Event::InlineMath(_) => self.opaque(Kind::Math, &range),
            Event::DisplayMath(_) => {
                self.skips.push(Skip::Opaque(range.clone()));
                Piece::Display
            }
            Event::FootnoteReference(label) => self.opaque(Kind::FootnoteMark((&*label).into()), &range),
            Event::Html(_) | Event::InlineHtml(_) => {
                self.skips.push(Skip::Opaque(range.clone()));
                Piece::Tag
            }
            Event::Start(Tag::Strikethrough) if is_literal(&range, masked) => {
                return self.pieces.push((Piece::Text, range.start..range.start + 1));
            }
            Event::End(TagEnd::Strikethrough) if is_literal(&range, masked) => {
                return self.pieces.push((Piece::Text, range.end - 1..range.end));
            }
            Event::Start(tag) => {
                let kind = match tag {
                    Tag::Strong => Kind::Strong,
                    Tag::Strikethrough => Kind::Strikeout,
                    Tag::Link { link_type, dest_url, .. } => {
                        // `[@tag]` with a definition of `@tag` is Manubot's way to cite.
                        let is_tag =
                            link_type == LinkType::Shortcut && masked.as_bytes()[range.clone()].contains(&b'@');
                        if !is_tag {
                            self.link(&range, masked);
                        }
                        Kind::Link { target: (&*dest_url).into() }
                    }
                    Tag::Image { dest_url, .. } => {
                        self.link(&range, masked);
                        Kind::Image { target: (&*dest_url).into() }
                    }
                    _ => Kind::Emphasis,
                };
                Piece::Open(kind)
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                // What follows the text, the address and title, is no place for citations; the events are in order of
                // their starts, so the stretch is found from the last piece.
                let text_end = self.pieces.last().map_or(range.start, |(_, last)| last.end);
                if text_end < range.end && masked.as_bytes().get(text_end) == Some(&b']') {
                    self.skips.push(Skip::Opaque(text_end + 1..range.end));
                }
                Piece::Close
            }
            Event::End(_) => Piece::Close,
            Event::Rule | Event::TaskListMarker(_) => return,
        };
        self.pieces.push((piece, range));
    }

    fn opaque(&mut self, kind: Kind, range: &Range<usize>) -> Piece {
        self.skips.push(Skip::Opaque(range.clone()));
        Piece::Leaf(kind)
    }

    fn link(&mut self, range: &Range<usize>, masked: &str) {
        match masked.as_bytes().get(range.start) {
            // `<https://…>`: no place for a citation key.
            Some(b'<') => self.skips.push(Skip::Opaque(range.clone())),
            _ => self.skips.push(Skip::Link(range.start)),
        }
    }

    /// The byte after the last piece.
    pub fn end(&self) -> usize {
        self.pieces.iter().map(|(_, range)| range.end).max().unwrap_or_default()
    }

    /// Whether there is nothing but displayed maths, its labels and the punctuation after it.
    pub fn is_display(&self, text: &str) -> bool {
        let is_quiet = |words: &str| {
            let words = words.trim();
            let words = words.trim_start_matches(['.', ',', ';', ':']).trim();
            words.is_empty() || (words.starts_with(['{', '(']) && words.ends_with(['}', ')']) && !words.contains(' '))
        };
        let mut has_maths = false;
        self.pieces.iter().all(|(piece, range)| match piece {
            Piece::Display => {
                has_maths = true;
                true
            }
            Piece::Leaf(Kind::SoftBreak | Kind::HardBreak) => true,
            Piece::Text => is_quiet(&text[range.clone()]),
            _ => false,
        }) && has_maths
    }

    /// Writes displayed maths into the open block: its labels alone.
    pub fn write_display(self, builder: &mut Builder) {
        let text = builder.text_of();
        for (piece, range) in self.pieces {
            match piece {
                Piece::Display => tex::labels(builder, range),
                _ => {
                    let spots = spots::find(text, range, &[]);
                    let labels = spots.into_iter().filter(|spot| matches!(spot.what, What::Leaf(Kind::Label(_))));
                    for spot in labels {
                        if let What::Leaf(kind) = spot.what {
                            builder.leaf(kind, spot.range);
                        }
                    }
                }
            }
        }
    }

    /// Writes the nodes into the open block.
    pub fn write(self, builder: &mut Builder, masked: &str) {
        let Some(start) = self.pieces.first().map(|(_, range)| range.start) else { return };
        let end = self.end();
        let text = builder.text_of();
        let spots = match masked.as_bytes()[start..end].iter().any(|&byte| spots::is_special(byte)) {
            true => spots::find(text, start..end, &self.skips),
            false => Vec::new(),
        };
        let mut writer = Writer { builder, spots: spots.into_iter().peekable(), open: Vec::new(), labelled: None };
        for (piece, range) in self.pieces {
            writer.piece(piece, range);
        }
        writer.spots_before(end + 1);
        writer.close_all(end);
    }
}

/// Whether the marks are single tildes: no strikeout, as GitHub has it, but a subscript or two estimates, as in
/// `~5 h at ~20 °C`.
fn is_literal(range: &Range<usize>, masked: &str) -> bool {
    masked.as_bytes().get(range.start + 1) != Some(&b'~')
}

struct Writer<'w, 'a> {
    builder: &'w mut Builder<'a>,
    spots: std::iter::Peekable<std::vec::IntoIter<Spot>>,
    open: Vec<Open>,
    /// The last image, formula or piece of code: a label that follows it is its label.
    labelled: Option<usize>,
}

impl Writer<'_, '_> {
    fn piece(&mut self, piece: Piece, range: Range<usize>) {
        match piece {
            Piece::Text => {
                let mut at = range.start;
                while let Some(spot) = self.spots.next_if(|spot| spot.range.start < range.end) {
                    self.builder.leaf(Kind::Text, at..spot.range.start);
                    at = at.max(spot.range.end);
                    self.spot(spot);
                }
                self.builder.leaf(Kind::Text, at.min(range.end)..range.end);
            }
            Piece::Leaf(kind) => {
                self.spots_before(range.start + 1);
                let takes_label = matches!(kind, Kind::Math | Kind::Code);
                let index = self.builder.len();
                self.builder.leaf(kind, range);
                if takes_label && self.builder.len() > index {
                    self.labelled = Some(index);
                }
            }
            Piece::Display => {
                self.spots_before(range.start + 1);
                if range.start >= self.builder.cursor() {
                    self.labelled = Some(self.builder.len());
                    self.builder.open(Kind::Math, range.start);
                    tex::labels(self.builder, range.clone());
                    self.builder.skip(range.end);
                    self.builder.close(range.end);
                }
            }
            Piece::Tag => {
                self.spots_before(range.start + 1);
                self.tag(range);
            }
            Piece::Open(kind) => {
                self.spots_before(range.start + 1);
                if range.start < self.builder.cursor() {
                    self.open.push(Open::Dropped);
                    return;
                }
                if matches!(kind, Kind::Image { .. }) {
                    self.labelled = Some(self.builder.len());
                }
                self.builder.open(kind, range.start);
                self.open.push(Open::Markup);
            }
            Piece::Close => {
                self.spots_before(range.end);
                let innermost = self.open.iter().rposition(|open| matches!(open, Open::Markup | Open::Dropped));
                match innermost {
                    Some(at) if self.open[at] == Open::Dropped => {
                        self.open.remove(at);
                    }
                    _ => self.close(Open::Markup, range.end),
                }
            }
        }
    }

    fn tag(&mut self, range: Range<usize>) {
        let tag = &self.builder.text_of()[range.clone()];
        if tag.starts_with("<!--") {
            return self.builder.leaf(Kind::Comment, range);
        }
        let inner = tag.trim_matches(['<', '>', '/', ' ']).to_ascii_lowercase();
        let name = inner.split([' ', '\n']).next().unwrap_or_default();
        let known = ["sup", "sub"].into_iter().find(|known| *known == name);
        match known {
            Some(known) if tag.starts_with("</") => self.close(Open::Html(known), range.end),
            Some(known) => {
                let kind = if known == "sup" { Kind::Superscript } else { Kind::Subscript };
                self.builder.open(kind, range.start);
                self.builder.skip(range.end);
                self.open.push(Open::Html(known));
            }
            None if name == "br" => self.builder.leaf(Kind::HardBreak, range),
            None => self.builder.skip(range.end),
        }
    }

    fn spots_before(&mut self, limit: usize) {
        while let Some(spot) = self.spots.next_if(|spot| spot.range.start < limit) {
            self.spot(spot);
        }
    }

    fn spot(&mut self, spot: Spot) {
        let Range { start, end } = spot.range;
        match spot.what {
            What::Leaf(Kind::Label(label)) => self.label(label, start..end),
            What::Leaf(kind) => self.builder.leaf(kind, start..end),
            What::Hidden => self.builder.skip(end),
            What::Mixed(citation, labels) => {
                self.builder.open(Kind::Citation(citation), start);
                for (label, range) in labels {
                    self.builder.leaf(Kind::CrossReference(label), range);
                }
                self.builder.skip(end);
                self.builder.close(end);
            }
            What::Open(kind, number) => {
                self.builder.open(kind, start);
                self.builder.skip(end);
                self.open.push(Open::Spot(number));
            }
            What::Close(number) => {
                self.close(Open::Spot(number), start);
                self.builder.skip(end);
            }
        }
    }

    /// A label belongs to the image or formula just before it, else to the block it stands in.
    fn label(&mut self, label: Box<str>, range: Range<usize>) {
        let before = self.labelled.filter(|&index| {
            let between = |node: &crate::syntax::Node| {
                self.builder.text_of().get(node.end as usize..range.start).is_some_and(|gap| gap.trim().is_empty())
            };
            self.builder.is_last(index) && self.builder.node(index).is_some_and(between)
        });
        if let Some(index) = before {
            self.builder.reopen(index);
            self.builder.leaf(Kind::Label(label), range.clone());
            self.builder.close(range.end);
        } else {
            self.builder.leaf(Kind::Label(label), range);
        }
    }

    /// Closes the innermost open node of this sort, and those inside it; nothing where none is open.
    fn close(&mut self, which: Open, end: usize) {
        let Some(at) = self.open.iter().rposition(|open| *open == which) else { return };
        while self.open.len() > at {
            self.open.pop();
            self.builder.close(end);
        }
    }

    fn close_all(&mut self, end: usize) {
        while self.open.pop().is_some() {
            self.builder.close(end);
        }
    }
}

/// Writes a stretch of plain words with citations and labels in it as one block.
pub fn plain(builder: &mut Builder, kind: Kind, range: Range<usize>) {
    builder.open(kind, range.start);
    words(builder, range.clone());
    builder.close(range.end);
}

/// Writes a paragraph that is one image with its caption and labels, in the order in which they stand in the file.
pub fn figure(builder: &mut Builder, target: &str, caption: Option<Range<usize>>, labels: Vec<(Kind, Range<usize>)>) {
    let starts = caption.iter().chain(labels.iter().map(|(_, place)| place)).map(|place| place.start);
    let Some(start) = starts.min() else { return };
    builder.open(Kind::Paragraph, start);
    builder.open(Kind::Image { target: target.into() }, start);
    let (before, after): (Vec<_>, Vec<_>) =
        labels.into_iter().partition(|(_, place)| caption.as_ref().is_some_and(|caption| place.start < caption.start));
    for (label, place) in before {
        builder.leaf(label, place);
    }
    if let Some(caption) = caption {
        words(builder, caption);
    }
    for (label, place) in after {
        builder.leaf(label, place);
    }
    builder.close(builder.cursor());
    builder.close(builder.cursor());
}

/// Writes a stretch of plain words with citations and labels in it into the open block.
pub fn words(builder: &mut Builder, range: Range<usize>) {
    let text = builder.text_of();
    if !text.as_bytes()[range.clone()].iter().any(|&byte| spots::is_special(byte)) {
        return builder.leaf(Kind::Text, range);
    }
    let spots = spots::find(text, range.clone(), &[]);
    let mut writer = Writer { builder, spots: spots.into_iter().peekable(), open: Vec::new(), labelled: None };
    writer.piece(Piece::Text, range.clone());
    writer.spots_before(range.end);
    writer.close_all(range.end);
}
