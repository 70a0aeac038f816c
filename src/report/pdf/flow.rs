//! Blocks into rows: what is drawn at one height, before it is known on which page.

mod table;

use super::document::{Align, Block, Colour, Decoration, Figure, Link, Paragraph, Run, Shape};
use super::paragraph::{Line, LineSpan, break_lines};
use super::shape::{GlyphRun, Shaper};
use super::visible::Missing;

/// Blocks in blocks are laid out down to this depth.
const DEPTH: usize = 8;
/// The most lines that a paragraph which stays with the next is kept whole for.
const KEPT_LINES: usize = 12;

/// What is drawn. `x` from the left end of the text, `y` downwards from the top of the row; points.
#[derive(Debug)]
pub(super) enum Item {
    Text { x: f32, y: f32, size: f32, colour: Colour, runs: Vec<GlyphRun> },
    Rect { x: f32, y: f32, width: f32, height: f32, colour: Colour },
    Link { x: f32, y: f32, width: f32, height: f32, link: Link },
}

/// A vertical band that goes on through the rows of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strip {
    pub x: f32,
    pub width: f32,
    pub colour: Colour,
    /// Rows of the same block have the same.
    pub block: usize,
}

#[derive(Debug, Default)]
pub(super) struct Row {
    pub height: f32,
    /// Space before it, in points.
    pub before: f32,
    pub items: Vec<Item>,
    pub strips: Vec<Strip>,
    /// Stands on the page of the next row.
    pub keep: bool,
    pub begins_page: bool,
    pub anchors: Vec<String>,
    pub outline: Option<(u8, String)>,
    /// The table whose header is repeated above it at the top of a page.
    pub table: Option<usize>,
}

pub(super) struct Flow<'s, 'f> {
    pub shaper: &'s mut Shaper<'f>,
    pub missing: Missing,
    pub rows: Vec<Row>,
    /// The header rows of each table.
    pub headers: Vec<Vec<Row>>,
    blocks: usize,
}

impl<'s, 'f> Flow<'s, 'f> {
    pub(super) fn new(shaper: &'s mut Shaper<'f>) -> Self {
        Flow { shaper, missing: Missing::default(), rows: Vec::new(), headers: Vec::new(), blocks: 0 }
    }

    /// Appends the rows of blocks, `measure` points wide.
    pub(super) fn push(&mut self, blocks: &[Block], measure: f32) {
        self.push_blocks(blocks, 0.0, measure, DEPTH);
    }

    fn push_blocks(&mut self, blocks: &[Block], x: f32, measure: f32, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.push_paragraph(paragraph, x, measure),
                Block::Table(table) => self.push_table(table, x, measure),
                Block::Figure(figure) => self.push_figure(figure, x),
                Block::Quote { colour, blocks } => {
                    let first = self.rows.len();
                    self.push_blocks(blocks, x + 12.0, measure - 12.0, depth);
                    self.blocks += 1;
                    let strip = Strip { x, width: 1.6, colour: *colour, block: self.blocks };
                    self.rows[first..].iter_mut().for_each(|row| row.strips.push(strip));
                }
                Block::Beside { note, width, blocks } => {
                    let first = self.rows.len();
                    self.push_blocks(blocks, x + width, measure - width, depth);
                    let leading = self.rows.get(first).map_or(0.0, |row| row.height);
                    let lines = break_lines(note, width - 6.0, Align::Left, self.shaper, &mut self.missing);
                    if let (Some(line), Some(row)) = (lines.first(), self.rows.get_mut(first)) {
                        let height = tallest(note).max(1.0);
                        let baseline = baseline(leading, height);
                        draw_line(note, line, x, baseline, &mut row.items);
                    }
                }
                Block::PageBreak => self.rows.push(Row { begins_page: true, ..Row::default() }),
            }
        }
    }

    fn push_paragraph(&mut self, paragraph: &Paragraph, x: f32, measure: f32) {
        let measure = measure - paragraph.indent;
        let lines = break_lines(&paragraph.runs, measure, paragraph.align, self.shaper, &mut self.missing);
        let count = lines.len();
        let is_kept_whole = count <= 3 || (paragraph.keep_with_next && count <= KEPT_LINES);
        for (number, line) in lines.iter().enumerate() {
            let is_last = number + 1 == count;
            let mut row = Row {
                height: paragraph.leading,
                keep: match is_last {
                    true => paragraph.keep_with_next,
                    false => is_kept_whole || number == 0 || number + 2 == count,
                },
                ..Row::default()
            };
            if number == 0 {
                row.before = paragraph.before;
                row.anchors.clone_from(&paragraph.anchors);
                row.outline = paragraph.outline.clone();
            }
            let baseline = baseline(paragraph.leading, tallest(&paragraph.runs));
            draw_line(&paragraph.runs, line, x + paragraph.indent, baseline, &mut row.items);
            self.rows.push(row);
        }
    }

    fn push_figure(&mut self, figure: &Figure, x: f32) {
        let mut row =
            Row { height: figure.height, before: figure.before, keep: figure.keep_with_next, ..Row::default() };
        for shape in &figure.shapes {
            match shape {
                Shape::Rect { x: left, y, width, height, colour } => {
                    row.items.push(Item::Rect { x: x + left, y: *y, width: *width, height: *height, colour: *colour })
                }
                Shape::Link { x: left, y, width, height, link } => row.items.push(Item::Link {
                    x: x + left,
                    y: *y,
                    width: *width,
                    height: *height,
                    link: link.clone(),
                }),
                Shape::Label { x: left, y, width, align, run } => {
                    let items = self.one_line(run, *width, *align, x + left, *y);
                    row.items.extend(items);
                }
            }
        }
        self.rows.push(row);
    }

    /// A run on one line with its baseline at `y`, cut with an ellipsis where it is wider than `measure`.
    pub(super) fn one_line(&mut self, run: &Run, measure: f32, align: Align, x: f32, y: f32) -> Vec<Item> {
        let mut runs = vec![run.clone()];
        let mut lines = break_lines(&runs, measure, Align::Left, self.shaper, &mut self.missing);
        if lines.len() > 1 {
            let mut length = run.text.chars().count().min(400);
            while lines.len() > 1 && length > 1 {
                length = length * 9 / 10;
                let cut: String = run.text.chars().take(length).collect();
                runs[0].text = format!("{}…", cut.trim_end_matches([' ', ',', ';', ':', '.']));
                lines = break_lines(&runs, measure, Align::Left, self.shaper, &mut Missing::default());
            }
        }
        let mut items = Vec::new();
        if let Some(line) = lines.first() {
            let shift = if align == Align::Right { measure - line.width } else { 0.0 };
            draw_line(&runs, line, x + shift, y, &mut items);
        }
        items
    }
}

/// How far below the top of its line the baseline lies.
fn baseline(leading: f32, size: f32) -> f32 {
    (leading - size) / 2.0 + size * 0.79
}

fn tallest(runs: &[Run]) -> f32 {
    runs.iter().map(|run| run.style.size).fold(0.0, f32::max)
}

/// Draws a line of `runs` with its left end at `x` and its baseline at `y`: tints, text, lines and links.
fn draw_line(runs: &[Run], line: &Line, x: f32, y: f32, items: &mut Vec<Item>) {
    for span in &line.spans {
        let run = &runs[span.run];
        if let Some(colour) = run.style.tint {
            let size = run.style.size;
            items.push(Item::Rect {
                x: x + span.x - 0.5,
                y: y - size * 0.78,
                width: span.width + 1.0,
                height: size * 1.04,
                colour,
            });
        }
    }
    for span in &line.spans {
        let run = &runs[span.run];
        let (style, left) = (&run.style, x + span.x);
        let y = y - style.rise;
        items.push(Item::Text {
            x: left,
            y,
            size: style.size,
            colour: style.colour,
            runs: glyph_runs(span, style.size),
        });
        let rule = |y: f32| Item::Rect {
            x: left,
            y,
            width: span.width,
            height: (style.size * 0.06).max(0.5),
            colour: style.line_colour.unwrap_or(style.colour),
        };
        match style.line {
            Decoration::Plain => {}
            Decoration::Underlined => items.push(rule(y + style.size * 0.14)),
            Decoration::Struck => items.push(rule(y - style.size * 0.24)),
        }
        if let Some(link) = &run.link {
            let (top, height) = (y - style.size * 0.8, style.size * 1.1);
            items.push(Item::Link { x: left, y: top, width: span.width, height, link: link.clone() });
        }
    }
}

/// The glyphs of a span, blanks as the advance of the glyph before them.
fn glyph_runs(span: &LineSpan, size: f32) -> Vec<GlyphRun> {
    let mut runs: Vec<GlyphRun> = Vec::new();
    for word in &span.words {
        for run in &word.shaped.runs {
            match runs.last_mut() {
                Some(last) if last.face == run.face => last.glyphs.extend_from_slice(&run.glyphs),
                _ => runs.push(run.clone()),
            }
        }
        if word.blank > 0.0
            && let Some(glyph) = runs.last_mut().and_then(|run| run.glyphs.last_mut())
        {
            glyph.blank += word.blank * 1000.0 / size;
        }
    }
    runs
}
