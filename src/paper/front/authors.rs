use super::Author;
use crate::paper::prose::{Block, Prose};
use crate::source::{FileId, Source, Span};
use crate::syntax::{Meta, MetaValue};
use std::ops::Range;

/// The authors that front matter names, in the forms of JOSS, Quarto, R Markdown, Pandoc and ReScience.
pub fn from_meta(meta: &Meta, file: FileId) -> Vec<Author> {
    let named = ["authors", "author", "by-author", "author-meta"].iter().find_map(|key| meta.get(key));
    let Some(list) = named else { return Vec::new() };
    let places: Vec<(String, String)> = ["affiliations", "affiliation", "address", "institute"]
        .iter()
        .filter_map(|key| meta.get(key))
        .flat_map(|list| list.items())
        .enumerate()
        .filter_map(|(at, item)| place(item, at))
        .collect();
    let mut authors: Vec<Author> = Vec::new();
    for item in list.items() {
        let span = Span { file, start: item.range.start, end: item.range.end };
        match (item.text(), authors.last_mut()) {
            (Some(text), Some(last)) if is_institution(text) => last.affiliations.push(text.trim().to_owned()),
            (Some(text), _) => authors.extend(named_in(text, span)),
            (None, _) => authors.extend(author(item, &places, file)),
        }
    }
    authors
}

/// An affiliation with the mark that authors name it by; its place in the list where it has none.
fn place(item: &Meta, at: usize) -> Option<(String, String)> {
    if let Some(text) = item.text() {
        return Some(((at + 1).to_string(), text.trim().to_owned()));
    }
    let mark = ["index", "id", "code"].iter().find_map(|key| item.get(key)?.text().map(str::to_owned));
    let name = ["name", "address", "institution"].iter().find_map(|key| item.get(key)?.text().map(str::to_owned));
    match (&item.value, name) {
        (_, Some(name)) => Some((mark.unwrap_or_else(|| (at + 1).to_string()), name.trim().to_owned())),
        (MetaValue::Map(pairs), None) => {
            pairs.first().and_then(|(key, value)| Some((key.value.clone(), value.text()?.trim().to_owned())))
        }
        _ => None,
    }
}

fn author(item: &Meta, places: &[(String, String)], file: FileId) -> Option<Author> {
    let span = Span { file, start: item.range.start, end: item.range.end };
    let field = |key: &str| item.get(key).and_then(|value| value.items().first()?.text().map(str::to_owned));
    let name = item.get("name").or_else(|| item.get("literal"));
    let parts = name.filter(|name| name.text().is_none()).unwrap_or(item);
    let part = |keys: &[&str]| keys.iter().find_map(|key| parts.get(key)?.text().map(str::to_owned));
    let joined = || {
        let given = part(&["given", "given-names", "first", "firstname"]);
        let particle = part(&["dropping-particle", "non-dropping-particle"]);
        let family = part(&["family", "surname", "last", "lastname"]);
        let whole: Vec<String> = [given, particle, family].into_iter().flatten().collect();
        (!whole.is_empty()).then(|| whole.join(" "))
    };
    let printed = name.and_then(Meta::text).map(str::to_owned).or_else(joined).or_else(|| part(&["literal"]));
    let (printed, details, place_of_name) = match (&item.value, printed) {
        (_, Some(printed)) => (printed, item, name.map(|name| &name.range)),
        // `- Ada Berg: {institute: …}`, as some Pandoc filters want it.
        (MetaValue::Map(pairs), None) if pairs.len() == 1 => {
            (pairs[0].0.value.clone(), &pairs[0].1, Some(&pairs[0].0.range))
        }
        _ => return None,
    };
    let span = place_of_name.map_or(span, |range| Span { file, start: range.start, end: range.end });
    let name = clean(&printed);
    let stated = ["affiliations", "affiliation", "institute"].iter().find_map(|key| details.get(key));
    let affiliations = stated
        .map_or_else(Vec::new, |stated| stated.items().iter().flat_map(|item| affiliations(item, places)).collect());
    (!name.is_empty()).then(|| Author { name, affiliations, email: field("email"), orcid: field("orcid"), span })
}

fn affiliations(item: &Meta, places: &[(String, String)]) -> Vec<String> {
    let by_mark = |mark: &str| places.iter().find(|(known, _)| known == mark).map(|(_, name)| name.clone());
    if let Some(text) = item.text() {
        let marks: Vec<&str> = text.split([',', ' ', '&']).map(str::trim).filter(|mark| !mark.is_empty()).collect();
        let found: Vec<String> = marks.iter().filter_map(|mark| by_mark(mark)).collect();
        return if found.is_empty() && !text.trim().is_empty() { vec![text.trim().to_owned()] } else { found };
    }
    let named = ["ref", "id"].iter().find_map(|key| item.get(key)?.text()).and_then(by_mark);
    let name = || item.get("name").and_then(Meta::text).map(|name| name.trim().to_owned());
    name().or(named).into_iter().collect()
}

/// The names in a string: one, or several where each part is a name ("Ada Berg^1^ and Bo Lind^2^").
fn named_in(text: &str, span: Span) -> Vec<Author> {
    let parts: Vec<&str> = text.split('^').enumerate().filter(|(at, _)| at % 2 == 0).map(|(_, part)| part).collect();
    let bare = if text.contains("^[") || parts.len() < 3 { clean(text) } else { clean(&parts.concat()) };
    let line = Line { text: &bare, span };
    names(&line).unwrap_or_else(|| {
        let author = Author { name: bare.clone(), affiliations: Vec::new(), email: None, orcid: None, span };
        if bare.is_empty() { Vec::new() } else { vec![author] }
    })
}

/// A name without notes (`^[corresponding author]`) and marks of footnotes.
fn clean(name: &str) -> String {
    let name = name.split("^[").next().unwrap_or_default().split("\\thanks").next().unwrap_or_default();
    let name = name.trim().trim_end_matches(['*', '†', '‡', '\\', ',', ' ']);
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of institutions, folded.
const INSTITUTIONS: &[&str] = &[
    "university",
    "universite",
    "universitat",
    "universidad",
    "universita",
    "universiteit",
    "department",
    "dept",
    "institute",
    "institut",
    "instituto",
    "school",
    "college",
    "academy",
    "faculty",
    "laboratory",
    "laboratoire",
    "laboratories",
    "lab",
    "centre",
    "center",
    "hospital",
    "ministry",
    "agency",
    "research",
    "sciences",
    "science",
    "technology",
    "inc",
    "ltd",
    "gmbh",
    "corporation",
    "foundation",
    "division",
    "observatory",
    "museum",
    "library",
    "society",
    "group",
    "council",
    "clinic",
    "company",
    "station",
    "cnrs",
    "inria",
];

/// Words that stand on title pages and in no name, folded.
const NO_NAMES: &[&str] = &[
    "software",
    "journal",
    "review",
    "reviewed",
    "repository",
    "archive",
    "license",
    "editor",
    "editors",
    "edited",
    "published",
    "submitted",
    "received",
    "accepted",
    "abstract",
    "keywords",
    "introduction",
    "version",
];

/// Ends of words that titles have and surnames hardly.
const NOUN_ENDS: &[&str] = &[
    "tion", "tions", "ment", "ments", "ence", "ance", "ing", "els", "ics", "ity", "ism", "ology", "ures", "ems",
    "ools", "ods",
];

/// A line of the title page, where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub text: &'a str,
    pub span: Span,
}

/// The lines of a block as they stand in the file.
pub fn lines<'a>(prose: &'a Prose, block: &Block, source: &Source) -> Vec<Line<'a>> {
    let first = prose.segments.partition_point(|segment| segment.end <= block.start);
    let breaks = prose.segments[first..].iter().take_while(|segment| segment.start < block.end).filter(|segment| {
        !segment.verbatim && source.text.get(segment.span.range()).is_some_and(|text| text.contains(['\n', '\r']))
    });
    let mut parts: Vec<Range<u32>> = Vec::new();
    let mut start = block.start;
    for segment in breaks {
        parts.push(start..segment.start);
        start = segment.end;
    }
    parts.push(start..block.end);
    let worded = parts.into_iter().filter(|part| part.start < part.end);
    worded.map(|part| Line { text: prose.slice(part.clone()).trim(), span: prose.span(part) }).collect()
}

/// Whether a line is made of names, or of other words that stand below a title.
pub fn is_below_title(text: &str) -> bool {
    let line = Line { text, span: Span::default() };
    names(&line).is_some()
        || email(text).is_some()
        || is_institution(text)
        || text.starts_with("DOI")
        || text.contains("doi.org")
}

/// The authors named in lines below a title: lines of names, each followed by lines of affiliations and e-mails.
pub fn from_lines(lines: &[Line]) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    // The authors that an affiliation or e-mail below them belongs to.
    let mut current = 0;
    let (mut placed, mut mailed) = (false, false);
    for line in lines {
        let text = line.text;
        if let Some(email) = email(text) {
            match &mut authors[current..] {
                [author] => author.email = Some(email.to_owned()),
                authors => authors.iter_mut().filter(|author| belongs(email, &author.name)).for_each(|author| {
                    author.email.get_or_insert_with(|| email.to_owned());
                }),
            }
            mailed = true;
            continue;
        }
        if let Some(names) = names(line).filter(|_| !placed || mailed) {
            if placed || mailed {
                current = authors.len();
            }
            (placed, mailed) = (false, false);
            authors.extend(names);
        } else if is_institution(text) {
            let place =
                text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '*' | '†' | '‡' | '.'));
            for author in &mut authors[current..] {
                author.affiliations.push(place.to_owned());
            }
            placed = true;
        }
    }
    // With numbers on names and places, whose is whose is not told here: better nothing than all for each.
    if authors.len() > 1 && current == 0 && authors[0].affiliations.len() > 1 {
        authors.iter_mut().for_each(|author| author.affiliations.clear());
    }
    authors
}

fn email(text: &str) -> Option<&str> {
    let word = text.split([' ', ',', ';', '<', '>', '(', ')', '{', '}']).find(|word| word.contains('@'))?;
    let (user, host) = word.split_once('@')?;
    (!user.is_empty() && host.contains('.')).then_some(word.trim_end_matches('.'))
}

/// Whether an address is made of the name: it holds its last word.
fn belongs(email: &str, name: &str) -> bool {
    let family = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    family.chars().count() > 2 && email.to_lowercase().contains(&family)
}

fn is_institution(text: &str) -> bool {
    holds(text, INSTITUTIONS)
}

fn holds(text: &str, list: &[&str]) -> bool {
    crate::text::fold(text).split(|c: char| !c.is_alphabetic()).any(|word| list.contains(&word))
}

/// Whether a line that may be names goes on with the title above it.
pub fn is_title_still(above: &str, line: &str, below: Option<&str>) -> bool {
    const JOINTS: &[&str] =
        &["for", "and", "of", "the", "in", "with", "to", "a", "an", "on", "by", "from", "or", "via"];
    let last = above.trim_end().rsplit(' ').next().unwrap_or_default();
    let noun = NOUN_ENDS.iter().any(|end| line.trim_end().ends_with(end)) && !line.contains([',', '1']);
    JOINTS.contains(&last)
        || noun && below.is_some_and(|below| names(&Line { text: below, span: Span::default() }).is_some())
}

/// The names a line is made of; `None` where it holds anything else.
fn names(line: &Line) -> Option<Vec<Author>> {
    const LONGEST: usize = 600;
    let text = line.text;
    if text.len() > LONGEST
        || is_institution(text)
        || holds(text, NO_NAMES)
        || text.ends_with(['.', ':', '?']) && !text.ends_with("Jr.")
    {
        return None;
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (length, skip) = [", and ", " and ", " & ", ",", ";", "·", "   "]
            .iter()
            .filter_map(|mark| rest.find(mark).map(|end| (end, mark.len())))
            .min()
            .unwrap_or((rest.len(), 0));
        let piece = &rest[..length];
        let marks = |c: char| {
            c.is_numeric()
                || c.is_whitespace()
                || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '∗' | '\u{fffc}' | '(' | ')')
        };
        let name = piece.trim_matches(marks).trim_end_matches(" ID").trim_matches(marks);
        at += length + skip.max(1);
        if name.is_empty() || name == "ID" || name == "a" || name.len() == 1 {
            continue;
        }
        // A name that the line's end cut is left out.
        let cut = at >= text.len() && found.len() > 1 && !name.contains(' ') && name.starts_with(char::is_uppercase);
        if !is_name(name) {
            if cut {
                break;
            }
            return None;
        }
        found.push(Author {
            name: name.to_owned(),
            affiliations: Vec::new(),
            email: None,
            orcid: None,
            span: line.span,
        });
    }
    (!found.is_empty()).then_some(found)
}

const PARTICLES: &[&str] = &[
    "de", "da", "del", "della", "der", "den", "di", "dos", "du", "la", "le", "van", "von", "zu", "zur", "bin", "ibn",
    "al", "el", "ten", "ter", "y", "e",
];

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.last().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.iter().all(|word| {
            (word.starts_with(char::is_uppercase) || PARTICLES.contains(word))
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '\u{2010}' | '\u{301}'))
        })
        // Capitals throughout are a heading or a banner, unless they are initials.
        && words.iter().any(|word| word.chars().any(char::is_lowercase) || word.ends_with('.'))
}
