use super::Place;
use super::group::Group;
use super::index::Index;
use super::names::{self, Names, Unit};
use crate::paper::{BlockId, Prose, Scope, Year};
use crate::text::{Token, TokenKind, WordId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Names and years in the text that may be a citation.
#[derive(Debug, Clone)]
pub struct Mention {
    pub block: BlockId,
    /// Where the block begins in the prose text: the ranges of `units` count from there.
    pub base: u32,
    /// The bracket that holds it; of several in one bracket all have the same. A narrative: from the first name to the
    /// closing bracket.
    pub prose: Range<u32>,
    pub narrative: bool,
    pub units: Vec<Unit>,
    pub et_al: bool,
    pub year: Year,
    /// The words that name it, in the prose text: from the first name, or a further year alone.
    pub item: Range<u32>,
    pub reference: Option<usize>,
    /// Whether a number of its sentence says which reference it is.
    pub tied: bool,
}

impl Mention {
    /// Moves its start to `start`, where words before that proved to be no names.
    pub fn begin_at(&mut self, start: u32) {
        if self.narrative {
            self.prose.start = start.min(self.prose.end);
        }
        self.item.start = self.item.start.max(start).min(self.item.end);
    }

    pub fn names(&self) -> Vec<String> {
        self.units.iter().map(|unit| unit.name.clone()).collect()
    }
}

/// A year as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Dated {
    year: Year,
    range: Range<usize>,
}

/// Reads the citations by author and year in a bracket pair, and the narrative one that it ends.
pub fn read(place: Place, group: &Group, mentions: &mut Vec<Mention>) {
    let inner = group.inner();
    let Some(content) = place.text.get(inner.clone()) else { return };
    if !may_hold_year(content) {
        return;
    }
    let years = years(content);
    let Some(first) = years.first() else { return };
    let lead = content[..first.range.start].trim();
    let lead_is_empty = matches!(lead, "" | "e.g.," | "see" | "in" | "cf.") || lead.starts_with("cited in");
    let at = |local: usize| place.start + local as u32;
    let outer = at(group.outer.start)..at(group.outer.end);
    let mut current: Option<(Names, bool)> = None;
    if lead_is_empty && (lead.is_empty() || !group.square) {
        let Some(names) = names::before(place.text, 0, group.outer.start) else { return };
        current = Some((names, true));
    }
    let mut floor = inner.start;
    for dated in &years {
        let start = inner.start + dated.range.start;
        let end = inner.start + dated.range.end;
        let since = place.text[floor..start].rfind(';').map_or(floor, |at| floor + at + 1);
        let fresh = names::before(place.text, since, start).filter(|names| is_near(place.text, names, start));
        let continues = fresh.is_none()
            && place.text[floor..start]
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, ',' | '&' | '/' | ';' | '[' | ']') || is_and_letter(c));
        if let Some(names) = fresh {
            current = Some((names, false));
        } else if !continues && floor != inner.start {
            // Words without a name before a year: a date, a count.
            floor = end;
            current = None;
            continue;
        }
        let Some((names, narrative)) = &current else {
            floor = end;
            continue;
        };
        let own = place.text[floor..start].contains(&place.text[names.range.clone()]) && !narrative;
        let item = if own && floor <= names.range.start { at(names.range.start)..at(end) } else { at(start)..at(end) };
        let item = if *narrative && floor == inner.start { at(names.range.start)..at(end) } else { item };
        mentions.push(Mention {
            block: place.block,
            base: place.start,
            prose: if *narrative { at(names.range.start)..outer.end } else { outer.clone() },
            narrative: *narrative,
            units: names.units.clone(),
            et_al: names.et_al,
            year: dated.year,
            item,
            reference: None,
            tied: false,
        });
        floor = end;
    }
}

/// "and" between two years.
fn is_and_letter(char: char) -> bool {
    matches!(char, 'a' | 'n' | 'd')
}

/// Whether nothing but commas, blanks and brackets parts the names from the year.
fn is_near(text: &str, names: &Names, year: usize) -> bool {
    let between = text.get(names.range.end..year).unwrap_or_default();
    between.len() <= 6
        && between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’' | 's' | ':' | ']'))
        || between.trim_matches([' ', ',']).starts_with('[') && between.trim_end_matches([' ', ',']).ends_with(']')
}

fn may_hold_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|four| matches!(four[0], b'1' | b'2') && four.iter().all(u8::is_ascii_digit))
        || memchr::memmem::find(bytes, b"press").is_some()
        || memchr::memmem::find(bytes, b"n.d").is_some()
        || memchr::memmem::find(bytes, b"orthcoming").is_some()
}

/// Words that stand where a year would.
const UNDATED: &[&str] = &["in press", "In press", "forthcoming", "n.d.", "n.d", "nd."];

/// The years of `text` outside inner brackets, further letters (`2019a,b`) as years of their own.
fn years(text: &str) -> Vec<Dated> {
    let bytes = text.as_bytes();
    let mut found: Vec<Dated> = Vec::new();
    let mut depth = 0usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b'0'..=b'9' if depth == 0 => {
                let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let before = text[..at].chars().next_back();
                let after = text[at + length..].chars().next();
                let alone = !before
                    .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '$' | '€' | '#' | '_'))
                    && !matches!(after, Some('%' | '°' | '_'));
                if length == 4
                    && alone
                    && let Some(year) = plausible(&text[at..at + 4])
                {
                    at = read_year(text, at, year, &mut found);
                    continue;
                }
                at += length;
                continue;
            }
            b'i' | b'I' | b'f' | b'n' if depth == 0 && starts_word(text, at) => {
                if let Some(word) = UNDATED.iter().find(|word| text[at..].starts_with(**word)) {
                    let range = at..at + word.len();
                    found.push(Dated { year: Year { number: None, suffix: None }, range });
                    at += word.len();
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn starts_word(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && !text[..at].ends_with(char::is_alphanumeric)
}

fn plausible(digits: &str) -> Option<i32> {
    digits.parse().ok().filter(|year| (1400..=2100).contains(year))
}

/// Reads the year at `at` with its letters and a second year after a slash; gives the offset after them.
fn read_year(text: &str, at: usize, number: i32, found: &mut Vec<Dated>) -> usize {
    let mut end = at + 4;
    let letter = |from: usize| -> Option<char> {
        let mut chars = text.get(from..)?.chars();
        let letter = chars.next().filter(char::is_ascii_lowercase)?;
        (!chars.next().is_some_and(char::is_alphanumeric)).then_some(letter)
    };
    let suffix = letter(end);
    let rest = &text[end..];
    if suffix.is_none() && rest.starts_with(|c: char| c.is_alphanumeric()) {
        return end;
    }
    // "2010–2012" is a span of time.
    if let Some(dash) = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '−'))
        && rest[dash.len_utf8()..].starts_with(|c: char| c.is_ascii_digit())
    {
        return end;
    }
    end += usize::from(suffix.is_some());
    let mut year = Year { number: Some(number), suffix };
    // "1900/1990": the later is the edition that the list gives.
    if let Some(second) = text[end..].strip_prefix('/').and_then(|rest| rest.get(..4)).and_then(plausible) {
        year.number = Some(second.max(number));
        end += 5;
    }
    found.push(Dated { year, range: at..end });
    while suffix.is_some() {
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start_matches([',', ' ', '&', '-', '–']).len();
        let Some(next) = letter(end + gap).filter(|_| gap > 0) else { break };
        let range = end + gap..end + gap + 1;
        end = range.end;
        found.push(Dated { year: Year { number: Some(number), suffix: Some(next) }, range });
    }
    end
}

/// Words that make of "Name (1999)" a law, an event, a product: no citation of an author.
const THINGS: &[&str] = &[
    "act",
    "acts",
    "amendment",
    "bill",
    "code",
    "conference",
    "congress",
    "constitution",
    "convention",
    "corp",
    "corporation",
    "decree",
    "directive",
    "edition",
    "gmbh",
    "inc",
    "inc.",
    "law",
    "llc",
    "ltd",
    "olympics",
    "ordinance",
    "protocol",
    "regulation",
    "resolution",
    "statute",
    "symposium",
    "treaty",
    "usa",
    "uk",
    "v",
    "v.",
    "vs",
    "workshop",
    "accessed",
    "retrieved",
    "press",
    "version",
    "release",
    "model",
    "declaration",
    "guidelines",
    "standard",
    "windows",
    "office",
    "university",
    "copyright",
];

/// Words after a year that say the work is not one to be listed yet.
const UNLISTED: &[&str] = &[
    "in revision",
    "in prep",
    "submitted",
    "under review",
    "unpublished",
    "personal comm",
    "pers. comm",
    "this issue",
];

/// Drops mentions without a reference that may well be none: always where the paper does not cite by author and year,
/// else where the words are a thing's or a place's name.
pub fn drop_implausible(mentions: &mut Vec<Mention>, prose: &Prose, index: &Index, by_author: bool) {
    if mentions.iter().all(|mention| mention.reference.is_some()) {
        return;
    }
    let counts = if by_author { word_counts(prose) } else { Vec::new() };
    let mut cited = FxHashMap::default();
    for mention in mentions.iter() {
        for unit in &mention.units {
            *cited.entry(unit.name.clone()).or_insert(0u32) += 1;
        }
    }
    let listed = if by_author { listed_unread(mentions, prose) } else { vec![false; mentions.len()] };
    let mut listed = listed.into_iter();
    mentions.retain(|mention| {
        if listed.next() == Some(true) {
            return false;
        }
        mention.reference.is_some() || by_author && is_plausible(mention, prose, index, &counts, &cited)
    });
}

fn is_plausible(
    mention: &Mention,
    prose: &Prose,
    index: &Index,
    counts: &[u32],
    cited: &FxHashMap<String, u32>,
) -> bool {
    let scope = prose.block(mention.block).scope;
    if matches!(scope, Scope::Title | Scope::Heading) || mention.year.number.is_none() {
        return false;
    }
    // "(Prof. Ada Okafor, 2018)" says who said it; "Silt v. Mud (1954)" is a case at law.
    let before = prose.text.get(..(mention.base as usize + first_start(mention))).unwrap_or_default().trim_end();
    if ["Prof.", "Dr.", "Professor", "Mr.", "Ms.", "Mrs.", " v.", " vs."].iter().any(|title| before.ends_with(title)) {
        return false;
    }
    let whole = prose.slice(mention.prose.clone());
    let called =
        mention.narrative && whole.find(['(', '[']).is_some_and(|at| !whole[..at].ends_with(char::is_whitespace));
    let after = prose.text.get(mention.item.end as usize..mention.prose.end as usize).unwrap_or_default();
    let after = after.split(';').next().unwrap_or_default();
    if called || UNLISTED.iter().any(|words| after.contains(words)) {
        return false;
    }
    let thing = |word: &str| THINGS.contains(&word.to_lowercase().trim_end_matches(['.', ',']));
    if mention.units.iter().any(|unit| unit.name.split_whitespace().any(thing)) {
        return false;
    }
    let Some(first) = mention.units.first() else { return false };
    if index.knows_author(&first.name) || mention.et_al {
        return true;
    }
    // "ICML 2019", "(GPT-4, 2023)": an acronym or a name with digits is a thing unless it is on the list.
    let small = first.name.chars().filter(|c| c.is_lowercase()).count();
    if small < 2 || first.name.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    // A name that the text also uses without a year is a place, a journal or a thing.
    mention.units.iter().all(|unit| {
        let own = cited.get(&unit.name).copied().unwrap_or(0);
        unit.name.split_whitespace().all(|word| used(prose, counts, word) <= own)
    })
}

/// Which of the mentions without a reference the file itself lists in words that were not read as an entry: its surname
/// and, a little further on, its year, in no citation.
fn listed_unread(mentions: &[Mention], prose: &Prose) -> Vec<bool> {
    /// How many tokens after the first surname the year of an entry may stand.
    const ENTRY: usize = 60;
    let mut surnames: FxHashSet<WordId> = FxHashSet::default();
    let mut wanted: FxHashMap<(WordId, i32), Vec<usize>> = FxHashMap::default();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.reference.is_none()) {
        let surname = mention.units.first().and_then(|unit| unit.name.split(' ').next_back());
        let word = surname.and_then(|surname| prose.lexicon.find(&crate::text::fold(surname)));
        if let (Some(word), Some(year)) = (word, mention.year.number) {
            surnames.insert(word);
            wanted.entry((word, year)).or_default().push(at);
        }
    }
    let mut listed = vec![false; mentions.len()];
    if wanted.is_empty() {
        return listed;
    }
    let mut cited: Vec<Range<u32>> = mentions.iter().map(|mention| mention.prose.clone()).collect();
    cited.sort_by_key(|range| range.start);
    let in_citation = |token: &Token| {
        let before = cited.partition_point(|range| range.start <= token.start);
        cited[..before].iter().rev().take(4).any(|range| token.start < range.end)
    };
    for (at, token) in prose.tokens.iter().enumerate() {
        if !surnames.contains(&token.word) || in_citation(token) {
            continue;
        }
        let after = prose.tokens.iter().skip(at + 1).take(ENTRY).filter(|token| token.kind == TokenKind::Number);
        for number in after.filter(|token| !in_citation(token)) {
            let year = prose.word(number).get(..4).and_then(plausible);
            // Once found they need not be looked for again.
            for mention in year.and_then(|year| wanted.remove(&(token.word, year))).unwrap_or_default() {
                listed[mention] = true;
            }
        }
    }
    listed
}

fn first_start(mention: &Mention) -> usize {
    mention.units.first().map_or(0, |unit| unit.range.start)
}

fn used(prose: &Prose, counts: &[u32], word: &str) -> u32 {
    let id = prose.lexicon.find(&crate::text::fold(word));
    id.and_then(|id| counts.get(id.0 as usize)).copied().unwrap_or(0)
}

/// How often each word stands outside the reference list.
fn word_counts(prose: &Prose) -> Vec<u32> {
    let mut counts = vec![0u32; prose.lexicon.len()];
    for block in prose.blocks.iter().filter(|block| super::holds_citations(block.scope)) {
        for token in prose.block_tokens(block) {
            if let Some(count) = counts.get_mut(token.word.0 as usize) {
                *count += 1;
            }
        }
    }
    counts
}
