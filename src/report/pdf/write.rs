//! Pages into a PDF file: used glyphs only, links, outline, metadata; the same bytes for the same pages.

use super::document::{Colour, Document, Link};
use super::faces::FaceIndex;
use super::flow::Item;
use super::pages::{HEIGHT, Page, Pages, Spot, WIDTH};
use super::shape::{GlyphRun, Shaper};
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use printpdf::{
    Actions, BorderArray, Codepoint, ColorArray, Destination, FontId, HighlightingMode, LinkAnnotation, Op, PaintMode,
    ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, Rgb, TextItem, TextMatrix,
};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// A face cut down to the glyphs that are used.
struct Subset {
    id: FontId,
    glyphs: GlyphRemapper,
    font: ParsedFont,
}

/// Writes pages as PDF 1.7.
pub(super) fn write(document: &Document, pages: &Pages, shaper: &Shaper) -> Vec<u8> {
    let subsets = subsets(&pages.pages, shaper);
    let mut pdf = PdfDocument::new(&document.title);
    pdf.metadata.info.document_title.clone_from(&document.title);
    pdf.metadata.info.creator = format!("obelus {}", env!("CARGO_PKG_VERSION"));
    pdf.metadata.info.producer = pdf.metadata.info.creator.clone();
    pdf.metadata.info.subject.clone_from(&document.footer);
    for subset in subsets.values() {
        pdf.resources.fonts.map.insert(subset.id.clone(), PdfFont::new(subset.font.clone()));
    }
    let write_page = |page: &Page| {
        let ops = Vec::with_capacity(page.items.len() * 4);
        let mut pen = Pen { subsets: &subsets, shaper, pages, ops, colour: None, font: None };
        page.items.iter().for_each(|item| pen.draw(item));
        let ops = pen.ops;
        let size = Rect::from_wh(Pt(WIDTH), Pt(HEIGHT));
        PdfPage { media_box: size.clone(), trim_box: size.clone(), crop_box: size, ops }
    };
    pdf.pages = pages.pages.iter().map(write_page).collect();
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let mut file = pdf.to_lopdf_document(&options, &mut Vec::new());
    finish(&mut file, document, pages);
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    let _ = file.save_to(&mut bytes);
    bytes
}

fn subsets(pages: &[Page], shaper: &Shaper) -> BTreeMap<FaceIndex, Subset> {
    let mut used: BTreeMap<FaceIndex, GlyphRemapper> = BTreeMap::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        let Item::Text { runs, .. } = item else { continue };
        for run in runs {
            let glyphs = used.entry(run.face).or_default();
            run.glyphs.iter().for_each(|glyph| {
                glyphs.remap(glyph.id);
            });
            if let Some(blank) = blank_of(run.face, shaper) {
                glyphs.remap(blank);
            }
        }
    }
    let subset = |(face, glyphs): (FaceIndex, GlyphRemapper)| {
        let loaded = shaper.faces.get(face);
        // A face that cannot be cut down is embedded whole, under its own glyph numbers.
        let (bytes, glyphs) = match subsetter::subset(&loaded.bytes, 0, &glyphs) {
            Ok(bytes) => (bytes, glyphs),
            Err(_) => {
                let all: Vec<u16> = (0..=u16::MAX).collect();
                (loaded.bytes.to_vec(), GlyphRemapper::new_from_glyphs_sorted(&all))
            }
        };
        let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())?;
        font.font_name = Some(format!("{}+{}", subset_tag(face, &bytes), loaded.name));
        Some((face, Subset { id: FontId(format!("T{face}")), glyphs, font }))
    };
    used.into_iter().filter_map(subset).collect()
}

/// The six capitals before the name of a subset: other letters for other glyphs.
fn subset_tag(face: FaceIndex, bytes: &[u8]) -> String {
    let mut hash = fnv(bytes.iter().copied(), face as u64);
    let letter = |_| {
        let letter = char::from(b'A' + (hash % 26) as u8);
        hash /= 26;
        letter
    };
    (0..6).map(letter).collect()
}

fn blank_of(face: FaceIndex, shaper: &Shaper) -> Option<u16> {
    let glyph = shaper.faces.get(face).font.charmap().map_unicode(' ')?;
    u16::try_from(glyph.to_u32()).ok()
}

/// Draws items as operations of one page.
struct Pen<'a, 'f> {
    subsets: &'a BTreeMap<FaceIndex, Subset>,
    shaper: &'a Shaper<'f>,
    pages: &'a Pages,
    ops: Vec<Op>,
    colour: Option<Colour>,
    font: Option<(FaceIndex, f32)>,
}

impl Pen<'_, '_> {
    fn draw(&mut self, item: &Item) {
        match item {
            Item::Rect { x, y, width, height, colour } => {
                self.fill(*colour);
                let rectangle = Rect { mode: Some(PaintMode::Fill), ..rect(*x, *y, *width, *height) };
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Item::Text { x, y, size, colour, runs } => {
                self.fill(*colour);
                self.ops.push(Op::StartTextSection);
                // Fonts are set anew: a reader of the page may stop at any text.
                self.font = None;
                let mut x = *x;
                for run in runs {
                    x = self.show(run, x, HEIGHT - y, *size);
                }
                self.ops.push(Op::EndTextSection);
            }
            Item::Link { x, y, width, height, link } => {
                let actions = match link {
                    Link::Uri(uri) => Actions::Uri(uri.clone()),
                    Link::To(anchor) => {
                        let Some(spot) = self.pages.anchors.get(anchor) else { return };
                        let top = HEIGHT - spot.y + 8.0;
                        Actions::Goto(Destination::Xyz { page: spot.page + 1, left: None, top: Some(top), zoom: None })
                    }
                };
                let link = LinkAnnotation::new(
                    rect(*x, *y, *width, *height),
                    actions,
                    Some(BorderArray::Solid([0.0; 3])),
                    Some(ColorArray::Transparent),
                    Some(HighlightingMode::Invert),
                );
                self.ops.push(Op::LinkAnnotation { link });
            }
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.colour.replace(colour) != Some(colour) {
            let Colour(r, g, b) = colour;
            let part = |value: u8| f32::from(value) / 255.0;
            let col = printpdf::Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None });
            self.ops.push(Op::SetFillColor { col });
        }
    }

    /// Shows glyphs from `x` on and gives where they end.
    fn show(&mut self, run: &GlyphRun, mut x: f32, y: f32, size: f32) -> f32 {
        let Some(subset) = self.subsets.get(&run.face) else { return x };
        if self.font.replace((run.face, size)) != Some((run.face, size)) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(subset.id.clone()), size: Pt(size) });
        }
        let em = size / 1000.0;
        let blank = blank_of(run.face, self.shaper).and_then(|id| Some((id, subset.glyphs.get(id)?)));
        let mut line: Vec<Codepoint> = Vec::with_capacity(run.glyphs.len() + 8);
        let mut start = x;
        for glyph in &run.glyphs {
            let Some(id) = subset.glyphs.get(glyph.id) else { continue };
            let text = self.shaper.text_of(run.face, glyph.id);
            if glyph.dx != 0.0 || glyph.dy != 0.0 {
                self.flush(&mut line, start, y);
                line.push(Codepoint::with_cid(id, 0.0, text.to_owned()));
                self.flush(&mut line, x + glyph.dx * em, y + glyph.dy * em);
                start = x + (glyph.advance + glyph.blank) * em;
            } else {
                let blank = blank.filter(|_| glyph.blank > 0.0);
                let rest = if blank.is_some() { 0.0 } else { glyph.blank };
                let offset = written_width(&subset.font, id) - glyph.advance - rest;
                line.push(Codepoint::with_cid(id, tidy(offset), text.to_owned()));
                if let Some((_, blank)) = blank {
                    let offset = written_width(&subset.font, blank) - glyph.blank;
                    line.push(Codepoint::with_cid(blank, tidy(offset), " ".to_owned()));
                }
            }
            x += (glyph.advance + glyph.blank) * em;
        }
        self.flush(&mut line, start, y);
        x
    }

    fn flush(&mut self, line: &mut Vec<Codepoint>, x: f32, y: f32) {
        if !line.is_empty() {
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
            self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(std::mem::take(line))] });
        }
    }
}

/// The width that the file gives for a glyph: whole thousandths of the type size.
fn written_width(font: &ParsedFont, glyph: u16) -> f32 {
    let width = f32::from(font.get_glyph_width(glyph).unwrap_or(0));
    (width * 1000.0 / f32::from(font.pdf_font_metrics.units_per_em.max(1))).trunc()
}

/// Hundredths are enough, and make the file smaller.
fn tidy(offset: f32) -> f32 {
    (offset * 100.0).round() / 100.0
}

fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
    let tidy = |value: f32| Pt((value * 1000.0).round() / 1000.0);
    Rect {
        x: tidy(x),
        y: tidy(HEIGHT - y - height),
        width: tidy(width),
        height: tidy(height),
        mode: None,
        winding_order: None,
    }
}

/// What printpdf does not write: outline, language, viewer preferences, link texts, a settled identity.
fn finish(file: &mut lopdf::Document, document: &Document, pages: &Pages) {
    "1.7".clone_into(&mut file.version);
    let page_ids: Vec<ObjectId> = file.page_iter().collect();
    let outline = outline(file, &pages.outline, &page_ids);
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Lang", Object::string_literal("en"));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        if let Some(outline) = outline {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
    }
    for &id in &page_ids {
        let annotations =
            file.get_dictionary_mut(id).and_then(|page| page.get_mut(b"Annots")).and_then(Object::as_array_mut);
        for link in annotations.into_iter().flatten().filter_map(|link| link.as_dict_mut().ok()) {
            let uri = link.get(b"A").and_then(Object::as_dict).and_then(|action| action.get(b"URI")).cloned();
            // Printed with the page.
            link.set("F", 4);
            link.set("Contents", uri.unwrap_or_else(|_| Object::string_literal("Go to another place in this report")));
        }
    }
    let info = file.trailer.get(b"Info").and_then(Object::as_reference);
    if let Ok(info) = info.and_then(|id| file.get_dictionary_mut(id)) {
        for key in ["CreationDate", "ModDate", "GTS_PDFXVersion", "Identifier", "Trapped", "Keywords", "Author"] {
            info.remove(key.as_bytes());
        }
    }
    file.prune_objects();
    file.renumber_objects();
    let contents = file.objects.values().filter_map(|object| object.as_stream().ok());
    let bytes = contents.flat_map(|stream| stream.content.iter().copied()).chain(document.title.bytes());
    let hash = fnv(bytes, 0);
    let id = [hash.to_be_bytes(), fnv(hash.to_be_bytes().into_iter(), 1).to_be_bytes()].concat();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    file.compress();
}

/// The outline as a tree; entries below a level that does not come before them stand at the level above.
fn outline(file: &mut lopdf::Document, entries: &[(u8, String, Spot)], page_ids: &[ObjectId]) -> Option<ObjectId> {
    if entries.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| file.new_object_id()).collect();
    let mut dictionaries: BTreeMap<ObjectId, Dictionary> = BTreeMap::new();
    dictionaries.insert(root, dictionary! { "Type" => "Outlines" });
    // The open entries, from the root down, each with its level and its last child.
    let mut open: Vec<(u8, ObjectId, Option<ObjectId>)> = vec![(0, root, None)];
    for ((level, title, spot), &id) in entries.iter().zip(&ids) {
        while open.len() > 1 && open.last().is_some_and(|(other, ..)| other >= level) {
            open.pop();
        }
        let Some((_, parent, last)) = open.last_mut() else { break };
        let page = page_ids.get(spot.page).map_or(Object::Null, |&id| Object::Reference(id));
        let top = Object::Real(HEIGHT - spot.y + 8.0);
        let mut entry = dictionary! {
            "Title" => lopdf::text_string(title),
            "Parent" => *parent,
            "Dest" => vec![page, "XYZ".into(), Object::Null, top, Object::Null],
        };
        match last.replace(id) {
            Some(before) => {
                entry.set("Prev", before);
                dictionaries.entry(before).or_default().set("Next", id);
            }
            None => dictionaries.entry(*parent).or_default().set("First", id),
        }
        dictionaries.entry(*parent).or_default().set("Last", id);
        dictionaries.insert(id, entry);
        open.push((*level, id, None));
    }
    let mut counts: BTreeMap<ObjectId, i64> = BTreeMap::new();
    for entry in dictionaries.values() {
        if let Ok(parent) = entry.get(b"Parent").and_then(Object::as_reference) {
            *counts.entry(parent).or_default() += 1;
        }
    }
    for (id, mut entry) in dictionaries {
        if let Some(&count) = counts.get(&id) {
            // The first level is open in the pane, what lies in it is closed.
            entry.set("Count", if id == root { count } else { -count });
        }
        file.objects.insert(id, Object::Dictionary(entry));
    }
    Some(root)
}

/// FNV-1a, 64 bits.
fn fnv(bytes: impl Iterator<Item = u8>, seed: u64) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed;
    bytes.fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
