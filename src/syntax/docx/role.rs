//! What the name of a style says that a paragraph is.

use super::story::Role;
use super::styles::Style;

/// The role of paragraphs of a style; `None` for those that are no part of the manuscript: the lines of a table of
/// contents. `outline`: the level, from 0, that the paragraph itself sets.
pub fn of(style: &Style, outline: Option<u8>) -> Option<Role> {
    let name = style.name.as_str();
    if name.starts_with("toc ")
        || matches!(name, "table of figures" | "table of authorities")
        || name.starts_with("index ")
    {
        return None;
    }
    if let Some(level) = outline.or(style.outline).filter(|level| *level < 9) {
        return Some(Role::Heading(level + 1));
    }
    let level = name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok());
    if let Some(level) = level.filter(|level| (1..=9).contains(level)) {
        return Some(Role::Heading(level));
    }
    let mentions = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Some(match () {
        () if style.is(&["abstract title"]) => Role::Heading(1),
        () if style.is(&["caption", "image caption", "table caption"]) || mentions(&["caption"]) => Role::Caption,
        () if style.is(&["title"]) || name.ends_with("title") && !mentions(NO_TITLE) => Role::Title,
        () if style.is(&["author", "authors", "date", "subtitle"]) => Role::Front,
        () if mentions(&["author", "affiliation", "correspondence"]) => Role::Front,
        () if name.ends_with("abstract") => Role::Abstract,
        () if style.is(&["quote", "intense quote", "block text", "block quote"]) => Role::Quote,
        () if style.is(&["source code", "html preformatted", "plain code"]) => Role::Code,
        () if mentions(&["bibliography"]) || name.ends_with("references") || name == "reference" => Role::Reference,
        () => Role::Body,
    })
}

/// Titles of something else than the manuscript.
const NO_TITLE: &[&str] =
    &["abstract", "section", "figure", "table", "running", "short", "heading", "toc", "book", "chart", "sub"];
