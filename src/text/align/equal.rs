use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// The groups of equal sequences among `sequences`, each with two or more members in ascending order; the groups by
/// their first member.
///
/// Linear: sequences are compared only within one hash value.
pub fn group_equal<'a>(sequences: impl ExactSizeIterator<Item = &'a [u32]> + Clone) -> Vec<Vec<u32>> {
    let mut firsts: FxHashMap<u64, u32> = FxHashMap::default();
    firsts.reserve(sequences.len() / 2);
    let mut seen: Vec<&[u32]> = Vec::with_capacity(sequences.len());
    // The group a sequence belongs to, by the number of its first member.
    let mut group_of: FxHashMap<u32, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (index, sequence) in sequences.enumerate() {
        let index = index as u32;
        seen.push(sequence);
        if sequence.is_empty() {
            continue;
        }
        // Two different sequences of one hash value: the later one takes the next free value.
        let mut key = hash(sequence);
        let first = loop {
            match firsts.get(&key) {
                None => {
                    firsts.insert(key, index);
                    break index;
                }
                Some(&first) if seen[first as usize] == sequence => break first,
                Some(_) => key = key.wrapping_add(1),
            }
        };
        if first != index {
            let group = *group_of.entry(first).or_insert_with(|| {
                groups.push(vec![first]);
                groups.len() - 1
            });
            groups[group].push(index);
        }
    }
    groups.sort_unstable();
    groups
}

fn hash(sequence: &[u32]) -> u64 {
    let mut hasher = FxHasher::default();
    for &id in sequence {
        hasher.write_u32(id);
    }
    hasher.finish()
}
