use super::appearance::Appearance;
use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use std::collections::BTreeSet;

/// Numbers that are neither cited nor listed while higher ones are. One that is listed is for
/// `citation/uncited-reference`.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let Some(appearance) = Appearance::read(paper) else { return Vec::new() };
    let listed: BTreeSet<u32> = paper.bibliography.references.iter().filter_map(|reference| reference.number).collect();
    let Some(&highest) = appearance.all.last() else { return Vec::new() };
    // Where many are cited nowhere, the citations were not all read; a list that lacks the same numbers is a witness.
    let uncited = (highest as usize).saturating_sub(appearance.all.len());
    let most = if listed.is_empty() { appearance.all.len() / 8 } else { listed.len() / 4 };
    if uncited == 0 || listed.is_empty() && uncited > most {
        return Vec::new();
    }
    let gaps: Vec<u32> = (1..highest)
        .filter(|number| !appearance.all.contains(number) && !listed.contains(number))
        .take(MOST + 1)
        .collect();
    if gaps.len() > MOST.min(most) {
        return Vec::new();
    }
    // The place after the gap, where a reader stumbles.
    let Some(&gap) = gaps.first() else { return Vec::new() };
    let after = appearance.first.iter().filter(|(number, _)| *number > gap).min_by_key(|(number, _)| *number);
    let Some((number, item)) = after else { return Vec::new() };
    let values = Values::new()
        .list("missing", gaps.iter().map(|gap| format!("[{gap}]")))
        .number("count", gaps.len())
        .number("number", *number as usize);
    vec![Finding::new(item.span, values)]
}

/// More numbers left out are citations that were not read.
const MOST: usize = 3;
