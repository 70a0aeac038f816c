use super::statement::{Statement, Statements, is_object};
use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::text::align::{Alignment, Bags, Likeness, Passage, Similar, align, group_equal, join_seeds, similar_pairs};
use crate::text::{Lexicon, WordId};
use std::ops::Range;

/// What two sentences must share at the least to be aligned. Lower than the thresholds after alignment: it only keeps
/// the number of alignments small.
const SEED: Likeness = Likeness { shared: 5, cosine: 0.33, dice: 0.55, containment: 0.8 };

/// Sentences that may lie between two seeds of one passage, on either side.
const GAP: u32 = 1;

/// Finds passages of abstract and body that come back with some words changed.
///
/// Sentences that come back word for word are `repetition/duplicate-sentence`'s.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let min_words = options.number("min-words");
    let statements = Statements::of(paper);
    let candidates = candidates(&statements, min_words);
    let lexicon = &paper.prose.lexicon;
    let mut bags = Bags::new();
    for &index in &candidates {
        bags.push(content_stems(lexicon, statements.words(&statements.list[index as usize])));
    }
    let pairs = similar_pairs(&bags, SEED);
    let seeds: Vec<(u32, u32)> = pairs
        .iter()
        .filter_map(|pair| {
            let (first, second) = (candidates[pair.first as usize], candidates[pair.second as usize]);
            let couple = Couple::new(paper, &statements, first, second, pair);
            couple.is_repeat().then_some((first, second))
        })
        .collect();
    let block = |index: u32| statements.list[index as usize].block;
    join_seeds(&seeds, GAP, |before, after| block(before) == block(after))
        .iter()
        .map(|passage| finding(paper, &statements, passage))
        .collect()
}

/// The statements that may be part of a near duplicate: the first of equal ones, long enough, and words for the most
/// part. A sentence of formulas repeats its words whatever it says.
fn candidates(statements: &Statements, min_words: usize) -> Vec<u32> {
    let sequences = statements.list.iter().map(|statement| statements.words(statement));
    let mut is_repeat = vec![false; statements.list.len()];
    for group in group_equal(sequences) {
        group[1..].iter().for_each(|&index| is_repeat[index as usize] = true);
    }
    let is_prose = |statement: &Statement| {
        let length = statements.words(statement).len();
        length >= min_words && length <= LONGEST && statement.objects as usize * 8 <= length
    };
    (0..statements.list.len() as u32)
        .filter(|&index| !is_repeat[index as usize] && is_prose(&statements.list[index as usize]))
        .collect()
}

/// In words. What is longer is a list or a table that lost its markup.
const LONGEST: usize = 150;

fn content_stems<'a>(lexicon: &'a Lexicon, words: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let is_content = |id: &&u32| !is_object(**id) && !lexicon.is_stopword(WordId(**id));
    words.iter().filter(is_content).map(|&id| lexicon.stem(WordId(id)).0)
}

/// Two sentences that share many words, aligned.
struct Couple<'a> {
    paper: &'a Paper,
    statements: &'a Statements,
    first: &'a Statement,
    second: &'a Statement,
    similar: Similar,
    alignment: Alignment,
}

impl<'a> Couple<'a> {
    fn new(paper: &'a Paper, statements: &'a Statements, first: u32, second: u32, similar: &Similar) -> Self {
        let lexicon = &paper.prose.lexicon;
        let stem = |&id: &u32| if is_object(id) { id } else { lexicon.stem(WordId(id)).0 };
        let (first, second) = (&statements.list[first as usize], &statements.list[second as usize]);
        let stems = |statement| statements.words(statement).iter().map(stem).collect::<Vec<u32>>();
        let alignment = align(&stems(first), &stems(second));
        Couple { paper, statements, first, second, similar: *similar, alignment }
    }

    /// Whether one says what the other says, in nearly its words.
    fn is_repeat(&self) -> bool {
        self.ordered() || self.moved()
    }

    fn ordered(&self) -> bool {
        self.alignment.share() >= 0.7
    }

    fn moved(&self) -> bool {
        let run = self.alignment.longest_run();
        self.similar.dice >= 0.75 && run >= 5
            || self.similar.containment >= 0.85 && self.similar.shared >= 8 && run >= 4
    }
}

fn finding(paper: &Paper, statements: &Statements, passage: &Passage) -> Finding {
    let span = |side: &Range<u32>| statements.span(paper, side.start, side.end - 1);
    let values = Values::new()
        .text("first", statements.place(paper, passage.first.start))
        .text("second", statements.place(paper, passage.second.start));
    Finding::new(span(&passage.second), values).twin(
        span(&passage.first),
        format!("nearly the same words in {}", statements.place(paper, passage.first.start)),
    )
}
