//! Faults of language.

use super::paragraph::choose;
use super::{Damaged, Fault};
use std::ops::Range;

pub const FAULTS: &[Fault] = &[
    Fault { rule: "language/acronym-redefined", inject: introduce_twice },
    Fault { rule: "language/acronym-unused", inject: introduce_for_nothing },
    Fault { rule: "language/acronym-late", inject: use_before },
    Fault { rule: "language/article-an", inject: wrong_article },
    Fault { rule: "language/contraction", inject: contract },
    Fault { rule: "language/control-char", inject: hide_character },
    Fault { rule: "language/double-punctuation", inject: double_comma },
    Fault { rule: "language/homoglyph", inject: cyrillic_letter },
    Fault { rule: "language/hyphenation-variant", inject: other_joining },
    Fault { rule: "language/latin-abbrev", inject: drop_point },
    Fault { rule: "language/mid-sentence-capital", inject: raise_letter },
    Fault { rule: "language/missing-space-punct", inject: close_up },
    Fault { rule: "language/mojibake", inject: misread },
    Fault { rule: "language/percent-style", inject: other_percent },
    Fault { rule: "language/unbalanced", inject: lose_bracket },
];

/// `text` with `new` in the place of `range`; the damage is all of `new`.
fn replace(text: &str, range: Range<usize>, new: &str) -> Damaged {
    let damaged = format!("{}{new}{}", &text[..range.start], &text[range.end..]);
    (damaged, range.start..range.start + new.len())
}

/// Puts sentences at the end of a paragraph; the damage is what stands between the two marks `⟦` and `⟧`.
fn append(text: &str, seed: u64, sentences: &str) -> Option<Damaged> {
    let end = choose(text, seed)?.end;
    let (before, rest) = sentences.split_once('⟦')?;
    let (marked, after) = rest.split_once('⟧')?;
    let start = end + 1 + before.len();
    Some((format!("{} {before}{marked}{after}{}", &text[..end], &text[end..]), start..start + marked.len()))
}

fn introduce_twice(text: &str, seed: u64) -> Option<Damaged> {
    append(
        text,
        seed,
        "The quarterly wharf register (QWR) was read. The QWR is short. We return to ⟦the quarterly wharf register (QWR)⟧ \
         below.",
    )
}

fn introduce_for_nothing(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "The quarterly wharf register ⟦(QWR)⟧ was read.")
}

fn use_before(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "The rules of the ⟦QWR⟧ were read. The quarterly wharf register (QWR) is short.")
}

fn wrong_article(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "This is ⟦an⟧ new way to mend nets.")
}

fn contract(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "This ⟦doesn't⟧ change what was found.")
}

fn hide_character(text: &str, seed: u64) -> Option<Damaged> {
    let word = long_word(text, seed, |_| true)?;
    Some(replace(text, word.start + 3..word.start + 3, "\u{200b}"))
}

fn double_comma(text: &str, seed: u64) -> Option<Damaged> {
    let at = word_pair(text, seed, ", ", |next| next.starts_with(|c: char| c.is_ascii_lowercase()))?;
    Some(replace(text, at..at + 1, ",,"))
}

fn cyrillic_letter(text: &str, seed: u64) -> Option<Damaged> {
    let word = long_word(text, seed, |_| true)?;
    let at = word.start + text[word.clone()].find('e')?;
    Some(replace(text, at..at + 1, "е"))
}

fn other_joining(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "The wharf-side nets were counted twice. Then the ⟦wharfside⟧ nets were mended.")
}

fn drop_point(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "Some were left out, ⟦e.g⟧ those of May.")
}

fn raise_letter(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "He mends nets; to mend nets is wise, and to mend boats wiser. Some want to ⟦Mend⟧ old nets.")
}

fn close_up(text: &str, seed: u64) -> Option<Damaged> {
    let at = word_pair(text, seed, ". ", |next| {
        next.starts_with("The ") || next.starts_with("This ") || next.starts_with("We ")
    })?;
    let (damaged, _) = replace(text, at..at + 2, ".");
    Some((damaged, at..at + 1))
}

fn misread(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "This was shown by ⟦MÃ¼ller⟧ as well.")
}

fn other_percent(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "Of these, ⟦20% were old, 30% were new, and 50 percent⟧ were lost.")
}

fn lose_bracket(text: &str, seed: u64) -> Option<Damaged> {
    append(text, seed, "The nets ⟦(⟧which were mended are old.")
}

/// Where in a paragraph `mark` stands after a small letter and before what fits.
fn word_pair(text: &str, seed: u64, mark: &str, fits: impl Fn(&str) -> bool) -> Option<usize> {
    let paragraph = choose(text, seed)?;
    let inside = &text[paragraph.clone()];
    let found = inside.match_indices(mark).map(|(at, _)| at).find(|&at| {
        let before = &inside[..at];
        let is_word = before.bytes().rev().take(3).all(|byte| byte.is_ascii_lowercase()) && at > 3;
        is_word && fits(&inside[at + mark.len()..]) && !before.contains(['(', '[', '"', '“', '*', '_'])
    })?;
    Some(paragraph.start + found)
}

/// A word of small letters in the middle of a paragraph, with a blank and what fits after it.
fn long_word(text: &str, seed: u64, fits: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let paragraph = choose(text, seed)?;
    let inside = &text[paragraph.clone()];
    let words: Vec<Range<usize>> = inside
        .match_indices(' ')
        .filter_map(|(at, _)| {
            let start = at + 1;
            let length = inside[start..].find([' ', '\n'])?;
            let word = &inside[start..start + length];
            let is_plain = word.len() > 5 && word.contains('e') && word.bytes().all(|byte| byte.is_ascii_lowercase());
            let is_free = inside[start + length..].starts_with(' ') && fits(&inside[start + length + 1..]);
            (is_plain && is_free).then_some(paragraph.start + start..paragraph.start + start + length)
        })
        .collect();
    words.get(words.len() / 2).cloned()
}
