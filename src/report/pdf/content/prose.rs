//! The Markdown of rule pages into paragraphs.

use super::style::{BODY, BODY_LEADING, CODE, SLATE};
use crate::report::pdf::document::{Face, Link, Paragraph, Run, Style};
use crate::report::view::{Said, said};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// How far list items are set in, in points.
const ITEM_INDENT: f32 = 12.0;

struct Writer {
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    face: Face,
    link: Option<String>,
    /// The number of the next item of every open list; `None` for lists without numbers.
    lists: Vec<Option<u64>>,
}

/// Paragraphs and lists; what else there is becomes a paragraph.
pub(super) fn markdown(text: &str) -> Vec<Paragraph> {
    let mut writer =
        Writer { paragraphs: Vec::new(), runs: Vec::new(), face: Face::Serif, link: None, lists: Vec::new() };
    Parser::new(text).for_each(|event| writer.take(event));
    writer.end_paragraph();
    writer.paragraphs
}

/// What a rule says, its code in a fixed pitch.
pub(super) fn spoken(text: &str, style: Style) -> Vec<Run> {
    let run = |part| match part {
        Said::Words(words) => style.run(words),
        Said::Code(code) => Style { face: Face::Mono, size: style.size * 0.86, ..style }.run(code),
    };
    said(text).into_iter().map(run).collect()
}

impl Writer {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(Tag::Emphasis) => self.face = Face::SerifItalic,
            Event::Start(Tag::Strong) => self.face = Face::SerifBold,
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => self.face = Face::Serif,
            Event::Start(Tag::Link { dest_url, .. }) => self.link = web_address(&dest_url),
            Event::End(TagEnd::Link) => self.link = None,
            Event::Start(Tag::List(first)) => {
                self.end_paragraph();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.end_paragraph();
                self.lists.pop();
            }
            Event::Start(Tag::Item) => {
                self.end_paragraph();
                let sign = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let sign = format!("{number}. ");
                        *number += 1;
                        sign
                    }
                    _ => "–  ".to_owned(),
                };
                self.runs.push(BODY.run(sign));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::CodeBlock) => {
                self.end_paragraph();
            }
            Event::Code(code) => self.runs.push(Style { size: CODE.size + 0.4, ..CODE }.run(&*code)),
            Event::Text(text) => {
                let style = Style { face: self.face, ..BODY };
                let run = match &self.link {
                    Some(address) => Run { link: Some(Link::Uri(address.clone())), ..style.colour(SLATE).run(&*text) },
                    None => style.run(&*text),
                };
                self.runs.push(run);
            }
            Event::SoftBreak | Event::HardBreak => self.runs.push(BODY.run(" ")),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if self.runs.is_empty() {
            return;
        }
        let runs = std::mem::take(&mut self.runs);
        let in_list = !self.lists.is_empty();
        let indent = ITEM_INDENT * self.lists.len() as f32;
        let before = if in_list { 1.5 } else { 4.0 };
        self.paragraphs.push(Paragraph::new(BODY_LEADING, runs).justified().before(before).indent(indent));
    }
}

/// Only addresses of the web become links.
fn web_address(address: &str) -> Option<String> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    (is_web && address.is_ascii()).then(|| address.to_owned())
}
