//! A printed reference taken apart by rules: authors, year, title, container, numbers, identifiers.
//!
//! What is certain by its form comes first (DOI, address, year, quoted or italic title, volume(issue), pages); what is
//! left between takes its meaning from its place.

mod tail;
mod year;

use super::identifiers;
use super::names::{self, NameList};
use super::{Name, ReferenceKind, Year};
use std::ops::Range;
use tail::Tail;
use year::FoundYear;

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
    let body_end = trim_introductions(&text[..body_end]).len();
    let start = text.len()
        - text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '‘' | '«')).len();
    let list = shifted(names::scan(&text[start..]), start);
    let year = year::find(text, start, body_end, &list);
    let (authors_end, list) = authors(text, start, list, year.as_ref());
    let title_start = match &year {
        Some(year) if leads(text, authors_end, year) => year.end,
        _ => authors_end,
    };
    // "Dogs (Dog Press, 2014)": the title ends before the brackets with the year.
    let title_end = match &year {
        Some(year) if year.bracketed && year.open > title_start + 3 => year.open.min(body_end),
        // "Dogs, 2014.": the year that ends the reference is no part of it.
        Some(year)
            if year.range.start > title_start + 3
                && year.range.start < body_end
                && text[..year.range.start].ends_with(", ") =>
        {
            year.range.start
        }
        _ => body_end,
    };
    let title = title(
        text,
        title_start,
        title_end,
        italics,
        title_start > authors_end || text[..title_start].trim_end().ends_with(['.', ':']),
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

/// Without what only introduces an identifier: "doi:", "URL", "Retrieved from".
fn trim_introductions(text: &str) -> &str {
    const INTRODUCTIONS: [&str; 14] = [
        "https://doi.org/",
        "http://dx.doi.org/",
        "https://dx.doi.org/",
        "http://doi.org/",
        "doi.org/",
        "doi",
        "DOI",
        "URL",
        "url",
        "Retrieved from",
        "Available from",
        "Available at",
        "Available",
        "arXiv",
    ];
    let mut text = text;
    loop {
        let shorter = text.trim_end_matches([' ', ':', '<', '[', '(']);
        match INTRODUCTIONS.iter().find_map(|words| shorter.strip_suffix(words)) {
            Some(before) if !before.ends_with(char::is_alphanumeric) => text = before,
            _ => return text,
        }
    }
}

fn shifted(mut list: NameList, by: usize) -> NameList {
    list.range = list.range.start + by..list.range.end + by;
    list
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
        let whole = before;
        let before = [" et al", " and others"]
            .iter()
            .find_map(|rest| before.strip_suffix(rest))
            .unwrap_or(before)
            .trim_end_matches([' ', ',', '.']);
        let et_al = before.len() < whole.len();
        let plain = !before.contains(". ") && !before.contains([':', '"', '“', '?', '*', '\u{fffc}']);
        if plain && before.len() < 100 && (1..=9).contains(&before.split(' ').count()) {
            let range = start..start + before.len();
            let name = Name { family: before.to_owned(), given: String::new() };
            let list =
                NameList { names: vec![name], et_al, range: range.clone(), confidence: 0.5, ..NameList::default() };
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
    if is_periodical(rest) || rest.starts_with("in ") || rest.starts_with("In: ") {
        return None;
    }
    let stop = sentence_end(rest, limit < end, after_stop);
    let mut title = rest[..stop].trim_end_matches([' ', ',', '.', ';']);
    for bracket in [
        " [",
        ", pages ",
        ", pp",
        " (Version",
        " (version",
        " (Vol",
        " (pp",
        " (Ed",
        " (1st",
        " (2nd",
        " (3rd",
        " (4th",
        " (5th",
    ] {
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
    // "in R." ends a sentence, "of John R." does not.
    let previous =
        before[..before.len() - word.len()].trim_end_matches([' ', '-', '(']).rsplit(' ').next().unwrap_or_default();
    let initial = previous.is_empty() || previous.ends_with('.') || previous.starts_with(char::is_uppercase);
    (letters == 1 && word.starts_with(char::is_uppercase) && initial && word != "I")
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
