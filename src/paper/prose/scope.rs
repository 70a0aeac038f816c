//! What the draft's blocks are for: captions, the reference list, running heads and page numbers.

use super::draft::{Draft, DraftBlock};
use super::{BlockKind, Scope};
use crate::paper::bibliography::looks_like_entry;
use crate::paper::float::caption_label;
use crate::paper::outline::{Heading, Role};
use rustc_hash::FxHashMap;

/// A reference list without a heading has at least so many entries.
const LEAST_ENTRIES: usize = 3;

/// A paragraph beside a page number is a running head or foot up to so many bytes.
const LONGEST_FOOT: u32 = 400;

/// A line is a running head when it comes on at least so many pages.
const LEAST_PAGES: usize = 3;

/// Tells captions, running heads and the reference list from running text.
pub(in crate::paper) fn mark_scopes(draft: &mut Draft, headings: &[Heading]) {
    mark_furniture(draft);
    mark_captions(draft);
    mark_peer_review(draft, headings);
    if !mark_references(draft, headings) {
        mark_unheaded_references(draft, headings);
    }
}

fn mark_captions(draft: &mut Draft) {
    for index in 0..draft.blocks.len() {
        let block = &draft.blocks[index];
        if !matches!(block.scope, Scope::Body | Scope::Caption) || block.kind == BlockKind::Cell {
            continue;
        }
        let is_table = |block: Option<&DraftBlock>| block.is_some_and(|block| block.scope == Scope::Table);
        let beside_table = is_table(draft.blocks.get(index + 1)) || index > 0 && is_table(draft.blocks.get(index - 1));
        let text = draft.text_of(index);
        if (beside_table || block.scope == Scope::Caption)
            && let Some(mark) = [": ", "Table: "].into_iter().find(|mark| text.starts_with(mark))
        {
            // How Pandoc knows a caption is no word of it.
            let words = block.start + mark.len() as u32;
            draft.drop_start(index, words);
            draft.blocks[index].scope = Scope::Caption;
            draft.blocks[index].kind = BlockKind::Other;
        }
        let block = &draft.blocks[index];
        if block.scope == Scope::Caption {
            continue;
        }
        let lead = (block.lead - block.start) as usize;
        if caption_label(draft.text_of(index)).is_some_and(|label| label.is_caption(draft.text_of(index), lead)) {
            draft.blocks[index].scope = Scope::Caption;
            draft.blocks[index].kind = BlockKind::Other;
        }
    }
}

/// A line that comes again.
#[derive(Default)]
struct Repeated {
    blocks: Vec<usize>,
    /// On how many pages.
    pages: usize,
    last_page: u32,
    /// Whether one of the blocks is short, or stands beside a page number.
    is_told: bool,
}

/// Page numbers, and short lines that come again on page after page. Where a converter left no page breaks, every page
/// number ends a page.
fn mark_furniture(draft: &mut Draft) {
    let mut seen: FxHashMap<String, Repeated> = FxHashMap::default();
    let is_paragraph = |block: &DraftBlock| block.scope == Scope::Body && block.kind == BlockKind::Paragraph;
    let numbers: Vec<bool> = (0..draft.blocks.len())
        .map(|index| is_paragraph(&draft.blocks[index]) && is_page_number(draft.text_of(index)))
        .collect();
    let mut page = 0;
    for (index, &is_number) in numbers.iter().enumerate() {
        let block = &draft.blocks[index];
        if is_number {
            draft.blocks[index].scope = Scope::Furniture;
            page += 1;
            continue;
        }
        let length = block.end - block.start;
        let beside_number = index > 0 && numbers[index - 1] || numbers.get(index + 1).is_some_and(|&number| number);
        let text = draft.text_of(index);
        let is_short = length <= 120 && text.split_whitespace().count() <= 14 && !text.ends_with('.');
        if is_paragraph(block) && length <= LONGEST_FOOT {
            let is_told = |c: &char| !c.is_ascii_digit() && !c.is_whitespace();
            let key: String = text.chars().filter(is_told).flat_map(char::to_lowercase).collect();
            let repeated = seen.entry(key).or_default();
            repeated.is_told |= is_short || beside_number;
            repeated.pages += usize::from(repeated.blocks.is_empty() || repeated.last_page != block.page + page);
            repeated.last_page = block.page + page;
            repeated.blocks.push(index);
        }
    }
    for (key, repeated) in seen {
        let is_worded = key.chars().filter(|c| c.is_alphabetic()).count() >= 4;
        if is_worded && repeated.is_told && repeated.pages >= LEAST_PAGES {
            for index in repeated.blocks {
                draft.blocks[index].scope = Scope::Furniture;
            }
        }
    }
}

/// What a journal that publishes its peer review prints after the paper.
const PEER_REVIEW: &[&str] = &[
    "decision letter",
    "author response",
    "authors' response",
    "author's response",
    "response to reviewers",
    "response to the reviewers",
    "editor's evaluation",
    "editor's assessment",
    "elife assessment",
    "evaluation summary",
    "peer review file",
    "peer review history",
    "public reviews",
    "reviewer comments",
    "reviewers' comments",
];

/// Marks the letters of editors, reviewers and authors that stand under one of [`PEER_REVIEW`]: up to the next heading
/// of the same level, or up to the next part of the paper where the title is but a line.
fn mark_peer_review(draft: &mut Draft, headings: &[Heading]) {
    let is_title = |text: &str| {
        let text = text.trim().trim_end_matches([':', '.']);
        text.len() < 40 && PEER_REVIEW.contains(&text.to_lowercase().replace('’', "'").as_str())
    };
    let mut at = 0;
    while at < draft.blocks.len() {
        let block = &draft.blocks[at];
        let is_start = matches!(block.scope, Scope::Heading | Scope::Body) && is_title(draft.text_of(at));
        if !is_start {
            at += 1;
            continue;
        }
        let own = headings.iter().find(|heading| heading.block == at);
        let is_end = |heading: &&Heading| {
            heading.block > at
                && own.map_or(heading.role != Role::Other, |own| heading.level <= own.level)
                && !is_title(&heading.title)
        };
        let end = headings.iter().find(is_end).map_or(draft.blocks.len(), |heading| heading.block);
        for block in &mut draft.blocks[at..end] {
            if matches!(block.scope, Scope::Body | Scope::Quote | Scope::Caption | Scope::Footnote | Scope::Table) {
                block.scope = Scope::Furniture;
            }
        }
        at = end.max(at + 1);
    }
}

/// `12`, `- 12 -`, `Page 3 of 9`, `xii`.
pub(in crate::paper) fn is_page_number(text: &str) -> bool {
    let text = text.trim_matches([' ', '-', '–', '—', '|']);
    let is_number = |word: &str| {
        (1..=4).contains(&word.len())
            && (word.bytes().all(|b| b.is_ascii_digit()) || word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
    };
    let mut words = text.split_whitespace();
    match (words.next(), words.next(), words.next(), words.next(), words.next()) {
        (Some(number), None, ..) => is_number(number),
        (Some(page), Some(number), None, ..) => page.eq_ignore_ascii_case("page") && is_number(number),
        (Some(page), Some(number), Some(of), Some(all), None) => {
            page.eq_ignore_ascii_case("page") && is_number(number) && matches!(of, "of" | "/") && is_number(all)
        }
        _ => false,
    }
}

/// Marks what stands under a heading of the reference list, subsections included. Gives whether there is one.
fn mark_references(draft: &mut Draft, headings: &[Heading]) -> bool {
    let mut any = false;
    for (number, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.role == Role::References) {
        let next =
            headings[number + 1..].iter().find(|later| later.level <= heading.level || later.role != Role::Other);
        let end = next.map_or(draft.blocks.len(), |later| later.block);
        for index in heading.block + 1..end {
            if draft.blocks[index].scope == Scope::Body {
                draft.blocks[index].scope = Scope::References;
                any = true;
            }
        }
        end_where_text_resumes(draft, heading.block + 1, end);
    }
    any || draft.blocks.iter().any(|block| block.scope == Scope::References)
}

/// Text after the last entry that is none is text again: an appendix without a heading, a note of the journal.
fn end_where_text_resumes(draft: &mut Draft, start: usize, end: usize) {
    let entries: Vec<usize> = (start..end)
        .filter(|&index| draft.blocks[index].scope == Scope::References && looks_like_entry(draft.text_of(index)))
        .collect();
    let Some(&last) = entries.last().filter(|_| entries.len() >= LEAST_ENTRIES) else { return };
    for index in last + 1..end {
        let text = draft.text_of(index);
        let is_text = text.split_whitespace().count() > 40
            && !text.trim_start().starts_with(['[', '('])
            && !text.trim_start().starts_with(|c: char| c.is_ascii_digit());
        if is_text && draft.blocks[index].kind == BlockKind::Paragraph {
            for block in &mut draft.blocks[index..end] {
                if block.scope == Scope::References {
                    block.scope = Scope::Body;
                }
            }
            return;
        }
    }
}

/// A run of entries at the end of the text, or before an appendix, is the reference list although no heading says so.
fn mark_unheaded_references(draft: &mut Draft, headings: &[Heading]) {
    let appendix = headings.iter().find(|heading| heading.role == Role::Appendix).map(|heading| heading.block);
    let end = appendix.unwrap_or(draft.blocks.len());
    let first_heading = headings.first().map_or(0, |heading| heading.block);
    let mut first = end;
    let mut entries = 0;
    let mut misses = 0;
    for index in (first_heading..end).rev() {
        match draft.blocks[index].scope {
            Scope::Body if looks_like_entry(draft.text_of(index)) => {
                entries += 1;
                misses = 0;
                first = index;
            }
            Scope::Body if misses == 0 && draft.blocks[index].end - draft.blocks[index].start < 600 && entries > 0 => {
                misses += 1
            }
            Scope::Furniture => {}
            _ => break,
        }
    }
    if entries >= LEAST_ENTRIES {
        for block in &mut draft.blocks[first..end] {
            if block.scope == Scope::Body {
                block.scope = Scope::References;
            }
        }
    }
}
