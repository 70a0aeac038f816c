//! The zip package of a Word document: its parts, read with limits.

use crate::source::Refusal;
use roxmltree::{Document, ParsingOptions};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// More files are in no document that a person wrote.
const MAX_PARTS: usize = 10_000;

/// The largest part that is read, in bytes after inflation.
const MAX_PART: u64 = 64 << 20;

/// A part has at most so many elements, texts and comments.
const MAX_NODES: u32 = 8_000_000;

/// The first bytes of the container in which Word stores a document with a password; old Word has them, too.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";

/// The parts of a document that are read, as XML text; empty where there is none.
#[derive(Debug, Default)]
pub struct Package {
    pub document: String,
    pub styles: String,
    pub numbering: String,
    pub footnotes: String,
    pub endnotes: String,
    pub properties: String,
    /// What the document's links point at.
    pub relations: String,
}

/// Opens a package and inflates the parts that say what the document reads like.
pub fn open(bytes: &[u8]) -> Result<Package, Refusal> {
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(Refusal::NoDocument(
            "is protected by a password or of Word before 2007; save it as .docx without one",
        ));
    }
    if !bytes.starts_with(b"PK") {
        return Err(Refusal::NoDocument("is no Word document: it does not begin as one"));
    }
    let broken = Refusal::NoDocument("is a broken Word document: its package cannot be opened");
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Err(broken) };
    if archive.len() > MAX_PARTS {
        return Err(Refusal::NoDocument("is no Word document: it holds more than 10,000 files"));
    }
    let names: Vec<String> = archive.file_names().filter_map(|name| name.ok().map(|name| name.to_string())).collect();
    let has = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
    if !has("word/") {
        return Err(Refusal::NoDocument(match () {
            () if has("xl/") => "is an Excel workbook, not a Word document",
            () if has("ppt/") => "is a PowerPoint presentation, not a Word document",
            () if has("mimetype") => "is an OpenDocument file, which this version does not read; save it as .docx",
            () => "is a zip file, not a Word document",
        }));
    }
    let relations = part(&mut archive, "_rels/.rels")?.unwrap_or_default();
    let main = main_part(&relations).unwrap_or_else(|| "word/document.xml".to_owned());
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let Some(document) = part(&mut archive, &main)? else {
        return Err(Refusal::NoDocument("is a broken Word document: it has no text"));
    };
    let mut beside = |name: &str| Ok(part(&mut archive, &format!("{folder}/{name}"))?.unwrap_or_default());
    let (styles, numbering) = (beside("styles.xml")?, beside("numbering.xml")?);
    let (footnotes, endnotes) = (beside("footnotes.xml")?, beside("endnotes.xml")?);
    let name = main.rsplit('/').next().unwrap_or_default();
    let relations = beside(&format!("_rels/{name}.rels"))?;
    let properties = part(&mut archive, "docProps/core.xml")?.unwrap_or_default();
    Ok(Package { document, styles, numbering, footnotes, endnotes, properties, relations })
}

/// The part that the package names as its document.
fn main_part(relations: &str) -> Option<String> {
    let tree = xml(relations)?;
    let is_document =
        |node: &roxmltree::Node| node.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
    let target = tree.descendants().find(is_document)?.attribute("Target")?;
    Some(target.trim_start_matches('/').to_owned())
}

/// The text of a part; `None` where the package has none of this name.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Refusal> {
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let broken = Refusal::NoDocument("is a broken Word document: a part of its package cannot be read");
    let Ok(file) = archive.by_index(index) else { return Err(broken) };
    // What the package says of its sizes need not be true.
    let mut bytes = Vec::new();
    if file.take(MAX_PART + 1).read_to_end(&mut bytes).is_err() {
        return Err(broken);
    }
    if bytes.len() as u64 > MAX_PART {
        return Err(Refusal::NoDocument("is too large: a part of the Word document has more than 64 MiB"));
    }
    let text = match bytes.as_slice() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            let encoding = if bytes[0] == 0xff { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
            encoding.decode(&bytes).0.into_owned()
        }
        _ => encoding_rs::UTF_8.decode(&bytes).0.into_owned(),
    };
    Ok(Some(text))
}

/// A part as a tree. `None` for what is not well-formed, and for one with a document type, which no part of a Word
/// document has and which could define entities that expand without end.
pub fn xml(text: &str) -> Option<Document<'_>> {
    Document::parse_with_options(
        text,
        ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..Default::default() },
    )
    .ok()
}
