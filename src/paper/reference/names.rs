use super::Name;
use crate::syntax::bibtex::read_tex;
use std::ops::Range;

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

/// Words that stand before a surname and belong to it.
const PARTICLES: &[&str] = &[
    "af", "al", "av", "bin", "d", "da", "das", "de", "de'", "degli", "dei", "del", "dela", "della", "den", "der",
    "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "op", "'t", "’t", "te", "ten", "ter", "van",
    "vande", "vander", "vom", "von", "y", "zu", "zum", "zur",
];

/// Words that only the name of an organisation holds.
const ORGANISATIONS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "alliance",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "center",
    "centers",
    "centre",
    "centres",
    "collaboration",
    "collaborators",
    "commission",
    "committee",
    "company",
    "congress",
    "consortium",
    "contributors",
    "cooperation",
    "corporation",
    "council",
    "court",
    "department",
    "developers",
    "directorate",
    "federation",
    "foundation",
    "fund",
    "government",
    "group",
    "inc",
    "inc.",
    "initiative",
    "institute",
    "institution",
    "investigators",
    "laboratory",
    "llc",
    "ltd",
    "ltd.",
    "ministry",
    "nations",
    "network",
    "observatory",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "programme",
    "project",
    "secretariat",
    "service",
    "services",
    "society",
    "survey",
    "task",
    "team",
    "union",
    "university",
    "working",
];

/// The commonest Chinese surnames in pinyin (Ministry of Public Security, 2020), with frequent Cantonese and Korean
/// ones: a name that begins with one and goes on with something that is none is in Eastern order.
const EASTERN_SURNAMES: &[&str] = &[
    "bai", "cai", "cao", "chang", "chen", "cheng", "choi", "cui", "dai", "deng", "ding", "dong", "du", "fan", "fang",
    "feng", "fu", "gao", "gong", "gu", "guo", "han", "hao", "he", "hou", "hu", "huang", "jia", "jiang", "jin", "kang",
    "kim", "kong", "lai", "lee", "lei", "li", "liang", "liao", "lin", "liu", "long", "lu", "luo", "lv", "ma", "mao",
    "meng", "mo", "niu", "pan", "park", "peng", "qian", "qin", "qiu", "ren", "shao", "shen", "shi", "song", "su",
    "sun", "tan", "tang", "tao", "tian", "wan", "wang", "wei", "wen", "wu", "xi", "xia", "xiang", "xiao", "xie",
    "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yi", "yin", "yu", "yuan", "zeng", "zhai", "zhang", "zhao",
    "zheng", "zhong", "zhou", "zhu", "zou",
];

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

/// Splits the raw value of a BibTeX name field at "and", and reads each name; whether "others" ends them.
pub fn read_bibtex(raw: &str) -> (Vec<Name>, bool) {
    let mut names = Vec::new();
    let mut et_al = false;
    for part in split_braced(raw, |words, at| words[at..].starts_with(" and ")) {
        let part = part.trim();
        let part = part.strip_prefix("and ").unwrap_or(part).trim();
        match part {
            "" => {}
            "others" | "et al." | "et al" => et_al = true,
            _ => names.push(bibtex_name(part)),
        }
    }
    (names, et_al)
}

/// One name as BibTeX takes it apart: `von Last, Jr, First` or `First von Last`; in braces, an organisation's.
fn bibtex_name(raw: &str) -> Name {
    let whole = raw.starts_with('{') && crate::syntax::bibtex::closing_brace(raw) == Some(raw.len() - 1);
    if whole {
        return Name { family: read_tex(raw), given: String::new() };
    }
    let parts: Vec<&str> = split_braced(raw, |words, at| words.as_bytes()[at] == b',');
    if let [family, rest @ ..] = &parts[..]
        && !rest.is_empty()
    {
        let given = rest.last().copied().unwrap_or_default();
        return Name { family: read_tex(family), given: read_tex(given) };
    }
    let words: Vec<&str> =
        split_braced(raw, |words, at| matches!(words.as_bytes()[at], b' ' | b'~' | b'\n' | b'\t' | b'\r'));
    let words: Vec<String> = words
        .into_iter()
        .map(|word| read_tex(word.trim_matches([' ', '~', '\n', '\t', '\r'])))
        .filter(|word| !word.is_empty())
        .collect();
    let (words, suffix) = match words.split_last() {
        Some((last, rest)) if is_suffix(last) && !rest.is_empty() => (rest, Some(last)),
        _ => (&words[..], None),
    };
    let first_particle = words.iter().position(|word| word.chars().next().is_some_and(char::is_lowercase));
    let split = match first_particle {
        Some(at) if at + 1 < words.len() => at,
        _ => words.len().saturating_sub(1),
    };
    let mut given = words[..split].join(" ");
    if let Some(suffix) = suffix {
        given.push(' ');
        given.push_str(suffix);
    }
    Name { family: words[split..].join(" "), given }
}

/// Splits where `parts` says so, outside braces.
fn split_braced(raw: &str, parts: fn(&str, usize) -> bool) -> Vec<&str> {
    let flat = raw.replace(['\n', '\t', '\r'], " ");
    let mut depth = 0i32;
    let mut out = Vec::new();
    let mut start = 0;
    for (at, byte) in flat.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ if depth <= 0 && flat.is_char_boundary(at) && at >= start && parts(&flat, at) => {
                out.push(&raw[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&raw[start..]);
    out
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
        "&" | "and" | "und" | "y" | "e" if word(next + 1).to_lowercase().trim_end_matches('.') != "others" => {
            (next + 1, Separator::And)
        }
        "et" if word(next + 1).to_lowercase().starts_with("al") => (next + 2, Separator::EtAl(words[next + 1].end)),
        "et" => (next + 1, Separator::And),
        "and" | "&" => (next + 2, Separator::EtAl(words[next + 1].end)),
        _ => (next, found),
    }
}

struct Item {
    name: Name,
    style: Style,
    /// The word after it.
    next: usize,
    /// Where it ends; a full stop after a whole word is not part of it.
    end: usize,
}

fn item(text: &str, words: &[Word], at: usize, styles: &[Style], after_and: bool) -> Option<Item> {
    let allowed = |style: Style| match styles.last() {
        None => true,
        Some(_) if styles.contains(&style) => true,
        Some(Style::Organisation) => true,
        // "Smith, John, and Kate Doe": only the first is inverted.
        Some(Style::Inverted) => style == Style::InitialsFirst || (style == Style::Full && after_and),
        Some(Style::InitialsFirst) => style == Style::Full && after_and,
        Some(Style::Full) => style == Style::InitialsFirst,
        Some(Style::Terse) => false,
    };
    if styles.is_empty()
        && let Some(item) = organisation(text, words, at)
    {
        return Some(item);
    }
    let readers = [ideographs, inverted, terse, initials_first, full];
    readers.iter().filter_map(|read| read(text, words, at)).find(|item| allowed(item.style))
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
    Some(Item { name: Name { family, given }, style: Style::Full, next: at + 1, end })
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
        while next < given + 3 && (is_surname(bare(text, words, next)) || is_initials(slice(text, words, next))) {
            next += 1;
            if slice(text, words, next - 1).ends_with('.') {
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
    Some(Item { name: Name { family, given: given_text }, style: Style::Inverted, next, end })
}

/// Wang X · van der Berg JP
fn terse(text: &str, words: &[Word], at: usize) -> Option<Item> {
    let next = surname(text, words, at, 3);
    let initials = slice(text, words, next);
    let stripped = initials.trim_end_matches('.');
    let stripped_ok = (1..=4).contains(&stripped.chars().filter(|&c| c != '-').count())
        && stripped.chars().all(|c| c.is_uppercase() || c == '-')
        && initials.len() - stripped.len() <= 1;
    if next == at || !stripped_ok {
        return None;
    }
    // "Wang X. Lin" is another order.
    let end = words[next].start + stripped.len();
    let family = text[words[at].start..words[next - 1].end].to_owned();
    let mut given = stripped.to_owned();
    let mut after = next + 1;
    let mut end_of_name = end;
    if is_suffix(slice(text, words, after)) && end == words[next].end {
        given = format!("{given} {}", slice(text, words, after));
        end_of_name = words[after].end;
        after += 1;
    }
    Some(Item { name: Name { family, given }, style: Style::Terse, next: after, end: end_of_name })
}

/// X. Wang · J.-P. de Smith Jr.
fn initials_first(text: &str, words: &[Word], at: usize) -> Option<Item> {
    let mut next = at;
    while next < at + 5 && is_initials(slice(text, words, next)) && slice(text, words, next).contains('.') {
        // "C. Wu.": a second short word with a stop is the surname that ends the names.
        if next > at && slice(text, words, next).chars().nth(1).is_some_and(char::is_lowercase) {
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
    Some(Item { name: Name { family: family_text, given }, style, next, end })
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
    Some(Item { name: Name { family, given: String::new() }, style: Style::Organisation, next, end })
}

/// A word without the full stop that ends the names.
fn bare<'a>(text: &'a str, words: &[Word], at: usize) -> &'a str {
    slice(text, words, at).trim_end_matches('.')
}

/// `X.`, `X.Y.`, `X.-Y.`, `Ch.`, `JP`, `X`.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0
        || letters > 5
        || !word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '‐' | '–' | '\'' | '’'))
    {
        return false;
    }
    let mut parts = word.split(['.', '-', '‐', '–']).filter(|part| !part.is_empty());
    if word.ends_with('.') || word.contains('.') {
        return parts.all(|part| part.starts_with(char::is_uppercase) && part.chars().count() <= 2) && !is_suffix(word);
    }
    letters <= 3 && word.chars().all(|c| c.is_uppercase() || c == '-') && !is_suffix(word)
}

/// Capitalised, with another letter: not a number, not an initial.
fn is_surname(word: &str) -> bool {
    let mut letters = word.trim_start_matches(['\'', '’', '‘']).chars();
    let Some(first) = letters.next() else { return false };
    let prefixed =
        ["d'", "d’", "l'", "o'", "’t", "al-", "el-"].iter().any(|prefix| word.to_lowercase().starts_with(prefix));
    (first.is_uppercase() || prefixed)
        && word.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '‐' | '\'' | '’' | '´' | '`' | '\u{300}'..='\u{36f}'))
}

fn is_particle(word: &str) -> bool {
    let lower = word.to_lowercase();
    PARTICLES.contains(&lower.as_str()) && !(word.len() == 1 && word.starts_with(char::is_uppercase))
}

/// Particles that are also "and".
fn is_connective(word: &str) -> bool {
    word == "y"
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches([',', '.']), "Jr" | "Sr" | "II" | "III" | "IV" | "2nd" | "3rd" | "jr" | "JR")
}

/// Whether the first of two words is the surname: Xi Jinping.
fn is_eastern(first: &str, second: &str) -> bool {
    let known = |word: &str| EASTERN_SURNAMES.contains(&word.to_lowercase().as_str());
    known(first) && !known(second) && is_pinyin(&second.to_lowercase())
}

/// Whether a word is made of pinyin syllables: an initial consonant, vowels, and n, ng or r.
fn is_pinyin(word: &str) -> bool {
    let mut rest = word;
    let mut syllables = 0;
    while !rest.is_empty() {
        let initial =
            ["zh", "ch", "sh"].iter().find(|initial| rest.starts_with(**initial)).map_or(0, |initial| initial.len());
        let initial = initial.max(usize::from(rest.starts_with(|c: char| "bpmfdtnlgkhjqxrzcsyw".contains(c))));
        let after = &rest[initial..];
        let vowels = after.bytes().take_while(|byte| b"aeiou".contains(byte)).count();
        if vowels == 0 || vowels > 3 {
            return false;
        }
        let after = &after[vowels..];
        let coda = if after.starts_with("ng") && !after[2..].starts_with(|c: char| "aeiou".contains(c)) {
            2
        } else {
            usize::from(after.starts_with('n') && !after[1..].starts_with(|c: char| "aeiou".contains(c)))
        };
        rest = &after[coda..];
        syllables += 1;
    }
    (1..=2).contains(&syllables)
}
