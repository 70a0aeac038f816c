use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::citation::{CitedLabel, is_placeholder_key};
use crate::rule::{Options, Values};
use crate::text::{edit_distance, fold};

/// After so many keys without an entry the data file is the wrong one, and nearest keys would only cost time.
const MOST_SUGGESTIONS: usize = 50;

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for item in paper.citations.iter().flat_map(|citation| &citation.items) {
        let CitedLabel::Key(key) = &item.label else { continue };
        if item.reference.is_some() || is_looked_up_elsewhere(key) || is_placeholder_key(key) {
            continue;
        }
        let values = Values::new().text("key", key);
        let nearest = (findings.len() < MOST_SUGGESTIONS).then(|| nearest_key(paper, key)).flatten();
        findings.push(match nearest {
            Some((near, span)) => Finding::new(item.span, values.text("nearest", near))
                .variant("near")
                .context(span, format!("the nearest key is `{near}`")),
            None => Finding::new(item.span, values),
        });
    }
    findings
}

/// Whether the key is an identifier that a tool turns into an entry (`@doi:10.1000/1`), or a label of another kind.
fn is_looked_up_elsewhere(key: &str) -> bool {
    const SCHEMES: &[&str] = &[
        "doi",
        "url",
        "http",
        "https",
        "pmid",
        "pmcid",
        "pmc",
        "arxiv",
        "isbn",
        "wikidata",
        "raw",
        "clinicaltrials",
        "tag",
        "fig",
        "tbl",
        "tab",
        "eq",
        "sec",
        "lst",
    ];
    /// The kinds of Quarto's cross-references.
    const LABELS: &[&str] = &[
        "fig", "tbl", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "rem", "sol", "alg",
        "algo", "nte", "tip", "wrn", "imp", "cau", "suppfig", "supptbl",
    ];
    let labelled = key.split_once('-').is_some_and(|(kind, _)| LABELS.contains(&kind));
    labelled || key.split_once(':').is_some_and(|(scheme, _)| SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))
}

/// The key of an entry that differs in a letter or two, or only in its case.
fn nearest_key<'a>(paper: &'a Paper, key: &str) -> Option<(&'a str, crate::source::Span)> {
    let limit = if key.chars().count() < 6 { 1 } else { 2 };
    let folded = fold(key);
    let keys = paper.bibliography.references.iter().filter_map(|reference| reference.key.as_ref());
    keys.filter_map(|own| edit_distance(&folded, &fold(&own.text), limit).map(|distance| (distance, own)))
        .min_by(|one, other| (one.0, &one.1.text).cmp(&(other.0, &other.1.text)))
        .map(|(_, own)| (own.text.as_str(), own.span))
}
