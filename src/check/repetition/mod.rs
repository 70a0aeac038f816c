//! Words, sentences and passages that stand twice.
//!
//! It does not know other papers: what two manuscripts share is `overlap`.

mod contraries;
mod general_words;
mod legend;
mod paragraph;
mod stems;
mod synonyms;

checks! {
    abstract_conclusion,
    adjacent_word,
    caption_body,
    duplicate_paragraph,
    duplicate_sentence,
    near_duplicate_passage,
    phrase_overuse,
    restated_passage,
    sentence_opener,
    word_cluster,
}
