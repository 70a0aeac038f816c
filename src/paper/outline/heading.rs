use super::{Role, role_of};
use crate::paper::Scope;
use crate::paper::prose::draft::{Draft, OBJECT};

/// A heading of the draft.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Index of its block in the draft.
    pub block: usize,
    pub level: u8,
    pub title: String,
    pub number: Option<String>,
    pub role: Role,
    pub is_title: bool,
}

/// The headings of a draft in order, with their roles; the one that is the manuscript's title is marked.
///
/// `has_title`: whether the front matter gives the title already.
pub fn find(draft: &Draft, source: &str, has_title: HasTitle) -> Vec<Heading> {
    let mut headings: Vec<Heading> = draft
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.scope == Scope::Heading)
        .map(|(index, block)| {
            let words = readable(draft, index, source);
            let (number, title) = split_number(&words);
            let title = title.trim_matches(['*', '_', ' ']).to_owned();
            let role = role_of(&title);
            Heading { block: index, level: block.level.unwrap_or(1), title, number, role, is_title: false }
        })
        .collect();
    if has_title == HasTitle::No {
        mark_title(&mut headings, draft);
    }
    mark_appendix(&mut headings, draft);
    mark_summary(&mut headings);
    mark_overviews(&mut headings);
    headings
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasTitle {
    Yes,
    No,
}

/// The first heading is the title when it has no number and no role, and either stands alone at the top level or has
/// nothing but a few short lines before it.
fn mark_title(headings: &mut [Heading], draft: &Draft) {
    let Some(first) = headings.first() else { return };
    let top = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let is_alone = headings.iter().filter(|heading| heading.level == top).count() == 1;
    let words_before: usize = (0..first.block).map(|index| draft.text_of(index).split_whitespace().count()).sum();
    let is_first = words_before < 40;
    // A fragment's only heading is a section's, unless it stands above others.
    let is_above = headings.len() > 1 || draft.blocks.len() > first.block + 1;
    let fits = first.number.is_none() && first.role == Role::Other && first.level == top && is_first && is_above;
    let is_numbered_paper = headings.iter().skip(1).filter(|heading| heading.number.is_some()).count() >= 2;
    let has_known_sections = headings.iter().skip(1).any(|heading| heading.role != Role::Other);
    if fits && (is_alone || is_numbered_paper || has_known_sections) && headings.len() > 1 {
        headings[0].is_title = true;
    }
}

/// From where the markup says that the appendix begins, every section of the level of the first is one of its parts.
fn mark_appendix(headings: &mut [Heading], draft: &Draft) {
    let Some(start) = draft.appendix else { return };
    let level = headings.iter().find(|heading| heading.block >= start).map(|heading| heading.level);
    let own = [Role::References, Role::Acknowledgements, Role::Declarations];
    for heading in headings.iter_mut().filter(|heading| heading.block >= start && Some(heading.level) == level) {
        if !own.contains(&heading.role) {
            heading.role = Role::Appendix;
        }
    }
}

/// A "Summary" that comes first is an abstract; later on it is a conclusion.
fn mark_summary(headings: &mut [Heading]) {
    let has_abstract = headings.iter().any(|heading| heading.role == Role::Abstract);
    let first = headings.iter_mut().find(|heading| !heading.is_title);
    if let Some(first) = first.filter(|first| !has_abstract && first.title.eq_ignore_ascii_case("summary")) {
        first.role = Role::Abstract;
    }
}

/// An "Overview" or "Motivation" beside an introduction is none itself.
fn mark_overviews(headings: &mut [Heading]) {
    let is_plain = |heading: &Heading| {
        heading.role == Role::Introduction
            && heading.title.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("intro"))
    };
    if headings.iter().any(is_plain) {
        let others = headings.iter_mut().filter(|heading| heading.role == Role::Introduction && !is_plain(heading));
        others.filter(|heading| heading.level > 1).for_each(|heading| heading.role = Role::Other);
    }
}

/// A heading's words, with the code and maths in it as they are written but for their marks.
fn readable(draft: &Draft, index: usize, source: &str) -> String {
    let block = &draft.blocks[index];
    let mut words = String::new();
    for segment in &draft.segments[block.segments.start as usize..block.segments.end as usize] {
        let text = &draft.text[segment.start as usize..segment.end as usize];
        let written = source.get(segment.span.range()).unwrap_or_default();
        match text {
            OBJECT if written.starts_with(['`', '$']) => words.push_str(written.trim_matches(['`', '$'])),
            OBJECT => {}
            text => words.push_str(text),
        }
    }
    words
}

/// Splits the typed number off a heading: `3.1. Results`, `IV. Results`, `A. Proofs`, `Section 3: Results`.
fn split_number(text: &str) -> (Option<String>, &str) {
    let text = text.trim();
    let Some((first, rest)) = text.split_once(char::is_whitespace) else { return (None, text) };
    let rest = rest.trim_start();
    let body = first.trim_end_matches(['.', ')', ':']);
    let has_mark = body.len() < first.len();
    let is_decimal = !body.is_empty()
        && body.split('.').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_roman = has_mark && !body.is_empty() && body.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let parts = || body.split('.').skip(1);
    let is_letter = body.starts_with(|c: char| c.is_ascii_uppercase())
        && body.split('.').next().is_some_and(|letter| letter.len() == 1)
        && (has_mark || parts().next().is_some())
        && parts().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    // "M. sexta" is a name: what a letter numbers begins with a capital.
    let is_letter = is_letter && !rest.starts_with(char::is_lowercase);
    match rest.is_empty() {
        false if is_decimal || is_roman || is_letter => (Some(body.to_owned()), rest),
        _ => (None, text),
    }
}
