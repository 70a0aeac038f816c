//! Places and passages: where something stands, its words marked, two passages compared.

use super::style::{DEEP_RED, GREEN, MUTED, QUOTED, QUOTED_LEADING, SMALL, SMALL_LEADING, colour, one_line, tint};
use crate::report::pdf::document::{Block, Decoration, Face, Paragraph, Run, Style};
use crate::report::view::{DiffPiece, WordDiff, beside};
use crate::report::{Excerpt, Place};
use crate::rule::Severity;
use crate::source::Unit;

/// "Line 29  ·  Introduction"; with the file where it is not the paper's own.
pub(super) fn whereabouts(place: &Place, section: Option<&str>, paper: &str) -> String {
    let mut parts = Vec::new();
    if let Some(page) = place.page {
        parts.push(format!("Page {page}"));
    }
    parts.push(match place.end.line.saturating_sub(place.start.line) {
        0 if place.unit == Unit::Paragraph => format!("¶ {}", place.start.line),
        _ if place.unit == Unit::Paragraph => format!("¶ {}–{}", place.start.line, place.end.line),
        0 => format!("Line {}", place.start.line),
        _ => format!("Lines {}–{}", place.start.line, place.end.line),
    });
    if &*place.path != paper {
        parts.push(beside(&place.path, paper).to_owned());
    }
    parts.extend(section.map(|section| one_line(section).into_owned()));
    parts.join("  ·  ")
}

/// The words of a place between those around them; `None` where there is nothing to show.
pub(super) fn excerpt(place: &Place, severity: Severity) -> Option<Paragraph> {
    let (before, text, after) = place.excerpt.as_read();
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let marked = QUOTED.marked(colour(severity), tint(severity));
    let around = QUOTED.colour(MUTED);
    Some(Paragraph::new(
        QUOTED_LEADING,
        vec![around.run(one_line(before)), marked.run(one_line(text)), around.run(one_line(after))],
    ))
}

/// What stands round words that are shown as they are written in the file, as those of an edit are.
pub(super) fn surroundings(excerpt: &Excerpt) -> (&str, &str) {
    match &excerpt.passage {
        Some(passage) if passage.text == excerpt.text => (&passage.before, &passage.after),
        _ => (&excerpt.before, &excerpt.after),
    }
}

/// Two passages over each other: what only the first has is struck out, what only the second has is underlined.
pub(super) fn diff(diff: &WordDiff) -> Paragraph {
    let deleted = Style { line: Decoration::Struck, colour: DEEP_RED, ..QUOTED };
    let inserted = Style { line: Decoration::Underlined, colour: GREEN, face: Face::SerifBold, ..QUOTED };
    let mut runs: Vec<Run> = Vec::new();
    for piece in &diff.pieces {
        let (style, text) = match piece {
            DiffPiece::Equal(text) => (QUOTED, text),
            DiffPiece::Deleted(text) => (deleted, text),
            DiffPiece::Inserted(text) => (inserted, text),
        };
        let before = runs.last().is_some_and(|run| !run.text.ends_with(char::is_whitespace));
        let words = text.trim_end();
        // Blanks are never struck out or underlined at the end of a piece.
        if before {
            runs.push(QUOTED.run(" "));
        }
        runs.push(style.run(one_line(words)));
        if words.len() < text.len() {
            runs.push(QUOTED.run(" "));
        }
    }
    Paragraph::new(QUOTED_LEADING, runs)
}

/// A line above a passage that says what it is.
pub(super) fn caption(strong: &str, rest: &str) -> Paragraph {
    let runs = vec![SMALL.face(Face::SansBold).run(strong), SMALL.run(rest)];
    Paragraph::new(SMALL_LEADING, runs).keep_with_next()
}

/// A passage behind the rule of its severity.
pub(super) fn quote(severity: Severity, paragraphs: Vec<Paragraph>) -> Block {
    Block::Quote { colour: colour(severity), blocks: paragraphs.into_iter().map(Block::from).collect() }
}
