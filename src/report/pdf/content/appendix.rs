//! The paper itself with its findings marked in the text.

use super::style::{
    BODY, BODY_LEADING, CODE, INK, MUTED, SMALL, SMALL_LEADING, colour, heading, one_line, shape, tint,
};
use crate::paper::Scope;
use crate::report::ManuscriptBlock;
use crate::report::pdf::document::{Align, Block, Cell, Column, Face, Paragraph, Run, Style, Table, Width};
use crate::report::view::PaperView;
use crate::rule::Severity;
use std::borrow::Cow;

/// What a mark needs to know of a finding: its severity, its number in the report, its name for links.
type Known = Vec<(Severity, usize, String)>;

/// How many numbers stand behind a mark of more findings.
const NUMBERS: usize = 4;
/// The most columns of a table that is set as one.
const MOST_COLUMNS: usize = 8;

/// Nothing where the paper's text was not kept or nothing was found in it.
pub(super) fn marked_paper(paper: &PaperView) -> Vec<Block> {
    let Some(manuscript) = paper.paper.manuscript.as_ref().filter(|_| !paper.paper.findings.is_empty()) else {
        return Vec::new();
    };
    let mut known: Known = paper.paper.findings.iter().map(|_| (Severity::Info, 0, String::new())).collect();
    for view in paper.findings() {
        if let Some(known) = known.get_mut(view.index) {
            *known = (view.finding.severity, view.number, view.anchor());
        }
    }
    let intro = "The text as it was read, with what the findings are about underlined. The number behind a mark leads \
                 to the finding.";
    let mut blocks = vec![
        Block::PageBreak,
        heading(2, "The marked paper").outline(1, format!("The marked paper: {}", paper.title)).into(),
        Paragraph::new(BODY_LEADING, vec![BODY.face(Face::SerifItalic).colour(MUTED).run(paper.title)])
            .before(2.0)
            .into(),
        Paragraph::new(SMALL_LEADING, vec![SMALL.run(intro)]).before(6.0).into(),
    ];
    let mut rest = manuscript.blocks.as_slice();
    while let Some(first) = rest.first() {
        let cells = rest.iter().take_while(|block| block.is_cell).count();
        if cells > 1 {
            blocks.extend(table(&rest[..cells], &known));
        } else if first.scope != Scope::Furniture {
            blocks.extend(block(first, &known));
        }
        rest = &rest[cells.max(1)..];
    }
    blocks
}

fn block(block: &ManuscriptBlock, known: &Known) -> Option<Block> {
    let style = style_of(block);
    let runs = runs(block, style, known);
    if runs.iter().all(|run| run.text.trim().is_empty()) {
        return None;
    }
    let leading = style.size * 1.36;
    let paragraph = Paragraph::new(leading, runs);
    let paragraph = match block.scope {
        Scope::Title => paragraph.before(14.0).keep_with_next(),
        Scope::Heading => paragraph.before(if block.level <= 2 { 16.0 } else { 11.0 }).keep_with_next(),
        Scope::Code | Scope::Math => paragraph.before(6.0).indent(14.0),
        Scope::Quote => paragraph.justified().before(6.0).indent(20.0),
        Scope::References => paragraph.before(3.0),
        _ if block.is_item => paragraph.justified().before(2.0).indent(14.0),
        _ => paragraph.justified().before(6.0),
    };
    Some(paragraph.into())
}

fn style_of(block: &ManuscriptBlock) -> Style {
    match block.scope {
        Scope::Title => Style::new(Face::Serif, 15.0, INK),
        Scope::Heading if block.level <= 2 => Style::new(Face::SerifBold, 11.6, INK),
        Scope::Heading => Style::new(Face::SerifBold, 10.4, INK),
        Scope::Code => CODE,
        Scope::Caption | Scope::Footnote | Scope::Front | Scope::References | Scope::Table => {
            Style { size: 9.2, ..BODY }
        }
        _ => BODY,
    }
}

fn runs(block: &ManuscriptBlock, style: Style, known: &Known) -> Vec<Run> {
    let mut runs = Vec::new();
    if let Some(number) = block.number {
        runs.push(style.colour(MUTED).run(format!("{number}. ")));
    }
    for (index, piece) in block.pieces.iter().enumerate() {
        let plain = match piece.is_source && block.scope != Scope::Code {
            true => Style { face: Face::Mono, size: style.size * 0.82, ..style },
            false => style,
        };
        let text = match block.scope {
            Scope::Code | Scope::Math => Cow::Borrowed(piece.text.as_str()),
            _ => one_line(piece.shown()),
        };
        let marks = piece.marks.iter().filter_map(|&(finding, _)| known.get(finding as usize));
        let Some(gravest) = marks.map(|(severity, ..)| *severity).max() else {
            runs.push(plain.run(text));
            continue;
        };
        runs.push(plain.marked(colour(gravest), tint(gravest)).run(text));
        // The number stands where the mark ends.
        let next = block.pieces.get(index + 1).map_or(&[][..], |piece| &piece.marks);
        let ended = piece.marks.iter().filter(|mark| !next.contains(mark));
        let ended: Vec<_> = ended.filter_map(|&(finding, _)| known.get(finding as usize)).collect();
        let note = Style { face: Face::Sans, size: style.size * 0.62, rise: style.size * 0.34, ..style };
        // One left over takes as little room as to say that there is one.
        let shown = if ended.len() > NUMBERS + 1 { NUMBERS } else { ended.len() };
        for &(severity, number, anchor) in &ended[..shown] {
            let note = note.colour(colour(*severity));
            runs.push(note.run(format!("\u{202f}{}F{number}", shape(*severity))).to(anchor.clone()));
        }
        if ended.len() > shown {
            runs.push(note.colour(MUTED).run(format!("\u{202f}+{}", ended.len() - shown)));
        }
    }
    runs
}

/// Cells that begin on one line are a row.
fn table(cells: &[ManuscriptBlock], known: &Known) -> Vec<Block> {
    let rows: Vec<&[ManuscriptBlock]> = cells.chunk_by(|one, other| one.line == other.line).collect();
    let count = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    if count > MOST_COLUMNS || count == 0 {
        return cells.iter().filter_map(|cell| block(cell, known)).collect();
    }
    let row = |row: &&[ManuscriptBlock]| {
        let mut cells: Vec<Cell> = row.iter().map(|cell| Cell::Text(runs(cell, style_of(cell), known))).collect();
        cells.resize(count, Cell::Text(Vec::new()));
        cells
    };
    let column = Column { width: Width::Share(1.0), align: Align::Left };
    vec![Block::Table(Table {
        columns: vec![column; count],
        header: Vec::new(),
        rows: rows.iter().map(row).collect(),
        leading: 12.2,
        before: 8.0,
    })]
}
