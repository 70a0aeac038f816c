use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::text::{Token, TokenKind, WordId};

/// Some houses write "et al" throughout; so many of the other form show that this one does not.
const FEW: usize = 3;

#[derive(Default)]
struct Seen {
    right: usize,
    /// "et al" without its point.
    bare: Vec<Span>,
    /// "et. al.", "et.al.".
    dotted: Vec<Span>,
    /// "et all".
    all: Vec<Span>,
}

/// "et al." written otherwise: never right as "et. al." and "et all", and not without the point where the paper sets one.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let find = |word: &str| paper.prose.lexicon.find(word);
    let Some(et) = find("et") else { return Vec::new() };
    let words = Words { et, al: find("al"), all: find("all") };
    let mut seen = Seen::default();
    for block in &paper.prose.blocks {
        if matches!(block.scope, Scope::Abstract | Scope::Body | Scope::Caption | Scope::Footnote | Scope::Table) {
            words.read(paper, paper.prose.block_tokens(block), &mut seen);
        }
    }
    if seen.right < FEW || seen.bare.len() * 3 > seen.right {
        seen.bare.clear();
    }
    let mut findings = Vec::new();
    for (places, variant) in [(seen.bare, None), (seen.dotted, Some("dotted")), (seen.all, Some("all"))] {
        findings.extend(finding(paper, &places, variant));
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

struct Words {
    et: WordId,
    al: Option<WordId>,
    all: Option<WordId>,
}

impl Words {
    fn read(&self, paper: &Paper, tokens: &[Token], seen: &mut Seen) {
        for (at, token) in tokens.iter().enumerate() {
            // A capital begins a name; "et" after nothing is no list of authors.
            if token.word != self.et || at == 0 || paper.prose.word(token) != "et" {
                continue;
            }
            let is_point = |at: usize| {
                let touches = |token: &Token| tokens.get(at - 1).is_some_and(|before| before.end == token.start);
                tokens.get(at).is_some_and(|token| paper.prose.word(token) == "." && touches(token))
            };
            let dotted = is_point(at + 1);
            let next = at + 1 + usize::from(dotted);
            let Some(word) = tokens.get(next) else { continue };
            // A bracket, a comma or a year, and no word: "et all its forms" is French.
            let ends_names = |token: &Token| {
                token.kind == TokenKind::Number || matches!(paper.prose.word(token), "(" | "[" | ")" | "," | "." | ";")
            };
            let span = |last: usize| paper.prose.span(token.start..tokens.get(last).map_or(word.end, |token| token.end));
            if Some(word.word) == self.al {
                match (dotted, is_point(next + 1)) {
                    (false, true) => seen.right += 1,
                    (false, false) => seen.bare.push(span(next)),
                    (true, true) => seen.dotted.push(span(next + 1)),
                    (true, false) => seen.dotted.push(span(next)),
                }
            } else if Some(word.word) == self.all && !dotted && tokens.get(next + 1).is_some_and(ends_names) {
                seen.all.push(span(next));
            }
        }
    }
}

fn finding(paper: &Paper, places: &[Span], variant: Option<&'static str>) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let values = Values::new().text("written", paper.slice(*first)).number("count", places.len());
    let edits = places.iter().map(|span| Edit { span: *span, text: "et al.".to_owned() }).collect();
    let fix = Fix { title: "write “et al.”".to_owned(), safety: Safety::Safe, edits };
    let mut finding = Finding::new(*first, values).fix(fix);
    if let Some(name) = variant {
        finding = finding.variant(name);
    }
    Some(others.iter().fold(finding, |finding, span| finding.context(*span, "and here")))
}
