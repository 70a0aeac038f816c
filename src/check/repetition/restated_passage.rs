use super::contraries::CONTRARIES;
use super::legend::Legends;
use super::stems::content_stems;
use super::synonyms::concepts;
use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Statement, Statements, is_object};
use crate::rule::{Options, Values};
use crate::text::align::{Bags, Gap, Likeness, Passage, align, join_seeds, similar_pairs, without_families};
use crate::text::{Token, TokenKind, WordId};

/// What two sentences share at the least, by the concepts of their words.
const RESTATED: Likeness = Likeness { shared: 5, cosine: 0.5, dice: 0.55, containment: 0.8 };

/// The share of its own words of meaning, by weight, that the less original of two such sentences may have, and the
/// other one.
const OWN: f32 = 0.35;
const OWN_OF_OTHER: f32 = 0.45;

/// From these shares on, in order and by the smaller one's words of meaning, two sentences are in nearly the same words:
/// that is another rule's fault, where no word of meaning stands in the place of another.
const NEARLY_SAME: f64 = 0.72;
const SAME_WORDS: f32 = 0.84;

/// Sentences that may lie between two pairs of a passage, on either side.
const GAP: u32 = 2;

/// A sentence that is like so many others is cast in a mould, as parallel descriptions are.
const FAMILY: usize = 3;

/// In words. What is longer is a list or a table that lost its markup.
const LONGEST: usize = 80;

/// Finds sentences of the body that say in other words what a sentence of the same section has said, and passages of
/// two or more sentences that do so in another section.
///
/// Words are compared by stem and by a table of synonyms, weighted by how rare they are in the paper.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let min_words = options.number("min-words");
    let statements = paper.statements();
    let compared = Candidates::of(paper, statements);
    let candidates: Vec<u32> = (0..statements.list.len() as u32)
        .filter(|&index| compared.hold(&statements.list[index as usize], min_words))
        .collect();
    let lexicon = &paper.prose.lexicon;
    let concepts = concepts(lexicon);
    let words = |index: u32| statements.words(&statements.list[index as usize]);
    let stems = |index: u32| content_stems(lexicon, words(index));
    let mut bags = Bags::new();
    candidates.iter().for_each(|&index| bags.push(stems(index).filter_map(|stem| concepts[stem as usize])));
    let weights = Weights::of(&bags, lexicon.stem_count());
    let pairs: Vec<(u32, u32)> = similar_pairs(&bags, RESTATED)
        .iter()
        .filter(|pair| weights.cover(bags.get(pair.first as usize), bags.get(pair.second as usize)))
        .map(|pair| (candidates[pair.first as usize], candidates[pair.second as usize]))
        .filter(|&(first, second)| {
            in_other_words(paper, words(first), words(second), &concepts)
                && Subject::of(paper, statements, first).is_that_of(&Subject::of(paper, statements, second))
        })
        .collect();
    let pairs = without_families(&pairs, statements.list.len(), FAMILY);
    let block = |index: u32| statements.list[index as usize].block;
    let passages = join_seeds(&pairs, GAP, |before, after| block(before) == block(after));
    let is_fault = |passage: &&Passage| {
        statements.share_place(passage.first.start, passage.second.start)
            || passage.seeds.len() > 1 && !is_summary(paper, statements, passage)
    };
    passages.iter().filter(is_fault).map(|passage| finding(paper, statements, passage)).collect()
}

/// What tells the statements that are compared.
struct Candidates<'a> {
    paper: &'a Paper,
    statements: &'a Statements,
    legends: Legends,
    /// By word: whether it is a letter. Those are the variables of a formula that lost its markup, or names of panels or
    /// groups. A unit may be one.
    letters: Vec<bool>,
    /// Words on what stands where.
    leads: Vec<WordId>,
}

impl<'a> Candidates<'a> {
    fn of(paper: &'a Paper, statements: &'a Statements) -> Self {
        let lexicon = &paper.prose.lexicon;
        let is_letter = |word: &str| word != "a" && word.len() <= 4 && word.chars().nth(1).is_none();
        Candidates {
            paper,
            statements,
            legends: Legends::of(lexicon),
            letters: (0..lexicon.len() as u32).map(|id| is_letter(lexicon.word(WordId(id)))).collect(),
            leads: ["section", "chapter", "figure"].iter().filter_map(|word| lexicon.find(word)).collect(),
        }
    }

    /// Whether a statement is compared: running text, words for the most part, no questions, and no words on what stands
    /// where.
    fn hold(&self, statement: &Statement, min_words: usize) -> bool {
        let prose = &self.paper.prose;
        let words = self.statements.words(statement);
        let tokens = || prose.sentence_tokens(&prose.sentences[statement.sentence as usize]);
        let letters = || words.iter().filter(|&&id| !is_object(id) && self.letters[id as usize]).count();
        let is_labelled = || tokens().iter().take(4).any(|token| matches!(prose.word(token), ":" | ")"));
        let asks = || tokens().last().is_some_and(|token| prose.word(token) == "?");
        let leads = || tokens().iter().any(|token| self.leads.contains(&token.word));
        !statement.in_list
            && (min_words..=LONGEST).contains(&words.len())
            && statement.objects as usize * 8 <= words.len()
            && !asks()
            && !leads()
            && !is_labelled()
            && letters() < 2
            && !self.legends.hold(words)
    }
}

/// How much each concept tells: more, the fewer sentences have it.
struct Weights(Vec<f32>);

impl Weights {
    fn of(bags: &Bags, concepts: usize) -> Weights {
        let mut counts = vec![0u32; concepts];
        (0..bags.len()).flat_map(|index| bags.get(index)).for_each(|&concept| counts[concept as usize] += 1);
        Weights(counts.into_iter().map(|count| (1.0 + bags.len() as f32 / count.max(1) as f32).ln()).collect())
    }

    /// Whether what two sentences have for themselves weighs little against what they share. Where each has one concept
    /// for itself, the one may stand for the other: two statements on different things.
    fn cover(&self, one: &[u32], two: &[u32]) -> bool {
        let weigh = |ids: &[u32]| ids.iter().map(|&id| self.0[id as usize]).sum::<f32>();
        let own = |side: &[u32], other: &[u32]| {
            let own: Vec<u32> = side.iter().copied().filter(|id| other.binary_search(id).is_err()).collect();
            (own.len(), weigh(&own) / weigh(side).max(f32::MIN_POSITIVE))
        };
        let ((count, one), (other_count, two)) = (own(one, two), own(two, one));
        one.min(two) <= OWN && one.max(two) <= OWN_OF_OTHER && (count, other_count) != (1, 1)
    }
}

/// Whether two sentences are in other words. In one order they have to have synonyms where their words differ, or the two
/// are cast in one mould; in another order they must not have nearly the same words.
fn in_other_words(paper: &Paper, one: &[u32], two: &[u32], concepts: &[Option<u32>]) -> bool {
    let lexicon = &paper.prose.lexicon;
    let stem = |&id: &u32| if is_object(id) { id } else { lexicon.stem(WordId(id)).0 };
    let concept = |&stem: &u32| if is_object(stem) { stem } else { concepts[stem as usize].unwrap_or(stem) };
    let has_content = |words: &[u32]| words.iter().any(|&id| is_object(id) || !lexicon.is_stopword(WordId(id)));
    let replaces = |gap: &Gap| has_content(&one[gap.first.clone()]) && has_content(&two[gap.second.clone()]);
    let (stems, others): (Vec<u32>, Vec<u32>) = (one.iter().map(stem).collect(), two.iter().map(stem).collect());
    let in_order = align(&stems, &others);
    let by_concept = align(
        &stems.iter().map(concept).collect::<Vec<_>>(),
        &others.iter().map(concept).collect::<Vec<_>>(),
    );
    if by_concept.share() >= NEARLY_SAME {
        return in_order.gaps().iter().any(replaces) && !by_concept.gaps().iter().any(replaces);
    }
    let content = |words| sorted(content_stems(lexicon, words).collect());
    let (one_bag, two_bag) = (content(one), content(two));
    let shared = one_bag.iter().filter(|stem| two_bag.binary_search(stem).is_ok()).count() as f32;
    shared / (one_bag.len().min(two_bag.len()).max(1) as f32) < SAME_WORDS
}

/// What a sentence speaks of, beside its words: what must not differ where two sentences say the same.
struct Subject {
    numbers: Vec<u32>,
    names: Vec<u32>,
    contraries: Vec<u32>,
    cited: Option<u64>,
}

impl Subject {
    fn of(paper: &Paper, statements: &Statements, index: u32) -> Subject {
        let prose = &paper.prose;
        let statement = &statements.list[index as usize];
        let tokens = prose.sentence_tokens(&prose.sentences[statement.sentence as usize]);
        let words = statements.words(statement);
        let is_contrary = |id: &u32| {
            !is_object(*id) && {
                let word = prose.lexicon.word(WordId(*id));
                CONTRARIES.binary_search(&word).is_ok() || NUMBER_WORDS.binary_search(&word).is_ok()
            }
        };
        let ids = |keep: &dyn Fn(usize, &Token) -> bool| {
            let kept = tokens.iter().enumerate().filter(|(at, token)| keep(*at, token));
            sorted(kept.map(|(_, token)| token.word.0).filter(|id| words.contains(id)).collect())
        };
        let is_name = |at: usize, token: &Token| {
            let mut letters = prose.word(token).chars();
            let first = letters.next().is_some_and(char::is_uppercase);
            let inner = letters.any(|char| char.is_uppercase() || char.is_numeric());
            token.is_word() && (inner || first && at > 0) && !prose.lexicon.is_stopword(token.word)
        };
        let mut numbers = ids(&|_, token| token.kind == TokenKind::Number);
        numbers.extend(words.iter().copied().filter(|&id| is_object(id)));
        Subject {
            numbers: sorted(numbers),
            names: ids(&is_name),
            contraries: sorted(words.iter().copied().filter(is_contrary).collect()),
            cited: statement.cited,
        }
    }

    /// Whether the two have the same numbers, symbols and contraries, no other name each, and no other sources.
    fn is_that_of(&self, other: &Subject) -> bool {
        let within = |one: &[u32], two: &[u32]| one.iter().all(|id| two.binary_search(id).is_ok());
        self.numbers == other.numbers
            && self.contraries == other.contraries
            && (within(&self.names, &other.names) || within(&other.names, &self.names))
            && (self.cited.is_none() || other.cited.is_none() || self.cited == other.cited)
    }
}

fn sorted(mut ids: Vec<u32>) -> Vec<u32> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

const NUMBER_WORDS: &[&str] =
    &["eight", "five", "four", "half", "nine", "one", "seven", "six", "ten", "three", "two", "twice"];

/// Whether one of the two places is there to tell what the others say.
fn is_summary(paper: &Paper, statements: &Statements, passage: &Passage) -> bool {
    [passage.first.start, passage.second.start].into_iter().any(|index| {
        let statement = &statements.list[index as usize];
        let role = statement.section.map(|section| paper.outline.role(section));
        statement.in_abstract || matches!(role, Some(Role::Conclusion | Role::Introduction | Role::Abstract))
    })
}

/// Placed at the later passage; the earlier one is its twin.
fn finding(paper: &Paper, statements: &Statements, passage: &Passage) -> Finding {
    let place = statements.place(paper, passage.first.start);
    let values = Values::new()
        .text("first", &*place)
        .text("second", statements.place(paper, passage.second.start))
        .number("sentences", passage.seeds.len());
    let span = |side: &std::ops::Range<u32>| statements.span(paper, side.start, side.end - 1);
    let finding =
        Finding::new(span(&passage.second), values).twin(span(&passage.first), format!("said before in {place}"));
    let shares_place = statements.share_place(passage.first.start, passage.second.start);
    if shares_place { finding } else { finding.variant("between-sections") }
}
