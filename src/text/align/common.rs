use std::ops::Range;

/// A longest common subsequence of two sequences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alignment {
    /// The lengths of the two.
    pub lengths: (usize, usize),
    /// Indexes of equal elements, ascending on both sides.
    pub matches: Vec<(usize, usize)>,
}

/// What lies between two matches: what one sequence has in the place of the other's. One side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub first: Range<usize>,
    pub second: Range<usize>,
}

/// Above this many cells of the table only what the two begin and end with is aligned.
const MOST_CELLS: usize = 1 << 18;

/// Aligns two sequences in the order in which they stand.
///
/// Time and memory grow with the product of the lengths, up to a limit; beyond it the common beginning and end count.
pub fn align(first: &[u32], second: &[u32]) -> Alignment {
    let head = first.iter().zip(second).take_while(|(a, b)| a == b).count();
    let (inner, other) = (&first[head..], &second[head..]);
    let tail = inner.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (inner, other) = (&inner[..inner.len() - tail], &other[..other.len() - tail]);
    let mut matches: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if inner.len().saturating_mul(other.len()) <= MOST_CELLS {
        matches.extend(subsequence(inner, other).into_iter().map(|(i, j)| (head + i, head + j)));
    }
    matches.extend((0..tail).rev().map(|at| (first.len() - 1 - at, second.len() - 1 - at)));
    Alignment { lengths: (first.len(), second.len()), matches }
}

fn subsequence(first: &[u32], second: &[u32]) -> Vec<(usize, usize)> {
    let width = second.len() + 1;
    // Cell (i, j): the longest common subsequence of first[i..] and second[j..].
    let mut table = vec![0u16; (first.len() + 1) * width];
    for i in (0..first.len()).rev() {
        for j in (0..second.len()).rev() {
            table[i * width + j] = match first[i] == second[j] {
                true => table[(i + 1) * width + j + 1].saturating_add(1),
                false => table[(i + 1) * width + j].max(table[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut matches) = (0, 0, Vec::new());
    while i < first.len() && j < second.len() {
        if first[i] == second[j] {
            matches.push((i, j));
            i += 1;
            j += 1;
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    matches
}

impl Alignment {
    /// The share of both sequences that is aligned: twice the matches over the sum of the lengths, 0 to 1.
    pub fn share(&self) -> f64 {
        let sum = self.lengths.0 + self.lengths.1;
        if sum == 0 { 0.0 } else { 2.0 * self.matches.len() as f64 / sum as f64 }
    }

    /// The longest stretch that stands in both without a break.
    pub fn longest_run(&self) -> usize {
        let (mut longest, mut run, mut next) = (0, 0, (0, 0));
        for &(i, j) in &self.matches {
            run = if (i, j) == next { run + 1 } else { 1 };
            longest = longest.max(run);
            next = (i + 1, j + 1);
        }
        longest
    }

    /// What is not aligned, in order.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let (mut i, mut j) = (0, 0);
        for &(to, twin) in self.matches.iter().chain(std::iter::once(&self.lengths)) {
            if to > i || twin > j {
                gaps.push(Gap { first: i..to, second: j..twin });
            }
            (i, j) = (to + 1, twin + 1);
        }
        gaps
    }
}
