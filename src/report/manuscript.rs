use super::places::{OBJECT, Places, prose_range};
use crate::diagnostic::Diagnostic;
use crate::paper::{BlockKind, Paper, Role, Scope};
use crate::source::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most marks that one piece carries; more would make a paper with many findings on one place quadratic.
const MARKS_ON_A_PIECE: usize = 12;
/// How much of a place is marked, in bytes: a finding about a whole section must not colour all of it.
const MARKED_BYTES: u32 = 2_000;

/// The paper's own text, with marks where findings are: what the HTML and PDF reports show of it.
#[derive(Debug, Clone, Default)]
pub struct Manuscript {
    pub blocks: Vec<ManuscriptBlock>,
    pub sections: Vec<ManuscriptSection>,
    /// The length of the manuscript's file, in bytes of its decoded text.
    pub length: u32,
}

#[derive(Debug, Clone)]
pub struct ManuscriptBlock {
    pub scope: Scope,
    /// The level of a heading, from 1; 0 for what is none.
    pub level: u8,
    pub is_item: bool,
    /// A cell of a table; cells on one line are a row.
    pub is_cell: bool,
    /// The number of an entry of the reference list, where the markup and not the text carries it.
    pub number: Option<u32>,
    pub pieces: Vec<Piece>,
    /// Line of the file at which it begins, from 1.
    pub line: u32,
    /// Index into [`Manuscript::sections`].
    pub section: Option<u32>,
}

/// A run of a block's text under the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Code, maths, a key: shown as it is written.
    pub is_source: bool,
    /// Indexes into [`PaperReport::findings`](super::PaperReport) of the findings that stand here, each with whether
    /// this is its first place (0) or which related place (1, 2, …).
    pub marks: Vec<(u32, u32)>,
}

impl Piece {
    /// The text as it is set: inline code without its backticks, since its face says what it is.
    pub(super) fn shown(&self) -> &str {
        let fence = self.text.len() - self.text.trim_start_matches('`').len();
        let (open, close) = (self.text.get(..fence), self.text.len().checked_sub(fence));
        let code = close.and_then(|close| self.text.get(fence..close)).filter(|code| !code.trim().is_empty());
        match code {
            Some(code) if self.is_source && fence > 0 && open.is_some_and(|open| self.text.ends_with(open)) => {
                code.trim()
            }
            _ => &self.text,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManuscriptSection {
    pub title: String,
    pub level: u8,
    pub role: Role,
    pub words: u32,
    /// Citations in it, those of its subsections included.
    pub citations: u32,
    /// Whether no other section (the title aside) holds it.
    pub is_top: bool,
    /// Where it begins in the manuscript's file, in bytes.
    pub start: u32,
}

/// A stretch of prose under the mark of a finding's place.
struct Mark {
    range: Range<u32>,
    finding: u32,
    place: u32,
}

impl Manuscript {
    /// `title` is the paper's title without markup; it stands for the title as written where nothing marks that.
    pub(super) fn new(paper: &Paper, title: Option<&str>, findings: &[Diagnostic], places: &Places) -> Self {
        let mut text = MarkedText { paper, places, marks: marks(paper, findings, places), next: 0, segment: 0 };
        let numbers = numbers(paper);
        let blocks = paper.prose.blocks.iter().map(|block| {
            let place = paper.locate(block.span);
            let source = paper.sources.get(place.file.0 as usize);
            ManuscriptBlock {
                scope: block.scope,
                level: match block.section.filter(|_| block.scope == Scope::Heading) {
                    Some(section) => paper.outline.sections.get(section.0 as usize).map_or(1, |section| section.level),
                    None => u8::from(block.scope == Scope::Heading),
                },
                is_item: block.kind == BlockKind::ListItem,
                is_cell: block.kind == BlockKind::Cell,
                number: numbers.get(&block.span.start).copied().filter(|_| {
                    let words = paper.prose.text.get(block.start as usize..block.end as usize).unwrap_or("");
                    block.scope == Scope::References
                        && block.kind == BlockKind::ListItem
                        && !words.trim_start().starts_with(|c: char| c == '[' || c == '(' || c.is_ascii_digit())
                }),
                pieces: text.pieces(block.start..block.end),
                line: source.map_or(1, |source| places.position(source, place.start).line),
                section: block.section.map(|section| section.0),
            }
        });
        let mut blocks: Vec<ManuscriptBlock> = blocks.collect();
        let written = blocks.iter_mut().find(|block| block.scope == Scope::Title);
        if let Some((block, title)) = written.zip(title)
            && block.pieces.iter().all(|piece| piece.marks.is_empty())
        {
            block.pieces = vec![Piece { text: title.to_owned(), is_source: false, marks: Vec::new() }];
        }
        Manuscript { blocks, sections: sections(paper), length: paper.root().text.len() as u32 }
    }
}

/// The numbers of the printed references, by where the item begins that each stands in.
fn numbers(paper: &Paper) -> BTreeMap<u32, u32> {
    let mut items = paper.prose.blocks.iter().filter(|block| block.scope == Scope::References).peekable();
    let mut printed: Vec<_> = paper.bibliography.references.iter().filter(|reference| reference.is_printed()).collect();
    printed.sort_by_key(|reference| reference.span.start);
    let mut numbers = BTreeMap::new();
    for reference in printed {
        while items.next_if(|item| item.span.end <= reference.span.start).is_some() {}
        if let (Some(item), Some(number)) = (items.peek(), reference.number) {
            numbers.entry(item.span.start).or_insert(number);
        }
    }
    numbers
}

fn sections(paper: &Paper) -> Vec<ManuscriptSection> {
    let outline = &paper.outline;
    let mut citations = vec![0; outline.sections.len()];
    for citation in &paper.citations {
        let block = paper.prose.blocks.get(citation.block.0 as usize);
        let mut section = block.and_then(|block| block.section);
        while let Some((count, id)) = section.and_then(|id| Some((citations.get_mut(id.0 as usize)?, id))) {
            *count += 1;
            // Parents come before their sections, so that a chain of them ends.
            section = outline.get(id).parent.filter(|parent| parent.0 < id.0);
        }
    }
    let mut is_top = vec![false; outline.sections.len()];
    for (id, _) in outline.top() {
        is_top[id.0 as usize] = true;
    }
    let all = outline.sections.iter().zip(citations).zip(is_top);
    all.map(|((section, citations), is_top)| ManuscriptSection {
        title: section.title.clone(),
        level: section.level,
        role: section.role,
        words: section.words,
        citations,
        is_top,
        start: section.span.start,
    })
    .collect()
}

fn marks(paper: &Paper, findings: &[Diagnostic], places: &Places) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (finding, diagnostic) in findings.iter().enumerate() {
        let related = diagnostic.related.iter().map(|related| related.span);
        for (place, span) in std::iter::once(diagnostic.span).chain(related).enumerate() {
            let span = Span { end: span.end.min(span.start.saturating_add(MARKED_BYTES)), ..span };
            // A place without extent is shown on the character that follows it.
            let span = if span.is_empty() { Span { end: span.end.saturating_add(1), ..span } } else { span };
            for segment in places.segments(span) {
                let range = on_characters(&paper.prose.text, prose_range(segment, span));
                if !range.is_empty() {
                    marks.push(Mark { range, finding: finding as u32, place: place as u32 });
                }
            }
        }
    }
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end, mark.finding, mark.place));
    marks
}

fn on_characters(text: &str, range: Range<u32>) -> Range<u32> {
    let start = text.floor_char_boundary(range.start as usize);
    start as u32..text.ceil_char_boundary(range.end as usize) as u32
}

/// The prose cut at the ends of marks and of what is not words; read once from its start to its end.
struct MarkedText<'a> {
    paper: &'a Paper,
    places: &'a Places<'a>,
    marks: Vec<Mark>,
    next: usize,
    segment: usize,
}

impl MarkedText<'_> {
    fn pieces(&mut self, block: Range<u32>) -> Vec<Piece> {
        let prose = &self.paper.prose;
        let mut pieces: Vec<Piece> = Vec::new();
        let mut open: Vec<(u32, (u32, u32))> = Vec::new();
        let mut at = block.start;
        while at < block.end {
            while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.range.start <= at) {
                if mark.range.end > at && open.len() < MARKS_ON_A_PIECE {
                    open.push((mark.range.end, (mark.finding, mark.place)));
                }
                self.next += 1;
            }
            open.retain(|&(end, _)| end > at);
            while prose.segments.get(self.segment).is_some_and(|segment| segment.end <= at) {
                self.segment += 1;
            }
            let segment = prose.segments.get(self.segment).filter(|segment| segment.start <= at);
            let mut end = segment.map_or(block.end, |segment| segment.end.min(block.end));
            if let Some(following) = prose.segments.get(self.segment).filter(|following| following.start > at) {
                end = end.min(following.start);
            }
            end = open.iter().map(|&(close, _)| close).fold(end, u32::min);
            if let Some(mark) = self.marks.get(self.next) {
                end = end.min(mark.range.start);
            }
            let text = prose.text.get(at as usize..end as usize).unwrap_or("");
            let mut marks: Vec<(u32, u32)> = open.iter().map(|&(_, mark)| mark).collect();
            marks.sort_unstable();
            marks.dedup();
            match (segment, pieces.last_mut()) {
                (Some(segment), _) if text == OBJECT => {
                    let text = self.places.segment_text(segment, at..end).into_owned();
                    pieces.push(Piece { text, is_source: true, marks });
                }
                (_, Some(last)) if !last.is_source && last.marks == marks => last.text.push_str(text),
                _ => pieces.push(Piece { text: text.to_owned(), is_source: false, marks }),
            }
            at = end;
        }
        pieces
    }
}
