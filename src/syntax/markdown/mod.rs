//! Markdown as people write it: CommonMark with tables, notes and maths by pulldown-cmark, and over it Pandoc's
//! citations, cross-references, attributes, divisions and tables, the little TeX and HTML that stands in between, and
//! the page marks that converters leave.
//!
//! It reads one text and knows nothing of the paper that the text is.

mod attributes;
mod chunk;
mod html;
mod inline;
mod keys;
mod lines;
mod mask;
mod spots;
mod tables;
#[cfg(test)]
mod tests;
mod tex;

use super::builder::Builder;
use super::{Kind, Tree, front_matter};
use inline::Inline;
use mask::{Mark, MarkKind};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Parses a Markdown text.
pub fn parse(text: &str) -> Tree {
    let front = front_matter::read(text);
    let masked = mask::mask(text, front.body);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let mut reader = Reader {
        text,
        masked: &masked.text,
        builder: Builder::new(text),
        marks: masked.marks.into_iter().peekable(),
        open: Vec::new(),
        line: None,
        hidden: 0,
    };
    reader.builder.skip(front.body);
    for (event, range) in Parser::new_ext(&masked.text, options).into_offset_iter() {
        reader.event(event, on_borders(text, range));
    }
    reader.flush_marks(text.len());
    let mut tree = reader.builder.finish();
    tree.meta = front.meta;
    tree.problems.splice(0..0, front.problems);
    tree
}

/// A range whose ends are moved back to character borders: an odd container can shift those of the parser by a byte.
fn on_borders(text: &str, range: Range<usize>) -> Range<usize> {
    let border = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    border(range.start)..border(range.end)
}

/// What is open, besides what stands inside a line.
#[derive(Debug, PartialEq)]
enum Open {
    Container,
    /// A list and the number of its next item, where it is ordered.
    List(Option<u64>),
    Division,
    /// A division that is the caption of a figure or table.
    Caption,
}

impl Open {
    fn is_division(&self) -> bool {
        matches!(self, Open::Division | Open::Caption)
    }
}

struct Reader<'a> {
    text: &'a str,
    masked: &'a str,
    builder: Builder<'a>,
    marks: std::iter::Peekable<std::vec::IntoIter<Mark>>,
    open: Vec<Open>,
    line: Option<Line>,
    /// Containers whose events are passed over: code and HTML blocks, which are taken whole.
    hidden: usize,
}

/// The content of a paragraph, heading or cell while it is gathered.
struct Line {
    inline: Inline,
    kind: Kind,
    start: usize,
    /// Whether it is a paragraph that the text does not mark: in a tight list item.
    is_loose: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.hidden > 0 {
            match event {
                Event::Start(_) => self.hidden += 1,
                Event::End(_) => self.hidden -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => {
                self.end_loose_line();
                let is_mark = self.marks.peek().is_some_and(|mark| mark.range.start <= range.start);
                self.flush_marks(range.start + 1);
                if !is_mark {
                    self.builder.leaf(Kind::Break, range);
                }
            }
            Event::TaskListMarker(_) => self.builder.skip(range.end),
            event => self.line_event(event, range),
        }
    }

    /// Something that stands inside a line. In a tight list item there is no paragraph around it: one is opened.
    fn line_event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.line.is_none() {
            self.flush_marks(range.start);
            let inline = Inline::default();
            self.line = Some(Line { inline, kind: Kind::Paragraph, start: range.start, is_loose: true });
        }
        if let Some(line) = &mut self.line {
            line.inline.push(event, range, self.masked);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let is_line = matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        );
        if is_line {
            return self.line_event(Event::Start(tag), range);
        }
        self.end_loose_line();
        self.flush_marks(range.start);
        match tag {
            Tag::Paragraph => self.open_line(Kind::Paragraph, range.start),
            // In a caption it is the caption's first line, whatever its mark.
            Tag::Heading { .. } if self.open.last() == Some(&Open::Caption) => self.open_line(Kind::Paragraph, range.start),
            Tag::Heading { level, .. } => self.open_line(Kind::Heading { level: level_number(level) }, range.start),
            Tag::TableCell => self.open_line(Kind::TableCell, range.start),
            Tag::BlockQuote(_) => self.container(Kind::Quote, range.start),
            Tag::List(first) => {
                self.builder.open(Kind::List { ordered: first.is_some() }, range.start);
                self.open.push(Open::List(first));
            }
            Tag::Item => {
                let number = match self.open.last_mut() {
                    Some(Open::List(Some(next))) => {
                        *next += 1;
                        let typed = self.text[range.start..].bytes().take_while(u8::is_ascii_digit).count();
                        let typed = self.text[range.start..range.start + typed].parse().ok();
                        typed.or(u32::try_from(*next - 1).ok())
                    }
                    _ => None,
                };
                self.container(Kind::Item { number }, range.start);
            }
            Tag::FootnoteDefinition(label) => self.container(Kind::Footnote((&*label).into()), range.start),
            Tag::Table(_) => self.container(Kind::Table, range.start),
            Tag::TableHead => self.container(Kind::TableRow { head: true }, range.start),
            Tag::TableRow => self.container(Kind::TableRow { head: false }, range.start),
            Tag::CodeBlock(_) => {
                chunk::write(&mut self.builder, range);
                self.hidden = 1;
            }
            Tag::HtmlBlock => {
                html::block(&mut self.builder, range);
                self.hidden = 1;
            }
            // Not asked for in the options, or lines, handled above.
            _ => self.container(Kind::Raw, range.start),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => self.line_event(Event::End(tag), range),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => {
                if let Some(line) = self.line.take() {
                    self.write_line(line, range.end);
                }
            }
            _ => {
                self.end_loose_line();
                self.flush_marks(range.end);
                // Divisions that the container's end cuts off.
                while self.open.last().is_some_and(Open::is_division) {
                    self.builder.close(range.end);
                    self.open.pop();
                }
                if self.open.pop().is_some() {
                    self.builder.close(range.end);
                }
            }
        }
    }

    fn container(&mut self, kind: Kind, start: usize) {
        self.builder.open(kind, start);
        self.open.push(Open::Container);
    }

    fn open_line(&mut self, kind: Kind, start: usize) {
        self.line = Some(Line { inline: Inline::default(), kind, start, is_loose: false });
    }

    /// Ends the paragraph of a tight list item.
    fn end_loose_line(&mut self) {
        if let Some(line) = self.line.take_if(|line| line.is_loose) {
            let end = line.inline.end();
            self.write_line(line, end);
        }
    }

    fn write_line(&mut self, line: Line, end: usize) {
        let Line { inline, kind, start, .. } = line;
        let end = end.max(start);
        if kind == Kind::Paragraph {
            if inline.is_display(self.text) {
                self.builder.open(Kind::MathBlock, start);
                inline.write_display(&mut self.builder);
                return self.builder.close(end);
            }
            let is_beside = || self.builder.ends_with_table() || tables::begins_table(&self.masked[end..]);
            if tables::is_caption(&self.text[start..end], is_beside) {
                self.builder.open(Kind::Division { classes: "caption".into() }, start);
                self.builder.open(kind, start);
                inline.write(&mut self.builder, self.masked);
                self.builder.close(end);
                return self.builder.close(end);
            }
        }
        self.builder.open(kind, start);
        inline.write(&mut self.builder, self.masked);
        self.builder.close(end);
    }

    /// Writes the marks that begin before `to`.
    fn flush_marks(&mut self, to: usize) {
        while let Some(mark) = self.marks.next_if(|mark| mark.range.start < to) {
            let Range { start, end } = mark.range;
            match mark.kind {
                MarkKind::OpenDivision { classes, label } => {
                    let is_caption = classes.split(' ').any(|class| matches!(class, "caption" | "figcaption"));
                    self.builder.open(Kind::Division { classes }, start);
                    if let Some((label, range)) = label {
                        self.builder.leaf(Kind::Label(label), range);
                    }
                    self.builder.skip(end);
                    self.open.push(if is_caption { Open::Caption } else { Open::Division });
                }
                MarkKind::CloseDivision => {
                    self.builder.skip(start);
                    if self.open.last().is_some_and(Open::is_division) {
                        self.open.pop();
                        self.builder.close(end);
                    }
                    self.builder.skip(end);
                }
                MarkKind::PageBreak => self.builder.leaf(Kind::PageBreak, start..end),
                MarkKind::GridTable | MarkKind::RuledTable => {
                    self.builder.open(Kind::Table, start);
                    tables::rows(&mut self.builder, start..end, matches!(mark.kind, MarkKind::GridTable));
                    self.builder.close(end);
                }
                MarkKind::Environment => tex::environment(&mut self.builder, start..end),
                MarkKind::Raw => self.builder.leaf(Kind::Raw, start..end),
            }
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
