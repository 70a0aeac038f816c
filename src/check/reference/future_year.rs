use crate::diagnostic::Finding;
use crate::paper::{Paper, Parsed, Reference, Year};
use crate::rule::{Options, Values};

/// Finds references dated later than next year.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let Some(now) = paper.facts.year else { return Vec::new() };
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let Some(year) = &reference.year else { continue };
        // Next year's issues are printed this year.
        let Some(number) = year.value.number.filter(|number| *number > now.saturating_add(1)) else { continue };
        if !reference.is_printed() || is_date(paper, reference, year) {
            let values = Values::new().text("reference", reference.label()).text("year", number.to_string());
            findings.push(Finding::new(year.span, values.text("now", now.to_string())));
        }
    }
    findings
}

/// Whether a printed year stands as dates do, alone in brackets or closed by a mark: "the 2030 Agenda" is none.
fn is_date(paper: &Paper, reference: &Reference, year: &Parsed<Year>) -> bool {
    let span = year.span;
    let text = &paper.source(span).text;
    let before = text[..span.start as usize].chars().next_back();
    let after = text[span.end as usize..].chars().next();
    let closed = match after {
        Some(')') => before == Some('('),
        Some(']') => before == Some('['),
        Some(c) => matches!(c, '.' | ',' | ';' | ':'),
        None => true,
    };
    year.confidence >= 0.85 && closed && reference.span.contains(span)
}
