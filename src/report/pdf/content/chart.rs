//! Charts drawn from the geometry of the view.

use super::style::{FAINT, INK, LABEL, MUTED, SEVERITIES, SLATE, SMALL, SMALL_LEADING, colour, heading};
use crate::report::pdf::document::{Align, Block, Colour, Face, Figure, Link, Paragraph, Shape, Style};
use crate::report::pdf::pages::MEASURE;
use crate::report::view::{Bin, Charts, PaperView, Years, grouped, plural};

/// The most that the columns of the strip rise.
const STRIP_HEIGHT: f32 = 36.0;
/// The least room in which a section's title says anything.
const LABEL_WIDTH: f32 = 26.0;
/// The room in which a year is written.
const TICK_WIDTH: f32 = 18.0;
/// The height of the line above the bars, and of each of them.
const BAR_HEAD: f32 = 14.0;
const BAR_STEP: f32 = 13.0;
const BAR_NAME: f32 = 150.0;
const BAR_VALUE: f32 = 62.0;
const BAR_GAP: f32 = 14.0;
/// The most bars of a chart.
const MOST_BARS: usize = 24;
const GROUND: Colour = Colour(0xf1, 0xf3, 0xf5);

/// Where the findings stand along the paper.
pub(super) fn strip(paper: &PaperView) -> Vec<Block> {
    let charts = &paper.charts;
    if charts.strip.is_empty() {
        return Vec::new();
    }
    let unit = (STRIP_HEIGHT / charts.strip_most.max(1) as f32).min(STRIP_HEIGHT / 3.0);
    let bottom = unit * charts.strip_most as f32;
    let mut shapes =
        vec![Shape::Rect { x: 0.0, y: bottom, width: MEASURE, height: 0.6, colour: Colour(0x8a, 0x93, 0x9d) }];
    for (number, section) in charts.starts.iter().enumerate() {
        let x = section.at as f32 * MEASURE;
        let next = charts.starts.get(number + 1).map_or(MEASURE, |next| next.at as f32 * MEASURE);
        shapes.push(Shape::Rect { x, y: bottom, width: 0.6, height: 12.0, colour: FAINT });
        if next - x >= LABEL_WIDTH {
            let run = Style { size: 6.8, ..SMALL }.run(section.title);
            shapes.push(Shape::Label { x: x + 3.0, y: bottom + 9.5, width: next - x - 5.0, align: Align::Left, run });
        }
    }
    for bin in &charts.strip {
        shapes.extend(bin_shapes(bin, unit, bottom, paper));
    }
    vec![
        heading(3, "Where the findings stand").into(),
        Block::Figure(Figure { height: bottom + 14.0, before: 6.0, shapes, keep_with_next: false }),
    ]
}

/// A column for a part of the paper, the gravest at the bottom.
fn bin_shapes(bin: &Bin, unit: f32, bottom: f32, paper: &PaperView) -> Vec<Shape> {
    let x = bin.start as f32 * MEASURE;
    let width = ((bin.end - bin.start) as f32 * MEASURE - 1.0).max(1.0);
    let mut y = bottom;
    let mut shapes = Vec::new();
    for severity in SEVERITIES {
        let height = bin.counts.get(severity) as f32 * unit;
        if height > 0.0 {
            y -= height;
            let height = if height > 2.0 { height - 0.6 } else { height };
            shapes.push(Shape::Rect { x: x + 0.5, y, width, height, colour: colour(severity) });
        }
    }
    if let Some(finding) = paper.paper.findings.get(bin.first) {
        let link = Link::To(format!("f-{}", finding.fingerprint));
        shapes.push(Shape::Link { x, y, width: width + 1.0, height: bottom - y, link });
    }
    shapes
}

/// Citations by the year of the cited work, a column a year.
pub(super) fn years(years: &Years) -> Vec<Block> {
    if years.bars.is_empty() {
        return Vec::new();
    }
    let mut shapes =
        vec![Shape::Rect { x: 0.0, y: STRIP_HEIGHT, width: MEASURE, height: 0.6, colour: Colour(0x8a, 0x93, 0x9d) }];
    for bar in &years.bars {
        let x = bar.start as f32 * MEASURE;
        let width = ((bar.end - bar.start) as f32 * MEASURE * 0.8).max(1.0);
        let height = (bar.height as f32 * STRIP_HEIGHT).max(0.8);
        shapes.push(Shape::Rect { x, y: STRIP_HEIGHT - height, width, height, colour: SLATE });
    }
    for tick in &years.ticks {
        let run = Style { size: 6.8, ..SMALL }.run(tick.year.to_string());
        let x = (tick.at as f32 * MEASURE - TICK_WIDTH / 2.0).clamp(0.0, MEASURE - TICK_WIDTH);
        shapes.push(Shape::Label { x, y: STRIP_HEIGHT + 9.5, width: TICK_WIDTH, align: Align::Left, run });
    }
    vec![
        heading(3, &years.caption()).into(),
        Block::Figure(Figure { height: STRIP_HEIGHT + 14.0, before: 6.0, shapes, keep_with_next: false }),
    ]
}

/// Words and citations of each section, side by side.
pub(super) fn sections(charts: &Charts) -> Vec<Block> {
    if charts.words.len() < 2 {
        return Vec::new();
    }
    let shown = charts.words.len().min(MOST_BARS);
    let mut shapes = Vec::with_capacity(shown * 8);
    let head =
        |x: f32, text: &str| Shape::Label { x, y: 9.0, width: BAR_NAME, align: Align::Left, run: LABEL.run(text) };
    let half = (MEASURE - BAR_NAME) / 2.0;
    shapes.push(head(0.0, "Section"));
    for (bars, title, left) in [(&charts.words, "Words", BAR_NAME), (&charts.citations, "Citations", BAR_NAME + half)] {
        if bars.is_empty() {
            continue;
        }
        shapes.push(head(left + BAR_GAP, title));
        for (number, bar) in bars.iter().take(shown).enumerate() {
            let top = BAR_HEAD + number as f32 * BAR_STEP;
            let (x, y) = (left + BAR_GAP, top + 3.4);
            let room = half - BAR_GAP - BAR_VALUE;
            shapes.push(Shape::Rect { x, y, width: room, height: 6.0, colour: GROUND });
            let width = (bar.length as f32 * room).max(if bar.value > 0 { 0.8 } else { 0.0 });
            shapes.push(Shape::Rect { x, y, width, height: 6.0, colour: SLATE });
            let value = format!("{}  ({:.0} %)", grouped(bar.value as usize), (bar.share * 100.0).round());
            let run = Style::new(Face::Sans, 7.6, MUTED).run(value);
            shapes.push(Shape::Label { x: x + room, y: top + 9.0, width: BAR_VALUE, align: Align::Right, run });
        }
    }
    for (number, bar) in charts.words.iter().take(shown).enumerate() {
        let y = BAR_HEAD + number as f32 * BAR_STEP + 9.0;
        let run = Style::new(Face::Sans, 7.8, INK).run(bar.title);
        shapes.push(Shape::Label { x: 0.0, y, width: BAR_NAME, align: Align::Left, run });
    }
    let height = BAR_HEAD + shown as f32 * BAR_STEP;
    let mut blocks = vec![Block::Figure(Figure { height, before: 16.0, shapes, keep_with_next: false })];
    if charts.words.len() > shown {
        let text = format!("and {} without a bar here", plural(charts.words.len() - shown, "more section"));
        blocks.push(Paragraph::new(SMALL_LEADING, vec![SMALL.run(text)]).before(3.0).into());
    }
    blocks
}
