/// Sets of ids: for a sentence, the stems of its words of meaning. Ids should be small numbers: an index over all up to
/// the greatest is made.
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

impl Likeness {
    /// Whether bags of these lengths are alike enough, by what they share.
    fn allows(&self, shared: usize, one: usize, two: usize) -> bool {
        let (dice, containment) = likeness(shared, one, two);
        shared >= self.shared && (dice >= self.dice || containment >= self.containment)
    }
}

/// The Dice coefficient of two bags, and the share of the smaller one that lies in the greater.
fn likeness(shared: usize, one: usize, two: usize) -> (f32, f32) {
    (2.0 * shared as f32 / (one + two) as f32, shared as f32 / one.min(two) as f32)
}

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
    let index = Index::of(bags);
    let weight = |id: u32| index.weights[id as usize];
    let norms: Vec<f32> =
        (0..bags.len()).map(|bag| bags.get(bag).iter().map(|&id| weight(id).powi(2)).sum::<f32>().sqrt()).collect();
    // How many of a bag's ids are too common to be counted below.
    let is_common = |&&id: &&u32| index.postings(id).len() > MOST_POSTINGS;
    let commons: Vec<usize> = (0..bags.len()).map(|bag| bags.get(bag).iter().filter(is_common).count()).collect();
    let mut counts = vec![0u16; bags.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut pairs = Vec::new();
    for first in 0..bags.len() {
        let bag = bags.get(first);
        if bag.len() < least.shared {
            continue;
        }
        for list in bag.iter().map(|&id| index.postings(id)).filter(|list| list.len() <= MOST_POSTINGS) {
            for &second in list.iter().rev().take_while(|&&second| second as usize > first) {
                if counts[second as usize] == 0 {
                    touched.push(second);
                }
                counts[second as usize] += 1;
            }
        }
        // What a pair may share at the most is known before its bags are compared, and leaves few to compare.
        touched.retain(|&second| {
            let second = second as usize;
            let rare = std::mem::take(&mut counts[second]);
            let most = usize::from(rare) + commons[first].min(commons[second]);
            rare >= LEAST_RARE && least.allows(most, bag.len(), bags.get(second).len())
        });
        touched.sort_unstable();
        for second in touched.drain(..) {
            let other = bags.get(second as usize);
            let (shared, product) = intersect(bag, other, weight);
            let cosine = product / (norms[first] * norms[second as usize]).max(f32::MIN_POSITIVE);
            if cosine >= least.cosine && least.allows(shared, bag.len(), other.len()) {
                let (dice, containment) = likeness(shared, bag.len(), other.len());
                pairs.push(Similar { first: first as u32, second, shared: shared as u32, cosine, dice, containment });
            }
        }
    }
    pairs
}

/// Which bags hold an id.
struct Index {
    /// Where the postings of each id end in `bags`; they begin where those of the id before end.
    ends: Vec<u32>,
    bags: Vec<u32>,
    /// Inverse frequencies: `ln(1 + bags / bags with the id)`.
    weights: Vec<f32>,
}

impl Index {
    fn of(bags: &Bags) -> Index {
        let ids = bags.ids.iter().max().map_or(0, |&id| id as usize + 1);
        let mut counts = vec![0u32; ids];
        bags.ids.iter().for_each(|&id| counts[id as usize] += 1);
        let weights = counts.iter().map(|&count| (1.0 + bags.len() as f32 / count.max(1) as f32).ln()).collect();
        let mut next = Vec::with_capacity(ids);
        let mut sum = 0u32;
        for &count in &counts {
            next.push(sum);
            sum += count;
        }
        let mut postings = vec![0u32; bags.ids.len()];
        for bag in 0..bags.len() {
            for &id in bags.get(bag) {
                postings[next[id as usize] as usize] = bag as u32;
                next[id as usize] += 1;
            }
        }
        Index { ends: next, bags: postings, weights }
    }

    /// The bags with an id, ascending.
    fn postings(&self, id: u32) -> &[u32] {
        let start = if id == 0 { 0 } else { self.ends[id as usize - 1] as usize };
        &self.bags[start..self.ends[id as usize] as usize]
    }
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
