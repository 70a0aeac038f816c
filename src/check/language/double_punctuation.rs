use crate::diagnostic::Finding;
use crate::paper::{Paper, lies_in};
use crate::rule::{Options, Values};
use crate::text::{Token, TokenKind};

/// Marks of punctuation that stand one after another and exclude each other: ",,", "..", ";,"; one finding each.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut findings = Vec::new();
    for block in prose.blocks.iter().filter(|block| block.scope.is_authors_own()) {
        let tokens = prose.block_tokens(block);
        let mut quotations = None;
        for index in 1..tokens.len().saturating_sub(1) {
            let (first, second) = (&tokens[index], &tokens[index + 1]);
            if first.kind != TokenKind::Mark || second.kind != TokenKind::Mark || !is_double(prose.word(first), prose.word(second)) {
                continue;
            }
            let range = first.start..second.end;
            if is_plain(paper, tokens, index)
                && !lies_in(quotations.get_or_insert_with(|| prose.quotations(block)), first.start)
            {
                let span = prose.span(range.clone());
                findings.push(Finding::new(span, Values::new().text("marks", prose.slice(range))));
            }
        }
    }
    findings
}

fn is_double(first: &str, second: &str) -> bool {
    matches!((first, second), ("," | ";" | ":", "," | "." | ";" | ":") | (".", "." | ";" | ":")) && (first, second) != (":", ":")
        // After an abbreviation a point may be followed by these.
        && !matches!((first, second), (".", ";" | ":"))
}

/// Whether the two stand after a word or bracket and before a blank, alone, and side by side in the file.
fn is_plain(paper: &Paper, tokens: &[Token], index: usize) -> bool {
    let prose = &paper.prose;
    let (before, first, second) = (&tokens[index - 1], &tokens[index], &tokens[index + 1]);
    let after = tokens.get(index + 2);
    let is_part_of_more = |token: &Token| matches!(prose.word(token), "." | "," | ";" | ":" | "…" | "/" | "\\" | "-");
    let stands_behind = before.kind != TokenKind::Mark || matches!(prose.word(before), ")" | "]" | "”" | "%");
    let gap = second.start - first.end;
    let span = prose.span(first.start..second.end);
    stands_behind
        && before.end == first.start
        && gap <= 1
        && span.len() as u32 == second.end - first.start
        && !after.is_some_and(is_part_of_more)
        && after.is_none_or(|after| after.start > second.end)
        && !prose.repairs.iter().any(|repair| (first.end..=second.start).contains(&repair.at))
}
