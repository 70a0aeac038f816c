//! Whether the citations in the text and the reference list agree.
//!
//! It does not find citations nor resolve them: `paper::citation` does.

mod appearance;
mod credits;

checks! {
    ambiguous_year,
    author_mismatch,
    duplicate_number,
    et_al_misuse,
    missing_coauthor,
    missing_reference,
    name_mismatch,
    nested_parens,
    numeric_gap,
    numeric_order,
    out_of_range,
    placeholder,
    secondary_source,
    section_without_citation,
    style_mixed,
    uncited_reference,
    undefined_key,
    year_mismatch,
}
