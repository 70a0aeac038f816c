//! Language as numbers: words, sentences, stems, alignment, name folding.
//!
//! It knows no file and no paper: strings and byte ranges in, numbers out.

pub mod align;
mod distance;
mod fold;
mod lexicon;
mod mojibake;
mod scan;
mod sentences;
mod stop_words;
mod token;

#[cfg(test)]
mod tests;

pub use distance::edit_distance;
pub use fold::{fold, fold_name};
pub use lexicon::{Lexicon, StemId, WordId, stem};
pub use mojibake::{Mojibake, mojibake};
pub use scan::scan;
pub use sentences::split_sentences;
pub use stop_words::is_stop_word;
pub use token::{Token, TokenKind};
