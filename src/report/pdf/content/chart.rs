//! Charts drawn from the geometry of the view.

use super::style::{FAINT, INK, MUTED, SEVERITIES, SLATE, SMALL, colour, heading};
use crate::report::pdf::document::{Align, Block, Colour, Face, Figure, Link, Shape, Style};
use crate::report::pdf::pages::MEASURE;
use crate::report::view::{Bar, Bin, PaperView, grouped};

const STRIP_HEIGHT: f32 = 44.0;
/// The least that lies between the labels of two sections.
const LABEL_WIDTH: f32 = 58.0;
const BAR_STEP: f32 = 15.5;
const BAR_NAME: f32 = 150.0;
const BAR_VALUE: f32 = 74.0;
/// The most bars of a chart.
const MOST_BARS: usize = 24;
const GROUND: Colour = Colour(0xf1, 0xf3, 0xf5);

/// Where the findings stand along the paper.
pub(super) fn strip(paper: &PaperView) -> Vec<Block> {
    let charts = &paper.charts;
    if charts.strip.is_empty() {
        return Vec::new();
    }
    let bottom = STRIP_HEIGHT;
    let mut shapes =
        vec![Shape::Rect { x: 0.0, y: bottom, width: MEASURE, height: 0.6, colour: Colour(0x8a, 0x93, 0x9d) }];
    let mut labelled = -LABEL_WIDTH;
    for (number, section) in charts.starts.iter().enumerate() {
        let x = section.at as f32 * MEASURE;
        shapes.push(Shape::Rect { x, y: bottom, width: 0.6, height: 5.0, colour: FAINT });
        if x - labelled >= LABEL_WIDTH && x <= MEASURE - 30.0 {
            let next = charts.starts[number + 1..].iter().map(|start| start.at as f32 * MEASURE);
            let next = next.into_iter().find(|&next| next - x >= LABEL_WIDTH).unwrap_or(MEASURE);
            let run = Style { size: 6.8, ..SMALL }.run(section.title);
            shapes.push(Shape::Label { x: x + 2.0, y: bottom + 9.5, width: next - x - 6.0, align: Align::Left, run });
            labelled = x;
        }
    }
    for bin in &charts.strip {
        shapes.extend(bin_shapes(bin, charts.strip_most, bottom, paper));
    }
    vec![
        heading(3, "Where the findings stand").into(),
        Block::Figure(Figure { height: bottom + 14.0, before: 6.0, shapes, keep_with_next: false }),
    ]
}

/// A column for a part of the paper, the gravest at the bottom.
fn bin_shapes(bin: &Bin, most: usize, bottom: f32, paper: &PaperView) -> Vec<Shape> {
    let x = bin.start as f32 * MEASURE;
    let width = ((bin.end - bin.start) as f32 * MEASURE - 1.0).max(1.0);
    let unit = (bottom - 4.0) / most.max(4) as f32;
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

/// One bar a section.
pub(super) fn sections(title: &str, bars: &[Bar]) -> Vec<Block> {
    if bars.is_empty() {
        return Vec::new();
    }
    let shown = &bars[..bars.len().min(MOST_BARS)];
    let room = MEASURE - BAR_NAME - BAR_VALUE - 16.0;
    let mut shapes = Vec::with_capacity(shown.len() * 4);
    for (number, bar) in shown.iter().enumerate() {
        let top = number as f32 * BAR_STEP;
        let y = top + 10.0;
        let name = Style::new(Face::Sans, 8.0, INK).run(bar.title);
        shapes.push(Shape::Label { x: 0.0, y, width: BAR_NAME, align: Align::Left, run: name });
        shapes.push(Shape::Rect { x: BAR_NAME + 8.0, y: top + 3.8, width: room, height: 7.0, colour: GROUND });
        let width = (bar.length as f32 * room).max(if bar.value > 0 { 0.8 } else { 0.0 });
        shapes.push(Shape::Rect { x: BAR_NAME + 8.0, y: top + 3.8, width, height: 7.0, colour: SLATE });
        let value = format!("{}  ({:.0} %)", grouped(bar.value as usize), bar.share * 100.0);
        let value = Style::new(Face::Sans, 7.8, MUTED).run(value);
        let x = MEASURE - BAR_VALUE;
        shapes.push(Shape::Label { x, y, width: BAR_VALUE, align: Align::Right, run: value });
    }
    let height = shown.len() as f32 * BAR_STEP;
    vec![heading(3, title).into(), Block::Figure(Figure { height, before: 5.0, shapes, keep_with_next: false })]
}
