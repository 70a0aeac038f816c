use crate::paper::is_object;
use crate::text::{Lexicon, WordId};

/// What a figure is drawn with, and in what colours.
const MEANS_OF_DRAWING: &[&str] = &[
    "arrow", "arrowhead", "arrowheads", "arrows", "axis", "bar", "bars", "black", "blue", "brackets", "circles", "curve", "curves", "dashed", "dots", "dotted", "gray", "green", "grey", "legend", "line", "lines", "panel", "panels", "red", "shaded", "solid", "squares", "triangles", "whiskers", "white",
];

/// Whether the words of a statement say how a figure is to be read: two of them tell of its drawing, for "cell lines" and
/// "red algae" are other things.
pub fn is_legend(lexicon: &Lexicon, words: &[u32]) -> bool {
    let words = words.iter().filter(|&&id| !is_object(id)).map(|&id| lexicon.word(WordId(id)));
    words.filter(|word| MEANS_OF_DRAWING.binary_search(word).is_ok()).count() >= 2
}
