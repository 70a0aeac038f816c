use crate::diagnostic::Finding;
use crate::paper::{Paper, Repair, RepairKind};
use crate::rule::{Options, Values};
use crate::syntax::Kind;
use crate::text::{Token, TokenKind};
use std::ops::Range;

/// How many words on either side of the cut a message quotes.
const QUOTED: usize = 5;

/// How many tokens on either side must be running text.
const JUDGED: usize = 14;

/// A paragraph that stops in mid-sentence and goes on in the next block.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let cuts = paper.prose.repairs.iter().filter(|repair| repair.kind == RepairKind::CutParagraph);
    cuts.filter(|cut| !is_meant(paper, cut)).filter_map(|cut| finding(paper, cut)).collect()
}

fn finding(paper: &Paper, cut: &Repair) -> Option<Finding> {
    let prose = &paper.prose;
    let block = prose.blocks.get(prose.block_at(cut.at)?.0 as usize)?;
    let tokens = prose.block_tokens(block);
    let (before, after) = tokens.split_at(tokens.partition_point(|token| token.start < cut.at));
    if !is_prose(paper, before.get(before.len().saturating_sub(JUDGED)..)?)
        || !is_prose(paper, after.get(..after.len().min(JUDGED))?)
    {
        return None;
    }
    // After an equation or a picture that a converter lost, the next sentence begins with a capital.
    if prose.word(after.first()?).starts_with(char::is_uppercase) {
        return None;
    }
    let words_back = before.iter().enumerate().rev().filter(|(_, token)| !is_mark(token)).take(QUOTED);
    let first = words_back.last().map_or(0, |(index, _)| index);
    let words_on = after.iter().enumerate().filter(|(_, token)| !is_mark(token)).take(QUOTED);
    let last = words_on.last().map_or(0, |(index, _)| index);
    let range_before = before.get(first)?.start..before.last()?.end;
    let range_after = after.first()?.start..after.get(last)?.end;
    let quote = |range: Range<u32>| prose.slice(range).replace('\u{fffc}', "…");
    let values = Values::new().text("before", quote(range_before.clone())).text("after", quote(range_after.clone()));
    Some(Finding::new(prose.span(range_before), values).context(prose.span(range_after), "goes on here"))
}

/// Whether tokens are running text, and not maths, code, a row of a table or a running head that a converter left.
fn is_prose(paper: &Paper, tokens: &[Token]) -> bool {
    let prose = &paper.prose;
    let words = tokens.iter().filter(|token| token.is_word()).count();
    let plain = tokens.iter().filter(|token| token.is_word() && !prose.word(token).starts_with(char::is_uppercase));
    let (lower_case, of_grammar) = plain.fold((0, 0), |(lower_case, of_grammar), token| {
        (lower_case + 1, of_grammar + usize::from(prose.lexicon.is_stopword(token.word)))
    });
    words * 4 >= tokens.len() * 3 && lower_case * 2 >= words && of_grammar >= 2
}

fn is_mark(token: &Token) -> bool {
    token.kind == TokenKind::Mark
}

/// Whether the sentence goes on around something set off that belongs to it.
fn is_meant(paper: &Paper, cut: &Repair) -> bool {
    let nodes = &paper.tree.nodes;
    let first = nodes.partition_point(|node| node.start < cut.before.end);
    let mut between = nodes.iter().skip(first).take_while(|node| node.start < cut.after.start);
    between.any(|node| {
        matches!(node.kind, Kind::MathBlock | Kind::CodeBlock | Kind::Quote | Kind::List { .. } | Kind::Raw)
    })
}
