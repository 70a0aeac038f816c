use crate::source::Span;

/// A comment in the paper that speaks to obelus: `<!-- obelus: allow citation/placeholder -- reason -->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    pub kind: DirectiveKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectiveKind {
    /// Findings of these rules (or families) are not reported in `extent`.
    Allow { rules: Vec<AllowedRule>, reason: Option<String>, extent: Extent },
    /// It begins with `obelus:` and could not be understood; why.
    Broken(String),
}

/// A rule or family that a directive names, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedRule {
    pub name: String,
    pub span: Span,
}

/// How far an allowance reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A region: the next block, or from `begin` to `end`.
    Region(Span),
    File,
}
