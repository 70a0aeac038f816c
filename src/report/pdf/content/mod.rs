//! The report as a document: what stands where, in which words. It knows no glyphs and no pages.

mod appendix;
mod chart;
mod cover;
mod findings;
mod place;
mod prose;
mod style;

use super::document::{Block, Document, Paragraph};
use super::visible::Missing;
use crate::report::view::{PaperView, View, grouped, plural};
use style::{SMALL, SMALL_LEADING, heading};

/// The most characters that are named one by one where no face has them.
const NAMED_CHARACTERS: usize = 60;

pub(super) fn document(view: &View) -> Document {
    let mut blocks = Vec::new();
    let title = match view.papers.as_slice() {
        [only] => format!("Review of “{}”", only.title),
        papers => format!("Review of {}", plural(papers.len(), "paper")),
    };
    if view.papers.len() != 1 {
        blocks.extend(cover::batch(view));
    }
    let is_clean = |number: usize| view.papers.get(number).is_some_and(|paper| paper.counts.total() == 0);
    for (number, paper) in view.papers.iter().enumerate() {
        // Papers of a batch in which nothing was found share a page.
        let shares = number > 0 && is_clean(number - 1) && is_clean(number);
        if view.papers.len() != 1 && !shares {
            blocks.push(Block::PageBreak);
        }
        blocks.extend(cover::paper(view, paper, number));
        blocks.extend(findings::overview(paper));
        blocks.extend(findings::all(paper));
        blocks.extend(findings::suppressed(paper));
    }
    blocks.extend(view.papers.iter().flat_map(appendix::marked_paper));
    Document { running_head: title.clone(), title, footer: "obelus review report".to_owned(), blocks }
}

/// The remark on characters that stand by their numbers.
pub(super) fn missing_characters(missing: &Missing) -> Vec<Block> {
    if missing.is_empty() {
        return Vec::new();
    }
    let named = missing.iter().take(NAMED_CHARACTERS);
    let named: Vec<String> =
        named.map(|(&c, count)| format!("U+{:04X} ({}×)", u32::from(c), grouped(*count))).collect();
    let more = match missing.len().saturating_sub(NAMED_CHARACTERS) {
        0 => String::new(),
        more => format!(" and {} more", grouped(more)),
    };
    let text = format!(
        "No font at hand has {}, so {} by number, like ‹U+4E2D›: {}{more}. The option --font takes a font file that has \
         them.",
        plural(missing.len(), "character"),
        if missing.len() == 1 { "it is shown" } else { "they are shown" },
        named.join(", "),
    );
    vec![
        heading(3, "Characters without a glyph").into(),
        Paragraph::new(SMALL_LEADING, vec![SMALL.run(text)]).before(3.0).into(),
    ]
}

/// The name by which links find the summary of a paper.
fn paper_anchor(number: usize) -> String {
    format!("paper-{number}")
}

/// The facts about a paper, as they stand on one line.
fn facts(paper: &PaperView) -> String {
    let paper = paper.paper;
    [
        plural(paper.words as usize, "word"),
        plural(paper.citations, "citation"),
        plural(paper.references, "reference"),
        format!("{} run", plural(paper.ran.len(), "rule")),
    ]
    .join("  ·  ")
}
