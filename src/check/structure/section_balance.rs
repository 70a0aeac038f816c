use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Scope, Section};
use crate::rule::{Options, Values};

/// The largest usual share of a role: the option that says it, and the role as a message names it.
const ROLES: &[(Role, &str, &str)] = &[
    (Role::Introduction, "introduction", "an introduction"),
    (Role::Background, "background", "the background"),
    (Role::Conclusion, "conclusion", "a conclusion"),
];

/// Fewer main sections say nothing of balance.
const FEWEST_SECTIONS: usize = 3;

/// A main section that takes a share of the words far outside what is usual for its role.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let sections: Vec<&Section> = paper.outline.top().map(|(_, section)| section).filter(|it| is_main(it)).collect();
    let total: u32 = sections.iter().map(|section| section.words).fold(0, u32::saturating_add);
    if sections.len() < FEWEST_SECTIONS || (total as usize) < options.number("min-words") || is_review(paper) {
        return Vec::new();
    }
    let share = |section: &Section| f64::from(section.words) / f64::from(total.max(1));
    let mut findings = Vec::new();
    for section in sections.iter().filter(|section| !is_merged(section)) {
        let Some((_, option, role)) = ROLES.iter().find(|(role, ..)| *role == section.role) else { continue };
        let limit = options.decimal(option);
        if share(section) <= limit {
            continue;
        }
        let values = Values::new()
            .text("section", section.title.as_str())
            .text("role", *role)
            .share("share", share(section))
            .share("limit", limit)
            .number("words", section.words as usize)
            .number("total", total as usize);
        let others = sections.iter().filter(|other| other.heading != section.heading);
        findings.push(others.fold(Finding::new(section.heading, values), |finding, other| {
            finding.context(other.heading, format!("{:.0} % of the words", share(other) * 100.0))
        }));
    }
    findings
}

/// Whether the section is one of those between which the words are shared out.
fn is_main(section: &Section) -> bool {
    use Role::*;
    !matches!(section.role, Abstract | Acknowledgements | Declarations | References | Appendix) && section.words > 0
}

/// "Discussion and conclusions", "Introduction and background": for two parts in one, no share is unusual.
fn is_merged(section: &Section) -> bool {
    let title = section.title.to_lowercase();
    title.contains(['&', '/', ',', ':', '+']) || title.split_whitespace().any(|word| word == "and" || word == "with")
}

/// Reviews and the like have a shape of their own.
fn is_review(paper: &Paper) -> bool {
    const KINDS: &[&str] =
        &["review", "survey", "overview", "meta-analysis", "tutorial", "protocol", "state of the art"];
    let title = paper.title.as_ref().map_or(String::new(), |title| title.text.to_lowercase());
    let first = paper.prose.scoped(Scope::Abstract).next().map_or("", |block| paper.prose.block_text(block));
    let opening = first.get(..first.floor_char_boundary(400)).unwrap_or_default().to_lowercase();
    KINDS.iter().any(|kind| title.contains(kind))
        || ["this review", "this survey", "we review", "we survey"].iter().any(|phrase| opening.contains(phrase))
}
