//! Checks of what the text points at within the paper: figures, tables, equations, sections.
//!
//! They do not know what a float shows.

checks! { mention_missing_float }
