use super::stems::content_stems;
use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Statement};
use crate::rule::{Options, Values};
use crate::text::align::{Bags, align};

/// In words of meaning: shorter sentences are alike by chance.
const SHORTEST: usize = 5;

/// The least that two sentences share when one says what the other says: stems of words of meaning, and their Dice
/// coefficient or the share of the shorter.
const SHARED: usize = 5;
const DICE: f32 = 0.5;
const CONTAINED: f32 = 0.75;

/// From this share of words in order on, a sentence is taken over, which other rules report.
const TAKEN_OVER: f64 = 0.85;

/// So many sentences at the least have to come back in other words.
const LEAST: usize = 2;

/// Finds a conclusion most of whose sentences say again what a sentence of the abstract says.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let words: u32 = paper.outline.top().map(|(_, section)| section.words).sum();
    if (words as usize) < options.number("min-words") {
        return Vec::new();
    }
    let statements = paper.statements();
    let is_conclusion = |statement: &&Statement| {
        !statement.in_abstract
            && statement.section.is_some_and(|section| paper.outline.role(section) == Role::Conclusion)
    };
    let conclusion: Vec<&Statement> = statements.list.iter().filter(is_conclusion).collect();
    let summary: Vec<&Statement> = statements.list.iter().filter(|statement| statement.in_abstract).collect();
    if conclusion.is_empty() || conclusion.len().saturating_mul(summary.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let bags = |list: &[&Statement]| {
        let mut bags = Bags::new();
        list.iter().for_each(|statement| bags.push(content_stems(&paper.prose.lexicon, statements.words(statement))));
        bags
    };
    let (own, other) = (bags(&conclusion), bags(&summary));
    let pairs: Vec<(usize, usize)> = (0..conclusion.len())
        .filter_map(|at| Some((at, closest(own.get(at), &other)?)))
        .collect();
    let length = |at: usize| statements.words(conclusion[at]).len();
    let (all, repeated): (usize, usize) =
        ((0..conclusion.len()).map(length).sum(), pairs.iter().map(|&(at, _)| length(at)).sum());
    let is_reworded = |&&(at, twin): &&(usize, usize)| {
        align(statements.words(conclusion[at]), statements.words(summary[twin])).share() < TAKEN_OVER
    };
    let reworded = pairs.iter().filter(is_reworded).count();
    let share = repeated as f64 / all.max(1) as f64;
    if share < options.decimal("min-share") || reworded < LEAST {
        return Vec::new();
    }
    let span = |statement: &Statement| {
        let sentence = &paper.prose.sentences[statement.sentence as usize];
        paper.prose.span(sentence.start..sentence.end)
    };
    let heading = conclusion[0].section.map_or_else(|| span(conclusion[0]), |section| paper.outline.get(section).heading);
    let values = Values::new().number("sentences", pairs.len()).number("of", conclusion.len()).share("share", share);
    let mut finding = Finding::new(heading, values);
    for &(at, twin) in pairs.iter().take(MOST_SHOWN) {
        finding = finding
            .context(span(conclusion[at]), "says again")
            .context(span(summary[twin]), "what the abstract says here");
    }
    vec![finding]
}

/// So many sentences are shown with their counterparts.
const MOST_SHOWN: usize = 4;

/// An abstract or a conclusion that makes more pairs than this is none.
const MOST_PAIRS: usize = 20_000;

/// The bag that is most like `bag`, where one is alike enough.
fn closest(bag: &[u32], others: &Bags) -> Option<usize> {
    if bag.len() < SHORTEST {
        return None;
    }
    let alike = (0..others.len()).filter(|&index| others.get(index).len() >= SHORTEST).filter_map(|index| {
        let other = others.get(index);
        let shared = shared(bag, other);
        let dice = 2.0 * shared as f32 / (bag.len() + other.len()) as f32;
        let contained = shared as f32 / bag.len().min(other.len()) as f32;
        (shared >= SHARED && (dice >= DICE || contained >= CONTAINED)).then_some((index, dice))
    });
    alike.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(index, _)| index)
}

/// How many ids two ascending lists share.
fn shared(one: &[u32], two: &[u32]) -> usize {
    one.iter().filter(|id| two.binary_search(id).is_ok()).count()
}
