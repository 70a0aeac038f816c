use crate::diagnostic::Finding;
use crate::paper::acronym::is_back_matter;
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
        if paper.acronyms().is_used(paper, acronym) {
            continue;
        }
        let values = Values::new().text("acronym", acronym).text("long", paper.prose.slice(last.long.clone()));
        findings.push(Finding::new(paper.prose.span(last.short.clone()), values));
    }
    findings
}
