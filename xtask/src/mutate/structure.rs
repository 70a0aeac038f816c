//! Faults of structure.

use super::{Damaged, Fault, scramble};

pub const FAULTS: &[Fault] = &[Fault { rule: "structure/heading-empty", inject: empty_heading }];

/// A heading of the paper's own level with nothing under it, before another heading.
fn empty_heading(text: &str, seed: u64) -> Option<Damaged> {
    let headings: Vec<usize> = text.match_indices("\n\n#").map(|(at, _)| at + 2).collect();
    let at = *headings.get(1 + scramble(seed, 3) as usize % headings.len().saturating_sub(1).max(1))?;
    let marks = text[at..].bytes().take_while(|&b| b == b'#').count();
    let heading = format!("{} Further considerations", "#".repeat(marks));
    let place = at..at + heading.len();
    Some((format!("{}{heading}\n\n{}", &text[..at], &text[at..]), place))
}
