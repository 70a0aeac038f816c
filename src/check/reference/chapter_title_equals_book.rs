use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::text::fold;

/// Finds chapters that have the title of their book.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let words = |title: &str| -> Vec<String> {
        fold(title).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    paper
        .own_references()
        .filter_map(|(_, reference)| {
            let (chapter, book) = paper.bibliography.chapter(reference)?;
            let values = Values::new().text("reference", reference.label()).text("title", &chapter.value);
            (words(&chapter.value) == words(&book.value)).then(|| Finding::new(reference.span, values))
        })
        .collect()
}
