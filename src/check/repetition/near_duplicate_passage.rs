use super::contraries::CONTRARIES;
use super::stems::content_stems;
use crate::diagnostic::Finding;
use crate::paper::{Paper, Statement, Statements, is_object};
use crate::rule::{Options, Values};
use crate::text::align::{
    Alignment, Bags, Gap, Likeness, Passage, Similar, align, join_seeds, similar_pairs, without_families,
};
use crate::text::{TokenKind, WordId};
use std::collections::BTreeMap;
use std::ops::Range;

/// What two sentences must share at the least to be aligned. Lower than the thresholds after alignment: it only keeps
/// the number of alignments small.
const SEED: Likeness = Likeness { shared: 5, cosine: 0.33, dice: 0.55, containment: 0.8 };

/// The share of words in order from which on a sentence of the abstract was taken over into the body.
const TAKEN_OVER: f64 = 0.85;

/// So many words in a row, by stems, are taken over too where only the words around them are others.
const TAKEN_RUN: usize = 12;

/// The share of words in order that goes with such a run.
const TAKEN_WITH_RUN: f64 = 0.75;

/// Sentences that may lie between two seeds of one passage, on either side.
const GAP: u32 = 1;

/// Finds passages of abstract and body that come back with some words changed.
///
/// Sentences that come back word for word are `repetition/duplicate-sentence`'s.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let min_words = options.number("min-words");
    let statements = paper.statements();
    let candidates = candidates(statements, min_words);
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
            let couple = Couple::new(paper, statements, first, second, pair);
            couple.is_repeat().then_some((first, second))
        })
        .collect();
    let seeds = without_families(&seeds, statements.list.len(), FAMILY);
    let block = |index: u32| statements.list[index as usize].block;
    let passages = join_seeds(&seeds, GAP, |before, after| block(before) == block(after));
    // A passage that stands in three places is one fault.
    let mut by_repeat: BTreeMap<(u32, u32), Vec<&Passage>> = BTreeMap::new();
    for passage in &passages {
        by_repeat.entry((passage.second.start, passage.second.end)).or_default().push(passage);
    }
    by_repeat.values().filter_map(|places| finding(paper, statements, places)).collect()
}

/// A sentence that is like this many others is cast in a mould, as parallel descriptions are.
const FAMILY: usize = 3;

/// The statements that may be part of a near duplicate: the first of equal ones, long enough, and words for the most
/// part. A sentence of formulas repeats its words whatever it says.
fn candidates(statements: &Statements, min_words: usize) -> Vec<u32> {
    let mut is_repeat = vec![false; statements.list.len()];
    for group in &statements.equal {
        group[1..].iter().for_each(|&index| is_repeat[index as usize] = true);
    }
    let is_prose = |statement: &Statement| {
        let length = statements.words(statement).len();
        length >= min_words && length <= LONGEST && statement.objects as usize * 8 <= length && !statement.in_list
    };
    (0..statements.list.len() as u32)
        .filter(|&index| !is_repeat[index as usize] && is_prose(&statements.list[index as usize]))
        .collect()
}

/// In words. What is longer is a list or a table that lost its markup.
const LONGEST: usize = 150;

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
        let is_alike = match self.crosses_abstract() {
            true => self.is_taken_over(),
            false => self.is_in_order() && self.only_adds() || self.is_rearranged(),
        };
        is_alike && !self.tells_apart()
    }

    fn is_taken_over(&self) -> bool {
        let (share, run) = (self.alignment.share(), self.alignment.longest_run());
        share >= TAKEN_OVER || (share >= TAKEN_WITH_RUN && run >= TAKEN_RUN)
    }

    fn is_in_order(&self) -> bool {
        self.alignment.share() >= 0.72
    }

    /// The same words in another order, or one sentence inside a longer one: a template keeps its order, so this is no
    /// parallel description.
    fn is_rearranged(&self) -> bool {
        let run = self.alignment.longest_run();
        let share = self.alignment.share();
        let like = &self.similar;
        let is_whole = like.dice >= 0.85 && run >= 5;
        let is_part = like.containment >= 0.84 && like.shared >= 11 && run >= 8;
        share < 0.72 && like.shared >= 7 && (is_whole || is_part)
    }

    /// An abstract tells of the same things as the body, never of parallel ones; and has to, so that only a sentence
    /// taken over is a repeat.
    fn crosses_abstract(&self) -> bool {
        self.first.in_abstract != self.second.in_abstract
    }

    /// Whether no word of meaning stands in the place of another: "the effect of heat on yield" and "the effect of
    /// pressure on yield" are two statements in one mould.
    fn only_adds(&self) -> bool {
        let has_content = |statement: &Statement, range: &Range<usize>| {
            let words = &self.statements.words(statement)[range.clone()];
            words.iter().any(|&id| is_object(id) || !self.paper.prose.lexicon.is_stopword(WordId(id)))
        };
        let replaces = |gap: &Gap| has_content(self.first, &gap.first) && has_content(self.second, &gap.second);
        !self.alignment.gaps().iter().any(replaces)
    }

    /// Whether a number, a name, a symbol or a contrary on one side has another on the other side: then the two speak
    /// of different things.
    fn tells_apart(&self) -> bool {
        let (one, two) = (self.marks_of_subject(self.first), self.marks_of_subject(self.second));
        let lacks = |one: &[u32], two: &[u32]| one.iter().any(|id| !two.contains(id));
        let contrary = |words: &[u32], others: &[u32]| {
            let is_contrary = |&&id: &&u32| {
                !is_object(id) && CONTRARIES.binary_search(&self.paper.prose.lexicon.word(WordId(id))).is_ok()
            };
            words.iter().filter(is_contrary).any(|id| !others.contains(id))
        };
        let (words, others) = (self.statements.words(self.first), self.statements.words(self.second));
        lacks(&one, &two) && lacks(&two, &one) || contrary(words, others) || contrary(others, words)
    }

    /// Numbers, objects, and words with a capital or a figure within: what names the things spoken of.
    fn marks_of_subject(&self, statement: &Statement) -> Vec<u32> {
        let prose = &self.paper.prose;
        let tokens = prose.sentence_tokens(&prose.sentences[statement.sentence as usize]);
        let mut ids: Vec<u32> = self.statements.words(statement).iter().copied().filter(|&id| is_object(id)).collect();
        let names = tokens.iter().enumerate().filter(|(at, token)| match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => {
                let mut letters = prose.word(token).chars();
                let first = letters.next().is_some_and(char::is_uppercase);
                let inner = letters.any(|char| char.is_uppercase() || char.is_numeric());
                // "A" and "B" of a figure or group, and not "In" after a colon.
                let is_letter = token.end - token.start == 1;
                // A name of code: `entry=TRUE`.
                let is_set = tokens.get(at + 1).is_some_and(|next| {
                    next.start == token.end && prose.word(next).starts_with(['=', '_'])
                });
                is_set || (inner || first && *at > 0) && (is_letter || !prose.lexicon.is_stopword(token.word))
            }
            _ => false,
        });
        ids.extend(names.map(|(_, token)| token.word.0));
        ids
    }
}

/// One finding for the passages that are like the same later one.
fn finding(paper: &Paper, statements: &Statements, places: &[&Passage]) -> Option<Finding> {
    let (passage, others) = places.split_first()?;
    let span = |side: &Range<u32>| statements.span(paper, side.start, side.end - 1);
    let values = Values::new()
        .text("first", statements.place(paper, passage.first.start))
        .text("second", statements.place(paper, passage.second.start));
    let place = statements.place(paper, passage.first.start);
    let mut finding = Finding::new(span(&passage.second), values)
        .twin(span(&passage.first), format!("nearly the same words in {place}"));
    for other in others {
        let place = statements.place(paper, other.first.start);
        finding = finding.context(span(&other.first), format!("and in {place}"));
    }
    let is_within = statements.share_place(passage.first.start, passage.second.start);
    Some(if is_within { finding.variant("one-section") } else { finding })
}
