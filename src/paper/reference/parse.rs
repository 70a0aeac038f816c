//! A printed reference taken apart by rules: authors, year, title, container, numbers, identifiers.
//!
//! What is certain by its form comes first (DOI, address, year, quoted or italic title, volume(issue), pages); what is
//! left between takes its meaning from its place.

use super::identifiers;
use super::names::{self, NameList};
use super::{Name, ReferenceKind, Year};
use std::ops::Range;

/// A reference string's fields. Ranges are bytes of the string.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedReference {
    pub authors: Vec<Name>,
    pub et_al: bool,
    pub authors_range: Range<usize>,
    /// How sure the reading of the authors is, 0 to 1.
    pub authors_confidence: f32,
    pub editors: Vec<Name>,
    pub year: Option<Field<Year>>,
    pub title: Option<Field<String>>,
    pub container: Option<Field<String>>,
    pub volume: Option<Field<String>>,
    pub issue: Option<Field<String>>,
    pub pages: Option<Field<String>>,
    pub publisher: Option<Field<String>>,
    pub doi: Option<Field<String>>,
    pub url: Option<Field<String>>,
    pub kind: Option<ReferenceKind>,
}

/// A field's value, where it was read, and how sure that is, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<T> {
    pub value: T,
    pub range: Range<usize>,
    pub confidence: f32,
}

/// Reads a reference string of which nothing is known to be set in italics.
pub fn parse(text: &str) -> ParsedReference {
    parse_marked(text, &[])
}

/// Reads a reference string; `italics` are the stretches set in italics, in order.
pub fn parse_marked(text: &str, italics: &[Range<usize>]) -> ParsedReference {
    let doi = identifiers::doi(text);
    let url = identifiers::url(text);
    let arxiv = identifiers::arxiv(text);
    let marks = [doi.as_ref().map(|field| &field.range), url.as_ref().map(|field| &field.range), arxiv.as_ref()];
    // Words go on until the first identifier, and until an address is introduced.
    let body_end = marks
        .iter()
        .flatten()
        .map(|range| range.start)
        .filter(|&start| start > text.len() / 5)
        .min()
        .unwrap_or(text.len());
    let start = text.len()
        - text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '‘' | '«')).len();
    let list = shifted(names::scan(&text[start..]), start);
    let year = year(text, start, body_end, &list);
    let (authors_end, list) = authors(text, start, list, year.as_ref());
    let title_start = match &year {
        Some(year) if leads(text, authors_end, year) => year.end,
        _ => authors_end,
    };
    let title = title(
        text,
        title_start,
        body_end,
        italics,
        title_start > authors_end || text[..title_start].ends_with(['.', ':']),
    );
    let tail_start = title.as_ref().map_or(title_start, |title| title.range.end);
    let tail = Tail::read(text, tail_start..body_end.max(tail_start), italics, year.as_ref());
    let mut parsed = ParsedReference {
        et_al: list.et_al,
        authors_range: list.range.clone(),
        authors_confidence: if list.names.is_empty() { 0.0 } else { list.confidence },
        year: year.map(|year| Field { value: year.value, range: year.range, confidence: year.confidence }),
        title,
        container: tail.container,
        volume: tail.volume,
        issue: tail.issue,
        pages: tail.pages,
        publisher: tail.publisher,
        doi,
        url,
        ..ParsedReference::default()
    };
    if list.editors {
        parsed.editors = list.names;
    } else {
        parsed.authors = list.names;
        parsed.editors = tail.editors;
    }
    parsed.kind = Some(kind(text, &parsed, arxiv.is_some()));
    parsed
}

fn shifted(mut list: NameList, by: usize) -> NameList {
    list.range = list.range.start + by..list.range.end + by;
    list
}

/// A year as it was found.
struct FoundYear {
    value: Year,
    /// The digits and the letter.
    range: Range<usize>,
    /// After the brackets and the punctuation that close it.
    end: usize,
    /// Where its brackets, if any, open.
    open: usize,
    bracketed: bool,
    confidence: f32,
}

/// The year: in brackets or bare behind the authors, else in brackets or before volume and pages, else the last one.
fn year(text: &str, start: usize, body_end: usize, list: &NameList) -> Option<FoundYear> {
    let mut found = years(text);
    if found.is_empty() {
        found = worded_years(text);
    }
    let behind = list.range.end;
    if !list.names.is_empty()
        && let Some(at) = found.iter().position(|year| {
            year.open >= behind
                && text[behind..year.open].chars().filter(|c| c.is_alphanumeric()).count() <= 8
                && text[behind..year.open].len() < 24
        })
    {
        return Some(found.swap_remove(at));
    }
    // An author that could not be read, and the year in brackets behind: "GROMACS development team (2020)."
    if let Some(at) = found.iter().position(|year| {
        year.bracketed
            && year.open < start + 200
            && text[year.end..].trim_start().len() > 12
            && text.get(start..year.open).is_some_and(|gap| !gap.contains(". "))
    }) {
        return Some(found.swap_remove(at));
    }
    let within = |year: &FoundYear| year.range.end <= body_end;
    let dated = |year: &FoundYear| {
        let before = text[..year.open].trim_end().to_lowercase();
        ["accessed", "retrieved", "visited", "on"].iter().any(|word| before.ends_with(word))
    };
    let last = found.iter().rposition(|year| within(year) && year.bracketed && !dated(year)).or_else(|| {
        let after = |year: &FoundYear| {
            text[year.range.end..].starts_with([';', '.', ',', ' ', ')']) || year.range.end == text.len()
        };
        found
            .iter()
            .rposition(|year| within(year) && !dated(year) && after(year))
            .or_else(|| found.iter().rposition(&within))
            .or_else(|| found.iter().rposition(|year| !dated(year)))
    })?;
    let mut year = found.swap_remove(last);
    year.confidence = if year.bracketed { 0.85 } else { 0.75 };
    Some(year)
}

/// Every number that can be a year, outside addresses and page ranges.
fn years(text: &str) -> Vec<FoundYear> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let start = at;
        at += digits;
        let before = text[..start].chars().next_back();
        let joined =
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '–' | '_' | '#' | '='));
        if digits != 4 || joined && !(before == Some('.') && text[..start].ends_with(". ")) {
            continue;
        }
        let number: i32 = text[start..at].parse().unwrap_or(0);
        if !(1500..=2099).contains(&number) {
            continue;
        }
        let mut next = text[at..].chars();
        let suffix =
            next.next().filter(|c| c.is_ascii_lowercase() && !next.as_str().starts_with(|c: char| c.is_alphanumeric()));
        let end = at + suffix.map_or(0, char::len_utf8);
        let after = text[end..].chars().next();
        let pages = after.is_some_and(|c| matches!(c, '-' | '–' | '/' | '_'))
            && text[end..].chars().nth(1).is_some_and(char::is_alphanumeric);
        if after.is_some_and(char::is_alphanumeric)
            || pages && !text[end..].trim_start_matches(['-', '–', '/', '_']).starts_with("20") && !text[end..].starts_with('/') && before != Some('(')
        {
            continue;
        }
        found.push(bracketed(text, start..end, Year { number: Some(number), suffix }));
    }
    found
}

fn worded_years(text: &str) -> Vec<FoundYear> {
    let lower = text.to_ascii_lowercase();
    let words = ["n.d.", "in press", "forthcoming", "no date", "to appear"];
    let found =
        words.iter().filter_map(|word| lower.find(word).map(|at| at..at + word.len())).min_by_key(|range| range.start);
    found.map(|range| bracketed(text, range, Year { number: None, suffix: None })).into_iter().collect()
}

/// The brackets around a date: `(2019)`, `(2019, May 3)`, `[2019]`.
fn bracketed(text: &str, range: Range<usize>, value: Year) -> FoundYear {
    let before = &text[..range.start];
    let near = before.char_indices().rev().take(24).take_while(|(_, c)| !matches!(c, ')' | ']'));
    let open = near.into_iter().find(|(_, c)| matches!(c, '(' | '[')).map(|(at, _)| at);
    let inside = open
        .filter(|&open| !text[open + 1..range.start].contains(|c: char| c.is_ascii_digit() && range.start - open > 16));
    let after = &text[range.end..];
    let close = after
        .char_indices()
        .take(28)
        .find(|(_, c)| matches!(c, ')' | ']' | '('))
        .filter(|(_, c)| *c != '(')
        .map(|(at, _)| range.end + at + 1);
    let (open, end, bracketed) = match (inside, close) {
        (Some(open), Some(close)) => (open, close, true),
        _ => (range.start, range.end, false),
    };
    let closing = &text[end..];
    let end = end + (closing.len() - closing.trim_start_matches([' ', '.', ',', ':', ';']).len());
    FoundYear { value, range, end, open, bracketed, confidence: if bracketed { 0.95 } else { 0.9 } }
}

/// Whether the year stands between the authors and the title.
fn leads(text: &str, authors_end: usize, year: &FoundYear) -> bool {
    year.open >= authors_end.saturating_sub(1)
        && text
            .get(authors_end..year.open)
            .is_none_or(|gap| gap.len() < 24 && gap.chars().filter(|c| c.is_alphanumeric()).count() <= 8)
        && year.end < text.len()
}

/// Where the authors end. An author that is no name, yet stands alone before the year, is an organisation.
fn authors(text: &str, start: usize, list: NameList, year: Option<&FoundYear>) -> (usize, NameList) {
    if let Some(year) = year
        && year.bracketed
        && year.open > start
        && (list.names.is_empty() || year.open > list.range.end + 24)
    {
        let before = text[start..year.open].trim_end_matches([' ', '.', ',']);
        let plain = !before.contains(". ") && !before.contains([':', '"', '“', '?', '*', '\u{fffc}']);
        if plain && before.len() < 100 && (1..=9).contains(&before.split(' ').count()) {
            let range = start..start + before.len();
            let name = Name { family: before.to_owned(), given: String::new() };
            let list = NameList { names: vec![name], range: range.clone(), confidence: 0.5, ..NameList::default() };
            return (range.end, list);
        }
    }
    if list.names.is_empty() {
        return (start, NameList { range: start..start, ..list });
    }
    let mut end = list.range.end;
    let rest = &text[end..];
    if list.editors
        && let Some(close) = rest.find([')', ']']).filter(|&close| close < 20)
    {
        end += close + 1;
    }
    let rest = &text[end..];
    let mut end = end + (rest.len() - rest.trim_start_matches([' ', '.', ',', ':', ';']).len());
    // The stop after "X." belongs to the initial; nothing else may follow a lone name at the end of the text.
    end = end.min(text.len());
    (end, list)
}

/// The title: quoted, or in italics, or the sentence at its place.
fn title(text: &str, start: usize, end: usize, italics: &[Range<usize>], after_stop: bool) -> Option<Field<String>> {
    let lead = text.get(start..end)?;
    let start =
        start + (lead.len() - lead.trim_start_matches([' ', ',', '.', ':', ';', ')', '-', '–', '*', '_']).len());
    let rest = text.get(start..end)?;
    if let Some((quoted, confidence)) = quoted(rest) {
        return field(text, start + quoted.start..start + quoted.end, confidence);
    }
    if let Some(italic) =
        italics.iter().find(|range| range.start <= start + 1 && range.end > start + 3 && range.end <= end.max(start))
    {
        return field(text, start..italic.end, 0.9);
    }
    let limit = italics.iter().map(|range| range.start).find(|&at| at > start + 8).unwrap_or(end).min(end);
    let rest = &text[start..limit];
    if is_periodical(rest) {
        return None;
    }
    let stop = sentence_end(rest, limit < end, after_stop);
    let mut title = rest[..stop].trim_end_matches([' ', ',', '.', ';']);
    for bracket in
        [" [", " (Version", " (version", " (Vol", " (pp", " (Ed", " (1st", " (2nd", " (3rd", " (4th", " (5th"]
    {
        title = title.find(bracket).filter(|&at| at > 4).map_or(title, |at| title[..at].trim_end());
    }
    let confidence = if stop < rest.len() { 0.8 } else { 0.6 };
    field(text, start..start + title.len(), confidence)
}

/// A title in quotation marks at the start, without them.
fn quoted(rest: &str) -> Option<(Range<usize>, f32)> {
    let open = rest.chars().next()?;
    let close: &[&str] = match open {
        '“' => &["”"],
        '"' => &["\""],
        '«' => &["»"],
        '„' => &["“", "”"],
        '‘' => &["’,", "’.", "’ ", "’"],
        '`' if rest.starts_with("``") => &["''"],
        '\'' => &["',", "'.", "' "],
        _ => return None,
    };
    let start = if open == '`' { 2 } else { open.len_utf8() };
    let close = close.iter().find_map(|close| rest[start..].find(close)).map(|at| start + at)?;
    let inside = rest[start..close].trim_end_matches([',', '.', ' ', ';']);
    (inside.len() > 2).then(|| (start..start + inside.len(), 0.95))
}

/// Where the sentence at the start ends: at its full stop, or at the comma before "in" or a name with a volume.
fn sentence_end(rest: &str, before_italics: bool, after_stop: bool) -> usize {
    let mut depth = 0i32;
    let mut comma = None;
    for (at, c) in rest.char_indices() {
        let after = &rest[at + c.len_utf8()..];
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '.' if depth <= 0 && (after.is_empty() || after.starts_with([' ', '”', '"'])) => {
                let next = after.trim_start_matches([' ', '”', '"']);
                if !is_abbreviation(&rest[..at]) && !next.starts_with(char::is_lowercase) && at > 2 {
                    return at;
                }
            }
            '?' | '!'
                if depth <= 0
                    && at > 3
                    && after.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                    && after.starts_with(' ') =>
            {
                return at + 1;
            }
            ',' if comma.is_none() && at > 8 && depth <= 0 => {
                let next = after.trim_start();
                let proceeds = ["in ", "In ", "in: ", "Proc", "Journal ", "J. ", "Ph.D", "PhD", "Tech", "Master"]
                    .iter()
                    .any(|word| next.starts_with(word));
                let published = !after_stop && next.starts_with(char::is_uppercase);
                if proceeds || published {
                    comma = Some(at);
                }
            }
            _ => {}
        }
        if let Some(comma) = comma
            && !after_stop
        {
            return comma;
        }
    }
    match comma {
        Some(comma) => comma,
        None if before_italics => rest
            .rfind(" In ")
            .or_else(|| rest.rfind(" in ").filter(|&at| at + 5 > rest.trim_end().len()))
            .unwrap_or(rest.len()),
        None => rest.len(),
    }
}

/// Whether the full stop that follows belongs to a short form: an initial, "vs", "St", "No".
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '-', '.']).next().unwrap_or_default();
    let letters = word.chars().count();
    (letters == 1 && word.starts_with(char::is_uppercase) && !before.ends_with(" I"))
        || matches!(
            word,
            "vs" | "St"
                | "Dr"
                | "No"
                | "cf"
                | "sp"
                | "spp"
                | "subsp"
                | "var"
                | "approx"
                | "Mr"
                | "Mrs"
                | "ca"
                | "Vol"
                | "vol"
                | "U"
                | "Nr"
        )
}

/// Whether a journal follows the authors at once, as physics has it: short forms, then a volume.
fn is_periodical(rest: &str) -> bool {
    let digit = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let words: Vec<&str> = rest[..digit].split(' ').filter(|word| !word.is_empty()).collect();
    let short = words.iter().filter(|word| word.ends_with('.') || word.ends_with(".,")).count();
    digit > 3 && words.len() <= 6 && short * 2 >= words.len() && short > 0 && words[0].chars().count() < 12
}

/// The words of a stretch as a field, trimmed.
fn field(text: &str, range: Range<usize>, confidence: f32) -> Option<Field<String>> {
    let written = text.get(range.clone())?;
    let lead = written.len() - written.trim_start_matches([' ', '*', '_', '\n']).len();
    let value = written.trim_matches([' ', '*', '_', '\n']);
    let start = range.start + lead;
    (value.chars().any(char::is_alphanumeric)).then(|| Field {
        value: value.to_owned(),
        range: start..start + value.len(),
        confidence,
    })
}

/// What stands behind the title.
#[derive(Default)]
struct Tail {
    container: Option<Field<String>>,
    volume: Option<Field<String>>,
    issue: Option<Field<String>>,
    pages: Option<Field<String>>,
    publisher: Option<Field<String>>,
    editors: Vec<Name>,
}

impl Tail {
    fn read(text: &str, range: Range<usize>, italics: &[Range<usize>], year: Option<&FoundYear>) -> Tail {
        let mut tail = Tail::default();
        let Some(written) = text.get(range.clone()) else { return tail };
        let lead = written.len()
            - written.trim_start_matches([' ', '.', ',', ':', ';', '”', '"', '’', '?', '»', '\'', '*', '_']).len();
        let start = range.start + lead;
        tail.numbers(text, start, range.end, year);
        // Set apart by italics, else up to the first number, bracket or full stop.
        let italic = italics
            .iter()
            .find(|italic| italic.start + 1 >= start && italic.end <= range.end && italic.end - italic.start > 2);
        let container = match italic {
            Some(italic) => italic.clone(),
            None => {
                let (from, editors) = container_start(text, start, range.end);
                tail.editors = editors;
                from..container_end(text, from, range.end)
            }
        };
        let named = text[container.clone()].trim_matches([' ', ',', '.', ':', '*', '_']);
        let printed = named.contains(": ") && tail.volume.is_none();
        if printed
            || (tail.volume.is_none()
                && tail.pages.is_none()
                && italic.is_none()
                && !text[range.start..container.start].to_lowercase().contains("in"))
        {
            tail.publisher = field(text, trimmed(text, container), 0.5).filter(|publisher| publisher.value.len() < 80);
            return tail;
        }
        let end = container.end;
        tail.container = field(text, trimmed(text, container), if italic.is_some() { 0.9 } else { 0.7 });
        if tail.volume.is_none()
            && let Some(rest) = text.get(end..range.end)
        {
            // (pp. 33–50). Routledge.
            let stop = rest.rfind(". ").map_or(0, |at| at + 2);
            let last = rest[stop..].trim_end_matches([' ', '.', ',']);
            if stop > 0
                && last.starts_with(char::is_uppercase)
                && last.len() < 80
                && !last.contains(|c: char| c.is_ascii_digit())
            {
                tail.publisher = field(text, end + stop..end + stop + last.len(), 0.6);
            }
        }
        tail
    }

    /// Volume, issue and pages: `33 (2), 243–270`, `12(3):45–50`, `vol. 3, no. 4, pp. 5–6`, `(6), 101-112`.
    fn numbers(&mut self, text: &str, start: usize, end: usize, year: Option<&FoundYear>) {
        let bytes = text.as_bytes();
        let year = year.map_or(0..0, |year| year.range.clone());
        let mut at = start;
        while at < end {
            let c = bytes[at];
            if !c.is_ascii_digit() || year.contains(&at) {
                at += 1;
                continue;
            }
            let before = text[..at].chars().next_back();
            if before.is_some_and(char::is_alphabetic) && !matches!(before, Some('e' | 'S' | 'L' | 'R' | 'P')) {
                at += 1;
                continue;
            }
            let first = at - usize::from(before.is_some_and(char::is_alphabetic));
            let digits = bytes[at..end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let mut stop = at + digits;
            let label = label(&text[start..first]);
            let rest = &text[stop..end];
            let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '‐' | '−'));
            let ranged = dash.is_some_and(|dash| {
                rest[dash.len_utf8()..]
                    .trim_start_matches(['-', '–', ' '])
                    .starts_with(|c: char| c.is_ascii_alphanumeric())
            });
            let spaced = rest.starts_with(" – ") || rest.starts_with(" - ") || rest.starts_with(" -- ");
            if ranged || spaced {
                let gap = rest.len() - rest.trim_start_matches(['-', '–', '—', '‐', '−', ' ']).len();
                stop += gap;
                stop += bytes[stop..end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            }
            let number = || field(text, first..stop, 0.85);
            let in_brackets = text[..first].ends_with('(');
            match label {
                Label::Pages => self.pages = self.pages.take().or_else(number),
                Label::Volume => self.volume = self.volume.take().or_else(number),
                Label::Issue => self.issue = self.issue.take().or_else(number),
                Label::None if in_brackets && self.issue.is_none() && text[stop..end].starts_with(')') => {
                    self.issue = number()
                }
                Label::None if (ranged || spaced) && !in_brackets => self.pages = self.pages.take().or_else(number),
                Label::None if self.volume.is_none() && !in_brackets && self.issue.is_none() && digits <= 4 => {
                    self.volume = number()
                }
                Label::None if self.pages.is_none() && self.volume.is_some() && !in_brackets => self.pages = number(),
                Label::None => {}
            }
            at = stop;
        }
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let start = range.start + written.len() - written.trim_start_matches([' ', ',', '.', ':', '*', '_']).len();
    let kept = text[start..range.end].trim_end_matches([' ', ',', ':', ';', '(', '*', '_']);
    let dots = kept.trim_end_matches('.');
    // The full stop of "Phys." stays.
    let short = dots.rsplit(' ').next().is_some_and(|word| word.len() < 7) && dots.contains('.');
    start..start + if short { kept.len() } else { dots.len() }
}

enum Label {
    None,
    Pages,
    Volume,
    Issue,
}

/// What the word before a number says it is.
fn label(before: &str) -> Label {
    let before = before.trim_end_matches([' ', '.', '(', '\u{a0}']);
    let word = before.rsplit([' ', ',', '(', '.', ';', ':']).next().unwrap_or_default();
    match word.to_ascii_lowercase().as_str() {
        "p" | "pp" | "page" | "pages" | "s" | "pag" => Label::Pages,
        "vol" | "volume" | "v" | "bd" | "band" | "t" | "tome" => Label::Volume,
        "no" | "nr" | "num" | "number" | "issue" | "iss" | "n°" | "№" => Label::Issue,
        _ => Label::None,
    }
}

/// Where the name of the container begins, behind "In" and the editors.
fn container_start(text: &str, start: usize, end: usize) -> (usize, Vec<Name>) {
    let rest = &text[start..end];
    let Some(lead) = ["In: ", "In ", "in: ", "in "].iter().find(|lead| rest.starts_with(**lead)) else {
        return (start, Vec::new());
    };
    let from = start + lead.len();
    let list = names::scan(&text[from..end]);
    if !list.editors || list.names.is_empty() {
        return (from, Vec::new());
    }
    let names_end = from + list.range.end;
    let close = text[names_end..end].find([')', ']', ',']).map_or(names_end, |at| names_end + at + 1);
    let after = &text[close..end];
    (close + (after.len() - after.trim_start_matches([' ', ',', '.', ':']).len()), list.names)
}

fn container_end(text: &str, from: usize, end: usize) -> usize {
    let rest = &text[from..end];
    for (at, c) in rest.char_indices() {
        let after = &rest[at + c.len_utf8()..];
        let stops = match c {
            '(' | ';' | '[' => at > 2,
            ',' => {
                let next = after.trim_start();
                next.starts_with(|c: char| c.is_ascii_digit() || c == '(')
                    || ["vol", "Vol", "no.", "pp", "page", "p. ", "pages", "n/a"]
                        .iter()
                        .any(|word| next.starts_with(word))
            }
            ' ' => {
                after.starts_with(|c: char| c.is_ascii_digit())
                    && at > 2
                    && !after.starts_with("20")
                    && !after.starts_with("19")
                    || after.starts_with("vol")
            }
            '.' => {
                after.starts_with(' ') && !is_short_form(&rest[..at]) || after.starts_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        };
        if stops {
            return from + at;
        }
    }
    end
}

/// Whether the word before a full stop looks like a shortened one: "Phys", "Am", "Proc".
fn is_short_form(before: &str) -> bool {
    let word = before.rsplit([' ', '.']).next().unwrap_or_default();
    (1..=6).contains(&word.chars().count())
        && word.starts_with(char::is_uppercase)
        && !matches!(word, "Nature" | "Cell" | "Press" | "eLife" | "Wiley" | "PNAS")
}

/// What kind of work it is, by the words that only such a reference has.
fn kind(text: &str, parsed: &ParsedReference, arxiv: bool) -> ReferenceKind {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["thesis", "dissertation"]) {
        ReferenceKind::Thesis
    } else if has(&["[computer software]", "[software]", "r package", "python package", "computer program"]) {
        ReferenceKind::Software
    } else if has(&["[data set]", "[dataset]", "data set]"]) {
        ReferenceKind::Dataset
    } else if parsed.volume.is_none() && (arxiv || has(&["biorxiv", "medrxiv", "psyarxiv", "ssrn", "preprint"])) {
        ReferenceKind::Preprint
    } else if has(&["proceedings", "proc. ", "conference", "symposium", "workshop"]) && parsed.issue.is_none() {
        ReferenceKind::Proceedings
    } else if parsed.volume.is_some() || (parsed.issue.is_some() && parsed.container.is_some()) {
        ReferenceKind::Article
    } else if has(&["technical report", "working paper", "white paper", "tech. rep", "report no"]) {
        ReferenceKind::Report
    } else if parsed.container.is_some()
        && (!parsed.editors.is_empty() || lower.contains(" in ") || lower.contains(" in: "))
    {
        ReferenceKind::Chapter
    } else if parsed.publisher.is_some() && parsed.url.is_none() {
        ReferenceKind::Book
    } else if parsed.container.is_some() {
        ReferenceKind::Article
    } else if parsed.url.is_some() && parsed.doi.is_none() {
        ReferenceKind::Web
    } else {
        ReferenceKind::Other
    }
}
