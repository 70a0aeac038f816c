use crate::diagnostic::Finding;
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use crate::text::TokenKind;

/// How a work is cited by way of another.
const VERBS: &[&str] = &["cited", "quoted"];

/// "as cited in" and "quoted in" right before a citation.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let (Some(within), Some(as_word)) = (prose.lexicon.find("in"), prose.lexicon.find("as")) else { return Vec::new() };
    let verbs: Vec<_> = VERBS.iter().filter_map(|verb| prose.lexicon.find(verb)).collect();
    let mut findings = Vec::new();
    for block in prose.blocks.iter().filter(|block| !verbs.is_empty() && matches!(block.scope, Scope::Abstract | Scope::Body | Scope::Footnote | Scope::Quote)) {
        let tokens = prose.block_tokens(block);
        for window in tokens.windows(4) {
            let [first, verb, preposition, next] = window else { continue };
            if first.word != as_word || !verbs.contains(&verb.word) || preposition.word != within {
                continue;
            }
            let is_name = next.is_word() && prose.word(next).starts_with(char::is_uppercase);
            // The citation that holds the next word, or begins with it; those inside brackets begin before the phrase.
            let after = paper.citations.partition_point(|citation| citation.prose.start <= next.start);
            let is_cited = after > 0 && paper.citations[after - 1].prose.end > next.start;
            if is_cited && (is_name || next.kind != TokenKind::Word) {
                let range = first.start..preposition.end;
                let written = prose.slice(range.clone());
                findings.push(Finding::new(prose.span(range), Values::new().text("written", written)));
            }
        }
    }
    findings
}
