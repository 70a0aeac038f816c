use super::authors::{is_below_title, is_title_still};
use crate::paper::prose::draft::Draft;
use crate::paper::prose::{BlockKind, Scope};
use std::ops::Range;

/// A title stands among the first so many blocks.
const FIRST_BLOCKS: usize = 6;

/// Makes a heading of the title that a plain text begins with: its first lines, up to a line of names or the like.
///
/// A journal's name or kind of article above it is passed over.
pub fn part_title(draft: &mut Draft, source: &str) {
    let mut index = 0;
    while index < draft.blocks.len().min(FIRST_BLOCKS) && is_banner(draft.text_of(index)) {
        index += 1;
    }
    let Some(block) = draft.blocks.get(index).filter(|block| matches!(block.scope, Scope::Body | Scope::Heading))
    else {
        return;
    };
    let lines = lines(draft, index, source);
    let text = |range: &Range<u32>| &draft.text[range.start as usize..range.end as usize];
    let below = (1..lines.len()).position(|at| {
        let line = text(&lines[at]);
        is_below_title(line) && !is_title_still(text(&lines[at - 1]), line, lines.get(at + 1).map(text))
    });
    let end = match below {
        Some(below) => lines[below].end,
        None => block.end,
    };
    let title = text(&(block.start..end));
    let next_is_below = draft.blocks.get(index + 1).is_some_and(|next| {
        let rest = &draft.text[next.start as usize..next.end as usize];
        is_below_title(rest) || rest.len() < 120 && !rest.ends_with(['.', '?', '!'])
    });
    let words = title.split_whitespace().count();
    let fits = (2..=40).contains(&words) && !title.ends_with(['.', ':', ',', ';']) && !is_below_title(title);
    let is_heading = block.scope == Scope::Heading;
    if !fits || !(below.is_some() || is_heading || next_is_below) {
        return;
    }
    if let Some(below) = below
        && draft.split(index, lines[below + 1].start)
    {
        let rest = &mut draft.blocks[index + 1];
        rest.scope = Scope::Body;
        rest.kind = BlockKind::Paragraph;
        rest.level = None;
    }
    for banner in &mut draft.blocks[..index] {
        banner.scope = Scope::Front;
        banner.level = None;
    }
    let title = &mut draft.blocks[index];
    title.scope = Scope::Heading;
    title.kind = BlockKind::Other;
    title.level = Some(1);
}

/// A line above a title: a name in capitals, a kind of article (`Replication / Ecology`), a series, a page number.
fn is_banner(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_none()
        || words <= 3 && letters.all(char::is_uppercase)
        || words <= 8 && (text.contains(" / ") || text.starts_with("Proceedings of") || text.starts_with("Journal of"))
}

fn lines(draft: &Draft, index: usize, source: &str) -> Vec<Range<u32>> {
    let block = &draft.blocks[index];
    let segments = &draft.segments[block.segments.start as usize..block.segments.end as usize];
    let mut lines = Vec::new();
    let mut start = block.start;
    for segment in segments.iter().filter(|segment| !segment.verbatim) {
        if source.get(segment.span.range()).is_some_and(|text| text.contains(['\n', '\r'])) {
            lines.push(start..segment.start);
            start = segment.end;
        }
    }
    lines.push(start..block.end);
    lines.retain(|line| line.start < line.end);
    lines
}
