use super::Author;
use crate::source::{FileId, Span};
use crate::syntax::{Meta, MetaValue};

/// Words by which an institution is known.
const INSTITUTIONS: &[&str] = &[
    "universit",
    "institut",
    "academy",
    "college",
    "department",
    "school",
    "faculty",
    "laborator",
    "hospital",
    "centre",
    "center",
    "division",
    "ministry",
    "council",
    "company",
    "inc.",
    "ltd",
    "gmbh",
    "station",
    "museum",
    "agency",
    "foundation",
    "clinic",
    "research group",
    "observatory",
];

/// The authors that the front matter names, in the forms that Pandoc, JOSS, Quarto and R Markdown have.
pub fn from_meta(meta: &Meta, file: FileId) -> Vec<Author> {
    let Some(list) = ["author", "authors"].iter().find_map(|key| meta.get(key)) else { return Vec::new() };
    let institutions = meta.get("affiliations").or_else(|| meta.get("institute"));
    let institution = |index: &str| -> Option<String> {
        let items = institutions?.items();
        let by_index = items
            .iter()
            .find(|item| ["index", "id", "ref"].iter().any(|key| item.get(key).and_then(Meta::text) == Some(index)));
        by_index.or_else(|| items.get(index.parse::<usize>().ok()?.checked_sub(1)?)).and_then(institution_name)
    };
    let mut authors = Vec::new();
    for item in list.items() {
        let span = Span { file, start: item.range.start, end: item.range.end };
        match &item.value {
            MetaValue::Text(names) => {
                // One line may hold several: "A. Wu and B. Lin".
                for name in split_names(names) {
                    authors.push(Author { name, affiliations: Vec::new(), email: None, orcid: None, span });
                }
            }
            MetaValue::Map(_) => {
                let Some(name) = name_of(item) else { continue };
                let text = |key: &str| item.get(key).and_then(Meta::text).map(str::to_owned);
                let mut affiliations = Vec::new();
                for value in ["affiliation", "affiliations", "institute"].iter().filter_map(|key| item.get(key)) {
                    for entry in value.items() {
                        match entry.text() {
                            Some(words) => {
                                let marks: Vec<&str> =
                                    words.split([',', ' ']).map(str::trim).filter(|m| !m.is_empty()).collect();
                                let named: Vec<String> = marks.iter().filter_map(|mark| institution(mark)).collect();
                                match named.is_empty() || named.len() < marks.len() {
                                    true => affiliations.push(words.trim().to_owned()),
                                    false => affiliations.extend(named),
                                }
                            }
                            None => affiliations.extend(institution_name(entry)),
                        }
                    }
                }
                authors.push(Author { name, affiliations, email: text("email"), orcid: text("orcid"), span });
            }
            MetaValue::List(_) | MetaValue::Null => {}
        }
    }
    authors
}

fn name_of(item: &Meta) -> Option<String> {
    let name = item.get("name");
    if let Some(text) = name.and_then(Meta::text) {
        return Some(text.trim().to_owned());
    }
    let part = |names: &[&str]| {
        names.iter().find_map(|key| name.and_then(|name| name.get(key)).or_else(|| item.get(key)).and_then(Meta::text))
    };
    let given = part(&["given", "given-names", "first", "firstname"]).unwrap_or_default();
    let family = part(&["family", "surname", "last", "lastname", "literal"])?;
    Some(format!("{given} {family}").trim().to_owned())
}

fn institution_name(item: &Meta) -> Option<String> {
    item.text().or_else(|| item.get("name").and_then(Meta::text)).map(|name| name.trim().to_owned())
}

/// A line of the title page, where it stands.
pub struct Line<'a> {
    pub text: &'a str,
    pub span: Span,
}

/// The authors that the lines between the title and the abstract name: the first lines that are names and no
/// institution. Institutions go to all authors, an e-mail to the only one.
pub fn from_lines(lines: &[Line]) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    let mut affiliations = Vec::new();
    let mut emails = Vec::new();
    for line in lines {
        let folded = line.text.to_lowercase();
        emails.extend(
            line.text.split([' ', ',', ';', '(', ')', '<', '>']).filter(|word| is_email(word)).map(str::to_owned),
        );
        if INSTITUTIONS.iter().any(|word| folded.contains(word)) {
            affiliations.push(line.text.trim().trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned());
        } else if affiliations.is_empty() && !line.text.contains('@') && !line.text.contains("http") {
            let names = split_names(line.text);
            if !names.is_empty() && names.iter().all(|name| is_name(name)) {
                let author =
                    |name| Author { name, affiliations: Vec::new(), email: None, orcid: None, span: line.span };
                authors.extend(names.into_iter().map(author));
            }
        }
    }
    if let [only] = &mut authors[..] {
        only.email = emails.first().cloned();
    }
    for author in &mut authors {
        author.affiliations.clone_from(&affiliations);
    }
    authors
}

fn split_names(line: &str) -> Vec<String> {
    let line = line.replace(" and ", ",").replace(" & ", ",").replace(';', ",");
    let strip = |c: char| {
        c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | '¶' | ' ' | '^' | '\u{fffc}' | '¹' | '²' | '³')
    };
    line.split(',').map(|part| part.trim_matches(strip).to_owned()).filter(|part| part.chars().count() > 1).collect()
}

/// Two to five words that begin with capitals, particles aside.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let particle = |word: &str| word.len() <= 4 && word.chars().all(char::is_lowercase);
    (2..=5).contains(&words.len())
        && !text.ends_with('.')
        && !text.contains([':', '(', '/', '?', '!'])
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || particle(word))
        && words.last().is_some_and(|word| word.starts_with(char::is_uppercase) && word.chars().count() > 1)
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.ends_with('.'))
}
