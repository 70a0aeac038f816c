//! In which order the numbers of a paper are first cited.

use crate::paper::citation::{CitedItem, CitedLabel};
use crate::paper::{Paper, Scope};
use crate::text::fold_name;
use std::collections::BTreeSet;

/// Fewer numbers show no order.
const FEW: usize = 5;

/// The numbers that a paper cites and where it first does.
pub struct Appearance<'a> {
    /// In the order of the text. Those that a table or caption cites first are left out: they follow its mention in the
    /// text.
    pub first: Vec<(u32, &'a CitedItem)>,
    /// All numbers that are cited anywhere.
    pub all: BTreeSet<u32>,
}

impl<'a> Appearance<'a> {
    /// `None` where the paper does not cite by printed numbers, or its list is sorted by name.
    pub fn read(paper: &'a Paper) -> Option<Appearance<'a>> {
        let mut appearance = Appearance { first: Vec::new(), all: BTreeSet::new() };
        let mut keys = 0;
        let last = paper.bibliography.references.iter().filter_map(|reference| reference.number).max().unwrap_or(u32::MAX);
        for citation in &paper.citations {
            let scope = paper.prose.block(citation.block).scope;
            let is_text = matches!(scope, Scope::Abstract | Scope::Body | Scope::Footnote | Scope::Quote);
            let mut new: Vec<(u32, &CitedItem)> = Vec::new();
            for item in &citation.items {
                let CitedLabel::Number(number) = item.label else {
                    keys += 1;
                    continue;
                };
                // A number beyond the list is a slip that `citation/out-of-range` reports.
                if number <= last && appearance.all.insert(number) && is_text {
                    new.push((number, item));
                }
            }
            // The order inside one pair of brackets says nothing of the list's.
            new.sort_by_key(|(number, _)| *number);
            appearance.first.extend(new);
        }
        let is_numeric = appearance.first.len() >= FEW && keys < appearance.all.len();
        (is_numeric && !is_alphabetical(paper)).then_some(appearance)
    }

    /// The places of those that stand in the order of their numbers: the longest run that ascends, not all of it at a
    /// stretch. Every other number stands where it should not.
    pub fn ascending(&self) -> Vec<bool> {
        // Patience sorting: for each length the place of the least number that such a run can end with.
        let mut ends: Vec<usize> = Vec::new();
        let mut before: Vec<Option<usize>> = Vec::with_capacity(self.first.len());
        for (at, (number, _)) in self.first.iter().enumerate() {
            let length = ends.partition_point(|&end| self.first[end].0 < *number);
            before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
            if length == ends.len() {
                ends.push(at);
            } else {
                ends[length] = at;
            }
        }
        let mut kept = vec![false; self.first.len()];
        let mut at = ends.last().copied();
        while let Some(place) = at {
            kept[place] = true;
            at = before[place];
        }
        kept
    }
}

/// Whether the printed list is sorted by the first authors' names.
fn is_alphabetical(paper: &Paper) -> bool {
    let references = paper.bibliography.references.iter().filter(|reference| reference.number.is_some());
    let names: Vec<String> =
        references.filter_map(|reference| Some(fold_name(&reference.authors.first()?.family))).collect();
    let sorted = names.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    names.len() >= 3 && sorted * 5 >= (names.len() - 1) * 4
}
