use super::Reference;
use crate::source::Span;

/// The references of a paper and where they come from.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    pub references: Vec<Reference>,
    /// The printed list, without its heading.
    pub list: Option<Span>,
    pub numbering: Numbering,
    /// Reference data that the paper names and that could not be read: the name, and why.
    pub unread: Vec<(String, String)>,
    /// Whether every entry is meant to be listed, cited or not (`nocite: @*`).
    pub lists_all: bool,
    /// Whether the data files serve this paper alone; a shared one may hold entries that it does not cite.
    pub shared: bool,
}

/// How the list tells its entries apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// No references were found.
    #[default]
    None,
    /// Each has a number.
    Numbered,
    /// By author and year.
    AuthorYear,
    /// By citation key, from reference data.
    Keyed,
}
