//! What is wrong with the references themselves.

checks! {
    doi_syntax,
    duplicate_entry,
}
