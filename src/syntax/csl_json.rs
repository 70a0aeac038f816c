//! CSL-JSON (what Zotero and Pandoc write), mapped to BibLaTeX's types and fields.
//!
//! Its own scanner, since places are needed: it takes what is well-formed and, at the first fault, keeps the items read
//! before it and says where it stopped.

use super::{Entry, EntryField, EntryFile, Problem, Spanned};
use std::ops::Range;

/// How deep arrays and objects may lie in one another.
const DEPTH: usize = 32;

/// The BibLaTeX field of a CSL variable that holds text or a number. What is missing here keeps its name.
const VARIABLES: [(&str, &str); 27] = [
    ("abstract", "abstract"),
    ("annote", "annotation"),
    ("archive", "eprinttype"),
    ("archive_location", "eprint"),
    ("arxiv", "eprint"),
    ("chapter-number", "chapter"),
    ("collection-number", "number"),
    ("collection-title", "series"),
    ("container-title", "journaltitle"),
    ("doi", "doi"),
    ("edition", "edition"),
    ("event-title", "eventtitle"),
    ("genre", "type"),
    ("isbn", "isbn"),
    ("issn", "issn"),
    ("issue", "number"),
    ("note", "note"),
    ("number", "number"),
    ("number-of-volumes", "volumes"),
    ("page", "pages"),
    ("pmcid", "pmcid"),
    ("pmid", "pmid"),
    ("publisher", "publisher"),
    ("publisher-place", "location"),
    ("title", "title"),
    ("url", "url"),
    ("volume", "volume"),
];

/// The BibTeX type of a CSL type.
const TYPES: [(&str, &str); 20] = [
    ("article", "unpublished"),
    ("article-journal", "article"),
    ("article-magazine", "article"),
    ("article-newspaper", "article"),
    ("bill", "legislation"),
    ("book", "book"),
    ("chapter", "incollection"),
    ("dataset", "dataset"),
    ("entry-dictionary", "inreference"),
    ("entry-encyclopedia", "inreference"),
    ("legislation", "legislation"),
    ("manuscript", "unpublished"),
    ("paper-conference", "inproceedings"),
    ("patent", "patent"),
    ("post", "online"),
    ("post-weblog", "online"),
    ("report", "report"),
    ("software", "software"),
    ("thesis", "thesis"),
    ("webpage", "online"),
];

/// A value of JSON with its place.
struct Json {
    value: Value,
    range: Range<u32>,
}

enum Value {
    Text(String),
    /// A number, `true`, `false` or `null`, as written.
    Bare(String),
    List(Vec<Json>),
    Object(Vec<(Spanned<String>, Json)>),
}

/// Reads a CSL-JSON file: an array of items, one item, or an object that holds them as `items` or `references`.
pub fn parse(text: &str) -> EntryFile {
    let mut scanner = Scanner { text, at: 0, problem: None };
    let root = scanner.value(0);
    let mut file = EntryFile::default();
    file.problems.extend(scanner.problem);
    match root {
        Some(Json { value: Value::List(items), .. }) => file.entries.extend(items.into_iter().filter_map(entry)),
        Some(Json { value: Value::Object(pairs), range }) => {
            let is_list = |(name, json): &(Spanned<String>, Json)| {
                matches!(name.value.as_str(), "items" | "references") && matches!(json.value, Value::List(_))
            };
            match pairs.iter().position(is_list) {
                Some(index) => {
                    if let Some((_, Json { value: Value::List(items), .. })) = pairs.into_iter().nth(index) {
                        file.entries.extend(items.into_iter().filter_map(entry));
                    }
                }
                None => file.entries.extend(entry(Json { value: Value::Object(pairs), range })),
            }
        }
        _ => {}
    }
    file
}

/// An item as an entry; `None` for one that has neither an id nor a type.
fn entry(item: Json) -> Option<Entry> {
    let Value::Object(pairs) = item.value else { return None };
    let start = item.range.start;
    let mut kind = None;
    let mut key = None;
    let mut fields = Vec::new();
    for (name, json) in pairs {
        match (name.value.as_str(), scalar(&json.value)) {
            ("type", Some(value)) => {
                let mapped = TYPES.iter().find(|(csl, _)| *csl == value).map_or("misc", |(_, bibtex)| bibtex);
                kind = Some(Spanned { value: mapped.to_owned(), range: json.range });
            }
            ("id", Some(value)) => key = Some(Spanned { value, range: inner(json.range, &json.value) }),
            _ => fields.extend(field(name, json)),
        }
    }
    if kind.is_none() && key.is_none() {
        return None;
    }
    let empty = |value: &str| Spanned { value: value.to_owned(), range: start..start };
    let mut entry = Entry {
        kind: kind.unwrap_or_else(|| empty("misc")),
        key: key.unwrap_or_else(|| empty("")),
        fields,
        range: item.range,
    };
    if matches!(entry.kind.value.as_str(), "incollection" | "inproceedings" | "inreference") {
        for field in entry.fields.iter_mut().filter(|field| field.name.value == "journaltitle") {
            field.name.value = "booktitle".to_owned();
        }
    }
    if entry.kind.value == "report" {
        for field in entry.fields.iter_mut().filter(|field| field.name.value == "publisher") {
            field.name.value = "institution".to_owned();
        }
    }
    Some(entry)
}

fn field(name: Spanned<String>, json: Json) -> Option<EntryField> {
    let lower = name.value.to_ascii_lowercase();
    let named = |mapped: &str| Spanned { value: mapped.to_owned(), range: name.range.clone() };
    let (mapped, value, raw) = match &json.value {
        Value::List(people) if people.iter().any(|person| matches!(person.value, Value::Object(_))) => {
            let names: Vec<String> = people.iter().filter_map(person).collect();
            let raw = names.join(" and ");
            (named(&lower), raw.replace(['{', '}'], ""), raw)
        }
        Value::Object(_) => {
            let date = date(&json.value)?;
            let mapped = match lower.as_str() {
                "issued" => "date",
                "accessed" => "urldate",
                "event-date" => "eventdate",
                "original-date" => "origdate",
                _ => return None,
            };
            (named(mapped), date.clone(), date)
        }
        value => {
            let text = scalar(value)?;
            let mapped = VARIABLES.iter().find(|(csl, _)| *csl == lower).map_or(lower.as_str(), |(_, field)| field);
            let plain = unmarked(&text);
            (named(mapped), plain, text)
        }
    };
    Some(EntryField { name: mapped, value: Spanned { value, range: json.range }, raw })
}

/// A name as BibTeX writes it: `von Berg, Jr., Given`, an organisation in braces.
fn person(json: &Json) -> Option<String> {
    let Value::Object(pairs) = &json.value else { return None };
    let part = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key.value == name).and_then(|(_, json)| scalar(&json.value));
        found.filter(|text| !text.is_empty())
    };
    if let Some(literal) = part("literal") {
        return Some(format!("{{{literal}}}"));
    }
    let particles = [part("dropping-particle"), part("non-dropping-particle"), part("family")];
    let family = particles.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [Some(family), part("suffix"), part("given")];
    match parts.map(Option::unwrap_or_default) {
        [family, _, given] if family.is_empty() => (!given.is_empty()).then(|| format!("{{{given}}}")),
        [family, suffix, given] if suffix.is_empty() && given.is_empty() => Some(format!("{{{family}}}")),
        [family, suffix, given] if suffix.is_empty() => Some(format!("{family}, {given}")),
        [family, suffix, given] => Some(format!("{family}, {suffix}, {given}")),
    }
}

/// A date as ISO 8601 writes it, from `date-parts`, `literal` or `raw`.
fn date(value: &Value) -> Option<String> {
    let Value::Object(pairs) = value else { return None };
    let get = |name: &str| pairs.iter().find(|(key, _)| key.value == name).map(|(_, json)| &json.value);
    if let Some(Value::List(dates)) = get("date-parts") {
        let written = dates.iter().filter_map(|date| {
            let Value::List(parts) = &date.value else { return None };
            let parts: Vec<String> = parts.iter().filter_map(|part| scalar(&part.value)).collect();
            (!parts.is_empty()).then(|| {
                let padded = parts
                    .iter()
                    .enumerate()
                    .map(|(at, part)| if at == 0 { part.clone() } else { format!("{part:0>2}") });
                padded.collect::<Vec<_>>().join("-")
            })
        });
        let written = written.collect::<Vec<_>>().join("/");
        return (!written.is_empty()).then_some(written);
    }
    get("raw").or_else(|| get("literal")).and_then(scalar)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Bare(text) if text != "null" => Some(text.clone()),
        _ => None,
    }
}

/// Without the HTML that CSL allows in titles.
fn unmarked(text: &str) -> String {
    let mut text = text.to_owned();
    for tag in ["<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", "<sup>", "</sup>", "</span>"] {
        if text.contains(tag) {
            text = text.replace(tag, "");
        }
    }
    while let Some(start) = text.find("<span ")
        && let Some(length) = text[start..].find('>')
    {
        text.replace_range(start..=start + length, "");
    }
    text.trim().to_owned()
}

/// The range of a string without its quotes.
fn inner(range: Range<u32>, value: &Value) -> Range<u32> {
    match value {
        Value::Text(_) => range.start + 1..range.end - 1,
        _ => range,
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    problem: Option<Problem>,
}

impl Scanner<'_> {
    /// The value at hand. `None` where there is none; after a fault, what was read of a list or object before it.
    fn value(&mut self, depth: usize) -> Option<Json> {
        self.skip_blanks();
        let start = self.at;
        let value = match self.peek() {
            _ if depth > DEPTH => return self.fail("is nested too deep"),
            Some(b'"') => Value::Text(self.string()?),
            Some(b'[') => Value::List(self.list(depth)),
            Some(b'{') => Value::Object(self.object(depth)),
            _ => {
                let bare = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
                let length = self.text.as_bytes()[start..].iter().take_while(|byte| bare(byte)).count();
                if length == 0 {
                    return self.fail("is not JSON here");
                }
                self.at += length;
                Value::Bare(self.text[start..self.at].to_owned())
            }
        };
        Some(Json { value, range: start as u32..self.at as u32 })
    }

    fn list(&mut self, depth: usize) -> Vec<Json> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.closes(b']') {
            let Some(item) = self.value(depth + 1) else { break };
            items.push(item);
            if !self.parts(b']') {
                break;
            }
        }
        items
    }

    fn object(&mut self, depth: usize) -> Vec<(Spanned<String>, Json)> {
        self.at += 1;
        let mut pairs = Vec::new();
        while !self.closes(b'}') {
            let start = self.at as u32;
            if self.peek() != Some(b'"') {
                self.fail::<()>("lacks a name here");
                break;
            }
            let Some(name) = self.string() else { break };
            let range = start + 1..self.at as u32 - 1;
            self.skip_blanks();
            if self.peek() != Some(b':') {
                self.fail::<()>("lacks a colon here");
                break;
            }
            self.at += 1;
            let Some(value) = self.value(depth + 1) else { break };
            pairs.push((Spanned { value: name, range }, value));
            if !self.parts(b'}') {
                break;
            }
        }
        pairs
    }

    /// Whether the list or object ends here; then it is passed.
    fn closes(&mut self, close: u8) -> bool {
        self.skip_blanks();
        let closes = self.peek() == Some(close);
        self.at += usize::from(closes);
        closes
    }

    /// Passes a comma; whether there is one, or the end that the next round passes.
    fn parts(&mut self, close: u8) -> bool {
        self.skip_blanks();
        match self.peek() {
            _ if self.problem.is_some() => false,
            Some(b',') => {
                self.at += 1;
                true
            }
            Some(byte) if byte == close => true,
            _ => self.fail::<()>("lacks a comma here").is_some(),
        }
    }

    fn string(&mut self) -> Option<String> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut at = start + 1;
        loop {
            match bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
                Some(found) if bytes[at + found] == b'"' => {
                    at += found + 1;
                    break;
                }
                Some(found) => at += found + 2,
                None => return self.fail("has a string without its end"),
            }
        }
        let written = self.text.get(start..at)?;
        self.at = at;
        // Line ends inside a string are no JSON, yet they occur.
        let read = serde_json::from_str(written);
        Some(read.unwrap_or_else(|_| written[1..written.len() - 1].to_owned()))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Notes the first fault.
    fn fail<T>(&mut self, what: &str) -> Option<T> {
        let at = self.text.floor_char_boundary(self.at.min(self.text.len()));
        let end = self.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let problem = Problem { message: format!("the file {what}"), start: at as u32, end: end as u32 };
        self.problem.get_or_insert(problem);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn items_become_entries_with_places() {
        let text = r#"[{"id": "berg2019", "type": "chapter", "title": "On <i>dogs</i> \u00e4",
            "author": [{"family": "Berg", "given": "J.", "non-dropping-particle": "von der"}, {"literal": "Dog Society"}],
            "container-title": "Animals", "issued": {"date-parts": [[2019, 3]]}, "DOI": "10.1000/x", "page": "1-2"}]"#;
        let file = parse(text);
        let entry = &file.entries[0];
        let value = |name| entry.field(name).map(|field| field.value.value.as_str());
        assert_eq!(entry.kind.value, "incollection");
        assert_eq!(&text[entry.key.range.start as usize..entry.key.range.end as usize], "berg2019");
        assert_eq!(value("title"), Some("On dogs ä"));
        assert_eq!(entry.field("author").unwrap().raw, "von der Berg, J. and {Dog Society}");
        assert_eq!(
            (value("booktitle"), value("date"), value("doi")),
            (Some("Animals"), Some("2019-03"), Some("10.1000/x"))
        );
        let range = entry.field("doi").unwrap().value.range.clone();
        assert_eq!(&text[range.start as usize..range.end as usize], "\"10.1000/x\"");
        assert!(file.problems.is_empty());
    }

    #[test]
    fn a_broken_file_keeps_what_comes_before_the_fault() {
        let file = parse(r#"[{"id": "a", "type": "book"}, {"id": "b" "type": "book"}]"#);
        assert_eq!(file.entries.iter().map(|entry| entry.key.value.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(file.problems.len(), 1);
        for text in ["", "[", "{\"a", "[{\"id\":\"\\", "nonsense", "\u{e4}", "[\"\\\u{e4}"] {
            assert!(parse(text).entries.is_empty(), "{text}");
        }
        parse(&"[".repeat(100_000));
        parse(&"{\"a\":".repeat(100_000));
    }
}
