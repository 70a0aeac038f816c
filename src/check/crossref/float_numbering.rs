use super::floats::{caption, name, place};
use crate::diagnostic::Finding;
use crate::paper::{Float, FloatKind, Paper, numbers_named};
use crate::rule::{Options, Values};
use crate::text::fold;
use std::collections::BTreeMap;

/// More numbers left out are floats that are kept elsewhere.
const MOST_GAPS: u32 = 2;

/// Printed numbers of figures or tables that skip one or come twice.
///
/// A number that is left out and that the text still names is for `crossref/mention-missing-float`.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut series: BTreeMap<(FloatKind, &str), Vec<(u32, &Float)>> = BTreeMap::new();
    for float in paper.floats.iter().filter(|float| float.number_is_printed && !is_part(paper, float)) {
        let Some(number) = float.number.as_deref() else { continue };
        let digits = number.trim_start_matches('S');
        if let Ok(value) = digits.parse() {
            series.entry((float.kind, &number[..number.len() - digits.len()])).or_default().push((value, float));
        }
    }
    let mut findings = Vec::new();
    for ((kind, prefix), mut floats) in series {
        repeats(paper, kind, &floats, &mut findings);
        floats.sort_by_key(|(number, float)| (*number, float.span));
        floats.dedup_by_key(|(number, _)| *number);
        gaps(paper, kind, prefix, &floats, &mut findings);
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

fn repeats(paper: &Paper, kind: FloatKind, floats: &[(u32, &Float)], findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<u32, &Float> = BTreeMap::new();
    for (number, float) in floats {
        let Some(first) = seen.get(number) else {
            seen.insert(*number, float);
            continue;
        };
        let (one, other) = (words(paper, first), words(paper, float));
        if one != other && says_something(&one) && says_something(&other) {
            let values = values(kind, float);
            findings.push(
                Finding::new(place(paper, float), values)
                    .variant("twice")
                    .context(place(paper, first), "has the number already"),
            );
        }
    }
}

fn gaps(paper: &Paper, kind: FloatKind, prefix: &str, floats: &[(u32, &Float)], findings: &mut Vec<Finding>) {
    let (Some((first, _)), Some((last, _))) = (floats.first(), floats.last()) else { return };
    let missing = last.saturating_sub(floats.len() as u32);
    if *first != 1 || missing == 0 || missing > MOST_GAPS || missing * 2 > floats.len() as u32 {
        return;
    }
    let named = numbers_named(&paper.prose);
    for pair in floats.windows(2) {
        let [(before, earlier), (after, float)] = pair else { continue };
        for number in before + 1..*after {
            let skipped = format!("{prefix}{number}");
            if !named.contains(&(kind, skipped.clone())) {
                let values = values(kind, float).text("skipped", skipped);
                findings.push(Finding::new(place(paper, float), values).context(place(paper, earlier), "the one before"));
            }
        }
    }
}

fn values(kind: FloatKind, float: &Float) -> Values {
    Values::new().text("kind", name(kind)).text("number", float.number.as_deref().unwrap_or_default())
}

/// Whether a caption is one of several for a float: "Figure 3 (continued)", "Figure 3b", "Figure 3—figure supplement 1".
fn is_part(paper: &Paper, float: &Float) -> bool {
    const WORDS: &[&str] = &["continued", "cont.", "contd", "figure supplement", "source data", "source code", "video"];
    let rest = words(paper, float);
    let head = &rest[..rest.floor_char_boundary(40)];
    head.starts_with(|c: char| c.is_alphanumeric()) || WORDS.iter().any(|word| head.contains(word))
}

/// The words of a caption after its number, folded.
fn words(paper: &Paper, float: &Float) -> String {
    let text = caption(paper, float).map(|block| paper.prose.block_text(block)).unwrap_or_default();
    let digits = float.number.as_deref().unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let rest = text.find(digits).map_or(text, |at| &text[at + digits.len()..]);
    fold(rest).into_owned()
}

/// Whether the words of a caption hold more than a label: "Figure 1: Fig 1." is the beginning of one that was cut.
fn says_something(words: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && !matches!(*word, "fig" | "figure" | "tab" | "table");
    words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).any(|word| is_word(&word))
}
