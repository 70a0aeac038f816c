//! `cargo xtask mutate`: one known fault into a clean paper, and whether the right rule finds it at its place.
//!
//! A fault is a small function in the table of its family's file. Clean papers are the shared ones where they are at hand, else the
//! project's own.

mod citation;
mod crossref;
mod declaration;
mod document;
mod language;
mod paragraph;
mod reference;
mod repetition;
mod structure;

use crate::{corpus, root};
use anyhow::Result;
use obelus::check::Allowances;
use obelus::paper::LoadOptions;
use obelus::report::{Detail, PaperReport};
use obelus::rule::{Catalog, RuleSet, Selection, Severity};
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

/// A way to damage the reference data of a paper, from the paper's text and the data's: the place is in the data.
struct DataFault {
    rule: &'static str,
    inject: fn(&str, &str, u64) -> Option<Damaged>,
}

/// A damaged text and the bytes of the damage.
type Damaged = (String, Range<usize>);

/// The faults of each family, from the file of its name.
const FAULTS: &[&[Fault]] = &[
    citation::FAULTS,
    crossref::FAULTS,
    declaration::FAULTS,
    document::FAULTS,
    language::FAULTS,
    repetition::FAULTS,
    structure::FAULTS,
];

pub fn run(arguments: &Arguments) -> Result<()> {
    let rules = all_rules()?;
    println!("{:<34} {:>7} {:>7} {:>8} {:>9}", "rule", "put in", "found", "recall", "cascades");
    let manuscripts = clean_papers()?;
    for (rule, injection) in faults() {
        let family = rule.split('/').next();
        if arguments.filter.as_deref().is_some_and(|filter| filter != rule && Some(filter) != family) {
            continue;
        }
        let (mut injected, mut found, mut cascades) = (0, 0, 0);
        for clean in &manuscripts {
            let Some((damaged, place)) = injection.inject(clean, arguments.seed) else { continue };
            let (before, after) = (check(&injection.needed(clean), &rules), check(&damaged, &rules));
            injected += 1;
            let hit = after.findings.iter().any(|finding| finding.rule.as_str() == rule && touches(finding, &place));
            found += usize::from(hit);
            cascades += after.findings.len().saturating_sub(before.findings.len() + usize::from(hit));
            if !hit && arguments.misses {
                let text =
                    if place.in_data { damaged.data.map_or(String::new(), |(_, text)| text) } else { damaged.paper };
                println!(
                    "missed: {rule} in {} at byte {}: {:?}",
                    clean.path.display(),
                    place.range.start,
                    text.get(place.range.clone())
                );
            }
        }
        let recall = found as f64 / f64::max(injected as f64, 1.0);
        println!("{rule:<34} {injected:>7} {found:>7} {recall:>8.3} {cascades:>9}");
    }
    Ok(())
}

/// A paper and, where it has just one file of reference data beside it, that.
#[derive(Clone)]
struct Manuscript {
    path: PathBuf,
    paper: String,
    /// Name and text.
    data: Option<(String, String)>,
}

impl Manuscript {
    fn read(path: PathBuf) -> Result<Manuscript> {
        let paper = fs::read_to_string(&path)?;
        let beside = path.parent().map(fs::read_dir).transpose()?.into_iter().flatten().filter_map(|entry| entry.ok());
        let data: Vec<PathBuf> =
            beside.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "bib")).collect();
        let data = match &data[..] {
            [only] => {
                let name = only.file_name().unwrap_or_default().to_string_lossy().into_owned();
                fs::read_to_string(only).ok().map(|text| (name, text))
            }
            _ => None,
        };
        Ok(Manuscript { path, paper, data })
    }
}

/// Where the damage is.
struct Wound {
    in_data: bool,
    range: Range<usize>,
}

/// What a fault damages.
#[derive(Clone, Copy)]
enum Injection {
    Paper(fn(&str, u64) -> Option<Damaged>),
    Data(fn(&str, &str, u64) -> Option<Damaged>),
}

impl Injection {
    /// The manuscript with what the check of this fault reads: faults of the text are looked for without reference data.
    fn needed(self, clean: &Manuscript) -> Manuscript {
        match self {
            Injection::Paper(_) => Manuscript { data: None, ..clean.clone() },
            Injection::Data(_) => clean.clone(),
        }
    }

    fn inject(self, clean: &Manuscript, seed: u64) -> Option<(Manuscript, Wound)> {
        let mut damaged = self.needed(clean);
        match self {
            Injection::Paper(inject) => {
                let (paper, range) = inject(&clean.paper, seed)?;
                damaged.paper = paper;
                Some((damaged, Wound { in_data: false, range }))
            }
            Injection::Data(inject) => {
                let (name, data) = clean.data.as_ref()?;
                let (text, range) = inject(&clean.paper, data, seed)?;
                damaged.data = Some((name.clone(), text));
                Some((damaged, Wound { in_data: true, range }))
            }
        }
    }
}

/// Every fault with its rule.
fn faults() -> impl Iterator<Item = (&'static str, Injection)> {
    let of_papers = FAULTS.iter().copied().flatten().map(|fault| (fault.rule, Injection::Paper(fault.inject)));
    of_papers.chain(reference::FAULTS.iter().map(|fault| (fault.rule, Injection::Data(fault.inject))))
}

fn check(manuscript: &Manuscript, rules: &RuleSet) -> PaperReport {
    let files = MemoryFiles::new().with("paper.md", manuscript.paper.as_str());
    let files = match &manuscript.data {
        Some((name, text)) => files.with(name.as_str(), text.as_str()),
        None => files,
    };
    let options = LoadOptions { year: Some(2026), ..LoadOptions::default() };
    obelus::check_paper(&files, "paper.md", rules, &options, Allowances::default(), Detail::Findings)
        .expect("a text in memory is read")
}

/// The default rules, and those that are off and have a fault.
fn all_rules() -> Result<RuleSet> {
    let catalog = Catalog::built_in();
    let is_off = |id: &str| catalog.rules().iter().any(|rule| rule.id.as_str() == id && rule.severity.is_none());
    let faults = FAULTS.iter().copied().flatten().filter(|fault| is_off(fault.rule));
    let severity = faults.map(|fault| (fault.rule.to_owned(), Some(Severity::Info))).collect();
    RuleSet::new(&catalog, &Selection { severity, ..Selection::default() }).map_err(|error| anyhow::anyhow!("{error}"))
}

fn touches(finding: &obelus::report::LocatedFinding, wound: &Wound) -> bool {
    let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place));
    places
        .filter(|found| found.path.ends_with(".bib") == wound.in_data)
        .any(|found| (found.start.offset as usize) < wound.range.end && wound.range.start < found.end.offset as usize)
}

fn clean_papers() -> Result<Vec<Manuscript>> {
    let paths = match corpus::papers(&["markdown", "markdown-derived"])? {
        Some(papers) => papers.into_iter().map(|paper| paper.path).collect(),
        None => vec![root().join("tests/papers/tidal-pools/paper.md")],
    };
    paths.into_iter().map(Manuscript::read).collect()
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

    fn tidal_pools() -> Manuscript {
        Manuscript::read(root().join("tests/papers/tidal-pools/paper.md")).unwrap()
    }

    #[test]
    fn every_fault_changes_the_text_at_its_place() {
        let clean = tidal_pools();
        let text = |manuscript: Manuscript, in_data| match manuscript.data {
            Some((_, data)) if in_data => data,
            _ => manuscript.paper,
        };
        for (rule, injection) in faults() {
            let (damaged, place) = injection.inject(&clean, 1).unwrap_or_else(|| panic!("{rule} puts nothing in"));
            let damaged = text(damaged, place.in_data);
            assert_ne!(damaged, text(clean.clone(), place.in_data));
            assert!(damaged.get(place.range).is_some_and(|words| !words.is_empty()), "{rule}");
        }
    }

    #[test]
    fn every_fault_is_found_in_a_clean_paper() {
        let rules = all_rules().unwrap();
        let clean = tidal_pools();
        for (rule, injection) in faults() {
            let (damaged, place) = injection.inject(&clean, 1).unwrap();
            let report = check(&damaged, &rules);
            let found = report.findings.iter().any(|finding| finding.rule.as_str() == rule && touches(finding, &place));
            assert!(found, "{rule} was not found");
        }
    }
}
