//! `language/acronym-undefined`: acronyms that are used and never written out.
//!
//! It knows the words of the prose; what an acronym means, it does not.

mod expansion;
mod known;
#[cfg(test)]
mod tests;
mod uses;

use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use rustc_hash::FxHashSet;
use known::is_known;
use uses::Uses;

/// An acronym that the running text uses again and again and that the paper nowhere writes out; one finding each, at
/// its first use.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    // A program fills in the long forms.
    let is_generated = paper
        .tree
        .meta
        .as_ref()
        .is_some_and(|meta| ["acronyms", "abbreviations", "glossary"].iter().any(|key| meta.get(key).is_some()));
    if is_generated {
        return Vec::new();
    }
    let mut found = uses::read(paper, options);
    let least = options.number("min-uses").max(1);
    // "MPICH" of "MPI" is a name made from it.
    let all: Vec<String> = found.keys().cloned().collect();
    found.retain(|acronym, _| {
        let mut stems = (3..acronym.len().saturating_sub(1)).filter_map(|end| acronym.get(..end));
        !stems.any(|stem| is_known(stem) || all.iter().any(|other| other == stem))
    });
    found.retain(|acronym, uses| uses.places.len() >= least && !uses.is_name && !is_title_of(paper, acronym));
    let wanted: FxHashSet<&str> = found.keys().map(String::as_str).collect();
    let explained = expansion::explained(paper, &wanted);
    let unexplained = found.iter().filter(|(acronym, _)| !explained.contains(acronym.as_str()));
    unexplained.filter_map(|(acronym, uses)| finding(paper, acronym, uses)).collect()
}

/// Whether the paper presents what the acronym names: "XYZ: a program for …".
fn is_title_of(paper: &Paper, acronym: &str) -> bool {
    let title = paper.title.as_ref().map_or("", |title| title.text.as_str());
    title.match_indices(acronym).any(|(at, _)| {
        let rest = title.get(at + acronym.len()..).unwrap_or_default().trim_start();
        rest.starts_with([':', '–', '—', '-', ','])
    })
}

fn finding(paper: &Paper, acronym: &str, uses: &Uses) -> Option<Finding> {
    let (first, others) = uses.places.split_first()?;
    let values = Values::new().text("acronym", acronym).number("count", uses.places.len());
    let mut finding = Finding::new(paper.prose.span(first.clone()), values);
    for other in others {
        finding = finding.context(paper.prose.span(other.clone()), "used here too");
    }
    Some(finding)
}
