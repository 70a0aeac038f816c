use super::Prose;
use std::ops::Range;

impl Prose {
    /// Where the words of `phrase` (folded, parted by blanks) stand one after another in a block: bytes of the text.
    ///
    /// A look into the lexicon tells first whether all its words are there at all, so most phrases cost next to nothing.
    pub fn phrase(&self, phrase: &str) -> Vec<Range<u32>> {
        let words: Option<Vec<_>> = phrase.split_whitespace().map(|word| self.lexicon.find(word)).collect();
        let Some(words) = words else { return Vec::new() };
        let Some((first, rest)) = words.split_first() else { return Vec::new() };
        let begins = self.tokens.iter().enumerate().filter(|(_, token)| token.word == *first).map(|(at, _)| at);
        let tokens = begins.filter_map(|at| self.tokens.get(at..at + words.len()));
        let equal = tokens.filter(|tokens| tokens[1..].iter().zip(rest).all(|(token, word)| token.word == *word));
        let ranges = equal.filter_map(|tokens| Some(tokens.first()?.start..tokens.last()?.end));
        ranges.filter(|range| !self.slice(range.clone()).contains('\n')).collect()
    }
}
