//! Formulas: objects in the text, of which only labels, references and citations are read.

use super::{InMaths, Reader};
use crate::syntax::Kind;
use crate::syntax::latex::commands::{Act, Environment, environment};
use crate::syntax::latex::lex::{Mark, Token};
use std::ops::Range;

/// What ends a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End<'t> {
    Dollar,
    Dollars,
    Command(&'t str),
    Environment(&'t str),
}

/// A formula while it is read.
struct Formula {
    /// The last letter of it, where it is a mark of the sentence.
    mark: Option<Range<usize>>,
}

impl<'t> Reader<'t> {
    /// A formula that begins with `$`, `$$`, `\(` or `\[`.
    pub(super) fn maths(&mut self, token: Token) {
        let end = match (token.mark, token.name(self.text)) {
            (Mark::Dollar, _) => End::Dollar,
            (Mark::Dollars, _) => End::Dollars,
            (_, "(") => End::Command(")"),
            _ => End::Command("]"),
        };
        self.formula(token.place(), end);
    }

    /// A formula that is an environment, whose `\begin` was read.
    pub(super) fn maths_environment(&mut self, name: &'t str, place: Range<usize>) {
        self.formula(place, End::Environment(name));
    }

    fn formula(&mut self, place: Range<usize>, end: End<'t>) {
        let is_display = !matches!(end, End::Dollar | End::Command(")"));
        let kind = if is_display { Kind::MathBlock } else { Kind::Math };
        let is_read = self.begin_words(place.start);
        if is_read {
            self.open_node(kind, place.clone());
            self.blank = false;
        }
        let mut formula = Formula { mark: None };
        let close =
            self.formula_body(end, is_read, &mut formula).unwrap_or(self.builder.cursor()..self.builder.cursor());
        if !is_read {
            return;
        }
        let is_parted =
            |next: Token| next.mark == Mark::Text && next.text(self.text).starts_with(char::is_alphanumeric);
        let touches = is_display && self.stream.peek().is_some_and(is_parted);
        let mark = formula.mark.filter(|mark| is_display && mark.end <= close.start && mark.start > place.start);
        match mark {
            Some(mark) => {
                self.builder.close(mark.start);
                self.builder.leaf(Kind::Text, mark.clone());
                self.builder.skip(close.end);
            }
            None => {
                self.builder.rewind(close.start);
                self.builder.skip(close.end);
                self.builder.close(close.end);
            }
        }
        if touches {
            self.write_blank(close, Kind::Replaced(" ".into()));
        }
    }

    /// Reads to the end of a formula; the place of what ends it. An empty line ends one between dollars too.
    fn formula_body(&mut self, end: End<'t>, is_read: bool, formula: &mut Formula) -> Option<Range<usize>> {
        let mut braces = 0usize;
        let mut inner: Vec<&str> = Vec::new();
        while let Some(token) = self.stream.next(InMaths::Yes) {
            let here = token.place();
            match token.mark {
                Mark::Dollar if end == End::Dollar && braces == 0 => return Some(here),
                Mark::Dollars if braces == 0 && end == End::Dollars => return Some(here),
                // `$a$$b$`: two formulas that touch.
                Mark::Dollars if braces == 0 && end == End::Dollar => {
                    let half = |start: u32, end: u32| match token.is_moved() {
                        true => Token { mark: Mark::Dollar, start, end, ..token },
                        false => Token { mark: Mark::Dollar, start, end, at: start, to: end },
                    };
                    self.stream.unread(half(token.start + 1, token.end));
                    return Some(half(token.start, token.start + 1).place());
                }
                Mark::Open => braces += 1,
                Mark::Close if braces == 0 && !matches!(end, End::Environment(_)) => {
                    // The group around it ends: it was never closed.
                    self.stream.unread(token);
                    return Some(here.start..here.start);
                }
                Mark::Close => braces = braces.saturating_sub(1),
                Mark::Par if !matches!(end, End::Environment(_)) => {
                    self.stream.unread(token);
                    return Some(here.start..here.start);
                }
                Mark::Blank | Mark::Par => continue,
                Mark::Directive => continue,
                Mark::Text => {
                    let text = token.text(self.text).trim_end();
                    if !text.is_empty() {
                        let last = text.len() - 1;
                        let is_mark = text.ends_with(['.', ',', ';']) && !token.is_moved() && inner.is_empty();
                        let at = token.start as usize + last;
                        formula.mark = (is_mark && braces == 0).then(|| at..at + 1);
                    }
                    continue;
                }
                Mark::Command | Mark::Starred => {
                    let name = token.name(self.text);
                    match name {
                        ")" | "]" if end == End::Command(name) && braces == 0 => return Some(here),
                        "begin" => {
                            if let Some(name) = self.stream.name()
                                && inner.len() < 1_000
                            {
                                inner.push(name);
                            }
                            continue;
                        }
                        "end" => {
                            let name = self.stream.name().unwrap_or_default();
                            let close = self.end_of_name(here);
                            match inner.iter().rposition(|open| *open == name) {
                                Some(at) => inner.truncate(at),
                                None if matches!(end, End::Environment(own) if own == name) => return Some(close),
                                None if environment(name).is_none_or(|kind| kind == Environment::Maths) => {}
                                // What holds the formula ends before it does.
                                None => {
                                    self.end_environment(name, close.clone());
                                    return Some(close.start..close.start);
                                }
                            }
                            continue;
                        }
                        "section" | "subsection" | "chapter" => {
                            self.stream.unread(token);
                            return Some(here.start..here.start);
                        }
                        // Blanks and numbers' marks after the last letter.
                        "nonumber" | "notag" | "quad" | "qquad" | "," | "\\" | ";" | "!" | " " | "hfill" => continue,
                        _ => {}
                    }
                    if is_read && self.formula_command(name, here) {
                        continue;
                    }
                }
                _ => {}
            }
            formula.mark = None;
        }
        None
    }

    /// Labels, references and citations in a formula. `false` for any other command.
    fn formula_command(&mut self, name: &'t str, place: Range<usize>) -> bool {
        match self.act(name) {
            Some(Act::Label) => {
                if let Some(label) = self.stream.group() {
                    let end = label.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
                    let label = label.written(self.text).trim().to_owned();
                    self.leaf(Kind::Label(label.into()), place.start..end);
                }
                true
            }
            Some(Act::Reference) => {
                self.stream.options();
                if let Some(labels) = self.stream.group() {
                    self.names(&labels, place, Kind::CrossReference);
                }
                true
            }
            Some(Act::Citation) => {
                self.stream.options();
                if let Some(keys) = self.stream.group() {
                    let end = keys.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
                    let mut items = Vec::new();
                    self.keys(&keys, place.start..end, &mut items);
                    if !items.is_empty() {
                        let citation = crate::syntax::KeyCitation { items, bracketed: true };
                        self.leaf(Kind::Citation(Box::new(citation)), place.start..end);
                    }
                }
                true
            }
            _ => false,
        }
    }
}
