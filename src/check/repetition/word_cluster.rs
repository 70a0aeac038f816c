use crate::diagnostic::Finding;
use crate::paper::{BlockKind, Paper, Prose, Scope};
use crate::rule::{Options, Values};
use crate::text::{Token, WordId};

/// Finds an adverb or a word that joins sentences, rare in the paper, that stands several times within a few lines.
///
/// Nouns and verbs are not looked at: a paragraph names the thing it is about again and again.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let (min_times, window) = (options.number("min-times").max(2), options.number("within-words"));
    let prose = &paper.prose;
    // How often each of the words looked at stands in the paper; none for all others.
    let mut times: Vec<u32> = vec![0; prose.lexicon.len()];
    let mut places: Vec<(WordId, u32, &Token)> = Vec::new();
    let mut findings = Vec::new();
    let mut paragraphs = Vec::new();
    for block in prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Body | Scope::Abstract)) {
        let start = places.len();
        let mut words = 0;
        for token in prose.block_tokens(block).iter().filter(|token| token.is_word()) {
            words += 1;
            if is_colour(prose, token) {
                times[token.word.0 as usize] += 1;
                places.push((token.word, words, token));
            }
        }
        if block.kind == BlockKind::Paragraph {
            paragraphs.push(start..places.len());
        }
    }
    for range in paragraphs.into_iter().filter(|range| range.len() >= min_times) {
        let before = |token: &Token| word_before(prose, token);
        let mut found = places[range].to_vec();
        found.sort_by_key(|&(word, at, _)| (word, at));
        for same in found.chunk_by(|a, b| a.0 == b.0) {
            let is_near = |part: &[(WordId, u32, &Token)]| (part[part.len() - 1].1 - part[0].1) as usize <= window;
            let Some(first) = same.windows(min_times).position(is_near) else { continue };
            // After the same word everywhere it is part of a phrase, or of an opening of sentences.
            if same[first..].iter().all(|(_, _, token)| before(token).is_some() && before(token) == before(same[first].2)) {
                continue;
            }
            // A word that the whole paper leans on is one of its terms.
            if times[same[0].0.0 as usize] as usize <= same.len() * 2 {
                findings.push(finding(prose, &same[first..]));
            }
        }
    }
    findings
}

/// The word directly before a token; none after a mark.
fn word_before(prose: &Prose, token: &Token) -> Option<WordId> {
    let at = prose.tokens.partition_point(|other| other.start < token.start);
    prose.tokens.get(at.checked_sub(1)?).filter(|token| token.is_word()).map(|token| token.word)
}

fn finding(prose: &Prose, places: &[(WordId, u32, &Token)]) -> Finding {
    let (word, _, token) = places[0];
    let values = Values::new().text("word", prose.lexicon.word(word)).number("times", places.len());
    let finding = Finding::new(prose.span(token.range()), values);
    places[1..].iter().fold(finding, |finding, (_, _, token)| finding.context(prose.span(token.range()), "and here"))
}

/// Whether a word colours or joins what is said, and names nothing.
fn is_colour(prose: &Prose, token: &Token) -> bool {
    let word = prose.lexicon.word(token.word);
    let is_adverb = || word.len() > 6 && word.ends_with("ly") && NO_COLOUR.binary_search(&word).is_err();
    is_adverb() || JOINING.binary_search(&word).is_ok()
}

/// Words that lead from one statement to the next, and have others to stand in for them.
const JOINING: &[&str] = &[
    "also", "besides", "furthermore", "hence", "however", "indeed", "meanwhile", "moreover", "nevertheless", "nonetheless", "overall", "therefore", "thus",
];

/// Words in -ly that are no adverbs, and adverbs that are terms of statistics, mathematics or medicine.
const NO_COLOUR: &[&str] = &[
    "annually", "anomaly", "assembly", "bimonthly", "biweekly", "butterfly", "independently", "monthly", "quarterly", "randomly", "respectively", "significantly", "statistically",
];
