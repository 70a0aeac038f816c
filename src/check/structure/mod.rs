//! Checks of how a paper is built: its sections, their order and weight, and whether its paragraphs are whole.
//!
//! They do not know what the sections say.

checks! {
    abstract_first_line, abstract_length, abstract_missing, conclusion_missing, cut_paragraph, enumeration_broken,
    heading_case_mixed, heading_duplicate, heading_empty, heading_first_level, heading_format_mixed, heading_lone,
    heading_numbering, heading_punct, heading_skip, keywords_missing, missing_part, missing_section, paragraph_long, promise_unkept,
    section_balance, title_length,
}
