//! The PDF report: a small layout engine, and the report written in its document model.
//!
//! The engine (`document`, `faces`, `shape`, `visible`, `paragraph`, `flow`, `pages`, `write`) knows no reports;
//! `content` knows no glyphs, pages or files.

mod content;
mod document;
mod faces;
mod flow;
mod pages;
mod paragraph;
mod shape;
mod visible;
mod write;

use super::Report;
use super::view::View;
use document::Document;
use faces::Faces;
use flow::Flow;
use shape::Shaper;

/// Writes a report as PDF. `fonts` are whole font files that are looked into, in order, for characters that no
/// embedded face has; what is no font is passed over. The same report gives the same bytes.
pub fn render(report: &Report, fonts: &[Vec<u8>]) -> Vec<u8> {
    let document = content::document(&View::new(report));
    typeset(&document, fonts)
}

/// Whether `bytes` are a font file that [`render`] can take characters from.
pub fn is_font(bytes: &[u8]) -> bool {
    harfrust::Font::new(bytes.to_vec(), 0).is_some()
}

fn typeset(document: &Document, fonts: &[Vec<u8>]) -> Vec<u8> {
    let faces = Faces::new(fonts);
    let mut shaper = Shaper::new(&faces);
    let mut flow = Flow::new(&mut shaper);
    flow.push(&document.blocks, pages::MEASURE);
    let missing = std::mem::take(&mut flow.missing);
    flow.push(&content::missing_characters(&missing), pages::MEASURE);
    let pages = pages::paginate(&mut flow, document);
    write::write(document, &pages, &shaper)
}

#[cfg(test)]
mod tests;
