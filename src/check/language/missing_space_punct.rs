use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Block, Paper, Prose, Provenance, Scope, lies_in};
use crate::rule::{Options, Values};
use crate::source::{Format, Span};
use crate::syntax::Kind;
use crate::text::{Token, TokenKind};
use std::ops::Range;

/// Marks without the blank that must follow them, and with one that must not stand before them; one finding for each sort.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut missing = Vec::new();
    let mut before = Vec::new();
    let links = paper.tree.ranges(|kind| matches!(kind, Kind::Link { .. }));
    for block in prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Abstract | Scope::Body)) {
        let tokens = prose.block_tokens(block);
        for index in 1..tokens.len().saturating_sub(1) {
            let mark = &tokens[index];
            if mark.kind != TokenKind::Mark || !matches!(prose.text.as_bytes()[mark.start as usize], b'.' | b',' | b';') {
                continue;
            }
            if is_closed_up(prose, tokens, index) && !lies_in(&links, prose.span(mark.range()).start) {
                missing.push(tokens[index - 1].start..tokens[index + 1].end);
            } else if is_set_off(prose, block, tokens, index) {
                before.push(tokens[index - 1].end..mark.end);
            }
        }
    }
    // Set pages give the blanks by chance.
    if paper.root().format == Format::Plain || paper.provenance == Provenance::FromPages {
        before.clear();
    }
    before.retain(|range| is_blank_in_file(paper, range));
    missing.retain(|range| paper.slice(prose.span(range.clone())).len() == range.len());
    let missing = finding(paper, &missing, |range, text| {
        let mark = text.find(['.', ',', ';'])? + 1;
        Some((range.start + mark as u32, range.start + mark as u32, " "))
    });
    let before = finding(paper, &before, |range, text| Some((range.start, range.end - text.trim_start().len() as u32, "")));
    missing.into_iter().chain(before.map(|finding| finding.variant("before"))).collect()
}

/// "end.Next", "one,two": words that nothing but the mark parts.
fn is_closed_up(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    let (before, mark, after) = (&tokens[index - 1], &tokens[index], &tokens[index + 1]);
    if before.end != mark.start || after.start != mark.end || !before.is_word() || !after.is_word() {
        return false;
    }
    let is_small = |word: &str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let (first, second) = (prose.word(before), prose.word(after));
    // A file's name, an address or a call goes on with another mark, or comes after one.
    let is_joined = |token: Option<&Token>, at: u32, side: fn(&Token) -> u32| {
        token.is_some_and(|token| side(token) == at && matches!(prose.word(token), "." | "/" | "_" | "@" | "(" | ":" | "\\" | "=" | "-" | "#" | "," | "'" | "\""))
    };
    let goes_on = tokens.get(index + 2).is_some_and(|next| next.start == after.end)
        && !matches!(tokens.get(index + 2).map(|next| prose.word(next)), Some("," | "." | ")"))
        || is_joined(index.checked_sub(2).and_then(|at| tokens.get(at)), before.start, |token| token.end);
    let then = tokens.get(index + 3).filter(|_| tokens.get(index + 2).is_some_and(|next| prose.word(next) != ")"));
    let goes_on = goes_on || then.is_some_and(|then| tokens[index + 2].start == after.end && then.start == tokens[index + 2].end);
    let is_argument = tokens.get(index + 2).is_some_and(|next| prose.word(next) == "=")
        || index.checked_sub(2).is_some_and(|at| prose.word(&tokens[at]) == "=");
    if goes_on || is_argument || !is_small(first) {
        return false;
    }
    match prose.word(mark) {
        "." => {
            let mut letters = second.chars();
            let is_capital = letters.next().is_some_and(|char| char.is_ascii_uppercase());
            // A sentence begins with a word of grammar as a rule; names of programs do not.
            is_capital && letters.all(|char| char.is_ascii_lowercase()) && prose.lexicon.is_stopword(after.word)
        }
        _ => is_small(second) || prose.lexicon.is_stopword(after.word) && second.len() >= 2,
    }
}

/// "the end ." and "so , we": a blank before the mark, and one or the end after it.
fn is_set_off(prose: &Prose, block: &Block, tokens: &[Token], index: usize) -> bool {
    let (before, mark, after) = (&tokens[index - 1], &tokens[index], &tokens[index + 1]);
    let is_spaced = mark.start == before.end + 1 && prose.text.as_bytes().get(before.end as usize) == Some(&b' ');
    let is_free = after.start > mark.end || block.end == mark.end;
    let is_mark = |token: &Token| token.kind == TokenKind::Mark && !matches!(prose.word(token), ")" | "]" | "”");
    is_spaced && is_free && !is_mark(before) && after.kind != TokenKind::Mark
}

/// Whether the blank is one of the file and no line end, markup or joint.
fn is_blank_in_file(paper: &Paper, range: &Range<u32>) -> bool {
    let span = paper.prose.span(range.start..range.end);
    paper.slice(span).trim_start_matches(' ').len() == 1 && paper.slice(span).starts_with(' ')
}

fn finding(
    paper: &Paper,
    places: &[Range<u32>],
    edit: impl Fn(&Range<u32>, &str) -> Option<(u32, u32, &'static str)>,
) -> Option<Finding> {
    let prose = &paper.prose;
    let (first, others) = places.split_first()?;
    let shown = prose.slice(shown(prose, first));
    let values = Values::new().text("found", shown.trim()).number("count", places.len());
    let finding = others.iter().fold(Finding::new(prose.span(first.clone()), values), |finding, place| {
        finding.context(prose.span(place.clone()), "here too")
    });
    let edits = places.iter().filter_map(|range| {
        let (start, end, text) = edit(range, prose.slice(range.clone()))?;
        // Found by the words on both sides, which stand in the file as they are.
        let whole = prose.span(range.clone());
        let at = |offset: u32| whole.start + (offset - range.start);
        Some(Edit { span: Span { start: at(start), end: at(end), ..whole }, text: text.to_owned() })
    });
    let edits: Vec<Edit> = edits.collect();
    Some(finding.fix(Fix { title: "set the blanks right".to_owned(), safety: Safety::Unsafe, edits }))
}

/// The place with the word before it.
fn shown(prose: &Prose, place: &Range<u32>) -> Range<u32> {
    let before = prose.slice(0..place.start);
    let start = before.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1) as u32;
    let start = if prose.slice(place.clone()).starts_with(' ') { start } else { place.start };
    start..place.end
}
