use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::syntax::{Meta, MetaValue};
use std::collections::BTreeSet;

/// Authors of the front matter without an affiliation where others have one, affiliations that no author names, and
/// marks that name none. Only lists whose affiliations carry marks of their own can be held against each other.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let Some(meta) = &paper.tree.meta else { return Vec::new() };
    let list = |keys: &[&str]| keys.iter().find_map(|key| meta.get(key)).map_or(&[][..], Meta::items);
    let (authors, places) = (list(&["authors", "author"]), list(&["affiliations"]));
    let marked: Vec<(&Meta, String, &str)> = places.iter().filter_map(place).collect();
    if marked.is_empty() || marked.len() != places.len() {
        return Vec::new();
    }
    let span = |item: &Meta| Span { file: paper.root().id, start: item.range.start, end: item.range.end };
    let mut findings = Vec::new();
    let mut named: BTreeSet<String> = BTreeSet::new();
    let mut read = Vec::new();
    for author in authors {
        let name = author.get("name").and_then(Meta::text);
        let Some(marks) = marks(author) else { return Vec::new() };
        read.push((author, name, marks));
    }
    let is_any = read.iter().any(|(.., marks)| !marks.is_empty());
    for (author, name, marks) in read {
        let Some(name) = name else { continue };
        let place = author.get("name").map_or_else(|| span(author), span);
        if marks.is_empty() && is_any {
            findings.push(Finding::new(place, Values::new().text("name", name)));
        }
        for (mark, at) in marks {
            if marked.iter().all(|(_, known, _)| *known != mark) {
                let values = Values::new().text("name", name).text("mark", mark.as_str());
                findings.push(Finding::new(span(at), values).variant("unknown"));
            }
            named.insert(mark);
        }
    }
    for (item, mark, name) in marked.iter().filter(|(_, mark, _)| is_any && !named.contains(mark)) {
        let values = Values::new().text("place", *name).text("mark", mark.as_str());
        findings.push(Finding::new(item.get("name").map_or_else(|| span(item), span), values).variant("unused"));
    }
    findings
}

/// An affiliation that has a mark: item, mark, name.
fn place(item: &Meta) -> Option<(&Meta, String, &str)> {
    let mark = ["index", "id"].iter().find_map(|key| item.get(key)?.text())?;
    Some((item, mark.trim().to_owned(), item.get("name").and_then(Meta::text).unwrap_or_default()))
}

/// The marks of an author, each with its place; `None` where the affiliation is written in another way.
fn marks(author: &Meta) -> Option<Vec<(String, &Meta)>> {
    if !matches!(author.value, MetaValue::Map(_)) {
        return None;
    }
    let Some(stated) = ["affiliation", "affiliations"].iter().find_map(|key| author.get(key)) else {
        return Some(Vec::new());
    };
    let mut found = Vec::new();
    for item in stated.items() {
        let text = item.text().or_else(|| item.get("ref")?.text())?;
        // "1, 2" and "1 and 2", but no name of a place.
        for mark in text.split([',', ' ', '&', ';']).filter(|mark| !mark.is_empty() && *mark != "and") {
            if mark.len() > 3 && !mark.chars().all(|c| c.is_ascii_digit()) && item.get("ref").is_none() {
                return None;
            }
            found.push((mark.to_owned(), item));
        }
    }
    Some(found)
}
