//! `cargo xtask eval`: the share of right findings, from labels that people gave.
//!
//! `tests/labels.tsv` has a line a finding: rule, document, fingerprint, `right` or `wrong`, reason. The findings are
//! made anew from the shared corpus at each call; one without a label is counted as such and is no evidence.

use crate::{corpus, root};
use anyhow::{Context, Result, bail};
use obelus::check::Allowances;
use obelus::paper::LoadOptions;
use obelus::report::{Detail, PaperReport};
use obelus::rule::{Catalog, RuleSet, Selection};
use std::collections::BTreeMap;
use std::fs;

#[derive(clap::Args)]
pub struct Arguments {
    /// A rule or family; all by default
    filter: Option<String>,
    /// Print this many findings without a label, with their places, for reading
    #[arg(long, default_value_t = 0)]
    sample: usize,
    /// Where the sample begins: another number gives other findings
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What people said of a rule's findings.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Tally {
    right: usize,
    wrong: usize,
    unlabelled: usize,
}

impl Tally {
    fn labelled(self) -> usize {
        self.right + self.wrong
    }

    /// The Wilson interval of 95 % for the share of right ones.
    fn interval(self) -> (f64, f64) {
        let n = self.labelled() as f64;
        if n == 0.0 {
            return (0.0, 1.0);
        }
        let (z, share) = (1.96, self.right as f64 / n);
        let centre = share + z * z / (2.0 * n);
        let reach = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z * z / n;
        ((centre - reach) / scale, (centre + reach) / scale)
    }
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let Some(papers) = corpus::papers(corpus::READ)? else {
        bail!("there is no shared corpus beside the project, and precision is measured on it");
    };
    let labels = read_labels()?;
    let rules =
        RuleSet::new(&Catalog::built_in(), &Selection::default()).map_err(|error| anyhow::anyhow!("{error}"))?;
    let files = corpus::Disk;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut unlabelled = Vec::new();
    for paper in &papers {
        let path = paper.path.to_string_lossy();
        let Ok(report) = obelus::check_paper(
            &files,
            &path,
            &rules,
            &LoadOptions::default(),
            Allowances::default(),
            Detail::Findings,
        ) else {
            continue;
        };
        count(&report, &paper.document, arguments.filter.as_deref(), &labels, &mut tallies, &mut unlabelled);
    }
    println!("{:<38} {:>6} {:>6} {:>6} {:>10} {:>14}", "rule", "right", "wrong", "open", "precision", "95 % interval");
    for (rule, tally) in &tallies {
        let (low, high) = tally.interval();
        let share = match tally.labelled() {
            0 => "–".to_owned(),
            n => format!("{:.3}", tally.right as f64 / n as f64),
        };
        println!(
            "{rule:<38} {:>6} {:>6} {:>6} {share:>10} {low:>7.3}–{high:.3}",
            tally.right, tally.wrong, tally.unlabelled
        );
    }
    for line in sample(unlabelled, arguments.sample, arguments.seed) {
        println!("{line}");
    }
    Ok(())
}

type Labels = BTreeMap<(String, String), bool>;

fn read_labels() -> Result<Labels> {
    let path = root().join("tests/labels.tsv");
    parse_labels(&fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?)
}

fn parse_labels(text: &str) -> Result<Labels> {
    let mut labels = Labels::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [_rule, document, fingerprint, label, ..] = fields[..] else {
            bail!("tests/labels.tsv:{}: a line has rule, document, fingerprint, label, reason", number + 1);
        };
        let is_right = match label {
            "right" => true,
            "wrong" => false,
            other => bail!("tests/labels.tsv:{}: a label is `right` or `wrong`, not `{other}`", number + 1),
        };
        labels.insert((document.to_owned(), fingerprint.to_owned()), is_right);
    }
    Ok(labels)
}

fn count(
    report: &PaperReport,
    document: &str,
    filter: Option<&str>,
    labels: &Labels,
    tallies: &mut BTreeMap<String, Tally>,
    unlabelled: &mut Vec<String>,
) {
    for finding in &report.findings {
        let rule = finding.rule.as_str();
        if filter.is_some_and(|filter| filter != "all" && filter != rule && filter != finding.rule.family()) {
            continue;
        }
        let tally = tallies.entry(rule.to_owned()).or_default();
        match labels.get(&(document.to_owned(), finding.fingerprint.clone())) {
            Some(true) => tally.right += 1,
            Some(false) => tally.wrong += 1,
            None => {
                tally.unlabelled += 1;
                let start = finding.place.start;
                unlabelled.push(format!(
                    "{rule}\t{document}\t{}\t?\t{}:{} {} | {}",
                    finding.fingerprint, start.line, start.column, finding.message, finding.place.excerpt.text
                ));
            }
        }
    }
}

/// Some of the lines, drawn by a seed, in their order.
fn sample(lines: Vec<String>, count: usize, seed: u64) -> Vec<String> {
    let mut keyed: Vec<(u64, usize)> =
        (0..lines.len()).map(|index| (crate::mutate::scramble(seed, index as u64), index)).collect();
    keyed.sort_unstable();
    let mut drawn: Vec<usize> = keyed.into_iter().take(count).map(|(_, index)| index).collect();
    drawn.sort_unstable();
    drawn.into_iter().map(|index| lines[index].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_narrows_with_evidence() {
        let (low, high) = Tally { right: 9, wrong: 1, unlabelled: 0 }.interval();
        assert!((low - 0.596).abs() < 0.001 && (high - 0.982).abs() < 0.001, "{low} {high}");
        assert_eq!(Tally::default().interval(), (0.0, 1.0));
    }

    #[test]
    fn labels_are_read_and_bad_ones_named() {
        let labels = parse_labels("rule\tdocument\tfingerprint\tlabel\treason\na/b\tdoc\tff\tright\t\n").unwrap();
        assert_eq!(labels.get(&("doc".to_owned(), "ff".to_owned())), Some(&true));
        let error = parse_labels("head\na/b\tdoc\tff\tmaybe\t\n").unwrap_err().to_string();
        assert!(error.contains(":2:") && error.contains("maybe"), "{error}");
    }

    #[test]
    fn a_sample_is_the_same_for_the_same_seed() {
        let lines: Vec<String> = (0..50).map(|n| n.to_string()).collect();
        assert_eq!(sample(lines.clone(), 5, 7), sample(lines.clone(), 5, 7));
        assert_ne!(sample(lines.clone(), 5, 7), sample(lines, 5, 8));
    }
}
