use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::source::{Format, Span};

/// Fields that no style prints: people's notes and what programs keep for themselves.
const UNPRINTED: [&str; 10] =
    ["abstract", "annote", "annotation", "comment", "file", "groups", "keywords", "mendeley-tags", "owner", "timestamp"];

/// Finds fields that stand twice in one entry with different values.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let Some(entry) = paper.bibliography.entry(reference) else { continue };
        // The names of CSL-JSON are mapped; two of them may become one.
        if paper.source(reference.span).format != Format::Bibtex {
            continue;
        }
        for (at, field) in entry.fields.iter().enumerate() {
            let name = field.name.value.as_str();
            let Some(earlier) = entry.fields[..at].iter().find(|earlier| earlier.name.value == name) else { continue };
            if UNPRINTED.contains(&name) || earlier.value.value == field.value.value {
                continue;
            }
            let span = |range: &std::ops::Range<u32>| Span {
                file: reference.span.file,
                start: range.start,
                end: range.end,
            };
            let values = Values::new()
                .text("field", name)
                .text("reference", reference.label())
                .text("first", &earlier.value.value)
                .text("second", &field.value.value);
            findings.push(
                Finding::new(span(&field.name.range), values).context(span(&earlier.name.range), "the first of the two"),
            );
        }
    }
    findings
}
