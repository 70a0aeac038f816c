//! Checks of how a paper is built: its sections, their order and weight, and whether its paragraphs are whole.
//!
//! They do not know what the sections say.

checks! { abstract_missing, cut_paragraph, heading_empty, heading_skip, missing_part, section_balance }
