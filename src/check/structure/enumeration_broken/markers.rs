use crate::paper::{Prose, Scope, SectionId};
use crate::text::{Lexicon, TokenKind, WordId};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The rank of "last" and "finally".
pub const LAST: u8 = u8::MAX;

const ORDINALS: &[(&str, u8)] = &[
    ("first", 1), ("firstly", 1), ("second", 2), ("secondly", 2), ("third", 3), ("thirdly", 3), ("fourth", 4), ("fourthly", 4),
    ("fifth", 5), ("fifthly", 5), ("sixth", 6), ("sixthly", 6), ("last", LAST), ("lastly", LAST), ("finally", LAST),
];

/// Words at the beginning of a sentence with which an enumeration goes on without a number.
const CONTINUED: &[&str] = &[
    "next", "then", "another", "also", "additionally", "moreover", "furthermore", "besides", "subsequently", "afterwards", "later",
    "other", "after", "finally", "lastly", "alternatively", "similarly", "likewise",
];

/// An ordinal of the running text.
#[derive(Debug, Clone, Copy)]
pub struct Marker {
    /// 1 for "first" and "firstly"; [`LAST`].
    pub rank: u8,
    /// "Secondly", and not "second".
    pub is_adverb: bool,
    /// Whether it begins a sentence or clause and a comma parts it: no adjective.
    pub is_strong: bool,
    /// Indexes into the prose's tokens and sentences.
    pub token: usize,
    pub sentence: usize,
    pub section: Option<SectionId>,
}

/// The ordinals of the running text, in order.
pub fn find(prose: &Prose) -> Vec<Marker> {
    let ordinals: FxHashMap<WordId, (u8, bool)> = ORDINALS
        .iter()
        .filter_map(|(word, rank)| Some((prose.lexicon.find(word)?, (*rank, word.ends_with("ly")))))
        .collect();
    let and = prose.lexicon.find("and");
    let mut markers = Vec::new();
    for block in prose.scoped(Scope::Body) {
        for index in block.sentences.clone() {
            let Some(sentence) = prose.sentences.get(index as usize) else { continue };
            let tokens = prose.sentence_tokens(sentence);
            for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
                let Some(&(rank, is_adverb)) = ordinals.get(&token.word) else { continue };
                let mark = |at: Option<usize>| at.and_then(|at| tokens.get(at)).filter(|token| token.kind == TokenKind::Mark);
                let is_and = |at: usize| tokens.get(at).is_some_and(|token| Some(token.word) == and);
                let parts = |at: Option<usize>| mark(at).is_some_and(|token| matches!(prose.word(token), ":" | ";" | ","));
                let begins_clause = match at {
                    0 => true,
                    at => mark(Some(at - 1)).is_some_and(|token| matches!(prose.word(token), ":" | ";"))
                        || is_and(at - 1) && parts(at.checked_sub(2)),
                };
                let is_strong = begins_clause && mark(Some(at + 1)).is_some_and(|token| prose.word(token) == ",");
                let token = sentence.tokens.start as usize + at;
                markers.push(Marker { rank, is_adverb, is_strong, token, sentence: index as usize, section: block.section });
            }
        }
    }
    markers
}

/// The word that was to be expected for a rank.
pub fn name(rank: u8) -> &'static str {
    ORDINALS.iter().find(|(_, other)| *other == rank).map_or("next", |(word, _)| word)
}

/// Whether a sentence among these tokens begins as one does that goes on with an enumeration.
pub fn is_continued(prose: &Prose, tokens: Range<usize>) -> bool {
    let words = continuing(&prose.lexicon);
    let first = prose.sentences.partition_point(|sentence| (sentence.tokens.start as usize) <= tokens.start);
    let mut sentences = prose.sentences.iter().skip(first).take_while(|sentence| (sentence.tokens.start as usize) < tokens.end);
    sentences.any(|sentence| prose.sentence_tokens(sentence).first().is_some_and(|token| words.contains(&token.word)))
}

fn continuing(lexicon: &Lexicon) -> Vec<WordId> {
    CONTINUED.iter().filter_map(|word| lexicon.find(word)).collect()
}
