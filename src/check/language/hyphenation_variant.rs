use crate::diagnostic::Finding;
use crate::paper::{Block, Paper, Prose, Provenance, Scope, lies_in};
use crate::rule::{Options, Values};
use crate::text::{Lexicon, StemId, Token, WordId};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words that mean something else with the hyphen than without.
const DIFFERENT: &[&str] = &[
    "coop", "recollect", "recover", "recovered", "recovering", "recovery", "recreate", "recreated", "recreation", "reform",
    "reformed", "relay", "release", "released", "remark", "represent", "represented", "presented", "reserve", "resign",
    "resigned", "resort", "resorted", "restrain", "retreat", "retreated", "unionised", "unionized", "multiply", "proverb",
    "coax", "prefix", "upset", "overall", "online", "offset", "inform", "intact", "undue", "forego", "become", "belong", "another",
    "intend", "into", "onto", "already", "altogether", "always", "anyone", "anyway", "beside", "besides", "cannot", "everyday",
    "everyone", "however", "maybe", "nobody", "sometime", "sometimes", "someone", "therefore", "together", "today", "whatever",
];

/// Words that begin or end a verb of two words, whose noun is closed or has a hyphen: "to set up", "a set-up".
const PARTICLES: &[&str] = &[
    "about", "along", "around", "away", "back", "by", "down", "in", "off", "on", "out", "over", "through", "to", "under", "up",
];

/// Words whose object an open pair may be, with the next clause after it: "in real time data are sent".
const PREPOSITIONS: &[&str] =
    &["in", "at", "of", "for", "with", "by", "from", "on", "to", "over", "under", "through", "between", "during", "without"];

/// So often does the second word of an open pair stand with the next one, and without the first, where these two belong
/// together: "a single cell type" is a single type of cells.
const HEADS: u32 = 2;

/// Shorter parts make words by chance.
const SHORTEST: usize = 3;

/// Words that are written closed, open and with a hyphen in one paper; one finding for each word.
///
/// A closed word and one with a hyphen are two spellings wherever they stand, and so are a closed word and an open pair. An
/// open pair differs from one with a hyphen only where both stand before the same word: "real-time data", "real time data".
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    // Who reads pages cannot tell a hyphen that parts a line from one of the word's own.
    if paper.provenance == Provenance::FromPages {
        return Vec::new();
    }
    let mut search = Search::new(&paper.prose);
    if search.families.is_empty() {
        return Vec::new();
    }
    for block in paper.prose.blocks.iter().filter(|block| block.scope.is_authors_own()) {
        search.read(paper, block);
    }
    search.leave_heads();
    search.families.iter().filter_map(|family| family.finding(&paper.prose)).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joining {
    Closed,
    Hyphen,
    Open,
}

/// One word and the places of its spellings.
#[derive(Default)]
struct Family {
    uses: Vec<Use>,
}

struct Use {
    joining: Joining,
    place: Range<u32>,
    /// The stem of the next word, where that is a word of meaning.
    next: Option<StemId>,
    /// Of an open pair before a word of meaning: its second word and that next one.
    head: Option<(StemId, StemId)>,
    /// Whether it surely stands before a noun: the next word is one elsewhere, and no preposition has it as its object.
    is_attribute: bool,
}

struct Search<'a> {
    prose: &'a Prose,
    families: Vec<Family>,
    /// By word: the family of a closed or hyphenated one, and which of the two it is.
    single: FxHashMap<WordId, (usize, Joining)>,
    /// The family of two words side by side.
    pairs: FxHashMap<(WordId, WordId), usize>,
    /// By word: whether it is in `single` or begins one of `pairs`.
    is_asked: Vec<bool>,
    /// By stem: whether a word of it stands right after an article or its like somewhere.
    is_noun: Vec<bool>,
}

impl<'a> Search<'a> {
    /// Learns from the distinct words of the paper which may be spelt in two ways.
    fn new(prose: &'a Prose) -> Search<'a> {
        let lexicon = &prose.lexicon;
        let mut search = Search {
            prose,
            families: Vec::new(),
            single: FxHashMap::default(),
            pairs: FxHashMap::default(),
            is_asked: vec![false; lexicon.len()],
            is_noun: nouns(prose),
        };
        let mut by_closed: FxHashMap<String, usize> = FxHashMap::default();
        for id in (0..lexicon.len()).map(|id| WordId(id as u32)) {
            let word = lexicon.word(id);
            if word.len() < 2 * SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
                continue;
            }
            let Some((first, second)) = word.split_once('-').filter(|(_, second)| !second.contains('-')) else { continue };
                    let closed = format!("{first}{second}");
                    let is_prefix = first == "e";
                    if is_different(&closed) || first.len() < 2 && !is_prefix || second.len() < SHORTEST {
                        continue;
                    }
                    let family = search.family(&mut by_closed, &closed);
                    search.add_single(id, family, Joining::Hyphen);
                    search.add_pair(first, second, family);
                    for closed in closed_forms(lexicon, &closed) {
                        search.add_single(closed, family, Joining::Closed);
                    }
        }
        search.add_open(&mut by_closed);
        // Plurals whose own parts the paper does not have.
        for id in (0..lexicon.len()).map(|id| WordId(id as u32)).filter(|_| !by_closed.is_empty()) {
            let singular = lexicon.word(id).strip_suffix('s');
            if let Some(family) = singular.and_then(|singular| by_closed.get(singular)) {
                search.single.entry(id).or_insert((*family, Joining::Closed));
                search.is_asked[id.0 as usize] = true;
            }
        }
        search
    }

    /// Two words side by side that stand elsewhere as one.
    fn add_open(&mut self, by_closed: &mut FxHashMap<String, usize>) {
        let prose = self.prose;
        let lexicon = &prose.lexicon;
        let mut closed = String::new();
        for (first, second) in prose.tokens.iter().zip(prose.tokens.iter().skip(1)) {
            if second.start != first.end + 1 || lexicon.is_stopword(first.word) || lexicon.is_stopword(second.word) {
                continue;
            }
            let (first, second) = (lexicon.word(first.word), lexicon.word(second.word));
            closed.clear();
            closed.push_str(first);
            closed.push_str(second);
            let is_word = || closed.bytes().all(|byte| byte.is_ascii_lowercase());
            for id in closed_forms(lexicon, &closed) {
                if !lexicon.is_stopword(id) && is_word() && is_pair(first, second) && !is_different(lexicon.word(id)) {
                    let family = self.family(by_closed, &closed);
                    self.add_single(id, family, Joining::Closed);
                    self.add_pair(first, second, family);
                }
            }
        }
    }

    /// The family of a closed form; a plural is of its singular's.
    fn family(&mut self, by_closed: &mut FxHashMap<String, usize>, closed: &str) -> usize {
        let key = closed.strip_suffix('s').unwrap_or(closed);
        if let Some(family) = by_closed.get(key) {
            return *family;
        }
        self.families.push(Family::default());
        by_closed.insert(key.to_owned(), self.families.len() - 1);
        self.families.len() - 1
    }

    fn add_single(&mut self, word: WordId, family: usize, joining: Joining) {
        self.single.insert(word, (family, joining));
        self.is_asked[word.0 as usize] = true;
    }

    fn add_pair(&mut self, first: &str, second: &str, family: usize) {
        let lexicon = &self.prose.lexicon;
        if let (Some(first_id), Some(second_id)) = (lexicon.find(first), lexicon.find(second))
            && is_pair(first, second)
            && !lexicon.is_stopword(first_id)
            && !lexicon.is_stopword(second_id)
        {
            self.pairs.insert((first_id, second_id), family);
            self.is_asked[first_id.0 as usize] = true;
        }
    }

    fn read(&mut self, paper: &Paper, block: &Block) {
        let prose = self.prose;
        let mut quotations = None;
        for sentence in prose.block_sentences(block) {
            let tokens = prose.sentence_tokens(sentence);
            for (index, token) in tokens.iter().enumerate() {
                if !self.is_asked[token.word.0 as usize] {
                    continue;
                }
                let second = tokens.get(index + 1).filter(|second| second.start == token.end + 1);
                let pair = second.and_then(|second| Some((*self.pairs.get(&(token.word, second.word))?, second)));
                let found = self.single.get(&token.word).map(|(family, joining)| (*family, *joining, token.end, 1));
                let found = found.or_else(|| pair.map(|(family, second)| (family, Joining::Open, second.end, 2)));
                let Some((family, joining, end, length)) = found else { continue };
                let place = token.start..end;
                let is_plain = is_small(prose, &place, index == 0 || block.scope == Scope::Heading)
                    && !prose.is_of_address(block, token)
                    && !prose.slice(block.start..token.start).ends_with(':')
                    && paper.slice(prose.span(place.clone())).len() == place.len()
                    && !lies_in(quotations.get_or_insert_with(|| prose.quotations(block)), token.start);
                if is_plain {
                    let next = tokens.get(index + length).filter(|next| next.is_word() && next.start == end + 1);
                    let next = next.filter(|next| !prose.lexicon.is_stopword(next.word));
                    let before = index.checked_sub(1).map_or("", |before| prose.lexicon.word(tokens[before].word));
                    let is_attribute = next.is_some_and(|next| self.is_noun[prose.lexicon.stem(next.word).0 as usize])
                        && !PREPOSITIONS.contains(&before);
                    let next = next.map(|next: &Token| prose.lexicon.stem(next.word));
                    let second = (length == 2).then(|| prose.lexicon.stem(tokens[index + 1].word));
                    self.families[family].uses.push(Use { joining, place, next, head: second.zip(next), is_attribute });
                }
            }
        }
    }

    /// Takes an open pair for no attribute where its second word and the next one are a compound of their own.
    fn leave_heads(&mut self) {
        let uses = || self.families.iter().flat_map(|family| &family.uses).filter(|it| it.is_attribute);
        let mut heads: FxHashMap<(StemId, StemId), u32> = uses().filter_map(|it| Some((it.head?, 0))).collect();
        if heads.is_empty() {
            return;
        }
        let lexicon = &self.prose.lexicon;
        let mut is_second = vec![false; lexicon.stem_count()];
        heads.keys().for_each(|(second, _)| is_second[second.0 as usize] = true);
        for sentence in &self.prose.sentences {
            let tokens = self.prose.sentence_tokens(sentence);
            for (index, pair) in tokens.windows(2).enumerate() {
                let head = (lexicon.stem(pair[0].word), lexicon.stem(pair[1].word));
                // Before it stands no word that it could belong to.
                let before = index.checked_sub(1).map(|before| &tokens[before]);
                if is_second[head.0.0 as usize]
                    && before.is_none_or(|before| !before.is_word() || lexicon.is_stopword(before.word))
                    && let Some(count) = heads.get_mut(&head)
                {
                    *count += 1;
                }
            }
        }
        for it in self.families.iter_mut().flat_map(|family| &mut family.uses) {
            it.is_attribute &= it.head.is_none_or(|head| heads.get(&head).is_none_or(|count| *count < HEADS));
        }
    }
}

impl Family {
    /// Two spellings of the word that stand for the same thing.
    fn finding(&self, prose: &Prose) -> Option<Finding> {
        let of = |joining: Joining| self.uses.iter().filter(move |it| it.joining == joining);
        let has_closed = of(Joining::Closed).next().is_some();
        // Without a closed form to measure it by, an open pair is another spelling only before the same word.
        let is_told = |it: &&Use| {
            let other = if it.joining == Joining::Open { Joining::Hyphen } else { Joining::Open };
            has_closed
                || it.joining == Joining::Closed
                || it.next.is_some_and(|next| of(other).any(|other| other.next == Some(next)))
                || it.is_attribute && of(other).any(|other| other.is_attribute)
        };
        // Where one hyphen is told, all are: the word is spelt so wherever it stands.
        let has_hyphen = of(Joining::Hyphen).any(|it| is_told(&it));
        let is_counted = |it: &&Use| is_told(it) || has_hyphen && it.joining == Joining::Hyphen;
        let told: Vec<&Use> = self.uses.iter().filter(is_counted).collect();
        let count = |joining: Joining| told.iter().filter(|it| it.joining == joining).count();
        let common = [Joining::Open, Joining::Hyphen, Joining::Closed].into_iter().max_by_key(|joining| count(*joining))?;
        let rare: Vec<&&Use> = told.iter().filter(|it| it.joining != common).collect();
        let (first, others) = rare.split_first()?;
        let usual = told.iter().find(|it| it.joining == common)?;
        let values = Values::new()
            .text("rare", prose.slice(first.place.clone()))
            .number("rare-count", rare.len())
            .text("common", prose.slice(usual.place.clone()))
            .number("common-count", count(common));
        let finding = Finding::new(prose.span(first.place.clone()), values);
        let named = |finding: Finding, it: &Use| {
            finding.context(prose.span(it.place.clone()), format!("“{}”", prose.slice(it.place.clone())))
        };
        let finding = others.iter().fold(finding, |finding, it| named(finding, it));
        Some(named(finding, usual))
    }
}

/// By stem: whether a word of it stands right after an article or its like somewhere.
fn nouns(prose: &Prose) -> Vec<bool> {
    const ARTICLES: &[&str] = &["the", "a", "an", "these", "those", "its", "their", "our"];
    let articles: Vec<WordId> = ARTICLES.iter().filter_map(|article| prose.lexicon.find(article)).collect();
    let mut nouns = vec![false; prose.lexicon.stem_count()];
    for pair in prose.tokens.windows(2).filter(|pair| articles.contains(&pair[0].word)) {
        nouns[prose.lexicon.stem(pair[1].word).0 as usize] = true;
    }
    nouns
}

/// Whether two words side by side may be a compound.
/// The words of the paper that are a closed form, or its singular or plural.
fn closed_forms(lexicon: &Lexicon, closed: &str) -> impl Iterator<Item = WordId> {
    let other = match closed.strip_suffix('s') {
        Some(singular) => lexicon.find(singular),
        None => lexicon.find(&format!("{closed}s")),
    };
    lexicon.find(closed).into_iter().chain(other)
}

fn is_different(word: &str) -> bool {
    DIFFERENT.contains(&word)
}

fn is_pair(first: &str, second: &str) -> bool {
    first.len() >= SHORTEST && second.len() >= SHORTEST && !PARTICLES.contains(&first) && !PARTICLES.contains(&second)
}

/// Whether the words are in small letters but for the first, where a sentence begins.
fn is_small(prose: &Prose, place: &Range<u32>, begins: bool) -> bool {
    let mut letters = prose.slice(place.clone()).bytes();
    let first = letters.next().unwrap_or(0);
    // In a heading every word may have a capital; inside a word none has.
    let mut before = first;
    let is_capital_inside = letters.any(|byte| {
        let follows_letter = before.is_ascii_alphabetic();
        before = byte;
        byte.is_ascii_uppercase() && (follows_letter || !begins)
    });
    (begins || first.is_ascii_lowercase()) && !is_capital_inside
}
