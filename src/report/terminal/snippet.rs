use super::paint::{Paint, Painter};
use super::width::{Wrapped, shorten, shorten_middle, shorten_start, width};
use crate::report::view::plural;
use crate::report::{LocatedFinding, Place, plain_line};
use crate::source::Unit;
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// How many related places of a finding are drawn.
const RELATED: usize = 4;
/// The most columns that the note beside a related place takes.
const NOTE: usize = 36;
/// The most lines that a passage takes.
const LINES: usize = 3;

/// Draws the places of a finding, in the manner of a compiler, and says how many columns its line numbers take.
///
/// The windows are cut before they are drawn and the columns named are those of the file, which is why no crate for
/// snippets of code draws them: those count columns in the text they are given.
pub(super) fn draw(finding: &LocatedFinding, columns: usize, painter: Painter, out: &mut String) -> usize {
    // One left over is shown: to say that there is one takes as much room.
    let shown = if finding.related.len() <= RELATED + 1 { RELATED + 1 } else { RELATED };
    let related = finding.related.iter().take(shown);
    let lines = std::iter::once(&finding.place).chain(related.clone().map(|related| &related.place));
    let gutter = lines.map(|place| place.start.line.max(1).ilog10() as usize + 1).max().unwrap_or(1);
    let mut snippet = Drawing { gutter, columns: columns.saturating_sub(gutter + 3), painter, out };
    snippet.place(&finding.place, "-->", '^', Paint::Severity(finding.severity), "");
    for related in related {
        snippet.line("", "");
        snippet.place(&related.place, ":::", '-', Paint::Rule, &plain_line(&related.note));
    }
    if finding.related.len() > shown {
        let _ = writeln!(out, "{:gutter$} … and {}", "", plural(finding.related.len() - shown, "more place"));
    }
    gutter
}

struct Drawing<'a> {
    gutter: usize,
    /// What is left of a line after the number and the bar.
    columns: usize,
    painter: Painter,
    out: &'a mut String,
}

impl Drawing<'_> {
    fn place(&mut self, place: &Place, arrow: &str, mark: char, paint: Paint, note: &str) {
        let arrow = self.painter.paint(Paint::Rule, arrow);
        let (path, start) = (plain_line(&place.path), place.start);
        let at = match place.unit {
            Unit::Line => format!("{path}:{}:{}", start.line, start.column),
            Unit::Paragraph => format!("{path} ¶ {}", start.line),
        };
        let _ = writeln!(self.out, "{:gutter$}{arrow} {at}", "", gutter = self.gutter);
        self.line("", "");
        let number = start.line.to_string();
        let text = plain_line(&place.excerpt.text);
        let text = without_middle(&text, 2 * LINES * self.columns);
        let text = text.trim_end();
        let short = shorten(note, NOTE);
        let beside = if short.is_empty() { 0 } else { width(&short) + 1 };
        if width(text) + beside <= self.columns {
            self.window(place, &number, mark, paint, &short);
        } else {
            self.passage(text, &number, mark, paint, note);
        }
    }

    /// A place that fits on a line, in its surroundings.
    fn window(&mut self, place: &Place, number: &str, mark: char, paint: Paint, note: &str) {
        let beside = if note.is_empty() { 0 } else { width(note) + 1 };
        let (line, range) = window(place, self.columns, beside);
        let indent = " ".repeat(width(line.get(..range.start).unwrap_or("")));
        let marks = mark.to_string().repeat(width(line.get(range).unwrap_or("")).max(1));
        let gap = if note.is_empty() { "" } else { " " };
        self.line(number, &line);
        self.line("", &format!("{indent}{}", self.painter.paint(paint, &format!("{marks}{gap}{note}"))));
    }

    /// A place of several lines, with a bar beside it.
    fn passage(&mut self, text: &str, number: &str, mark: char, paint: Paint, note: &str) {
        let room = self.columns.saturating_sub(2);
        let mut wrapped = Wrapped::new(text, room, room);
        // Wrapping leaves blanks at the ends of lines, so a text may need to be shorter than its room.
        let mut limit = LINES * room;
        while wrapped.lines.len() > LINES {
            limit = limit.saturating_sub(room / 4).max(room);
            wrapped = Wrapped::new(&shorten_middle(text, limit), room, room);
        }
        for (index, line) in wrapped.lines.iter().enumerate() {
            let bar = self.painter.paint(paint, if index == 0 { "/" } else { "|" });
            self.line(if index == 0 { number } else { "" }, &format!("{bar} {line}"));
        }
        let under = width(wrapped.lines.last().map_or("", |line| line)).max(1);
        let fits = under + 2 + width(note) <= self.columns;
        let foot = format!("|{}{mark}", "_".repeat(under));
        let beside = if fits && !note.is_empty() { format!(" {note}") } else { String::new() };
        self.line("", &self.painter.paint(paint, &format!("{foot}{beside}")));
        if !fits {
            self.line("", &self.painter.paint(paint, &shorten(note, self.columns)));
        }
    }

    fn line(&mut self, number: &str, text: &str) {
        let blank = if text.is_empty() { "" } else { " " };
        let head = self.painter.paint(Paint::Rule, &format!("{number:>gutter$} |", gutter = self.gutter));
        let _ = writeln!(self.out, "{head}{blank}{text}");
    }
}

/// A text of which no more than the two ends can be shown, cut to the ends, each of at most so many bytes: what is cut
/// out need not be measured.
fn without_middle(text: &str, limit: usize) -> Cow<'_, str> {
    // A character that takes a column is of at most four bytes.
    if text.len() <= 4 * limit {
        return Cow::Borrowed(text);
    }
    let (head, tail) = (text.floor_char_boundary(2 * limit), text.ceil_char_boundary(text.len() - 2 * limit));
    Cow::Owned(format!("{}{}", &text[..head], &text[tail..]))
}

/// A line of at most `columns` around a place, and which bytes of it are the place; `beside` columns are left free
/// after the place for what is written under the line there.
fn window(place: &Place, columns: usize, beside: usize) -> (String, Range<usize>) {
    let excerpt = &place.excerpt;
    let text = plain_line(&excerpt.text);
    // Of blanks alone every one is the place.
    let text = Some(text.trim_end()).filter(|text| !text.is_empty()).unwrap_or(&text);
    let (before, after) = (plain_line(&excerpt.before), plain_line(&excerpt.after));
    let free = columns.saturating_sub(width(text));
    let room_before = (free - (free / 2).min(width(&after))).min(free.saturating_sub(beside));
    let before = match room_before {
        0..=4 if width(&before) > room_before => String::new(),
        room => shorten_start(&before, room),
    };
    let after = match free.saturating_sub(width(&before)) {
        room @ 0..=4 if width(&after) > room => String::new(),
        room => shorten(&after, room),
    };
    let start = before.len();
    let line = format!("{before}{text}{after}");
    // A place without extent is shown on the character after it.
    let end = match text.is_empty() {
        true => line.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8()),
        false => start + text.len(),
    };
    (line, start..end)
}
