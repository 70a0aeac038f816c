//! A table for spreadsheets, one finding a row: CSV as RFC 4180 has it, in UTF-8.

use super::{LocatedFinding, PaperReport, Report, place_beside, plain_line};
use std::borrow::Cow;

const HEADER: [&str; 16] = [
    "id",
    "severity",
    "rule",
    "message",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "page",
    "section",
    "excerpt",
    "related",
    "suggestion",
    "fingerprint",
    "suppressed",
];

/// Every finding, and after those of a paper what was suppressed in it: those rows have no `id`, and say by whom and
/// why in the column `suppressed`, which is empty for all others.
pub fn render(report: &Report) -> Vec<u8> {
    let mut out = String::new();
    row(HEADER.map(Cow::Borrowed), &mut out);
    let mut number = 0;
    for paper in &report.papers {
        for finding in &paper.findings {
            number += 1;
            row(cells(paper, finding, format!("F{number}"), String::new()), &mut out);
        }
        for suppressed in &paper.suppressed {
            let reason = suppressed.reason.as_deref().unwrap_or("no reason given");
            let by = format!("{}: {reason}", suppressed.by);
            row(cells(paper, &suppressed.finding, String::new(), by), &mut out);
        }
    }
    out.into_bytes()
}

fn cells<'a>(
    paper: &PaperReport,
    finding: &'a LocatedFinding,
    id: String,
    suppressed: String,
) -> [Cow<'a, str>; HEADER.len()] {
    let place = &finding.place;
    let number = |number: u32| Cow::Owned(number.to_string());
    let related = finding.related.iter();
    let related = related.map(|other| format!("{} ({})", other.note, place_beside(&other.place, &paper.path)));
    [
        id.into(),
        finding.severity.name().into(),
        finding.rule.as_str().into(),
        Cow::Borrowed(&*finding.message),
        Cow::Borrowed(&*place.path),
        number(place.start.line),
        number(place.start.column),
        number(place.end.line),
        number(place.end.column),
        place.page.map_or(Cow::Borrowed(""), number),
        finding.section.as_deref().unwrap_or("").into(),
        place.excerpt.as_read().1.into(),
        related.collect::<Vec<String>>().join("; ").into(),
        finding.fix.as_ref().map_or("", |fix| &*fix.title).into(),
        Cow::Borrowed(&*finding.fingerprint),
        suppressed.into(),
    ]
}

fn row(cells: [Cow<str>; HEADER.len()], out: &mut String) {
    for (index, text) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        cell(text, out);
    }
    out.push_str("\r\n");
}

/// A cell on one line. What a spreadsheet would take for a formula gets an apostrophe before it, which makes it text:
/// a paper must not run in its editor's spreadsheet.
fn cell(text: &str, out: &mut String) {
    let text = plain_line(text);
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_quoted = is_formula || text.starts_with(' ') || text.ends_with(' ') || text.contains([',', '"', ';']);
    if !is_quoted {
        out.push_str(&text);
        return;
    }
    out.push('"');
    if is_formula {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        cell(text, &mut out);
        out
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(written("plain words"), "plain words");
        assert_eq!(written("a, b"), "\"a, b\"");
        assert_eq!(written("the “so-called” \"fact\""), "\"the “so-called” \"\"fact\"\"\"");
        assert_eq!(written("two\r\nlines"), "two  lines");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", "\n@x"] {
            let cell = written(text);
            assert!(cell.starts_with("\"'"), "{cell}");
        }
        assert_eq!(written("a = b"), "a = b");
    }
}
