use super::{BlockKind, Paper, Role, Scope, SectionId};
use crate::source::Span;
use crate::text::align::group_equal;
use crate::text::{Token, TokenKind, WordId};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// A sentence of the author's own, with what counts when it is compared.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Index into [`Prose::sentences`](crate::paper::Prose).
    pub sentence: u32,
    pub block: u32,
    pub section: Option<SectionId>,
    pub in_abstract: bool,
    pub in_list: bool,
    /// Its part of [`Statements::words`].
    words: Range<u32>,
    /// How many of them stand for maths, code and other things that are no words.
    pub objects: u32,
    /// What tells its citations from other ones; none where it cites nothing.
    pub cited: Option<u64>,
}

/// The sentences of abstract and body that an author is answerable for, in reading order: no quotations, hypotheses,
/// theorems, declarations.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    pub list: Vec<Statement>,
    /// Indexes of those with the same words, in groups of two and more.
    pub equal: Vec<Vec<u32>>,
    words: Vec<u32>,
}

/// Ids from here on stand for an object by what is written there, so that `$x$` and `$y$` differ.
const OBJECT: u32 = 1 << 31;

impl Statements {
    pub(super) fn of(paper: &Paper) -> Statements {
        let prose = &paper.prose;
        let custom = Custom::of(paper);
        let mut citations: Vec<Range<u32>> = paper.citations.iter().map(|citation| citation.prose.clone()).collect();
        citations.sort_unstable_by_key(|range| (range.start, range.end));
        let mut citations = citations.into_iter().peekable();
        let mut statements = Statements::default();
        statements.list.reserve(prose.sentences.len());
        statements.words.reserve(prose.tokens.len());
        for (index, block) in prose.blocks.iter().enumerate() {
            let in_abstract = block.scope == Scope::Abstract;
            if !in_abstract && (block.scope != Scope::Body || !is_own(paper, block.section)) {
                continue;
            }
            let mut before: &[Token] = &[];
            let mut in_legend = false;
            for sentence in block.sentences.clone() {
                let tokens = prose.sentence_tokens(&prose.sentences[sentence as usize]);
                let last = std::mem::replace(&mut before, tokens);
                in_legend |= opens_panel(paper, tokens);
                // "H1. A pond that …": the label is a sentence of its own.
                let is_labelled = (2..=3).contains(&last.len()) && custom.restates(last);
                if is_labelled || in_legend || opens_reference(paper, last) {
                    continue;
                }
                if custom.sets(tokens) || custom.restates(tokens) || is_title(paper, tokens) {
                    continue;
                }
                let start = statements.words.len();
                let (mut objects, mut marks) = (0, 0);
                let mut cited = None;
                for token in tokens {
                    while citations.next_if(|range| range.end <= token.start).is_some() {}
                    if let Some(range) = citations.peek().filter(|range| range.start <= token.start) {
                        if range.start == token.start || cited.is_none() {
                            let written = paper.slice(prose.span(range.clone()));
                            cited = Some(hash_of(&(cited, written)));
                        }
                        continue;
                    }
                    match token.kind {
                        TokenKind::Word | TokenKind::Number => statements.words.push(token.word.0),
                        TokenKind::Object => {
                            objects += 1;
                            statements.words.push(object_id(paper, token));
                        }
                        TokenKind::Mark => marks += 1,
                    }
                }
                let length = statements.words.len() - start;
                // What is nearly all marks, or stops nowhere, is code, a formula or a line of a page's furniture.
                if marks * 5 > length * 2 || !stops(paper, tokens) {
                    statements.words.truncate(start);
                    continue;
                }
                statements.list.push(Statement {
                    sentence,
                    block: index as u32,
                    section: block.section,
                    in_abstract,
                    in_list: block.kind == BlockKind::ListItem,
                    words: start as u32..statements.words.len() as u32,
                    objects,
                    cited,
                });
            }
        }
        statements.equal = group_equal(statements.list.iter().map(|statement| statements.words(statement)));
        statements
    }

    /// The folded words, numbers and objects of a statement, without its citations.
    pub fn words(&self, statement: &Statement) -> &[u32] {
        &self.words[statement.words.start as usize..statement.words.end as usize]
    }

    /// Where the statements from `first` to `last` stand in the file.
    pub fn span(&self, paper: &Paper, first: u32, last: u32) -> Span {
        let sentence = |index: u32| &paper.prose.sentences[self.list[index as usize].sentence as usize];
        paper.prose.span(sentence(first).start..sentence(last).end)
    }

    /// Whether two statements stand in one section, or both in the abstract; sections may have the same title.
    pub fn share_place(&self, first: u32, second: u32) -> bool {
        let (first, second) = (&self.list[first as usize], &self.list[second as usize]);
        first.section == second.section && first.in_abstract == second.in_abstract
    }

    /// The name of the place for a message: `the abstract`, `“Results”`, `the opening`, `the text`.
    pub fn place(&self, paper: &Paper, index: u32) -> String {
        let statement = &self.list[index as usize];
        match statement.section {
            _ if statement.in_abstract => "the abstract".to_owned(),
            Some(section) if !paper.outline.get(section).title.is_empty() => {
                format!("“{}”", paper.outline.get(section).title)
            }
            None if !paper.outline.sections.is_empty() => "the opening".to_owned(),
            _ => "the text".to_owned(),
        }
    }
}

/// Whether an id of [`Statements::words`] stands for an object.
pub fn is_object(id: u32) -> bool {
    id >= OBJECT
}

fn object_id(paper: &Paper, token: &Token) -> u32 {
    let written = paper.slice(paper.prose.span(token.range()));
    // What a program fills in is another value in another place.
    let is_computed = written.starts_with("`r ") || written.starts_with("`{");
    OBJECT | (hash_of(&(written, is_computed.then_some(token.start))) >> 33) as u32
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Whether a sentence begins as the words on a part of a figure do, "(A) …", "(B, C) …", "(D–F) …": a converter may have
/// put a legend into the paragraph, and the rest of the paragraph is taken for it.
fn opens_panel(paper: &Paper, tokens: &[Token]) -> bool {
    let mut words = tokens.iter().map(|token| paper.prose.word(token));
    let is_letter = |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase();
    words.next() == Some("(")
        && words.next().is_some_and(is_letter)
        && words.take(12).find(|word| !is_letter(word) && !matches!(*word, "," | "–" | "-" | "—")) == Some(")")
}

/// Whether a sentence begins with the paper's title: so do "cite as" lines and the feet of pages.
fn is_title(paper: &Paper, tokens: &[Token]) -> bool {
    let (Some(title), [first, .., last]) = (&paper.title, tokens) else { return false };
    let text = paper.prose.slice(first.start..last.end);
    let Some((head, rest)) = text.split_at_checked(title.text.len()) else { return false };
    // A sentence may begin with the one word that is the title: "Ponds freeze from the edge."
    let is_whole = || title.text.split_whitespace().count() > 3 || !rest.contains(char::is_alphabetic);
    !title.text.is_empty() && head.eq_ignore_ascii_case(&title.text) && is_whole()
}

/// Whether a sentence is but names and a year in brackets, "Lee et al., (2018).": what follows is the title of a work.
fn opens_reference(paper: &Paper, tokens: &[Token]) -> bool {
    let [.., open, year, close, stop] = tokens else { return false };
    let is = |token: &Token, mark: &str| paper.prose.word(token) == mark;
    tokens.len() <= 12 && year.kind == TokenKind::Number && is(open, "(") && is(close, ")") && is(stop, ".")
}

/// Whether a sentence has an end: a stop, with what closes or is called out after it.
fn stops(paper: &Paper, tokens: &[Token]) -> bool {
    let is_stop = |token: &&Token| matches!(paper.prose.word(token), "." | "!" | "?" | "…" | "。" | "！" | "？");
    tokens.iter().rev().take(4).any(|token| is_stop(&token))
}

/// Declarations and acknowledgements are set phrases; legends gathered in a section are captions.
fn is_own(paper: &Paper, section: Option<SectionId>) -> bool {
    section.is_none_or(|section| {
        let is_custom = |role| matches!(role, Role::Declarations | Role::Acknowledgements | Role::References);
        let title = paper.outline.get(section).title.to_lowercase();
        !is_custom(paper.outline.role(section)) && !title.contains("legend") && !title.contains("caption")
    })
}

/// What opens a statement that is given again word for word on purpose.
const ENUNCIATIONS: &[&str] = &[
    "algorithm",
    "assumption",
    "axiom",
    "claim",
    "condition",
    "conjecture",
    "corollary",
    "definition",
    "example",
    "exercise",
    "hypothesis",
    "item",
    "lemma",
    "note",
    "objective",
    "premise",
    "principle",
    "proof",
    "property",
    "proposition",
    "question",
    "remark",
    "requirement",
    "scenario",
    "theorem",
];

/// What statements of consent, ethics and availability speak of, and every study has to in the same words.
const SET_PHRASES: &[&str] =
    &["consent", "copyright", "declaration", "ethical", "ethics", "helsinki", "irb", "license"];

/// What the words of a paper have to do with custom, which asks for some statements in the same words again.
struct Custom<'a> {
    paper: &'a Paper,
    /// By [`WordId`].
    words: Vec<CustomWord>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CustomWord {
    None,
    /// One of [`SET_PHRASES`].
    Set,
    /// One of [`ENUNCIATIONS`].
    Enunciation,
    /// `h1`, `rq2`: the label of a hypothesis or question.
    Label,
    /// What opens a list of notes.
    Key,
}

impl<'a> Custom<'a> {
    fn of(paper: &'a Paper) -> Self {
        let lexicon = &paper.prose.lexicon;
        let mut words: Vec<CustomWord> = (0..lexicon.len() as u32)
            .map(|id| if is_label(lexicon.word(WordId(id))) { CustomWord::Label } else { CustomWord::None })
            .collect();
        let kinds = [
            (SET_PHRASES, CustomWord::Set),
            (ENUNCIATIONS, CustomWord::Enunciation),
            (&["abbreviations", "keywords", "notes"], CustomWord::Key),
        ];
        for (list, kind) in kinds {
            list.iter().filter_map(|word| lexicon.find(word)).for_each(|id| words[id.0 as usize] = kind);
        }
        Custom { paper, words }
    }

    fn kind(&self, token: &Token) -> CustomWord {
        self.words[token.word.0 as usize]
    }

    /// Whether a sentence speaks of consent, ethics or availability.
    fn sets(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| self.kind(token) == CustomWord::Set)
    }

    /// Whether custom asks for the same words again: quotations, hypotheses, theorems.
    fn restates(&self, tokens: &[Token]) -> bool {
        let lexicon = &self.paper.prose.lexicon;
        let Some((first, rest)) = tokens.split_first() else { return true };
        let is_quoted = matches!(self.paper.prose.word(first), "“" | "\"" | "«" | "‘" | "„" | "'");
        if is_quoted || matches!(self.kind(first), CustomWord::Key | CustomWord::Label) {
            return true;
        }
        let is_numbered = |token: &Token| {
            token.kind == TokenKind::Number
                || self.kind(token) == CustomWord::Label
                || matches!(lexicon.word(token.word), ":" | ".")
        };
        let opens = |token: &Token| matches!(self.kind(token), CustomWord::Label | CustomWord::Enunciation);
        // "Let M be a moss of the first kind" is how mathematics begins.
        let supposes =
            || lexicon.word(first.word) == "let" && rest.iter().take(6).any(|token| lexicon.word(token.word) == "be");
        tokens.iter().take(3).any(opens) && rest.iter().take(4).any(is_numbered) || supposes()
    }
}

fn is_label(word: &str) -> bool {
    word.starts_with(['h', 'p', 'q', 'r'])
        && word.trim_start_matches(['h', 'p', 'q', 'r', 's']).starts_with(|char: char| char.is_ascii_digit())
}
