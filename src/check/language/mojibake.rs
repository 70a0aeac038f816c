use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, lies_in};
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::syntax::Kind;
use crate::text::mojibake;

/// How far around a place the message shows the word.
const SHOWN: usize = 24;

/// UTF-8 that was read in another encoding, in the manuscript and its reference data; one finding for each file.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let code = paper.tree.ranges(|kind| matches!(kind, Kind::Code | Kind::CodeBlock));
    let mut findings = Vec::new();
    for source in &paper.sources {
        let mut found = mojibake(&source.text);
        if source.id == paper.root().id {
            found.retain(|found| !lies_in(&code, found.range.start as u32));
        }
        let Some((first, others)) = found.split_first() else { continue };
        let span = |range: &std::ops::Range<usize>| Span::new(source.id, range.clone());
        let (word, meant) = word_around(&source.text, &first.range, &first.meant);
        let values = Values::new().text("word", word).text("meant", meant).number("count", found.len());
        let finding = Finding::new(span(&first.range), values);
        let finding = others.iter().fold(finding, |finding, other| {
            finding.context(span(&other.range), format!("“{}” was meant", other.meant))
        });
        let edits = found.iter().map(|found| Edit { span: span(&found.range), text: found.meant.clone() }).collect();
        let title = "put the characters that were meant".to_owned();
        findings.push(finding.fix(Fix { title, safety: Safety::Unsafe, edits }));
    }
    findings
}

/// The word around a place, as it is and as it was meant.
fn word_around(text: &str, range: &std::ops::Range<usize>, meant: &str) -> (String, String) {
    let before = text.get(..range.start).unwrap_or_default();
    let before = before.get(before.ceil_char_boundary(before.len().saturating_sub(SHOWN))..).unwrap_or_default();
    let before = before.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let after = after.get(..after.floor_char_boundary(SHOWN)).unwrap_or_default();
    let after = after.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
    let wrong = text.get(range.clone()).unwrap_or_default();
    (format!("{before}{wrong}{after}"), format!("{before}{meant}{after}"))
}
