use super::is_back_matter;
use super::known::{is_known, is_state};
use crate::paper::{Block, Citation, Paper, Prose, Scope};
use crate::source::Span;
use crate::syntax::Kind;
use crate::text::{Token, TokenKind, WordId};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longer words in capitals are shouted, or names.
pub const LONGEST: usize = 5;

/// A shorter part beside an acronym makes a name of it: `CITE-seq`, `NF-kB`; a longer one is a word: `DNA-based`.
const SHORTEST_PARTNER: usize = 4;

/// So many acronyms that stand in lists of others are no acronyms.
const MANY_SYMBOLS: usize = 12;

/// The places of one acronym in the running text, in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Uses {
    /// Bytes of the prose text, without a plural's `s`.
    pub places: Vec<Range<u32>>,
    /// Whether any of them shows that it is a name: a link on it, a citation right after it, or the word for what it names
    /// beside it.
    pub is_name: bool,
}

/// The acronyms that the running text uses and that are not known to all readers.
pub fn read(paper: &Paper) -> BTreeMap<String, Uses> {
    let prose = &paper.prose;
    let spoken = spoken(prose);
    let initials = initials(paper);
    let links = marked(paper, |kind| matches!(kind, Kind::Link { .. } | Kind::Emphasis));
    let mut found: BTreeMap<String, Uses> = BTreeMap::new();
    let mut symbols: FxHashSet<&str> = FxHashSet::default();
    let mut names: FxHashSet<&str> = FxHashSet::default();
    let running = prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Abstract | Scope::Body));
    for block in running.filter(|block| !is_back_matter(&paper.outline, block)) {
        for sentence in prose.block_sentences(block) {
            let tokens = prose.sentence_tokens(sentence);
            let has_any = || tokens.iter().any(|token| token.is_word() && acronym(prose.word(token)).is_some());
            if !has_any() || is_shouted(prose, tokens) {
                continue;
            }
            for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
                let Some(acronym) = acronym(prose.word(token)) else { continue };
                let is_excused = is_known(acronym)
                    || prose.lexicon.is_stopword(token.word)
                    || initials.contains(acronym)
                    || spoken.contains(&acronym.to_ascii_lowercase())
                    || !stands_free(prose, block, token)
                    || follows_number_or_town(prose, tokens, index, acronym)
                    || is_maker(prose, tokens, index);
                if is_excused {
                    continue;
                }
                if is_of_name(prose, tokens, index) || names_software(prose, tokens, index) {
                    names.insert(acronym);
                    continue;
                }
                if is_among_codes(prose, tokens, index) {
                    symbols.insert(acronym);
                    continue;
                }
                let at = token.start + prose.word(token).find(acronym).unwrap_or(0) as u32;
                let place = at..at + acronym.len() as u32;
                if is_formula(paper, place.clone()) {
                    continue;
                }
                let uses = found.entry(acronym.to_owned()).or_default();
                uses.is_name |= is_cited(&paper.citations, token.end)
                    || names_thing(prose, tokens, index)
                    || is_inside(&links, prose.span(place.clone()));
                uses.places.push(place);
            }
        }
    }
    // A paper that lists so many speaks of genes or the like, by their symbols.
    if symbols.len() >= MANY_SYMBOLS {
        found.clear();
    }
    // "the WREN library" once: WREN is a name elsewhere too.
    for name in names {
        if let Some(uses) = found.get_mut(name) {
            uses.is_name = true;
        }
    }
    found
}

/// The acronym that a word is or is made with: `BRI`, `GPUs`, `DNA-based`, `anti-HIV`.
/// None of a word with digits, with a letter that stands alone, or of two of them, which is a name: `COVID-19`, `TP53`,
/// `T-DNA`, `RT-PCR`.
pub fn acronym(word: &str) -> Option<&str> {
    // Nearly all words have no capital but their first letter.
    if !word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    if !word.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase)) {
        return None;
    }
    if word.bytes().any(|byte| byte.is_ascii_digit() || byte == b'_') {
        return None;
    }
    let parts = || word.split(['-', '\'', '’', '\u{2010}', '\u{2011}']);
    let is_word = |part: &str| {
        let is_lower = part.bytes().all(|byte| byte.is_ascii_lowercase());
        is_lower && (part.len() >= SHORTEST_PARTNER || matches!(part, "non" | "pre" | "sub" | "co" | "per" | "s"))
    };
    let is_acronym = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b's');
    let is_letter = |part: &str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if !parts().all(|part| is_word(part) || is_acronym(part) && !is_letter(part)) {
        return None;
    }
    let mut acronyms = parts().filter_map(|part| {
        let bare = part.strip_suffix('s').unwrap_or(part);
        let fits = (2..=LONGEST).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_uppercase());
        fits.then_some(bare)
    });
    let first = acronyms.next();
    first.filter(|_| acronyms.next().is_none())
}

/// The words that the text also has in lower case: in capitals they are shouted, not shortened.
fn spoken(prose: &Prose) -> FxHashSet<String> {
    let mut is_spoken = vec![false; prose.lexicon.len()];
    for token in prose.tokens.iter().filter(|token| token.is_word() && token.end - token.start <= LONGEST as u32) {
        is_spoken[token.word.0 as usize] |= prose.word(token).bytes().all(|byte| byte.is_ascii_lowercase());
    }
    let spoken = is_spoken.iter().enumerate().filter(|(_, is_spoken)| **is_spoken);
    spoken.map(|(word, _)| prose.lexicon.word(WordId(word as u32)).to_owned()).collect()
}

/// The initials of the authors, as statements of contributions name them.
fn initials(paper: &Paper) -> FxHashSet<String> {
    paper
        .authors
        .iter()
        .flat_map(|author| {
            let letters = |parts: &mut dyn Iterator<Item = &str>| -> String {
                parts.filter_map(|part| part.chars().next()).filter(|char| char.is_uppercase()).collect()
            };
            let all = letters(&mut author.name.split([' ', '.', '-']).filter(|part| !part.is_empty()));
            let mut ends: String = all.chars().take(1).collect();
            ends.extend(all.chars().last());
            [all, ends]
        })
        .collect()
}

/// Whether most words of a sentence are in capitals.
fn is_shouted(prose: &Prose, tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.is_word());
    let (all, capitals) = words.fold((0, 0), |(all, capitals), token| {
        let is_capitals = !prose.word(token).bytes().any(|byte| byte.is_ascii_lowercase());
        (all + 1, capitals + usize::from(is_capitals))
    });
    capitals * 2 > all
}

/// Whether a word is no part of an address, a path, a file's name or a formula, and not in quotation marks.
fn stands_free(prose: &Prose, block: &Block, token: &Token) -> bool {
    let before = prose.slice(block.start..token.start).chars().next_back();
    let mut after = prose.slice(token.end..block.end).chars();
    let (next, then) = (after.next(), after.next());
    let is_joined =
        matches!(before, Some('/' | '\\' | '.' | '_' | '@' | '=' | '#' | '$' | '&' | ')' | '“' | '"' | '‘' | '\''))
            || matches!(next, Some('\\' | '_' | '@' | '=' | '(' | '&' | '$' | '”' | '"'))
            || matches!(next, Some('.' | ':' | '/')) && then.is_some_and(char::is_alphanumeric);
    // What is set equal to something is a quantity or a variable.
    let is_equated = prose.slice(block.start..token.start).trim_end().ends_with('=')
        || prose.slice(token.end..block.end).trim_start().starts_with('=');
    !is_joined && !is_equated && next != Some('\u{fffc}') && before != Some('\u{fffc}')
}

/// Whether letters set high or low stand in it or beside it: a quantity.
fn is_formula(paper: &Paper, place: Range<u32>) -> bool {
    let span = paper.prose.span(place.clone());
    let text = &paper.source(span).text;
    let is_mark = |char: Option<char>| matches!(char, Some('~' | '^' | '<' | '>' | '\\' | '{' | '}' | '$'));
    let before = text.get(..span.start as usize).and_then(|text| text.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|text| text.chars().next());
    span.len() != place.len() || is_mark(before) || is_mark(after)
}

/// Whether a capitalised word goes on with a name: "GE Healthcare".
fn is_of_name(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    tokens.get(index + 1).filter(|token| token.is_word()).is_some_and(|token| {
        let word = prose.word(token);
        word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_lowercase)
    })
}

/// "the QT library", "the QT graphical library": the name of a product.
fn names_software(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    const KINDS: &[&str] = &["library", "libraries", "package", "packages", "software", "toolbox", "toolkit"];
    let next = tokens.iter().skip(index + 1).take(2).take_while(|token| token.is_word());
    next.map(|token| prose.lexicon.word(token.word)).any(|word| KINDS.contains(&word))
}

/// "the WREN simulator", "projects such as LARK": the letters are the name of one thing, whatever they once stood for.
fn names_thing(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    const THINGS: &[&str] = &[
        "blog",
        "collaboration",
        "compiler",
        "consortium",
        "detector",
        "experiment",
        "language",
        "machine",
        "mission",
        "observatory",
        "project",
        "rule",
        "satellite",
        "simulator",
        "spacecraft",
        "survey",
        "telescope",
    ];
    const KINDS: &[&str] =
        &["experiments", "frameworks", "languages", "libraries", "packages", "programs", "projects", "tools"];
    let is = |at: Option<usize>, words: &[&str]| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| words.contains(&prose.lexicon.word(token.word)))
    };
    let back = |count: usize| index.checked_sub(count);
    // "an ICE experiment" is one of a kind, "the ICE experiment" bears the name.
    let bears_name = is(back(1), &["the"]) && is(Some(index + 1), THINGS);
    let exemplifies = is(back(1), &["as"])
        && is(back(2), &["such"])
        && (is(back(3), KINDS) || is(back(3), &[","]) && is(back(4), KINDS));
    bears_name || exemplifies
}

/// "5 MB", "Boston, MA", "Type AB 4": a unit, a state, a code.
fn follows_number_or_town(prose: &Prose, tokens: &[Token], index: usize, acronym: &str) -> bool {
    let before = |back: usize| index.checked_sub(back).and_then(|at| tokens.get(at));
    let after_number = before(1).is_some_and(|token| token.kind == TokenKind::Number);
    let before_number = tokens.get(index + 1).is_some_and(|token| token.kind == TokenKind::Number);
    let in_town = is_state(acronym)
        && before(1).is_some_and(|token| prose.word(token) == ",")
        && before(2).is_some_and(|token| prose.word(token).starts_with(char::is_uppercase));
    after_number || before_number || in_town
}

/// "(TCB cellworks)": the maker of what the text names before the brackets.
fn is_maker(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    let is = |token: &Token, mark: &str| prose.word(token) == mark;
    let opens = index.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| is(token, "("));
    let rest = tokens[index + 1..].iter().take(3);
    opens && rest.take_while(|token| token.is_word() || is(token, ")")).any(|token| is(token, ")"))
}

/// Whether a comma, "and" or "or" is all that stands between the acronym and another word of capitals or of capitals
/// and digits: "KRT5, DST, LAMB3" and "293T, BSR and BHK-21" list the symbols of genes, cells or machines, which nobody
/// writes out.
fn is_among_codes(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    let is_joint = |token: &&Token| matches!(prose.word(token), "," | "and" | "or" | "&" | ";");
    let is_code = |token: &Token| {
        let count = |is: fn(&u8) -> bool| prose.word(token).as_bytes().iter().filter(|&byte| is(byte)).count();
        let (capitals, digits) = (count(u8::is_ascii_uppercase), count(u8::is_ascii_digit));
        token.is_word() && (capitals >= 2 || capitals == 1 && digits >= 1)
    };
    let before = tokens[..index].iter().rev();
    let after = tokens[index + 1..].iter();
    let joints_before = before.clone().take_while(is_joint).count();
    let joints_after = after.clone().take_while(is_joint).count();
    let joined = |joints: usize, code: Option<&Token>| (1..=2).contains(&joints) && code.is_some_and(is_code);
    joined(joints_before, before.clone().nth(joints_before)) || joined(joints_after, after.clone().nth(joints_after))
}

/// Whether a citation begins right after `end`: what is cited so is a program or a body of data.
fn is_cited(citations: &[Citation], end: u32) -> bool {
    let next = citations.partition_point(|citation| citation.prose.start < end);
    citations.get(next).is_some_and(|citation| citation.prose.start <= end + 2)
}

/// The spans of the nodes of some kinds, sorted.
fn marked(paper: &Paper, is_kind: impl Fn(&Kind) -> bool) -> Vec<Span> {
    let nodes = paper.tree.nodes.iter().filter(|node| is_kind(&node.kind));
    nodes.map(|node| Span::new(paper.root().id, node.range())).collect()
}

fn is_inside(spans: &[Span], place: Span) -> bool {
    let next = spans.partition_point(|span| span.start <= place.start);
    next.checked_sub(1).and_then(|at| spans.get(at)).is_some_and(|span| span.contains(place))
}
