//! Names as references write them: a printed list of them in any order, or a BibTeX field.

mod bibtex;
mod word;

pub use bibtex::read_bibtex;
pub use word::is_eastern;

use super::Name;
use std::ops::Range;
use word::{ORGANISATIONS, is_connective, is_initials, is_particle, is_suffix, is_surname};

/// The names at the start of a printed reference, in whatever order and punctuation they come.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NameList {
    pub names: Vec<Name>,
    pub et_al: bool,
    /// From the first name to the last, "et al." included.
    pub range: Range<usize>,
    /// Whether "(Eds.)" or the like follows them: they are editors.
    pub editors: bool,
    /// How sure it is that these are names, 0 to 1.
    pub confidence: f32,
}

/// How the names of one list are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    /// Wang, X. — also with given names: Smith, John A.
    Inverted,
    /// Wang X
    Terse,
    /// X. Wang
    InitialsFirst,
    /// Xin Wang
    Full,
    Organisation,
}

/// Reads names from the start of `text` as far as they go.
pub fn scan(text: &str) -> NameList {
    let words = words(text);
    let mut at = 0;
    let mut list = NameList { confidence: 0.9, ..NameList::default() };
    let mut styles: Vec<Style> = Vec::new();
    let mut after_and = false;
    let mut end = None;
    while let Some(item) = item(text, &words, at, &styles, after_and) {
        list.names.push(item.name);
        styles.push(item.style);
        at = item.next;
        end = Some(item.end);
        let (next, separator) = separator(text, &words, at, item.end);
        match separator {
            Separator::EtAl(place) => {
                list.et_al = true;
                end = Some(place);
                break;
            }
            Separator::None => break,
            Separator::Comma => after_and = false,
            Separator::And => after_and = true,
        }
        at = next;
    }
    let Some(end) = end else { return NameList::default() };
    list.range = words[0].start..end;
    let initials = |name: &Name| name.given.chars().filter(|c| c.is_lowercase()).count() < 2;
    if styles.contains(&Style::Full) || styles.contains(&Style::Organisation) || !list.names.iter().all(initials) {
        list.confidence = 0.6;
    }
    let rest = text[end..].trim_start_matches([' ', ',', '.']);
    list.editors = ["(Ed", "(ed", "(Hrsg", "(Hg", "[ed", "eds.", "Eds.", "editor", "Editor"]
        .iter()
        .any(|mark| rest.starts_with(mark));
    list
}

/// A run without blanks; commas, semicolons and the like are words of their own.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
}

/// The words of the first stretch of the text: names do not go on for longer.
fn words(text: &str) -> Vec<Word> {
    const LONGEST: usize = 4000;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let mark =
            matches!(c, ',' | ';' | '&' | '(' | ')' | ':' | '"' | '“' | '/' | '[' | ']' | '…' | '\u{fffc}' | '*');
        if (mark || c.is_whitespace())
            && let Some(start) = start.take()
        {
            words.push(Word { start, end: at });
        }
        if mark {
            words.push(Word { start: at, end: at + c.len_utf8() });
        } else if !c.is_whitespace() && start.is_none() {
            start = Some(at);
        }
    }
    words.extend(start.map(|start| Word { start, end: text.len() }));
    words
}

enum Separator {
    None,
    Comma,
    And,
    /// Ends the list; the place where it ends.
    EtAl(usize),
}

fn separator(text: &str, words: &[Word], at: usize, end: usize) -> (usize, Separator) {
    let word = |index: usize| words.get(index).map_or("", |word| &text[word.start..word.end]);
    let mut next = at;
    let mut found = Separator::None;
    // A full stop that is not an initial's ends the names, and sticks to the word before it.
    let closed = text[..end].ends_with(|c: char| c.is_alphanumeric()) && text[end..].starts_with('.');
    if closed {
        return (next, Separator::None);
    }
    while matches!(word(next), "," | ";" | "/") {
        found = Separator::Comma;
        next += 1;
    }
    if matches!(word(next), "…" | "..." | ". . .") {
        next += 1;
        return (next, Separator::And);
    }
    let lower = word(next).to_lowercase();
    match lower.trim_end_matches('.') {
        "&" | "and" | "und" if !is_rest(word(next + 1)) => (next + 1, Separator::And),
        "y" | "e" if matches!(word(next), "y" | "e") => (next + 1, Separator::And),
        "et" if word(next + 1).to_lowercase().starts_with("al") => (next + 2, Separator::EtAl(words[next + 1].end)),
        "et" => (next + 1, Separator::And),
        "and" | "&" => (next + 2, Separator::EtAl(words[next + 1].end)),
        _ => (next, found),
    }
}

/// What stands for the names that are left out.
fn is_rest(word: &str) -> bool {
    matches!(word.to_lowercase().trim_end_matches('.'), "others" | "contributors" | "colleagues" | "coworkers" | "al")
}

struct Item {
    name: Name,
    style: Style,
    /// Whether it ends in an initial with a stop and nothing after it: "John A." may go on with "Smith", unless the
    /// names before have their initials behind, too.
    unparted: bool,
    /// The word after it.
    next: usize,
    /// Where it ends; a full stop after a whole word is not part of it.
    end: usize,
}

fn item(text: &str, words: &[Word], at: usize, styles: &[Style], after_and: bool) -> Option<Item> {
    let allowed = |style: Style| match styles.last() {
        None => true,
        // Names in full look like titles: others must be seen to follow.
        Some(_) if style == Style::Full && !after_and => {
            !styles.contains(&Style::Terse) && names_follow(text, words, at, styles.len())
        }
        Some(_) if styles.contains(&style) => true,
        Some(Style::Organisation) => true,
        // "Smith, John, and Kate Doe": only the first is inverted.
        Some(Style::Inverted) => {
            matches!(style, Style::InitialsFirst | Style::Full) || (style == Style::Terse && after_and)
        }
        Some(Style::InitialsFirst) => style == Style::Full,
        Some(Style::Full) => style == Style::InitialsFirst,
        Some(Style::Terse) => false,
    };
    if styles.is_empty()
        && let Some(item) = organisation(text, words, at)
    {
        return Some(item);
    }
    let readers = [ideographs, inverted, terse, initials_first, full];
    readers
        .iter()
        .filter_map(|read| read(text, words, at))
        .find(|item| allowed(item.style) && (!item.unparted || styles.contains(&Style::Terse)))
}

/// Whether what begins here is seen to be names: capitalised words and commas up to an "and", or up to a full stop
/// with several names before it.
fn names_follow(text: &str, words: &[Word], at: usize, before: usize) -> bool {
    const FAR: usize = 60;
    let mut commas = 0;
    for index in at..at + FAR {
        let word = slice(text, words, index);
        match word {
            "&" | "and" | "et" => return true,
            "," | ";" => commas += 1,
            _ if is_surname(word) || is_initials(word) || is_particle(word) => {}
            _ => return word.ends_with('.') && is_surname(bare(text, words, index)) && commas + before > 1,
        }
    }
    false
}

fn slice<'a>(text: &'a str, words: &[Word], at: usize) -> &'a str {
    words.get(at).map_or("", |word| &text[word.start..word.end])
}

/// 王小明
fn ideographs(text: &str, words: &[Word], at: usize) -> Option<Item> {
    let word = slice(text, words, at).trim_end_matches(['.', '。']);
    let ideograph = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    let count = word.chars().count();
    if !(2..=4).contains(&count) || !word.chars().all(ideograph) {
        return None;
    }
    let family = word.chars().take(1).collect();
    let given = word.chars().skip(1).collect();
    let end = words[at].start + word.len();
    Some(Item { name: Name { family, given }, style: Style::Full, next: at + 1, end, unparted: false })
}

/// The words of a surname from `at`: particles and one to three capitalised words.
fn surname(text: &str, words: &[Word], at: usize, most: usize) -> usize {
    let mut next = at;
    while is_particle(slice(text, words, next)) {
        next += 1;
    }
    let start = next;
    let shouted = |at: usize| !slice(text, words, at).contains(char::is_lowercase);
    // "Berg AB": short capitals behind a surname are initials.
    let initials = |at: usize| shouted(at) && slice(text, words, at).len() <= 3 && !shouted(start);
    while next < start + most && is_surname(slice(text, words, next)) && !(next > start && initials(next)) {
        next += 1;
    }
    // Buarque de Holanda
    let particle = next;
    if next > start {
        let joins = |word: &str| is_particle(word) && word.starts_with(char::is_lowercase) && !is_connective(word);
        while joins(slice(text, words, next)) {
            next += 1;
        }
        if next > particle && is_surname(slice(text, words, next)) {
            next += 1;
        } else {
            next = particle;
        }
    }
    if next == start && start > at {
        // "Le, Q. V.": here the particle is the surname.
        next = at;
        while next < at + most && is_surname(slice(text, words, next)) {
            next += 1;
        }
    }
    next
}

/// Wang, X. · von der Berg, J.-P. · Smith, J., Jr. · Smith, John A.
fn inverted(text: &str, words: &[Word], at: usize) -> Option<Item> {
    let comma = surname(text, words, at, 3);
    if comma == at || slice(text, words, comma) != "," {
        return None;
    }
    let mut next = comma + 1;
    if is_suffix(slice(text, words, next)) && slice(text, words, next + 1) == "," {
        next += 2;
    }
    let given = next;
    while is_initials(slice(text, words, next)) {
        next += 1;
    }
    if next == given {
        // "Anna Berg, Carl Dahl" are two names, not one.
        let single = !is_surname(slice(text, words, at)) || comma == at + 1;
        if !single {
            return None;
        }
        // Given names in full: one or two words, then a separator or the end.
        while next < given + 4 && (is_surname(bare(text, words, next)) || is_initials(slice(text, words, next))) {
            next += 1;
            if slice(text, words, next - 1).ends_with('.') && !is_initials(slice(text, words, next - 1)) {
                break;
            }
        }
        let follows = slice(text, words, next);
        let ends = slice(text, words, next - 1).ends_with('.')
            || matches!(follows, "," | ";" | "&" | "and" | "(" | ":" | "" | "et");
        if next == given || !ends {
            return None;
        }
    } else {
        while is_particle(slice(text, words, next)) && !is_connective(slice(text, words, next)) {
            next += 1;
        }
    }
    let mut end = words[next - 1].end;
    let mut given_text = text[words[given].start..end].to_owned();
    if is_initials(slice(text, words, next - 1)) {
        let suffix = if slice(text, words, next) == "," { next + 1 } else { next };
        if is_suffix(slice(text, words, suffix)) {
            given_text = format!("{given_text} {}", slice(text, words, suffix));
            next = suffix + 1;
            end = words[suffix].end;
        }
    } else if given_text.ends_with('.') && !is_initials(slice(text, words, next - 1)) {
        given_text.pop();
        end -= 1;
    }
    let family = text[words[at].start..words[comma - 1].end].to_owned();
    Some(Item { name: Name { family, given: given_text }, style: Style::Inverted, next, end, unparted: false })
}

/// Wang X · van der Berg JP · Wang X. Y., where a separator follows
fn terse(text: &str, words: &[Word], at: usize) -> Option<Item> {
    let first = surname(text, words, at, 3);
    let mut next = first;
    while next < first + 4 && next > at && is_initials(slice(text, words, next)) {
        next += 1;
        // "HM." closes the list, "H. M." does not.
        if bare(text, words, next - 1).chars().count() > 1 {
            break;
        }
    }
    if next == first {
        return None;
    }
    let dotted = slice(text, words, first).contains('.') && bare(text, words, first).chars().count() == 1;
    let follows = slice(text, words, next);
    let parted = matches!(follows, "," | ";" | "&" | "and" | "et" | "(" | ":" | "")
        || follows.starts_with(|c: char| c.is_ascii_digit());
    let unparted = dotted && !parted;
    let last = words[next - 1];
    let mut end = if dotted && parted { last.end } else { last.start + bare(text, words, next - 1).len() };
    let family = text[words[at].start..words[first - 1].end].to_owned();
    let mut given = text[words[first].start..end].to_owned();
    if is_suffix(follows) && end == last.end {
        given = format!("{given} {follows}");
        end = words[next].end;
        next += 1;
    }
    Some(Item { name: Name { family, given }, style: Style::Terse, next, end, unparted })
}

/// X. Wang · J.-P. de Smith Jr.
fn initials_first(text: &str, words: &[Word], at: usize) -> Option<Item> {
    let mut next = at;
    while next < at + 5 && is_initials(slice(text, words, next)) && slice(text, words, next).contains('.') {
        // "C. Wu.": a second short word with a stop is the surname that ends the names.
        let follows = slice(text, words, next + 2);
        let more = is_surname(slice(text, words, next + 1)) && matches!(follows, "," | "and" | "&" | ";");
        if next > at && !more && slice(text, words, next).chars().nth(1).is_some_and(char::is_lowercase) {
            break;
        }
        next += 1;
    }
    if next == at {
        return None;
    }
    named(text, words, at, next, Style::InitialsFirst)
}

/// Xin Wang · John A. Smith · Xi Jinping
fn full(text: &str, words: &[Word], at: usize) -> Option<Item> {
    let mut next = at;
    let mut whole = 0;
    while next < at + 4 && (is_surname(slice(text, words, next)) || is_initials(slice(text, words, next))) {
        whole += usize::from(!is_initials(slice(text, words, next)));
        next += 1;
    }
    // The last of them is the surname, unless particles lead to one.
    let particle = is_particle(slice(text, words, next)) && !is_connective(slice(text, words, next));
    let bare_last = bare(text, words, next);
    let closes = slice(text, words, next).ends_with('.') && is_surname(bare_last);
    let first_of_family = if particle || closes { next } else { next.saturating_sub(1) };
    if whole == 0 || first_of_family <= at {
        return None;
    }
    named(text, words, at, first_of_family, Style::Full)
}

/// A name whose given names are the words from `at` to `family`.
fn named(text: &str, words: &[Word], at: usize, family: usize, style: Style) -> Option<Item> {
    let mut next = family;
    while is_particle(slice(text, words, next)) && !is_connective(slice(text, words, next)) {
        next += 1;
    }
    let first = next;
    while next < first + 2 && is_surname(bare(text, words, next)) {
        next += 1;
        if slice(text, words, next - 1).ends_with('.') {
            break;
        }
    }
    if next == first {
        return None;
    }
    let last = words[next - 1];
    let mut end = last.end - (slice(text, words, next - 1).len() - bare(text, words, next - 1).len());
    let mut family_text = text[words[family].start..end].to_owned();
    let mut given = text[words[at].start..words[family - 1].end].to_owned();
    if end == last.end {
        let suffix = if slice(text, words, next) == "," { next + 1 } else { next };
        if is_suffix(slice(text, words, suffix)) {
            given = format!("{given} {}", slice(text, words, suffix));
            next = suffix + 1;
            end = words[suffix].end;
        }
    }
    if style == Style::Full && is_eastern(&given, &family_text) {
        std::mem::swap(&mut given, &mut family_text);
    }
    Some(Item { name: Name { family: family_text, given }, style, next, end, unparted: false })
}

/// An organisation's name: words up to a full stop, a bracket or a comma, one of which only organisations have, or
/// joined as no person's are.
fn organisation(text: &str, words: &[Word], at: usize) -> Option<Item> {
    let mut next = at;
    let mut known = false;
    while next < at + 14 {
        let word = slice(text, words, next);
        if matches!(word, "" | "," | ";" | "(" | ":" | "[" | "\"" | "“" | "/" | "*") {
            break;
        }
        let lower = word.trim_end_matches('.').to_lowercase();
        known |= ORGANISATIONS.contains(&lower.as_str());
        let joins = matches!(
            lower.as_str(),
            "of" | "the" | "for" | "and" | "&" | "on" | "in" | "de" | "des" | "für" | "la" | "du"
        );
        if !joins
            && !word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !known
            && !ORGANISATIONS.contains(&lower.as_str())
        {
            return None;
        }
        next += 1;
        if word.ends_with('.') && !is_initials(word) {
            break;
        }
    }
    if !known || next == at {
        return None;
    }
    let last = words[next - 1];
    let end = last.end - usize::from(text[..last.end].ends_with('.'));
    let family = text[words[at].start..end].to_owned();
    Some(Item { name: Name { family, given: String::new() }, style: Style::Organisation, next, end, unparted: false })
}

/// A word without the full stop that ends the names.
fn bare<'a>(text: &'a str, words: &[Word], at: usize) -> &'a str {
    slice(text, words, at).trim_end_matches('.')
}
