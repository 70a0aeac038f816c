use crate::diagnostic::Finding;
use crate::paper::{Paper, Section, SectionId};
use crate::rule::{Options, Values};
use crate::text::fold;
use std::collections::BTreeMap;

/// Titles that come again by their nature.
const REPEATED: &[&str] = &[
    "proof", "example", "examples", "remark", "remarks", "solution", "exercise", "exercises", "note", "notes", "answer",
    "question", "definition", "theorem", "lemma", "corollary", "usage", "description", "author response", "output", "code",
];

/// The same heading twice at one level within one section.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let mut groups: BTreeMap<(Option<SectionId>, u8, String), Vec<&Section>> = BTreeMap::new();
    for section in paper.outline.sections.iter().filter(|section| !section.is_title && is_words(paper, section)) {
        let title = fold(section.title.trim_end_matches(['.', ':', ' '])).into_owned();
        if !title.is_empty() && !REPEATED.contains(&title.as_str()) {
            groups.entry((section.parent, section.level, title)).or_default().push(section);
        }
    }
    groups.retain(|_, sections| sections.len() > 1);
    // Where several headings come again, the parts of the paper are built alike: study by study, model by model.
    let mut of_parent: BTreeMap<Option<SectionId>, usize> = BTreeMap::new();
    groups.keys().for_each(|(parent, ..)| *of_parent.entry(*parent).or_default() += 1);
    groups.retain(|(parent, ..), _| of_parent.get(parent) == Some(&1));
    groups.values().filter_map(|sections| finding(sections)).collect()
}

/// Whether nothing in the heading but words tells it from others: "Proof of @thm-one".
fn is_words(paper: &Paper, section: &Section) -> bool {
    let block = paper.prose.blocks.get(section.blocks.start as usize);
    block.is_some_and(|block| !paper.prose.block_text(block).contains('\u{fffc}'))
}

fn finding(sections: &[&Section]) -> Option<Finding> {
    let (first, others) = sections.split_first()?;
    let (second, rest) = others.split_first()?;
    let values = Values::new().text("heading", second.title.as_str()).number("count", sections.len());
    let finding = Finding::new(second.heading, values).context(first.heading, "the same heading");
    Some(rest.iter().fold(finding, |finding, other| finding.context(other.heading, "the same heading")))
}
