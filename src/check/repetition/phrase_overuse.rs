use super::general_words::{COLOURING_WORDS, GENERAL_WORDS};
use crate::diagnostic::Finding;
use crate::paper::{Block, Paper, Prose, Scope};
use crate::rule::{Options, Values};
use crate::text::{Token, WordId};
use rustc_hash::FxHashMap;

/// In words: the shortest and the longest phrase that is counted.
const SHORTEST: usize = 4;
const LONGEST: usize = 6;

/// So many further places are shown.
const MOST_SHOWN: usize = 5;

/// Finds turns of phrase, four to six general words long, that come back far more often than in other papers of that
/// length.
///
/// A phrase with a word of the paper's own subject is not counted, for terms have to come back, nor is one that only
/// says where or of what: "at the end of the".
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let runs = runs(paper);
    let colours = colours(prose);
    let words: u32 = paper.outline.top().map(|(_, section)| section.words).sum();
    let least = options.number("min-times").max(words as usize / options.number("words-per-use").max(1)).max(2);
    let runs = without_rare(prose, &runs, least);
    let mut phrases: Vec<Phrase> = Vec::new();
    for length in (SHORTEST..=LONGEST).rev() {
        let mut places: FxHashMap<[WordId; LONGEST], Vec<&[Token]>> = FxHashMap::default();
        for window in runs.iter().flat_map(|run| run.windows(length)) {
            if window.iter().any(|token| colours[token.word.0 as usize]) {
                places.entry(key(window)).or_default().push(window);
            }
        }
        let mut found: Vec<Vec<&[Token]>> = places.into_values().filter(|places| places.len() >= least).collect();
        // The more frequent first: of two that overlap it stays.
        found.sort_by_key(|places| (std::cmp::Reverse(places.len()), places[0][0].start));
        for places in found {
            if !phrases.iter().any(|phrase| phrase.covers(&places)) {
                phrases.push(Phrase { places });
            }
        }
    }
    phrases.sort_by_key(|phrase| phrase.places[0][0].start);
    phrases.iter().map(|phrase| phrase.finding(prose)).collect()
}

struct Phrase<'a> {
    /// Where it stands, in reading order.
    places: Vec<&'a [Token]>,
}

impl Phrase<'_> {
    /// Whether this phrase stands, in part, in half the places of another one: the two are one habit.
    fn covers(&self, places: &[&[Token]]) -> bool {
        let meets = |place: &&&[Token]| {
            let (start, end) = (place[0].start, place[place.len() - 1].end);
            let next = self.places.partition_point(|own| own[own.len() - 1].end <= start);
            self.places.get(next).is_some_and(|own| own[0].start < end)
        };
        places.iter().filter(meets).count() * 2 >= places.len() || self.has_part_of(places[0])
    }

    /// Whether three words in a row stand in this phrase too.
    fn has_part_of(&self, phrase: &[Token]) -> bool {
        let is_same = |one: &[Token], two: &[Token]| one.iter().zip(two).all(|(a, b)| a.word == b.word);
        phrase.windows(3).any(|part| self.places[0].windows(3).any(|own| is_same(own, part)))
    }

    fn finding(&self, prose: &Prose) -> Finding {
        let span = |place: &[Token]| prose.span(place[0].start..place[place.len() - 1].end);
        let first = self.places[0];
        let words: Vec<&str> = first.iter().map(|token| prose.lexicon.word(token.word)).collect();
        let values = Values::new().text("phrase", words.join(" ")).number("times", self.places.len());
        let finding = Finding::new(span(first), values);
        self.places[1..].iter().take(MOST_SHOWN).fold(finding, |finding, place| finding.context(span(place), "again"))
    }
}

/// The stretches of general words of the running text, without marks between them, long enough to hold a phrase.
fn runs(paper: &Paper) -> Vec<&[Token]> {
    let prose = &paper.prose;
    // By word.
    let mut is_general: Vec<bool> =
        (0..prose.lexicon.len() as u32).map(|id| prose.lexicon.is_stopword(WordId(id))).collect();
    for id in GENERAL_WORDS.iter().filter_map(|word| prose.lexicon.find(word)) {
        is_general[id.0 as usize] = true;
    }
    // What the title and the headings speak of is this paper's subject.
    let names_subject = |block: &&Block| matches!(block.scope, Scope::Title | Scope::Heading);
    for token in prose.blocks.iter().filter(names_subject).flat_map(|block| prose.block_tokens(block)) {
        is_general[token.word.0 as usize] &= prose.lexicon.is_stopword(token.word);
    }
    let is_counted = move |token: &Token| token.is_word() && is_general[token.word.0 as usize];
    let blocks = prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Body | Scope::Abstract));
    let stretches =
        blocks.flat_map(|block| prose.block_tokens(block).chunk_by(|a, b| is_counted(a) && is_counted(b)));
    stretches.filter(|run| run.len() >= SHORTEST).collect()
}

/// Which words of the paper colour a phrase, by their numbers.
/// The stretches of words that stand often enough, in those runs, to be of a phrase that does.
fn without_rare<'a>(prose: &Prose, runs: &[&'a [Token]], least: usize) -> Vec<&'a [Token]> {
    let mut counts = vec![0usize; prose.lexicon.len()];
    runs.iter().copied().flatten().for_each(|token| counts[token.word.0 as usize] += 1);
    let is_rare = |token: &Token| counts[token.word.0 as usize] < least;
    runs.iter().flat_map(|run| run.split(is_rare)).filter(|run| run.len() >= SHORTEST).collect()
}

fn colours(prose: &Prose) -> Vec<bool> {
    let mut colours = vec![false; prose.lexicon.len()];
    for id in COLOURING_WORDS.iter().filter_map(|word| prose.lexicon.find(word)) {
        colours[id.0 as usize] = true;
    }
    colours
}

/// The words of a phrase, with the last repeated to fill it up: phrases of one length are told apart by it.
fn key(words: &[Token]) -> [WordId; LONGEST] {
    std::array::from_fn(|at| words[at.min(words.len() - 1)].word)
}
