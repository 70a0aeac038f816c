use super::{Heading, Outline, Section, SectionId};
use crate::paper::prose::{BlockId, Prose, Scope};
use crate::source::{Source, Span};
use crate::text::TokenKind;

/// Builds the outline from the headings and tells each block its section. `ids` leads from blocks of the draft to
/// blocks of the prose.
pub fn build(headings: &[Heading], ids: &[BlockId], prose: &mut Prose, root: &Source) -> Outline {
    let words = word_sums(prose);
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    let mut open: Vec<SectionId> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let first = ids[heading.block];
        let next = headings[index + 1..]
            .iter()
            .find(|later| !heading.is_title && later.level <= heading.level)
            .map(|later| ids[later.block]);
        let last = next.map_or(prose.blocks.len() as u32, |next| next.0).max(first.0);
        let span = prose.block(first).span;
        let end = next.map_or(root.text.len() as u32, |next| prose.block(next).span.start).max(span.end);
        while open.last().is_some_and(|&id| {
            let section: &Section = &sections[id.0 as usize];
            !section.is_title && section.level >= heading.level
        }) {
            open.pop();
        }
        sections.push(Section {
            title: heading.title.clone(),
            level: heading.level,
            number: heading.number.clone(),
            role: heading.role,
            heading: span,
            span: Span { file: span.file, start: span.start, end },
            blocks: first.0..last,
            words: words[last as usize] - words[first.0 as usize],
            parent: open.last().copied(),
            is_title: heading.is_title,
        });
        open.push(SectionId(index as u32));
    }
    for (index, section) in sections.iter().enumerate() {
        for block in &mut prose.blocks[section.blocks.start as usize..section.blocks.end as usize] {
            block.section = Some(SectionId(index as u32));
        }
    }
    Outline { sections }
}

/// Words of body and abstract before each block, and in all.
fn word_sums(prose: &Prose) -> Vec<u32> {
    let mut sums = Vec::with_capacity(prose.blocks.len() + 1);
    let mut sum = 0;
    sums.push(sum);
    for block in &prose.blocks {
        if matches!(block.scope, Scope::Body | Scope::Abstract) {
            let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
            sum += prose.block_tokens(block).iter().filter(|token| is_word(token.kind)).count() as u32;
        }
        sums.push(sum);
    }
    sums
}
