use super::legend::Legends;
use super::paragraph::repeated_paragraphs;
use crate::diagnostic::Finding;
use crate::paper::{Paper, Statements};
use crate::rule::{Options, Values};
use std::ops::RangeInclusive;

/// Finds sentences of abstract and body that stand again word for word; several in a row are one finding, and so are
/// all places of one sentence.
///
/// Whole paragraphs are `repetition/duplicate-paragraph`'s.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let min_words = options.number("min-words").max(1);
    let statements = paper.statements();
    let groups = &statements.equal;
    // A paragraph that stands twice is the fault of another rule: only its first place counts here.
    let mut in_repeat = vec![false; statements.list.len()];
    for place in repeated_paragraphs(paper, statements).iter().flat_map(|places| &places[1..]) {
        in_repeat[place.start as usize..place.end as usize].fill(true);
    }
    let mut runs: Vec<Run> = Vec::new();
    for places in groups {
        let mut places = places.clone();
        places.retain(|&place| !in_repeat[place as usize]);
        keep_same_citations(statements, &mut places);
        if places.len() < 2 {
            continue;
        }
        let length = statements.words(&statements.list[places[0] as usize]).len();
        let in_lists = places.iter().all(|&place| statements.list[place as usize].in_list);
        let is_long = length >= min_words && !in_lists;
        match runs.iter_mut().rev().take(RUNS_OPEN).find(|run| run.goes_on_with(statements, &places, is_long)) {
            Some(run) => run.add(length, is_long),
            None => runs.push(Run { places, sentences: 1, words: length, is_long }),
        }
    }
    let legends = Legends::of(&paper.prose.lexicon);
    let words = |place: u32| statements.words(&statements.list[place as usize]);
    let is_slip = |run: &&Run| {
        // How a figure is to be read may stand beside each of several figures.
        let is_lone_long = || run.words >= min_words * 6 / 5 && !legends.hold(words(run.places[0]));
        run.is_long && (!run.is_within(statements) || is_lone_long())
    };
    runs.iter().filter(is_slip).map(|run| run.finding(paper, statements)).collect()
}

/// Leaves those that cite the same, or nothing: "The data are those of \[3\]" and "The data are those of \[7\]" differ.
fn keep_same_citations(statements: &Statements, places: &mut Vec<u32>) {
    let cited = |place: u32| statements.list[place as usize].cited;
    if let Some(first) = places.iter().find_map(|&place| cited(place)) {
        places.retain(|&place| cited(place).is_none_or(|cited| cited == first));
    }
}

/// Groups come in the order of their first members, so a run's last one was met a moment ago.
const RUNS_OPEN: usize = 4;

/// Sentences in a row that stand together in several places.
struct Run {
    /// The statement that the run begins with, in each place.
    places: Vec<u32>,
    sentences: u32,
    words: usize,
    /// Whether one of its sentences is long enough to be reported.
    is_long: bool,
}

impl Run {
    /// Whether the group of sentences at `places` follows this run, everywhere where it stands, in the same paragraph.
    /// A short sentence may stand elsewhere too.
    fn goes_on_with(&self, statements: &Statements, places: &[u32], is_long: bool) -> bool {
        if is_long && self.is_long && places.len() != self.places.len() || places.len() < self.places.len() {
            return false;
        }
        self.places.iter().all(|&start| {
            let next = start + self.sentences;
            let at = |index: u32| &statements.list[index as usize];
            let follows = || at(next).block == at(start).block && at(next).sentence == at(next - 1).sentence + 1;
            places.binary_search(&next).is_ok() && follows()
        })
    }

    fn add(&mut self, words: usize, is_long: bool) {
        self.sentences += 1;
        self.words += words;
        self.is_long |= is_long;
    }

    /// Whether it is one sentence of one section: paragraphs that describe like things, one after the other, share such.
    fn is_within(&self, statements: &Statements) -> bool {
        self.sentences == 1 && self.places.iter().all(|&place| statements.share_place(self.places[0], place))
    }

    fn place(&self, start: u32) -> RangeInclusive<u32> {
        start..=start + self.sentences - 1
    }

    /// Placed at the first repeat; the original is its twin, further repeats are context.
    fn finding(&self, paper: &Paper, statements: &Statements) -> Finding {
        let span = |start: u32| {
            let place = self.place(start);
            statements.span(paper, *place.start(), *place.end())
        };
        let (original, repeat) = (self.places[0], self.places[1]);
        let values = Values::new()
            .number("times", self.places.len())
            .number("sentences", self.sentences as usize)
            .number("words", self.words)
            .text("first", statements.place(paper, original))
            .text("second", statements.place(paper, repeat));
        let mut finding = Finding::new(span(repeat), values)
            .twin(span(original), format!("the same words in {}", statements.place(paper, original)));
        for &further in &self.places[2..] {
            finding = finding.context(span(further), format!("and again in {}", statements.place(paper, further)));
        }
        let is_within = statements.share_place(original, repeat);
        match (self.sentences > 1, is_within, self.places.len() > 2) {
            (true, false, _) => finding.variant("passage"),
            (true, true, _) => finding.variant("passage-one-section"),
            (false, _, true) => finding.variant("often"),
            (false, true, false) => finding.variant("one-section"),
            (false, false, false) => finding,
        }
    }
}
