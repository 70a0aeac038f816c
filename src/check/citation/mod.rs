//! Whether the citations in the text and the reference list agree.
//!
//! It does not find citations nor resolve them: `paper::citation` does.

mod credits;

checks! {
    author_mismatch,
    missing_coauthor,
    missing_reference,
    name_mismatch,
    out_of_range,
    placeholder,
    uncited_reference,
    undefined_key,
    year_mismatch,
}
