//! `cargo xtask mutate`: one known fault into a clean paper, and whether the right rule finds it at its place.
//!
//! A fault is a small function in the table of its family's file. Clean papers are the shared ones where they are at hand, else the
//! project's own.

mod citation;
mod crossref;
mod paragraph;
mod repetition;
mod structure;

use crate::{corpus, root};
use anyhow::Result;
use obelus::check::Allowances;
use obelus::paper::LoadOptions;
use obelus::report::{Detail, PaperReport};
use obelus::rule::{Catalog, RuleSet, Selection};
use obelus::source::MemoryFiles;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Arguments {
    /// A rule or family; all by default
    filter: Option<String>,
    /// Decides where the faults are put
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print every fault that was not found
    #[arg(long)]
    misses: bool,
}

/// A way to damage a paper: the rule that must find it, and a function that gives the damaged text and the place;
/// none where the paper has no room for the fault.
struct Fault {
    rule: &'static str,
    inject: fn(&str, u64) -> Option<Damaged>,
}

/// A damaged text and the bytes of the damage.
type Damaged = (String, Range<usize>);

/// The faults of each family, from the file of its name.
const FAULTS: &[&[Fault]] = &[citation::FAULTS, crossref::FAULTS, repetition::FAULTS, structure::FAULTS];

pub fn run(arguments: &Arguments) -> Result<()> {
    let rules =
        RuleSet::new(&Catalog::built_in(), &Selection::default()).map_err(|error| anyhow::anyhow!("{error}"))?;
    println!("{:<34} {:>7} {:>7} {:>8} {:>9}", "rule", "put in", "found", "recall", "cascades");
    for fault in FAULTS.iter().copied().flatten() {
        let family = fault.rule.split('/').next();
        if arguments.filter.as_deref().is_some_and(|filter| filter != fault.rule && Some(filter) != family) {
            continue;
        }
        let (mut injected, mut found, mut cascades) = (0, 0, 0);
        for path in clean_papers()? {
            let text = fs::read_to_string(&path)?;
            let Some((damaged, place)) = (fault.inject)(&text, arguments.seed) else { continue };
            let (before, after) = (check(&text, &rules), check(&damaged, &rules));
            injected += 1;
            let hit =
                after.findings.iter().any(|finding| finding.rule.as_str() == fault.rule && touches(finding, &place));
            found += usize::from(hit);
            cascades += after.findings.len().saturating_sub(before.findings.len() + usize::from(hit));
            if !hit && arguments.misses {
                println!(
                    "missed: {} in {} at byte {}: {:?}",
                    fault.rule,
                    path.display(),
                    place.start,
                    &damaged[place.clone()]
                );
            }
        }
        let recall = found as f64 / f64::max(injected as f64, 1.0);
        println!("{:<34} {injected:>7} {found:>7} {recall:>8.3} {cascades:>9}", fault.rule);
    }
    Ok(())
}

fn check(text: &str, rules: &RuleSet) -> PaperReport {
    let files = MemoryFiles::new().with("paper.md", text);
    obelus::check_paper(&files, "paper.md", rules, &LoadOptions::default(), Allowances::default(), Detail::Findings)
        .expect("a text in memory is read")
}

fn touches(finding: &obelus::report::LocatedFinding, place: &Range<usize>) -> bool {
    let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place));
    places.into_iter().any(|found| (found.start.offset as usize) < place.end && place.start < found.end.offset as usize)
}

fn clean_papers() -> Result<Vec<PathBuf>> {
    match corpus::papers(&["markdown", "markdown-derived"])? {
        Some(papers) => Ok(papers.into_iter().map(|paper| paper.path).collect()),
        None => Ok(vec![root().join("tests/papers/tidal-pools/paper.md")]),
    }
}

/// A number that depends on both and looks like neither (the finaliser of SplitMix64).
pub fn scramble(seed: u64, index: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(index.wrapping_mul(0xd1b5_4a32_d192_ed03));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_changes_the_text_at_its_place() {
        let text = fs::read_to_string(root().join("tests/papers/tidal-pools/paper.md")).unwrap();
        for fault in FAULTS.iter().copied().flatten() {
            let (damaged, place) = (fault.inject)(&text, 1).unwrap_or_else(|| panic!("{} puts nothing in", fault.rule));
            assert_ne!(damaged, text);
            assert!(damaged.get(place).is_some_and(|words| !words.is_empty()), "{}", fault.rule);
        }
    }

    #[test]
    fn every_fault_is_found_in_a_clean_paper() {
        let rules = RuleSet::new(&Catalog::built_in(), &Selection::default()).unwrap();
        let text = fs::read_to_string(root().join("tests/papers/tidal-pools/paper.md")).unwrap();
        for fault in FAULTS.iter().copied().flatten() {
            let (damaged, place) = (fault.inject)(&text, 1).unwrap();
            let report = check(&damaged, &rules);
            let found =
                report.findings.iter().any(|finding| finding.rule.as_str() == fault.rule && touches(finding, &place));
            assert!(found, "{} was not found", fault.rule);
        }
    }
}
