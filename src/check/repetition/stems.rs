use crate::paper::is_object;
use crate::text::{Lexicon, WordId};

/// The stems of the words of meaning among `words`, those of a [`Statement`](super::statement::Statement).
pub fn content_stems<'a>(lexicon: &'a Lexicon, words: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let is_content = |id: &&u32| !is_object(**id) && !lexicon.is_stopword(WordId(**id));
    words.iter().filter(is_content).map(|&id| lexicon.stem(WordId(id)).0)
}
