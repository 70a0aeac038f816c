use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};

/// A title that is too short or too long, or ends with a period.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let Some(title) = &paper.title else { return Vec::new() };
    let text = title.text.trim();
    let letters = text.chars().count();
    let words = text.split_whitespace().count();
    let values = Values::new().number("letters", letters).number("words", words);
    let values = values.number("fewest", options.number("min-letters")).number("most", options.number("max-words"));
    let finding = Finding::new(title.span, values);
    if letters < options.number("min-letters") {
        vec![finding.variant("short")]
    } else if words > options.number("max-words") {
        vec![finding]
    } else if ends_with_period(text) {
        vec![finding.variant("period")]
    } else {
        Vec::new()
    }
}

/// Whether a period ends the title, and not an abbreviation, initials or an ellipsis.
fn ends_with_period(text: &str) -> bool {
    let Some(words) = text.strip_suffix('.') else { return false };
    let last = words.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    !last.contains('.') && last.chars().filter(|c| c.is_alphabetic()).count() > 3
}
