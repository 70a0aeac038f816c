//! Words, sentences and passages that stand twice.
//!
//! It does not know other papers: what two manuscripts share is `overlap`.

checks! { adjacent_word, duplicate_sentence, near_duplicate_passage }
