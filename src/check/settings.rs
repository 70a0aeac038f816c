use super::run::diagnose;
use super::suppress::covers;
use crate::diagnostic::{Allow, Diagnostic, Finding, Outcome, fingerprints};
use crate::paper::Paper;
use crate::rule::{RuleId, RuleSet, Values};
use crate::source::Span;
use std::collections::BTreeSet;

/// What is wrong with the allowances of the settings, whose text is that of `file`, after a run over papers.
///
/// `used` are the indexes of those that fitted a finding of any paper, `ran` the rules that ran on any: an allowance of a
/// rule that ran nowhere is not called unused.
pub fn check_allowances(
    file: &Paper,
    rules: &RuleSet,
    allowances: &[Allow],
    used: &BTreeSet<usize>,
    ran: &BTreeSet<RuleId>,
) -> Outcome {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut report = |rule: &str, allow: &Allow, values: Values| {
        let span = Span::new(file.root().id, allow.range.clone());
        diagnostics.extend(rules.get(rule).map(|active| diagnose(active, Finding::new(span, values))));
    };
    for (index, allow) in allowances.iter().enumerate() {
        if allow.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            report("tool/allow-without-reason", allow, Values::new().list("rule", [allow.rule.clone()]));
        }
        if !used.contains(&index) && ran.iter().any(|rule| covers(&allow.rule, rule)) {
            report("tool/unused-allow", allow, Values::new().text("rule", allow.rule.as_str()));
        }
    }
    fingerprints(diagnostics.iter_mut(), &file.sources, &file.project_paths);
    Outcome { diagnostics, ..Outcome::default() }
}
