use crate::diagnostic::Finding;
use crate::paper::{Block, Paper, Scope};
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::syntax::Kind;
use crate::text::{Token, TokenKind};

/// Fewer words are what is left where an abstract could not be read.
const SHORTEST: usize = 5;

/// An abstract with more or fewer words, or more characters, than the limits.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut blocks = prose.scoped(Scope::Abstract);
    let Some(first) = blocks.next() else { return Vec::new() };
    // A summary in plain language after it is another text.
    let section = |block: &Block| block.section.filter(|id| paper.outline.get(*id).span.start <= block.span.start);
    let blocks: Vec<&Block> =
        std::iter::once(first).chain(blocks.take_while(|block| section(block) == section(first))).collect();
    // A "Summary" as a section is what the journal makes it.
    let is_summary =
        section(first).is_some_and(|id| paper.outline.get(id).title.trim().eq_ignore_ascii_case("summary"));
    let words: usize =
        blocks.iter().map(|block| prose.block_tokens(block).iter().filter(|token| is_counted(token)).count()).sum();
    let characters: usize = blocks.iter().map(|block| prose.block_text(block).trim().chars().count() + 1).sum();
    let characters = characters.saturating_sub(1);
    let (fewest, most) = (options.number("min-words"), options.number("max-words"));
    let most_characters = options.number("max-characters");
    let values = Values::new().number("words", words).number("characters", characters);
    let values = values.number("fewest", fewest).number("most", most).number("most-characters", most_characters);
    let last = blocks.last().map_or(first, |block| block);
    let finding = Finding::new(prose.span(first.start..first.end).to(prose.span(last.start..last.end)), values);
    match words {
        _ if is_summary => Vec::new(),
        _ if most > 0 && words > most => vec![finding],
        _ if most_characters > 0 && characters > most_characters => vec![finding.variant("characters")],
        SHORTEST.. if words < fewest && !is_filled_elsewhere(paper, finding.span) => vec![finding.variant("short")],
        _ => Vec::new(),
    }
}

fn is_counted(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// Whether a program prints words of the abstract.
fn is_filled_elsewhere(paper: &Paper, span: Span) -> bool {
    let nodes = paper.tree.nodes.iter().filter(|node| span.start <= node.start && node.start < span.end);
    nodes.into_iter().any(|node| matches!(node.kind, Kind::CodeBlock | Kind::Code | Kind::Raw))
}
