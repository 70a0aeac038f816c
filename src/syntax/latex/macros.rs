use super::lex::{Mark, Token};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// What a macro takes before its body.
#[derive(Debug, Clone)]
pub enum Parameter {
    Mandatory,
    /// `[…]`, and what stands for it where it is left out.
    Optional(Rc<[Token]>),
    Star,
}

/// What a text defines with `\newcommand` and its kin.
#[derive(Debug, Clone)]
pub struct Macro {
    pub parameters: Rc<[Parameter]>,
    pub body: Rc<[Token]>,
    /// Whether the body uses each argument at most once, in their order: then their words keep their own places.
    pub in_order: bool,
    /// Whether the body holds what shapes the text: environments, maths, labels, citations.
    pub is_structural: bool,
}

impl Macro {
    pub fn new(parameters: Vec<Parameter>, body: Vec<Token>, text: &str) -> Macro {
        let numbers: Vec<u8> = body
            .iter()
            .filter_map(|token| match token.mark {
                Mark::Parameter(number) if number > 0 => Some(number),
                _ => None,
            })
            .collect();
        let in_order = numbers.windows(2).all(|pair| pair[0] < pair[1]);
        let shapes = |token: &Token| match token.mark {
            Mark::Dollar | Mark::Dollars => true,
            Mark::Command | Mark::Starred => {
                let name = token.name(text);
                matches!(name, "begin" | "end" | "[" | "]" | "(" | ")" | "label" | "ref" | "eqref" | "input")
                    || name.contains("cite")
            }
            _ => false,
        };
        let is_structural = body.iter().any(shapes);
        Macro { parameters: parameters.into(), body: body.into(), in_order, is_structural }
    }
}

/// One argument of a call.
#[derive(Debug, Clone, Default)]
pub struct Argument {
    pub tokens: Vec<Token>,
    /// The place of what closes it; its only token's where nothing does.
    pub close: Option<(u32, u32)>,
}

impl Argument {
    /// From the first letter to the last, where the argument stands in the file as it is read.
    pub fn contiguous(&self) -> Option<std::ops::Range<usize>> {
        let (first, last) = (self.tokens.first()?, self.tokens.last()?);
        let unmoved = self.tokens.iter().all(|token| !token.is_moved());
        (unmoved && first.start <= last.end).then_some(first.start as usize..last.end as usize)
    }

    /// Its letters, one token after another.
    pub fn written(&self, text: &str) -> String {
        match self.contiguous() {
            // With the blanks that TeX passes over.
            Some(range) if !self.tokens.iter().any(|token| token.mark == Mark::Directive) => {
                let written = text.get(range).unwrap_or_default();
                if !written.contains('%') {
                    return written.to_owned();
                }
                self.joined(text)
            }
            _ => self.joined(text),
        }
    }

    fn joined(&self, text: &str) -> String {
        let mut written = String::new();
        for (index, token) in self.tokens.iter().enumerate() {
            written.push_str(token.text(text));
            let is_named = matches!(token.mark, Mark::Command | Mark::Starred);
            if is_named && self.tokens.get(index + 1).is_some_and(|next| next.mark == Mark::Text) {
                written.push(' ');
            }
        }
        written
    }

    /// Its letters as people read them.
    pub fn plain(&self, text: &str) -> String {
        crate::syntax::bibtex::read_tex(&self.written(text))
    }
}

/// The body with the arguments in it. What the body prints stands at the call: words before the first argument at the
/// macro's name, words after an argument at what closes it; all of it at the whole call where the arguments are not
/// used in their order.
pub fn expand(definition: &Macro, name: &Token, arguments: &[Argument]) -> Vec<Token> {
    let whole_end = arguments.iter().filter_map(|argument| argument.close).map(|(_, to)| to).max();
    let whole = (name.at, whole_end.unwrap_or(name.to).max(name.to));
    let mut place = if definition.in_order { (name.at, name.to) } else { whole };
    let mut expanded = Vec::with_capacity(definition.body.len());
    for token in definition.body.iter() {
        let Mark::Parameter(number @ 1..) = token.mark else {
            expanded.push(token.moved(place.0, place.1));
            continue;
        };
        let Some(argument) = arguments.get(number as usize - 1) else { continue };
        if definition.in_order {
            expanded.extend(&argument.tokens);
            place = argument.close.unwrap_or(place);
        } else {
            expanded.extend(argument.tokens.iter().map(|token| token.moved(place.0, place.1)));
        }
    }
    expanded
}

/// The macros, environments and switches that a text has defined so far, by name.
#[derive(Debug, Default)]
pub struct Definitions<'t> {
    pub macros: FxHashMap<&'t str, Rc<Macro>>,
    /// What `\begin` and `\end` of an environment stand for.
    pub environments: FxHashMap<&'t str, (Rc<Macro>, Rc<Macro>)>,
    pub theorems: FxHashMap<&'t str, ()>,
    pub switches: FxHashMap<&'t str, bool>,
}
