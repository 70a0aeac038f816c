//! Tokens into nodes: paragraphs, groups and environments as they open and close.

mod authors;
mod environment;
mod front;
mod inline;
mod maths;

use super::commands::{Act, Environment, act};
use super::lex::{Mark, Token, lex};
use super::stream::{InMaths, Stream};
use crate::syntax::builder::Builder;
use crate::syntax::{Kind, Problem, Tree};
use front::TitlePage;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Groups and environments nested deeper are read without being told apart.
const MAX_SCOPES: usize = 400;

/// Groups that others wait for are read this deep at most.
const MAX_NESTED: usize = 24;

pub fn read(text: &str) -> Tree {
    let lexed = lex(text);
    let begins = lexed.tokens.iter().enumerate().any(|(at, token)| {
        token.name(text) == "begin"
            && lexed.tokens.get(at + 1..at + 4).is_some_and(|next| next[1].text(text) == "document")
    });
    let mut reader = Reader {
        text,
        stream: Stream::new(text, lexed),
        builder: Builder::new(text),
        scopes: Vec::new(),
        too_deep: 0,
        environments: FxHashMap::default(),
        in_text: !begins,
        in_line: false,
        float: 0,
        paragraph: None,
        paragraphs: 0,
        quotes: 0,
        is_closed: false,
        blank: true,
        headings: Vec::new(),
        nested: 0,
        is_titled: false,
        page: TitlePage::default(),
        acts: FxHashMap::default(),
    };
    reader.run();
    reader.finish()
}

/// What ends a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closer<'t> {
    Brace,
    Environment(&'t str),
}

/// What a scope is, beyond its nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    List {
        ordered: bool,
        items: u32,
    },
    Cells {
        row: bool,
        cell: bool,
    },
    Entries {
        any: bool,
    },
    /// Quotation marks close with it.
    Quotation,
    /// Words that a paragraph begins with as its title.
    RunIn,
    /// A heading or title, in which code is words.
    Title,
}

/// A group or environment that is open.
#[derive(Debug, Clone, Copy)]
struct Scope<'t> {
    closer: Closer<'t>,
    holds: Holds,
    /// Nodes that are closed with it.
    nodes: u8,
    /// The paragraph that it was opened in.
    paragraph: Option<u32>,
    /// Whether the text around it is read as one line, and the floats around it.
    was_in_line: bool,
    was_float: u8,
}

struct Reader<'t> {
    text: &'t str,
    stream: Stream<'t>,
    builder: Builder<'t>,
    scopes: Vec<Scope<'t>>,
    /// Braces open beyond [`MAX_SCOPES`].
    too_deep: usize,
    /// How many environments of each name are open.
    environments: FxHashMap<&'t str, u32>,
    /// Whether `\begin{document}` was met.
    in_text: bool,
    /// Whether no paragraph may begin: in a heading, a cell, a note.
    in_line: bool,
    /// How many floats are open.
    float: u8,
    paragraph: Option<u32>,
    paragraphs: u32,
    /// Quotation marks that are open in the paragraph.
    quotes: usize,
    /// Whether the last words written end a sentence or clause.
    is_closed: bool,
    /// Whether the last thing written was a blank.
    blank: bool,
    /// The headings written: node and rank.
    headings: Vec<(usize, u8)>,
    /// How many groups are read for those who wait for their end.
    nested: usize,
    /// Whether a title was met.
    is_titled: bool,
    page: TitlePage,
    acts: FxHashMap<&'t str, Option<Act>>,
}

impl<'t> Reader<'t> {
    fn run(&mut self) {
        while let Some(token) = self.stream.next(InMaths::No) {
            self.token(token);
        }
    }

    fn finish(mut self) -> Tree {
        while !self.scopes.is_empty() {
            self.leave(self.text.len()..self.text.len());
        }
        self.end_paragraph();
        let levels = self.levels();
        if let Some(place) = self.stream.exhausted.take() {
            let message = "macros expand to more than is read: from here on they are passed over".to_owned();
            self.builder.problems.push(Problem { message, start: place.start as u32, end: place.end as u32 });
        }
        let mut tree = self.builder.finish();
        for (&(node, _), level) in self.headings.iter().zip(levels) {
            if let Some(node) = tree.nodes.get_mut(node)
                && matches!(node.kind, Kind::Heading { .. })
            {
                node.kind = Kind::Heading { level };
            }
        }
        tree.meta = self.page.into_meta();
        tree
    }

    /// The level of each heading: the highest rank that a text uses is 1. A part is none of the ranks below chapters
    /// where there are none.
    fn levels(&self) -> Vec<u8> {
        let uses = |wanted: u8| self.headings.iter().any(|(_, rank)| *rank == wanted);
        let top = (0..5).find(|rank| uses(*rank)).unwrap_or(2);
        let gap = u8::from(top == 0 && !uses(1));
        let level_of = |rank: u8| rank.saturating_sub(top) + 1 - if rank > 1 { gap } else { 0 };
        self.headings.iter().map(|(_, rank)| level_of(*rank).max(1)).collect()
    }

    fn act(&mut self, name: &'t str) -> Option<Act> {
        self.acts.entry(name).or_insert_with(|| act(name)).clone()
    }

    fn token(&mut self, token: Token) {
        match token.mark {
            Mark::Command | Mark::Starred => self.command(token),
            Mark::Open => self.open_group(),
            Mark::Close => self.close_group(token),
            Mark::Directive => self.builder.leaf(Kind::Comment, token.place()),
            _ if !self.in_text => {}
            Mark::Text => self.words(token),
            Mark::Blank => self.blank(token),
            Mark::Par => self.empty_line(token),
            Mark::OpenBracket | Mark::CloseBracket | Mark::Superscript | Mark::Subscript => self.words(token),
            Mark::Parameter(_) => self.words(token),
            Mark::Tab => self.next_cell(token),
            Mark::Tie => self.symbol("\u{a0}", token.place()),
            Mark::EnDash => self.symbol("–", token.place()),
            Mark::EmDash => self.symbol("—", token.place()),
            Mark::OpenQuote => self.symbol("‘", token.place()),
            Mark::OpenQuotes => {
                self.symbol("“", token.place());
                self.quotes += 1;
            }
            Mark::CloseQuotes => {
                self.quotes = self.quotes.saturating_sub(1);
                self.symbol("”", token.place());
            }
            // It closes what ` `` ` has opened.
            Mark::StraightQuotes if self.quotes > 0 => {
                self.quotes -= 1;
                self.symbol("”", token.place());
            }
            Mark::StraightQuotes => self.words(token),
            Mark::Dollar | Mark::Dollars => self.maths(token),
            Mark::Verbatim => self.verbatim(token),
            Mark::Verb => self.object(Kind::Code, token.place()),
            Mark::Address => self.address(token),
            Mark::Link => {}
        }
    }

    // The paragraph.

    /// Opens a paragraph where none is. `false` where no words may stand.
    fn begin_words(&mut self, at: usize) -> bool {
        if !self.in_text {
            return false;
        }
        if self.in_line {
            self.open_cell(at);
            return true;
        }
        if self.paragraph.is_none() {
            self.paragraphs += 1;
            self.paragraph = Some(self.paragraphs);
            self.builder.open(Kind::Paragraph, at);
            self.blank = true;
        }
        true
    }

    /// Closes the paragraph and what was opened in it.
    fn end_paragraph(&mut self) {
        let Some(current) = self.paragraph.take() else { return };
        self.quotes = 0;
        let end = self.builder.cursor();
        for scope in self.scopes.iter_mut().rev().take_while(|scope| scope.paragraph == Some(current)) {
            for _ in 0..std::mem::take(&mut scope.nodes) {
                self.builder.close(end);
            }
        }
        self.builder.close(end);
    }

    /// Ends the paragraph, or, where there can be none, parts words by a blank.
    fn part(&mut self, place: Range<usize>) {
        match self.in_line {
            true => self.write_blank(place, Kind::SoftBreak),
            false => self.end_paragraph(),
        }
    }

    fn empty_line(&mut self, token: Token) {
        self.part(token.place());
    }

    fn blank(&mut self, token: Token) {
        let text = token.text(self.text);
        let is_break = text.contains(['\n', '\r']);
        // A verbatim blank of one character needs no node of its own, but several are one.
        self.write_blank(token.place(), if is_break { Kind::SoftBreak } else { Kind::Replaced(" ".into()) });
    }

    fn write_blank(&mut self, place: Range<usize>, kind: Kind) {
        if (self.paragraph.is_none() && !self.in_line) || self.blank || !self.in_text {
            return;
        }
        self.leaf(kind, place);
        self.blank = true;
    }

    /// Writes a node at a place that others may have taken already.
    fn leaf(&mut self, kind: Kind, place: Range<usize>) {
        self.builder.rewind(place.start);
        self.builder.leaf(kind, place);
    }

    fn open_node(&mut self, kind: Kind, place: Range<usize>) {
        self.builder.rewind(place.start);
        self.builder.open(kind, place.start);
    }

    fn words(&mut self, token: Token) {
        let text = token.text(self.text);
        let kept = if self.blank || self.paragraph.is_none() && !self.in_line { text.trim_start() } else { text };
        if kept.is_empty() || !self.begin_words(token.at as usize) {
            return;
        }
        self.blank = kept.ends_with([' ', '\t']);
        self.is_closed = kept.trim_end().ends_with(['.', '?', '!', ':', ';', ',', '—']);
        if token.is_moved() {
            return self.leaf(Kind::Replaced(kept.into()), token.place());
        }
        let start = token.start as usize + (text.len() - kept.len());
        self.builder.leaf(Kind::Text, start..token.end as usize);
    }

    fn symbol(&mut self, symbol: &str, place: Range<usize>) {
        let is_blank = symbol == " ";
        if is_blank {
            return self.write_blank(place, Kind::Replaced(" ".into()));
        }
        if self.begin_words(place.start) {
            self.blank = false;
            self.leaf(Kind::Replaced(symbol.into()), place);
        }
    }

    fn object(&mut self, kind: Kind, place: Range<usize>) {
        if self.begin_words(place.start) {
            self.blank = false;
            self.leaf(kind, place);
        }
    }

    // Scopes.

    fn enter(&mut self, closer: Closer<'t>, holds: Holds, nodes: u8) {
        if let Closer::Environment(name) = closer {
            *self.environments.entry(name).or_default() += 1;
        }
        self.scopes.push(Scope {
            closer,
            holds,
            nodes,
            paragraph: self.paragraph,
            was_in_line: self.in_line,
            was_float: self.float,
        });
    }

    /// Closes the innermost scope at a place.
    fn leave(&mut self, place: Range<usize>) {
        let Some(scope) = self.scopes.pop() else { return };
        if let Closer::Environment(name) = scope.closer
            && let Some(count) = self.environments.get_mut(name)
        {
            *count = count.saturating_sub(1);
        }
        match scope.holds {
            Holds::Quotation => self.symbol("”", place.clone()),
            // What stands before the text of a paragraph is a sentence of its own.
            Holds::RunIn if !self.is_closed => self.symbol(".", place.clone()),
            Holds::Cells { row, cell } => {
                for _ in 0..u8::from(row) + u8::from(cell) {
                    self.builder.close(place.start);
                }
            }
            _ => {}
        }
        // A paragraph that began inside ends with a block, and goes on after a group.
        let is_block = matches!(scope.closer, Closer::Environment(_)) || scope.nodes > 0 && scope.paragraph.is_none();
        if is_block && !self.in_line {
            self.end_paragraph();
        }
        for _ in 0..scope.nodes {
            self.builder.rewind(place.start);
            self.builder.close(place.end);
        }
        if self.in_line != scope.was_in_line {
            self.blank = false;
        }
        self.in_line = scope.was_in_line;
        self.float = scope.was_float;
    }

    fn open_group(&mut self) {
        if self.scopes.len() >= MAX_SCOPES {
            self.too_deep += 1;
            return;
        }
        self.enter(Closer::Brace, Holds::Text, 0);
    }

    fn close_group(&mut self, token: Token) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        // An environment that was begun in a group ends with it.
        if let Some(at) = self.scopes.iter().rposition(|scope| scope.closer == Closer::Brace) {
            while self.scopes.len() > at {
                self.leave(token.place());
            }
        }
    }

    /// Opens a node around the group that comes next; its words are one line. `false` where no group comes.
    fn line_in(&mut self, kind: Kind, start: Range<usize>) -> bool {
        if self.scopes.len() >= MAX_SCOPES || self.nested >= MAX_NESTED || !self.stream.at_group() {
            return false;
        }
        self.stream.raw();
        self.open_node(kind, start);
        self.enter(Closer::Brace, Holds::Text, 1);
        self.in_line = true;
        self.blank = true;
        true
    }

    fn environment_of(&self, name: &str) -> Option<Environment> {
        let known = super::commands::environment(name);
        known.or_else(|| self.stream.definitions.theorems.contains_key(name).then_some(Environment::Theorem))
    }
}
