use super::*;
use proptest::prelude::*;

const ANY: Likeness = Likeness { shared: 3, cosine: 0.3, dice: 0.5, containment: 0.9 };

fn bags(lists: &[&[u32]]) -> Bags {
    let mut bags = Bags::new();
    for list in lists {
        bags.push(list.iter().copied());
    }
    bags
}

fn found(lists: &[&[u32]]) -> Vec<(u32, u32)> {
    similar_pairs(&bags(lists), ANY).iter().map(|pair| (pair.first, pair.second)).collect()
}

#[test]
fn equal_sequences_are_one_group() {
    let lists: [&[u32]; 7] = [&[1, 2], &[3], &[1, 2], &[], &[3], &[1, 2], &[]];
    assert_eq!(group_equal(lists.iter().copied()), [vec![0, 2, 5], vec![1, 4]]);
}

#[test]
fn bags_hold_each_id_once() {
    let bags = bags(&[&[3, 1, 3, 2, 1], &[], &[9, 9]]);
    assert_eq!((bags.get(0), bags.get(1), bags.get(2)), (&[1, 2, 3][..], &[][..], &[9][..]));
}

#[test]
fn bags_pair_by_what_they_share() {
    assert_eq!(found(&[&[1, 2, 3, 4, 5], &[10, 11, 12, 13], &[1, 2, 3, 4, 6]]), [(0, 2)]);
    assert_eq!(found(&[&[1, 2, 3, 7, 8, 9], &[1, 2, 20, 21, 22, 23]]), []);
    // The smaller lies in the greater.
    assert_eq!(found(&[&[1, 2, 3], &[1, 2, 3, 4, 5, 6, 7, 8], &[30, 31, 32]]), [(0, 1)]);
}

#[test]
fn the_subject_of_a_text_makes_no_pairs() {
    let lists: Vec<Vec<u32>> = (0..200).map(|at| vec![1, 2, 3, 1000 + 2 * at, 1001 + 2 * at]).collect();
    let lists: Vec<&[u32]> = lists.iter().map(Vec::as_slice).collect();
    assert_eq!(found(&lists), []);
}

#[test]
fn seeds_in_order_grow_to_one_passage() {
    let passages = join_seeds(&[(0, 10), (1, 11), (3, 12), (9, 30)], 1, |_, _| true);
    assert_eq!(
        passages,
        [
            Passage { first: 0..4, second: 10..13, seeds: vec![(0, 10), (1, 11), (3, 12)] },
            Passage { first: 9..10, second: 30..31, seeds: vec![(9, 30)] },
        ]
    );
    assert_eq!(join_seeds(&[(0, 10), (1, 11)], 1, |before, _| before != 0).len(), 2);
    assert_eq!(join_seeds(&[(0, 11), (1, 10)], 1, |_, _| true).len(), 2);
    // A passage does not run into its own twin.
    assert_eq!(join_seeds(&[(0, 1), (1, 2)], 1, |_, _| true).len(), 2);
}

#[test]
fn of_overlapping_passages_the_longer_stays() {
    let passages = join_seeds(&[(0, 10), (1, 11), (2, 13), (2, 12)], 1, |_, _| true);
    assert_eq!(passages.len(), 1);
    assert_eq!(passages[0].seeds.len(), 3);
}

#[test]
fn alignments_keep_the_order() {
    let alignment = align(&[1, 2, 3, 4, 5, 9], &[1, 2, 7, 8, 4, 5, 9]);
    assert_eq!(alignment.matches, [(0, 0), (1, 1), (3, 4), (4, 5), (5, 6)]);
    assert_eq!(alignment.gaps(), [Gap { first: 2..3, second: 2..4 }]);
    assert_eq!(alignment.longest_run(), 3);
    assert!((alignment.share() - 10.0 / 13.0).abs() < 1e-9);
    assert_eq!(align(&[], &[1]).gaps(), [Gap { first: 0..0, second: 0..1 }]);
    assert_eq!(align(&[1, 2], &[2, 1]).matches.len(), 1);
}

proptest! {
    #[test]
    fn alignments_are_common_subsequences(a in prop::collection::vec(0u32..5, 0..30), b in prop::collection::vec(0u32..5, 0..30)) {
        let alignment = align(&a, &b);
        prop_assert!(alignment.matches.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        prop_assert!(alignment.matches.iter().all(|&(i, j)| a[i] == b[j]));
        prop_assert_eq!(alignment.matches.len(), align(&b, &a).matches.len());
        let unaligned: usize = alignment.gaps().iter().map(|gap| gap.first.len() + gap.second.len()).sum();
        prop_assert_eq!(unaligned + 2 * alignment.matches.len(), a.len() + b.len());
        prop_assert_eq!(align(&a, &a).matches.len(), a.len());
    }

    #[test]
    fn pairs_are_the_same_as_of_all_against_all(lists in prop::collection::vec(prop::collection::vec(0u32..12, 3..8), 2..12)) {
        let lists: Vec<&[u32]> = lists.iter().map(Vec::as_slice).collect();
        let bags = bags(&lists);
        let pairs = similar_pairs(&bags, ANY);
        for pair in &pairs {
            let (one, two) = (bags.get(pair.first as usize), bags.get(pair.second as usize));
            let shared = one.iter().filter(|id| two.contains(id)).count();
            prop_assert_eq!(pair.shared as usize, shared);
            prop_assert!(pair.first < pair.second && pair.cosine <= 1.001 && pair.dice <= 1.0);
        }
        let alike = |one: &[u32], two: &[u32]| one.len() >= 3 && one == two;
        for first in 0..bags.len() {
            for second in first + 1..bags.len() {
                if alike(bags.get(first), bags.get(second)) {
                    prop_assert!(pairs.iter().any(|pair| (pair.first as usize, pair.second as usize) == (first, second)));
                }
            }
        }
    }
}
