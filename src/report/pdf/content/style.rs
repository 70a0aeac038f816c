//! The look of the report: type sizes, colours, marks of severity.

use crate::report::pdf::document::{Colour, Face, Paragraph, Run, Style};
use crate::rule::Severity;
use std::borrow::Cow;

pub(super) const INK: Colour = Colour(0x1d, 0x21, 0x27);
pub(super) const MUTED: Colour = Colour(0x5c, 0x66, 0x71);
pub(super) const FAINT: Colour = Colour(0xc9, 0xcf, 0xd6);
pub(super) const DEEP_RED: Colour = Colour(0x9b, 0x1b, 0x2b);
pub(super) const AMBER: Colour = Colour(0xa8, 0x62, 0x00);
pub(super) const SLATE: Colour = Colour(0x3f, 0x5a, 0x78);
pub(super) const GREEN: Colour = Colour(0x1c, 0x6a, 0x3c);

pub(super) const BODY: Style = Style::new(Face::Serif, 10.4, INK);
pub(super) const BODY_LEADING: f32 = 14.2;
pub(super) const SMALL: Style = Style::new(Face::Sans, 7.9, MUTED);
pub(super) const SMALL_LEADING: f32 = 11.4;
pub(super) const LABEL: Style = Style::new(Face::SansBold, 7.4, MUTED);
pub(super) const CODE: Style = Style::new(Face::Mono, 8.2, INK);
pub(super) const QUOTED: Style = Style::new(Face::Serif, 9.8, INK);
pub(super) const QUOTED_LEADING: f32 = 13.4;
pub(super) const CELL: Style = Style::new(Face::Sans, 8.4, INK);
pub(super) const CELL_LEADING: f32 = 11.6;

/// The severities from the gravest on.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

pub(super) fn colour(severity: Severity) -> Colour {
    match severity {
        Severity::Error => DEEP_RED,
        Severity::Warning => AMBER,
        Severity::Info => SLATE,
    }
}

/// Behind marked words.
pub(super) fn tint(severity: Severity) -> Colour {
    match severity {
        Severity::Error => Colour(0xf9, 0xe6, 0xe8),
        Severity::Warning => Colour(0xfb, 0xef, 0xd9),
        Severity::Info => Colour(0xe6, 0xed, 0xf5),
    }
}

/// Each severity has a shape of its own, so that none is told by colour alone.
pub(super) fn shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "■",
        Severity::Warning => "▲",
        Severity::Info => "●",
    }
}

pub(super) fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// The shape of a severity in its colour.
pub(super) fn mark(severity: Severity, size: f32) -> Run {
    Style::new(Face::Mono, size, colour(severity)).run(shape(severity))
}

/// A heading of the report: 1 for a paper, 2 for a part, 3 within one.
pub(super) fn heading(level: u8, text: &str) -> Paragraph {
    let (size, leading, before) = match level {
        1 => (21.0, 25.5, 0.0),
        2 => (15.0, 19.0, 26.0),
        _ => (11.2, 15.0, 18.0),
    };
    let face = if level == 3 { Face::SerifBold } else { Face::Serif };
    Paragraph::new(leading, vec![Style::new(face, size, INK).run(text)]).before(before).keep_with_next()
}

/// A word or two in small capitals' stead, above what it names.
pub(super) fn label(text: &str) -> Paragraph {
    Paragraph::new(SMALL_LEADING, vec![LABEL.run(text)]).keep_with_next()
}

/// The first letter as a capital, all on one line.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    match letters.next() {
        Some(first) => one_line(&first.to_uppercase().chain(letters).collect::<String>()).into_owned(),
        None => String::new(),
    }
}

/// Line ends as blanks.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    match text.contains(['\n', '\r']) {
        true => text.replace(['\n', '\r'], " ").into(),
        false => text.into(),
    }
}
