use crate::paper::{Block, BlockKind, Paper, Role, Scope, Statements};
use crate::text::TokenKind;
use crate::text::align::group_equal;
use std::ops::Range;

/// In words. A shorter paragraph that comes back is a sentence that comes back.
const SHORTEST: usize = 20;

/// The paragraphs of the body that stand more than once, word for word: for each its places in reading order, as
/// ranges of [`Statements::list`]. `groups` are the groups of equal statements.
///
/// Appendices are left out, since forms and prompts are printed there again, and so are paragraphs under equal titles
/// in different sections ("Participants" of each study), which are parallel descriptions.
pub fn repeated_paragraphs(paper: &Paper, statements: &Statements) -> Vec<Vec<Range<u32>>> {
    // Equal paragraphs have equal statements, so that no others need to be looked at.
    let mut blocks: Vec<u32> = statements.equal.iter().flatten().map(|&place| statements.list[place as usize].block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    let paragraphs: Vec<Range<u32>> = blocks
        .into_iter()
        .map(|block| {
            let first = statements.list.partition_point(|statement| statement.block < block);
            let length = statements.list[first..].iter().take_while(|statement| statement.block == block).count();
            first as u32..(first + length) as u32
        })
        .filter(|range| is_paragraph(paper, statements, range))
        .collect();
    let words: Vec<Vec<u32>> =
        paragraphs.iter().map(|range| words(paper, block_of(paper, statements, range))).collect();
    let groups = group_equal(words.iter().map(Vec::as_slice));
    let repeats = |group: Vec<u32>| {
        let first = &paragraphs[group[0] as usize];
        let others = group[1..].iter().map(|&index| &paragraphs[index as usize]);
        let others = others.filter(|other| is_repeat(paper, statements, first, other));
        std::iter::once(first).chain(others).cloned().collect::<Vec<_>>()
    };
    groups.into_iter().map(repeats).filter(|places| places.len() > 1).collect()
}

/// The paragraph that statements are of.
pub fn block_of<'a>(paper: &'a Paper, statements: &Statements, range: &Range<u32>) -> &'a Block {
    &paper.prose.blocks[statements.list[range.start as usize].block as usize]
}

fn words(paper: &Paper, block: &Block) -> Vec<u32> {
    paper.prose.block_tokens(block).iter().map(|token| token.word.0).collect()
}

/// Whether it is running text of some length outside appendices, most of it the author's own words.
fn is_paragraph(paper: &Paper, statements: &Statements, range: &Range<u32>) -> bool {
    let block = block_of(paper, statements, range);
    let tokens = paper.prose.block_tokens(block);
    let words = tokens.iter().filter(|token| token.is_word()).count();
    let own = &statements.list[range.start as usize..range.end as usize];
    let own: usize = own.iter().map(|statement| statements.words(statement).len() - statement.objects as usize).sum();
    let in_appendix = || block.section.is_some_and(|section| paper.outline.role(section) == Role::Appendix);
    matches!(block.scope, Scope::Body | Scope::Abstract)
        && block.kind == BlockKind::Paragraph
        && words >= SHORTEST
        && own * 2 >= words
        && words * 2 >= tokens.len()
        && !in_appendix()
}

/// Whether two paragraphs of the same words have the same formulas, code and citations too, and are no parallel
/// descriptions.
fn is_repeat(paper: &Paper, statements: &Statements, first: &Range<u32>, second: &Range<u32>) -> bool {
    let (one, two) = (block_of(paper, statements, first), block_of(paper, statements, second));
    let objects = |block| {
        let tokens = paper.prose.block_tokens(block).iter().filter(|token| token.kind == TokenKind::Object);
        tokens.map(|token| paper.slice(paper.prose.span(token.range())))
    };
    // What a program fills in is another value in another place.
    let is_computed = |written: &str| written.starts_with("`r ") || written.starts_with("`{");
    let title = |block: &Block| block.section.map(|section| &paper.outline.get(section).title);
    let is_parallel = one.section != two.section && title(one) == title(two);
    one.scope == two.scope && !is_parallel && objects(one).eq(objects(two)) && !objects(one).any(is_computed)
}
