use super::Phrase;
use crate::paper::prose::Scope;
use crate::paper::prose::draft::Draft;
use crate::source::{FileId, Span};
use crate::syntax::Meta;

/// Reads the title and the abstract of the front matter as blocks of prose. Gives whether there was a title.
pub fn read_meta_blocks(draft: &mut Draft, meta: &Meta, text: &str, file: FileId) -> bool {
    let title = meta.get("title").filter(|title| title.text().is_some_and(|text| !text.trim().is_empty()));
    if let Some(title) = title {
        read_value(draft, title, Scope::Title, text, file);
    }
    if let Some(summary) = meta.get("abstract").filter(|value| value.text().is_some()) {
        read_value(draft, summary, Scope::Abstract, text, file);
    }
    title.is_some()
}

/// Reads the words of a scalar as they stand in the file: a paragraph each where blank lines part them.
fn read_value(draft: &mut Draft, value: &Meta, scope: Scope, text: &str, file: FileId) {
    let (start, end) = (value.range.start as usize, value.range.end as usize);
    let Some(slice) = text.get(start..end) else { return };
    let mut paragraph: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = start;
    for (number, line) in slice.split_inclusive('\n').enumerate() {
        let mut words = line.trim();
        let mut from = at + (line.len() - line.trim_start().len());
        at += line.len();
        if number == 0 {
            // The mark of a block scalar is no word, nor are the quotes around a quoted one.
            if words.starts_with(['|', '>']) && words.len() <= 3 {
                continue;
            }
            if let Some(quote) = words.chars().next().filter(|quote| matches!(quote, '"' | '\''))
                && slice.trim_end().ends_with(quote)
            {
                words = &words[1..];
                from += 1;
            }
        }
        if from + words.len() >= start + slice.trim_end().len()
            && value.text().is_some_and(|text| !text.ends_with(['"', '\'']))
        {
            words = words.trim_end_matches(['"', '\'']);
        }
        if words.is_empty() {
            draft.push_lines(&paragraph, scope, text, file);
            paragraph.clear();
        } else {
            paragraph.push(from..from + words.len());
        }
    }
    draft.push_lines(&paragraph, scope, text, file);
}

/// The keywords that the front matter lists, under whatever name.
pub fn keywords(meta: &Meta, file: FileId) -> Vec<Phrase> {
    let list = ["keywords", "keyword", "tags", "subject"].iter().find_map(|key| meta.get(key));
    let Some(list) = list else { return Vec::new() };
    let mut found = Vec::new();
    for item in list.items() {
        let Some(text) = item.text() else { continue };
        let span = Span { file, start: item.range.start, end: item.range.end };
        let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
        found.extend(parts.map(|part| Phrase { text: part.to_owned(), span }));
    }
    found
}
