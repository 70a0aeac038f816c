//! `\newcommand`, `\def` and their kin.

use super::lex::Mark;
use super::macros::{Macro, Parameter};
use super::stream::Stream;
use std::rc::Rc;

impl<'t> Stream<'t> {
    /// Reads a definition whose command has just been read; `false` where it is none.
    pub(super) fn define(&mut self, name: &str) -> bool {
        match name {
            "newcommand" | "renewcommand" | "providecommand" | "DeclareRobustCommand" | "newrobustcmd" => {
                let Some(name) = self.command_name() else { return true };
                let parameters = self.counted_parameters();
                self.store(name, parameters);
            }
            "NewDocumentCommand" | "RenewDocumentCommand" | "ProvideDocumentCommand" | "DeclareDocumentCommand" => {
                let Some(name) = self.command_name() else { return true };
                let parameters = self.described_parameters();
                self.store(name, parameters);
            }
            "def" | "gdef" | "edef" | "xdef" => self.define_plain(),
            "let" => self.define_alias(),
            "newenvironment" | "renewenvironment" => {
                let Some(name) = self.name() else { return true };
                let parameters = self.counted_parameters();
                self.store_environment(name, parameters);
            }
            "NewDocumentEnvironment" | "RenewDocumentEnvironment" => {
                let Some(name) = self.name() else { return true };
                let parameters = self.described_parameters();
                self.store_environment(name, parameters);
            }
            "newtheorem" | "declaretheorem" | "spnewtheorem" | "newmdtheoremenv" => {
                if name == "declaretheorem" {
                    self.option();
                }
                if let Some(name) = self.name() {
                    self.definitions.theorems.insert(name, ());
                }
                if name == "declaretheorem" {
                    self.option();
                    return true;
                }
                self.option();
                self.group();
                self.option();
                if name == "spnewtheorem" {
                    self.group();
                    self.group();
                }
            }
            "newif" => {
                if let Some(switch) = self.raw().and_then(|token| token.name(self.text).strip_prefix("if")) {
                    self.definitions.switches.insert(switch, false);
                }
            }
            "DeclareMathOperator"
            | "newcounter"
            | "newacronym"
            | "DeclarePairedDelimiter"
            | "newglossaryentry"
            | "newlength"
            | "newsavebox"
            | "definecolor"
            | "newcolumntype"
            | "lstdefinelanguage"
            | "lstdefinestyle"
            | "tikzset"
            | "pgfplotsset"
            | "lstset"
            | "hypersetup" => {
                self.option();
                while self.touches_group() {
                    self.argument();
                    self.option();
                }
            }
            _ => return false,
        }
        true
    }

    /// The command that a definition names, in braces or bare.
    fn command_name(&mut self) -> Option<&'t str> {
        let text = self.text;
        let argument = self.argument()?;
        argument.tokens.iter().map(|token| token.name(text)).find(|name| !name.is_empty())
    }

    /// `[2][default]`: how many, and that the first is optional.
    fn counted_parameters(&mut self) -> Vec<Parameter> {
        let Some(count) = self.option() else { return Vec::new() };
        let count = count.written(self.text).trim().parse::<usize>().unwrap_or(0).min(9);
        let default = self.option();
        let mut parameters = vec![Parameter::Mandatory; count];
        if let (Some(first), Some(default)) = (parameters.first_mut(), default) {
            *first = Parameter::Optional(default.tokens.into());
        }
        parameters
    }

    /// `{s O{x} m m}`.
    fn described_parameters(&mut self) -> Vec<Parameter> {
        let Some(described) = self.group() else { return Vec::new() };
        let mut parameters = Vec::new();
        let mut depth = 0usize;
        let mut start = None;
        for (index, token) in described.tokens.iter().enumerate() {
            match token.mark {
                Mark::Open => {
                    depth += 1;
                    start.get_or_insert(index + 1);
                }
                Mark::Close => {
                    depth = depth.saturating_sub(1);
                    if depth == 0
                        && let Some(from) = start.take()
                        && let Some(Parameter::Optional(default)) = parameters.last_mut()
                    {
                        *default = described.tokens.get(from..index).unwrap_or_default().into();
                    }
                }
                Mark::Text if depth == 0 => {
                    for letter in token.text(self.text).chars() {
                        match letter {
                            'm' | 'v' | 'r' | 'R' => parameters.push(Parameter::Mandatory),
                            'o' | 'O' | 'd' | 'D' => parameters.push(Parameter::Optional(Rc::from([]))),
                            's' => parameters.push(Parameter::Star),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        parameters.truncate(9);
        parameters
    }

    fn store(&mut self, name: &'t str, parameters: Vec<Parameter>) {
        let Some(body) = self.argument() else { return };
        let definition = Macro::new(parameters, body.tokens, self.text);
        self.definitions.macros.insert(name, Rc::new(definition));
    }

    fn store_environment(&mut self, name: &'t str, parameters: Vec<Parameter>) {
        let (Some(begin), Some(end)) = (self.group(), self.group()) else { return };
        let begin = Macro::new(parameters, begin.tokens, self.text);
        let end = Macro::new(Vec::new(), end.tokens, self.text);
        self.definitions.environments.insert(name, (Rc::new(begin), Rc::new(end)));
    }

    /// `\def\name#1#2{…}`. One whose arguments end at other marks than braces is not understood and prints nothing.
    fn define_plain(&mut self) {
        let Some(name) = self.raw().map(|token| token.name(self.text)).filter(|name| !name.is_empty()) else { return };
        let mut parameters = Vec::new();
        let mut is_delimited = false;
        while let Some(token) = self.peek() {
            match token.mark {
                Mark::Open | Mark::Par => break,
                Mark::Parameter(1..) => parameters.push(Parameter::Mandatory),
                Mark::Blank => {}
                _ => is_delimited = true,
            }
            self.raw();
        }
        parameters.truncate(9);
        let Some(body) = self.group() else { return };
        let body = if is_delimited { Vec::new() } else { body.tokens };
        self.definitions.macros.insert(name, Rc::new(Macro::new(parameters, body, self.text)));
    }

    /// `\let\a=\b`.
    fn define_alias(&mut self) {
        let Some(name) = self.raw().map(|token| token.name(self.text)) else { return };
        if let Some(token) = self.peek().filter(|token| token.mark == Mark::Text) {
            if token.text(self.text).trim() != "=" {
                return;
            }
            self.raw();
        }
        let Some(token) = self.peek().filter(|token| !token.name(self.text).is_empty()) else { return };
        self.raw();
        let other = token.name(self.text);
        if let Some(switch) = name.strip_prefix("if") {
            self.definitions.switches.insert(switch, other == "iftrue");
            return;
        }
        let definition = match self.definitions.macros.get(other) {
            Some(definition) => Rc::clone(definition),
            None => Rc::new(Macro::new(Vec::new(), vec![token], self.text)),
        };
        if !name.is_empty() && name != other {
            self.definitions.macros.insert(name, definition);
        }
    }
}
