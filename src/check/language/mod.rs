//! Checks of the words themselves: abbreviations and spelling.
//!
//! They do not know what a sentence claims.

checks! { acronym_undefined, spelling_variant }
