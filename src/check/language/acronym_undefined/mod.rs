//! `language/acronym-undefined`: acronyms that are used and never written out.
//!
//! It knows the words of the prose; what an acronym means, it does not.

mod expansion;

use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::acronym::{Uses, is_known};
use crate::rule::{Options, Values};
use rustc_hash::FxHashSet;

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
    let uses = &paper.acronyms().uses;
    let least = options.number("min-uses").max(1);
    let own = options.words("known");
    let is_asked = |acronym: &str, uses: &Uses| {
        // "MPICH" of "MPI" is a name made from it.
        let mut stems = (3..acronym.len().saturating_sub(1)).filter_map(|end| acronym.get(..end));
        uses.places.len() >= least
            && !uses.is_name
            && !own.iter().any(|known| known == acronym)
            && !is_title_of(paper, acronym)
            && !stems.any(|stem| is_known(stem) || paper.acronyms().uses.contains_key(stem))
    };
    let found: Vec<(&str, &Uses)> =
        uses.iter().map(|(acronym, uses)| (acronym.as_str(), uses)).filter(|(acronym, uses)| is_asked(acronym, uses)).collect();
    let wanted: FxHashSet<&str> = found.iter().map(|(acronym, _)| *acronym).collect();
    let explained = expansion::explained(paper, &wanted);
    let unexplained = found.iter().filter(|(acronym, _)| !explained.contains(*acronym));
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
