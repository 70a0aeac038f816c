use rustc_hash::FxHashMap;

/// Sets of ids: for a sentence, the stems of its words of meaning.
#[derive(Debug, Clone, Default)]
pub struct Bags {
    ids: Vec<u32>,
    ends: Vec<u32>,
}

/// How alike two bags must be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Ids in common.
    pub shared: usize,
    /// Cosine of the two, each id weighted by its inverse sentence frequency.
    pub cosine: f32,
    /// Dice coefficient of the two sets, or the share of the smaller one that lies in the greater, whichever is more.
    pub dice: f32,
    pub containment: f32,
}

/// Two bags that are alike; `first` < `second`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similar {
    pub first: u32,
    pub second: u32,
    pub shared: u32,
    pub cosine: f32,
    pub dice: f32,
    /// The share of the smaller bag that lies in the greater.
    pub containment: f32,
}

/// Ids in more bags than this lead to no pair: they are the subject of the text, and would make every sentence a
/// candidate of every other.
const MOST_POSTINGS: usize = 40;

/// Rare ids that two bags must share to be compared at all.
const LEAST_RARE: u16 = 2;

impl Bags {
    pub fn new() -> Self {
        Bags::default()
    }

    /// Adds a bag: its distinct ids.
    pub fn push(&mut self, ids: impl IntoIterator<Item = u32>) {
        let start = self.ids.len();
        self.ids.extend(ids);
        self.ids[start..].sort_unstable();
        let mut kept = start;
        for at in start..self.ids.len() {
            if kept == start || self.ids[kept - 1] != self.ids[at] {
                self.ids[kept] = self.ids[at];
                kept += 1;
            }
        }
        self.ids.truncate(kept);
        self.ends.push(kept as u32);
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The ids of a bag, ascending.
    pub fn get(&self, index: usize) -> &[u32] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.ids[start..self.ends[index] as usize]
    }
}

/// The pairs of bags that are at least as alike as `least` asks, by `first`, then `second`.
///
/// Candidates come from an inverted index over the rarer ids, so the time grows with the number of bags, not with its
/// square.
pub fn similar_pairs(bags: &Bags, least: Likeness) -> Vec<Similar> {
    let mut postings: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for index in 0..bags.len() {
        for &id in bags.get(index) {
            postings.entry(id).or_default().push(index as u32);
        }
    }
    let total = bags.len() as f32;
    let weight = |id: u32| (1.0 + total / postings.get(&id).map_or(1.0, |list| list.len() as f32)).ln();
    let norms: Vec<f32> =
        (0..bags.len()).map(|index| bags.get(index).iter().map(|&id| weight(id).powi(2)).sum::<f32>().sqrt()).collect();
    let mut counts = vec![0u16; bags.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut pairs = Vec::new();
    for first in 0..bags.len() {
        let bag = bags.get(first);
        if bag.len() < least.shared {
            continue;
        }
        for list in bag.iter().filter_map(|id| postings.get(id)).filter(|list| list.len() <= MOST_POSTINGS) {
            for &second in list.iter().rev().take_while(|&&second| second as usize > first) {
                if counts[second as usize] == 0 {
                    touched.push(second);
                }
                counts[second as usize] += 1;
            }
        }
        touched.sort_unstable();
        for second in touched.drain(..) {
            let rare = std::mem::take(&mut counts[second as usize]);
            let other = bags.get(second as usize);
            if rare < LEAST_RARE || other.len() < least.shared {
                continue;
            }
            let (shared, product) = intersect(bag, other, weight);
            let similar = Similar {
                first: first as u32,
                second,
                shared: shared as u32,
                cosine: product / (norms[first] * norms[second as usize]).max(f32::MIN_POSITIVE),
                dice: 2.0 * shared as f32 / (bag.len() + other.len()) as f32,
                containment: shared as f32 / bag.len().min(other.len()) as f32,
            };
            let alike = similar.dice >= least.dice || similar.containment >= least.containment;
            if shared >= least.shared && similar.cosine >= least.cosine && alike {
                pairs.push(similar);
            }
        }
    }
    pairs
}

/// How many ids two ascending lists share, and the sum of the squares of their weights.
fn intersect(one: &[u32], two: &[u32], weight: impl Fn(u32) -> f32) -> (usize, f32) {
    let (mut i, mut j, mut shared, mut product) = (0, 0, 0, 0.0);
    while let (Some(&a), Some(&b)) = (one.get(i), two.get(j)) {
        if a == b {
            shared += 1;
            product += weight(a).powi(2);
        }
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    (shared, product)
}
