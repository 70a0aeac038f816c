use crate::diagnostic::Finding;
use crate::paper::{Paper, Prose, Scope, lies_in};
use crate::rule::{Options, Values};
use crate::text::{Token, TokenKind};
use std::ops::Range;

/// How a percentage is written after a number in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Sign,
    OneWord,
    TwoWords,
}

impl Style {
    const ALL: [(Style, &str); 3] = [(Style::Sign, "%"), (Style::OneWord, "percent"), (Style::TwoWords, "per cent")];

    fn name(self) -> &'static str {
        Style::ALL[self as usize].1
    }
}

/// Percentages written in more than one way after figures; one finding, at the first that is not in the commonest way.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut places: Vec<(Style, Range<u32>)> = Vec::new();
    for block in prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Abstract | Scope::Body)) {
        let tokens = prose.block_tokens(block);
        let mut quotations = None;
        for index in 0..tokens.len() {
            if tokens[index].kind == TokenKind::Number
                && let Some((style, end)) = style(prose, tokens, index)
                && !begins_sentence(prose, tokens, index)
                && !lies_in(quotations.get_or_insert_with(|| prose.quotations(block)), tokens[index].start)
            {
                places.push((style, tokens[index].start..end));
            }
        }
    }
    let count = |style: Style| places.iter().filter(|(other, _)| *other == style).count();
    let Some((common, _)) = Style::ALL.into_iter().max_by_key(|(style, _)| (count(*style), std::cmp::Reverse(*style)))
    else {
        return Vec::new();
    };
    let mut rare = places.iter().filter(|(style, _)| *style != common);
    let Some((style, first)) = rare.next() else { return Vec::new() };
    let values = Values::new()
        .text("rare", style.name())
        .text("found", prose.slice(first.clone()))
        .text("common", common.name())
        .number("rare-count", 1 + rare.clone().count())
        .number("common-count", count(common));
    let finding = Finding::new(prose.span(first.clone()), values);
    let finding = rare.fold(finding, |finding, (style, range)| {
        finding.context(prose.span(range.clone()), format!("“{}”", style.name()))
    });
    let usual = places.iter().find(|(style, _)| *style == common);
    vec![usual.into_iter().fold(finding, |finding, (_, range)| {
        finding.context(prose.span(range.clone()), format!("“{}”, the commoner", common.name()))
    })]
}

/// How the number at `index` is called a percentage, and where that ends.
fn style(prose: &Prose, tokens: &[Token], index: usize) -> Option<(Style, u32)> {
    let next = tokens.get(index + 1)?;
    match prose.lexicon.word(next.word) {
        "%" => Some((Style::Sign, next.end)),
        "percent" => Some((Style::OneWord, next.end)),
        "per" => {
            let cent = tokens.get(index + 2).filter(|token| prose.lexicon.word(token.word) == "cent")?;
            Some((Style::TwoWords, cent.end))
        }
        _ => None,
    }
}

/// A sentence that begins with a figure writes the word out.
fn begins_sentence(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    index.checked_sub(1).is_none_or(|before| matches!(prose.word(&tokens[before]), "." | "?" | "!"))
}
