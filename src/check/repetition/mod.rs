//! Words, sentences and passages that stand twice.
//!
//! It does not know other papers: what two manuscripts share is `overlap`.

pub mod adjacent_word;
pub mod duplicate_sentence;
pub mod near_duplicate_passage;
mod statement;

#[cfg(test)]
mod tests;
