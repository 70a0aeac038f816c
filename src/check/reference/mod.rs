//! What is wrong with the references themselves.

checks! {
    chapter_title_equals_book,
    chapter_without_editors,
    doi_syntax,
    duplicate_entry,
    duplicate_key,
    empty_key,
    future_year,
    journal_without_volume,
    list_numbering,
    list_unsorted,
    llm_artifact,
    missing_field,
    name_form_mixed,
    page_range,
    repeated_field,
    title_equals_manuscript,
}
