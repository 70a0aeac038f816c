//! What is left in the document that was not meant for readers.

mod tortured;

checks! {
    ligature_damage,
    tortured_phrase,
    tortured_text,
    undefined_control,
}
