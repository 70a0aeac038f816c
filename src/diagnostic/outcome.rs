use super::Diagnostic;
use crate::rule::RuleId;

/// What a run over one paper gave.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Sorted by place, then rule.
    pub diagnostics: Vec<Diagnostic>,
    pub ran: Vec<RuleId>,
    pub skipped: Vec<Skipped>,
    pub suppressed: Vec<Suppressed>,
    /// Indexes of the allowances of the settings that fitted a finding, sorted.
    pub allowances_used: Vec<usize>,
}

/// A rule that could not run, and why: "no bibliography found".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub rule: RuleId,
    pub reason: String,
}

/// A diagnostic that the author or the editor asked not to see.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppressed {
    pub diagnostic: Diagnostic,
    /// `directive` or `config`.
    pub by: &'static str,
    pub reason: Option<String>,
}
