use crate::diagnostic::Finding;
use crate::paper::{Paper, Parsed, Reference, ReferenceKind};
use crate::rule::{Options, Values};
use crate::text::fold;
use std::collections::BTreeMap;

/// How many other articles of the list must have a volume.
const OTHERS: usize = 3;
/// How sure the reading of a printed entry's journal and pages must be.
const SURE: f32 = 0.85;

/// Finds journal articles with pages and no volume, where the others have one.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let articles: Vec<&Reference> =
        paper.own_references().map(|(_, reference)| reference).filter(|reference| is_placed(reference)).collect();
    let with_volume = articles.iter().filter(|reference| reference.volume.is_some()).count();
    let without: Vec<&Reference> = articles.into_iter().filter(|reference| reference.volume.is_none()).collect();
    if with_volume < OTHERS || with_volume < without.len() {
        return Vec::new();
    }
    let journal = |reference: &Reference| reference.container.as_ref().map_or("", |journal| journal.value.as_str()).to_owned();
    let mut by_journal: BTreeMap<String, Vec<&Reference>> = BTreeMap::new();
    for reference in without {
        by_journal.entry(fold(&journal(reference)).into_owned()).or_default().push(reference);
    }
    let mut findings: Vec<Finding> = by_journal
        .into_values()
        .filter_map(|entries| {
            let (first, rest) = entries.split_first()?;
            let values = Values::new().text("reference", first.label()).text("journal", journal(first));
            let found = Finding::new(first.span, values.number("others", with_volume).number("more", rest.len()));
            let found = rest.iter().fold(found, |found, other| found.context(other.span, other.label()));
            Some(if rest.is_empty() { found } else { found.variant("several") })
        })
        .collect();
    findings.sort_by_key(|finding| (finding.span.file, finding.span.start));
    findings
}

/// Whether an entry is surely an article of a journal that is out: it has the journal, the year, and pages there.
fn is_placed(reference: &Reference) -> bool {
    /// No journal's: series of books and meetings.
    const NO_JOURNALS: [&str; 9] = ["proc.", "conf.", "proceedings", "conference", "symposium", "workshop", "series", "press", "notes in"];
    let sure = |field: &Option<Parsed<String>>| field.as_ref().is_some_and(|field| field.confidence >= SURE);
    let text = |field: &Option<Parsed<String>>| field.as_ref().map_or(String::new(), |field| field.value.to_lowercase());
    // "A5" is a newspaper's page, "n/a" none at all.
    let starts_with_digit = text(&reference.pages).starts_with(|c: char| c.is_ascii_digit());
    let issue: String = text(&reference.issue).chars().take_while(char::is_ascii_digit).collect();
    // More issues than months: they are counted since the first.
    let counts_through = issue.parse::<u32>().is_ok_and(|issue| issue > 12);
    let journal = text(&reference.container);
    reference.kind == ReferenceKind::Article
        && sure(&reference.container)
        && sure(&reference.pages)
        && reference.year.as_ref().is_some_and(|year| year.value.number.is_some())
        && starts_with_digit
        && (reference.volume.is_some() || !counts_through && (!reference.is_printed() || is_issue_alone(reference)))
        && !NO_JOURNALS.iter().any(|word| journal.contains(word))
}

/// Whether a printed entry has an issue, which only journals have, and no Roman numeral that may be its volume.
fn is_issue_alone(reference: &Reference) -> bool {
    let is_roman = |word: &str| word.len() > 1 && word.bytes().all(|byte| b"IVXLC".contains(&byte));
    reference.issue.is_some() && !reference.raw.split(|c: char| !c.is_alphanumeric()).any(is_roman)
}
