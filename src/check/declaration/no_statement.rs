use crate::diagnostic::Finding;
use crate::paper::{DeclarationKind, Paper, Role};
use crate::rule::{Options, Values};

/// What a paper of any field may be asked for.
const ASKED: [DeclarationKind; 3] =
    [DeclarationKind::Funding, DeclarationKind::ConflictOfInterest, DeclarationKind::DataAvailability];

/// An article that makes no statement at all, nor thanks anybody; one finding, where no rule of a single statement speaks.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let least = options.number("min-words");
    let is_article = paper.abstract_text.is_some()
        && paper.bibliography.references.len() >= options.number("min-references")
        && paper.body_words() >= least
        && !paper.is_of_another_kind()
        && !paper.owes_statements(least);
    let makes_any = || {
        let has = |role| paper.outline.hints_at(role);
        !paper.declarations.is_empty()
            || has(Role::Acknowledgements)
            || has(Role::Declarations)
            || ASKED.iter().any(|kind| paper.hints_outside_argument(*kind))
    };
    if !is_article || makes_any() {
        return Vec::new();
    }
    vec![Finding::new(paper.head(), Values::new())]
}
