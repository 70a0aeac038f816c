use crate::diagnostic::Finding;
use crate::paper::acronym::{is_back_matter, is_known};
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};

/// An acronym that the running text introduces and that stands nowhere else; one finding each.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (acronym, introductions) in paper.acronyms().introduced() {
        let is_running = |scope| matches!(scope, Scope::Abstract | Scope::Body);
        let blocks = introductions.iter().map(|it| paper.prose.block(it.block));
        let all_running = blocks.clone().all(|block| {
            is_running(block.scope) && !is_back_matter(&paper.outline, block) && !paper.is_glossary(block)
        });
        let Some(last) = introductions.last().filter(|_| all_running) else { continue };
        let span = paper.prose.span(last.short.clone());
        // What all readers know by its letters, or what is cited, is named and not abbreviated; letters set high or low are
        // a quantity.
        if is_known(acronym) || is_cited(paper, last.range().end) || span.len() != last.short.len() {
            continue;
        }
        // In "SF (long form)" the acronym is the word that the sentence uses, and the brackets only tell what it means.
        if last.short.start < last.long.start || paper.acronyms().is_used(paper, acronym) {
            continue;
        }
        let values = Values::new().text("acronym", acronym).text("long", paper.prose.slice(last.long.clone()));
        findings.push(Finding::new(span, values));
    }
    findings
}

/// Words that may stand between the brackets and a citation of the thing that is named: "(BLS) signature scheme \[27\]".
const WORDS_BEFORE_CITATION: usize = 2;

/// Whether a citation begins right after the brackets that end past `end`, or after a word or two.
fn is_cited(paper: &Paper, end: u32) -> bool {
    let next = paper.citations.partition_point(|citation| citation.prose.start < end);
    let Some(citation) = paper.citations.get(next) else { return false };
    let between = paper.prose.slice(end..citation.prose.start).trim_start_matches(')');
    let is_plain = between.len() < 60 && !between.contains(['.', ',', ';', ':', '(', '\n']);
    is_plain && between.split_whitespace().count() <= WORDS_BEFORE_CITATION
}
