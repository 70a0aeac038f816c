use super::authors::is_below_title;
use super::{Abstract, Phrase};
use crate::paper::outline::{Heading, Role};
use crate::paper::prose::draft::Draft;
use crate::paper::prose::{Block, BlockKind, Prose, Scope};

/// A line of the title page has at most so many words; longer ones are text.
const LINE_WORDS: usize = 60;

/// Labels of an abstract that stands in its own paragraph.
const ABSTRACT: &[&str] = &["abstract", "summary", "synopsis"];

const KEYWORDS: &[&str] = &["keywords", "keyword", "key words", "index terms", "keywords and phrases"];

/// Tells the title, the lines under it, a run-in abstract and the keywords from the text. Gives the index of the block
/// that holds the keywords.
///
/// Blocks may be cut in two (`Abstract. The words`): the indexes of later blocks and headings move with it.
pub fn mark_front(draft: &mut Draft, headings: &mut [Heading]) -> Option<usize> {
    let mut keywords = None;
    let mut first_abstract = None;
    let mut index = 0;
    let limit = |headings: &[Heading], draft: &Draft| -> usize {
        // The title page ends where the first section with a number or a role begins.
        let first = headings.iter().find(|heading| !heading.is_title && heading.role != Role::Abstract);
        first.map_or(draft.blocks.len().min(12), |heading| heading.block)
    };
    while index < limit(headings, draft) {
        let block = &draft.blocks[index];
        if block.scope == Scope::Body {
            if let Some(length) =
                run_in(draft.text_of(index), ABSTRACT, block.lead - block.start).filter(|_| first_abstract.is_none())
            {
                if cut(draft, headings, index, length) {
                    draft.blocks[index].scope = Scope::Front;
                    index += 1;
                }
                draft.blocks[index].scope = Scope::Abstract;
                first_abstract = Some(index);
            } else if run_in(draft.text_of(index), KEYWORDS, block.lead - block.start).is_some() {
                draft.blocks[index].scope = Scope::Front;
                keywords = Some(index);
            }
        }
        index += 1;
    }
    let title = headings.iter().find(|heading| heading.is_title).map(|heading| heading.block);
    if let Some(title) = title {
        draft.blocks[title].scope = Scope::Title;
        mark_title_page(draft, headings, title, first_abstract);
    }
    mark_abstract(draft, headings, first_abstract, keywords);
    keywords
}

fn cut(draft: &mut Draft, headings: &mut [Heading], index: usize, length: usize) -> bool {
    let at = draft.blocks[index].start + length as u32;
    let is_cut = draft.split(index, at);
    if is_cut {
        headings.iter_mut().filter(|heading| heading.block > index).for_each(|heading| heading.block += 1);
    }
    is_cut
}

/// The bytes of a label that a paragraph begins with and of the marks after it: `Abstract. `, `Keywords: `. Without a
/// mark after it, the label must be all that is bold.
fn run_in(text: &str, labels: &[&str], lead: u32) -> Option<usize> {
    let label =
        labels.iter().filter(|label| text.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label)));
    let label = label.max_by_key(|label| label.len())?;
    let rest = &text[label.len()..];
    let after = rest.trim_start_matches([' ', '.', ':', '—', '–', '-', '|', '*']);
    let has_mark = rest.trim_start().starts_with(['.', ':', '—', '–', '|']) || rest.starts_with(" - ");
    let is_lead = lead > 0 && text[..lead as usize].trim_end_matches([' ', '.', ':', '—', '–']).len() == label.len();
    let mark = rest.len() - after.len();
    ((has_mark || is_lead) && !after.is_empty()).then_some(label.len() + mark)
}

/// The short lines between the title and the text are the title page's.
fn mark_title_page(draft: &mut Draft, headings: &[Heading], title: usize, first_abstract: Option<usize>) {
    let next =
        headings.iter().find(|heading| heading.block > title).map_or(draft.blocks.len(), |heading| heading.block);
    let end = first_abstract.unwrap_or(next).min(next);
    let has_abstract = first_abstract.is_some()
        || headings.iter().any(|heading| heading.block == next && heading.role == Role::Abstract);
    for index in title + 1..end {
        let text = draft.text_of(index);
        let words = text.split_whitespace().count();
        let ended = text.trim_end().ends_with(['.', '?', '!']);
        let is_sentence = ended && (words > 12 || words > 3 && !is_below_title(text)) || words > LINE_WORDS;
        // Before an abstract everything is the title page's; without one, the first sentence is text.
        if !has_abstract && is_sentence {
            break;
        }
        let block = &mut draft.blocks[index];
        if block.scope == Scope::Body && block.kind != BlockKind::Cell {
            block.scope = Scope::Front;
        }
    }
}

/// Everything under a heading "Abstract" is the abstract's, and the paragraphs that follow a run-in one up to the
/// keywords or the next heading.
fn mark_abstract(draft: &mut Draft, headings: &[Heading], run_in: Option<usize>, keywords: Option<usize>) {
    for (number, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.role == Role::Abstract) {
        let end = headings[number + 1..]
            .iter()
            .find(|later| later.level <= heading.level)
            .map_or(draft.blocks.len(), |later| later.block);
        for block in &mut draft.blocks[heading.block + 1..end] {
            if block.scope == Scope::Body {
                block.scope = Scope::Abstract;
            }
        }
    }
    let Some(first) = run_in else { return };
    let next = headings.iter().map(|heading| heading.block).find(|&block| block > first).unwrap_or(first + 1);
    let end = keywords.filter(|&keywords| keywords > first).unwrap_or(next).min(next);
    // Only keywords that close it show that the paragraphs between belong to it.
    if keywords.is_some() {
        for block in &mut draft.blocks[first + 1..end] {
            if block.scope == Scope::Body {
                block.scope = Scope::Abstract;
            }
        }
    }
}

/// The abstract as its blocks give it.
pub fn abstract_of(prose: &Prose) -> Option<Abstract> {
    let blocks: Vec<&Block> = prose.scoped(Scope::Abstract).collect();
    let (first, last) = (blocks.first()?, blocks.last()?);
    let text = blocks.iter().map(|block| prose.block_text(block)).collect::<Vec<_>>().join("\n");
    let span = prose.span(first.start..first.end).to(prose.span(last.start..last.end));
    Some(Abstract { text, span })
}

/// The words of a block with their place, without marks of notes behind them.
pub fn phrase_of(prose: &Prose, block: &Block) -> Phrase {
    let text = prose.block_text(block).trim_end_matches(['*', '∗', '†', '‡', ' ', '\u{fffc}']);
    Phrase { text: text.to_owned(), span: prose.span(block.start..block.end) }
}
