use crate::diagnostic::Finding;
use crate::paper::{Block, BlockKind, Paper, Scope};
use crate::rule::{Options, Values};

/// How many words of a paragraph a message quotes.
const QUOTED: usize = 6;

/// Paragraphs with too many words; the longest is the finding, and the others are listed with it.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let most = options.number("max-words");
    let prose = &paper.prose;
    let paragraphs = prose.scoped(Scope::Body).filter(|block| block.kind == BlockKind::Paragraph);
    // Thanks and the like are lists.
    let is_argument = |block: &Block| block.section.is_none_or(|id| paper.outline.role(id).is_argument());
    let long = paragraphs.filter(|block| block.tokens.len() > most);
    let long = long.filter(|block| is_argument(block) && !is_proof(prose.block_text(block)));
    let mut long: Vec<(usize, &Block)> =
        long.map(|block| (words(paper, block), block)).filter(|(words, _)| *words > most).collect();
    long.sort_by_key(|(words, block)| (std::cmp::Reverse(*words), block.start));
    let Some(((count, block), others)) = long.split_first() else { return Vec::new() };
    let mut tokens = prose.block_tokens(block).iter().take(QUOTED);
    let end = tokens.next_back().map_or(block.end, |token| token.end);
    let values = Values::new()
        .text("opening", prose.slice(block.start..end).replace('\u{fffc}', "…"))
        .number("words", *count)
        .number("most", most)
        .number("others", others.len());
    let finding = Finding::new(prose.span(block.start..block.end), values);
    let finding = if others.is_empty() { finding } else { finding.variant("often") };
    vec![others.iter().fold(finding, |finding, (words, other)| {
        finding.context(prose.span(other.start..other.end), format!("{words} words"))
    })]
}

fn words(paper: &Paper, block: &Block) -> usize {
    paper.prose.block_tokens(block).iter().filter(|token| token.is_word()).count()
}

/// Proofs are as long as their argument.
fn is_proof(text: &str) -> bool {
    text.trim_start().get(..5).is_some_and(|head| head.eq_ignore_ascii_case("proof"))
}
