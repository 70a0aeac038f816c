use super::diff::WordDiff;
use super::{Counts, family_rank, family_title, rule_page};
use crate::diagnostic::Relation;
use crate::report::{LocatedFinding, LocatedRelated, PaperReport, Report};
use crate::rule::{Rule, RuleId, Severity};
use std::collections::BTreeMap;

/// From how many alike findings on they are shown as one with more places.
const GROUPED_FROM: usize = 4;
/// How many related places of a finding are shown in full.
const RELATED_SHOWN: usize = 4;

/// The findings of one family in one paper.
#[derive(Debug)]
pub struct FamilyView<'a> {
    pub family: &'a str,
    pub title: &'a str,
    pub counts: Counts,
    /// The gravest first, then in the order of their first places.
    pub rules: Vec<RuleView<'a>>,
}

/// The findings of one rule in one paper.
#[derive(Debug)]
pub struct RuleView<'a> {
    pub id: &'a RuleId,
    /// The gravest severity that its findings have.
    pub severity: Severity,
    /// What its page says; `None` for a rule without page (a defect of the tool itself).
    pub page: Option<&'a Rule>,
    pub counts: Counts,
    pub groups: Vec<Group<'a>>,
}

/// Findings of one rule that say the same of several places: one shown in full, the others as places.
#[derive(Debug)]
pub struct Group<'a> {
    pub first: FindingView<'a>,
    pub more: Vec<FindingView<'a>>,
}

#[derive(Debug)]
pub struct FindingView<'a> {
    pub finding: &'a LocatedFinding,
    /// Index into [`PaperReport::findings`].
    pub index: usize,
    /// Its number in the whole report, from 1: `F12`.
    pub number: usize,
    /// For the other half of a repeat, the two compared; in the order of [`LocatedFinding::related`].
    pub diffs: Vec<(&'a LocatedRelated, WordDiff)>,
}

pub(super) fn families<'a>(report: &'a Report, paper: &'a PaperReport, before: usize) -> Vec<FamilyView<'a>> {
    let mut rules: BTreeMap<&RuleId, Vec<usize>> = BTreeMap::new();
    for (index, finding) in paper.findings.iter().enumerate() {
        rules.entry(&finding.rule).or_default().push(index);
    }
    let mut families: BTreeMap<(usize, &str), Vec<RuleView>> = BTreeMap::new();
    for (id, indexes) in rules {
        let rule = rule_view(report, paper, id, &indexes, before);
        families.entry((family_rank(id.family()), id.family())).or_default().push(rule);
    }
    let view = |((_, family), mut rules): ((usize, &'a str), Vec<RuleView<'a>>)| {
        rules
            .sort_by_key(|rule| (std::cmp::Reverse(rule.severity), rule.groups.first().map(|group| group.first.index)));
        let counts = rules.iter().fold(Counts::default(), |counts, rule| counts + rule.counts);
        FamilyView { family, title: family_title(family), counts, rules }
    };
    let mut families: Vec<FamilyView> = families.into_iter().map(view).collect();
    families.sort_by_key(|family| std::cmp::Reverse(family.counts.gravest()));
    families
}

fn rule_view<'a>(
    report: &'a Report,
    paper: &'a PaperReport,
    id: &'a RuleId,
    indexes: &[usize],
    before: usize,
) -> RuleView<'a> {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &index in indexes.iter().filter(|&&index| !has_twin(&paper.findings[index])) {
        alike.entry(likeness(&paper.findings[index].message)).or_default().push(index);
    }
    alike.retain(|_, indexes| indexes.len() >= GROUPED_FROM);
    let view = |index: usize| FindingView::new(paper, index, before);
    let grouped: std::collections::BTreeSet<usize> = alike.values().flatten().copied().collect();
    let mut groups: Vec<Group> = Vec::new();
    for indexes in alike.into_values() {
        let mut views = indexes.into_iter().map(view);
        groups.extend(views.next().map(|first| Group { first, more: views.collect() }));
    }
    let single = indexes.iter().filter(|index| !grouped.contains(index));
    groups.extend(single.map(|&index| Group { first: view(index), more: Vec::new() }));
    groups.sort_by_key(|group| group.first.index);
    let severities = indexes.iter().map(|&index| paper.findings[index].severity);
    RuleView {
        id,
        severity: severities.clone().max().unwrap_or(Severity::Info),
        page: rule_page(report, id),
        counts: Counts::of(severities),
        groups,
    }
}

fn has_twin(finding: &LocatedFinding) -> bool {
    finding.related.iter().any(|related| related.relation == Relation::Twin)
}

/// A message without its evidence: numbers and quoted words taken out. Messages that are equal then are alike.
pub(in crate::report) fn likeness(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut closing = None;
    for c in message.chars() {
        match (closing, c) {
            (Some(close), _) if c == close => closing = None,
            (Some(_), _) => {}
            (None, '“') => closing = Some('”'),
            (None, '`' | '"') => closing = Some(c),
            (None, _) if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            (None, _) => out.push(c),
        }
    }
    out
}

impl<'a> FindingView<'a> {
    fn new(paper: &'a PaperReport, index: usize, before: usize) -> Self {
        let finding = &paper.findings[index];
        let twins = finding.related.iter().filter(|related| related.relation == Relation::Twin);
        let diffs = twins.filter_map(|twin| {
            let first = finding.place.excerpt.words.as_deref()?;
            let second = twin.place.excerpt.words.as_deref()?;
            Some((twin, WordDiff::new(first, second)))
        });
        FindingView { finding, index, number: before + index + 1, diffs: diffs.collect() }
    }

    /// The related places that are shown in full, and those that are only named.
    ///
    /// One left over would take as much room as its own name, and the other half of a repeat is always shown.
    pub fn related(&self) -> (&'a [LocatedRelated], &'a [LocatedRelated]) {
        let all = &self.finding.related[..];
        let is_repeat = all.iter().any(|related| related.relation == Relation::Twin);
        let shown = if is_repeat || all.len() <= RELATED_SHOWN + 1 { all.len() } else { RELATED_SHOWN };
        all.split_at(shown)
    }

    /// Its name in links; unique in a report.
    pub fn anchor(&self) -> String {
        format!("f-{}", self.finding.fingerprint)
    }
}
