//! Rows onto pages: what stays together, where pages end, running heads and folios.

use super::document::{Align, Colour, Document, Face, Style};
use super::flow::{Flow, Item, Row, Strip};
use std::collections::BTreeMap;

/// A4, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
const LEFT: f32 = 71.0;
const TOP: f32 = 82.0;
const BOTTOM: f32 = 84.0;
/// The width of the text.
pub(super) const MEASURE: f32 = WIDTH - 2.0 * LEFT;
const TEXT_HEIGHT: f32 = HEIGHT - TOP - BOTTOM;

const FURNITURE: Style = Style::new(Face::Sans, 7.4, Colour(0x6a, 0x73, 0x7d));
const HAIR: Colour = Colour(0xdd, 0xe1, 0xe6);

/// Items with `x` from the left edge and `y` downwards from the top of the page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub items: Vec<Item>,
}

/// A place on a page: its index, and points from the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub page: usize,
    pub y: f32,
}

#[derive(Debug, Default)]
pub(super) struct Pages {
    pub pages: Vec<Page>,
    pub anchors: BTreeMap<String, Spot>,
    /// Level, title and place, in the order of the document.
    pub outline: Vec<(u8, String, Spot)>,
}

struct Stack {
    pages: Pages,
    /// Where the next row begins, from the top of the text.
    y: f32,
    /// The strips of the row before, and where it ended.
    strips: Vec<Strip>,
}

/// Puts the rows of a flow onto pages.
pub(super) fn paginate(flow: &mut Flow, document: &Document) -> Pages {
    let rows = std::mem::take(&mut flow.rows);
    let headers = std::mem::take(&mut flow.headers);
    let chunks = chunk_heights(&rows);
    let mut stack = Stack { pages: Pages::default(), y: 0.0, strips: Vec::new() };
    stack.pages.pages.push(Page::default());
    for (row, chunk) in rows.into_iter().zip(chunks) {
        let space = if stack.y > 0.0 { row.before } else { 0.0 };
        let needed = match chunk {
            Some(height) if height <= TEXT_HEIGHT => height,
            _ => row.height,
        };
        let is_full = stack.y + space + needed > TEXT_HEIGHT + 0.01;
        if stack.y > 0.0 && (row.begins_page || is_full) {
            stack.pages.pages.push(Page::default());
            (stack.y, stack.strips) = (0.0, Vec::new());
            let header = row.table.and_then(|table| headers.get(table)).filter(|header| is_low(header));
            for head in header.into_iter().flatten() {
                stack.place(&head.items, &[], head.height, 0.0);
            }
        }
        stack.push(row);
    }
    let mut pages = stack.pages;
    add_furniture(&mut pages.pages, flow, document);
    pages
}

/// For the first row of every chain of rows that stand on one page, the height of the chain; `None` within one.
fn chunk_heights(rows: &[Row]) -> Vec<Option<f32>> {
    let mut heights = vec![None; rows.len()];
    let mut start = 0;
    while start < rows.len() {
        let count = rows[start..].iter().take_while(|row| row.keep).count() + 1;
        let end = (start + count).min(rows.len());
        let spaces: f32 = rows[start + 1..end].iter().map(|row| row.before).sum();
        let height: f32 = rows[start..end].iter().map(|row| row.height).sum();
        heights[start] = Some(spaces + height);
        start = end;
    }
    heights
}

/// Whether a header may be repeated: it must leave the page to its table.
fn is_low(header: &[Row]) -> bool {
    header.iter().map(|row| row.height).sum::<f32>() <= TEXT_HEIGHT / 4.0
}

impl Stack {
    fn push(&mut self, row: Row) {
        let space = if self.y > 0.0 { row.before } else { 0.0 };
        let spot = Spot { page: self.pages.pages.len() - 1, y: TOP + self.y + space };
        for anchor in row.anchors {
            self.pages.anchors.entry(anchor).or_insert(spot);
        }
        if let Some((level, title)) = row.outline {
            self.pages.outline.push((level, title, spot));
        }
        self.place(&row.items, &row.strips, row.height, space);
    }

    fn place(&mut self, items: &[Item], strips: &[Strip], height: f32, space: f32) {
        let top = self.y + space;
        let Some(page) = self.pages.pages.last_mut() else { return };
        for strip in strips {
            let goes_on = self.strips.contains(strip);
            let from = if goes_on { self.y } else { top };
            page.items.push(Item::Rect {
                x: LEFT + strip.x,
                y: TOP + from,
                width: strip.width,
                height: top + height - from,
                colour: strip.colour,
            });
        }
        page.items.extend(items.iter().map(|item| item.moved(LEFT, TOP + top)));
        self.strips = strips.to_vec();
        self.y = top + height;
    }
}

impl Item {
    fn moved(&self, dx: f32, dy: f32) -> Item {
        match self {
            Item::Text { x, y, size, colour, runs } => {
                Item::Text { x: x + dx, y: y + dy, size: *size, colour: *colour, runs: runs.clone() }
            }
            Item::Rect { x, y, width, height, colour } => {
                Item::Rect { x: x + dx, y: y + dy, width: *width, height: *height, colour: *colour }
            }
            Item::Link { x, y, width, height, link } => {
                Item::Link { x: x + dx, y: y + dy, width: *width, height: *height, link: link.clone() }
            }
        }
    }
}

fn add_furniture(pages: &mut [Page], flow: &mut Flow, document: &Document) {
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let foot = HEIGHT - 46.0;
        let mut line = |text: &str, align: Align, x: f32, width: f32, y: f32| {
            page.items.extend(flow.one_line(&FURNITURE.run(text), width, align, x, y));
        };
        if index > 0 {
            line(&document.running_head, Align::Left, LEFT, MEASURE, 52.0);
        }
        line(&document.footer, Align::Left, LEFT, MEASURE * 0.7, foot);
        let folio = format!("Page {} of {count}", index + 1);
        line(&folio, Align::Right, LEFT + MEASURE * 0.7, MEASURE * 0.3, foot);
        if index > 0 {
            page.items.push(Item::Rect { x: LEFT, y: 59.0, width: MEASURE, height: 0.5, colour: HAIR });
        }
    }
}
