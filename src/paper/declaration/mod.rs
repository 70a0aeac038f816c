//! The statements that journals ask for: who paid, who gains, where the data are.
//!
//! It finds them and what hints at them; whether one must be there it does not know.

mod hints;
mod labels;
#[cfg(test)]
mod tests;

use super::{Outline, Prose, Role, Scope};
use crate::source::Span;
use labels::label_of;

/// A statement that journals ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    pub kind: DeclarationKind,
    pub text: String,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeclarationKind {
    ConflictOfInterest,
    Funding,
    DataAvailability,
    CodeAvailability,
    Ethics,
    Consent,
    AuthorContributions,
    AiUse,
}

/// Sentences that are the statement itself, wherever they stand, in lower case.
const SENTENCES: &[(DeclarationKind, &[&str])] = &[
    (
        DeclarationKind::ConflictOfInterest,
        &[
            "no conflict of interest",
            "no conflicts of interest",
            "no competing interest",
            "no competing financial",
            "have no conflict",
            "no potential conflict",
        ],
    ),
    (
        DeclarationKind::Funding,
        &[
            "was supported by",
            "were supported by",
            "was funded by",
            "were funded by",
            "is supported by",
            "is funded by",
            "funding from",
            "financial support from",
            "received no funding",
            "no specific funding",
            "no external funding",
            "supported in part by",
        ],
    ),
    (
        DeclarationKind::DataAvailability,
        &[
            "data are available",
            "data is available",
            "data availability",
            "available from the corresponding author",
            "data that support the findings",
        ],
    ),
];

/// Finds the statements by the headings they stand under, by run-in labels, and by their typical sentences.
pub fn find(prose: &Prose, outline: &Outline) -> Vec<Declaration> {
    let mut found: Vec<Declaration> = Vec::new();
    for id in prose.block_ids() {
        let block = prose.block(id);
        if !matches!(block.scope, Scope::Body | Scope::Front | Scope::Footnote) {
            continue;
        }
        let section = block.section.map(|id| (outline.get(id), outline.role(id)));
        let text = prose.block_text(block);
        let kind = section
            .and_then(|(section, role)| {
                let is_back = matches!(role, Role::Declarations | Role::Acknowledgements | Role::Other);
                label_of(&section.title).filter(|_| is_back)
            })
            .or_else(|| run_in(text));
        let kinds: Vec<DeclarationKind> = match kind {
            Some(kind) => vec![kind],
            // A footnote speaks of the paper itself, wherever its mark stands.
            None if block.scope == Scope::Footnote => sentences(text, None),
            None => sentences(text, section.map(|(_, role)| role)),
        };
        for kind in kinds {
            let span = prose.span(block.start..block.end);
            match found
                .last_mut()
                .filter(|last| last.kind == kind && section.is_some_and(|(s, _)| s.span.contains(last.span)))
            {
                Some(last) => {
                    last.text = format!("{}\n{text}", last.text);
                    last.span = last.span.to(span);
                }
                None => found.push(Declaration { kind, text: text.to_owned(), span }),
            }
        }
    }
    found
}

/// The statement that a paragraph's first words name, where a mark parts them from the rest.
fn run_in(text: &str) -> Option<DeclarationKind> {
    let head = &text[..text.floor_char_boundary(60)];
    let (label, _) = head.split_once([':', '.', '—', '–'])?;
    label_of(label.trim()).filter(|_| label.split_whitespace().count() <= 7)
}

fn sentences(text: &str, role: Option<Role>) -> Vec<DeclarationKind> {
    // Only back and front matter speak of the paper itself; "was supported by" in the results is something else.
    if !matches!(role, None | Some(Role::Acknowledgements | Role::Declarations)) {
        return Vec::new();
    }
    let text = text.to_lowercase();
    let said = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    SENTENCES.iter().filter(|(_, phrases)| said(phrases)).map(|(kind, _)| *kind).collect()
}
