use crate::diagnostic::Finding;
use crate::paper::acronym::{Introduction, is_known};
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
