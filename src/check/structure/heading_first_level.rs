use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Section};
use crate::rule::{Options, Values};

/// A paper whose first section has a lower level than a later one.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let sections = paper.outline.sections.iter().filter(|section| !section.is_title);
    // What stands before the text may be set as its layout asks.
    let opens = |section: &&Section| !matches!(section.role, Role::Abstract | Role::Other) && section.words > 0;
    let before = sections.clone().take_while(|section| !opens(section));
    // Sections of no known name may begin the text too, and the first one of a known name is then one of theirs.
    let opened = before.filter(|section| section.role == Role::Other).map(|section| section.level).min();
    let mut sections = sections.skip_while(|section| !opens(section));
    let Some(first) = sections.next().filter(|section| section.role.is_argument()) else { return Vec::new() };
    let Some(top) = sections.find(|section| section.role.is_argument() && section.level < first.level) else {
        return Vec::new();
    };
    if opened.is_some_and(|level| level < first.level) {
        return Vec::new();
    }
    let values = Values::new()
        .text("heading", first.title.as_str())
        .number("level", usize::from(first.level))
        .text("top", top.title.as_str())
        .number("top-level", usize::from(top.level));
    vec![Finding::new(first.heading, values).context(top.heading, "a higher level")]
}
