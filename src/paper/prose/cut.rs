//! Paragraphs that a page break, a float or a stray blank line cut in two.

use super::draft::{Draft, DraftBlock};
use super::{BlockKind, RepairKind, Scope};
use crate::source::Format;

/// How many blocks of other scopes (floats, page numbers, notes) may stand between the two parts.
const MAX_BETWEEN: usize = 6;

/// The fewest words of a first part: shorter blocks are labels and list leads.
const MIN_WORDS: usize = 6;

/// Words that cannot end a sentence: what follows them belongs to it.
const UNFINISHED: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "and",
    "or",
    "but",
    "to",
    "in",
    "on",
    "for",
    "with",
    "from",
    "by",
    "at",
    "as",
    "that",
    "which",
    "this",
    "these",
    "their",
    "its",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "than",
    "between",
    "into",
    "such",
    "not",
    "can",
    "could",
    "may",
    "will",
    "would",
    "should",
    "we",
    "our",
    "if",
    "when",
    "where",
    "while",
    "because",
    "including",
    "through",
    "under",
    "over",
    "both",
    "each",
    "other",
];

/// Marks every block that goes on from an earlier one, so that the two are read as one paragraph.
pub(in crate::paper) fn join_cut_paragraphs(draft: &mut Draft, format: Format) {
    let mut joined = Vec::new();
    let mut taken = vec![false; draft.blocks.len()];
    for index in 0..draft.blocks.len() {
        if taken[index] || !is_open(draft, index) {
            continue;
        }
        let Some(next) = continuation(draft, index, format) else { continue };
        if !taken[next] {
            taken[next] = true;
            joined.push((index, next));
        }
    }
    for (before, after) in joined {
        draft.blocks[after].continues = Some(before as u32);
    }
}

/// What a repair of this module is called.
pub(super) const REPAIR: RepairKind = RepairKind::CutParagraph;

fn is_running(block: &DraftBlock) -> bool {
    matches!(block.scope, Scope::Body | Scope::Abstract) && block.kind != BlockKind::Cell && !block.in_float
}

/// Whether a block stops in mid-sentence.
fn is_open(draft: &Draft, index: usize) -> bool {
    let block = &draft.blocks[index];
    let text = draft.text_of(index).trim_end();
    let last = text.chars().next_back();
    is_running(block)
        && text.split_whitespace().nth(MIN_WORDS - 1).is_some()
        && last.is_some_and(|last| {
            last.is_alphanumeric() || matches!(last, ',' | '-' | '’' | '\u{fffc}' | ')' | ']' | '%')
        })
}

/// The block that a block which stops in mid-sentence goes on in.
fn continuation(draft: &Draft, index: usize, format: Format) -> Option<usize> {
    let block = &draft.blocks[index];
    let limit = draft.blocks.len().min(index + 2 + MAX_BETWEEN);
    let next = (index + 1..limit).find(|&next| !is_between(&draft.blocks[next]))?;
    let candidate = &draft.blocks[next];
    let is_fit = is_running(candidate)
        && candidate.scope == block.scope
        && candidate.kind == BlockKind::Paragraph
        && (block.kind == BlockKind::Paragraph || next > index + 1 || candidate.page > block.page)
        && candidate.lead == candidate.start;
    if !is_fit {
        return None;
    }
    let (before, after) = (draft.text_of(index).trim_end(), draft.text_of(next).trim_start());
    let first = after.chars().next()?;
    let last_char = before.chars().next_back()?;
    let last_word = before.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
    let has_end = after.contains(['.', '?', '!']);
    let words = after.split_whitespace().count();
    let goes_on = match () {
        // A line before displayed maths or an example ends without a mark, and what follows begins in lower case with
        // "where": that is one sentence too, but no cut; the maths between parts them rightly.
        () if has_maths_between(draft, index, next) => false,
        () if UNFINISHED.contains(&&*last_word) => first.is_alphanumeric() || first == '(',
        () if first.is_lowercase() => {
            last_char.is_alphabetic() || last_char == ',' || (last_char != '\u{fffc}' && next > index + 1)
        }
        () => false,
    };
    // A lone short fragment (a label, a name in lower case) is no second half, nor is one of a text read line by line
    // whose first part is a heading or a row.
    let is_whole = has_end || words >= MIN_WORDS || format != Format::Plain;
    (goes_on && is_whole && !is_listing(after) && begins_with_word(after)).then_some(next)
}

/// Blocks that may stand between the parts of a cut paragraph.
fn is_between(block: &DraftBlock) -> bool {
    matches!(block.scope, Scope::Furniture | Scope::Caption | Scope::Table | Scope::Footnote) || block.in_float
}

fn has_maths_between(draft: &Draft, index: usize, next: usize) -> bool {
    draft.blocks[index + 1..next].iter().any(|block| matches!(block.scope, Scope::Math | Scope::Code))
}

/// Whether a text begins with a word of prose: not with a formula's letter, a call (`k(x)`) or a note's mark (`a:`).
fn begins_with_word(text: &str) -> bool {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'' | '\u{fffc}' | '/');
    let text = text.trim_start_matches(['(', '“', '"', '‘']);
    let word = text.split(|c: char| !is_inside(c)).next().unwrap_or_default();
    let follows = text[word.len()..].chars().next();
    let is_letter =
        word.chars().count() == 1 && word.starts_with(|c: char| c.is_alphabetic() && !matches!(c, 'a' | 'A' | 'I'));
    !word.is_empty()
        && !is_letter
        && follows
            .is_none_or(|c| matches!(c, ' ' | ',' | ';' | '.' | ')' | '”' | '"' | '?' | '!' | '\u{a0}' | '—' | '–'))
}

/// Whether words begin like the item of a list: `a)`, `ii.`, `b.`.
fn is_listing(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let body = first.trim_start_matches('(').trim_end_matches(['.', ')']);
    body.len() < first.len() && body.len() <= 3 && body.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
}
