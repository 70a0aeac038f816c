use super::{Name, Parsed, Phrase, Reference, ReferenceKind, Year, names};
use crate::source::{FileId, Span};
use crate::syntax::{Entry, EntryField, EntryFile};
use rustc_hash::FxHashMap;

/// How far fields are inherited: an entry, its parent, and so on.
const GENERATIONS: usize = 4;

/// The entries of the data files as references. Entries that only serve others (`@xdata`, `@set`, style switches) are
/// none; what `crossref` and `xdata` name gives the fields that an entry lacks.
pub fn read_entries(data: &[(FileId, EntryFile)]) -> Vec<Reference> {
    let heirs = Inheritance::new(data);
    let entries = data.iter().flat_map(|(file, entries)| entries.entries.iter().map(|entry| (*file, entry)));
    entries.filter(|(_, entry)| is_listed(entry)).map(|(file, entry)| reference(file, entry, &heirs)).collect()
}

/// Whether an entry is a work of its own, not one that only serves others.
pub fn is_listed(entry: &Entry) -> bool {
    !matches!(entry.kind.value.as_str(), "xdata" | "set" | "control" | "ieeetranbstctl")
}

/// Puts what the markup says of a printed entry over what was read from its words. Where it says most of it, words that
/// it leaves bare are no field.
pub fn state(reference: &mut Reference, entry: &Entry) {
    let inheritance = Inheritance::new(&[]);
    let stated = self::reference(reference.span.file, entry, &inheritance);
    let is_named = !stated.authors.is_empty() || !stated.editors.is_empty();
    let parts = [is_named, stated.year.is_some(), stated.title.is_some(), stated.container.is_some()];
    let is_whole = parts.iter().filter(|part| **part).count() >= 2;
    if is_named || is_whole {
        reference.authors = stated.authors;
        reference.authors_confidence = stated.authors_confidence;
        reference.et_al = stated.et_al;
        reference.editors = stated.editors;
    }
    if is_whole || entry.kind.value != "misc" {
        reference.kind = stated.kind;
    }
    let put = |field: &mut Option<Parsed<String>>, value: Option<Parsed<String>>| {
        if is_whole || value.is_some() {
            *field = value;
        }
    };
    put(&mut reference.title, stated.title);
    put(&mut reference.container, stated.container);
    put(&mut reference.volume, stated.volume);
    put(&mut reference.issue, stated.issue);
    put(&mut reference.pages, stated.pages);
    put(&mut reference.publisher, stated.publisher);
    if is_whole || stated.year.is_some() {
        reference.year = stated.year;
    }
    // Identifiers are seldom marked.
    reference.doi = stated.doi.or(reference.doi.take());
    reference.url = stated.url.or(reference.url.take());
}

/// The entries by key, for the fields that one takes from another.
pub struct Inheritance<'a>(FxHashMap<&'a str, &'a Entry>);

impl<'a> Inheritance<'a> {
    /// Of several entries with one key the first counts.
    pub fn new(data: &'a [(FileId, EntryFile)]) -> Inheritance<'a> {
        let mut by_key: FxHashMap<&str, &Entry> = FxHashMap::default();
        for entry in data.iter().flat_map(|(_, file)| &file.entries) {
            by_key.entry(&entry.key.value).or_insert(entry);
        }
        Inheritance(by_key)
    }

    /// The first of these fields that the entry has filled in, or one that it inherits; and whether it is its own.
    pub fn field(&self, entry: &'a Entry, names: &[&str]) -> Option<(&'a EntryField, bool)> {
        let own = |entry: &'a Entry| {
            names.iter().find_map(|name| entry.field(name).filter(|field| !field.value.value.is_empty()))
        };
        if let Some(field) = own(entry) {
            return Some((field, true));
        }
        let heir = entry;
        let mut entry = entry;
        for generation in 0..GENERATIONS {
            let (parent, crossed) = parent(entry)?;
            entry = self.0.get(parent)?;
            let blocked = |name: &&str| crossed && matches!(*name, "doi" | "url" | "pages" | "author" | "eid");
            let inherited = if crossed {
                // A parent's title is the child's booktitle; its identifiers and authors are its own.
                match names {
                    ["booktitle", ..] | ["journaltitle", ..] => own(entry).or_else(|| entry.field("title")),
                    ["title", ..] => None,
                    names if names.iter().any(blocked) => None,
                    _ => own(entry),
                }
            } else {
                own(entry)
            };
            if let Some(field) = inherited {
                return Some((field, false));
            }
            if generation > 0 && std::ptr::eq(entry, heir) {
                break;
            }
        }
        None
    }

    /// Whether it names a parent that is not there.
    pub fn is_orphan(&self, entry: &Entry) -> bool {
        parent(entry).is_some_and(|(key, _)| !self.0.contains_key(key))
    }
}

/// The key that an entry inherits from, and whether by `crossref`.
fn parent(entry: &Entry) -> Option<(&str, bool)> {
    let through =
        entry.field("xdata").map(|field| (field, false)).or_else(|| entry.field("crossref").map(|field| (field, true)));
    through.map(|(field, crossed)| (field.value.value.split(',').next().unwrap_or_default().trim(), crossed))
}

struct Fields<'a> {
    file: FileId,
    entry: &'a Entry,
    heirs: &'a Inheritance<'a>,
}

impl<'a> Fields<'a> {
    /// The first of these fields that the entry has, or one that it inherits. The place is the entry's own.
    fn get(&self, names: &[&str]) -> Option<(&'a EntryField, bool)> {
        self.heirs.field(self.entry, names)
    }

    fn text(&self, names: &[&str]) -> Option<Parsed<String>> {
        let (field, own) = self.get(names)?;
        Some(Parsed { value: field.value.value.clone(), span: self.place(field, own), confidence: 1.0 })
    }

    fn place(&self, field: &EntryField, own: bool) -> Span {
        let range = if own { field.value.range.clone() } else { self.entry.kind.range.clone() };
        Span { file: self.file, start: range.start, end: range.end }
    }

    fn names(&self, names: &[&str]) -> (Vec<Name>, bool) {
        self.get(names).map(|(field, _)| names::read_bibtex(&field.raw)).unwrap_or_default()
    }
}

fn reference<'a>(file: FileId, entry: &'a Entry, heirs: &'a Inheritance<'a>) -> Reference {
    let fields = Fields { file, entry, heirs };
    let span = |range: &std::ops::Range<u32>| Span { file, start: range.start, end: range.end };
    let (authors, et_al) = fields.names(&["author"]);
    let (editors, _) = fields.names(&["editor"]);
    let in_book =
        matches!(entry.kind.value.as_str(), "inbook" | "incollection" | "inproceedings" | "conference" | "inreference");
    let container: &[&str] =
        if in_book { &["booktitle", "journaltitle", "journal"] } else { &["journaltitle", "journal", "booktitle"] };
    let words: Vec<&str> = entry.fields.iter().map(|field| field.value.value.as_str()).collect();
    let mut title = fields.text(&["title"]);
    if let (Some(title), Some((subtitle, _))) = (&mut title, fields.get(&["subtitle"])) {
        title.value = format!("{}: {}", title.value, subtitle.value.value);
    }
    Reference {
        number: None,
        key: (!entry.key.value.is_empty())
            .then(|| Phrase { text: entry.key.value.clone(), span: span(&entry.key.range) }),
        kind: kind(entry),
        raw: words.join(" "),
        span: span(&entry.range),
        authors_confidence: if authors.is_empty() { 0.0 } else { 1.0 },
        authors,
        et_al,
        editors,
        year: year(&fields),
        title,
        container: fields.text(container),
        volume: fields.text(&["volume"]),
        issue: fields.text(&["number", "issue"]),
        pages: fields.text(&["pages", "eid", "articleno"]),
        publisher: fields.text(&["publisher", "institution", "school", "organization"]),
        doi: fields.text(&["doi"]),
        url: fields
            .text(&["url"])
            .or_else(|| fields.text(&["howpublished"]).filter(|field| field.value.contains("://"))),
    }
}

/// `year`, else the year of `date`: the first four digits that stand together.
fn year(fields: &Fields) -> Option<Parsed<Year>> {
    let (field, own) = fields.get(&["year", "date", "issued"])?;
    let text = field.value.value.as_str();
    let digits = |at: &usize| text.as_bytes()[*at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let starts_number = |at: &usize| *at == 0 || !text.as_bytes()[at - 1].is_ascii_digit();
    let start = (0..text.len()).find(|at| starts_number(at) && digits(at) == 4);
    let number = start.and_then(|at| text[at..at + 4].parse().ok());
    let suffix = start.and_then(|at| {
        let mut rest = text[at + 4..].chars();
        rest.next().filter(|c| c.is_ascii_lowercase() && !rest.as_str().starts_with(char::is_alphanumeric))
    });
    Some(Parsed { value: Year { number, suffix }, span: fields.place(field, own), confidence: 1.0 })
}

fn kind(entry: &Entry) -> ReferenceKind {
    let says = |name: &str, words: &[&str]| {
        entry.field(name).is_some_and(|field| {
            let lower = field.value.value.to_lowercase();
            words.iter().any(|word| lower.contains(word))
        })
    };
    let preprint = &["arxiv", "biorxiv", "medrxiv", "psyarxiv", "ssrn", "preprint"];
    let unpublished = entry.field("volume").is_none() && entry.field("booktitle").is_none();
    let archived = ["journal", "journaltitle", "archiveprefix", "eprinttype", "note", "howpublished", "publisher"];
    if unpublished
        && archived.iter().any(|name| says(name, preprint))
        && (entry.field("journal").is_none() || says("journal", preprint))
    {
        return ReferenceKind::Preprint;
    }
    match entry.kind.value.as_str() {
        "article" | "periodical" | "suppperiodical" => ReferenceKind::Article,
        "book" | "mvbook" | "collection" | "mvcollection" | "booklet" | "reference" => ReferenceKind::Book,
        "inbook" | "incollection" | "bookinbook" | "suppbook" | "inreference" => ReferenceKind::Chapter,
        "inproceedings" | "conference" | "proceedings" | "mvproceedings" => ReferenceKind::Proceedings,
        "phdthesis" | "mastersthesis" | "thesis" => ReferenceKind::Thesis,
        "report" | "techreport" | "manual" => ReferenceKind::Report,
        "software" => ReferenceKind::Software,
        "dataset" => ReferenceKind::Dataset,
        "online" | "electronic" | "www" => ReferenceKind::Web,
        "misc" if entry.field("url").is_some() || entry.field("howpublished").is_some() => ReferenceKind::Web,
        _ => ReferenceKind::Other,
    }
}
