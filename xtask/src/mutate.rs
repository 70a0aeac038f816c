//! `cargo xtask mutate`: one known fault into a clean paper, and whether the right rule finds it at its place.
//!
//! A fault is a small function in [`FAULTS`]. Clean papers are the shared ones where they are at hand, else the
//! project's own.

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

/// A way to damage a paper: the rule that must find it, and a function that gives the damaged text and the place.
struct Fault {
    rule: &'static str,
    inject: fn(&str, u64) -> Option<Damaged>,
}

/// A damaged text and the bytes of the damage.
type Damaged = (String, Range<usize>);

const FAULTS: &[Fault] = &[
    Fault { rule: "repetition/adjacent-word", inject: double_word },
    Fault { rule: "repetition/duplicate-sentence", inject: repeat_sentence },
    Fault { rule: "citation/placeholder", inject: leave_placeholder },
    Fault { rule: "structure/heading-empty", inject: empty_heading },
];

pub fn run(arguments: &Arguments) -> Result<()> {
    let rules =
        RuleSet::new(&Catalog::built_in(), &Selection::default()).map_err(|error| anyhow::anyhow!("{error}"))?;
    println!("{:<34} {:>7} {:>7} {:>8} {:>9}", "rule", "put in", "found", "recall", "cascades");
    for fault in FAULTS {
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

/// The long lines of running text after the front matter and before the reference list, as byte ranges.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |end| end + 9);
    for block in text[at..].split_inclusive("\n\n") {
        let range = at..at + block.trim_end().len();
        at += block.len();
        let lower = block.trim_start_matches(['#', ' ']).to_lowercase();
        if block.starts_with('#') && ["references", "bibliography"].iter().any(|name| lower.starts_with(name)) {
            break;
        }
        if range.len() > 300
            && block.starts_with(|c: char| c.is_ascii_uppercase())
            && !block.contains(['|', '$', '`', '<'])
        {
            found.push(range);
        }
    }
    found
}

fn choose(text: &str, seed: u64) -> Option<Range<usize>> {
    let paragraphs = paragraphs(text);
    let index = scramble(seed, text.len() as u64) as usize % paragraphs.len().max(1);
    paragraphs.get(index).cloned()
}

/// A plain word in the middle of a paragraph, once more after itself.
fn double_word(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let words: Vec<(usize, &str)> = text[paragraph.clone()]
        .match_indices(' ')
        .map(|(at, _)| paragraph.start + at + 1)
        .filter_map(|at| Some((at, text[at..paragraph.end].split([' ', '\n']).next()?)))
        .filter(|(_, word)| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()))
        .collect();
    let (at, word) = *words.get(words.len() / 2)?;
    let place = at..at + 2 * word.len() + 1;
    Some((format!("{}{word} {}", &text[..at], &text[at..]), place))
}

/// A sentence of one paragraph, once more at the end of the next.
fn repeat_sentence(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let target = paragraphs(text).into_iter().find(|other| other.start > paragraph.end)?;
    let sentence = text[paragraph].split(". ").skip(1).find(|sentence| {
        sentence.split_whitespace().count() > 12
            && sentence.starts_with(|c: char| c.is_ascii_uppercase())
            && !sentence.contains(['[', '@', '"', '“'])
    })?;
    let sentence = sentence.trim_end_matches('.');
    let place = target.end + 1..target.end + 1 + sentence.len() + 1;
    Some((format!("{} {sentence}.{}", &text[..target.end], &text[target.end..]), place))
}

fn leave_placeholder(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let at = paragraph.start + text[paragraph.clone()].find(". ")?;
    let left = " [citation needed]";
    Some((format!("{}{left}{}", &text[..at], &text[at..]), at + 1..at + left.len()))
}

/// A heading of the paper's own level with nothing under it, before another heading.
fn empty_heading(text: &str, seed: u64) -> Option<Damaged> {
    let headings: Vec<usize> = text.match_indices("\n\n#").map(|(at, _)| at + 2).collect();
    let at = *headings.get(1 + scramble(seed, 3) as usize % headings.len().saturating_sub(1).max(1))?;
    let marks = text[at..].bytes().take_while(|&b| b == b'#').count();
    let heading = format!("{} Further considerations", "#".repeat(marks));
    let place = at..at + heading.len();
    Some((format!("{}{heading}\n\n{}", &text[..at], &text[at..]), place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_changes_the_text_at_its_place() {
        let text = fs::read_to_string(root().join("tests/papers/tidal-pools/paper.md")).unwrap();
        for fault in FAULTS {
            let (damaged, place) = (fault.inject)(&text, 1).unwrap_or_else(|| panic!("{} puts nothing in", fault.rule));
            assert_ne!(damaged, text);
            assert!(damaged.get(place).is_some_and(|words| !words.is_empty()), "{}", fault.rule);
        }
    }

    #[test]
    fn every_fault_is_found_in_a_clean_paper() {
        let rules = RuleSet::new(&Catalog::built_in(), &Selection::default()).unwrap();
        let text = fs::read_to_string(root().join("tests/papers/tidal-pools/paper.md")).unwrap();
        for fault in FAULTS {
            let (damaged, place) = (fault.inject)(&text, 1).unwrap();
            let report = check(&damaged, &rules);
            let found =
                report.findings.iter().any(|finding| finding.rule.as_str() == fault.rule && touches(finding, &place));
            assert!(found, "{} was not found", fault.rule);
        }
    }
}
