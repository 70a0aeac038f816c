use super::floats::{caption, name, place};
use super::labels::{is_one_of_several, occurrences};
use crate::diagnostic::Finding;
use crate::paper::{Block, BlockId, Float, FloatKind, Paper, Scope, numbers_named};
use crate::rule::{Options, Values};
use crate::text::{Token, TokenKind, WordId};
use rustc_hash::{FxHashMap, FxHashSet};

/// A figure or table that the text does not mention: not by label, nor by number, nor as "the figure below".
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut pointed: FxHashSet<usize> = FxHashSet::default();
    let mut targets: FxHashSet<&str> = FxHashSet::default();
    for reference in paper.cross_references.iter().filter(|reference| !reference.foreign) {
        pointed.extend(reference.float);
        targets.insert(reference.target.as_str());
    }
    // What has neither a printed number nor a label cannot be mentioned but by a plain word.
    let has_name = |float: &Float| float.caption.is_some() && (float.number_is_printed || float.label.is_some());
    let captioned = paper.floats.iter().enumerate().filter(|(_, float)| has_name(float));
    let open: Vec<&Float> = captioned
        .filter(|(at, float)| !pointed.contains(at) && !labels(paper, float).any(|name| targets.contains(name)))
        .map(|(_, float)| float)
        .collect();
    if open.is_empty() || is_one_of_several(paper) || is_all_captions(paper) {
        return Vec::new();
    }
    let named = numbers_named(&paper.prose);
    let mut kinds = [Kinds::default(); 4];
    for (at, float) in paper.floats.iter().enumerate() {
        kinds[float.kind as usize].floats += 1;
        kinds[float.kind as usize].pointed_at += usize::from(pointed.contains(&at));
    }
    named.iter().for_each(|(kind, _)| kinds[*kind as usize].numbers += 1);
    let is_named = |float: &Float| {
        let Some(number) = &float.number else { return false };
        let is_typed = named.contains(&(float.kind, number.to_ascii_uppercase()));
        if float.number_is_printed {
            return is_typed;
        }
        // Where the text points at floats by label, the numbers that it types are those of other works. Else, since the
        // markup may count otherwise than is done here, as many numbers as floats name them all.
        let Kinds { floats, pointed_at, numbers } = kinds[float.kind as usize];
        pointed_at * 2 < floats && (is_typed || numbers >= floats)
    };
    // A label that stands anywhere else is pointed at in a way that was not read.
    let written = occurrences(&paper.root().text, open.iter().flat_map(|float| labels(paper, float)));
    let mut set: FxHashMap<&str, usize> = FxHashMap::default();
    for label in &paper.labels {
        *set.entry(label.name.as_str()).or_default() += 1;
    }
    let nouns = Nouns::new(paper);
    let unmentioned: Vec<&Float> = open
        .into_iter()
        .filter(|float| !is_named(float))
        .filter(|float| labels(paper, float).all(|name| written.get(name).copied() <= set.get(name).copied()))
        .filter(|float| !nouns.stand_beside(paper, float) && !is_for_the_eye(paper, float))
        .collect();
    let mut findings: Vec<Finding> = Vec::new();
    for kind in [FloatKind::Figure, FloatKind::Table, FloatKind::Listing, FloatKind::Algorithm] {
        let floats: Vec<&Float> = unmentioned.iter().copied().filter(|float| float.kind == kind).collect();
        match floats.split_first() {
            Some((first, others)) if floats.len() > MOST_SINGLE => findings.push(several(paper, first, others)),
            _ => findings.extend(floats.iter().map(|float| finding(paper, float))),
        }
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// What a paper has of one kind of float.
#[derive(Debug, Clone, Copy, Default)]
struct Kinds {
    floats: usize,
    /// How many of them the text points at.
    pointed_at: usize,
    /// How many numbers the text types.
    numbers: usize,
}

/// More of one kind are a habit of the paper, and one finding.
const MOST_SINGLE: usize = 3;

fn finding(paper: &Paper, float: &Float) -> Finding {
    let values = Values::new().text("kind", name(float.kind)).text("name", called(float));
    Finding::new(place(paper, float), values)
}

fn several(paper: &Paper, first: &Float, others: &[&Float]) -> Finding {
    let names = std::iter::once(first).chain(others.iter().copied()).map(called);
    let values = Values::new().text("kind", name(first.kind)).list("names", names).number("count", others.len() + 1);
    let finding = Finding::new(place(paper, first), values).variant("several");
    others.iter().fold(finding, |finding, float| {
        finding.context(place(paper, float), format!("{} {}", name(float.kind), called(float)))
    })
}

/// The printed number of a float, else its label.
fn called(float: &Float) -> String {
    match (&float.number, &float.label) {
        (_, Some(label)) if !float.number_is_printed => format!("`{label}`"),
        (Some(number), _) => number.clone(),
        (None, label) => label.clone().unwrap_or_default(),
    }
}

/// Whether there are more words in captions than in text: a file of the figures alone.
fn is_all_captions(paper: &Paper) -> bool {
    let tokens = |block: &Block| block.tokens.len();
    let of = |scope: Scope| paper.prose.scoped(scope).map(tokens).sum::<usize>();
    of(Scope::Caption) > of(Scope::Body) + of(Scope::Abstract)
}

/// The labels set on a float and on its parts.
fn labels<'a>(paper: &'a Paper, float: &'a Float) -> impl Iterator<Item = &'a str> {
    let first = paper.labels.partition_point(|label| label.span.start < float.span.start);
    let inside = paper.labels[first..].iter().take_while(|label| label.span.start < float.span.end);
    inside.map(|label| label.name.as_str()).chain(float.label.as_deref())
}

/// A graphical abstract, or what stands before the text begins, needs no mention.
fn is_for_the_eye(paper: &Paper, float: &Float) -> bool {
    let words = caption(paper, float).map(|block| paper.prose.block_text(block).to_lowercase()).unwrap_or_default();
    words.contains("graphical abstract") || words.contains("visual abstract")
}

/// Text farther from a float than so many blocks of any kind is not beside it.
const FARTHEST: usize = 40;
/// So many blocks of text before and after a float are its surroundings.
const NEAR: usize = 2;

/// The words for floats, as the text may use them without a number: "the figure below", "in the following table".
struct Nouns {
    figure: Vec<WordId>,
    table: Vec<WordId>,
}

impl Nouns {
    fn new(paper: &Paper) -> Nouns {
        let ids = |words: &[&str]| words.iter().filter_map(|word| paper.prose.lexicon.find(word)).collect();
        Nouns {
            figure: ids(&["figure", "figures", "fig", "plot", "plots", "diagram", "image", "chart", "map", "schematic", "flowchart", "screenshot", "graph", "illustration"]),
            table: ids(&["table", "tables"]),
        }
    }

    /// Whether the text beside a float uses a word for it.
    fn stand_beside(&self, paper: &Paper, float: &Float) -> bool {
        let words = if float.kind == FloatKind::Table { &self.table } else { &self.figure };
        let Some(BlockId(caption)) = float.caption else { return false };
        let is_text = |block: &&Block| matches!(block.scope, Scope::Body | Scope::Abstract | Scope::Quote | Scope::Footnote);
        let (before, after) = paper.prose.blocks.split_at(caption as usize);
        let before = before.iter().rev().take(FARTHEST).filter(is_text).take(NEAR);
        let after = after.iter().take(FARTHEST).filter(is_text).take(NEAR);
        let near = before.chain(after);
        near.map(|block| paper.prose.block_tokens(block)).any(|tokens| {
            let is_plain = |(at, token): (usize, &Token)| words.contains(&token.word) && !is_numbered(paper, &tokens[at + 1..]);
            tokens.iter().enumerate().any(is_plain)
        })
    }
}

/// Whether a number or a label follows a word for a float, which then names that one.
fn is_numbered(paper: &Paper, after: &[Token]) -> bool {
    let next = after.iter().find(|token| paper.prose.word(token) != ".");
    next.is_some_and(|token| {
        token.kind == TokenKind::Object || paper.prose.word(token).chars().take(2).any(|c| c.is_ascii_digit())
    })
}
