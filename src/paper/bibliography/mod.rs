//! The references of a paper: the printed list taken apart into entries, and the entries of data files.

mod list;
mod mark;
#[cfg(test)]
mod tests;

use super::reference::{identifiers, names, read_entries};
use super::{Outline, Parsed, Phrase, Prose, Reference, ReferenceKind};
use crate::source::{FileId, Source, Span, parent};
use crate::syntax::{Entry, EntryFile, Meta};

/// The references of a paper and where they come from.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    pub references: Vec<Reference>,
    /// The printed list, without its heading.
    pub list: Option<Span>,
    pub numbering: Numbering,
    /// Reference data that the paper names and that could not be read: the name, and why.
    pub unread: Vec<(String, String)>,
    /// Whether every entry is meant to be listed, cited or not (`nocite: @*`).
    pub lists_all: bool,
    /// Whether the data files serve this paper alone; a shared one may hold entries that it does not cite.
    pub shared: bool,
    /// The entries of the data files as they stand there, file by file.
    pub data: Vec<(FileId, EntryFile)>,
}

impl Bibliography {
    /// The entry that a reference was read from; `None` for a printed one.
    pub fn entry(&self, reference: &Reference) -> Option<&Entry> {
        let (_, file) = self.data.iter().find(|(id, _)| *id == reference.span.file)?;
        let at = file.entries.binary_search_by_key(&reference.span.start, |entry| entry.range.start).ok()?;
        file.entries.get(at)
    }

    /// The titles of a chapter and of the edited book that it is from; `None` where that is not sure: the type of an
    /// entry says so, or "In" and the book set in italics, and a publisher tells it from papers of meetings.
    pub fn chapter<'a>(&self, reference: &'a Reference) -> Option<(&'a Parsed<String>, &'a Parsed<String>)> {
        const SURE: f32 = 0.8;
        /// Volumes of these are edited by committees, and seldom cited with them.
        const SERIALS: [&str; 9] = [
            "proceedings",
            "conference",
            "symposium",
            "workshop",
            "advances in",
            "lecture notes",
            "transactions",
            "congress",
            "meeting",
        ];
        let (chapter, book) = (reference.title.as_ref()?, reference.container.as_ref()?);
        let lower = book.value.to_lowercase();
        let is_chapter = match self.entry(reference) {
            Some(entry) => {
                // With a volume it is a series, which no one edits.
                entry.kind.value == "incollection"
                    && entry.field("bookauthor").is_none()
                    && entry.field("volume").is_none()
            }
            None => {
                let before = reference.raw.rfind(&book.value).map_or("", |at| &reference.raw[..at]);
                let before = before.trim_end_matches([' ', '*', '_', ':']);
                before.ends_with(" In") && reference.kind == ReferenceKind::Chapter
            }
        };
        let is_sure = chapter.confidence >= SURE && book.confidence >= SURE && !reference.authors.is_empty();
        (is_chapter && reference.publisher.is_some() && is_sure && !SERIALS.iter().any(|word| lower.contains(word)))
            .then_some((chapter, book))
    }
}

/// How the list tells its entries apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// No references were found.
    #[default]
    None,
    /// Each has a number.
    Numbered,
    /// By author and year.
    AuthorYear,
    /// By citation key, from reference data or the list's own markup.
    Keyed,
}

/// What the references are read from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// With the blocks of the printed list marked as such.
    pub prose: &'a Prose,
    pub outline: &'a Outline,
    pub root: &'a Source,
    pub data: &'a [(FileId, EntryFile)],
    pub sources: &'a [Source],
    /// The keys of printed entries, in the order of the text.
    pub keys: &'a [Phrase],
    /// What the markup says of the printed entries, in the order of the text.
    pub stated: &'a [Entry],
    /// The front matter.
    pub meta: Option<&'a Meta>,
}

/// Reads the printed list, if there is one, and after it the entries of the data files.
pub fn read(input: Input) -> Bibliography {
    let mut references = list::read(input.prose, input.root, input.keys, input.stated);
    let printed = references.len();
    let spans = || references.iter().map(|reference| reference.span);
    let list = spans().reduce(|all, span| Span { file: all.file, start: all.start, end: all.end.max(span.end) });
    let numbered = references.iter().filter(|reference| reference.number.is_some()).count();
    references.extend(read_entries(input.data));
    let numbering = match (printed, references.len() - printed) {
        (0, 0) => Numbering::None,
        // A stray line or two beside reference data are no list of their own.
        (0..3, 1..) => Numbering::Keyed,
        _ if numbered * 2 > printed => Numbering::Numbered,
        _ if input.keys.len() * 2 > printed => Numbering::Keyed,
        _ => Numbering::AuthorYear,
    };
    Bibliography {
        references,
        list,
        numbering,
        unread: Vec::new(),
        lists_all: input.meta.and_then(|meta| meta.get("nocite")).is_some_and(lists_all),
        shared: is_shared(&input),
        data: Vec::new(),
    }
}

fn lists_all(nocite: &Meta) -> bool {
    nocite.items().iter().any(|item| item.text().is_some_and(|text| text.contains("@*")))
}

/// Data from outside the manuscript's folder serves other papers too.
fn is_shared(input: &Input) -> bool {
    let folder = parent(&input.root.path);
    let outside = |path: &str| {
        let data = parent(path);
        !(data == folder || folder.is_empty() && !data.starts_with('/') || data.starts_with(&format!("{folder}/")))
    };
    input.data.iter().any(|(id, _)| input.sources.iter().any(|source| source.id == *id && outside(&source.path)))
}

/// Whether a line or paragraph is an entry of a printed reference list: names as only lists write them and a year, or
/// a number in brackets and what else an entry has.
pub fn looks_like_entry(text: &str) -> bool {
    /// Longer entries, of many authors, are known by their beginning.
    const ENOUGH: usize = 1500;
    let text = text.trim();
    let text = &text[..text.floor_char_boundary(ENOUGH)];
    if text.len() < 20 {
        return false;
    }
    let (mark, rest) = mark::read(text).map_or((None, text), |(mark, length)| (Some(mark), &text[length..]));
    let rest = rest.trim_start_matches([' ', '*', '_', '"', '“']);
    let identified =
        identifiers::doi(rest).is_some() || identifiers::url(rest).is_some() || identifiers::arxiv(rest).is_some();
    let dated = has_year(rest) || rest.contains("n.d.") || rest.contains("in press");
    if matches!(mark, Some(mark::Mark::Bracketed(_) | mark::Mark::Label(_))) {
        return dated || identified;
    }
    let list = names::scan(rest);
    if list.names.is_empty() || !rest.starts_with(|c: char| c.is_alphabetic() || c == '\'') {
        return false;
    }
    let after = rest[list.range.end..].trim_start_matches('.');
    let parted = after.len() < rest[list.range.end..].len()
        || after.trim_start().starts_with([',', ':', '(', '.', '“', '"', ';'])
        || rest[..list.range.end].ends_with('.')
        || has_year(after.get(..after.floor_char_boundary(8)).unwrap_or(after));
    let stated = list.confidence >= 0.9
        && (list.names.len() > 1
            || list.et_al
            || rest[..list.range.end].contains('.')
            || after.starts_with('.')
            || after.trim_start().starts_with('('));
    parted && (stated && (dated || identified) || dated && (identified || has_numbers(after)))
}

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).enumerate().any(|(at, window)| {
        let century = window.starts_with(b"19") || window.starts_with(b"20") || window.starts_with(b"18");
        let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        century
            && window.iter().all(u8::is_ascii_digit)
            && !digit(bytes.get(at + 4))
            && (at == 0 || !digit(bytes.get(at - 1)))
    })
}

/// Whether it holds a volume with an issue, or a page range.
fn has_numbers(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.match_indices(['-', '–', '(', ':']).any(|(at, mark)| {
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        at > 0 && digit(bytes.get(at - 1)) && digit(bytes.get(at + mark.len()))
    }) || text.contains("pp. ")
}
