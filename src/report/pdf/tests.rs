use super::document::*;
use super::faces::Faces;
use super::flow::{Flow, Item};
use super::pages::{self, MEASURE, Pages};
use super::paragraph::{Line, break_lines};
use super::shape::Shaper;
use super::visible::Missing;
use super::{render, typeset};
use crate::report::fixture;
use lopdf::Object;

const TEXT: Style = Style::new(Face::Serif, 10.0, Colour(0, 0, 0));
const PROSE: &str = "The observatory's efficient measurements of the tides in the harbours of the northern coast were \
                     afterwards compared with the predictions, and the differences were remarkably inconsistent from \
                     one settlement to another, which the committee considered an affliction of the instruments.";

/// Lines as text, each with its width.
fn lines(text: &str, measure: f32, align: Align) -> (Vec<(String, f32)>, Missing) {
    let faces = Faces::new(&[]);
    let mut shaper = Shaper::new(&faces);
    let mut missing = Missing::default();
    let lines = break_lines(&[TEXT.run(text)], measure, align, &mut shaper, &mut missing);
    let lines = lines.iter().map(|line| (letters(line, &shaper), line.width)).collect();
    (lines, missing)
}

fn letters(line: &Line, shaper: &Shaper) -> String {
    let mut text = String::new();
    for word in line.spans.iter().flat_map(|span| &span.words) {
        for run in &word.shaped.runs {
            run.glyphs.iter().for_each(|glyph| text.push_str(shaper.text_of(run.face, glyph.id)));
        }
        if word.blank > 0.0 {
            text.push(' ');
        }
    }
    text
}

fn laid_out(blocks: Vec<Block>) -> Pages {
    let faces = Faces::new(&[]);
    let mut shaper = Shaper::new(&faces);
    let mut flow = Flow::new(&mut shaper);
    flow.push(&blocks, MEASURE);
    pages::paginate(&mut flow, &Document::default())
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new(14.0, vec![TEXT.run(text)])
}

/// The right and lower ends of everything that is drawn on a page.
fn extent(items: &[Item]) -> (f32, f32) {
    let ends = items.iter().map(|item| match item {
        Item::Text { x, y, size, runs, .. } => {
            let glyphs = runs.iter().flat_map(|run| &run.glyphs);
            (x + glyphs.map(|glyph| glyph.advance + glyph.blank).sum::<f32>() * size / 1000.0, *y)
        }
        Item::Rect { x, y, width, height, .. } | Item::Link { x, y, width, height, .. } => (x + width, y + height),
    });
    ends.fold((0.0, 0.0), |(right, low), (x, y)| (f32::max(right, x), f32::max(low, y)))
}

#[test]
fn ragged_lines_keep_every_word_and_fit() {
    let (lines, _) = lines(PROSE, 180.0, Align::Left);
    assert!(lines.len() > 5);
    assert!(lines.iter().all(|(_, width)| *width <= 180.01));
    let joined: Vec<&str> = lines.iter().map(|(text, _)| text.trim_end()).collect();
    assert_eq!(joined.join(" "), PROSE);
}

#[test]
fn justified_lines_are_flush_and_hyphenated() {
    let (lines, _) = lines(PROSE, 150.0, Align::Justified);
    let (last, body) = lines.split_last().expect("lines");
    assert!(body.iter().all(|(_, width)| (width - 150.0).abs() < 0.05), "{body:?}");
    assert!(last.1 <= 150.0);
    let hyphenated: Vec<_> = body.iter().filter(|(text, _)| text.ends_with('-')).collect();
    assert!(!hyphenated.is_empty());
    let mut joined = String::new();
    for (text, _) in &lines {
        match text.strip_suffix('-') {
            Some(start) => joined.push_str(start),
            None => joined.extend([text.trim_end(), " "]),
        }
    }
    assert_eq!(joined.trim_end(), PROSE);
}

#[test]
fn a_word_wider_than_the_line_is_cut_between_letters() {
    let word = "e\u{301}\u{323}W".repeat(900);
    let (lines, _) = lines(&word, 120.0, Align::Left);
    assert!(lines.len() > 50);
    assert!(lines.iter().all(|(_, width)| *width <= 120.01));
}

#[test]
fn ligatures_and_accents_are_found_by_their_letters() {
    let text = "office \u{fb01}nal Dvořák e\u{301}tude Ἀθῆναι Съешь ⇒ ∀";
    let (lines, missing) = lines(text, 400.0, Align::Left);
    assert!(missing.is_empty());
    assert_eq!(lines[0].0, "office final Dvořák étude Ἀθῆναι Съешь ⇒ ∀");
}

#[test]
fn a_character_without_glyph_stands_by_its_number() {
    let (lines, missing) = lines("so 中文 and\u{7}", 400.0, Align::Left);
    assert_eq!(lines[0].0, "so ‹U+4E2D U+6587› and‹U+0007›");
    assert_eq!(missing.keys().copied().collect::<String>(), "中文");
}

#[test]
fn fallback_takes_the_first_face_that_has_the_character() {
    let faces = Faces::new(&[b"no font".to_vec()]);
    assert_eq!(faces.find(Face::Sans, 'a'), Some(Face::Sans as usize));
    assert_eq!(faces.find(Face::Sans, 'ש'), Some(Face::Serif as usize));
    assert_eq!(faces.find(Face::Serif, '☃'), Some(Face::Mono as usize));
    assert_eq!(faces.find(Face::Serif, '中'), None);
    assert_eq!(faces.iter().count(), 6);
}

#[test]
fn words_from_right_to_left_stand_in_their_order() {
    let (lines, _) = lines("aa שלום עולם bb", 400.0, Align::Left);
    assert_eq!(lines[0].0, "aa םלוע םולש bb");
}

#[test]
fn a_heading_stands_on_the_page_of_its_text() {
    for filler in 30..60 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| paragraph("line").into()).collect();
        blocks.push(paragraph("Heading").keep_with_next().anchor("heading").into());
        blocks.push(paragraph("Text").anchor("text").into());
        let pages = laid_out(blocks);
        assert_eq!(pages.anchors["heading"].page, pages.anchors["text"].page, "{filler}");
    }
}

#[test]
fn a_table_repeats_its_header_on_every_page() {
    let cell = |text: &str| Cell::Text(vec![TEXT.run(text)]);
    let column = Column { width: Width::Share(1.0), align: Align::Left };
    let table = |header: Vec<Cell>| {
        let rows = (0..120).map(|_| vec![cell("value")]).collect();
        laid_out(vec![Block::Table(Table { columns: vec![column], header, rows, leading: 12.0, before: 0.0 })])
    };
    let (with, without) = (table(vec![cell("head")]), table(Vec::new()));
    assert_eq!((with.pages.len(), without.pages.len()), (4, 4));
    let texts = |page: &pages::Page| page.items.iter().filter(|item| matches!(item, Item::Text { .. })).count();
    // Both are full, one of them with a header.
    assert_eq!(texts(&with.pages[1]), texts(&without.pages[1]));
    assert_eq!(texts(&with.pages[3]), texts(&without.pages[3]) + 4);
}

#[test]
fn hostile_text_stays_on_the_page() {
    let texts = [
        "x".repeat(10_000),
        "W ".repeat(5_000),
        "\u{202e}\u{2066}\u{0}\u{1b}[31m\u{feff}".repeat(50),
        "👩‍👩‍👧‍👦".repeat(200),
        "שלום עולם مرحبا ".repeat(200),
        "e\u{301}\u{302}\u{303}".repeat(500),
        "\n".repeat(200),
        "(".repeat(3_000),
        "\u{a0}".repeat(3_000),
        String::new(),
    ];
    for text in &texts {
        let cell = || Cell::Text(vec![TEXT.run(text.as_str())]);
        let narrow = Column { width: Width::Points(20.0), align: Align::Right };
        let wide = Column { width: Width::Share(1.0), align: Align::Justified };
        let beside = Block::Beside {
            note: vec![TEXT.run(text.as_str())],
            width: 50.0,
            blocks: vec![paragraph(text).justified().into()],
        };
        let pages = laid_out(vec![
            paragraph(text).justified().keep_with_next().into(),
            Block::Quote { colour: TEXT.colour, blocks: vec![beside] },
            Block::Table(Table {
                columns: vec![narrow, wide],
                header: vec![cell(), cell()],
                rows: vec![vec![cell(), cell()]],
                leading: 12.0,
                before: 5.0,
            }),
        ]);
        for page in &pages.pages {
            let (right, low) = extent(&page.items);
            assert!(right <= pages::WIDTH - 60.0 && low <= pages::HEIGHT - 40.0, "{right} {low} {:.20}", text);
        }
    }
}

#[test]
fn every_link_of_a_report_leads_somewhere() {
    let report = fixture::report();
    let document = super::content::document(&crate::report::view::View::new(&report));
    let pages = laid_out(document.blocks);
    let links = pages.pages.iter().flat_map(|page| &page.items);
    let links: Vec<&str> = links
        .filter_map(|item| match item {
            Item::Link { link: Link::To(anchor), .. } => Some(anchor.as_str()),
            _ => None,
        })
        .collect();
    assert!(links.len() > 14, "{links:?}");
    let lost: Vec<_> = links.iter().filter(|anchor| !pages.anchors.contains_key(**anchor)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let first = render(&fixture::report(), &[]);
    let other = Document { blocks: vec![paragraph(PROSE).into()], ..Document::default() };
    assert_ne!(first, typeset(&other, &[]));
    assert!(first == render(&fixture::report(), &[]));
}

#[test]
fn the_file_has_language_title_outline_and_links() {
    let bytes = render(&fixture::report(), &[]);
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF");
    assert_eq!(file.version, "1.7");
    let catalog = file.catalog().expect("a catalog");
    assert_eq!(catalog.get(b"PageMode").and_then(Object::as_name).ok(), Some(&b"UseOutlines"[..]));
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).ok(), Some(&b"en"[..]));
    let root = catalog.get_deref(b"Outlines", &file).and_then(Object::as_dict).expect("an outline");
    let paper = root.get_deref(b"First", &file).and_then(Object::as_dict).expect("a paper");
    assert!(paper.has(b"First") && paper.has(b"Next"), "parts in it, the marked paper after it");
    let pages: Vec<_> = file.page_iter().collect();
    let links = pages.iter().filter_map(|&page| file.get_dictionary(page).ok()?.get(b"Annots").ok()?.as_array().ok());
    let mut count = 0;
    for link in links.flatten().filter_map(|link| link.as_dict().ok()) {
        let action = link.get(b"A").and_then(Object::as_dict).expect("an action");
        let target = action.get(b"D").and_then(Object::as_array).and_then(|to| to[0].as_reference()).expect("a page");
        assert!(pages.contains(&target) && link.has(b"Contents"));
        count += 1;
    }
    assert!(count >= 7 * 2, "{count}");
    for &page in &pages {
        for (name, font) in file.get_page_fonts(page).expect("fonts") {
            assert!(font.has(b"ToUnicode"), "{name:?}");
        }
    }
}
