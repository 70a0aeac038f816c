//! The reference list: its entries as words, and the fields that the markup gives.

use super::Reader;
use crate::syntax::xml::ItemKind;
use crate::syntax::{Entry, EntryField, Kind, Spanned};
use std::ops::Range;

/// The elements that hold a reference, in the order in which one of several is taken.
const CITATIONS: &[&str] = &["element-citation", "mixed-citation", "nlm-citation", "citation"];

/// The field of reference data that an element is.
fn field_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "article-title" | "chapter-title" | "data-title" | "part-title" => "title",
        "volume" => "volume",
        "issue" => "number",
        "elocation-id" => "eid",
        "year" => "year",
        "publisher-name" => "publisher",
        "edition" => "edition",
        "isbn" => "isbn",
        "issn" => "issn",
        _ => return None,
    })
}

impl Reader<'_> {
    pub(super) fn reference_list(&mut self, at: usize) {
        let document = self.document;
        let title = document.child(at, "title").filter(|&title| !document.words(title).is_empty());
        let level = self.level;
        match title {
            Some(title) => {
                self.worded(Kind::Heading { level }, document.inside(title), |reader| reader.inlines(title));
            }
            None => self.said_heading("References", document.tag(at)),
        }
        let range = document.inside(at);
        self.builder.open(Kind::Division { classes: "references".into() }, range.start);
        for child in document.children(at).filter(|&child| Some(child) != title) {
            match document.name(child) {
                "ref" => self.reference(child),
                "ref-list" => self.reference_list(child),
                _ => self.comment(child),
            }
        }
        self.builder.close(range.end);
    }

    fn reference(&mut self, at: usize) {
        let document = self.document;
        let holder = document.child(at, "citation-alternatives").unwrap_or(at);
        let citation = CITATIONS.iter().find_map(|name| document.child(holder, name));
        let Some(citation) = citation.or_else(|| document.child(at, "note")) else { return };
        let range = document.inside(citation);
        let Some((key, place)) = document.attribute(at, "id") else {
            return self.worded(Kind::Paragraph, range, |reader| reader.inlines(citation));
        };
        self.worded(Kind::Paragraph, place.start..range.end, |reader| {
            reader.builder.leaf(Kind::EntryKey(key.as_ref().into()), place.clone());
            reader.builder.skip(range.start);
            if is_punctuated(reader, citation) { reader.inlines(citation) } else { reader.composed(citation) }
        });
        self.deferred.clear();
        let key = Spanned { value: key.into_owned(), range: place.start as u32..place.end as u32 };
        let entry = self.entry(at, citation, key);
        self.entries.push(entry);
    }

    /// The parts of a reference with the marks that a typesetter would put between them.
    fn composed(&mut self, citation: usize) {
        let document = self.document;
        let mut before: Option<(usize, &str)> = None;
        let mut skip = 0;
        for at in document.descendants(citation) {
            if at < skip || !matches!(document.items[at].kind, ItemKind::Element { .. }) {
                continue;
            }
            let is_group =
                matches!(document.name(at), "person-group" | "name" | "string-name" | "collab-alternatives" | "date");
            if is_group {
                continue;
            }
            skip = document.items[at].next as usize;
            if document.words(at).is_empty() && document.name(at) != "etal" {
                continue;
            }
            let (name, inside) = (document.name(at), document.inside(at));
            if let Some((end, last)) = before {
                let mark = match (last, name) {
                    ("surname", "given-names" | "suffix") | ("given-names", "suffix") => " ",
                    (_, "surname" | "collab" | "etal" | "role") => ", ",
                    ("volume", "issue") => "(",
                    ("issue", "fpage" | "elocation-id") => "): ",
                    ("issue", _) => "). ",
                    ("fpage", "lpage") => "–",
                    ("volume", "fpage" | "elocation-id") => ": ",
                    ("publisher-loc", "publisher-name") => ": ",
                    (_, "volume" | "month" | "day" | "publisher-name") => ", ",
                    _ if document.text[..end].ends_with(['.', '?', '!']) => " ",
                    _ => ". ",
                };
                self.said(mark, end..inside.start);
            }
            if name == "etal" {
                self.said("et al.", document.range(at));
            } else {
                self.inlines(at);
            }
            before = Some((document.inside(at).end, name));
        }
    }

    /// The fields that the markup gives.
    fn entry(&self, at: usize, citation: usize, key: Spanned<String>) -> Entry {
        let document = self.document;
        let mut fields: Vec<EntryField> = Vec::new();
        let mut add = |name: &str, value: String, raw: Option<String>, range: Range<usize>| {
            if !value.is_empty() {
                let place = range.start as u32..range.end as u32;
                let raw = raw.unwrap_or_else(|| value.clone());
                let name = Spanned { value: name.to_owned(), range: place.clone() };
                fields.push(EntryField { name, value: Spanned { value, range: place }, raw });
            }
        };
        if let Some(label) = document.child(at, "label").or_else(|| document.child(citation, "label")) {
            let words = document.words(label);
            add("label", words.trim_matches(['[', ']', '(', ')', '.', ' ']).to_owned(), None, document.inside(label));
        }
        let (mut authors, mut editors): (Vec<(String, Range<usize>)>, Vec<_>) = (Vec::new(), Vec::new());
        let (mut first, mut last) = (None, None);
        let mut has_title = false;
        let mut source = None;
        for item in document.descendants(citation) {
            let inside = document.inside(item);
            match document.name(item) {
                "name" | "string-name" | "collab" | "etal" => {
                    let group = self.group_of(citation, item);
                    let list = if group == "editor" { &mut editors } else { &mut authors };
                    let is_author = matches!(&*group, "author" | "allauthors" | "" | "editor");
                    if let Some(name) = self.listed_name(item).filter(|_| is_author) {
                        list.push((name, inside));
                    }
                }
                "source" => source = Some(item),
                "fpage" => first = Some(item),
                "lpage" => last = Some(item),
                "pub-id" => {
                    let kind = document.value(item, "pub-id-type");
                    if kind == "doi" {
                        add("doi", document.words(item), None, inside);
                    }
                }
                "ext-link" | "uri" => {
                    let href = document.value(item, "href").into_owned();
                    let address = if href.contains("://") { href } else { document.words(item) };
                    if address.contains("doi.org/") {
                        add("doi", address, None, document.range(item));
                    } else if address.contains("://") {
                        add("url", address, None, document.range(item));
                    }
                }
                name => {
                    if let Some(field) = field_of(name) {
                        has_title |= field == "title";
                        add(field, document.words(item), None, inside);
                    }
                }
            }
        }
        // A group beside persons is the one that they write for; nobody cites it with them.
        if authors.iter().any(|(name, _)| is_person(name)) {
            authors.retain(|(name, _)| is_person(name) || name == OTHERS);
        }
        let whole = document.inside(citation);
        for (name, list) in [("author", authors), ("editor", editors)] {
            if let (Some((_, from)), Some((_, to))) = (list.first(), list.last()) {
                let range = from.start..to.end.max(from.start);
                let raw = list.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" and ");
                add(name, raw.clone(), Some(raw), range);
            }
        }
        let stated = ["publication-type", "citation-type"].iter().find_map(|name| document.attribute(citation, name));
        let stated = stated.map(|(kind, _)| kind.to_lowercase()).unwrap_or_default();
        let kind = match stated.as_str() {
            "journal" | "article" | "article-journal" | "magazine" | "newspaper" => "article",
            "book" if has_title => "incollection",
            "chapter" | "book-chapter" => "incollection",
            "book" | "monograph" => "book",
            "confproc" | "conf-proceedings" | "conference" | "paper-conference" => "inproceedings",
            "thesis" => "phdthesis",
            "report" | "gov" | "standard" => "techreport",
            "software" => "software",
            "data" | "dataset" | "database" => "dataset",
            "web" | "webpage" | "website" | "online" => "online",
            _ => "misc",
        };
        if let Some(source) = source {
            let name = match kind {
                "incollection" | "inproceedings" => "booktitle",
                _ if has_title => "journal",
                "article" => "journal",
                _ => "title",
            };
            add(name, document.words(source), None, document.inside(source));
        }
        if let Some(first) = first {
            let pages = match last {
                Some(last) => format!("{}–{}", document.words(first), document.words(last)),
                None => document.words(first),
            };
            let end = document.inside(last.unwrap_or(first)).end;
            let start = document.inside(first).start;
            add("pages", pages, None, start..end.max(start));
        }
        let place = key.range.clone();
        let kind = Spanned { value: kind.to_owned(), range: place };
        Entry { kind, key, fields, range: whole.start as u32..whole.end as u32 }
    }

    /// The kind of the group that a person is listed in.
    fn group_of(&self, citation: usize, item: usize) -> String {
        let document = self.document;
        let group = document.children(citation).find(|&child| {
            child < item && item < document.items[child].next as usize && document.name(child) == "person-group"
        });
        group.map(|group| document.value(group, "person-group-type").into_owned()).unwrap_or_default()
    }

    /// A person as reference data writes it: `Family, Given`; an organisation in braces.
    fn listed_name(&self, item: usize) -> Option<String> {
        let document = self.document;
        let part =
            |name: &str| document.child(item, name).map(|it| plain(&document.words(it))).filter(|it| !it.is_empty());
        match document.name(item) {
            "etal" => Some(OTHERS.to_owned()),
            "collab" => {
                Some(plain(&document.words(item))).filter(|name| !name.is_empty()).map(|name| format!("{{{name}}}"))
            }
            _ => match (part("surname"), part("given-names")) {
                (Some(surname), Some(given)) => Some(format!("{{{surname}}}, {given}")),
                (Some(surname), None) => Some(format!("{{{surname}}}")),
                (None, _) => Some(plain(&document.words(item))).filter(|name| !name.is_empty()),
            },
        }
    }
}

/// How reference data writes "et al."
const OTHERS: &str = "others";

/// Whether a listed name has a given name.
fn is_person(name: &str) -> bool {
    name.contains("}, ")
}

/// A name without the characters that mean something in reference data.
fn plain(name: &str) -> String {
    name.replace(['{', '}', '\\'], "")
}

/// Whether a reference has the marks between its parts that a reader sees.
fn is_punctuated(reader: &Reader, citation: usize) -> bool {
    let document = reader.document;
    let mut own = document.children(citation).filter(|&child| document.items[child].kind == ItemKind::Text);
    own.any(|child| !document.text[document.range(child)].trim().is_empty())
}
