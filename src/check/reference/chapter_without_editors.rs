use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};

/// Finds chapters of edited books that do not say who edited them.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    paper
        .own_references()
        .map(|(_, reference)| reference)
        .filter(|reference| reference.editors.is_empty() && !names_editors(&reference.raw))
        .filter_map(|reference| {
            let (chapter, book) = paper.bibliography.chapter(reference)?;
            let values = Values::new().text("reference", reference.label()).text("book", &book.value);
            Some(Finding::new(reference.span, values.text("chapter", &chapter.value)))
        })
        .collect()
}

/// Whether an entry names editors in a way that was not read as names.
fn names_editors(raw: &str) -> bool {
    ["Ed.", "Eds", "eds", " ed. ", " ed.,", " ed by", "ditor", "dited", "Hrsg", "Hg."].iter().any(|mark| raw.contains(mark))
}
