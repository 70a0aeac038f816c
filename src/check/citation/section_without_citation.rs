use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Section, SectionId};
use crate::rule::{Options, Values};

/// A section that speaks of the literature and cites none of it, in a paper that cites elsewhere.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let (words, elsewhere) = (options.number("min-words"), options.number("min-citations"));
    let cited_in = |section: &Section| {
        paper.citations.iter().filter(|citation| section.blocks.contains(&citation.block.0)).count()
    };
    if paper.citations.len() < elsewhere {
        return Vec::new();
    }
    let is_about_literature = |id: SectionId| matches!(paper.outline.role(id), Role::Introduction | Role::Background);
    let sections = paper.outline.top().filter(|(id, _)| is_about_literature(*id));
    sections
        .filter(|(_, section)| section.words as usize >= words && cited_in(section) == 0)
        .map(|(_, section)| {
            let values = Values::new()
                .text("section", &section.title)
                .number("words", section.words as usize)
                .number("elsewhere", paper.citations.len());
            Finding::new(section.heading, values)
        })
        .collect()
}
