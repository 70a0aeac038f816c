//! Tables into rows: cells are broken into lines, and a row of cells may run over pages between them.

use super::{Flow, Item, Row, baseline, draw_line, tallest};
use crate::report::pdf::document::{Align, Cell, Colour, Table, Width};
use crate::report::pdf::paragraph::{Line, break_lines};

/// Between columns, in points.
const GUTTER: f32 = 12.0;
/// Above and below the text of a row, in points.
const PADDING: f32 = 2.6;
/// The most lines of a cell for which its row is kept whole.
const KEPT_LINES: usize = 6;
const BAR_HEIGHT: f32 = 5.0;
const STRONG_RULE: Colour = Colour(0x4a, 0x52, 0x5c);
const FINE_RULE: Colour = Colour(0xdd, 0xe1, 0xe6);

/// The place of a column.
#[derive(Clone, Copy)]
struct Lane {
    x: f32,
    width: f32,
    align: Align,
}

impl Flow<'_, '_> {
    pub(super) fn push_table(&mut self, table: &Table, x: f32, measure: f32) {
        let lanes = lanes(table, x, measure);
        let header = match table.header.is_empty() {
            true => Vec::new(),
            false => self.table_row(&table.header, &lanes, table.leading, (x, measure, STRONG_RULE)),
        };
        let number = self.headers.len();
        let first = self.rows.len();
        if !table.header.is_empty() {
            let rows = self.table_row(&table.header, &lanes, table.leading, (x, measure, STRONG_RULE));
            self.rows.extend(rows.into_iter().map(|row| Row { keep: true, ..row }));
        }
        self.headers.push(header);
        for cells in &table.rows {
            let rows = self.table_row(cells, &lanes, table.leading, (x, measure, FINE_RULE));
            self.rows.extend(rows.into_iter().map(|row| Row { table: Some(number), ..row }));
        }
        if let Some(row) = self.rows.get_mut(first) {
            row.before = table.before;
        }
    }

    fn table_row(
        &mut self,
        cells: &[Cell],
        lanes: &[Lane],
        leading: f32,
        (x, measure, rule): (f32, f32, Colour),
    ) -> Vec<Row> {
        let broken: Vec<Vec<Line>> = cells
            .iter()
            .zip(lanes)
            .map(|(cell, lane)| match cell {
                Cell::Text(runs) => break_lines(runs, lane.width, lane.align, self.shaper, &mut self.missing),
                Cell::Bar(_) => Vec::new(),
            })
            .collect();
        let count = broken.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut rows = Vec::with_capacity(count);
        for number in 0..count {
            let (is_first, is_last) = (number == 0, number + 1 == count);
            let top = if is_first { PADDING } else { 0.0 };
            let height = top + leading + if is_last { PADDING } else { 0.0 };
            let keep = !is_last && (count <= KEPT_LINES || is_first || number + 2 == count);
            let mut row = Row { height, keep, ..Row::default() };
            for ((cell, lane), lines) in cells.iter().zip(lanes).zip(&broken) {
                match cell {
                    Cell::Text(runs) => {
                        if let Some(line) = lines.get(number) {
                            draw_line(runs, line, lane.x, top + baseline(leading, tallest(runs)), &mut row.items);
                        }
                    }
                    Cell::Bar(lengths) if is_first => {
                        draw_bar(lengths, *lane, top + (leading - BAR_HEIGHT) / 2.0, &mut row.items);
                    }
                    Cell::Bar(_) => {}
                }
            }
            if is_last {
                row.items.push(Item::Rect { x, y: height - 0.5, width: measure, height: 0.5, colour: rule });
            }
            rows.push(row);
        }
        rows
    }
}

fn draw_bar(lengths: &[(f32, Colour)], lane: Lane, y: f32, items: &mut Vec<Item>) {
    let mut x = lane.x;
    for &(length, colour) in lengths.iter().filter(|(length, _)| *length > 0.0) {
        let width = length.min(1.0) * lane.width;
        // A hair of white between two lengths tells them apart without colour.
        items.push(Item::Rect { x, y, width: (width - 0.8).max(0.8), height: BAR_HEIGHT, colour });
        x += width;
    }
}

fn lanes(table: &Table, x: f32, measure: f32) -> Vec<Lane> {
    let gutters = GUTTER * table.columns.len().saturating_sub(1) as f32;
    let fixed = |width: &Width| if let Width::Points(points) = width { *points } else { 0.0 };
    let share = |width: &Width| if let Width::Share(share) = width { *share } else { 0.0 };
    let left = measure - gutters - table.columns.iter().map(|column| fixed(&column.width)).sum::<f32>();
    let shares: f32 = table.columns.iter().map(|column| share(&column.width)).sum();
    let mut at = x;
    let lane = |column: &crate::report::pdf::document::Column| {
        let width = fixed(&column.width) + left.max(0.0) * share(&column.width) / shares.max(f32::EPSILON);
        let lane = Lane { x: at, width, align: column.align };
        at += width + GUTTER;
        lane
    };
    table.columns.iter().map(lane).collect()
}
