use crate::paper::acronym::{LONGEST, acronym, is_introduced};
use crate::paper::{Block, Paper, Prose, Scope};
use crate::text::{StemId, Token};
use rustc_hash::FxHashSet;

/// How many tokens may stand between an acronym of two or three letters and the words that it stands for: the initials
/// of so few words meet by chance too.
const NEAR: usize = 6;

/// The acronyms of `wanted` that the paper writes out or explains anywhere.
pub fn explained(paper: &Paper, wanted: &FxHashSet<&str>) -> FxHashSet<String> {
    let mut search = Search::new(&paper.prose, wanted);
    let blocks = || paper.prose.blocks.iter().filter(|block| is_read(block.scope));
    search.read_citations(paper);
    let mut running = Vec::new();
    for block in blocks() {
        if paper.is_glossary(block) {
            search.take_all(block);
        } else {
            let places = search.read_introductions(block);
            running.push((block, places));
        }
    }
    search.read_citations(paper);
    // Most acronyms are introduced in brackets: initials are only spelt out for the rest.
    if wanted.iter().any(|acronym| !search.found.contains(*acronym)) {
        for (block, places) in running {
            search.read_initials(block, &places);
        }
    }
    search.found
}

fn is_read(scope: Scope) -> bool {
    !matches!(scope, Scope::Code | Scope::Math | Scope::References | Scope::Furniture)
}

struct Search<'a> {
    prose: &'a Prose,
    wanted: &'a FxHashSet<&'a str>,
    /// By first letter of all that is wanted, the set of their second letters as bits: most initials in a row are told
    /// apart by these.
    beginnings: [u32; 26],
    found: FxHashSet<String>,
    /// Two words that spell an acronym and stand nowhere near it: when they come again, they are what it stands for.
    /// Three words of meaning are it at once.
    spelt: FxHashSet<Vec<StemId>>,
}

/// The first letter of a word or of a part that a hyphen begins.
#[derive(Clone, Copy)]
struct Initial {
    letter: u8,
    token: usize,
    is_capital: bool,
    is_of_grammar: bool,
}

impl<'a> Search<'a> {
    fn new(prose: &'a Prose, wanted: &'a FxHashSet<&'a str>) -> Search<'a> {
        let mut beginnings = [0; 26];
        for [first, second] in wanted.iter().filter_map(|word| word.as_bytes().first_chunk::<2>()) {
            if first.is_ascii_uppercase() && second.is_ascii_uppercase() {
                beginnings[usize::from(first - b'A')] |= 1 << (second - b'A');
            }
        }
        Search { prose, wanted, beginnings, found: FxHashSet::default(), spelt: FxHashSet::default() }
    }

    fn take_all(&mut self, block: &Block) {
        for token in self.prose.block_tokens(block) {
            if let Some(acronym) = acronym(self.prose.word(token)) {
                self.found.insert(acronym.to_owned());
            }
        }
    }

    /// "highest density region [HDR, @wu2019]": what stands before a key in its brackets is no prose.
    fn read_citations(&mut self, paper: &Paper) {
        for citation in &paper.citations {
            let written = paper.slice(citation.span);
            let before = written.split('@').next().unwrap_or_default();
            let words = before.split(|char: char| !char.is_alphanumeric()).filter(|word| self.wanted.contains(word));
            self.found.extend(words.map(str::to_owned));
        }
    }

    /// Takes the acronyms that the words beside them explain; gives the places of all that are wanted.
    fn read_introductions(&mut self, block: &Block) -> Vec<(usize, &'a str)> {
        let prose = self.prose;
        let tokens = prose.block_tokens(block);
        let mut places = Vec::new();
        for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
            let Some(acronym) = acronym(prose.word(token)).filter(|acronym| self.wanted.contains(acronym)) else {
                continue;
            };
            if is_introduced(prose, tokens, index, acronym) {
                self.found.insert(acronym.to_owned());
            }
            places.push((index, acronym));
        }
        places
    }

    /// Takes the acronyms that the initials of words in a row spell.
    fn read_initials(&mut self, block: &Block, places: &[(usize, &str)]) {
        let tokens = self.prose.block_tokens(block);
        let mut part = Vec::new();
        for initial in self.initials(tokens).into_iter().chain([None]) {
            match initial {
                Some(initial) => part.push(initial),
                None => {
                    for start in 0..part.len() {
                        self.match_initials(tokens, &part, start, Grammar::Counts, places);
                        self.match_initials(tokens, &part, start, Grammar::IsPassed, places);
                    }
                    part.clear();
                }
            }
        }
    }

    /// The initials of a block's words; `None` where a mark ends a phrase.
    fn initials(&self, tokens: &[Token]) -> Vec<Option<Initial>> {
        let mut initials = Vec::with_capacity(tokens.len());
        for (index, token) in tokens.iter().enumerate() {
            let text = self.prose.word(token);
            if !token.is_word() {
                if !matches!(text, "&" | "/" | "-" | "–" | "’" | "'" | "," | "“" | "”" | "\"" | "*") {
                    initials.push(None);
                }
                continue;
            }
            let is_of_grammar = self.prose.lexicon.is_stopword(token.word);
            let is_joined = text.bytes().any(|byte| byte == b'-' || byte >= 0x80);
            let parts = text.split(|char| is_joined && matches!(char, '-' | '\u{2010}' | '\u{2011}'));
            for part in parts.take(if is_joined { usize::MAX } else { 1 }) {
                let Some(first) = part.bytes().next().filter(u8::is_ascii_alphabetic) else { continue };
                initials.push(Some(Initial {
                    letter: first.to_ascii_uppercase(),
                    token: index,
                    is_capital: first.is_ascii_uppercase(),
                    is_of_grammar,
                }));
            }
        }
        initials
    }

    /// Finds what the initials from `start` on spell.
    fn match_initials(
        &mut self,
        tokens: &[Token],
        part: &[Initial],
        start: usize,
        grammar: Grammar,
        places: &[(usize, &str)],
    ) {
        let counts = |it: &Initial| grammar == Grammar::Counts || !it.is_of_grammar;
        let mut counted = part[start..].iter().filter(|it| counts(it)).take(LONGEST);
        let Some(first) = counted.next() else { return };
        let seconds = self.beginnings[usize::from(first.letter - b'A')];
        if seconds == 0 {
            return;
        }
        let mut letters = [first.letter; LONGEST];
        let mut length = 1;
        let mut all_capital = first.is_capital || first.is_of_grammar;
        for initial in counted {
            letters[length] = initial.letter;
            length += 1;
            all_capital &= initial.is_capital || initial.is_of_grammar;
            if length == 2 && seconds & 1 << (initial.letter - b'A') == 0 {
                return;
            }
            let Ok(spelt) = std::str::from_utf8(&letters[..length]) else { return };
            if !self.wanted.contains(spelt) {
                continue;
            }
            let is_sure = spelt.len() > 3 || all_capital || {
                let first = part.get(start).map_or(0, |it| it.token);
                let reach = first.saturating_sub(NEAR)..initial.token + NEAR + 1;
                let nearest = places.partition_point(|(at, _)| *at < reach.start);
                places.iter().skip(nearest).take(4 * NEAR).any(|(at, acronym)| reach.contains(at) && *acronym == spelt)
            };
            let mut comes_again = || {
                let words = part[start..].iter().take(length);
                let stem = |it: &Initial| self.prose.lexicon.stem(tokens[it.token].word);
                grammar == Grammar::Counts
                    && words.clone().all(|it| !it.is_of_grammar)
                    && (length >= 3 || !self.spelt.insert(words.map(stem).collect()))
            };
            if is_sure || comes_again() {
                self.found.insert(spelt.to_owned());
            }
        }
    }
}

/// Whether words of grammar give a letter: "out of vocabulary" is OOV, "quality of service" may be QS.
#[derive(Clone, Copy, PartialEq)]
enum Grammar {
    Counts,
    IsPassed,
}
