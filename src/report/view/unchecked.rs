use crate::report::Report;
use crate::rule::RuleId;
use std::collections::{BTreeMap, BTreeSet};

/// A reason for which rules did not run, over all papers.
#[derive(Debug)]
pub struct Unchecked<'a> {
    pub reason: &'a str,
    pub rules: BTreeSet<&'a RuleId>,
    /// The papers on which they did not run, in their order.
    pub papers: Vec<&'a str>,
}

/// Why rules did not run, each reason once, in the order of the reasons' letters.
pub fn unchecked(report: &Report) -> Vec<Unchecked<'_>> {
    let mut reasons: BTreeMap<&str, Unchecked> = BTreeMap::new();
    for paper in &report.papers {
        for skipped in &paper.skipped {
            let reason = reasons.entry(&skipped.reason).or_insert_with_key(|reason| Unchecked {
                reason,
                rules: BTreeSet::new(),
                papers: Vec::new(),
            });
            reason.rules.insert(&skipped.rule);
            if reason.papers.last() != Some(&&*paper.path) {
                reason.papers.push(&paper.path);
            }
        }
    }
    reasons.into_values().collect()
}
