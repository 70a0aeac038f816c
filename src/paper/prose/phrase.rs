use super::Prose;
use std::ops::Range;

impl Prose {
    /// Where the words of `phrase` (folded, parted by blanks) stand one after another in a block: bytes of the text.
    ///
    /// A look into the lexicon tells first whether all its words are there at all, so most phrases cost next to nothing.
    pub fn phrase(&self, phrase: &str) -> Vec<Range<u32>> {
        let words: Option<Vec<_>> = phrase.split_whitespace().map(|word| self.lexicon.find(word)).collect();
        let Some(words) = words.filter(|words| !words.is_empty()) else { return Vec::new() };
        let windows = self.tokens.windows(words.len());
        let equal = windows.filter(|tokens| tokens.iter().zip(&words).all(|(token, word)| token.word == *word));
        let ranges = equal.filter_map(|tokens| Some(tokens.first()?.start..tokens.last()?.end));
        ranges.filter(|range| !self.slice(range.clone()).contains('\n')).collect()
    }
}
