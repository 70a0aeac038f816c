//! Faults of cross-references, figures and footnotes.

use super::paragraph::choose;
use super::{Damaged, Fault};

pub const FAULTS: &[Fault] = &[
    Fault { rule: "crossref/broken-compiled", inject: leave_question_marks },
    Fault { rule: "crossref/duplicate-label", inject: repeat_label },
    Fault { rule: "crossref/float-numbering", inject: leave_gap },
    Fault { rule: "crossref/float-unreferenced", inject: add_figure },
    Fault { rule: "crossref/footnote-orphan", inject: leave_mark },
    Fault { rule: "crossref/undefined-label", inject: misspell_label },
];

/// Words at the end of the first sentence of a paragraph.
fn at_sentence_end(text: &str, seed: u64, words: &str) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let at = paragraph.start + text[paragraph.clone()].find(". ")?;
    let blanks = words.len() - words.trim_start().len();
    Some((format!("{}{words}{}", &text[..at], &text[at..]), at + blanks..at + words.len()))
}

/// Blocks after a paragraph; the place is that of `part` in them.
fn after_paragraph(text: &str, seed: u64, blocks: &str, part: &str) -> Option<Damaged> {
    let paragraph = choose(text, seed)?;
    let start = paragraph.end + 2 + blocks.rfind(part)?;
    Some((format!("{}\n\n{blocks}{}", &text[..paragraph.end], &text[paragraph.end..]), start..start + part.len()))
}

fn leave_question_marks(text: &str, seed: u64) -> Option<Damaged> {
    at_sentence_end(text, seed, " (Section ??)")
}

fn leave_mark(text: &str, seed: u64) -> Option<Damaged> {
    at_sentence_end(text, seed, "[^997]")
}

fn misspell_label(text: &str, seed: u64) -> Option<Damaged> {
    at_sentence_end(text, seed, " (@fig:quayside-view)")
}

fn repeat_label(text: &str, seed: u64) -> Option<Damaged> {
    let figure = "![The quay at dawn.](quay.png){#fig:quayside}";
    after_paragraph(text, seed, &format!("@fig:quayside shows the quay.\n\n{figure}\n\n{figure}"), "{#fig:quayside}")
}

/// A figure that nothing mentions, between two paragraphs that speak of other things. Where the text types the numbers
/// of figures that print none, the new figure would take one of them.
fn add_figure(text: &str, seed: u64) -> Option<Damaged> {
    if ["Figure 1", "Figure 2", "Figure 3", "Fig. 1", "Fig. 2", "Fig 1", "Figures 1", "Figs. 1"]
        .iter()
        .any(|typed| text.contains(typed))
    {
        return None;
    }
    let blocks = "Gulls were counted every morning.\n\nRain was noted too.\n\n![The quay at dawn.](quay.png){#fig:quayside}\n\n\
                  Wind was not.\n\nNor was snow.";
    after_paragraph(text, seed, blocks, "The quay at dawn.")
}

/// Printed captions of which one is missing, in a paper that has none of their kind.
fn leave_gap(text: &str, seed: u64) -> Option<Damaged> {
    // Under a heading of its own: in a summary, captions are read as part of the abstract.
    let captions = "# The programs\n\nListings 1, 2 and 4 hold the code.\n\nListing 1. The quay.\n\nListing 2. The crane.\n\nListing 4. The gull.";
    if text.contains("Listing") {
        return None;
    }
    after_paragraph(text, seed, captions, "Listing 4. The gull.")
}
