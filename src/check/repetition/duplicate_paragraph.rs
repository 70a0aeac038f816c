use super::paragraph::{block_of, repeated_paragraphs};
use crate::diagnostic::Finding;
use crate::paper::{Paper, Statements};
use crate::rule::{Options, Values};
use std::ops::Range;

/// Finds paragraphs of the body that stand again word for word; all places of one paragraph are one finding.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let statements = paper.statements();
    let paragraphs = repeated_paragraphs(paper, statements);
    paragraphs.iter().filter_map(|places| finding(paper, statements, places)).collect()
}

/// Placed at the first repeat; the original is its twin, further repeats are context.
fn finding(paper: &Paper, statements: &Statements, places: &[Range<u32>]) -> Option<Finding> {
    let [original, repeat, others @ ..] = places else { return None };
    let prose = &paper.prose;
    let span = |place: &Range<u32>| {
        let block = block_of(paper, statements, place);
        prose.span(block.start..block.end)
    };
    let named = |place: &Range<u32>| statements.place(paper, place.start);
    let tokens = prose.block_tokens(block_of(paper, statements, original));
    let words = tokens.iter().filter(|token| token.is_word()).count();
    let values = Values::new()
        .number("times", places.len())
        .number("words", words)
        .text("first", named(original))
        .text("second", named(repeat));
    let mut finding =
        Finding::new(span(repeat), values).twin(span(original), format!("the same paragraph in {}", named(original)));
    for other in others {
        finding = finding.context(span(other), format!("and again in {}", named(other)));
    }
    Some(match (others.is_empty(), statements.share_place(original.start, repeat.start)) {
        (false, _) => finding.variant("often"),
        (true, true) => finding.variant("one-section"),
        (true, false) => finding,
    })
}
