//! The statements that journals ask for, and what papers say of their authors.

checks! {
    affiliation,
    author_field,
    coi_missing,
    data_availability,
    data_on_request,
    ethics_missing,
    funding_missing,
    llm_author,
    no_statement,
}
