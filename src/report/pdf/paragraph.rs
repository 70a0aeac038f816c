//! Paragraphs into lines: line breaks by UAX 14, English hyphenation, and the breaks that give the most even lines.

use super::document::{Align, Decoration, Face, Run};
use super::shape::{Shaped, Shaper};
use super::visible::{Missing, push_visible};
use hypher::Lang;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use std::ops::Range;
use std::rc::Rc;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};
use unicode_segmentation::UnicodeSegmentation;

/// From how many pieces on a paragraph is broken line by line, not as a whole.
const OPTIMAL_UP_TO: usize = 2_000;
/// By how much a justified line may be wider than its measure before its blanks are narrowed.
const SQUEEZE: f64 = 1.012;
/// How much wider than a type size a blank may become before a line is rather left ragged.
const WIDEST_BLANK: f32 = 0.9;
/// Words are hyphenated from five letters on; `hypher` works without allocation up to this length.
const HYPHENATED: Range<usize> = 5..33;

/// A line of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub spans: Vec<LineSpan>,
    /// In points.
    pub width: f32,
}

/// What stands on a line in one run of the paragraph.
#[derive(Debug)]
pub(super) struct LineSpan {
    /// Index into the runs of the paragraph.
    pub run: usize,
    /// From the left end of the line, in points.
    pub x: f32,
    pub width: f32,
    pub words: Vec<PlacedWord>,
}

#[derive(Debug)]
pub(super) struct PlacedWord {
    pub shaped: Rc<Shaped>,
    /// The blank after it, in points; 0 for none.
    pub blank: f32,
}

/// A piece of text that is not broken.
#[derive(Debug, Clone)]
struct Unit {
    /// The text without the blanks after it.
    range: Range<usize>,
    width: f64,
    blank: f64,
    /// The width of the hyphen that is added when the line ends after it.
    hyphen: f64,
    ends_line: bool,
}

impl Fragment for Unit {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.blank
    }

    fn penalty_width(&self) -> f64 {
        self.hyphen
    }
}

/// The text of a paragraph's runs, fit to be set.
struct Text<'r> {
    text: String,
    /// The end of each run in `text`.
    ends: Vec<usize>,
    runs: &'r [Run],
}

impl Text<'_> {
    /// The parts of a range that lie in one run each.
    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        let first = self.ends.partition_point(|&end| end <= range.start);
        let mut start = range.start;
        (first..self.ends.len()).map_while(move |run| {
            let part = start..self.ends[run].min(range.end);
            start = part.end;
            (!part.is_empty()).then_some((run, part))
        })
    }

    fn width(&self, range: Range<usize>, shaper: &mut Shaper) -> f64 {
        let parts = self.parts(range).map(|(run, part)| {
            let style = &self.runs[run].style;
            f64::from(shaper.shape(style.face, &self.text[part]).width * style.size / 1000.0)
        });
        parts.sum()
    }

    fn blank(&self, at: usize, shaper: &mut Shaper) -> f64 {
        let run = self.ends.partition_point(|&end| end <= at).min(self.runs.len().saturating_sub(1));
        let style = &self.runs[run].style;
        f64::from(shaper.shape(style.face, " ").width * style.size / 1000.0)
    }
}

/// Breaks runs into lines of at most `measure` points.
pub(super) fn break_lines(
    runs: &[Run],
    measure: f32,
    align: Align,
    shaper: &mut Shaper,
    missing: &mut Missing,
) -> Vec<Line> {
    let mut text = Text { text: String::new(), ends: Vec::with_capacity(runs.len()), runs };
    for run in runs {
        push_visible(&run.text, run.style.face, shaper, missing, &mut text.text);
        text.ends.push(text.text.len());
    }
    let measure = measure.max(1.0);
    let units = units(&text, measure, align == Align::Justified, shaper);
    let mut lines = Vec::new();
    for section in units.split_inclusive(|unit| unit.ends_line) {
        let broken = best_breaks(section, f64::from(measure), align);
        let last = broken.len().saturating_sub(1);
        for (number, units) in broken.into_iter().enumerate() {
            lines.push(set_line(&text, units, measure, align, number == last, shaper));
        }
    }
    lines
}

fn units(text: &Text, measure: f32, hyphenates: bool, shaper: &mut Shaper) -> Vec<Unit> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut units = Vec::new();
    let mut start = 0;
    for end in segmenter.segment_str(&text.text).skip_while(|&end| end == 0) {
        let whole = &text.text[start..end];
        let word = whole.trim_end_matches([' ', '\n']);
        let blanks = whole[word.len()..].bytes().filter(|&byte| byte == b' ').count();
        let range = start..start + word.len();
        let blank = if blanks > 0 { text.blank(range.end, shaper) * blanks as f64 } else { 0.0 };
        let ends_line = whole.ends_with('\n');
        let first = units.len();
        push_word(text, range, measure, hyphenates, shaper, &mut units);
        if units.len() == first {
            units.push(Unit { range: start..start, width: 0.0, blank: 0.0, hyphen: 0.0, ends_line: false });
        }
        if let Some(last) = units.last_mut() {
            (last.blank, last.ends_line) = (blank, ends_line);
        }
        start = end;
    }
    units
}

/// Appends a word as one unit, or as its syllables, or cut where it is wider than the line.
fn push_word(
    text: &Text,
    range: Range<usize>,
    measure: f32,
    hyphenates: bool,
    shaper: &mut Shaper,
    units: &mut Vec<Unit>,
) {
    let unit = |range: Range<usize>, hyphen: f64, shaper: &mut Shaper| {
        let width = text.width(range.clone(), shaper);
        Unit { range, width, blank: 0.0, hyphen, ends_line: false }
    };
    if range.is_empty() {
        return;
    }
    let words = &text.text[range.clone()];
    let core = words.trim_matches(|c: char| !c.is_ascii_alphabetic());
    let is_plain = HYPHENATED.contains(&core.len()) && core.bytes().all(|byte| byte.is_ascii_alphabetic());
    if hyphenates && is_plain && text.parts(range.clone()).count() == 1 && !core.bytes().skip(1).any(is_capital) {
        let core_start = range.start + (core.as_ptr() as usize - words.as_ptr() as usize);
        let face = text.parts(range.clone()).next().map_or(Face::Serif, |(run, _)| text.runs[run].style.face);
        let size = text.parts(range.clone()).next().map_or(0.0, |(run, _)| text.runs[run].style.size);
        let hyphen = f64::from(shaper.shape(face, "-").width * size / 1000.0);
        let (mut start, mut at) = (range.start, core_start);
        for syllable in hypher::hyphenate_bounded(core, Lang::English, 2, 3) {
            at += syllable.len();
            if at < core_start + core.len() {
                units.push(unit(start..at, hyphen, shaper));
                start = at;
            }
        }
        units.push(unit(start..range.end, 0.0, shaper));
        return;
    }
    let whole = unit(range.clone(), 0.0, shaper);
    if whole.width <= f64::from(measure) {
        units.push(whole);
        return;
    }
    // The widest letters are rarely wider than twice the mean.
    let letters: Vec<(usize, &str)> = words.grapheme_indices(true).collect();
    let mean = whole.width / letters.len().max(1) as f64;
    let step = ((f64::from(measure) / mean) as usize).max(1);
    let mut from = 0;
    while from < letters.len() {
        let mut count = step.min(letters.len() - from);
        loop {
            let start = range.start + letters[from].0;
            let end = letters.get(from + count).map_or(range.end, |&(at, _)| range.start + at);
            let piece = unit(start..end, 0.0, shaper);
            if piece.width <= f64::from(measure) || count == 1 {
                units.push(piece);
                break;
            }
            count = (count * 7 / 8).max(1);
        }
        from += count;
    }
}

fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase()
}

fn best_breaks(units: &[Unit], measure: f64, align: Align) -> Vec<&[Unit]> {
    let is_one_line = units.iter().map(|unit| unit.width + unit.blank).sum::<f64>() <= measure;
    if is_one_line {
        return vec![units];
    }
    let is_justified = align == Align::Justified;
    if is_justified && units.len() <= OPTIMAL_UP_TO {
        let penalties = Penalties { hyphen_penalty: 900, short_last_line_penalty: 900, ..Penalties::new() };
        if let Ok(lines) = wrap_optimal_fit(units, &[measure * SQUEEZE], &penalties)
            && lines.iter().all(|line| line_width(line) <= measure * SQUEEZE + 0.5)
        {
            return lines;
        }
    }
    first_fit(units, measure)
}

fn line_width(units: &[Unit]) -> f64 {
    let all: f64 = units.iter().map(|unit| unit.width + unit.blank).sum();
    units.last().map_or(0.0, |last| all - last.blank + last.hyphen)
}

fn first_fit(units: &[Unit], measure: f64) -> Vec<&[Unit]> {
    let mut lines = Vec::new();
    let (mut start, mut width) = (0, 0.0);
    for (index, unit) in units.iter().enumerate() {
        if index > start && width + unit.width + unit.hyphen > measure + 0.01 {
            lines.push(&units[start..index]);
            (start, width) = (index, 0.0);
        }
        width += unit.width + unit.blank;
    }
    lines.push(&units[start..]);
    lines
}

fn set_line(text: &Text, units: &[Unit], measure: f32, align: Align, is_last: bool, shaper: &mut Shaper) -> Line {
    let mut words: Vec<(usize, PlacedWord)> = Vec::new();
    let mut from = 0;
    while let Some(first) = units.get(from) {
        // Syllables of one word are shaped together again.
        let joined = units[from..].windows(2).take_while(|pair| pair[0].blank == 0.0).count();
        let last = &units[from + joined];
        let is_end = from + joined + 1 == units.len();
        let parts: Vec<_> = text.parts(first.range.start..last.range.end).collect();
        for (number, (run, part)) in parts.iter().enumerate() {
            let face = text.runs[*run].style.face;
            let is_last_part = number + 1 == parts.len();
            let shaped = match is_end && is_last_part && last.hyphen > 0.0 {
                true => shaper.shape(face, &format!("{}-", &text.text[part.clone()])),
                false => shaper.shape(face, &text.text[part.clone()]),
            };
            let blank = if is_last_part && !is_end { last.blank as f32 } else { 0.0 };
            words.push((*run, PlacedWord { shaped, blank }));
        }
        from += joined + 1;
    }
    let size = |run: usize| text.runs[run].style.size;
    let natural: f32 = words.iter().map(|(run, word)| word.shaped.width * size(*run) / 1000.0 + word.blank).sum();
    let blanks = words.iter().filter(|(_, word)| word.blank > 0.0).count();
    let ends_section = is_last || units.last().is_some_and(|unit| unit.ends_line);
    let is_wide = natural > measure;
    if align == Align::Justified && blanks > 0 && (!ends_section || is_wide) {
        let each = (measure - natural) / blanks as f32;
        let largest = words.iter().map(|(run, _)| size(*run)).fold(0.0, f32::max);
        if each <= largest * WIDEST_BLANK {
            for (_, word) in words.iter_mut().filter(|(_, word)| word.blank > 0.0) {
                word.blank += each;
            }
        }
    }
    turn_rtl(&mut words);
    let mut line = Line::default();
    for (run, word) in words {
        let width = word.shaped.width * size(run) / 1000.0;
        let blank = word.blank;
        match line.spans.last_mut() {
            Some(span) if span.run == run => {
                // The blank before a word belongs to its span.
                span.width = line.width + width - span.x;
                span.words.push(word);
            }
            _ => line.spans.push(LineSpan { run, x: line.width, width, words: vec![word] }),
        }
        line.width += width + blank;
    }
    if align == Align::Right {
        let shift = measure - line.width;
        line.spans.iter_mut().for_each(|span| span.x += shift);
    }
    join_lines_of_runs(text.runs, &mut line);
    line
}

/// Words that are written from right to left stand in that order among themselves; blanks stay where they are.
fn turn_rtl(words: &mut [(usize, PlacedWord)]) {
    let mut from = 0;
    while from < words.len() {
        let count = words[from..].iter().take_while(|(_, word)| word.shaped.is_rtl).count();
        if count > 1 {
            let blanks: Vec<f32> = words[from..from + count].iter().map(|(_, word)| word.blank).collect();
            words[from..from + count].reverse();
            for ((_, word), blank) in words[from..from + count].iter_mut().zip(blanks) {
                word.blank = blank;
            }
        }
        from += count.max(1);
    }
}

/// A line or tint goes on over the blank between two runs that both have it.
fn join_lines_of_runs(runs: &[Run], line: &mut Line) {
    for index in 1..line.spans.len() {
        let (before, after) = (line.spans[index - 1].run, line.spans[index].run);
        let (before, after) = (&runs[before].style, &runs[after].style);
        let same_line = before.line == after.line && before.line != Decoration::Plain;
        let same_tint = before.tint == after.tint && before.tint.is_some();
        if same_line || same_tint {
            line.spans[index - 1].width = line.spans[index].x - line.spans[index - 1].x;
        }
    }
}
