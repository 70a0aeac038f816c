use crate::diagnostic::Finding;
use crate::paper::reference::Inheritance;
use crate::paper::{Paper, ReferenceKind};
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::syntax::Entry;

/// A field that a type asks for: what a message calls it, and the fields of which one is enough.
type Required = (&'static str, &'static [&'static str]);

const AUTHOR: Required = (
    "author",
    &["author", "editor", "shortauthor", "translator", "bookauthor", "organization", "institution", "collaboration"],
);
const TITLE: Required = ("title", &["title", "shorttitle", "maintitle"]);
const YEAR: Required = ("year", &["year", "date", "issued", "eventdate", "pubstate"]);
const JOURNAL: Required = ("journal", &["journaltitle", "journal", "shortjournal", "booktitle", "journalsubtitle"]);
const BOOK: Required = ("booktitle", &["booktitle", "maintitle", "journaltitle", "journal", "eventtitle", "series"]);
const SCHOOL: Required = ("school", &["school", "institution", "publisher", "organization"]);
const INSTITUTION: Required =
    ("institution", &["institution", "publisher", "organization", "school", "author", "series", "journal"]);

/// What each type asks for, after biblatex's data model and the types of BibTeX; only what both ask for.
const REQUIRED: &[(&[&str], &[Required])] = &[
    (&["article"], &[AUTHOR, TITLE, JOURNAL, YEAR]),
    (&["book", "mvbook", "collection", "mvcollection", "reference"], &[AUTHOR, TITLE, YEAR]),
    (&["inproceedings", "conference"], &[AUTHOR, TITLE, BOOK, YEAR]),
    (&["incollection", "inreference"], &[AUTHOR, TITLE, BOOK, YEAR]),
    (&["inbook", "bookinbook", "suppbook"], &[AUTHOR, TITLE, YEAR]),
    (&["proceedings", "mvproceedings"], &[TITLE, YEAR]),
    (&["phdthesis", "mastersthesis", "thesis"], &[AUTHOR, TITLE, SCHOOL, YEAR]),
    (&["techreport", "report"], &[AUTHOR, TITLE, INSTITUTION, YEAR]),
    (&["unpublished"], &[AUTHOR, TITLE]),
    (&["periodical", "manual", "online", "electronic", "www", "software", "dataset", "patent", "booklet"], &[TITLE]),
];

/// Finds entries that lack a field without which no style can set them.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let bibliography = &paper.bibliography;
    let heirs = Inheritance::new(&bibliography.data);
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let Some(entry) = bibliography.entry(reference) else { continue };
        let Some((_, required)) = REQUIRED.iter().find(|(kinds, _)| kinds.contains(&entry.kind.value.as_str())) else {
            continue;
        };
        if entry.key.value.is_empty() || heirs.is_orphan(entry) {
            continue;
        }
        let is_lacking = |(name, fields): &&Required| {
            heirs.field(entry, fields).is_none()
                && !(*name == "journal" && (reference.kind == ReferenceKind::Preprint || is_archived(entry)))
                && !(*name == "year" && is_unpublished(entry))
        };
        let lacking: Vec<String> = required.iter().filter(is_lacking).map(|(name, _)| format!("`{name}`")).collect();
        if lacking.is_empty() {
            continue;
        }
        let range = &entry.key.range;
        let span = Span { file: reference.span.file, start: range.start, end: range.end };
        let values =
            Values::new().text("key", &entry.key.value).text("kind", &entry.kind.value).list("fields", lacking);
        findings.push(Finding::new(span, values));
    }
    findings
}

/// Whether a server of preprints keeps the work: BibTeX has no type of its own for that. Publishers' exports have the
/// address of a file as `eprint`.
fn is_archived(entry: &Entry) -> bool {
    ["eprint", "archiveprefix", "eprinttype"]
        .iter()
        .any(|name| entry.field(name).is_some_and(|field| !field.value.value.contains("://")))
}

/// Whether it says that it is not out yet.
fn is_unpublished(entry: &Entry) -> bool {
    let says = |name: &str| {
        entry.field(name).is_some_and(|field| {
            let lower = field.value.value.to_lowercase();
            ["press", "forthcoming", "to appear", "submitted", "preparation", "review"]
                .iter()
                .any(|word| lower.contains(word))
        })
    };
    ["note", "howpublished", "journal", "journaltitle", "addendum", "volume", "pages"].iter().any(|name| says(name))
}
