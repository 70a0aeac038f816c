//! Faults of repetition.

use super::paragraph::{choose, paragraphs};
use super::{Damaged, Fault};
use std::ops::Range;

pub const FAULTS: &[Fault] = &[
    Fault { rule: "repetition/adjacent-word", inject: double_word },
    Fault { rule: "repetition/duplicate-paragraph", inject: repeat_paragraph },
    Fault { rule: "repetition/duplicate-sentence", inject: repeat_sentence },
    Fault { rule: "repetition/near-duplicate-passage", inject: repeat_with_changes },
    Fault { rule: "repetition/restated-passage", inject: restate_sentence },
    Fault { rule: "repetition/sentence-opener", inject: open_alike },
];

/// A plain word in the middle of a paragraph, once more after itself; none that sound prose doubles now and then.
fn double_word(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let words: Vec<(usize, &str)> = text[paragraph.clone()]
        .match_indices(' ')
        .map(|(at, _)| paragraph.start + at + 1)
        .filter_map(|at| Some((at, text[at..paragraph.end].split([' ', '\n']).next()?)))
        .filter(|(_, word)| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()))
        .filter(|(_, word)| !matches!(*word, "that" | "very"))
        .collect();
    let (at, word) = *words.get(words.len() / 2)?;
    let place = at..at + 2 * word.len() + 1;
    Some((format!("{}{word} {}", &text[..at], &text[at..]), place))
}

/// A paragraph, once more after the next one.
fn repeat_paragraph(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let target = next_paragraph(text, &paragraph)?;
    let start = target.end + 2;
    let place = start..start + paragraph.len();
    Some((format!("{}\n\n{}{}", &text[..target.end], &text[paragraph], &text[target.end..]), place))
}

/// A sentence of one paragraph, once more at the end of the next.
fn repeat_sentence(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let target = next_paragraph(text, &paragraph)?;
    let sentence = sentences(text, paragraph).into_iter().next()?;
    Some(append(text, target.end, sentence))
}

/// A sentence of one paragraph at the end of the next, with words of grammar changed until it is one in eight.
fn repeat_with_changes(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let target = next_paragraph(text, &paragraph)?;
    sentences(text, paragraph).into_iter().find_map(|sentence| {
        let (changed, count) = replace(sentence, GRAMMAR);
        let words = sentence.split_whitespace().count();
        (count * 10 >= words && count * 5 <= words).then(|| append(text, target.end, &changed))
    })
}

/// A sentence once more at the end of its paragraph, with synonyms for one word in eight or more and a clause moved.
fn restate_sentence(text: &str, seed: u64) -> Option<Damaged> {
    let chosen = choose(text, seed)?;
    // Few sentences have so many words with a synonym: all paragraphs are tried, the chosen one first.
    let (before, after): (Vec<_>, Vec<_>) = paragraphs(text).into_iter().partition(|other| other.start < chosen.start);
    after.into_iter().chain(before).find_map(|paragraph| {
        sentences(text, paragraph.clone()).into_iter().find_map(|sentence| {
            let (changed, count) = replace(sentence, SYNONYMS);
            let words = sentence.split_whitespace().count();
            (words <= 40 && count * 8 >= words).then(|| append(text, paragraph.end, &move_clause(&changed)))
        })
    })
}

/// Three sentences of a paragraph that begin with the same two words.
fn open_alike(text: &str, seed: u64) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let added = "It has to be said. It has to be heard. It has to be seen.";
    Some(append(text, paragraph.end, added.trim_end_matches('.')))
}

/// The next paragraph that ends with a stop, so that a sentence may follow.
fn next_paragraph(text: &str, paragraph: &Range<usize>) -> Option<Range<usize>> {
    paragraphs(text).into_iter().find(|other| other.start > paragraph.end && text[other.clone()].ends_with('.'))
}

/// The sentences of a paragraph but the first that are long enough to be known again, without their stops.
fn sentences(text: &str, paragraph: Range<usize>) -> Vec<&str> {
    let ends_in_abbreviation = |sentence: &str| sentence.rsplit(' ').next().is_some_and(|word| word.contains('.'));
    let is_plain = |sentence: &&str| {
        sentence.split_whitespace().count() > 12
            && sentence.starts_with(|c: char| c.is_ascii_uppercase())
            && !sentence.contains(['[', '@', '"', '“', '?', ':'])
            && !ends_in_abbreviation(sentence)
    };
    text[paragraph].split(". ").skip(1).map(|sentence| sentence.trim_end_matches('.')).filter(is_plain).collect()
}

/// The text with a sentence put in at `at`.
fn append(text: &str, at: usize, sentence: &str) -> Damaged {
    let place = at + 1..at + 1 + sentence.len() + 1;
    (format!("{} {sentence}.{}", &text[..at], &text[at..]), place)
}

/// The words of `sentence`, those that have a pair replaced by its other half, and how many those are.
fn replace(sentence: &str, pairs: &[(&str, &str)]) -> (String, usize) {
    let mut count = 0;
    let words = sentence.split_whitespace().map(|word| {
        let plain = word.trim_end_matches([',', ';']);
        let other = pairs.iter().find_map(|&(one, two)| match plain {
            _ if plain == one => Some(two),
            _ if plain == two => Some(one),
            _ => None,
        });
        count += usize::from(other.is_some());
        other.map_or_else(|| word.to_owned(), |other| word.replacen(plain, other, 1))
    });
    (words.collect::<Vec<String>>().join(" "), count)
}

/// Puts the clause before the first comma behind the rest, or the last clause with a conjunction before it.
fn move_clause(sentence: &str) -> String {
    let lower = |part: &str| {
        let is_name = part.chars().nth(1).is_some_and(char::is_uppercase);
        let first = part.chars().next().unwrap_or_default();
        if is_name { part.to_owned() } else { part.replacen(first, &first.to_lowercase().to_string(), 1) }
    };
    let upper = |part: &str| {
        let first = part.chars().next().unwrap_or_default();
        part.replacen(first, &first.to_uppercase().to_string(), 1)
    };
    for conjunction in [" because ", " when ", " while ", " if ", " although "] {
        if let Some(at) = sentence.find(conjunction) {
            return format!("{}, {}", upper(&sentence[at + 1..]), lower(&sentence[..at]));
        }
    }
    match sentence.split_once(", ") {
        Some((clause, rest)) if clause.split(' ').count() > 3 && !rest.contains(',') && !rest.starts_with("and ") => {
            format!("{}, {}", upper(rest), lower(clause))
        }
        _ => sentence.to_owned(),
    }
}

/// Words of grammar that an author changes without thought.
const GRAMMAR: &[(&str, &str)] = &[
    ("the", "this"),
    ("are", "were"),
    ("is", "was"),
    ("which", "that"),
    ("has", "had"),
    ("may", "might"),
    ("can", "could"),
    ("these", "those"),
    ("in", "within"),
];

/// Words that an author who says a thing again changes for another.
const SYNONYMS: &[(&str, &str)] = &[
    ("used", "employed"),
    ("using", "employing"),
    ("use", "employ"),
    ("show", "demonstrate"),
    ("shows", "demonstrates"),
    ("shown", "demonstrated"),
    ("important", "crucial"),
    ("method", "approach"),
    ("methods", "approaches"),
    ("many", "numerous"),
    ("large", "substantial"),
    ("small", "minor"),
    ("increase", "rise"),
    ("increased", "rose"),
    ("provide", "offer"),
    ("provides", "offers"),
    ("provided", "offered"),
    ("allows", "enables"),
    ("allow", "enable"),
    ("different", "distinct"),
    ("often", "frequently"),
    ("usually", "typically"),
    ("obtained", "acquired"),
    ("performed", "carried out"),
    ("developed", "devised"),
    ("created", "produced"),
    ("changes", "alterations"),
    ("problem", "difficulty"),
    ("problems", "difficulties"),
    ("needed", "required"),
    ("need", "require"),
    ("effect", "impact"),
    ("effects", "impacts"),
    ("improve", "enhance"),
    ("results", "findings"),
    ("found", "discovered"),
    ("selected", "chosen"),
    ("studies", "investigations"),
    ("also", "additionally"),
    ("main", "principal"),
    ("possible", "feasible"),
    ("several", "various"),
    ("reduced", "diminished"),
    ("similar", "comparable"),
    ("help", "assist"),
    ("goal", "aim"),
    ("moved", "transferred"),
    ("marked", "labelled"),
    ("costly", "expensive"),
    ("expected", "anticipated"),
    ("information", "details"),
    ("students", "learners"),
    ("suggest", "indicate"),
    ("suggests", "indicates"),
    ("contains", "includes"),
    ("identified", "detected"),
    ("new", "novel"),
];
