use crate::source::Span;

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
