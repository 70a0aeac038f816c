use super::{Options, Rule, Severity};
use std::sync::Arc;

#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// Sorted by rule id.
    pub active: Vec<ActiveRule>,
}

#[derive(Debug, Clone)]
pub struct ActiveRule {
    pub rule: Arc<Rule>,
    pub severity: Severity,
    pub options: Options,
}
#[derive(Debug, Clone)]
pub struct SelectError {}
#[derive(Debug, Clone)]
pub struct Selection {}
