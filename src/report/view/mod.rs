//! What the HTML and PDF reports both show, worked out once: verdicts, counts, groups, diffs, chart geometry.
//!
//! It draws nothing, and knows neither markup nor pages.

mod chart;
mod count;
mod diff;
mod family;
mod group;
mod said;
mod unchecked;
mod verdict;
mod years;

pub use chart::{Bar, Bin, Charts, SectionStart};
pub use count::Counts;
pub(super) use count::{grouped, listed, plural};
pub use diff::{DiffPiece, WordDiff};
pub use family::{FAMILIES, family_rank, family_title};
pub(super) use group::likeness;
pub use group::{FamilyView, FindingView, Group, RuleView};
pub use said::{Said, said};
pub(super) use unchecked::unchecked;
pub use years::{YearBar, YearTick, Years};

use super::{PaperReport, PassedOver, Report, SuppressedFinding};
use crate::rule::{Rule, RuleId};
use std::collections::BTreeMap;

/// A report as people read it.
#[derive(Debug)]
pub struct View<'a> {
    pub report: &'a Report,
    pub counts: Counts,
    /// One sentence on all papers.
    pub verdict: String,
    /// In the order of [`Report::papers`].
    pub papers: Vec<PaperView<'a>>,
    /// Files that were asked for and could not be read.
    pub unreadable: &'a [PassedOver],
}

/// One paper as people read it.
#[derive(Debug)]
pub struct PaperView<'a> {
    pub paper: &'a PaperReport,
    /// The paper's title; its file name where it has none.
    pub title: &'a str,
    /// What was found, in one sentence.
    pub verdict: String,
    pub counts: Counts,
    /// Families with findings: those with errors first, then in the order of [`FAMILIES`].
    pub families: Vec<FamilyView<'a>>,
    /// Why rules could not run, each reason with its rules.
    pub not_checked: Vec<NotChecked<'a>>,
    pub suppressed: &'a [SuppressedFinding],
    pub charts: Charts<'a>,
}

#[derive(Debug)]
pub struct NotChecked<'a> {
    pub reason: &'a str,
    /// Sorted.
    pub rules: Vec<&'a RuleId>,
}

impl<'a> View<'a> {
    pub fn new(report: &'a Report) -> Self {
        let mut papers = Vec::with_capacity(report.papers.len());
        let mut counts = Counts::default();
        for paper in &report.papers {
            let view = PaperView::new(report, paper, counts.total());
            counts = counts + view.counts;
            papers.push(view);
        }
        let verdict = verdict::of_report(counts, &papers, report.unreadable.len());
        View { report, counts, verdict, papers, unreadable: &report.unreadable }
    }
}

impl<'a> PaperView<'a> {
    fn new(report: &'a Report, paper: &'a PaperReport, findings_before: usize) -> Self {
        let counts = Counts::of(paper.findings.iter().map(|finding| finding.severity));
        let families = group::families(report, paper, findings_before);
        PaperView {
            paper,
            title: paper.title.as_deref().unwrap_or_else(|| file_name(&paper.path)),
            verdict: verdict::of_paper(paper, counts, &families),
            counts,
            families,
            not_checked: not_checked(paper),
            suppressed: &paper.suppressed,
            charts: Charts::new(paper),
        }
    }

    /// Every finding, family by family.
    pub fn findings(&self) -> impl Iterator<Item = &FindingView<'a>> {
        let groups = self.families.iter().flat_map(|family| &family.rules).flat_map(|rule| &rule.groups);
        groups.flat_map(|group| std::iter::once(&group.first).chain(&group.more))
    }
}

/// The rule's page, where the rule set has it.
pub fn rule_page<'a>(report: &'a Report, id: &RuleId) -> Option<&'a Rule> {
    let index = report.rules.active.binary_search_by(|active| active.rule.id.cmp(id)).ok()?;
    Some(&report.rules.active[index].rule)
}

/// A file as it is seen from the paper's own folder.
pub(super) fn beside<'a>(path: &'a str, paper: &str) -> &'a str {
    let folder = paper.strip_suffix(file_name(paper)).unwrap_or("");
    path.strip_prefix(folder).unwrap_or(path)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn not_checked(paper: &PaperReport) -> Vec<NotChecked<'_>> {
    let mut reasons: BTreeMap<&str, Vec<&RuleId>> = BTreeMap::new();
    for skipped in &paper.skipped {
        reasons.entry(&skipped.reason).or_default().push(&skipped.rule);
    }
    let all = reasons.into_iter().map(|(reason, mut rules)| {
        rules.sort();
        NotChecked { reason, rules }
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|not_checked| std::cmp::Reverse(not_checked.rules.len()));
    all
}

#[cfg(test)]
mod tests;
