//! Faults of repetition.

use super::paragraph::{choose, paragraphs};
use super::{Damaged, Fault};

pub const FAULTS: &[Fault] = &[
    Fault { rule: "repetition/adjacent-word", inject: double_word },
    Fault { rule: "repetition/duplicate-sentence", inject: repeat_sentence },
];

/// A plain word in the middle of a paragraph, once more after itself.
fn double_word(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let words: Vec<(usize, &str)> = text[paragraph.clone()]
        .match_indices(' ')
        .map(|(at, _)| paragraph.start + at + 1)
        .filter_map(|at| Some((at, text[at..paragraph.end].split([' ', '\n']).next()?)))
        .filter(|(_, word)| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()))
        .collect();
    let (at, word) = *words.get(words.len() / 2)?;
    let place = at..at + 2 * word.len() + 1;
    Some((format!("{}{word} {}", &text[..at], &text[at..]), place))
}

/// A sentence of one paragraph, once more at the end of the next.
fn repeat_sentence(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let target = paragraphs(text).into_iter().find(|other| other.start > paragraph.end)?;
    let sentence = text[paragraph].split(". ").skip(1).find(|sentence| {
        sentence.split_whitespace().count() > 12
            && sentence.starts_with(|c: char| c.is_ascii_uppercase())
            && !sentence.contains(['[', '@', '"', '“'])
    })?;
    let sentence = sentence.trim_end_matches('.');
    let place = target.end + 1..target.end + 1 + sentence.len() + 1;
    Some((format!("{} {sentence}.{}", &text[..target.end], &text[target.end..]), place))
}
