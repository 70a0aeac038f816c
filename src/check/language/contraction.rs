use crate::diagnostic::Finding;
use crate::paper::{Paper, Scope, lies_in};
use crate::rule::{Options, Values};
use crate::text::WordId;
use std::ops::Range;

/// Words of meaning that end so are contracted with a verb or with "not".
const ENDINGS: &[&str] = &["n't", "'re", "'ve", "'ll"];

/// Words in which `'s` is a verb and no genitive.
const WITH_VERB: &[&str] = &["i'm", "it's", "let's", "that's", "there's", "here's", "what's", "he's", "she's", "who's"];

/// How many different ones a message shows.
const SHOWN: usize = 4;

/// Contractions in the running text; one finding for the paper.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let is_contraction: Vec<bool> = (0..prose.lexicon.len())
        .map(|word| {
            let word = prose.lexicon.word(WordId(word as u32));
            // Nearly no word has an apostrophe this near its end.
            let tail = word.as_bytes().iter().rev().take(3);
            tail.clone().any(|byte| *byte == b'\'')
                && (ENDINGS.iter().any(|ending| word.ends_with(ending)) || WITH_VERB.contains(&word))
        })
        .collect();
    let mut places: Vec<Range<u32>> = Vec::new();
    for block in prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Abstract | Scope::Body)) {
        let mut quotations = None;
        for token in prose.block_tokens(block).iter().filter(|token| token.is_word()) {
            if !is_contraction.get(token.word.0 as usize).is_some_and(|is| *is) || prose.is_of_address(block, token) {
                continue;
            }
            if !lies_in(quotations.get_or_insert_with(|| prose.quotations(block)), token.start) {
                places.push(token.range());
            }
        }
    }
    let Some((first, others)) = places.split_first() else { return Vec::new() };
    let mut words: Vec<&str> = Vec::new();
    for place in &places {
        let word = prose.slice(place.clone());
        if words.len() < SHOWN && !words.iter().any(|shown| shown.eq_ignore_ascii_case(word)) {
            words.push(word);
        }
    }
    let words = words.into_iter().map(|word| format!("“{word}”"));
    let values = Values::new().number("count", places.len()).list("words", words);
    let finding = Finding::new(prose.span(first.clone()), values);
    vec![others.iter().fold(finding, |finding, place| {
        finding.context(prose.span(place.clone()), format!("“{}”", prose.slice(place.clone())))
    })]
}
