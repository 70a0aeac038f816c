use crate::diagnostic::Finding;
use crate::paper::{Block, Paper, Phrase, Prose, Role, Scope};
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::text::{Lexicon, StemId, Token, TokenKind, WordId, fold};
use rustc_hash::FxHashSet;

/// Letters that two words of one family share: "diplomacy", "diplomatic".
const FAMILY: usize = 5;

/// Words of fewer letters carry no theme of their own.
const SHORTEST: usize = 4;

/// The longest item of a list of themes, in words.
const LONGEST_ITEM: usize = 3;

/// The fewest items that make a list of themes.
const FEWEST_ITEMS: usize = 3;

/// So many themes of one list must be missing: one may be there in other words.
const FEWEST_MISSING: usize = 2;

/// Keywords that occur nowhere in the text, and themes that the conclusion lists and no section treats.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    if paper.outline.sections.iter().filter(|section| section.role.is_argument() && section.words > 0).count() < 3 {
        return findings;
    }
    if paper.body_words() < options.number("min-words") {
        return findings;
    }
    if options.flag("keywords") {
        let whole = Treated::new(paper, |_| true);
        let missing: Vec<&Phrase> = paper.keywords.iter().filter(|keyword| whole.lacks(&keyword.text, paper)).collect();
        if let Some((first, others)) = missing.split_first() {
            let values = Values::new().list("themes", missing.iter().map(|keyword| format!("“{}”", keyword.text)));
            let finding = Finding::new(first.span, values.number("count", missing.len())).variant("keywords");
            findings.push(others.iter().fold(finding, |finding, other| finding.context(other.span, "nor this one")));
        }
    }
    // A "Summary" before the end is none.
    let last = paper.outline.top().map(|(_, section)| section).filter(|section| section.role.is_argument()).last();
    let Some(conclusion) = last.filter(|section| section.role == Role::Conclusion) else { return findings };
    let prose = &paper.prose;
    let sentences = prose
        .scoped(Scope::Body)
        .filter(|block| conclusion.span.contains(block.span))
        .flat_map(|block| prose.block_sentences(block));
    let lists: Vec<Vec<&[Token]>> = sentences
        .map(|sentence| items(prose, prose.sentence_tokens(sentence)))
        .filter(|items| items.len() >= FEWEST_MISSING)
        .collect();
    // What the sections treat is only gathered where there is something to compare with it.
    if !lists.is_empty() {
        let treated = Treated::new(paper, |role| role != Role::Conclusion);
        findings.extend(lists.iter().filter_map(|items| unkept_list(paper, items, &treated)));
    }
    findings
}

fn role(paper: &Paper, block: &Block) -> Role {
    block.section.map_or(Role::Other, |id| paper.outline.role(id))
}

fn unkept_list(paper: &Paper, items: &[&[Token]], treated: &Treated) -> Option<Finding> {
    let prose = &paper.prose;
    let missing: Vec<&[Token]> = items.iter().copied().filter(|item| treated.lacks_all(prose, item)).collect();
    let (first, last) = (missing.first()?.first()?, missing.last()?.last()?);
    if missing.len() < FEWEST_MISSING {
        return None;
    }
    let words = |item: &&[Token]| Some(prose.slice(item.first()?.start..item.last()?.end).to_owned());
    let values = Values::new().list("themes", missing.iter().filter_map(words).map(|theme| format!("“{theme}”")));
    let place: Span = prose.span(first.start..last.end);
    Some(Finding::new(place, values.number("count", missing.len())))
}

/// The items of a list in a sentence that have a comma, or "and", on both sides.
fn items<'p>(prose: &'p Prose, tokens: &'p [Token]) -> Vec<&'p [Token]> {
    let is_comma = |token: &Token| token.kind == TokenKind::Mark && prose.word(token) == ",";
    let is_joint = |token: &Token| matches!(prose.lexicon.word(token.word), "and" | "or") && token.is_word();
    let mut parts: Vec<&[Token]> = tokens.split(is_comma).collect();
    // Before the first comma the sentence leads up to the list.
    if parts.is_empty() {
        return Vec::new();
    }
    parts.remove(0);
    let mut items = Vec::new();
    for part in parts {
        let is_last = part.first().is_some_and(is_joint);
        let item = if is_last { &part[1..] } else { part };
        let is_content = |token: &&Token| token.is_word() && !prose.lexicon.is_stopword(token.word);
        let words = item.iter().take_while(is_content).count();
        // After the last item the sentence may go on: "and health in the parish".
        let is_ended = item.get(words).is_none_or(|token| token.kind == TokenKind::Mark || is_last && token.is_word());
        let is_item = (1..=LONGEST_ITEM).contains(&words) && is_ended;
        match is_item {
            true => items.push(&item[..words]),
            false if items.len() < FEWEST_ITEMS => items.clear(),
            false => break,
        }
        if is_last {
            return if items.len() >= FEWEST_ITEMS { items } else { Vec::new() };
        }
    }
    Vec::new()
}

/// The words that some sections of a paper use.
struct Treated<'p> {
    stems: FxHashSet<StemId>,
    families: FxHashSet<&'p str>,
}

impl<'p> Treated<'p> {
    fn new(paper: &'p Paper, is_read: impl Fn(Role) -> bool) -> Treated<'p> {
        let prose = &paper.prose;
        let lexicon = &prose.lexicon;
        let mut met = vec![false; lexicon.len()];
        let mut treated = Treated { stems: FxHashSet::default(), families: FxHashSet::default() };
        let is_text = |scope| {
            !matches!(scope, Scope::Title | Scope::Front | Scope::Abstract | Scope::References | Scope::Furniture)
        };
        let blocks = prose.blocks.iter().filter(|block| is_text(block.scope) && is_read(role(paper, block)));
        for token in blocks.flat_map(|block| prose.block_tokens(block)).filter(|token| token.is_word()) {
            let Some(is_met) = met.get_mut(token.word.0 as usize) else { continue };
            if !std::mem::replace(is_met, true) {
                treated.stems.insert(lexicon.stem(token.word));
                treated.families.extend(lexicon.word(token.word).split('-').map(family));
            }
        }
        treated
    }

    /// Whether no word of the phrase is used, nor its acronym, nor, if it is one, words that it stands for.
    fn lacks(&self, phrase: &str, paper: &Paper) -> bool {
        let folded = fold(phrase);
        let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let themes = || words().filter(|word| is_theme(word));
        if themes().next().is_none() || words().any(|word| word.contains(|c: char| c.is_ascii_digit())) {
            return false;
        }
        let lexicon = &paper.prose.lexicon;
        let is_used = |word: &str| {
            lexicon.find(word).is_some_and(|id| self.uses(lexicon, id)) || self.families.contains(family(word))
        };
        let acronym: String = words().filter_map(|word| word.chars().next()).collect();
        let has_acronym = acronym.chars().count() > 1 && lexicon.find(&acronym).is_some_and(|id| self.uses(lexicon, id));
        let is_acronym = phrase.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let is_spelt_out = || is_acronym && initials(paper).contains(&*folded);
        !themes().any(is_used) && !has_acronym && !is_spelt_out()
    }

    /// Whether none of the tokens is used.
    fn lacks_all(&self, prose: &Prose, item: &[Token]) -> bool {
        let parts = || item.iter().flat_map(|token| prose.lexicon.word(token.word).split('-'));
        let is_name = item.iter().any(|token| prose.word(token).starts_with(char::is_uppercase));
        let has_theme = parts().any(|part| is_theme(part) && part.chars().count() > FAMILY);
        let is_used = item.iter().any(|token| self.uses(&prose.lexicon, token.word))
            || parts().any(|part| is_theme(part) && self.families.contains(family(part)));
        has_theme && !is_name && !is_used
    }

    fn uses(&self, lexicon: &Lexicon, word: WordId) -> bool {
        self.stems.contains(&lexicon.stem(word))
    }
}

/// The first letters of the words of the text, in order.
fn initials(paper: &Paper) -> String {
    let prose = &paper.prose;
    let words = prose.blocks.iter().flat_map(|block| prose.block_tokens(block)).filter(|token| token.is_word());
    words.flat_map(|token| prose.lexicon.word(token.word).split('-')).filter_map(|part| part.chars().next()).collect()
}

fn is_theme(word: &str) -> bool {
    word.chars().count() >= SHORTEST && !crate::text::is_stop_word(word) && word.chars().all(char::is_alphabetic)
}

/// The beginning that the words of one family share.
fn family(word: &str) -> &str {
    let end = word.char_indices().nth(FAMILY).map_or(word.len(), |(at, _)| at);
    let beginning = &word[..end];
    if end == word.len() { beginning.strip_suffix('s').unwrap_or(beginning) } else { beginning }
}
