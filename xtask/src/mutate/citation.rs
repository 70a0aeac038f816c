//! Faults of citations.

use super::paragraph::{choose, paragraphs};
use super::{Damaged, Fault, scramble};
use std::ops::Range;

pub const FAULTS: &[Fault] = &[
    Fault { rule: "citation/duplicate-number", inject: cite_twice },
    Fault { rule: "citation/et-al-misuse", inject: misspell_et_al },
    Fault { rule: "citation/nested-parens", inject: nest },
    Fault { rule: "citation/placeholder", inject: leave_placeholder },
];

fn leave_placeholder(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let at = paragraph.start + text[paragraph.clone()].find(". ")?;
    let left = " [citation needed]";
    Some((format!("{}{left}{}", &text[..at], &text[at..]), at + 1..at + left.len()))
}

/// A citation by one key in running text, with its brackets, by the seed.
fn citation(text: &str, seed: u64) -> Option<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        for (at, _) in text[paragraph.clone()].match_indices(" [@") {
            let start = paragraph.start + at + 1;
            let Some(length) = text[start..paragraph.end].find(']') else { continue };
            let inside = &text[start + 2..start + length];
            let is_key = inside.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':'));
            let is_label = ["fig", "tbl", "tab", "eq", "sec"].iter().any(|prefix| inside.starts_with(prefix));
            if is_key && !is_label {
                found.push(start..start + length + 1);
            }
        }
    }
    found.get(scramble(seed, text.len() as u64) as usize % found.len().max(1)).cloned()
}

fn cite_twice(text: &str, seed: u64) -> Option<Damaged> {
    let place = citation(text, seed)?;
    let key = &text[place.start + 1..place.end - 1];
    let at = place.end - 1;
    Some((format!("{}; {key}{}", &text[..at], &text[at..]), at + 2..at + 2 + key.len()))
}

fn nest(text: &str, seed: u64) -> Option<Damaged> {
    let place = citation(text, seed)?;
    let damaged = format!("{}({}){}", &text[..place.start], &text[place.clone()], &text[place.end..]);
    Some((damaged, place.start..place.end + 2))
}

fn misspell_et_al(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let words = "Okafor et. al. agree. ";
    let place = paragraph.start + "Okafor ".len()..paragraph.start + "Okafor et. al.".len();
    Some((format!("{}{words}{}", &text[..paragraph.start], &text[paragraph.start..]), place))
}
