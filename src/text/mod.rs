//! Language as numbers: words, sentences, stems, alignment, name folding.
//!
//! It knows no file and no paper: strings and byte ranges in, numbers out.

mod lexicon;
mod token;

pub use lexicon::{Lexicon, StemId, WordId};
pub use token::{Token, TokenKind};
