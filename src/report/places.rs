use super::{Detail, Excerpt, Passage, Place};
use crate::paper::{Block, Paper, RepairKind, Segment};
use crate::source::{FileId, Position, Source, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// The stand-in of prose for what is not words.
pub(super) const OBJECT: &str = "\u{fffc}";
const CONTEXT_CHARS: usize = 60;
const TEXT_CHARS: usize = 2_000;
const OBJECT_CHARS: usize = 200;

/// Whether the words of a place are compared with those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Words,
    None,
}

/// Turns spans of one paper into places that people can read.
///
/// The positions of all spans are worked out in one sweep over each file, because counting characters from the start
/// of the line for each would be quadratic where a file is one long line.
pub(super) struct Places<'a> {
    paper: &'a Paper,
    positions: BTreeMap<FileId, Vec<(u32, Position)>>,
    /// Indexes of the prose segments, in the order of the files.
    segments: Vec<u32>,
    /// Indexes of the sections, in the order of the files.
    sections: Vec<u32>,
    /// Where the parts of cut paragraphs were joined, in the order of the prose.
    joints: Vec<u32>,
    detail: Detail,
}

impl<'a> Places<'a> {
    /// Makes ready for `spans`; places are only known for these.
    pub fn new(paper: &'a Paper, spans: impl IntoIterator<Item = Span>, detail: Detail) -> Self {
        let mut offsets: BTreeMap<FileId, Vec<u32>> = BTreeMap::new();
        for span in spans {
            let span = paper.locate(span);
            offsets.entry(span.file).or_default().extend([span.start, span.end]);
        }
        let positions = offsets
            .into_iter()
            .filter_map(|(file, offsets)| Some((file, positions(paper.sources.get(file.0 as usize)?, offsets))))
            .collect();
        let mut segments: Vec<u32> = (0..paper.prose.segments.len() as u32).collect();
        segments.sort_by_key(|&index| {
            let span = paper.prose.segments[index as usize].span;
            (span.file, span.start, span.end)
        });
        let mut sections: Vec<u32> = (0..paper.outline.sections.len() as u32).collect();
        sections.sort_by_key(|&index| {
            let span = paper.outline.sections[index as usize].span;
            (span.file, span.start)
        });
        let cuts = paper.prose.repairs.iter().filter(|repair| repair.kind == RepairKind::CutParagraph);
        let mut joints: Vec<u32> = cuts.map(|repair| repair.at).collect();
        joints.sort_unstable();
        Places { paper, positions, segments, sections, joints, detail }
    }

    /// A place with its words as prose where they are to be compared, and in its paragraph where the report shows the
    /// manuscript.
    pub fn place(&self, span: Span, comparison: Comparison) -> Place {
        let shows_manuscript = self.detail == Detail::Manuscript;
        // A span of a file that the paper does not have is a defect of a check; the report stays whole.
        let file = self.paper.locate(span);
        let source = self.paper.sources.get(file.file.0 as usize).unwrap_or(self.paper.root());
        let (start, end) = (self.position(source, file.start), self.position(source, file.end));
        let excerpt = Excerpt {
            before: before(source, start),
            text: flatten(source.text.get(start.offset as usize..end.offset as usize).unwrap_or(""), TEXT_CHARS),
            after: after(source, end),
            words: if comparison == Comparison::Words { self.words(span) } else { None },
            passage: if shows_manuscript { self.passage(span) } else { None },
        };
        Place { path: source.path.clone(), start, end, page: None, unit: source.unit(), excerpt }
    }

    pub fn position(&self, source: &Source, offset: u32) -> Position {
        let known = self.positions.get(&source.id).and_then(|known| {
            let index = known.binary_search_by_key(&offset, |&(offset, _)| offset).ok()?;
            Some(known[index].1)
        });
        known.unwrap_or_else(|| source.position(offset))
    }

    /// The title of the innermost section that a place stands in; none before the first heading.
    pub fn section(&self, span: Span) -> Option<String> {
        let sections = &self.paper.outline.sections;
        let after = self.sections.partition_point(|&index| {
            let section = sections[index as usize].span;
            (section.file, section.start) <= (span.file, span.start)
        });
        let mut section = &sections[self.sections[..after].last().copied()? as usize];
        while section.span.file != span.file || section.span.end <= span.start {
            section = sections.get(section.parent?.0 as usize)?;
        }
        (!section.is_title).then(|| section.title.clone())
    }

    /// The prose segments that were read from a place, in the order of the file.
    pub fn segments(&self, span: Span) -> impl Iterator<Item = &'a Segment> {
        let all = &self.paper.prose.segments;
        let first = self.segments.partition_point(|&index| {
            let segment = all[index as usize].span;
            (segment.file, segment.end) <= (span.file, span.start)
        });
        let following = self.segments[first..].iter().map(move |&index| &all[index as usize]);
        following.take_while(move |segment| segment.span.file == span.file && segment.span.start < span.end)
    }

    /// The words of a place without markup.
    fn words(&self, span: Span) -> Option<String> {
        let mut words = String::new();
        let mut last_end = None;
        let mut budget = TEXT_CHARS;
        for segment in self.segments(span) {
            if last_end.is_some_and(|end| end != segment.start) && !words.ends_with(' ') {
                words.push(' ');
            }
            last_end = Some(segment.end);
            let text = self.segment_text(segment, prose_range(segment, span));
            budget = push_limited(&mut words, &text, budget);
            if budget == 0 {
                words.push('…');
                break;
            }
        }
        let trimmed = words.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// The place in its paragraph. A place within what is not words, as a key among others, is better shown in its file.
    fn passage(&self, span: Span) -> Option<Passage> {
        let prose = &self.paper.prose;
        let is_whole = |segment: &Segment| span.start <= segment.span.start && segment.span.end <= span.end;
        if !self.segments(span).all(|segment| segment.verbatim || is_whole(segment)) {
            return None;
        }
        let first = self.segments(span).next()?;
        let last = self.segments(span).last()?;
        let (start, end) = (prose_range(first, span).start, prose_range(last, span).end);
        let window = |range: Range<usize>| prose.text.get(range).unwrap_or("");
        // What a page or a float parts is not shown as one.
        let joint_before = self.joints[..self.joints.partition_point(|&joint| joint <= start)].last().copied();
        let joint_after = self.joints.get(self.joints.partition_point(|&joint| joint < end)).copied();
        let before = self.block(first.start).map_or(start, |block| block.start).max(joint_before.unwrap_or(0));
        let line = window(before as usize..start as usize);
        let before = match before_cut(line) {
            None => self.shown(before..start).trim_start().to_owned(),
            Some(cut) => format!("…{}", self.shown(before + cut as u32..start).trim_start()),
        };
        let after = self.block(last.start).map_or(end, |block| block.end).min(joint_after.unwrap_or(u32::MAX));
        let line = window(end as usize..after as usize);
        let after = match after_cut(line) {
            None => self.shown(end..after).trim_end().to_owned(),
            Some(cut) => cut_mark(&self.shown(end..end + cut as u32)),
        };
        Some(Passage { before, text: self.words(span)?, after })
    }

    fn block(&self, at: u32) -> Option<&'a Block> {
        let blocks = &self.paper.prose.blocks;
        blocks[..blocks.partition_point(|block| block.start <= at)].last()
    }

    /// A stretch of prose with the source of what is not words.
    pub fn shown(&self, range: Range<u32>) -> String {
        let prose = &self.paper.prose;
        let first = prose.segments.partition_point(|segment| segment.end <= range.start);
        let mut shown = String::new();
        let mut at = range.start;
        for segment in prose.segments[first..].iter().take_while(|segment| segment.start < range.end) {
            let (start, end) = (segment.start.max(at), segment.end.min(range.end));
            shown.push_str(prose.text.get(at as usize..start as usize).unwrap_or(""));
            shown.push_str(&self.segment_text(segment, start..end));
            at = end;
        }
        shown.push_str(prose.text.get(at as usize..range.end as usize).unwrap_or(""));
        shown
    }

    /// What is shown of a stretch of prose within one segment: its words, or the source of what is not words.
    pub fn segment_text(&self, segment: &Segment, range: Range<u32>) -> std::borrow::Cow<'a, str> {
        let prose: &'a str = self.paper.prose.text.get(range.start as usize..range.end as usize).unwrap_or("");
        if segment.verbatim || prose != OBJECT {
            return prose.into();
        }
        let source = self.paper.sources.get(segment.span.file.0 as usize);
        let written = source.and_then(|source| source.text.get(segment.span.range())).unwrap_or("");
        flatten(written, OBJECT_CHARS).into()
    }
}

/// The part of a segment's prose that was read from `span`.
pub(super) fn prose_range(segment: &Segment, span: Span) -> Range<u32> {
    if !segment.verbatim {
        return segment.start..segment.end;
    }
    let start = segment.start + span.start.saturating_sub(segment.span.start);
    let end = segment.end.saturating_sub(segment.span.end.saturating_sub(span.end));
    start.min(segment.end)..end.clamp(start.min(segment.end), segment.end)
}

fn positions(source: &Source, mut offsets: Vec<u32>) -> Vec<(u32, Position)> {
    offsets.sort_unstable();
    offsets.dedup();
    let (lines, text) = (source.lines(), &*source.text);
    let count = lines.line_count() as u32;
    let (mut line, mut at, mut column) = (1, 0, 1);
    let place = |asked: u32| {
        let offset = text.floor_char_boundary((asked as usize).min(text.len())) as u32;
        while line < count && lines.line_start(line + 1) <= offset {
            line += 1;
            (at, column) = (lines.line_start(line), 1);
        }
        column += text[at as usize..offset as usize].chars().count() as u32;
        at = offset;
        (asked, Position { line, column, offset })
    };
    offsets.into_iter().map(place).collect()
}

fn before(source: &Source, at: Position) -> String {
    let start = source.lines().line_start(at.line) as usize;
    let line = source.text.get(start..at.offset as usize).unwrap_or("");
    match before_cut(line) {
        None => line.trim_start().to_owned(),
        Some(cut) => format!("…{}", &line[cut..]),
    }
}

/// Where what is shown before a place begins on its line; `None` where that is the whole line.
fn before_cut(line: &str) -> Option<usize> {
    let (cut, _) = line.char_indices().rev().nth(CONTEXT_CHARS - 1).filter(|&(cut, _)| cut > 0)?;
    let window = &line[cut..];
    let word = window.find(char::is_whitespace).filter(|_| !line[..cut].ends_with(char::is_whitespace));
    let window = word.map_or(window, |word| &window[word..]).trim_start();
    Some(line.len() - window.len())
}

fn after(source: &Source, at: Position) -> String {
    let lines = source.lines();
    let end = if (at.line as usize) < lines.line_count() {
        lines.line_start(at.line + 1) as usize
    } else {
        source.text.len()
    };
    let line = source.text.get(at.offset as usize..end).unwrap_or("").trim_end_matches(['\n', '\r']);
    match after_cut(line) {
        None => line.trim_end().to_owned(),
        Some(cut) => cut_mark(&line[..cut]),
    }
}

/// Where what is shown after a place ends on its line; `None` where that is the whole line.
fn after_cut(line: &str) -> Option<usize> {
    let (cut, next) = line.char_indices().nth(CONTEXT_CHARS)?;
    let window = &line[..cut];
    let word = window.rfind(char::is_whitespace).filter(|_| !next.is_whitespace());
    Some(word.map_or(window, |word| &window[..word]).trim_end().len())
}

fn cut_mark(kept: &str) -> String {
    // After a full stop the mark of a cut would read as part of it.
    let gap = if kept.ends_with(char::is_alphanumeric) { "" } else { " " };
    format!("{kept}{gap}…")
}

/// `text` on one line: every line end with the blanks around it becomes one blank. At most `limit` characters.
fn flatten(text: &str, limit: usize) -> String {
    if text.len() <= limit && memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return text.to_owned();
    }
    let mut flat = String::with_capacity(text.len().min(limit * 4));
    let mut budget = limit;
    for (number, line) in text.split(['\n', '\r']).enumerate() {
        let line = if number == 0 { line } else { line.trim_start() };
        if number > 0 && !line.is_empty() && !flat.is_empty() {
            flat.truncate(flat.trim_end().len());
            flat.push(' ');
        }
        budget = push_limited(&mut flat, line, budget);
        if budget == 0 {
            flat.push('…');
            break;
        }
    }
    flat
}

/// Appends at most `budget` characters and says how many are left; 0 where `text` did not fit.
fn push_limited(to: &mut String, text: &str, budget: usize) -> usize {
    // Where even the bytes are few enough, characters need no counting one by one.
    if text.len() < budget {
        to.push_str(text);
        let beyond_ascii = text.bytes().filter(|byte| byte & 0xc0 == 0x80).count();
        return budget - (text.len() - beyond_ascii);
    }
    match text.char_indices().nth(budget) {
        Some((cut, _)) => {
            to.push_str(&text[..cut]);
            0
        }
        None => {
            to.push_str(text);
            (budget - text.chars().count()).max(1)
        }
    }
}
