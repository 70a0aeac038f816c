use crate::diagnostic::Finding;
use crate::paper::acronym::{Introduction, is_introduced, is_known};
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use std::ops::Range;

/// An acronym that the running text uses before it introduces it; one finding each, at its first use. An acronym that
/// the abstract uses must be introduced there or be known; one that the abstract introduces may be used at once.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let acronyms = paper.acronyms();
    let own = options.words("known");
    let mut findings = Vec::new();
    for (acronym, introductions) in acronyms.introduced() {
        if is_known(acronym) || own.iter().any(|known| known == acronym) {
            continue;
        }
        let Some(uses) = acronyms.uses.get(acronym).filter(|uses| !uses.is_name) else { continue };
        let Some(first) = introductions.first().filter(|it| is_running(paper, it)) else { continue };
        let sentence = &paper.prose.sentences[first.sentence as usize];
        let early: Vec<&Range<u32>> = uses.places.iter().take_while(|place| place.end <= sentence.start).collect();
        // A first use that explains itself in another way is in order.
        if early.first().is_some_and(|place| explains_itself(paper, place, acronym)) {
            continue;
        }
        let Some((place, others)) = early.split_first() else { continue };
        let values = Values::new()
            .text("acronym", acronym)
            .text("long", paper.prose.slice(first.long.clone()))
            .number("count", early.len());
        let finding = Finding::new(paper.prose.span((*place).clone()), values)
            .context(paper.prose.span(first.range()), "introduced here");
        findings.push(others.iter().fold(finding, |finding, place| {
            finding.context(paper.prose.span((*place).clone()), "used here too")
        }));
    }
    findings
}

fn is_running(paper: &Paper, introduction: &Introduction) -> bool {
    let block = paper.prose.block(introduction.block);
    matches!(block.scope, Scope::Abstract | Scope::Body) && !paper.is_glossary(block)
}

/// Whether the words beside a use say what it stands for, or that it is a name: "(CRM; see", "low infestation: LI", "called LI".
fn explains_itself(paper: &Paper, place: &Range<u32>, acronym: &str) -> bool {
    let prose = &paper.prose;
    let next = prose.tokens.partition_point(|token| token.end <= place.start);
    let Some(block) = prose.block_at(place.start).map(|id| prose.block(id)) else { return false };
    let tokens = prose.block_tokens(block);
    let Some(index) = next.checked_sub(block.tokens.start as usize).filter(|index| *index < tokens.len()) else { return false };
    let before = index.checked_sub(1).map_or("", |before| prose.word(&tokens[before]));
    matches!(before, "(" | "[" | ":" | "=") || is_introduced(prose, tokens, index, acronym)
}
