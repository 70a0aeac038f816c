//! What is wrong with the references themselves.

pub mod doi_syntax;
pub mod duplicate_entry;
