use crate::paper::is_object;
use crate::text::Lexicon;

/// What a figure is drawn with, and in what colours.
const MEANS_OF_DRAWING: &[&str] = &[
    "arrow", "arrowhead", "arrowheads", "arrows", "axis", "bar", "bars", "black", "blue", "brackets", "circles", "curve", "curves", "dashed", "dots", "dotted", "gray", "green", "grey", "legend", "line", "lines", "panel", "panels", "red", "shaded", "solid", "squares", "triangles", "whiskers", "white",
];

/// The words of a paper that tell of drawing, by [`WordId`].
pub struct Legends(Vec<bool>);

impl Legends {
    pub fn of(lexicon: &Lexicon) -> Legends {
        let mut draws = vec![false; lexicon.len()];
        MEANS_OF_DRAWING.iter().filter_map(|word| lexicon.find(word)).for_each(|id| draws[id.0 as usize] = true);
        Legends(draws)
    }

    /// Whether the words of a statement say how a figure is to be read: two of them tell of its drawing, for "cell lines"
    /// and "red algae" are other things.
    pub fn hold(&self, words: &[u32]) -> bool {
        words.iter().filter(|&&id| !is_object(id) && self.0[id as usize]).count() >= 2
    }
}
