//! What commands do inside the text.

use super::{Closer, Holds, MAX_SCOPES, Reader};
use crate::syntax::latex::commands::{Act, is_narrative};
use crate::syntax::latex::lex::{Mark, Token};
use crate::syntax::latex::macros::Argument;
use crate::syntax::{KeyCitation, KeyItem, Kind};
use std::ops::Range;
use unicode_normalization::char::compose;

/// Names in one list of keys or labels beyond so many are no list.
const MOST_NAMES: usize = 2_000;

/// Headings from this rank on are set on one line with their text.
const RUN_IN: u8 = 5;

/// What a command that nobody knows has as its last argument, from so many words on, is text.
const WORDS: usize = 3;

impl<'t> Reader<'t> {
    pub(super) fn command(&mut self, token: Token) {
        let name = token.name(self.text);
        match name {
            "(" | "[" => return self.maths(token),
            ")" | "]" => return,
            _ => {}
        }
        let Some(act) = self.act(name) else { return self.unknown(token) };
        match act {
            Act::Begin => return self.begin(token),
            Act::End => return self.end(token),
            Act::Front(front) => return self.front(front, token),
            Act::Data => return self.data(token),
            Act::Package => return self.package(),
            Act::Class => {
                self.stream.option();
                self.stream.group();
                return;
            }
            Act::NoCite => {
                if let Some(keys) = self.stream.group() {
                    self.page.nocite(keys.written(self.text));
                }
                return;
            }
            Act::Thanks => {
                self.stream.option();
                let was_in_text = std::mem::replace(&mut self.in_text, true);
                if !self.line_in(Kind::Footnote("".into()), token.place()) {
                    self.in_text = was_in_text;
                } else if !was_in_text {
                    self.read_group();
                    self.in_text = false;
                }
                return;
            }
            // Before the text begins the rest is settings.
            _ if !self.in_text => return,
            _ => {}
        }
        let place = token.place();
        match act {
            Act::Symbol(symbol) => self.symbol(symbol, place),
            Act::Accent(mark) => self.accent(mark, name, place),
            Act::Hidden(count) => self.skip(count),
            Act::Through(count) => self.skip(count),
            Act::Length => self.length(),
            Act::Inline(kind) => self.inline(kind, place),
            Act::Object(Kind::Code, 1) if self.scopes.iter().any(|scope| scope.holds == Holds::Title) => {}
            Act::Object(kind, count) => {
                let end = self.arguments_end(count, place.end);
                self.object(kind, place.start..end);
            }
            Act::Bold => self.bold(place),
            Act::Large => self.large(place),
            Act::Heading(rank) => self.heading(rank, place),
            Act::Citation => self.citation(token),
            Act::Reference => self.reference(name, place),
            Act::LinkedReference => {
                if let Some(label) = self.stream.option() {
                    self.names(&label, place, Kind::CrossReference);
                }
            }
            Act::Label => {
                if let Some(label) = self.stream.group() {
                    let label_name = label.written(self.text).trim().to_owned();
                    let end = label.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
                    self.leaf(Kind::Label(label_name.into()), place.start..end);
                }
            }
            Act::Note => self.note(name, place),
            Act::Item => self.item(place),
            Act::Caption => self.caption(name, place),
            Act::Graphics => self.graphics(place),
            Act::LineBreak => self.line_break(token),
            Act::Paragraph => self.part(place),
            Act::Quoted => {
                self.stream.option();
                if self.scopes.len() < MAX_SCOPES && self.stream.at_group() {
                    self.stream.raw();
                    self.symbol("“", place);
                    self.enter(Closer::Brace, Holds::Quotation, 0);
                }
            }
            Act::FirstOfTwo => {
                let (first, _) = (self.stream.group(), self.stream.group());
                self.stream.push(first.map(|first| first.tokens).unwrap_or_default());
            }
            Act::SmartBlank => {
                let follows = self.stream.peek().is_some_and(|next| match next.mark {
                    Mark::Text => next.text(self.text).starts_with(char::is_alphanumeric),
                    Mark::Open | Mark::OpenQuotes | Mark::Dollar | Mark::Command => true,
                    _ => false,
                });
                if follows {
                    self.write_blank(place, Kind::Replaced(" ".into()));
                }
            }
            Act::Appendix => self.appendix(place),
            Act::Absent => {
                let end = self.arguments_end(1 + u8::from(name.ends_with("import")), place.end);
                if !self.in_line {
                    self.end_paragraph();
                    self.leaf(Kind::Raw, place.start..end);
                }
            }
            Act::Entry => self.entry(place),
            Act::Acronym => {
                self.stream.option();
                if let Some(key) = self.stream.group() {
                    let end = key.close.map_or(place.end, |(_, to)| to as usize);
                    let words = key.plain(self.text);
                    let is_acronym = words.chars().filter(|c| c.is_uppercase()).count() > 1;
                    let kind = if is_acronym { Kind::Replaced(words.into()) } else { Kind::Code };
                    self.object(kind, place.start..end.max(place.end));
                }
            }
            Act::Begin
            | Act::End
            | Act::Front(_)
            | Act::Data
            | Act::Package
            | Act::Class
            | Act::NoCite
            | Act::Thanks => {}
        }
    }

    /// Reads on to the end of the scope that was just opened.
    pub(super) fn read_group(&mut self) {
        let depth = self.scopes.len();
        self.nested += 1;
        while self.scopes.len() >= depth {
            let Some(token) = self.stream.next(super::InMaths::No) else { break };
            self.token(token);
        }
        self.nested -= 1;
    }

    /// Passes over an optional argument and so many others.
    fn skip(&mut self, count: u8) {
        self.stream.options();
        for _ in 0..count {
            if self.stream.group().is_none() {
                break;
            }
        }
        if count > 0 && self.stream.peek().is_some_and(|token| token.mark == Mark::OpenBracket) {
            self.stream.option();
        }
    }

    /// The end of an optional argument and so many others.
    fn arguments_end(&mut self, count: u8, mut end: usize) -> usize {
        let mut reach = |argument: Option<Argument>| {
            if let Some((_, to)) = argument.and_then(|argument| argument.close) {
                end = end.max(to as usize);
            }
        };
        reach(self.stream.option());
        for _ in 0..count {
            reach(self.stream.group());
        }
        end
    }

    /// `\vskip 3pt plus 1pt`, `\parindent=0pt`: a length is no word.
    fn length(&mut self) {
        let Some(token) = self.stream.peek().filter(|token| token.mark == Mark::Text) else { return };
        let text = token.text(self.text);
        let rest = text.trim_start_matches(['=', ' ', '-', '.', ',']);
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
        let unit = ["pt", "cm", "mm", "em", "ex", "in", "pc", "sp", "bp"].iter().find(|unit| rest.starts_with(**unit));
        let (Some(unit), false) = (unit, token.is_moved()) else { return };
        let mut cut = text.len() - rest.len() + unit.len();
        if let Some(stretch) = ["plus", "minus"].iter().find_map(|word| text[cut..].trim_start().strip_prefix(word)) {
            let stretch = stretch.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            cut = text.len() - stretch.len() + stretch.len().min(2);
            if !text.is_char_boundary(cut) {
                return;
            }
        }
        self.stream.raw();
        let start = token.start + cut as u32;
        if start < token.end {
            self.stream.unread(Token { start, at: start, ..token });
        }
    }

    fn accent(&mut self, mark: char, name: &str, place: Range<usize>) {
        // `\'` before a blank, `\~{}`: nothing to stand over.
        let Some(argument) = self.stream.argument() else { return };
        let written = argument.written(self.text);
        let written = written.trim();
        let mut letters = written.chars();
        let base = match written {
            "\\i" | "\\imath" => Some('i'),
            "\\j" | "\\jmath" => Some('j'),
            written if written.starts_with('\\') => {
                crate::syntax::bibtex::symbol(&written[1..]).and_then(|symbol| symbol.chars().next())
            }
            _ => letters.next(),
        };
        let end = argument.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
        let place = place.start..end;
        let rest: String = if written.starts_with('\\') { String::new() } else { letters.collect() };
        let word = match base {
            Some(base) if base.is_alphabetic() => match compose(base, mark) {
                Some(composed) => format!("{composed}{rest}"),
                None => format!("{base}{mark}{rest}"),
            },
            Some(base) => format!("{base}{rest}"),
            None if matches!(name, "~" | "^") => name.to_owned(),
            None => return,
        };
        self.symbol(&word, place);
    }

    fn inline(&mut self, kind: Kind, place: Range<usize>) {
        if self.scopes.len() >= MAX_SCOPES || !self.stream.at_group() {
            return;
        }
        self.stream.raw();
        // A group that empty lines part holds whole paragraphs.
        if !self.begin_words(place.start) {
            return;
        }
        self.open_node(kind, place);
        self.enter(Closer::Brace, Holds::Text, 1);
    }

    /// `{\bf words}`.
    fn bold(&mut self, place: Range<usize>) {
        let in_group =
            |scope: &super::Scope| scope.closer == Closer::Brace && scope.holds == Holds::Text && scope.nodes == 0;
        if !self.scopes.last().is_some_and(in_group) || !self.begin_words(place.start) {
            return;
        }
        self.open_node(Kind::Strong, place);
        let paragraph = self.paragraph;
        if let Some(scope) = self.scopes.last_mut() {
            scope.nodes = 1;
            scope.paragraph = paragraph;
        }
    }

    fn heading(&mut self, rank: u8, place: Range<usize>) {
        self.stream.option();
        self.end_tables();
        if self.in_line || !self.stream.at_group() {
            return;
        }
        self.end_paragraph();
        if rank >= RUN_IN {
            return self.run_in(place);
        }
        let node = self.builder.len();
        if self.line_in(Kind::Heading { level: 1 }, place) && self.builder.len() > node {
            self.mark_title();
            self.headings.push((node, rank));
        }
    }

    /// `\paragraph{…}`: its words are set before the text of the paragraph, on one line with it.
    fn run_in(&mut self, place: Range<usize>) {
        if !self.begin_words(place.start) || !self.line_in(Kind::Strong, place.clone()) {
            return;
        }
        if let Some(scope) = self.scopes.last_mut() {
            scope.holds = Holds::RunIn;
        }
        self.is_closed = false;
        self.read_group();
        let end = self.builder.cursor();
        self.write_blank(end.saturating_sub(1)..end, Kind::Replaced(" ".into()));
    }

    /// Marks the scope that was just opened as a title's.
    pub(super) fn mark_title(&mut self) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.holds = Holds::Title;
        }
    }

    /// Tables that were never ended: a section begins in none of them.
    fn end_tables(&mut self) {
        while self.scopes.last().is_some_and(|scope| matches!(scope.holds, Holds::Cells { .. })) {
            let end = self.builder.cursor();
            self.leave(end..end);
        }
    }

    fn note(&mut self, name: &str, place: Range<usize>) {
        self.stream.option();
        if name != "footnotetext" && !self.begin_words(place.start) {
            return;
        }
        if name == "footnotetext" && !self.in_line {
            self.end_paragraph();
        }
        self.line_in(Kind::Footnote("".into()), place);
    }

    fn line_break(&mut self, token: Token) {
        self.stream.skip_blanks();
        if self.stream.peek().is_some_and(|next| next.mark == Mark::OpenBracket) {
            self.stream.option();
        }
        if !self.next_row(&token) {
            self.write_blank(token.place(), Kind::HardBreak);
        }
    }

    fn citation(&mut self, token: Token) {
        let name = token.name(self.text);
        let place = token.place();
        let is_list = name.ends_with("cites") || name.ends_with("Cites");
        let mut items = Vec::new();
        let mut end = place.end;
        loop {
            self.stream.options();
            self.stream.parenthesis();
            let Some(keys) = self.stream.group() else { break };
            end = keys.close.map_or(end, |(_, to)| (to as usize).max(end));
            self.keys(&keys, place.start..end, &mut items);
            if !is_list || !self.stream.is_followed_by_group_or_option() {
                break;
            }
        }
        if items.is_empty() || !self.begin_words(place.start) {
            return;
        }
        let bracketed = !is_narrative(name);
        self.blank = false;
        self.leaf(Kind::Citation(Box::new(KeyCitation { items, bracketed })), place.start..end);
    }

    pub(super) fn keys(&self, keys: &Argument, place: Range<usize>, items: &mut Vec<KeyItem>) {
        for (key, range) in self.list(keys, place) {
            if &*key == "*" {
                continue;
            }
            items.push(KeyItem { key, range: range.start as u32..range.end as u32, suppress_author: false });
        }
    }

    /// The names in a list parted by commas, each with its place; `place` where it has none of its own.
    fn list(&self, argument: &Argument, place: Range<usize>) -> Vec<(Box<str>, Range<usize>)> {
        let own = argument.contiguous().filter(|range| range.end - range.start <= 100_000);
        let written = match own {
            Some(_) => own.clone().and_then(|range| self.text.get(range)).unwrap_or_default().to_owned(),
            None => argument.written(self.text),
        };
        let mut found = Vec::new();
        let mut at = own.as_ref().map_or(0, |range| range.start);
        for line in written.split_inclusive('\n') {
            let words = line.split('%').next().unwrap_or_default();
            let mut from = at;
            for part in words.split(',') {
                let name = part.trim();
                let start = from + (part.len() - part.trim_start().len());
                from += part.len() + 1;
                if !name.is_empty() && found.len() < MOST_NAMES {
                    let range = if own.is_some() { start..start + name.len() } else { place.clone() };
                    found.push((name.into(), range));
                }
            }
            at += line.len();
        }
        found
    }

    fn reference(&mut self, name: &str, place: Range<usize>) {
        self.stream.options();
        let Some(labels) = self.stream.group() else { return };
        self.names(&labels, place.clone(), Kind::CrossReference);
        if name.ends_with("range")
            && let Some(last) = self.stream.group()
        {
            self.names(&last, place, Kind::CrossReference);
        }
    }

    pub(super) fn names(&mut self, argument: &Argument, place: Range<usize>, kind: fn(Box<str>) -> Kind) {
        let end = argument.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
        for (name, range) in self.list(argument, place.start..end) {
            self.object(kind(name), range);
        }
    }

    pub(super) fn address(&mut self, token: Token) {
        let text = token.text(self.text);
        let Some(open) = text.find('{') else { return };
        let inside = text[open + 1..].trim_end_matches('}');
        if token.is_moved() || !self.in_text {
            return self.object(Kind::Code, token.place());
        }
        if self.begin_words(token.at as usize) {
            let start = token.start as usize + open + 1;
            self.blank = false;
            self.open_node(Kind::Link { target: inside.into() }, token.place());
            self.builder.leaf(Kind::Text, start..start + inside.len());
            self.builder.close(token.end as usize);
        }
    }

    /// A command that nobody knows: nothing, or an object with its arguments; where these are sentences, or hold
    /// citations or labels, they are text.
    fn unknown(&mut self, token: Token) {
        if !self.in_text {
            return;
        }
        self.stream.options();
        let place = token.place();
        let mut end = place.end;
        let mut held = Vec::new();
        let mut any = false;
        while held.len() < 8 && self.stream.touches_group() {
            let Some(argument) = self.stream.group() else { break };
            end = argument.close.map_or(end, |(_, to)| (to as usize).max(end));
            any |= !argument.tokens.is_empty();
            held.push(argument);
        }
        let is_text = held.last().is_some_and(|last| self.is_text(last));
        if is_text {
            let tokens = held.pop().map(|last| last.tokens).unwrap_or_default();
            self.stream.push(tokens);
        } else if any {
            self.object(Kind::Code, place.start..end);
        }
    }

    fn is_text(&self, argument: &Argument) -> bool {
        let mut words = 0;
        for token in &argument.tokens {
            let name = token.name(self.text);
            if name.contains("cite") || matches!(name, "ref" | "cref" | "label" | "eqref" | "begin" | "end" | "item") {
                return true;
            }
            if token.mark == Mark::Text {
                let is_word =
                    |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || ",.;:".contains(c));
                words += token.text(self.text).split_whitespace().filter(is_word).count();
            }
            if token.mark == Mark::Par {
                words += WORDS;
            }
        }
        words >= WORDS
    }
}
