//! Faults of citations.

use super::paragraph::choose;
use super::{Damaged, Fault};

pub const FAULTS: &[Fault] = &[Fault { rule: "citation/placeholder", inject: leave_placeholder }];

fn leave_placeholder(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let at = paragraph.start + text[paragraph.clone()].find(". ")?;
    let left = " [citation needed]";
    Some((format!("{}{left}{}", &text[..at], &text[at..]), at + 1..at + left.len()))
}
