//! Enumerations in running text: "First, … Second, …" with a number left out, of two kinds, or more or fewer than announced.

mod markers;

use crate::diagnostic::Finding;
use crate::paper::{Paper, Prose, Scope};
use crate::rule::{Options, Values};
use crate::text::{Lexicon, Token, TokenKind, WordId};
use markers::{LAST, Marker};
use rustc_hash::FxHashMap;

/// Nouns of which a text says how many come.
const ANNOUNCED: &[&str] = &[
    "reasons", "factors", "aspects", "ways", "steps", "points", "contributions", "questions", "advantages", "limitations", "challenges",
    "problems", "issues", "objectives", "goals", "aims", "hypotheses", "stages", "phases", "parts", "categories", "groups", "types",
    "kinds", "classes", "approaches", "strategies", "solutions", "observations", "findings", "arguments", "criteria", "principles",
    "conditions", "assumptions", "components", "methods", "cases", "themes", "benefits", "drawbacks", "purposes", "explanations",
];

const NUMBERS: &[(&str, u8)] = &[("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6)];

/// How many words may stand between the number and the noun: "three quite different reasons".
const NEAR: usize = 3;

/// Enumerations that skip a number, mix their forms, or do not keep to the number that was announced.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let markers = markers::find(&paper.prose);
    let words = Words::new(&paper.prose.lexicon);
    let mut findings = Vec::new();
    for of_section in markers.chunk_by(|a, b| a.section == b.section) {
        for run in runs(of_section) {
            let gap = gap(paper, &run, of_section);
            let is_whole = gap.is_none();
            findings.extend(gap.or_else(|| mixed(&paper.prose, &run)));
            if is_whole {
                findings.extend(count(paper, &words, &run, of_section));
            }
        }
    }
    findings
}

/// The runs of strong markers: each begins with a first, and goes on while the numbers grow.
fn runs(markers: &[Marker]) -> Vec<Vec<&Marker>> {
    let mut runs: Vec<Vec<&Marker>> = Vec::new();
    let mut is_open = false;
    for marker in markers.iter().filter(|marker| marker.is_strong) {
        match runs.last_mut() {
            _ if marker.rank == 1 => {
                runs.push(vec![marker]);
                is_open = true;
            }
            Some(run) if is_open && run.last().is_some_and(|last| last.rank < marker.rank) => {
                is_open = marker.rank != LAST;
                run.push(marker);
            }
            _ => is_open = false,
        }
    }
    runs
}

/// "First … Third" without anything that could be the second.
fn gap(paper: &Paper, run: &[&Marker], of_section: &[Marker]) -> Option<Finding> {
    let (before, after) = run.iter().zip(run.iter().skip(1)).find(|(a, b)| b.rank != LAST && b.rank > a.rank + 1)?;
    // The two are neighbours unless a weaker ordinal stands between.
    let place = of_section.partition_point(|marker| marker.token <= before.token);
    let is_next = of_section.get(place).is_some_and(|next| next.token == after.token);
    if !is_next || markers::is_continued(&paper.prose, before.token..after.token) {
        return None;
    }
    let prose = &paper.prose;
    let missing = markers::name(before.rank + 1);
    let values = Values::new()
        .text("before", word(prose, before))
        .text("after", word(prose, after))
        .text("missing", missing);
    Some(Finding::new(span(prose, after), values).context(span(prose, before), "the number before"))
}

/// "Firstly … Second", "Second … Thirdly". The older usage "first, secondly, thirdly" is no mixture.
fn mixed(prose: &Prose, run: &[&Marker]) -> Option<Finding> {
    let mut pairs = run.iter().zip(run.iter().skip(1)).filter(|(_, b)| b.rank != LAST);
    let (before, after) = pairs.find(|(a, b)| a.is_adverb != b.is_adverb && !(a.rank == 1 && b.is_adverb))?;
    let values = Values::new().text("before", word(prose, before)).text("after", word(prose, after));
    let finding = Finding::new(span(prose, after), values).variant("mixed");
    Some(finding.context(span(prose, before), "the other form"))
}

/// "Three reasons" and two of them, or four.
fn count(paper: &Paper, words: &Words, run: &[&Marker], of_section: &[Marker]) -> Option<Finding> {
    let prose = &paper.prose;
    let first = run.first()?;
    let (announced, number, noun) = words.announcement(prose, first)?;
    let numbered = run.iter().filter(|marker| marker.rank != LAST).count();
    let has_last = run.iter().any(|marker| marker.rank == LAST);
    let given = numbered + usize::from(has_last);
    let end = run.last()?.token;
    let goes_on = of_section.last().is_some_and(|other| other.token > end);
    let wanted = usize::from(announced);
    let is_short = given < wanted && given >= 2 && !has_last && !goes_on && !markers::is_continued(prose, end..section_end(paper, first));
    // A "finally" may close the paragraph and not the list.
    let is_long = numbered > wanted;
    if !is_short && !is_long {
        return None;
    }
    let last = run.last()?;
    let values = Values::new()
        .text("announced", format!("{} {}", prose.word(number), prose.word(noun)))
        .number("given", given)
        .text("last", word(prose, last));
    let place = prose.span(number.start..noun.end);
    let finding = Finding::new(place, values).variant(if is_short { "short" } else { "long" });
    Some(run.iter().fold(finding, |finding, marker| finding.context(span(prose, marker), "given here")))
}

/// The token after the last of the marker's section.
fn section_end(paper: &Paper, marker: &Marker) -> usize {
    let blocks = paper.prose.blocks.iter().filter(|block| block.section == marker.section && block.scope == Scope::Body);
    blocks.map(|block| block.tokens.end as usize).max().unwrap_or(marker.token)
}

fn word<'p>(prose: &'p Prose, marker: &Marker) -> &'p str {
    prose.tokens.get(marker.token).map_or("", |token| prose.word(token))
}

fn span(prose: &Prose, marker: &Marker) -> crate::source::Span {
    prose.tokens.get(marker.token).map_or_else(Default::default, |token| prose.span(token.range()))
}

/// The numbers and nouns of announcements that the paper uses.
struct Words {
    numbers: FxHashMap<WordId, u8>,
    nouns: Vec<WordId>,
}

impl Words {
    fn new(lexicon: &Lexicon) -> Words {
        let numbers = NUMBERS.iter().filter_map(|(word, number)| Some((lexicon.find(word)?, *number)));
        Words { numbers: numbers.collect(), nouns: ANNOUNCED.iter().filter_map(|noun| lexicon.find(noun)).collect() }
    }

    /// The number and noun that announce the enumeration, in its first sentence or the one before.
    fn announcement<'p>(&self, prose: &'p Prose, first: &Marker) -> Option<(u8, &'p Token, &'p Token)> {
        let sentence = prose.sentences.get(first.sentence)?;
        let before = first.sentence.checked_sub(1).and_then(|at| prose.sentences.get(at));
        let start = before.map_or(sentence.tokens.start, |before| before.tokens.start) as usize;
        let tokens = prose.tokens.get(start..first.token)?;
        let mut found = None;
        for (at, number) in tokens.iter().enumerate() {
            let Some(count) = self.numbers.get(&number.word).filter(|_| number.is_word()) else { continue };
            let after = tokens.iter().skip(at + 1).take(NEAR).take_while(|token| token.kind == TokenKind::Word);
            let noun = after.into_iter().find(|token| self.nouns.contains(&token.word));
            // "One of the three reasons", "the first two steps", "at least two".
            let is_partial = tokens.get(at.saturating_sub(3)..at).is_some_and(|words| {
                words.iter().any(|word| {
                    matches!(prose.lexicon.word(word.word), "of" | "first" | "last" | "least" | "between" | "other" | "or" | "all" | "these" | "both")
                })
            });
            if let Some(noun) = noun.filter(|_| !is_partial) {
                // Two announcements near one list: which of them it keeps, nobody can say.
                if found.is_some() {
                    return None;
                }
                found = Some((*count, number, noun));
            }
        }
        found
    }
}
