use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::source::Span;

/// What stands in a field that is to be filled in later, or that a program could not fill, in lower case.
const PLACEHOLDERS: [&str; 14] = [
    "tbd", "tba", "todo", "fixme", "n/a", "n/a–n/a", "n/a-n/a", "xx", "xxx", "xx–xx", "xxx–xxx", "??", "???", "–",
];

/// The fields that are printed of every entry.
const PRINTED: [&str; 14] = [
    "title", "author", "journal", "journaltitle", "booktitle", "year", "date", "volume", "number", "pages", "doi",
    "publisher", "editor", "url",
];

/// What is no word of a printed entry, in lower case; in brackets or alone.
const MARKS: [&str; 9] = ["tbd", "todo", "fixme", "n/a–n/a", "n/a-n/a", "xx–xx", "xx-xx", "xxx–xxx", "xxx-xxx"];

/// Finds entries with a stopgap where a field should be.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let Some(entry) = paper.bibliography.entry(reference) else {
            findings.extend(printed(paper, reference.span).map(|(span, word)| {
                Finding::new(span, Values::new().text("placeholder", word).text("reference", reference.label()))
            }));
            continue;
        };
        for field in entry.fields.iter().filter(|field| PRINTED.contains(&field.name.value.as_str())) {
            let value = field.value.value.trim().replace("--", "–");
            if PLACEHOLDERS.contains(&value.to_lowercase().as_str()) {
                let range = &field.value.range;
                let span = Span { file: reference.span.file, start: range.start, end: range.end };
                let values = Values::new().text("placeholder", value).text("field", &field.name.value);
                findings.push(Finding::new(span, values.text("reference", reference.label())).variant("field"));
            }
        }
    }
    findings
}

/// The first stopgap of a printed entry, with its place.
fn printed(paper: &Paper, span: Span) -> Option<(Span, String)> {
    let text = paper.slice(span);
    text.split_whitespace().find_map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_matches(['.', ',', ';', ':', '(', ')', '[', ']', '*', '_']);
        let start = start + word.find(bare).unwrap_or(0);
        let at = |offset: usize| span.start + offset as u32;
        MARKS
            .contains(&bare.to_lowercase().as_str())
            .then(|| (Span { start: at(start), end: at(start + bare.len()), ..span }, bare.to_owned()))
    })
}
