/// A distinct word, folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(pub u32);

/// A distinct stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct StemId(pub u32);

/// The distinct words of a text: each is folded and stemmed once.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {}
