//! Word documents (`.docx`) as a running text, a tree over it and the way back to part, paragraph and run.
//!
//! What a reader of the document with all changes accepted sees is what is read; it does not know how it looks on paper.

mod field;
mod front;
mod maths;
mod numbering;
mod package;
mod read;
mod role;
mod story;
mod styles;
mod symbol;
#[cfg(test)]
mod tests;
mod write;
mod xml;

use super::Tree;
use crate::source::{FileId, Format, Part, Refusal, Run, Source};
use roxmltree::Document;
use std::collections::BTreeMap;

/// Whether bytes begin as those of a package, or of the container for one with a password.
pub fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads a document: its running text as a source, and the tree over it. The text has one paragraph a line, in the order
/// body, footnotes and endnotes; tables stand where they stand, a row's cells one after the other.
///
/// Refused are what is no package, no Word document, protected by a password, broken, or too large.
pub fn read(id: FileId, path: &str, bytes: &[u8]) -> Result<(Source, Tree), Refusal> {
    let package = package::open(bytes)?;
    let Some(document) = package::xml(&package.document) else {
        return Err(Refusal::NoDocument("is a broken Word document: its text is no well-formed XML"));
    };
    // A part beside the text that is broken takes away what it says, not the document.
    let [styles, numbering, footnotes, endnotes, relations, properties] = [
        &package.styles,
        &package.numbering,
        &package.footnotes,
        &package.endnotes,
        &package.relations,
        &package.properties,
    ]
    .map(|part| package::xml(part));
    let styles = styles::Styles::read(styles.as_ref());
    let mut reader = read::Reader::new(&styles, addresses(relations.as_ref()));
    reader.body(document.root_element());
    let body = reader.events.len();
    for (tree, part) in [(&footnotes, Part::Footnotes), (&endnotes, Part::Endnotes)] {
        if let Some(tree) = tree {
            reader.notes(tree.root_element(), part);
        }
    }
    let read::Reader { mut events, links, .. } = reader;
    front::mark_title(&mut events[..body], properties.as_ref().and_then(title));
    front::mark_headings(&mut events[..body]);
    let written = write::write(&events, &links, numbering::Numbering::read(numbering.as_ref()));
    let runs: Vec<Run> = written.runs;
    Ok((Source::extracted(id, path, Format::Docx, written.text, runs), written.tree))
}

/// The addresses of links by the id of their relation.
fn addresses<'a>(relations: Option<&'a Document>) -> BTreeMap<&'a str, &'a str> {
    let nodes = relations.into_iter().flat_map(|tree| tree.root_element().children());
    nodes.filter_map(|node| Some((node.attribute("Id")?, node.attribute("Target")?))).collect()
}

/// The title in the document's properties.
fn title<'a>(properties: &'a Document) -> Option<&'a str> {
    properties.root_element().children().find(|node| node.tag_name().name() == "title")?.text()
}
