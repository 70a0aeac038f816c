use super::Place;
use super::group::Group;
use super::index::Index;
use crate::paper::{BlockId, Prose, Scope};
use std::ops::Range;

/// A place that may be a citation by number.
#[derive(Debug, Clone)]
pub struct Callout {
    pub block: BlockId,
    /// Bytes of the prose text, brackets included.
    pub prose: Range<u32>,
    pub shape: Shape,
    pub numbers: Vec<Numbered>,
    /// Whether a letter or digit stands right before it.
    pub attached: bool,
    /// Whether it is two numbers after a word, a number or a formula that an interval may follow.
    pub may_be_interval: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Square,
    Round,
    Superscript,
    /// A superscript that lost its markup: `growth12`.
    Lost,
    /// The text of a link.
    Link,
}

/// A number and the words that name it; the numbers of a range share them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    pub number: u32,
    pub prose: Range<u32>,
    /// The reference that the markup says it is.
    pub reference: Option<usize>,
}

/// The widest range that is written out: a wider one is no citation.
pub const WIDEST: u32 = 200;

/// Words that may stand before the numbers inside the brackets.
const LEADS: &[&str] =
    &["see", "see also", "e.g.", "e.g.,", "cf.", "ref.", "refs.", "ref", "refs", "reviewed in", "also"];
/// Words that begin the place within a work: `[3, p. 7]`.
const LOCATORS: &[&str] = &[
    "p",
    "pp",
    "page",
    "pages",
    "sec",
    "section",
    "sect",
    "ch",
    "chap",
    "chapter",
    "chapters",
    "thm",
    "theorem",
    "lemma",
    "fig",
    "figs",
    "figure",
    "table",
    "eq",
    "eqs",
    "def",
    "definition",
    "prop",
    "proposition",
    "cor",
    "corollary",
    "appendix",
    "app",
    "vol",
    "part",
    "example",
    "remark",
    "algorithm",
    "and references therein",
    "supplementary",
];
/// Words after which two numbers in brackets are an interval, not a citation.
const INTERVAL_WORDS: &[&str] = &[
    "interval",
    "range",
    "between",
    "scale",
    "domain",
    "values",
    "value",
    "iqr",
    "ci",
    "bounds",
    "axis",
    "window",
    "from",
    "to",
    "ranges",
    "intervals",
    "∈",
    "=",
    "<",
    ">",
    "×",
    "+",
    "−",
    "≤",
    "≥",
    "≈",
    "level",
];
/// Words that an interval may follow as well as a citation can.
const BEFORE_EITHER: &[&str] = &[
    "in",
    "on",
    "over",
    "within",
    "at",
    "by",
    "of",
    "is",
    "are",
    "was",
    "were",
    "and",
    "or",
    "for",
    "with",
    "than",
    "percentile",
    "percentiles",
    "mean",
    "median",
    "years",
    "age",
    "ages",
    "interquartile",
];
/// Words whose number in parentheses is that of something else.
const COUNTED: &[&str] = &[
    "eq",
    "eqs",
    "equation",
    "equations",
    "eqn",
    "step",
    "steps",
    "fig",
    "figure",
    "table",
    "section",
    "case",
    "model",
    "condition",
    "conditions",
    "inequality",
    "inequalities",
    "problem",
    "formula",
    "system",
    "expression",
    "relation",
    "item",
    "stage",
    "phase",
    "level",
    "grade",
    "part",
    "hypothesis",
    "theorem",
    "lemma",
    "example",
    "column",
    "columns",
    "row",
    "panel",
    "question",
    "n",
    "sample",
    "scheme",
    "line",
    "lines",
    "points",
    "type",
    "group",
    "version",
    "appendix",
];

/// Reads a bracket pair as numbers, where it can be a citation at all.
pub fn read(place: Place, group: &Group) -> Option<Callout> {
    let inner = place.text.get(group.inner())?;
    let (numbers, plain_pair) = read_list(inner)?;
    // Years are read with the names before them.
    if numbers.iter().any(|(number, _)| (1400..=2100).contains(number)) {
        return None;
    }
    let before = &place.text[..group.outer.start];
    let after = &place.text[group.outer.end..];
    if before.trim_start().is_empty() {
        return None;
    }
    let word = last_word(before);
    if group.square {
        if plain_pair && INTERVAL_WORDS.contains(&word.to_lowercase().as_str()) {
            return None;
        }
        if numbers.len() > 1 && is_estimate_with_range(word, &numbers, place.scope) {
            return None;
        }
    } else {
        let enumerates = before.trim_end().ends_with([',', ';', ':', '.', '?', '!', '-', '–', '—', '=', '(']);
        let counted = COUNTED.contains(&word.trim_end_matches('.').to_lowercase().as_str());
        let joined = matches!(word, "and" | "or" | "to") || before.ends_with(char::is_alphanumeric);
        if enumerates || counted || joined || after.starts_with(|c: char| c.is_alphanumeric() || c == '(') {
            return None;
        }
    }
    let base = place.start + group.inner().start as u32;
    let numbers: Vec<Numbered> = numbers
        .into_iter()
        .map(|(number, range)| Numbered {
            number,
            prose: base + range.start as u32..base + range.end as u32,
            reference: None,
        })
        .collect();
    Some(Callout {
        block: place.block,
        prose: place.start + group.outer.start as u32..place.start + group.outer.end as u32,
        shape: if group.square { Shape::Square } else { Shape::Round },
        may_be_interval: numbers.len() == 2 && may_precede_interval(before, word),
        numbers,
        attached: before.ends_with(char::is_alphanumeric),
    })
}

fn may_precede_interval(before: &str, word: &str) -> bool {
    // `[1]; [2, 7]`: the next of a list of citations.
    if before.trim_end_matches([' ', ',', ';']).ends_with(']') {
        return false;
    }
    let bare = word.trim_end_matches([',', ':', ';', '.']).to_lowercase();
    let is_worded = bare.chars().filter(|c| c.is_alphabetic()).count() > 1 && !bare.contains('\u{FFFC}');
    !is_worded || INTERVAL_WORDS.contains(&bare.as_str()) || BEFORE_EITHER.contains(&bare.as_str())
}

/// `45 [40–50]`: an estimate and its range.
fn is_estimate_with_range(word: &str, numbers: &[(u32, Range<usize>)], scope: Scope) -> bool {
    let Ok(estimate) = word.trim_end_matches('%').parse::<f64>() else { return false };
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return false };
    scope == Scope::Table || (f64::from(first.0) <= estimate && estimate <= f64::from(last.0))
}

fn last_word(before: &str) -> &str {
    let before = before.trim_end();
    before.rsplit(char::is_whitespace).next().unwrap_or_default().trim_matches(['(', '[', ','])
}

type Parsed = Vec<(u32, Range<usize>)>;

/// Reads `2, 4–6; 9, p. 3` as numbers with their bytes, and whether the list is two plain numbers with a comma.
pub fn read_list(text: &str) -> Option<(Parsed, bool)> {
    // Most brackets hold words: look at the first character before anything else.
    let first = text.trim_start().chars().next()?;
    if !first.is_ascii_digit() && !matches!(first, 's' | 'S' | 'e' | 'c' | 'C' | 'r' | 'R' | 'a' | 'A') {
        return None;
    }
    let mut numbers = Vec::new();
    let mut at = skip_lead(text);
    let mut commas = 0;
    let mut plain = true;
    loop {
        at += blanks(&text[at..]);
        let (from, length) = digits(&text[at..])?;
        let start = at;
        at += length;
        let rest = &text[at..];
        let gap = blanks(rest);
        if let Some(dash) = dash(&rest[gap..]) {
            let to_at = at + gap + dash;
            let to_at = to_at + blanks(&text[to_at..]);
            let (to, length) = digits(&text[to_at..])?;
            at = to_at + length;
            if to <= from || to - from > WIDEST {
                return None;
            }
            numbers.extend((from..=to).map(|number| (number, start..at)));
            plain = false;
        } else {
            numbers.push((from, start..at));
        }
        at += blanks(&text[at..]);
        let rest = &text[at..];
        match rest.chars().next() {
            None => break,
            Some(',' | ';' | '˒' | '，' | '、' | '&') => {
                let separator = rest.chars().next().map_or(1, char::len_utf8);
                at += separator;
                commas += 1;
            }
            Some(_) if rest.starts_with("and ") => at += 4,
            Some(':') if is_locator(rest[1..].trim_start()) => {
                plain = false;
                match rest.find(';') {
                    Some(end) => at += end + 1,
                    None => break,
                }
            }
            Some(_) => return None,
        }
        let rest = text[at..].trim_start();
        if rest.is_empty() {
            return None;
        }
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            if let Some(next) = rest.strip_prefix("and ") {
                at = text.len() - next.len();
            } else if is_locator(rest) {
                match rest.find(';') {
                    Some(end) => at = text.len() - rest.len() + end + 1,
                    None => break,
                }
                plain = false;
            } else {
                return None;
            }
        }
    }
    Some((numbers, plain && commas == 1))
}

fn skip_lead(text: &str) -> usize {
    let start = blanks(text);
    let rest = &text[start..];
    let lead = LEADS.iter().filter(|lead| {
        rest.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead))
            && rest[lead.len()..].starts_with([' ', '\u{a0}'])
    });
    start + lead.map(|lead| lead.len()).max().unwrap_or(0)
}

fn is_locator(text: &str) -> bool {
    if text.starts_with(['§', '¶']) {
        return true;
    }
    LOCATORS.iter().any(|word| {
        text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
            && !text[word.len()..].starts_with(char::is_alphabetic)
    })
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A number of up to four digits without leading zero, and its length.
fn digits(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..length).filter(|digits| (1..=4).contains(&length) && !digits.starts_with('0'))?;
    let ends = !text[length..].starts_with(|c: char| c.is_alphanumeric() || c == '.' || c == '%');
    ends.then(|| number.parse().ok()).flatten().map(|number| (number, length))
}

/// Whether the text is a dash, or a word for one, and nothing more.
pub fn is_dash(text: &str) -> bool {
    dash(text).is_some_and(|length| length == text.len())
}

fn dash(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    match first {
        '-' | '–' | '—' | '‐' | '‑' | '‒' | '−' | '⁻' => Some(first.len_utf8()),
        't' => text.starts_with("to ").then_some(3),
        _ => None,
    }
}

/// Superscript digits of Unicode, and literal `^1,2^`.
pub fn unicode_superscripts(place: Place, callouts: &mut Vec<Callout>) {
    let bytes = place.text.as_bytes();
    let mut after = 0;
    for at in memchr::memchr3_iter(0xC2, 0xE2, b'^', bytes) {
        if at < after || !place.text.is_char_boundary(at) {
            continue;
        }
        let rest = &place.text[at..];
        let (text, length) = if bytes[at] == b'^' {
            let Some(end) = memchr::memchr(b'^', &bytes[at + 1..bytes.len().min(at + 40)]) else { continue };
            (rest[1..=end].to_string(), end + 2)
        } else {
            superscript_run(rest)
        };
        if length == 0 {
            continue;
        }
        after = at + length;
        let Some((numbers, _)) = read_list(&text) else { continue };
        let prose = place.start + at as u32..place.start + after as u32;
        if place.scope != Scope::Table && is_mark_position(&place.text[..at], &place.text[after..]) {
            let numbers = numbers
                .into_iter()
                .map(|(number, _)| Numbered { number, prose: prose.clone(), reference: None })
                .collect();
            callouts.push(Callout {
                block: place.block,
                prose,
                shape: Shape::Superscript,
                numbers,
                attached: true,
                may_be_interval: false,
            });
        }
    }
}

/// The superscript digits at the start of `text` with what may join them, as plain digits, and their length there.
fn superscript_run(text: &str) -> (String, usize) {
    let mut plain = String::new();
    let mut length = 0;
    let mut taken = 0;
    for char in text.chars() {
        let read = match char {
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁰' => '0',
            '⁴'..='⁹' => char::from_digit(char as u32 - '⁰' as u32, 10).unwrap_or('0'),
            ',' | '–' | '-' | '⁻' | '˒' | '⁃' if !plain.is_empty() => ',',
            _ => break,
        };
        length += char.len_utf8();
        if read == ',' {
            plain.push(if matches!(char, ',' | '˒') { ',' } else { '-' });
        } else {
            plain.push(read);
            taken = length;
        }
    }
    let kept = plain.trim_end_matches([',', '-']).len();
    plain.truncate(kept);
    (plain, taken)
}

/// Whether a raised number between these two texts can be a citation: after a word or the end of a clause, not after a
/// unit, a symbol or a digit, and not before a letter.
pub fn is_mark_position(before: &str, after: &str) -> bool {
    if after.starts_with(char::is_alphanumeric) {
        return false;
    }
    let Some(last) = before.chars().next_back() else { return false };
    if matches!(last, '.' | ',' | ';' | ':' | ')' | ']' | '”' | '’' | '"' | '\'' | '?' | '!' | '»' | '*') {
        return true;
    }
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    letters == 3
}

/// Superscript numbers that a conversion set on the line: `growth12`, `shown.3,4 The`.
pub fn lost(prose: &Prose, index: &Index) -> Vec<Callout> {
    let mut found = Vec::new();
    for id in prose.block_ids() {
        let block = prose.block(id);
        if matches!(block.scope, Scope::Body | Scope::Abstract | Scope::Caption) {
            let place = Place { block: id, scope: block.scope, start: block.start, text: prose.block_text(block) };
            lost_in(place, index, &mut found);
        }
    }
    found
}

fn lost_in(place: Place, index: &Index, found: &mut Vec<Callout>) {
    let bytes = place.text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() || bytes[at - 1].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && (bytes[at].is_ascii_digit() || is_joint(place.text, at)) {
            at +=
                if bytes[at].is_ascii_digit() { 1 } else { place.text[at..].chars().next().map_or(1, char::len_utf8) };
        }
        let (before, run, after) = (&place.text[..start], &place.text[start..at], &place.text[at..]);
        if !stands_lost(before, after) {
            continue;
        }
        let Some((numbers, _)) = read_list(run) else { continue };
        if numbers.iter().all(|(number, _)| index.by_number(*number).is_some()) {
            let prose = place.start + start as u32..place.start + at as u32;
            let numbers = numbers
                .into_iter()
                .map(|(number, _)| Numbered { number, prose: prose.clone(), reference: None })
                .collect();
            found.push(Callout {
                block: place.block,
                prose,
                shape: Shape::Lost,
                numbers,
                attached: true,
                may_be_interval: false,
            });
        }
    }
}

/// Whether a comma or dash at `at` joins two numbers.
fn is_joint(text: &str, at: usize) -> bool {
    let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) else { return false };
    matches!(char, ',' | '–' | '-') && text.as_bytes().get(at + char.len_utf8()).is_some_and(u8::is_ascii_digit)
}

fn stands_lost(before: &str, after: &str) -> bool {
    let bare = before.trim_end_matches(['.', ',', ';', ')']);
    let closed = bare.len() < before.len();
    let word = bare.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let lower = word.chars().count() >= 4 && word.chars().all(char::is_lowercase);
    let follows = match after.chars().next() {
        None => true,
        Some(c) if c.is_whitespace() => {
            !closed || before.ends_with(',') || after.trim_start().starts_with(char::is_uppercase)
        }
        Some(c) => !closed && matches!(c, '.' | ',' | ';' | ')'),
    };
    lower && follows
}

/// `[1]–[4]`: two callouts with a dash between them are one, with the numbers between.
pub fn join_ranges(prose: &Prose, callouts: Vec<Callout>) -> Vec<Callout> {
    let mut joined: Vec<Callout> = Vec::with_capacity(callouts.len());
    for callout in callouts {
        if let Some(before) = joined.last_mut()
            && before.shape == callout.shape
            && before.block == callout.block
            && before.prose.end <= callout.prose.start
            && let between = prose.slice(before.prose.end..callout.prose.start).trim()
            && is_dash(between)
            && let (Some(from), Some(to)) = (before.numbers.last(), callout.numbers.first())
            && from.number < to.number
            && to.number - from.number <= WIDEST
        {
            let span = from.prose.start..to.prose.end;
            let from = from.number;
            let to = to.number;
            before.numbers.pop();
            before.numbers.extend((from..=to).map(|number| Numbered { number, prose: span.clone(), reference: None }));
            before.numbers.extend(callout.numbers.into_iter().skip(1));
            before.prose.end = callout.prose.end;
            continue;
        }
        joined.push(callout);
    }
    joined
}
