use super::{Paper, Scope};
use crate::text::TokenKind;

/// The language of a paper's prose, as far as the rules must know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    /// Some language, and hardly English.
    Other,
}

impl Language {
    /// The BCP 47 code; `und` for one that was not told.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Other => "und",
        }
    }
}

/// Words of body and abstract that are looked at.
const SAMPLE: usize = 4_000;

/// The share of stop words from which prose is English. English papers have 0.30 to 0.50 of them, those in German,
/// French, Spanish and Portuguese below 0.12: a few of their words are spelt alike.
const SHARE: f64 = 0.2;

/// Fewer words say nothing.
const LEAST: usize = 30;

impl Paper {
    /// The language of the prose; `None` where there is too little of it.
    pub fn language(&self) -> Option<Language> {
        let prose = &self.prose;
        let running = prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Body | Scope::Abstract));
        let words = running.flat_map(|block| prose.block_tokens(block)).filter(|token| token.kind == TokenKind::Word);
        let (mut all, mut stop) = (0, 0);
        for token in words.take(SAMPLE) {
            all += 1;
            stop += usize::from(prose.lexicon.is_stopword(token.word));
        }
        let is_english = stop as f64 >= SHARE * all as f64;
        (all >= LEAST).then_some(if is_english { Language::English } else { Language::Other })
    }
}
