use crate::diagnostic::Finding;
use crate::paper::acronym::{Introduction, is_introduced, is_known};
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use crate::text::WordId;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// An acronym that the running text uses before it introduces it; one finding each, at its first use. An acronym that
/// the abstract uses must be introduced there or be known; one that the abstract introduces may be used at once.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let acronyms = paper.acronyms();
    let own = options.words("known");
    let mut findings = Vec::new();
    let mut wanted: Vec<(&str, &Introduction)> = Vec::new();
    for (acronym, introductions) in acronyms.introduced() {
        if is_known(acronym) || own.iter().any(|known| known == acronym) {
            continue;
        }
        let uses = acronyms.uses.get(acronym);
        if uses.is_some_and(|uses| uses.is_name) {
            continue;
        }
        let Some(first) = introductions.first().filter(|it| is_running(paper, it)) else { continue };
        let sentence = &paper.prose.sentences[first.sentence as usize];
        let places = uses.map_or(&[][..], |uses| &uses.places);
        let early: Vec<&Range<u32>> = places.iter().take_while(|place| place.end <= sentence.start).collect();
        // A first use that explains itself in another way is in order.
        if early.first().is_some_and(|place| explains_itself(paper, place, acronym)) {
            continue;
        }
        let Some((place, others)) = early.split_first() else {
            wanted.push((acronym, *first));
            continue;
        };
        let values = Values::new()
            .text("acronym", acronym)
            .text("long", paper.prose.slice(first.long.clone()))
            .number("count", early.len());
        let finding = Finding::new(paper.prose.span((*place).clone()), values)
            .context(paper.prose.span(first.range()), "introduced here");
        findings.push(others.iter().fold(finding, |finding, place| {
            finding.context(paper.prose.span((*place).clone()), "used here too")
        }));
    }
    findings.extend(written_out(paper, &wanted, options.number("min-long-forms").max(1)));
    findings
}

/// The long forms that the body writes out at least so often before it introduces an acronym for them; one finding each.
fn written_out(paper: &Paper, wanted: &[(&str, &Introduction)], least: usize) -> Vec<Finding> {
    let prose = &paper.prose;
    let words_of = |long: &Range<u32>| -> Vec<WordId> {
        let first = prose.tokens.partition_point(|token| token.end <= long.start);
        prose.tokens[first..].iter().take_while(|token| token.start < long.end).map(|token| token.word).collect()
    };
    let longs: Vec<Vec<WordId>> = wanted.iter().map(|(_, introduction)| words_of(&introduction.long)).collect();
    let mut by_first: FxHashMap<WordId, Vec<usize>> = FxHashMap::default();
    for (index, words) in longs.iter().enumerate().filter(|(_, words)| words.len() > 1) {
        by_first.entry(words[0]).or_default().push(index);
    }
    let mut places: Vec<Vec<Range<u32>>> = vec![Vec::new(); wanted.len()];
    let body = prose.sentences.iter().filter(|sentence| prose.block(sentence.block).scope == Scope::Body);
    for sentence in body.filter(|_| !by_first.is_empty()) {
        let tokens = prose.sentence_tokens(sentence);
        for (at, token) in tokens.iter().enumerate() {
            for &index in by_first.get(&token.word).into_iter().flatten() {
                let words = &longs[index];
                let here = tokens.get(at..at + words.len()).unwrap_or_default();
                let is_before = sentence.end <= prose.sentences[wanted[index].1.sentence as usize].start;
                if is_before && here.len() == words.len() && here.iter().zip(words).all(|(token, word)| token.word == *word) {
                    places[index].push(token.start..here[here.len() - 1].end);
                }
            }
        }
    }
    // What is never used is another rule's fault.
    let is_used = |acronym: &str| paper.acronyms().is_used(paper, acronym);
    let found = wanted.iter().zip(places).filter(|((acronym, _), places)| places.len() >= least && is_used(acronym));
    found
        .filter_map(|((acronym, introduction), places)| {
            let (place, others) = places.split_first()?;
            let values = Values::new()
                .text("acronym", *acronym)
                .text("long", prose.slice(introduction.long.clone()))
                .number("count", places.len());
            let finding = Finding::new(prose.span(place.clone()), values)
                .variant("written-out")
                .context(prose.span(introduction.range()), "introduced here");
            Some(others.iter().fold(finding, |finding, place| {
                finding.context(prose.span(place.clone()), "written out here too")
            }))
        })
        .collect()
}

fn is_running(paper: &Paper, introduction: &Introduction) -> bool {
    let block = paper.prose.block(introduction.block);
    matches!(block.scope, Scope::Abstract | Scope::Body) && !paper.is_glossary(block)
}

/// Whether the words beside a use say what it stands for, or that it is a name: "(CRM; see", "low infestation: LI", "called LI".
fn explains_itself(paper: &Paper, place: &Range<u32>, acronym: &str) -> bool {
    let prose = &paper.prose;
    let next = prose.tokens.partition_point(|token| token.end <= place.start);
    let Some(block) = prose.block_at(place.start).map(|id| prose.block(id)) else { return false };
    let tokens = prose.block_tokens(block);
    let Some(index) = next.checked_sub(block.tokens.start as usize).filter(|index| *index < tokens.len()) else { return false };
    let before = index.checked_sub(1).map_or("", |before| prose.word(&tokens[before]));
    matches!(before, "(" | "[" | ":" | "=") || is_introduced(prose, tokens, index, acronym)
}
