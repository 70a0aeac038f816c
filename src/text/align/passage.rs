use rustc_hash::FxHashMap;
use std::ops::Range;

/// Two stretches of sentences that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub first: Range<u32>,
    pub second: Range<u32>,
    /// The pairs of sentences it was grown from, ascending on both sides.
    pub seeds: Vec<(u32, u32)>,
}

/// The pairs of which neither sentence is in `family` pairs or more, of `sentences` in all: a sentence that is like so many
/// others is cast in a mould, as parallel descriptions are.
pub fn without_families(pairs: &[(u32, u32)], sentences: usize, family: usize) -> Vec<(u32, u32)> {
    let mut partners = vec![0usize; sentences];
    for index in pairs.iter().flat_map(|&(first, second)| [first, second]) {
        partners[index as usize] += 1;
    }
    let is_small = |index: u32| partners[index as usize] < family;
    pairs.iter().copied().filter(|&(first, second)| is_small(first) && is_small(second)).collect()
}

/// Joins pairs of sentences to passages over at most `gap` sentences between them on either side, order kept.
///
/// `joins` says whether two neighbouring sentences may lie in one passage (of one paragraph or section, say); it gets
/// the earlier and the later. Of passages that share a sentence on the first side and lie within
/// the gap on the second, the one with more seeds stays.
pub fn join_seeds(seeds: &[(u32, u32)], gap: u32, joins: impl Fn(u32, u32) -> bool) -> Vec<Passage> {
    let mut seeds = seeds.to_vec();
    seeds.sort_unstable();
    seeds.dedup();
    let mut passages: Vec<Passage> = Vec::new();
    // Passages whose last sentence is still within the gap: a short window at the end of the list.
    let mut open = 0;
    for (first, second) in seeds {
        while passages.get(open).is_some_and(|passage| passage.first.end + gap < first) {
            open += 1;
        }
        let near = |passage: &&mut Passage| {
            let (end, twin) = (passage.first.end, passage.second.end);
            (end..=end + gap).contains(&first)
                && (twin..=twin + gap).contains(&second)
                && first < passage.second.start
                && joins(end - 1, first)
                && joins(twin - 1, second)
        };
        match passages[open..].iter_mut().rev().find(near) {
            Some(passage) => {
                passage.first.end = first + 1;
                passage.second.end = second + 1;
                passage.seeds.push((first, second));
            }
            None => passages.push(Passage {
                first: first..first + 1,
                second: second..second + 1,
                seeds: vec![(first, second)],
            }),
        }
    }
    drop_overlaps(passages, gap)
}

/// Keeps the passage with more seeds (then the earlier) of those that tell of the same two places.
fn drop_overlaps(mut passages: Vec<Passage>, gap: u32) -> Vec<Passage> {
    passages.sort_by_key(|passage| (std::cmp::Reverse(passage.seeds.len()), passage.first.start, passage.second.start));
    let mut kept: Vec<Passage> = Vec::new();
    // The passages kept so far by the sentences of their first side.
    let mut at: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for passage in passages {
        let others = passage.first.clone().filter_map(|sentence| at.get(&sentence)).flatten();
        if others.into_iter().any(|&other| meets(&kept[other].second, &passage.second, gap)) {
            continue;
        }
        for sentence in passage.first.clone() {
            at.entry(sentence).or_default().push(kept.len());
        }
        kept.push(passage);
    }
    kept.sort_by_key(|passage| (passage.first.start, passage.second.start));
    kept
}

/// Whether two ranges share a sentence or lie no further apart than `gap`.
fn meets(one: &Range<u32>, two: &Range<u32>, gap: u32) -> bool {
    one.start < two.end + gap && two.start < one.end + gap
}
