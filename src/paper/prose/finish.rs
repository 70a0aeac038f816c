//! The draft's blocks, cleared up, as the prose that everything else reads.

use super::cut;
use super::draft::{Draft, DraftBlock};
use super::{Block, BlockId, BlockKind, Prose, Repair, RepairKind, Scope, Segment, Sentence};
use crate::source::{Format, Span};
use crate::text::{Lexicon, scan, split_sentences};
use rustc_hash::FxHashSet;

/// Makes the prose: cut paragraphs joined, words parted at line ends joined, tokens and sentences made.
///
/// Gives, besides, the index of the final block for each block of the draft.
pub(in crate::paper) fn finish(draft: Draft, format: Format) -> (Prose, Vec<BlockId>) {
    let mut next_part: Vec<Option<usize>> = vec![None; draft.blocks.len()];
    for (index, block) in draft.blocks.iter().enumerate() {
        if let Some(before) = block.continues {
            next_part[before as usize] = Some(index);
        }
    }
    let vocabulary = Vocabulary::of(&draft);
    let mut prose = Prose { text: String::with_capacity(draft.text.len() + 16), ..Prose::default() };
    prose.segments.reserve(draft.segments.len());
    let mut ids = vec![BlockId(0); draft.blocks.len()];
    for index in 0..draft.blocks.len() {
        if draft.blocks[index].continues.is_some() {
            continue;
        }
        let id = BlockId(prose.blocks.len() as u32);
        let start = prose.text.len() as u32;
        let mut span = draft.blocks[index].span;
        let mut part = Some(index);
        while let Some(current) = part {
            ids[current] = id;
            if current != index {
                join(&mut prose, &draft.blocks[current]);
                span = span.to(draft.blocks[current].span);
            }
            copy(&mut prose, &draft, current, &vocabulary, format);
            part = next_part[current];
        }
        let DraftBlock { scope, kind, .. } = draft.blocks[index];
        let end = prose.text.len() as u32;
        prose.blocks.push(Block { start, end, scope, kind, section: None, span, sentences: 0..0, tokens: 0..0 });
        prose.text.push('\n');
    }
    read_words(&mut prose);
    (prose, ids)
}

/// Parts the text so far from a second part to come, and records the cut.
fn join(prose: &mut Prose, part: &DraftBlock) {
    let at = prose.text.len() as u32;
    prose.text.push(' ');
    let end = prose.segments.last().map_or(0, |segment| segment.span.end);
    let before = Span { file: part.span.file, start: end, end };
    prose.repairs.push(Repair { kind: cut::REPAIR, before, after: part.span, at });
}

/// The words of a paper that may tell what a hyphen at a line's end means; empty where no line ends in one.
struct Vocabulary<'a>(FxHashSet<&'a str>);

impl<'a> Vocabulary<'a> {
    fn of(draft: &'a Draft) -> Self {
        let mut words = FxHashSet::default();
        if memchr::memmem::find(draft.text.as_bytes(), b"- ").is_some() {
            words.extend(draft.text.split(|c: char| !c.is_alphanumeric() && c != '-'));
        }
        Vocabulary(words)
    }

    fn holds(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// What is done with a hyphen at a line's end.
#[derive(PartialEq)]
enum Hyphen {
    /// It was put there to part the word: it goes.
    Parting,
    /// It is the word's own: only the line end goes.
    Own,
    /// It is left as it stands.
    Unclear,
}

/// Copies the text and segments of one block of the draft, mending words that a line end parts.
fn copy(prose: &mut Prose, draft: &Draft, index: usize, vocabulary: &Vocabulary, format: Format) {
    let block = &draft.blocks[index];
    let segments = &draft.segments[block.segments.start as usize..block.segments.end as usize];
    let mends = !vocabulary.0.is_empty() && !matches!(block.scope, Scope::Code | Scope::Math);
    let mut skip = false;
    for (number, segment) in segments.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let mut words = &draft.text[segment.start as usize..segment.end as usize];
        let mut span = segment.span;
        let mut repair = None;
        if mends && segment.verbatim && words.ends_with('-') {
            let blank = segments.get(number + 1).filter(|next| !next.verbatim && next.end - next.start == 1);
            let rest = segments.get(number + 2).filter(|_| blank.is_some());
            if let Some(rest) = rest {
                let after = &draft.text[rest.start as usize..rest.end as usize];
                let hyphen = judge(words, after, vocabulary, format);
                skip = hyphen != Hyphen::Unclear;
                if hyphen == Hyphen::Parting {
                    words = &words[..words.len() - 1];
                    span.end -= 1;
                }
                if skip {
                    repair = Some(rest.span);
                }
            }
        }
        let start = prose.text.len() as u32;
        prose.text.push_str(words);
        let end = prose.text.len() as u32;
        if end > start {
            prose.segments.push(Segment { start, end, span, verbatim: segment.verbatim });
        }
        if let Some(after) = repair {
            prose.repairs.push(Repair { kind: RepairKind::Hyphenation, before: span, after, at: end });
        }
    }
}

fn judge(before: &str, after: &str, vocabulary: &Vocabulary, format: Format) -> Hyphen {
    let head =
        before.trim_end_matches('-').rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
    let tail = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if head.is_empty() || !tail.starts_with(char::is_lowercase) {
        return Hyphen::Unclear;
    }
    let joined = format!("{head}{tail}");
    let hyphenated = format!("{head}-{tail}");
    match (vocabulary.holds(&joined), vocabulary.holds(&hyphenated)) {
        (true, false) => Hyphen::Parting,
        (_, true) => Hyphen::Own,
        // Text from pages parts words at line ends; an author's own file hardly does.
        (false, false) if format == Format::Plain => Hyphen::Parting,
        (false, false) => Hyphen::Unclear,
    }
}

/// Makes the tokens and sentences of every block that holds words.
fn read_words(prose: &mut Prose) {
    let mut lexicon = Lexicon::for_text(prose.text.len());
    // English prose has a token about every five bytes.
    prose.tokens.reserve(prose.text.len() / 5);
    for index in 0..prose.blocks.len() {
        let block = &prose.blocks[index];
        let first = prose.tokens.len() as u32;
        let first_sentence = prose.sentences.len() as u32;
        if !matches!(block.scope, Scope::Code | Scope::Math | Scope::Furniture) {
            scan(&prose.text, block.start..block.end, &mut lexicon, &mut prose.tokens);
        }
        let tokens = &prose.tokens[first as usize..];
        let is_whole = matches!(block.scope, Scope::Heading | Scope::Title | Scope::Front | Scope::Table)
            || block.kind == BlockKind::Cell;
        let ranges = match () {
            () if tokens.is_empty() || block.scope == Scope::References => Vec::new(),
            () if is_whole => std::iter::once(0..tokens.len()).collect(),
            () => split_sentences(&prose.text, tokens),
        };
        for range in ranges.into_iter().filter(|range| !range.is_empty()) {
            let (start, end) = (tokens[range.start].start, tokens[range.end - 1].end);
            let tokens = first + range.start as u32..first + range.end as u32;
            prose.sentences.push(Sentence { start, end, block: BlockId(index as u32), tokens });
        }
        let block = &mut prose.blocks[index];
        block.tokens = first..prose.tokens.len() as u32;
        block.sentences = first_sentence..prose.sentences.len() as u32;
    }
    prose.lexicon = lexicon;
}
