use super::looks_like_entry;
use super::mark::{self, Mark};
use crate::paper::reference::parse::{Field, parse_marked};
use crate::paper::reference::{Parsed, Reference, ReferenceKind, identifiers, state};
use crate::paper::{Block, BlockKind, Phrase, Prose, Scope, Segment};
use crate::source::{Source, Span};
use crate::syntax::Entry;
use rayon::prelude::*;
use std::ops::Range;

/// A stretch of the list that is one entry.
struct Piece<'a> {
    number: Option<u32>,
    label: Option<Phrase>,
    /// From the mark on.
    span: Span,
    /// Bytes of the prose without the mark; several where a page cut the entry.
    parts: Vec<Range<u32>>,
    /// What the markup says of it.
    stated: Option<&'a Entry>,
}

/// A line of a block: where it begins in the prose and how far it is set in.
struct Line {
    start: u32,
    indent: usize,
}

/// The entries of the printed list. `keys`: those that the markup gives to entries, by their place; `entries`: what else
/// it says of them.
pub fn read(prose: &Prose, root: &Source, keys: &[Phrase], entries: &[Entry]) -> Vec<Reference> {
    let mut pieces: Vec<Piece> = Vec::new();
    for block in prose.scoped(Scope::References) {
        // Where the markup parts the entries, nothing is guessed.
        let first = keys.partition_point(|key| key.span.start < block.span.start);
        if let Some(key) = keys.get(first).filter(|key| block.span.contains(key.span)) {
            let span = prose.span(block.start..block.end);
            let parts = std::iter::once(block.start..block.end).collect();
            let stated = entries.binary_search_by_key(&key.span.start, |entry| entry.key.range.start);
            let stated = stated.ok().and_then(|at| entries.get(at));
            let number = stated.and_then(|entry| entry.field("label")?.value.value.parse().ok());
            pieces.push(Piece { number, label: Some(key.clone()), span, parts, stated });
            continue;
        }
        let starts = split(prose, root, block);
        for (index, start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).map_or(block.end, |next| *next);
            add(prose, root, block, *start..end, index == 0, &mut pieces);
        }
    }
    // Each entry is read on its own; short lists are not worth the threads.
    let read: Vec<Reference> =
        pieces.into_par_iter().with_min_len(32).map(|piece| reference(prose, root, piece)).collect();
    let mut references: Vec<Reference> = Vec::with_capacity(read.len());
    for mut reference in read {
        if let Some(previous) = references.last()
            && reference.authors.is_empty()
            && repeats_authors(&reference.raw)
        {
            reference.authors = previous.authors.clone();
            reference.authors_confidence = previous.authors_confidence * 0.8;
        }
        references.push(reference);
    }
    references
}

/// A dash in the place of the authors of the entry before.
fn repeats_authors(raw: &str) -> bool {
    let dashes = raw.chars().take_while(|c| matches!(c, '—' | '–' | '-' | '_' | '―')).count();
    dashes >= 2 || raw.starts_with("— ")
}

/// Adds one stretch of a block: as an entry, as the rest of the one before, or not at all.
fn add(prose: &Prose, root: &Source, block: &Block, range: Range<u32>, first: bool, pieces: &mut Vec<Piece<'_>>) {
    let written = prose.slice(range.clone());
    let text = written.trim();
    if text.is_empty() {
        return;
    }
    let start = range.start + (written.len() - written.trim_start().len()) as u32;
    let end = start + text.len() as u32;
    let typed = if first && block.kind == BlockKind::ListItem { typed_number(root, block) } else { None };
    let mark = mark::read(text).filter(|(mark, _)| fits(mark, pieces));
    let skipped = mark.as_ref().map_or(0, |(_, length)| *length as u32);
    let number = mark.as_ref().and_then(|(mark, _)| mark.number()).or_else(|| {
        let previous = pieces.last().and_then(|piece| piece.number);
        typed.map(|typed| previous.map_or(typed, |previous| if typed <= previous { previous + 1 } else { typed }))
    });
    let label = match &mark {
        Some((Mark::Label(label), length)) => {
            Some(Phrase { text: label.clone(), span: prose.span(start..start + *length as u32) })
        }
        _ => None,
    };
    let marked = number.is_some() || label.is_some();
    let span = prose.span(start..end);
    if !marked && continues(text, prose, pieces) {
        if let Some(last) = pieces.last_mut() {
            last.parts.push(start..end);
            last.span.end = last.span.end.max(span.end);
        }
        return;
    }
    let item = block.kind == BlockKind::ListItem;
    if marked || looks_like_entry(text) || has_identity(text, item) {
        let parts = std::iter::once(start + skipped..end).collect();
        pieces.push(Piece { number, label, span, parts, stated: None });
    }
}

/// Whether a number can be the next of this list: "2007." at a line start is a year or the rest of a sentence.
fn fits(mark: &Mark, pieces: &[Piece]) -> bool {
    let previous = pieces.iter().rev().find_map(|piece| piece.number);
    match mark {
        Mark::Plain(number) => match previous {
            Some(previous) => *number > previous.saturating_sub(3) && *number <= previous + 5,
            None => *number <= 5,
        },
        Mark::Bracketed(_) | Mark::Label(_) => true,
    }
}

/// Whether a stretch without a mark belongs to the entry before it.
fn continues(text: &str, prose: &Prose, pieces: &[Piece]) -> bool {
    let Some(last) = pieces.last() else { return false };
    let before = last.parts.last().map_or("", |part| prose.slice(part.clone())).trim_end();
    let begins_inside = text
        .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | '/' | '–'))
        || ["http", "doi", "DOI", "URL", "arXiv", "Available"].iter().any(|start| text.starts_with(start));
    // "van den Berg, J." begins with a small letter, too.
    if begins_inside && !looks_like_entry(text) {
        return true;
    }
    let open = before.ends_with([',', '-', '–', '&', ':', '(']) || before.ends_with(" and") || before.ends_with(" In");
    let numbered = last.number.is_some();
    let unfinished = !before.ends_with(['.', ')', ']', '/']) && !before.ends_with(|c: char| c.is_ascii_digit());
    open || numbered && unfinished && !looks_like_entry(text)
}

/// Whether a stretch that shows no names can be an entry all the same: it has a year or an address, and is no prose.
fn has_identity(text: &str, item: bool) -> bool {
    let identified =
        identifiers::doi(text).is_some() || identifiers::url(text).is_some() || identifiers::arxiv(text).is_some();
    let year = super::has_year(text);
    let short = text.len() < 600;
    short
        && text.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        && (identified && (year || item) || year && item || year && super::has_numbers(text))
}

/// The number typed before an item of an ordered list.
fn typed_number(root: &Source, block: &Block) -> Option<u32> {
    let written = root.text.get(block.span.range())?.trim_start();
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    if !written[digits..].starts_with(['.', ')']) || digits > 6 {
        return None;
    }
    written[..digits].parse().ok()
}

/// Where the entries of one block begin.
fn split(prose: &Prose, root: &Source, block: &Block) -> Vec<u32> {
    let mut lines = lines(prose, root, block);
    let ends: Vec<u32> = lines.iter().skip(1).map(|line| line.start).chain([block.end]).collect();
    let mut ends = ends.into_iter();
    lines.retain(|line| ends.next().is_some_and(|end| !prose.slice(line.start..end).trim().is_empty()));
    let text = |line: &Line| prose.slice(line.start..block.end);
    if lines.len() < 2 {
        return vec![block.start];
    }
    let marks: Vec<Option<Mark>> = lines.iter().map(|line| mark::read(text(line)).map(|(mark, _)| mark)).collect();
    let bracketed = marks.iter().flatten().any(|mark| !matches!(mark, Mark::Plain(_)));
    if bracketed || matches!(marks[0], Some(Mark::Plain(_))) {
        return by_marks(&lines, &marks, bracketed);
    }
    let least = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    // Converters set a line one column off now and then.
    let hanging = lines[0].indent <= least + 1 && lines.iter().any(|line| line.indent > least);
    let mut starts = vec![block.start];
    for pair in lines.windows(2) {
        let [before, line] = pair else { continue };
        let previous = prose.slice(before.start..line.start).trim_end();
        let closed = previous.ends_with(['.', ')', ']', '/'])
            || previous.ends_with(|c: char| c.is_ascii_digit())
            || identifiers::doi(previous).is_some()
            || identifiers::url(previous).is_some();
        let begins = match line.indent - least {
            0 if hanging => begins_entry(text(line)),
            0 | 1 => closed && looks_like_entry(text(line)),
            // A running foot at the margin is no measure of the entries' own.
            deeper => (!hanging || deeper > 8) && closed && looks_like_entry(text(line)),
        };
        if begins {
            starts.push(line.start);
        }
    }
    starts
}

/// The lines whose mark is of the list's kind and, for plain numbers, the next.
fn by_marks(lines: &[Line], marks: &[Option<Mark>], in_brackets: bool) -> Vec<u32> {
    let mut expected = None;
    let mut starts = Vec::new();
    for (line, mark) in lines.iter().zip(marks) {
        let begins = match mark {
            Some(Mark::Bracketed(_) | Mark::Label(_)) => in_brackets,
            Some(Mark::Plain(number)) if !in_brackets => {
                expected.is_none_or(|expected: u32| (expected..=expected + 2).contains(number))
            }
            _ => false,
        };
        if begins || starts.is_empty() {
            starts.push(line.start);
            expected = mark.as_ref().and_then(Mark::number).map(|number| number + 1).or(expected);
        }
    }
    starts
}

/// In a list of hanging indents every line at the margin begins an entry, if it begins with a letter or a mark.
fn begins_entry(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_alphabetic() || matches!(c, '[' | '"' | '“' | '\''))
}

/// The lines of a block as they stand in the file.
fn lines(prose: &Prose, root: &Source, block: &Block) -> Vec<Line> {
    let mut lines = vec![Line { start: block.start, indent: indent(&root.text, block.span.start as usize) }];
    let mut before: Option<usize> = None;
    for segment in segments(prose, block.start..block.end) {
        let range = segment.span.range();
        let gap = before.and_then(|before| root.text.get(before..range.start)).unwrap_or_default();
        if gap.contains('\n') {
            lines.push(Line { start: segment.start, indent: indent(&root.text, range.start) });
        }
        let written = root.text.get(range.clone()).unwrap_or_default();
        for newline in memchr::memchr_iter(b'\n', written.as_bytes()) {
            let start = if segment.verbatim { segment.start + newline as u32 + 1 } else { segment.end };
            if start < block.end && prose.text.is_char_boundary(start as usize) {
                lines.push(Line { start, indent: indent(&root.text, range.start + newline + 1) });
            }
        }
        before = Some(range.end);
    }
    lines.dedup_by(|line, before| line.start == before.start);
    lines
}

/// How many blanks stand at the start of the line that `at` lies in, or at `at` where it is a line's start.
fn indent(text: &str, at: usize) -> usize {
    const FAR: usize = 200;
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let from = at.saturating_sub(FAR);
    let start = memchr::memrchr(b'\n', &bytes[from..at]).map_or(from, |newline| from + newline + 1);
    let blanks = bytes[start..].iter().take(FAR).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'));
    blanks.filter(|byte| **byte != b'\x0c').count()
}

fn segments(prose: &Prose, range: Range<u32>) -> impl Iterator<Item = &Segment> {
    let first = prose.segments.partition_point(|segment| segment.end <= range.start);
    prose.segments[first..].iter().take_while(move |segment| segment.start < range.end)
}

/// Makes the reference of one entry.
fn reference(prose: &Prose, root: &Source, piece: Piece) -> Reference {
    let mut raw = String::new();
    // For each part, where it begins in `raw`.
    let mut starts = Vec::new();
    let mut italics = Vec::new();
    for part in &piece.parts {
        if !raw.is_empty() {
            raw.push(' ');
        }
        starts.push(raw.len());
        let shift = |at: u32| starts[starts.len() - 1] + at.saturating_sub(part.start) as usize;
        italics
            .extend(emphasis(prose, root, part.clone()).into_iter().map(|range| shift(range.start)..shift(range.end)));
        raw.push_str(prose.slice(part.clone()));
    }
    let at = |offset: usize| {
        let index = starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let part = &piece.parts[index];
        (part.start + (offset - starts[index]) as u32).min(part.end)
    };
    let place = |range: &Range<usize>| {
        let last = raw[..range.end].char_indices().next_back().map_or(range.start, |(at, _)| at).max(range.start);
        prose.span(at(range.start)..at(last) + (range.end - last) as u32)
    };
    let parsed = parse_marked(&raw, &italics);
    let text = |field: Option<Field<String>>| {
        field.map(|field| Parsed { span: place(&field.range), value: field.value, confidence: field.confidence })
    };
    let mut reference = Reference {
        number: piece.number,
        key: piece.label,
        kind: parsed.kind.unwrap_or(ReferenceKind::Other),
        span: piece.span,
        authors: parsed.authors,
        et_al: parsed.et_al,
        editors: parsed.editors,
        year: parsed.year.map(|year| Parsed {
            value: year.value,
            span: place(&year.range),
            confidence: year.confidence,
        }),
        title: text(parsed.title),
        container: text(parsed.container),
        volume: text(parsed.volume),
        issue: text(parsed.issue),
        pages: text(parsed.pages),
        publisher: text(parsed.publisher),
        doi: text(parsed.doi),
        url: text(parsed.url),
        authors_confidence: parsed.authors_confidence,
        raw,
    };
    if let Some(entry) = piece.stated {
        state(&mut reference, entry);
    }
    reference
}

/// The stretches of the prose between single `*` or `_` in the file.
fn emphasis(prose: &Prose, root: &Source, range: Range<u32>) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    let mut open: Option<u32> = None;
    let mut before: Option<(usize, u32)> = None;
    let toggle = |gap: &str, open: &mut Option<u32>, found: &mut Vec<Range<u32>>, end: u32, start: u32| {
        let marks = gap.bytes().filter(|byte| matches!(byte, b'*' | b'_')).count();
        let plain = gap.bytes().all(|byte| matches!(byte, b'*' | b'_') || byte.is_ascii_whitespace());
        if !plain || marks % 2 == 0 {
            return;
        }
        match open.take() {
            Some(from) => found.push(from..end),
            None => *open = Some(start),
        }
    };
    for segment in segments(prose, range.clone()) {
        let source = segment.span.range();
        match before {
            Some((end, prose_end)) => {
                let gap = root.text.get(end..source.start).unwrap_or_default();
                toggle(gap, &mut open, &mut found, prose_end, segment.start);
            }
            None if segment.start >= range.start
                && root
                    .text
                    .get(..source.start)
                    .is_some_and(|before| before.ends_with(['*', '_']) && !before.ends_with("**")) =>
            {
                open = Some(segment.start);
            }
            None => {}
        }
        before = Some((source.end, segment.end));
    }
    if let Some(from) = open {
        found.push(from..range.end);
    }
    found.retain(|italic| italic.start >= range.start && italic.end <= range.end);
    found
}
