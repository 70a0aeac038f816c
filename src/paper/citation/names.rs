use std::ops::Range;

/// The names that stand before a year, a bracket or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    pub units: Vec<Unit>,
    pub et_al: bool,
    /// From the first name to the last word ("et al." included).
    pub range: Range<usize>,
}

/// One person or organisation as written, initials aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub name: String,
    pub range: Range<usize>,
    /// The abbreviation that brackets after the name give: `World Health Organization [WHO]`.
    pub acronym: Option<String>,
    /// Whether a comma alone, without "and", joins it to the next.
    pub loose: bool,
}

/// How far back names are looked for, in bytes.
const REACH: usize = 420;
const LONGEST_NAME: usize = 9;
const MOST_NAMES: usize = 40;

/// Capitalised words that begin a sentence or name a thing, and no author.
const NO_NAMES: &[&str] = &[
    "a",
    "about",
    "according",
    "adapted",
    "additional",
    "additionally",
    "after",
    "again",
    "all",
    "also",
    "although",
    "among",
    "an",
    "analysis",
    "and",
    "appendix",
    "april",
    "are",
    "as",
    "assuming",
    "at",
    "august",
    "authors",
    "based",
    "because",
    "before",
    "besides",
    "between",
    "both",
    "box",
    "building",
    "but",
    "by",
    "can",
    "case",
    "cf",
    "chapter",
    "classic",
    "compared",
    "consequently",
    "consider",
    "consistent",
    "contrary",
    "conversely",
    "cross",
    "data",
    "dec",
    "december",
    "despite",
    "do",
    "does",
    "dr",
    "drawing",
    "due",
    "during",
    "each",
    "earlier",
    "early",
    "eg",
    "either",
    "eq",
    "eqs",
    "equation",
    "especially",
    "even",
    "example",
    "examples",
    "experiment",
    "experiments",
    "extending",
    "fall",
    "february",
    "fig",
    "figs",
    "figure",
    "figures",
    "finally",
    "first",
    "following",
    "for",
    "from",
    "further",
    "furthermore",
    "given",
    "had",
    "has",
    "have",
    "he",
    "hence",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i.e",
    "ie",
    "if",
    "important",
    "in",
    "indeed",
    "inspired",
    "instead",
    "is",
    "it",
    "its",
    "january",
    "july",
    "june",
    "just",
    "last",
    "lastly",
    "later",
    "like",
    "likewise",
    "many",
    "march",
    "may",
    "meanwhile",
    "modified",
    "more",
    "moreover",
    "most",
    "mr",
    "mrs",
    "ms",
    "my",
    "nevertheless",
    "next",
    "no",
    "nor",
    "not",
    "notably",
    "note",
    "november",
    "now",
    "october",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "original",
    "originally",
    "other",
    "others",
    "our",
    "page",
    "panel",
    "part",
    "per",
    "phase",
    "previously",
    "prior",
    "prof",
    "professor",
    "recent",
    "recently",
    "redrawn",
    "reprinted",
    "respectively",
    "review",
    "reviewed",
    "reviews",
    "round",
    "same",
    "second",
    "section",
    "sections",
    "see",
    "september",
    "series",
    "several",
    "she",
    "similar",
    "similarly",
    "since",
    "so",
    "some",
    "source",
    "sources",
    "specifically",
    "spring",
    "step",
    "still",
    "studies",
    "study",
    "subsequently",
    "such",
    "summer",
    "supplementary",
    "table",
    "tables",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "third",
    "this",
    "those",
    "though",
    "three",
    "through",
    "thus",
    "to",
    "together",
    "two",
    "under",
    "unlike",
    "unpublished",
    "until",
    "updated",
    "upon",
    "using",
    "version",
    "via",
    "was",
    "wave",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whereas",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "winter",
    "with",
    "within",
    "work",
    "works",
    "year",
    "years",
    "yet",
    "you",
    "your",
];

/// Words in lower case that belong to a surname.
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "les", "el", "al",
    "bin", "ibn", "ben", "ten", "ter", "te", "zu", "zur", "zum", "af", "av", "vom", "op", "'t", "’t", "san", "st.",
];
/// Words in lower case inside the name of an organisation.
const INNER_WORDS: &[&str] = &["of", "for", "on", "the", "in", "des", "für", "pour", "à"];
const AND: &[&str] = &["and", "&", "und", "et", "y", "och", "og", "e"];
const COMPANY: &[&str] = &[
    "colleagues",
    "co-workers",
    "coworkers",
    "collaborators",
    "co-authors",
    "coauthors",
    "associates",
    "others",
    "al",
    "al.",
];

struct Word<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    comma: bool,
    /// A mark after it that no name goes over: the end of a sentence, a closing bracket.
    barrier: bool,
    /// A bracket, quote or dash before it.
    opened: bool,
    /// `[WHO]`.
    acronym: bool,
}

/// Reads the names that end at `end`, looking back no further than `floor`.
pub fn before(text: &str, floor: usize, end: usize) -> Option<Names> {
    let mut from = floor.max(end.saturating_sub(REACH));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let words = split(text.get(from..end)?, from);
    let last = words.last()?;
    if last.barrier && !last.acronym {
        return None;
    }
    let mut at = words.len();
    let mut et_al = false;
    if let [.., et, al] = words.as_slice() {
        let bare = strip_possessive(al.text);
        let company = COMPANY.contains(&bare.to_lowercase().as_str());
        if company && (AND.contains(&et.text) || et.text.eq_ignore_ascii_case("et")) && !et.barrier {
            et_al = true;
            at -= 2;
        }
    }
    if at > 0 && words[at - 1].barrier && !words[at - 1].acronym {
        return None;
    }
    let names_end = words.last().map(|word| word.end)?;
    let mut units: Vec<Unit> = Vec::new();
    let mut joined = et_al;
    let mut loose = false;
    let mut first = at;
    while units.len() < MOST_NAMES {
        let Some((unit, begin)) = unit(&words, at, loose) else { break };
        // Initials after a surname ("Smith, J.,") are no name of their own.
        if let Some(unit) = unit {
            units.push(unit);
            first = begin;
        }
        at = begin;
        if words[at].opened || at == 0 {
            break;
        }
        let previous = &words[at - 1];
        if AND.contains(&previous.text) && !previous.barrier && !previous.opened {
            if at < 2 || words[at - 2].barrier && !words[at - 2].acronym {
                break;
            }
            at -= 1;
            joined = true;
            loose = false;
        } else if previous.comma && !previous.barrier {
            loose = true;
        } else {
            break;
        }
    }
    if !joined {
        // "In Spain, Smith (2019)": without "and" a comma does not make a list of authors, save inside brackets,
        // which the caller tells by the floor.
        let keep = units.iter().take_while(|unit| !unit.loose).count();
        if keep < units.len() {
            units.truncate(keep.max(1));
            first = words.iter().position(|word| word.start == units.last().map_or(0, |unit| unit.range.start))?;
        }
    }
    if units.is_empty() {
        return None;
    }
    units.reverse();
    let start = units.first().map_or(words[first].start, |unit| unit.range.start);
    Some(Names { units, et_al, range: start..names_end })
}

/// Reads one name that ends with word `end - 1`; gives it (`None` for initials alone) and the index of its first word.
fn unit(words: &[Word], end: usize, loose: bool) -> Option<(Option<Unit>, usize)> {
    let mut last = end.checked_sub(1)?;
    let mut acronym = None;
    if words[last].acronym && last > 0 {
        acronym = Some(words[last].text.to_string());
        last -= 1;
        if words[last].barrier {
            return None;
        }
    }
    if !is_name(words[last].text) && !is_initials(words[last].text) {
        return None;
    }
    let mut first = last;
    while first > 0 && last - first < LONGEST_NAME && !words[first].opened {
        let previous = &words[first - 1];
        if previous.barrier || previous.comma {
            break;
        }
        if is_name(previous.text) || is_initials(previous.text) || PARTICLES.contains(&previous.text) {
            first -= 1;
        } else if let Some(before) = inner_words(words, first) {
            first = before;
        } else {
            break;
        }
    }
    let initials = |word: &Word| is_initials(word.text);
    let (mut low, mut high) = (first, last);
    while low < high && initials(&words[low]) {
        low += 1;
    }
    while high > low && is_given(words[high].text) && is_name(words[high - 1].text) && !is_given(words[low].text) {
        high -= 1;
    }
    if initials(&words[low]) && low == high && words[low].text.ends_with('.') {
        return Some((None, first));
    }
    let mut name = String::new();
    for (at, word) in words[low..=high].iter().enumerate() {
        if at > 0 {
            name.push(' ');
        }
        name.push_str(if low + at == high { strip_possessive(word.text) } else { word.text });
    }
    let range = words[first].start..words[high].end;
    Some((Some(Unit { name, range, acronym, loose }), first))
}

/// `Ministry of Health`: the index of the capitalised word before the small words that end before `first`.
fn inner_words(words: &[Word], first: usize) -> Option<usize> {
    let mut at = first;
    while at > 0
        && first - at < 2
        && INNER_WORDS.contains(&words[at - 1].text)
        && !words[at - 1].comma
        && !words[at - 1].opened
    {
        at -= 1;
    }
    let before = at.checked_sub(1)?;
    let word = words.get(before).filter(|_| at < first)?;
    (is_name(word.text) && !word.comma && !word.barrier).then_some(before)
}

fn split(text: &str, base: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for chunk in text.split_whitespace() {
        let offset = chunk.as_ptr() as usize - text.as_ptr() as usize;
        let (mut start, mut end) = (0, chunk.len());
        let mut opened = false;
        let mut barrier = false;
        // What follows the last bracket or dash inside is the word.
        if let Some(at) = chunk.rfind(['(', '[', '{', '—', '“', '"', '‘', '\u{FFFC}', ';', ':']) {
            let width = chunk[at..].chars().next().map_or(1, char::len_utf8);
            if at + width < chunk.len() || chunk[..at].is_empty() {
                start = at + width;
                opened = true;
            }
        }
        let acronym = is_acronym(&chunk[..end]);
        let mut comma = false;
        while let Some(last) = chunk.get(start..end).and_then(|rest| rest.chars().next_back()) {
            match last {
                ',' => comma = true,
                ')' | ']' | '}' | ';' | ':' | '!' | '?' | '"' | '”' | '\u{FFFC}' | '—' | '–' | '*' | '…' => {
                    barrier = true
                }
                '.' if keeps_stop(&chunk[start..end]) => break,
                '.' => barrier = true,
                _ => break,
            }
            end -= last.len_utf8();
        }
        if start >= end {
            if let Some(word) = words.last_mut() {
                let word: &mut Word = word;
                word.barrier = true;
            }
            continue;
        }
        let at = base + offset;
        words.push(Word {
            start: at + start,
            end: at + end,
            text: &chunk[start..end],
            comma,
            barrier,
            opened: opened && !acronym,
            acronym,
        });
    }
    words
}

fn is_acronym(chunk: &str) -> bool {
    let bare = chunk.trim_end_matches([',', '.']);
    let inner = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let inner = inner.or_else(|| bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')));
    inner.is_some_and(|inner| {
        (2..=10).contains(&inner.len())
            && inner.chars().filter(char::is_ascii_uppercase).count() >= 2
            && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '.'))
    })
}

/// Whether the full stop at the end of a word does not end a sentence.
fn keeps_stop(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    is_initials(word) || matches!(bare, "al" | "Jr" | "Sr" | "St" | "Inc" | "Dr" | "Prof" | "et")
}

/// `J.`, `J.-P.`, `J.R.R.`
fn is_initials(word: &str) -> bool {
    word.ends_with('.')
        && word
            .split(['.', '-'])
            .filter(|part| !part.is_empty())
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
        || word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// Initials after a surname: `Smith JA`, `Smith J.`
fn is_given(word: &str) -> bool {
    is_initials(word) || word.len() <= 3 && word.chars().all(|c| c.is_ascii_uppercase())
}

fn is_name(word: &str) -> bool {
    let bare = strip_possessive(word);
    let mut chars = bare.chars();
    let Some(first) = chars.next() else { return false };
    let capital = first.is_uppercase()
        || (matches!(first, 'd' | 'l' | 'n' | 't' | '\'' | '’') && bare.chars().skip(1).any(char::is_uppercase));
    let spelled = bare.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && bare.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    '\u{300}'..='\u{36F}' | '-' | '\'' | '’' | '.' | '‐' | '‑' | '&' | '`' | '´' | 'ʼ' | '/' | '–'
                )
        });
    // In capitals it is an abbreviation: WHO, not who.
    let shouted = !bare.chars().any(char::is_lowercase);
    let ordinary = || NO_NAMES.binary_search(&bare.trim_end_matches('.').to_lowercase().as_str()).is_ok();
    capital && spelled && (shouted || !ordinary())
}

pub fn strip_possessive(word: &str) -> &str {
    let stripped = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    stripped.unwrap_or(word).trim_end_matches(['\'', '’'])
}
