use crate::diagnostic::Finding;
use crate::paper::{Block, Paper, Scope, Section};
use crate::rule::{Options, Values};
use crate::text::{Token, WordId};
use rustc_hash::FxHashSet;

/// Fewer headings in one style show no usage.
const FEWEST: usize = 3;

/// Words of fewer letters are in lower case in either style, or not.
const SHORTEST: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Title,
    Sentence,
}

/// Headings in title case among headings in sentence case, or the other way about; one finding for each level.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let common = common_words(paper);
    let judged: Vec<(&Section, Case)> = paper
        .outline
        .sections
        .iter()
        .filter(|section| !section.is_title && section.role.is_argument())
        .filter_map(|section| Some((section, case(paper, section, &common)?)))
        .collect();
    (1..=6).filter_map(|level| finding(paper, &judged, level)).collect()
}

/// Whether each word of the lexicon stands in lower case in running text, and seldom otherwise within a sentence: a
/// word of a name does not.
fn common_words(paper: &Paper) -> Vec<bool> {
    let prose = &paper.prose;
    let mut met = vec![(0_u32, 0_u32); prose.lexicon.len()];
    let running = prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Body | Scope::Abstract));
    for sentence in running.flat_map(|block| prose.block_sentences(block)) {
        for (at, token) in prose.sentence_tokens(sentence).iter().enumerate().filter(|(_, token)| token.is_word()) {
            let Some((lower, upper)) = met.get_mut(token.word.0 as usize) else { continue };
            match prose.word(token).starts_with(char::is_lowercase) {
                true => *lower += 1,
                false => *upper += u32::from(at > 0),
            }
        }
    }
    met.into_iter().map(|(lower, upper)| lower > upper * 2).collect()
}

/// The case of a heading by its common words after the first; `None` where it has fewer than two or they disagree.
fn case(paper: &Paper, section: &Section, common: &[bool]) -> Option<Case> {
    let prose = &paper.prose;
    let block = prose.blocks.get(section.blocks.start as usize)?;
    let tokens = prose.block_tokens(block);
    let (mut upper, mut lower) = (0, 0);
    let mut is_first = true;
    for token in tokens {
        // After a colon a heading begins anew.
        if !token.is_word() {
            is_first |= matches!(prose.word(token), ":" | "?" | "!" | "—" | "–" | "." | "(");
            continue;
        }
        let word = prose.word(token);
        if !is_first && word.chars().count() >= SHORTEST && !prose.lexicon.is_stopword(token.word) {
            match word.starts_with(char::is_uppercase) {
                true => upper += u32::from(is_judged(word, token, common)),
                false => lower += 1,
            }
        }
        is_first = false;
    }
    match (upper, lower) {
        (2.., 0) => Some(Case::Title),
        (0, 2..) => Some(Case::Sentence),
        _ => None,
    }
}

fn is_judged(word: &str, token: &Token, common: &[bool]) -> bool {
    let is_capitals = word.chars().skip(1).any(char::is_uppercase);
    let is_common = common.get(token.word.0 as usize).copied().unwrap_or(false);
    !is_capitals && is_common
}

fn finding(paper: &Paper, judged: &[(&Section, Case)], level: u8) -> Option<Finding> {
    let of = |case: Case| judged.iter().filter(move |(section, other)| section.level == level && *other == case);
    let (title, sentence) = (of(Case::Title).count(), of(Case::Sentence).count());
    let usual = if title > sentence { Case::Title } else { Case::Sentence };
    let (odd, names) = match usual {
        Case::Title => (Case::Sentence, ("sentence case", "title case")),
        Case::Sentence => (Case::Title, ("title case", "sentence case")),
    };
    let (many, few) = (title.max(sentence), title.min(sentence));
    if many < FEWEST || few * 3 > many {
        return None;
    }
    let phrases = capital_phrases(paper);
    let is_odd = |section: &&Section| odd == Case::Sentence || !is_name(paper, section, &phrases);
    let mut odd = of(odd).map(|(section, _)| *section).filter(is_odd);
    let first = odd.next()?;
    let values = Values::new()
        .text("heading", first.title.as_str())
        .text("case", names.0)
        .text("usual", names.1)
        .number("many", many);
    Some(odd.fold(Finding::new(first.heading, values), |finding, other| finding.context(other.heading, "so too")))
}

/// Two words beside each other.
type Pair = [WordId; 2];

/// The pairs of words that stand beside each other in the running text, both with a capital.
fn capital_phrases(paper: &Paper) -> FxHashSet<Pair> {
    let running = paper.prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Body | Scope::Abstract));
    running.flat_map(|block| capital_pairs(paper, block)).collect()
}

/// Whether two words beside each other in the heading stand with their capitals in the text too.
fn is_name(paper: &Paper, section: &Section, names: &FxHashSet<Pair>) -> bool {
    let heading = paper.prose.blocks.get(section.blocks.start as usize);
    heading.is_some_and(|heading| capital_pairs(paper, heading).any(|pair| names.contains(&pair)))
}

fn capital_pairs<'p>(paper: &'p Paper, block: &'p Block) -> impl Iterator<Item = Pair> + 'p {
    let prose = &paper.prose;
    let is_capital = |token: &Token| token.is_word() && prose.word(token).starts_with(char::is_uppercase);
    let pairs = prose.block_tokens(block).windows(2);
    pairs.filter(move |pair| pair.iter().all(is_capital)).map(|pair| [pair[0].word, pair[1].word])
}
