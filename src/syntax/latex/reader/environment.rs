//! Environments: lists, quotations, floats, tables, the reference list.

use super::{Closer, Holds, MAX_SCOPES, Reader};
use crate::syntax::Kind;
use crate::syntax::latex::commands::{Environment, Front};
use crate::syntax::latex::lex::{Mark, Token};
use std::ops::Range;
use std::rc::Rc;

impl<'t> Reader<'t> {
    /// From `\end` or `\begin` to the brace that closes its name.
    pub(super) fn end_of_name(&self, command: Range<usize>) -> Range<usize> {
        let end = self.stream.closed.map_or(command.end, |(_, to)| to as usize);
        command.start..end.max(command.end)
    }

    pub(super) fn begin(&mut self, token: Token) {
        let Some(name) = self.stream.name() else { return };
        let place = self.end_of_name(token.place());
        if name == "document" {
            self.in_text = true;
            return;
        }
        let Some(kind) = self.environment_of(name) else { return self.begin_unknown(name, &token, place) };
        if !self.in_text && !matches!(kind, Environment::Abstract | Environment::Keywords) {
            return;
        }
        if self.scopes.len() >= MAX_SCOPES {
            return;
        }
        match kind {
            Environment::Document => {}
            Environment::Maths => self.maths_environment(name, place),
            Environment::Keywords => {
                let words = self.stream.until_end(name);
                self.front_words(Front::Keywords, words, place);
            }
            Environment::Drawing => self.drawing(name, place),
            Environment::Pseudocode => self.pseudocode(name, place),
            Environment::Figure => self.begin_float(name, "figure", place),
            Environment::Table => self.begin_float(name, "table", place),
            Environment::Algorithm => self.begin_float(name, "algorithm", place),
            Environment::Listing => self.begin_float(name, "listing", place),
            Environment::LongTable => {
                self.begin_float(name, "table", place.clone());
                self.stream.group();
                self.open_table(place);
            }
            Environment::Tabular(arguments) => {
                self.stream.options();
                for _ in 0..arguments {
                    self.stream.group();
                    self.stream.options();
                }
                if self.in_line {
                    return self.enter(Closer::Environment(name), Holds::Text, 0);
                }
                self.end_paragraph();
                self.enter(Closer::Environment(name), Holds::Text, 0);
                self.open_table(place);
            }
            Environment::List { ordered } => {
                self.stream.options();
                while self.stream.touches_group() {
                    self.stream.group();
                }
                let holds = Holds::List { ordered, items: 0 };
                self.begin_block(name, Kind::List { ordered }, holds, place);
            }
            Environment::Quote => self.begin_block(name, Kind::Quote, Holds::Text, place),
            Environment::Abstract => {
                self.stream.option();
                let classes = "abstract".into();
                let was_in_text = std::mem::replace(&mut self.in_text, true);
                self.begin_block(name, Kind::Division { classes }, Holds::Text, place);
                if !was_in_text && !self.in_line {
                    self.read_group();
                    self.in_text = false;
                }
            }
            Environment::Theorem => {
                // The theorem's name, perhaps with a citation.
                let title = self.stream.option();
                self.begin_block(name, Kind::Division { classes: "theorem".into() }, Holds::Text, place);
                if let Some(title) =
                    title.filter(|title| title.tokens.iter().any(|token| token.name(self.text).contains("cite")))
                {
                    self.stream.push(title.tokens);
                }
            }
            Environment::References => {
                self.stream.group();
                let classes = "references".into();
                self.begin_block(name, Kind::Division { classes }, Holds::Entries { any: false }, place);
            }
            Environment::Appendix => {
                self.end_paragraph();
                self.enter(Closer::Environment(name), Holds::Text, 0);
                self.appendix(place);
            }
            Environment::Acknowledgements => {
                if self.in_line {
                    return;
                }
                self.end_paragraph();
                // The class prints the heading.
                let node = self.builder.len();
                self.open_node(Kind::Heading { level: 1 }, place.clone());
                if self.builder.len() > node {
                    self.headings.push((node, 2));
                }
                self.builder.leaf(Kind::Replaced("Acknowledgements".into()), place.clone());
                self.builder.close(place.end);
                self.enter(Closer::Environment(name), Holds::Text, 0);
            }
            Environment::Block(arguments) => {
                self.stream.options();
                for _ in 0..arguments {
                    self.stream.group();
                }
                self.part(place);
                self.enter(Closer::Environment(name), Holds::Text, 0);
            }
        }
    }

    /// An environment that the text defines is what its definition says; any other is a block of text.
    fn begin_unknown(&mut self, name: &'t str, token: &Token, place: Range<usize>) {
        if let Some((begin, _)) = self.stream.definitions.environments.get(name) {
            let begin = Rc::clone(begin);
            let call = token.moved(place.start as u32, place.end as u32);
            self.stream.call(&begin, &call);
            return;
        }
        if !self.in_text || self.scopes.len() >= MAX_SCOPES {
            return;
        }
        self.stream.options();
        while self.stream.touches_group() {
            self.stream.group();
        }
        self.part(place);
        self.enter(Closer::Environment(name), Holds::Text, 0);
    }

    fn begin_block(&mut self, name: &'t str, kind: Kind, holds: Holds, place: Range<usize>) {
        if self.in_line {
            self.write_blank(place, Kind::SoftBreak);
            return self.enter(Closer::Environment(name), Holds::Text, 0);
        }
        self.end_paragraph();
        self.open_node(kind, place);
        self.enter(Closer::Environment(name), holds, 1);
    }

    fn begin_float(&mut self, name: &'t str, class: &str, place: Range<usize>) {
        self.stream.options();
        while self.stream.touches_group() {
            self.stream.group();
        }
        self.begin_block(name, Kind::Division { classes: class.into() }, Holds::Text, place);
        self.float = self.float.saturating_add(1);
    }

    pub(super) fn end(&mut self, token: Token) {
        let Some(name) = self.stream.name() else { return };
        let place = self.end_of_name(token.place());
        if name == "document" {
            self.end_environment("document", place);
            return self.stream.stop();
        }
        if let Some((_, end)) = self.stream.definitions.environments.get(name)
            && self.environment_of(name).is_none()
        {
            let end = Rc::clone(end);
            let call = token.moved(place.start as u32, place.end as u32);
            self.stream.call(&end, &call);
            return;
        }
        self.end_environment(name, place);
    }

    /// Closes an environment and what was left open in it; nothing where it is not open.
    pub(super) fn end_environment(&mut self, name: &str, place: Range<usize>) {
        if self.environments.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        let closer = Closer::Environment(name);
        let Some(at) = self.scopes.iter().rposition(|scope| scope.closer == closer) else { return };
        while self.scopes.len() > at {
            let is_last = self.scopes.len() == at + 1;
            let end = if is_last { place.clone() } else { place.start..place.start };
            self.leave(end);
        }
    }

    // Lists.

    pub(super) fn item(&mut self, place: Range<usize>) {
        let label = self.stream.option();
        let list = self.scopes.iter().rposition(|scope| matches!(scope.holds, Holds::List { .. }));
        let Some(list) = list.filter(|_| !self.in_line) else {
            return self.write_blank(place, Kind::SoftBreak);
        };
        // Groups left open in the item before end with it.
        while self.scopes.len() > list + 1 {
            self.leave(place.start..place.start);
        }
        self.end_paragraph();
        let Holds::List { ordered, items } = self.scopes[list].holds else { return };
        if items > 0 {
            self.builder.close(place.start);
        }
        let number = ordered.then_some(items + 1);
        self.open_node(Kind::Item { number }, place.clone());
        let scope = &mut self.scopes[list];
        scope.nodes = 2;
        scope.holds = Holds::List { ordered, items: items + 1 };
        if let Some(label) = label.filter(|label| !label.tokens.is_empty()) {
            self.item_label(label, place);
        }
    }

    /// The term of a description, in bold.
    fn item_label(&mut self, label: crate::syntax::latex::macros::Argument, place: Range<usize>) {
        let Some((at, to)) = label.close else { return };
        if !label.tokens.iter().any(|token| token.text(self.text).chars().any(char::is_alphanumeric)) {
            return;
        }
        let close = Token { mark: Mark::Close, start: at, end: to, at, to };
        let mut tokens = label.tokens;
        tokens.push(close);
        self.begin_words(place.start);
        self.open_node(Kind::Strong, place);
        self.enter(Closer::Brace, Holds::Text, 1);
        self.stream.push(tokens);
        self.read_group();
        self.write_blank(to as usize - 1..to as usize, Kind::Replaced(" ".into()));
    }

    /// An entry of a printed reference list, each a paragraph.
    pub(super) fn entry(&mut self, place: Range<usize>) {
        self.stream.options();
        let Some(key) = self.stream.group() else { return };
        if self.in_line {
            return;
        }
        let list = self.scopes.iter().rposition(|scope| matches!(scope.holds, Holds::Entries { .. }));
        if let Some(list) = list {
            while self.scopes.len() > list + 1 {
                self.leave(place.start..place.start);
            }
        }
        self.end_paragraph();
        self.begin_words(place.start);
        let end = key.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
        let name = key.written(self.text).trim().to_owned();
        self.leaf(Kind::EntryKey(name.into()), place.start..end);
        self.blank = true;
    }

    pub(super) fn appendix(&mut self, place: Range<usize>) {
        if self.in_line {
            return;
        }
        self.end_paragraph();
        self.open_node(Kind::Division { classes: "appendix-start".into() }, place.clone());
        self.builder.close(place.end);
    }

    // Floats.

    pub(super) fn caption(&mut self, name: &str, place: Range<usize>) {
        match name {
            "captionof" => {
                self.stream.group();
                self.stream.option();
            }
            "subfloat" => {
                // `\subfloat[caption]{picture}`: what is in the braces is read as it comes.
                if let Some(caption) = self.stream.option() {
                    let mut tokens = caption.tokens;
                    if let Some((at, to)) = caption.close {
                        tokens.push(Token { mark: Mark::Par, start: at, end: to, at, to });
                    }
                    self.stream.push(tokens);
                }
                return;
            }
            _ => {
                self.stream.option();
            }
        }
        let is_main = self.float <= 1 && !name.starts_with("sub");
        // That of a long table stands among its rows.
        let in_rows = self.scopes.last().is_some_and(|scope| matches!(scope.holds, Holds::Cells { .. }));
        if self.in_line && !in_rows || self.nested > 8 || !self.stream.at_group() {
            return;
        }
        if in_rows {
            let at = Token { mark: Mark::Tab, start: 0, end: 0, at: place.start as u32, to: place.end as u32 };
            self.next_row(&at);
            self.in_line = false;
        }
        self.end_paragraph();
        self.paragraphs += 1;
        self.open_node(Kind::Paragraph, place.clone());
        if is_main {
            // The caption of a figure or table, as the words of a picture.
            if self.line_in(Kind::Image { target: "".into() }, place) {
                self.read_group();
            }
        } else {
            self.stream.raw();
            self.enter(Closer::Brace, Holds::Text, 0);
            self.in_line = true;
            self.blank = true;
            self.read_group();
        }
        self.builder.close(self.builder.cursor());
        self.in_line |= in_rows;
    }

    pub(super) fn graphics(&mut self, place: Range<usize>) {
        self.stream.options();
        let Some(file) = self.stream.group() else { return };
        let end = file.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
        let written = file.written(self.text);
        // `\epsfig{file=map.eps, width=3cm}`.
        let target = match written.split_once("file=").or_else(|| written.split_once("figure=")) {
            Some((_, rest)) => rest.split(',').next().unwrap_or_default(),
            None => &written,
        };
        self.object(Kind::Image { target: target.trim().into() }, place.start..end);
    }

    fn drawing(&mut self, name: &'t str, place: Range<usize>) {
        let body = self.stream.until_end(name);
        let close = body.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
        let labels = body.tokens.iter().any(|token| matches!(token.name(self.text), "caption" | "label"));
        if !self.in_line {
            self.end_paragraph();
            self.leaf(Kind::Raw, place.start..close);
        }
        if labels {
            self.labels_in(&body);
        }
    }

    fn pseudocode(&mut self, name: &'t str, place: Range<usize>) {
        let body = self.stream.until_end(name);
        let close = body.close.map_or(place.end, |(_, to)| (to as usize).max(place.end));
        if !self.in_line {
            self.end_paragraph();
            self.leaf(Kind::CodeBlock, place.start..close);
        }
        self.labels_in(&body);
    }

    /// The labels that stand in what is not read otherwise.
    fn labels_in(&mut self, body: &crate::syntax::latex::macros::Argument) {
        for window in body.tokens.windows(3) {
            if window[0].name(self.text) == "label" && window[1].mark == Mark::Open {
                let label = window[2].text(self.text).trim();
                self.leaf(Kind::Label(label.into()), window[0].at as usize..window[2].to as usize);
            }
        }
    }

    pub(super) fn verbatim(&mut self, token: Token) {
        if self.in_line {
            return self.object(Kind::Code, token.place());
        }
        self.end_paragraph();
        self.leaf(Kind::CodeBlock, token.place());
    }

    // Tables.

    fn open_table(&mut self, place: Range<usize>) {
        if self.in_line {
            return;
        }
        self.end_paragraph();
        self.open_node(Kind::Table, place);
        if let Some(scope) = self.scopes.last_mut() {
            scope.holds = Holds::Cells { row: false, cell: false };
            scope.nodes += 1;
        }
        self.in_line = true;
        self.blank = true;
    }

    /// Opens the row and the cell that words are to stand in.
    pub(super) fn open_cell(&mut self, at: usize) {
        let Some(scope) = self.scopes.last() else { return };
        // The cell is of the innermost scope that is a table, if it is only groups that stand in it.
        let index = match scope.holds {
            Holds::Cells { .. } => self.scopes.len() - 1,
            _ => match self.scopes.iter().rposition(|scope| scope.nodes > 0 || scope.was_in_line != self.in_line) {
                Some(index) => index,
                None => return,
            },
        };
        let Holds::Cells { row, cell } = self.scopes[index].holds else { return };
        if cell {
            return;
        }
        if !row {
            self.open_node(Kind::TableRow { head: false }, at..at);
        }
        self.open_node(Kind::TableCell, at..at);
        self.scopes[index].holds = Holds::Cells { row: true, cell: true };
        self.blank = true;
    }

    pub(super) fn next_cell(&mut self, token: Token) {
        let Some(scope) = self.scopes.last() else { return };
        let Holds::Cells { row, cell } = scope.holds else { return };
        let at = token.at as usize;
        if !row {
            self.open_node(Kind::TableRow { head: false }, token.place());
        }
        if !cell {
            self.open_node(Kind::TableCell, token.place());
        }
        self.builder.close(at);
        self.builder.skip(token.to as usize);
        self.set_cells(true, false);
    }

    /// Ends the row of the table whose line ends here; `false` where no table is read.
    pub(super) fn next_row(&mut self, token: &Token) -> bool {
        let Some(Holds::Cells { row, cell }) = self.scopes.last().map(|scope| scope.holds) else { return false };
        for _ in 0..u8::from(row) + u8::from(cell) {
            self.builder.close(token.at as usize);
        }
        self.set_cells(false, false);
        true
    }

    fn set_cells(&mut self, row: bool, cell: bool) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.holds = Holds::Cells { row, cell };
        }
        self.blank = true;
    }
}
