//! The words of a tree as blocks, before anyone knows what they are for.

use super::{BlockKind, Scope, Segment};
use crate::paper::LabelKind;
use crate::paper::float::label_kind;
use crate::source::{FileId, Span};
use crate::syntax::{Kind, Tree};
use std::ops::Range;

/// U+FFFC, which stands for what is not words.
pub(in crate::paper) const OBJECT: &str = "\u{fffc}";

/// The blocks of a manuscript in reading order, open to be told apart, joined and mended.
#[derive(Debug, Default)]
pub(in crate::paper) struct Draft {
    pub text: String,
    pub segments: Vec<Segment>,
    pub blocks: Vec<DraftBlock>,
    pub images: Vec<DraftImage>,
    /// The first block of the appendix, where the markup says where it begins.
    pub appendix: Option<usize>,
}

/// A block to be.
#[derive(Debug, Clone)]
pub(in crate::paper) struct DraftBlock {
    /// Bytes of [`Draft::text`].
    pub start: u32,
    pub end: u32,
    /// Indexes into [`Draft::segments`].
    pub segments: Range<u32>,
    pub scope: Scope,
    pub kind: BlockKind,
    pub span: Span,
    /// The level of a heading.
    pub level: Option<u8>,
    /// Where the bold or italic words end that it begins with; its start where there are none.
    pub lead: u32,
    /// How many page breaks and rules stand before it.
    pub page: u32,
    /// Whether it stands in a division of class `figure`, `table` or the like.
    pub in_float: bool,
    /// The block that it goes on from, over a cut.
    pub continues: Option<u32>,
}

/// An image, and its caption where that has words.
#[derive(Debug, Clone, Copy)]
pub(in crate::paper) struct DraftImage {
    pub node: u32,
    pub caption: Option<u32>,
}

impl Draft {
    pub fn text_of(&self, index: usize) -> &str {
        let block = &self.blocks[index];
        &self.text[block.start as usize..block.end as usize]
    }

    /// The place in the file of a stretch inside one block.
    pub fn span(&self, range: Range<u32>) -> Span {
        super::span_of(&self.segments, range)
    }

    /// Cuts block `index` at byte `at` of the text; what is after it becomes the next block. `false` where nothing
    /// would be left on one side.
    pub fn split(&mut self, index: usize, at: u32) -> bool {
        let block = self.blocks[index].clone();
        let before = self.text[block.start as usize..at as usize].trim_end().len() as u32 + block.start;
        let rest = &self.text[at as usize..block.end as usize];
        let after = block.end - rest.trim_start().len() as u32;
        if before <= block.start || after >= block.end {
            return false;
        }
        let inside = |segments: &[Segment], byte: u32| segments.partition_point(|segment| segment.end <= byte) as u32;
        let cut = inside(&self.segments, after);
        // A segment that reaches over the cut is cut too; one that is not verbatim stands for its whole on both sides.
        let mut next = cut;
        if let Some(segment) = self.segments.get(cut as usize).copied().filter(|segment| segment.start < after) {
            let (mut first, mut second) = (segment, segment);
            if segment.verbatim {
                first.end = before.clamp(segment.start, segment.end);
                first.span.end = segment.span.start + (first.end - first.start);
                second.span.start += after - segment.start;
            } else {
                first.end = before.max(segment.start);
            }
            second.start = after;
            self.segments[cut as usize] = first;
            self.segments.insert(cut as usize + 1, second);
            next += 1;
            for later in &mut self.blocks[index + 1..] {
                later.segments = later.segments.start + 1..later.segments.end + 1;
            }
        }
        let end = block.segments.end + u32::from(next > cut);
        // The blanks between the two belong to neither.
        let kept = self.segments.partition_point(|segment| segment.start < before) as u32;
        if let Some(last) =
            kept.checked_sub(1).and_then(|last| self.segments.get_mut(last as usize)).filter(|last| last.end > before)
        {
            if last.verbatim {
                last.span.end -= last.end - before;
            }
            last.end = before;
        }
        let parted = self.span(before.saturating_sub(1).max(block.start)..before).end;
        let resumed = self.span(after..after + 1).start;
        let first = &mut self.blocks[index];
        first.end = before;
        first.segments = block.segments.start..kept.max(block.segments.start);
        first.lead = first.lead.min(before);
        first.span.end = parted.max(first.span.start);
        let mut second = block;
        second.start = after;
        second.segments = next..end;
        second.lead = second.lead.max(after);
        second.span.start = resumed.min(second.span.end);
        self.blocks.insert(index + 1, second);
        for image in &mut self.images {
            image.caption = image.caption.map(|caption| if caption as usize > index { caption + 1 } else { caption });
        }
        true
    }

    /// Takes the bytes before `at` from the beginning of a block.
    pub fn drop_start(&mut self, index: usize, at: u32) {
        let block = &mut self.blocks[index];
        let at = at.min(block.end);
        while block.segments.start < block.segments.end && self.segments[block.segments.start as usize].end <= at {
            block.segments.start += 1;
        }
        block.start = at;
        block.lead = block.lead.max(at);
        if let Some(segment) = self.segments.get_mut(block.segments.start as usize).filter(|segment| segment.start < at)
        {
            if segment.verbatim {
                segment.span.start += at - segment.start;
            }
            segment.start = at;
        }
    }

    /// Appends a block of these stretches of a file, read as lines of one paragraph; nothing where there are none.
    pub fn push_lines(&mut self, lines: &[Range<usize>], scope: Scope, text: &str, file: FileId) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let start = self.text.len() as u32;
        let first_segment = self.segments.len() as u32;
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                let at = self.text.len() as u32;
                self.text.push(' ');
                let span = Span::new(file, lines[number - 1].end..line.start);
                self.segments.push(Segment { start: at, end: at + 1, span, verbatim: false });
            }
            let at = self.text.len() as u32;
            self.text.push_str(&text[line.clone()]);
            let span = Span::new(file, line.clone());
            self.segments.push(Segment { start: at, end: self.text.len() as u32, span, verbatim: true });
        }
        self.blocks.push(DraftBlock {
            start,
            end: self.text.len() as u32,
            segments: first_segment..self.segments.len() as u32,
            scope,
            kind: BlockKind::Other,
            span: Span::new(file, first.start..last.end),
            level: None,
            lead: start,
            page: 0,
            in_float: false,
            continues: None,
        });
        self.text.push('\n');
    }

    /// Appends all blocks of the tree.
    pub fn read(&mut self, tree: &Tree, text: &str, file: FileId) {
        Reader { tree, text, file, draft: self, open: Vec::new(), page: 0 }.run();
    }
}

/// A container that is open while the tree is read.
struct Open {
    next: usize,
    scope: Scope,
    kind: BlockKind,
    in_float: bool,
}

struct Reader<'a> {
    tree: &'a Tree,
    text: &'a str,
    file: FileId,
    draft: &'a mut Draft,
    open: Vec<Open>,
    page: u32,
}

impl Reader<'_> {
    fn run(&mut self) {
        let tree = self.tree;
        let mut at = 0;
        while let Some(node) = tree.nodes.get(at) {
            while self.open.last().is_some_and(|open| open.next <= at) {
                self.open.pop();
            }
            let next = (node.next as usize).max(at + 1);
            match &node.kind {
                Kind::Quote => self.enter(next, Some(Scope::Quote), None, false),
                Kind::Footnote(_) => self.enter(next, Some(Scope::Footnote), None, false),
                Kind::Table => self.enter(next, Some(Scope::Table), None, true),
                Kind::TableCell => self.enter(next, Some(Scope::Table), Some(BlockKind::Cell), true),
                Kind::Item { .. } => self.enter(next, None, Some(BlockKind::ListItem), false),
                Kind::Division { classes } => self.division(at, next, classes),
                Kind::List { .. } | Kind::TableRow { .. } => {}
                Kind::Break | Kind::PageBreak => self.page += 1,
                Kind::Raw | Kind::Comment | Kind::Label(_) | Kind::EntryKey(_) => {
                    at = next;
                    continue;
                }
                Kind::Heading { level } => {
                    self.block(at, at + 1..next, Some(Scope::Heading), Some(*level));
                    at = next;
                    continue;
                }
                Kind::Paragraph => {
                    self.block(at, at + 1..next, None, None);
                    at = next;
                    continue;
                }
                Kind::CodeBlock | Kind::MathBlock => {
                    self.verbatim(at, next);
                    at = next;
                    continue;
                }
                _ => {
                    let end = self.run_of_inlines(at);
                    self.block(at, at..end, None, None);
                    at = end;
                    continue;
                }
            }
            at += 1;
        }
    }

    fn enter(&mut self, next: usize, scope: Option<Scope>, kind: Option<BlockKind>, in_float: bool) {
        let outer = self.open.last();
        self.open.push(Open {
            next,
            scope: scope.or(outer.map(|open| open.scope)).unwrap_or(Scope::Body),
            kind: kind.or(outer.map(|open| open.kind)).unwrap_or(BlockKind::Paragraph),
            in_float: in_float || outer.is_some_and(|open| open.in_float),
        });
    }

    fn division(&mut self, at: usize, next: usize, classes: &str) {
        let has = |names: &[&str]| classes.split_whitespace().any(|class| names.contains(&class));
        let labelled =
            matches!(label_kind(self.tree, at), Some(LabelKind::Figure | LabelKind::Table | LabelKind::Listing));
        let float =
            labelled || has(&["figure", "table", "table-wrap", "algorithm", "listing", "caption", "figcaption"]);
        let scope = match () {
            () if float => Some(Scope::Caption),
            () if has(&["references", "csl-bib-body", "refs"]) => Some(Scope::References),
            () if has(&["abstract"]) => Some(Scope::Abstract),
            () if has(&["title"]) => Some(Scope::Title),
            () if has(&["front"]) => Some(Scope::Front),
            () if has(&["front"]) => Some(Scope::Front),
            () => None,
        };
        if has(&["appendix-start"]) {
            self.draft.appendix.get_or_insert(self.draft.blocks.len());
        }
        self.enter(next, scope, None, float);
    }

    /// The end of the inline nodes from `at` on that stand in one container.
    fn run_of_inlines(&self, at: usize) -> usize {
        let limit = self.open.last().map_or(self.tree.nodes.len(), |open| open.next);
        let mut end = at;
        while end < limit && !self.tree.nodes[end].kind.is_block() {
            end = (self.tree.nodes[end].next as usize).max(end + 1);
        }
        end.min(limit).max(at + 1)
    }

    fn file_span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    fn block(&mut self, node: usize, inside: Range<usize>, scope: Option<Scope>, level: Option<u8>) {
        let tree = self.tree;
        let whole = match tree.nodes[node].kind.is_block() {
            // The mark of a list item is its first paragraph's.
            true => match node.checked_sub(1).map(|before| &tree.nodes[before]) {
                Some(item) if matches!(item.kind, Kind::Item { .. }) => {
                    item.start as usize..tree.nodes[node].end as usize
                }
                _ => tree.nodes[node].range(),
            },
            false => {
                let last = tree.nodes[inside.clone()].iter().map(|node| node.end).max().unwrap_or_default();
                tree.nodes[node].start as usize..(last as usize).max(tree.nodes[node].start as usize)
            }
        };
        let mut words = Words::at(self.draft.text.len());
        let first_segment = self.draft.segments.len() as u32;
        self.words(inside, &mut words);
        self.trim(words.start);
        let blank = self.draft.text[words.start..].chars().all(|c| c.is_whitespace() || c == '\u{fffc}');
        let pictured = blank && !words.images.is_empty() && words.objects == words.images.len();
        let (open_scope, open_kind, in_float) = self
            .open
            .last()
            .map_or((Scope::Body, BlockKind::Paragraph, false), |open| (open.scope, open.kind, open.in_float));
        if pictured || self.draft.text.len() == words.start {
            self.draft.text.truncate(words.start);
            self.draft.segments.truncate(first_segment as usize);
        } else {
            let mut scope = scope.unwrap_or(open_scope);
            if scope == Scope::Body && blank && words.maths == words.objects {
                scope = Scope::Math;
            }
            let kind = if matches!(scope, Scope::Heading | Scope::Math) { BlockKind::Other } else { open_kind };
            let lead = words.lead.unwrap_or(words.start).min(self.draft.text.len()) as u32;
            self.push(words.start, first_segment, scope, kind, whole, level, lead, in_float);
        }
        self.notes(words.notes);
        for image in words.images {
            let label = |at: usize| tree.nodes.get(at).is_some_and(|node| matches!(node.kind, Kind::Label(_)));
            // Attributes may stand in the image or touch it.
            let after = tree.nodes[image].next as usize;
            let touches = tree.nodes.get(after).is_some_and(|node| node.start == tree.nodes[image].end);
            let labelled = tree.children(image).any(label) || touches && label(after);
            if !pictured && !labelled {
                continue;
            }
            let caption = self.caption(image);
            self.draft.images.push(DraftImage { node: image as u32, caption });
        }
    }

    /// The words of notes that were written inside a line, each a block.
    fn notes(&mut self, mut notes: Vec<usize>) {
        notes.reverse();
        while let Some(note) = notes.pop() {
            let node = &self.tree.nodes[note];
            let mut words = Words::at(self.draft.text.len());
            let first_segment = self.draft.segments.len() as u32;
            self.words(note + 1..node.next as usize, &mut words);
            self.trim(words.start);
            if self.draft.text.len() > words.start {
                let lead = words.lead.unwrap_or(words.start).min(self.draft.text.len()) as u32;
                let range = node.range();
                self.push(words.start, first_segment, Scope::Footnote, BlockKind::Paragraph, range, None, lead, false);
            }
            notes.extend(words.notes.into_iter().rev());
        }
    }

    /// The words under an image as a block of their own.
    fn caption(&mut self, image: usize) -> Option<u32> {
        let node = &self.tree.nodes[image];
        let mut words = Words::at(self.draft.text.len());
        let first_segment = self.draft.segments.len() as u32;
        self.words(image + 1..node.next as usize, &mut words);
        self.trim(words.start);
        if self.draft.text.len() == words.start {
            return None;
        }
        let lead = words.lead.unwrap_or(words.start).min(self.draft.text.len()) as u32;
        let range = node.range();
        self.push(words.start, first_segment, Scope::Caption, BlockKind::Other, range, None, lead, true);
        Some(self.draft.blocks.len() as u32 - 1)
    }

    fn verbatim(&mut self, at: usize, next: usize) {
        let tree = self.tree;
        let start = self.draft.text.len();
        let first_segment = self.draft.segments.len() as u32;
        let scope = if tree.nodes[at].kind == Kind::MathBlock { Scope::Math } else { Scope::Code };
        if scope == Scope::Math {
            self.replaced(OBJECT, tree.nodes[at].range());
        } else if next > at + 1 {
            for node in &tree.nodes[at + 1..next] {
                match &node.kind {
                    Kind::Replaced(words) => self.replaced(words, node.range()),
                    Kind::Text => self.verbatim_text(node.range()),
                    Kind::SoftBreak | Kind::HardBreak => self.replaced(" ", node.range()),
                    _ => {}
                }
            }
        } else {
            self.verbatim_text(tree.nodes[at].range());
        }
        self.trim(start);
        if self.draft.text.len() > start {
            let range = tree.nodes[at].range();
            self.push(start, first_segment, scope, BlockKind::Other, range, None, start as u32, false);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one row of the table of blocks")]
    fn push(
        &mut self,
        start: usize,
        first_segment: u32,
        scope: Scope,
        kind: BlockKind,
        range: Range<usize>,
        level: Option<u8>,
        lead: u32,
        in_float: bool,
    ) {
        let block = DraftBlock {
            start: start as u32,
            end: self.draft.text.len() as u32,
            segments: first_segment..self.draft.segments.len() as u32,
            scope,
            kind,
            span: self.file_span(range),
            level,
            lead,
            page: self.page,
            in_float,
            continues: None,
        };
        self.draft.blocks.push(block);
        let text = &self.draft.text[start..];
        let blanks = text.len() - text.trim_start().len();
        if blanks > 0 {
            self.draft.drop_start(self.draft.blocks.len() - 1, (start + blanks) as u32);
        }
        self.draft.text.push('\n');
    }

    fn words(&mut self, inside: Range<usize>, words: &mut Words) {
        let tree = self.tree;
        let mut at = inside.start;
        let mut lead_until = 0;
        while at < inside.end {
            let node = &tree.nodes[at];
            let next = (node.next as usize).max(at + 1).min(inside.end);
            if lead_until > 0 && at >= lead_until {
                words.lead = Some(self.draft.text.len());
                lead_until = 0;
            }
            match &node.kind {
                Kind::Text => self.verbatim_text(node.range()),
                Kind::Replaced(word) => self.replaced(word, node.range()),
                Kind::SoftBreak | Kind::HardBreak if self.draft.text.len() > words.start => {
                    self.replaced(" ", node.range());
                }
                Kind::Citation(_) | Kind::CrossReference(_) if tree.has_words(at) => {}
                Kind::Code
                | Kind::Math
                | Kind::MathBlock
                | Kind::Citation(_)
                | Kind::CrossReference(_)
                | Kind::FootnoteMark(_) => {
                    words.objects += 1;
                    words.maths += usize::from(matches!(node.kind, Kind::Math | Kind::MathBlock));
                    self.replaced(OBJECT, node.range());
                    at = next;
                    continue;
                }
                Kind::Image { .. } => {
                    words.objects += 1;
                    words.images.push(at);
                    self.replaced(OBJECT, node.range());
                    at = next;
                    continue;
                }
                Kind::Raw | Kind::Comment | Kind::Label(_) | Kind::EntryKey(_) => {
                    at = next;
                    continue;
                }
                Kind::Strong | Kind::Emphasis if self.draft.text.len() == words.start && lead_until == 0 => {
                    lead_until = next;
                }
                // A footnote written inside the line: its words are no part of the sentence, but a block of their own.
                Kind::Footnote(_) => {
                    let end = tree.nodes.get(at + 1).filter(|_| at + 1 < next).map_or(node.end, |first| first.start);
                    self.replaced(OBJECT, node.start as usize..end as usize);
                    words.objects += 1;
                    words.notes.push(at);
                    at = next;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        if lead_until > 0 {
            words.lead = Some(self.draft.text.len());
        }
    }

    /// Text as it stands in the file; line ends in it are blanks.
    fn verbatim_text(&mut self, range: Range<usize>) {
        let Some(text) = self.text.get(range.clone()) else { return };
        let mut from = 0;
        for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
            if end > from {
                let start = self.draft.text.len() as u32;
                self.draft.text.push_str(&text[from..end]);
                let span = self.file_span(range.start + from..range.start + end);
                // Runs of one line are one segment, which keeps the way back short.
                match self.draft.segments.last_mut() {
                    Some(last) if last.verbatim && last.end == start && last.span.end == span.start => {
                        last.end += (end - from) as u32;
                        last.span.end = span.end;
                    }
                    _ => {
                        let end = self.draft.text.len() as u32;
                        self.draft.segments.push(Segment { start, end, span, verbatim: true });
                    }
                }
            }
            if end < text.len() {
                self.replaced(" ", range.start + end..range.start + end + 1);
            }
            from = end + 1;
        }
    }

    fn replaced(&mut self, words: &str, range: Range<usize>) {
        if words.is_empty() {
            return;
        }
        let start = self.draft.text.len() as u32;
        self.draft.text.extend(words.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        let end = self.draft.text.len() as u32;
        let span = self.file_span(range);
        self.draft.segments.push(Segment { start, end, span, verbatim: false });
    }

    /// Takes blanks from the end of the block that began at `start`.
    fn trim(&mut self, start: usize) {
        let kept = start + self.draft.text[start..].trim_end().len();
        self.draft.text.truncate(kept);
        let kept = kept as u32;
        while let Some(last) = self.draft.segments.last_mut() {
            if last.end <= kept {
                break;
            }
            if last.start >= kept && last.end > start as u32 {
                self.draft.segments.pop();
                continue;
            }
            if last.verbatim {
                last.span.end -= last.end - kept;
            }
            last.end = kept;
            break;
        }
    }
}

/// What is met while the words of one block are read.
struct Words {
    start: usize,
    lead: Option<usize>,
    objects: usize,
    maths: usize,
    images: Vec<usize>,
    /// Notes that stand inside the line.
    notes: Vec<usize>,
}

impl Words {
    fn at(start: usize) -> Words {
        Words { start, lead: None, objects: 0, maths: 0, images: Vec::new(), notes: Vec::new() }
    }
}
