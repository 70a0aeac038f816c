//! Formulas as one line of text, for people to know them again; no rule reads into one.

use super::xml::{Space, name};
use roxmltree::Node;

/// The letters of a formula, with `^`, `_` and `/` where Office Math sets them apart.
pub fn linear(node: Node) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        match name(inner) {
            (Space::Maths, "t") => text.push_str(inner.text().unwrap_or_default()),
            (Space::Maths, "sup") => text.push('^'),
            (Space::Maths, "sub") => text.push('_'),
            (Space::Maths, "den") => text.push('/'),
            _ => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "\u{fffc}".to_owned() } else { text }
}
