use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Section, SectionId};
use crate::rule::{Options, Values};

/// Headings of the levels below are labels at the beginning of a paragraph, chosen for their size.
const SMALLEST: u8 = 4;

/// Sections that are parted into one single subsection; all of a paper are one finding.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let outline = &paper.outline;
    // What stands after the acknowledgements is the journal's, or its own text.
    let is_end = |section: &&Section| matches!(section.role, Role::Acknowledgements | Role::References);
    let end = outline.sections.iter().find(is_end).map_or(u32::MAX, |section| section.heading.start);
    let mut parts: Vec<(u32, Option<&Section>)> = vec![(0, None); outline.sections.len()];
    for section in &outline.sections {
        if let Some((count, first)) = section.parent.and_then(|parent| parts.get_mut(parent.0 as usize)) {
            *count += 1;
            first.get_or_insert(section);
        }
    }
    // A heading that holds all others stands for the title.
    let is_alone = outline.top().count() == 1;
    let is_whole = |section: &Section| is_alone && section.parent.is_none();
    let lone = outline.ids().zip(&parts).filter_map(|(id, (count, part))| {
        let (section, part) = (outline.get(id), (*part)?);
        let is_heading = part.level <= SMALLEST && !part.title.starts_with("Box ");
        let is_argument = is_argument(paper, id) && part.role.is_argument();
        let is_before = section.heading.start < end || section.role != Role::Other;
        (*count == 1 && !section.is_title && !is_whole(section) && is_heading && is_argument && is_before).then_some((section, part))
    });
    let lone: Vec<(&Section, &Section)> = lone.collect();
    let Some(((section, part), others)) = lone.split_first() else { return Vec::new() };
    let values = Values::new()
        .text("section", section.title.as_str())
        .text("part", part.title.as_str())
        .number("others", others.len());
    let finding = Finding::new(part.heading, values).context(section.heading, "the section");
    let finding = if others.is_empty() { finding } else { finding.variant("often") };
    vec![others.iter().fold(finding, |finding, (_, part)| finding.context(part.heading, "the only subsection too"))]
}

/// Whether neither the section nor one around it is an appendix or stands outside the argument.
fn is_argument(paper: &Paper, id: SectionId) -> bool {
    let mut at = Some(id);
    while let Some(id) = at {
        let section = paper.outline.get(id);
        if !section.role.is_argument() {
            return false;
        }
        at = section.parent;
    }
    true
}

