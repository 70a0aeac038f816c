use super::commands::is_known;
use super::lex::{Lexed, Mark, NONE, Token, is_conditional};
use super::macros::{Argument, Definitions, Macro, Parameter, expand};
use std::ops::Range;
use std::rc::Rc;

/// Macros are expanded this deep at most.
const MAX_DEPTH: usize = 200;

/// So many tokens may come out of macros, besides eight for each that the text has.
const MIN_BUDGET: usize = 200_000;

/// Tokens that are being read: the text's own, or those of an expansion.
struct Frame {
    tokens: Rc<[Token]>,
    pairs: Rc<[u32]>,
    next: usize,
}

/// The tokens of a text one after another, with its macros expanded and its conditionals decided.
pub struct Stream<'t> {
    pub text: &'t str,
    pub definitions: Definitions<'t>,
    frames: Vec<Frame>,
    /// What was read too far.
    pending: Vec<Token>,
    budget: usize,
    /// The place of the brace that closed the last group.
    pub closed: Option<(u32, u32)>,
    /// Where macros were first left unexpanded, since there were too many.
    pub exhausted: Option<Range<usize>>,
}

impl<'t> Stream<'t> {
    pub fn new(text: &'t str, lexed: Lexed) -> Stream<'t> {
        let budget = MIN_BUDGET + 8 * lexed.tokens.len();
        let frame = Frame { tokens: lexed.tokens.into(), pairs: lexed.pairs.into(), next: 0 };
        let definitions = Definitions::default();
        Stream { text, definitions, frames: vec![frame], pending: Vec::new(), budget, closed: None, exhausted: None }
    }

    /// The next token as it stands.
    pub fn raw(&mut self) -> Option<Token> {
        if let Some(token) = self.pending.pop() {
            return Some(token);
        }
        loop {
            let frame = self.frames.last_mut()?;
            if let Some(&token) = frame.tokens.get(frame.next) {
                frame.next += 1;
                return Some(token);
            }
            if self.frames.len() == 1 {
                return None;
            }
            self.frames.pop();
        }
    }

    /// What [`Stream::raw`] will give.
    pub fn peek(&self) -> Option<Token> {
        let in_frames = || self.frames.iter().rev().find_map(|frame| frame.tokens.get(frame.next)).copied();
        self.pending.last().copied().or_else(in_frames)
    }

    pub fn unread(&mut self, token: Token) {
        self.pending.push(token);
    }

    /// Puts tokens before those to come.
    pub fn push(&mut self, tokens: Vec<Token>) {
        if tokens.is_empty() {
            return;
        }
        // What was read too far comes after them.
        let mut tokens = tokens;
        tokens.extend(self.pending.drain(..).rev());
        self.budget = self.budget.saturating_sub(tokens.len());
        while self.frames.len() > 1 && self.frames.last().is_some_and(|frame| frame.next >= frame.tokens.len()) {
            self.frames.pop();
        }
        self.frames.push(Frame { tokens: tokens.into(), pairs: Rc::from([]), next: 0 });
    }

    /// Leaves all that is still to come unread.
    pub fn stop(&mut self) {
        self.pending.clear();
        self.frames.truncate(1);
        if let Some(frame) = self.frames.first_mut() {
            frame.next = frame.tokens.len();
        }
    }

    /// The next token that is no definition, no conditional and no call of a macro. In maths only those macros are
    /// expanded that shape the text.
    pub fn next(&mut self, in_maths: InMaths) -> Option<Token> {
        loop {
            let token = self.raw()?;
            let name = token.name(self.text);
            if name.is_empty() || self.define(name) || self.decide(name) {
                if name.is_empty() {
                    return Some(token);
                }
                continue;
            }
            let Some(definition) = self.definitions.macros.get(name).filter(|_| !is_known(name)) else {
                return Some(token);
            };
            if in_maths == InMaths::Yes && !definition.is_structural {
                return Some(token);
            }
            let definition = Rc::clone(definition);
            if !self.call(&definition, &token) {
                return Some(token);
            }
        }
    }

    /// Expands a macro; `false` where too much was expanded already.
    pub fn call(&mut self, definition: &Macro, token: &Token) -> bool {
        if self.budget == 0 || self.frames.len() > MAX_DEPTH {
            self.exhausted.get_or_insert(token.place());
            return false;
        }
        let arguments = self.arguments(&definition.parameters);
        let expanded = expand(definition, token, &arguments);
        self.budget = self.budget.saturating_sub(1 + definition.body.len());
        self.push(expanded);
        true
    }

    /// The same tokens with the macros in them that take no arguments expanded, a few levels deep.
    pub fn plainly_expanded(&self, mut tokens: Vec<Token>) -> Vec<Token> {
        const LEVELS: usize = 3;
        const LONGEST: usize = 50_000;
        for _ in 0..LEVELS {
            let mut expanded = Vec::with_capacity(tokens.len());
            for token in &tokens {
                let definition = self.definitions.macros.get(token.name(self.text));
                match definition.filter(|definition| definition.parameters.is_empty() && expanded.len() < LONGEST) {
                    Some(definition) if !is_known(token.name(self.text)) => {
                        expanded.extend(definition.body.iter().map(|inner| inner.moved(token.at, token.to)));
                    }
                    _ => expanded.push(*token),
                }
            }
            let is_done = expanded.len() == tokens.len() || expanded.len() > LONGEST;
            tokens = expanded;
            if is_done {
                break;
            }
        }
        tokens
    }

    fn arguments(&mut self, parameters: &[Parameter]) -> Vec<Argument> {
        let mut arguments = Vec::with_capacity(parameters.len());
        for parameter in parameters {
            arguments.push(match parameter {
                Parameter::Mandatory => self.argument().unwrap_or_default(),
                Parameter::Optional(default) => {
                    self.option().unwrap_or_else(|| Argument { tokens: default.to_vec(), close: None })
                }
                // The lexer reads a star as part of the name.
                Parameter::Star => Argument::default(),
            });
        }
        arguments
    }

    /// Passes over blanks that are no empty line.
    pub fn skip_blanks(&mut self) {
        while let Some(token) = self.peek() {
            let is_blank = match token.mark {
                Mark::Blank => true,
                Mark::Text => token.text(self.text).trim().is_empty(),
                _ => false,
            };
            if !is_blank {
                break;
            }
            self.raw();
        }
    }

    /// Whether an argument in braces comes next, after blanks perhaps.
    pub fn at_group(&mut self) -> bool {
        self.skip_blanks();
        self.peek().is_some_and(|token| token.mark == Mark::Open) && self.is_closed()
    }

    /// Whether the brace or bracket that comes next is ever closed. In an expansion it is held to be.
    fn is_closed(&self) -> bool {
        if !self.pending.is_empty() {
            return true;
        }
        let Some(frame) = self.frames.iter().rev().find(|frame| frame.next < frame.tokens.len()) else { return false };
        match frame.pairs.get(frame.next) {
            Some(pair) => *pair != NONE,
            None => self.budget > 0,
        }
    }

    /// The argument in braces that comes next.
    pub fn group(&mut self) -> Option<Argument> {
        if !self.at_group() {
            return None;
        }
        self.raw();
        Some(self.rest_of_group())
    }

    /// What is left of the group whose opening brace was read.
    pub fn rest_of_group(&mut self) -> Argument {
        let mut tokens = Vec::new();
        let mut depth = 0usize;
        let mut close = None;
        while let Some(token) = self.raw() {
            match token.mark {
                Mark::Open => depth += 1,
                Mark::Close if depth == 0 => {
                    close = Some((token.at, token.to));
                    break;
                }
                Mark::Close => depth -= 1,
                _ => {}
            }
            tokens.push(token);
        }
        self.budget = self.budget.saturating_sub(tokens.len() / 4);
        self.closed = close;
        Argument { tokens, close }
    }

    /// The argument that comes next: a group, a command, or one character.
    pub fn argument(&mut self) -> Option<Argument> {
        if self.at_group() {
            return self.group();
        }
        let mut token = self.peek()?;
        if matches!(token.mark, Mark::Close | Mark::Par | Mark::Open) {
            return None;
        }
        self.raw();
        if token.mark == Mark::Text {
            let text = token.text(self.text);
            let blanks = text.len() - text.trim_start().len();
            let length = text[blanks..].chars().next().map_or(0, char::len_utf8);
            let (cut, end) = (token.start + blanks as u32, token.start + (blanks + length) as u32);
            let is_moved = token.is_moved();
            if end < token.end {
                let at = if is_moved { token.at } else { end };
                self.unread(Token { start: end, at, ..token });
            }
            let (at, to) = if is_moved { (token.at, token.to) } else { (cut, end) };
            token = Token { start: cut, end, at, to, ..token };
        }
        Some(Argument { tokens: vec![token], close: Some((token.at, token.to)) })
    }

    /// The optional argument `[…]` that comes next, if one does.
    pub fn option(&mut self) -> Option<Argument> {
        const LONGEST: usize = 20_000;
        let before = self.peek()?;
        if before.mark == Mark::Blank {
            // Only where a bracket follows is the blank no word's.
            self.raw();
            if self.peek().is_none_or(|token| token.mark != Mark::OpenBracket) {
                self.unread(before);
                return None;
            }
        }
        if self.peek()?.mark != Mark::OpenBracket || !self.is_closed() {
            if before.mark == Mark::Blank {
                self.unread(before);
            }
            return None;
        }
        let open = self.raw()?;
        let mut tokens = Vec::new();
        let mut depth = 0usize;
        let mut close = None;
        while let Some(token) = self.raw() {
            match token.mark {
                Mark::Open => depth += 1,
                Mark::CloseBracket if depth == 0 => {
                    close = Some((token.at, token.to));
                    break;
                }
                // The group around it ends, or the paragraph: it was a bracket of the text.
                Mark::Close if depth == 0 => {
                    tokens.push(token);
                    break;
                }
                Mark::Close => depth -= 1,
                Mark::Par if depth == 0 => {
                    tokens.push(token);
                    break;
                }
                _ => {}
            }
            tokens.push(token);
            if tokens.len() > LONGEST {
                break;
            }
        }
        self.budget = self.budget.saturating_sub(tokens.len() / 4);
        if close.is_none() {
            tokens.insert(0, open);
            self.push(tokens);
            return None;
        }
        Some(Argument { tokens, close })
    }

    /// Passes over optional arguments, several where there are, and over `<…>` before them.
    pub fn options(&mut self) {
        if let Some(token) = self.peek().filter(|token| token.mark == Mark::Text && !token.is_moved())
            && let Some(rest) = token.text(self.text).strip_prefix('<')
            && let Some(close) = rest.find('>').filter(|close| *close < 80)
            && rest[close + 1..].is_empty()
        {
            self.raw();
        }
        for _ in 0..4 {
            if self.option().is_none() {
                break;
            }
        }
    }

    /// Passes over what stands in parentheses before the arguments of `\cites`.
    pub fn parenthesis(&mut self) {
        for _ in 0..2 {
            let Some(token) = self.peek().filter(|token| token.mark == Mark::Text) else { return };
            let text = token.text(self.text);
            if text.starts_with('(') && text.ends_with(')') {
                self.raw();
                self.options();
            }
        }
    }

    /// Whether one more argument of a list of citations comes next, without a blank before it.
    pub fn is_followed_by_group_or_option(&self) -> bool {
        self.peek().is_some_and(|token| matches!(token.mark, Mark::Open | Mark::OpenBracket))
    }

    /// Whether an argument in braces comes next, without a blank before it.
    pub fn touches_group(&self) -> bool {
        self.peek().is_some_and(|token| token.mark == Mark::Open) && self.is_closed()
    }

    /// What stands before the `\end` of an environment whose `\begin` was read, as it stands.
    pub fn until_end(&mut self, name: &str) -> Argument {
        let mut tokens = Vec::new();
        let mut depth = 0usize;
        while let Some(token) = self.raw() {
            let command = token.name(self.text);
            if matches!(command, "begin" | "end") && self.names(name) {
                match command {
                    "begin" => depth += 1,
                    _ if depth == 0 => {
                        self.name();
                        let close = self.closed.map(|(_, to)| (token.at, to.max(token.to)));
                        return Argument { tokens, close };
                    }
                    _ => depth -= 1,
                }
            }
            tokens.push(token);
        }
        Argument { tokens, close: None }
    }

    /// Whether the name in braces that comes next is this one.
    fn names(&self, name: &str) -> bool {
        if !self.pending.is_empty() {
            return false;
        }
        let Some(frame) = self.frames.iter().rev().find(|frame| frame.next < frame.tokens.len()) else { return false };
        let mut written = String::new();
        let rest = frame.tokens.get(frame.next..).unwrap_or_default();
        for token in rest.iter().take(6).skip_while(|token| token.mark == Mark::Open) {
            if token.mark == Mark::Close {
                break;
            }
            written.push_str(token.text(self.text));
        }
        written.trim() == name
    }

    /// The name in braces that comes next: of an environment, a counter.
    pub fn name(&mut self) -> Option<&'t str> {
        self.closed = None;
        let group = self.group()?;
        let (first, last) = (group.tokens.first()?, group.tokens.last()?);
        let text: &'t str = self.text;
        text.get(first.start as usize..last.end as usize).map(str::trim)
    }

    /// Takes the branch of a conditional whose command has just been read; `false` where it is none.
    fn decide(&mut self, name: &str) -> bool {
        match name {
            "fi" | "or" => return true,
            "else" => {
                self.leap();
                return true;
            }
            _ => {}
        }
        if !is_conditional(name) {
            let switch = name.strip_suffix("true").map(|switch| (switch, true));
            let switch = switch.or_else(|| name.strip_suffix("false").map(|switch| (switch, false)));
            return match switch {
                Some((switch, state)) => match self.definitions.switches.get_mut(switch) {
                    Some(known) => {
                        *known = state;
                        true
                    }
                    None => false,
                },
                None => false,
            };
        }
        let holds = match name {
            "iftrue" => true,
            "iffalse" => false,
            "ifdefined" => self.raw().is_some_and(|token| self.definitions.macros.contains_key(token.name(self.text))),
            // A condition of its own, which is not worked out: the other branch is as a rule the plain one.
            "ifx" | "if" | "ifcat" => {
                let pair = self.mark();
                self.raw();
                self.raw();
                return self.leap_from(pair);
            }
            "ifnum" | "ifdim" | "ifodd" | "ifcase" | "ifvoid" | "ifcsname" | "ifeof" => return self.leap(),
            // What a page and an engine are is not known; the text is written for one that is so.
            "ifmmode" | "ifhmode" | "ifvmode" | "ifinner" => false,
            name => self.definitions.switches.get(&name[2..]).copied().unwrap_or(true),
        };
        if holds { true } else { self.leap() }
    }

    /// The place of the token that was just read, as frame and index.
    fn mark(&self) -> Option<(usize, usize)> {
        let frame = self.frames.last()?;
        Some((self.frames.len(), frame.next.checked_sub(1)?))
    }

    /// Goes on after the partner of the conditional that was just read.
    fn leap(&mut self) -> bool {
        let mark = self.mark();
        self.leap_from(mark)
    }

    fn leap_from(&mut self, mark: Option<(usize, usize)>) -> bool {
        let Some((depth, index)) = mark else { return true };
        if depth != self.frames.len() {
            return true;
        }
        let Some(frame) = self.frames.last_mut() else { return true };
        if let Some(pair) = frame.pairs.get(index) {
            if *pair != NONE {
                frame.next = *pair as usize + 1;
            }
            return true;
        }
        // An expansion has no pairs: they are sought.
        if self.budget == 0 {
            return true;
        }
        let mut level = 0usize;
        for (at, token) in frame.tokens.iter().enumerate().skip(index + 1) {
            self.budget = self.budget.saturating_sub(1);
            match token.name(self.text) {
                "fi" | "else" if level == 0 => {
                    frame.next = at + 1;
                    break;
                }
                "fi" => level -= 1,
                name if is_conditional(name) => level += 1,
                _ => {}
            }
        }
        true
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InMaths {
    Yes,
    No,
}
