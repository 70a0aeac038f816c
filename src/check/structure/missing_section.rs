use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Scope, Section};
use crate::rule::{Options, Values};

/// Words before the first section from which they may be an introduction without the heading.
const UNLABELLED: u32 = 120;

/// Words of an abstract from which part of it may be one.
const LONGEST_ABSTRACT: u32 = 400;

/// Titles of papers that report no results yet, or no work of their own.
const KINDS: &[&str] = &["protocol", "registered report", "proposal", "plan", "letter", "comment", "reply", "editorial"];

/// An article built as an empirical study that lacks one of the parts of which such a study consists.
///
/// Three of the four parts must stand as main sections under their plain names. No heading of any level may let one
/// expect the fourth.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let main: Vec<&Section> = paper.outline.top().map(|(_, section)| section).collect();
    let words: u32 = main.iter().map(|section| section.words).fold(0, u32::saturating_add);
    let title = paper.title.as_ref().map_or(String::new(), |title| title.text.to_lowercase());
    if (words as usize) < options.number("min-words") || KINDS.iter().any(|kind| title.contains(kind)) {
        return Vec::new();
    }
    let outline = &paper.outline;
    let has = |plain: fn(&Section) -> bool| main.iter().any(|section| plain(section));
    let [introduction, methods, results, closing] =
        [has(is_introduction), has(is_methods), has(is_results), has(is_closing)];
    // A part under a name of its own may be the one that seems to be missing.
    let is_plain = !main.iter().any(|section| section.role == Role::Other);
    let missing = match [introduction, methods, results, closing] {
        [true, true, true, false] if !outline.hints_at(Role::Discussion) => "discussion or conclusion",
        [false, true, true, true] if !outline.hints_at(Role::Introduction) && is_bare(paper) => "introduction",
        [true, false, true, true] if is_plain && !outline.hints_at(Role::Methods) => "methods",
        [true, true, false, true] if is_plain && !outline.hints_at(Role::Results) => "results",
        _ => return Vec::new(),
    };
    let values = Values::new()
        .text("missing", missing)
        .list("sections", main.iter().filter(|section| section.role.is_argument()).map(|section| section.title.as_str()));
    vec![Finding::new(paper.head(), values)]
}

fn is_named(section: &Section, names: &[&str]) -> bool {
    let title = section.title.trim_end_matches(['.', ':', ' ']).to_lowercase();
    names.contains(&title.as_str())
}

fn is_introduction(section: &Section) -> bool {
    is_named(section, &["introduction", "background", "introduction and background"])
}

fn is_methods(section: &Section) -> bool {
    const NAMES: &[&str] = &[
        "method",
        "methods",
        "methodology",
        "materials and methods",
        "material and methods",
        "methods and materials",
        "data and methods",
        "patients and methods",
        "materials & methods",
        "experimental methods",
        "experimental procedures",
    ];
    is_named(section, NAMES)
}

fn is_results(section: &Section) -> bool {
    is_named(section, &["result", "results", "findings", "results and analysis", "experimental results"])
}

fn is_closing(section: &Section) -> bool {
    matches!(section.role, Role::Discussion | Role::Conclusion)
}

/// Whether no text stands where an introduction without a heading would.
fn is_bare(paper: &Paper) -> bool {
    let mut argument = paper.outline.top().map(|(_, section)| section).filter(|section| section.role.is_argument());
    let first = argument.next().map_or(0, |section| section.heading.start);
    let count = |scope| {
        let blocks = paper.prose.scoped(scope).filter(|block| block.span.start < first);
        blocks.map(|block| block.tokens.end - block.tokens.start).fold(0, u32::saturating_add)
    };
    count(Scope::Body) < UNLABELLED && count(Scope::Abstract) < LONGEST_ABSTRACT
}
