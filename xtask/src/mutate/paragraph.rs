//! Where in a Markdown paper a fault of running text can be put.

use super::scramble;
use std::ops::Range;

/// What ends a paper's own text: headings of the back matter begin with one of these.
const BACK_MATTER: &[&str] =
    &["references", "bibliography", "acknowledg", "funding", "decision letter", "author response"];

/// The long lines of running text after the front matter and before the back matter, as byte ranges.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |end| end + 9);
    for block in text[at..].split_inclusive("\n\n") {
        let range = at..at + block.trim_end().len();
        at += block.len();
        let lower = block.trim_start_matches(['#', ' ']).to_lowercase();
        if (block.starts_with('#') || block.trim().len() < 20) && BACK_MATTER.iter().any(|name| lower.starts_with(name))
        {
            break;
        }
        if range.len() > 300
            && block.starts_with(|c: char| c.is_ascii_uppercase())
            && !block.contains(['|', '$', '`', '<'])
            // Columns of a table.
            && !block.contains("    ")
        {
            found.push(range);
        }
    }
    found
}

/// One of the paragraphs, by the seed.
pub fn choose(text: &str, seed: u64) -> Option<Range<usize>> {
    let paragraphs = paragraphs(text);
    let index = scramble(seed, text.len() as u64) as usize % paragraphs.len().max(1);
    paragraphs.get(index).cloned()
}
