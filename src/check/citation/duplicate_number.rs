use crate::diagnostic::Finding;
use crate::paper::citation::{CitedItem, CitedLabel, credit};
use crate::paper::{Citation, Paper};
use crate::rule::{Options, Values};
use std::collections::BTreeMap;

/// One work twice in one citation, without a page or section that would tell the two apart.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let citations = paper.citations.iter().filter(|citation| citation.items.len() > 1 && !is_index(paper, citation));
    citations.filter_map(|citation| twice(paper, citation)).collect()
}

fn twice(paper: &Paper, citation: &Citation) -> Option<Finding> {
    let mut seen: BTreeMap<String, &CitedItem> = BTreeMap::new();
    for item in &citation.items {
        let name = match &item.label {
            CitedLabel::Number(number) => format!("[{number}]"),
            CitedLabel::Key(key) => format!("`{key}`"),
            CitedLabel::AuthorYear { names, et_al, year } => credit(names, *et_al, Some(*year)),
        };
        let Some(first) = seen.get(&name) else {
            seen.insert(name, item);
            continue;
        };
        if first.span != item.span && !has_locator(paper, citation, first) && !has_locator(paper, citation, item) {
            let values = Values::new().text("cited", name);
            return Some(Finding::new(item.span, values).context(first.span, "named here already"));
        }
    }
    None
}

/// Whether words follow what an item cites, before the next: a page, a section, a note.
fn has_locator(paper: &Paper, citation: &Citation, item: &CitedItem) -> bool {
    let starts = citation.items.iter().map(|other| other.span.start).filter(|&start| start >= item.span.end);
    let end = starts.min().unwrap_or(citation.span.end).max(item.span.end);
    let between = crate::source::Span { start: item.span.end, end, ..citation.span };
    let words = paper.slice(between);
    words.trim_matches([' ', ',', '\n']) != "and" && words.contains(char::is_alphanumeric)
}

/// Words after which two equal numbers are no citation: an interval, a place in an array.
const BEFORE_INDEX: &[&str] = &[
    "from", "with", "within", "over", "into", "for", "and", "range", "interval", "value", "values", "entry", "entries",
    "cell", "element", "elements", "index", "position", "matrix", "array", "vector", "point", "pixel", "coordinates",
];

/// `A[1, 1]` and "from [1, 1]" are places in an array and intervals: nothing but one number twice, and before it no
/// word of the text that a citation could follow.
fn is_index(paper: &Paper, citation: &Citation) -> bool {
    let [CitedItem { label: CitedLabel::Number(first), .. }, CitedItem { label: CitedLabel::Number(second), .. }] =
        &citation.items[..]
    else {
        return false;
    };
    if first != second || citation.narrative.is_some() {
        return false;
    }
    let block = paper.prose.block(citation.block);
    let before = paper.prose.slice(block.start..citation.prose.start.max(block.start));
    // `[1]; [2, 2]`: the next of a list of citations.
    if before.trim_end_matches([' ', ',', ';']).ends_with(']') {
        return false;
    }
    let word = before.rsplit(char::is_whitespace).find(|word| !word.is_empty()).unwrap_or_default();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_word = word.chars().count() > 2 && word.chars().all(|c| c.is_alphabetic() || c == '-');
    !is_word || !word.contains(char::is_lowercase) || BEFORE_INDEX.contains(&word)
}
