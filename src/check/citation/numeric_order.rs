use super::appearance::Appearance;
use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};

/// Numbers that are first cited out of their order, in a paper that numbers its references as they are cited.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let Some(appearance) = Appearance::read(paper) else { return Vec::new() };
    let first = &appearance.first;
    let kept = appearance.ascending();
    let strays: Vec<usize> = (0..first.len()).filter(|&at| !kept[at]).collect();
    // Where a good part is out of order, the list has another one.
    let Some((&leading, others)) = strays.split_first() else { return Vec::new() };
    if strays.len() * 8 > first.len() {
        return Vec::new();
    }
    // The least number after each place, and the greatest before.
    let mut least = vec![u32::MAX; first.len() + 1];
    for at in (0..first.len()).rev() {
        least[at] = least[at + 1].min(first[at].0);
    }
    let greatest = |at: usize| first[..at].iter().map(|(number, _)| *number).max().unwrap_or(0);
    let item = |at: usize| first[at].1.span;
    let (number, later) = (first[leading].0, least[leading + 1]);
    let values = Values::new().number("number", number as usize).number("count", strays.len());
    let mut finding = if later < number {
        Finding::new(item(leading), values.number("other", later as usize))
    } else {
        Finding::new(item(leading), values.number("other", greatest(leading) as usize)).variant("late")
    };
    for &at in others.iter().take(MOST_SHOWN) {
        finding = finding.context(item(at), format!("[{}] is out of order here", first[at].0));
    }
    vec![finding]
}

/// So many further places are shown.
const MOST_SHOWN: usize = 12;
