use crate::diagnostic::Finding;
use crate::paper::citation::{CitedLabel, credit};
use crate::paper::{CitedItem, Numbering, Paper, Reference, Year};
use crate::rule::{Options, Values};
use crate::text::{fold, fold_name};
use std::collections::BTreeMap;

/// Citations by author and year that two entries of the list answer to, without a letter to tell them apart.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    if paper.bibliography.numbering != Numbering::AuthorYear {
        return Vec::new();
    }
    let mut entries: BTreeMap<String, Vec<&Reference>> = BTreeMap::new();
    for reference in &paper.bibliography.references {
        if let Some(name) = credit_key(reference) {
            entries.entry(name).or_default().push(reference);
        }
    }
    entries.retain(|_, references| references.len() > 1 && !are_one_work(references));
    if entries.is_empty() {
        return Vec::new();
    }
    let mut cited: BTreeMap<&str, Vec<&CitedItem>> = BTreeMap::new();
    for item in paper.citations.iter().flat_map(|citation| &citation.items) {
        let CitedLabel::AuthorYear { year: Year { number: Some(_), suffix: None }, .. } = item.label else { continue };
        let reference = item.reference.filter(|_| item.mismatch.is_none()).and_then(|at| paper.bibliography.references.get(at));
        let name = reference.and_then(credit_key);
        if let Some((name, _)) = name.and_then(|name| entries.get_key_value(&name)) {
            cited.entry(name.as_str()).or_default().push(item);
        }
    }
    let mut findings: Vec<Finding> =
        cited.iter().filter_map(|(name, items)| finding(items, entries.get(*name)?)).collect();
    findings.sort_by_key(|finding| finding.span);
    findings
}

fn finding(items: &[&CitedItem], entries: &[&Reference]) -> Option<Finding> {
    let (first, others) = items.split_first()?;
    let CitedLabel::AuthorYear { names, et_al, year } = &first.label else { return None };
    let values = Values::new().text("cited", credit(names, *et_al, Some(*year))).number("count", entries.len());
    let mut finding = Finding::new(first.span, values);
    for entry in entries {
        finding = finding.context(entry.span, "one of the entries");
    }
    Some(others.iter().fold(finding, |finding, other| finding.context(other.span, "cited here too")))
}

/// All authors with their initials and the year of an entry that has no letter after it.
fn credit_key(reference: &Reference) -> Option<String> {
    let year = reference.year.as_ref().map(|year| year.value).filter(|year| year.suffix.is_none())?;
    let number = year.number?;
    if reference.authors.is_empty() || reference.et_al || reference.authors_confidence < 0.8 {
        return None;
    }
    let initial = |given: &str| given.chars().next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    let names: Vec<String> =
        reference.authors.iter().map(|name| format!("{} {}", fold_name(&name.family), initial(&name.given))).collect();
    Some(format!("{} {number}", names.join("; ")))
}

/// Whether two of the entries are one work listed twice, which `reference/duplicate-entry` reports.
fn are_one_work(entries: &[&Reference]) -> bool {
    let title = |reference: &Reference| {
        let words = reference.title.as_ref().map_or(reference.raw.as_str(), |title| title.value.as_str());
        fold(words).chars().filter(|c| c.is_alphanumeric()).take(60).collect::<String>()
    };
    let titles: Vec<String> = entries.iter().map(|entry| title(entry)).collect();
    (1..titles.len()).any(|at| titles[..at].contains(&titles[at]))
}
