use crate::diagnostic::Finding;
use crate::paper::{Block, Paper, Prose, Scope};
use crate::rule::{Options, Values};
use crate::text::{Token, TokenKind, WordId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// In words: passages are looked up by so many at their start.
const SEED: usize = 6;

/// Finds stretches of captions that stand in the running text word for word; of each caption the longest.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let min_words = options.number("min-words").max(SEED);
    let prose = &paper.prose;
    let words = |block: &Block| words(prose.block_tokens(block));
    let captions: Vec<(&Block, Vec<Token>)> = prose
        .scoped(Scope::Caption)
        .map(|block| (block, words(block)))
        .filter(|(_, tokens)| tokens.len() >= min_words)
        .collect();
    if captions.is_empty() {
        return Vec::new();
    }
    let mut starts: FxHashMap<[WordId; SEED], (usize, usize)> = FxHashMap::default();
    for (caption, (_, tokens)) in captions.iter().enumerate() {
        for (at, seed) in tokens.windows(SEED).enumerate() {
            starts.entry(key(seed)).or_insert((caption, at));
        }
    }
    // The longest stretch of each caption: its length, where it begins there, and the stretch of the text.
    let mut longest: Vec<Option<(usize, usize, std::ops::Range<u32>)>> = vec![None; captions.len()];
    for block in prose.scoped(Scope::Body).filter(|block| block.tokens.len() >= min_words) {
        let tokens = words(block);
        let mut at = 0;
        while at + SEED <= tokens.len() {
            let Some(&(caption, start)) = starts.get(&key(&tokens[at..at + SEED])) else {
                at += 1;
                continue;
            };
            let twin = &captions[caption].1;
            let length = tokens[at..].iter().zip(&twin[start..]).take_while(|(a, b)| a.word == b.word).count();
            let is_longest = longest[caption].as_ref().is_none_or(|(known, ..)| *known < length);
            if length >= min_words && is_longest && is_prose(block, prose, &tokens[at..at + length]) {
                longest[caption] = Some((length, start, tokens[at].start..tokens[at + length - 1].end));
            }
            at += length.max(1);
        }
    }
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    let found = captions.iter().zip(&longest).filter_map(|((_, tokens), longest)| {
        let (length, start, place) = longest.as_ref()?;
        // Two captions that hold the same words are one fault.
        if !seen.insert(place.start) {
            return None;
        }
        let caption = tokens[*start].start..tokens[start + length - 1].end;
        let values = Values::new().number("words", *length);
        Some(Finding::new(prose.span(place.clone()), values).twin(prose.span(caption), "the same words in a caption"))
    });
    found.collect()
}

/// Whether words are parted by few marks: code and formulas are full of them.
fn is_prose(block: &Block, prose: &Prose, words: &[Token]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let inside = |token: &&Token| token.start >= first.start && token.end <= last.end;
    prose.block_tokens(block).iter().filter(inside).count() * 2 <= words.len() * 3
}

fn words(tokens: &[Token]) -> Vec<Token> {
    tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).copied().collect()
}

fn key(tokens: &[Token]) -> [WordId; SEED] {
    std::array::from_fn(|at| tokens[at].word)
}
