//! Checks of what the text points at within the paper: figures, tables, equations, sections.
//!
//! They do not know what a float shows.

mod floats;
mod labels;

checks! {
    broken_compiled,
    duplicate_label,
    float_numbering,
    float_unreferenced,
    footnote_orphan,
    mention_missing_float,
    undefined_label,
}
