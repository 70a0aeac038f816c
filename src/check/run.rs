use super::suppress::{Allowances, suppress};
use super::{native, needs, pattern};
use crate::diagnostic::{Diagnostic, Finding, Outcome, Skipped, Suppressed, fingerprints};
use crate::paper::Paper;
use crate::rule::{ActiveRule, Need, RuleId, RuleSet, Values};
use rayon::prelude::*;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a check. A panic there becomes a diagnostic, so the panic hook of an application
/// should print nothing of it; the library itself sets no hook.
pub fn is_running() -> bool {
    RUNNING.get()
}

/// Runs every rule of `rules` over `paper`. The result does not depend on the number of threads.
pub fn run(paper: &Paper, rules: &RuleSet, allowances: Allowances<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut runnable = Vec::new();
    // Many rules have the same need: each is looked into once.
    let mut reasons: Vec<(Need, Option<String>)> = Vec::new();
    for (index, active) in rules.active.iter().enumerate() {
        let reason = active.rule.needs.iter().find_map(|need| {
            if let Some((_, reason)) = reasons.iter().find(|(known, _)| known == need) {
                return reason.clone();
            }
            let reason = needs::missing(paper, *need);
            reasons.push((*need, reason.clone()));
            reason
        });
        match reason {
            Some(reason) => outcome.skipped.push(Skipped { rule: active.rule.id.clone(), reason }),
            None => runnable.push((index, active)),
        }
    }
    let patterns: Vec<usize> =
        runnable.iter().filter(|(_, active)| active.rule.finder.is_some()).map(|(index, _)| *index).collect();
    let (native_findings, pattern_findings) = rayon::join(
        || runnable.par_iter().map(|(_, active)| check(paper, active)).collect::<Vec<_>>(),
        || guarded(|| pattern::find(paper, rules, &patterns)),
    );
    let mut diagnostics = Vec::new();
    let mut tool = Vec::new();
    let failed =
        |rule: &RuleId| ("tool/internal-error", Finding::new(paper.head(), Values::new().text("rule", rule.as_str())));
    for ((_, active), findings) in runnable.iter().zip(native_findings) {
        match findings {
            Some(findings) => {
                outcome.ran.push(active.rule.id.clone());
                diagnostics.extend(findings.into_iter().map(|finding| diagnose(active, finding)));
            }
            None => tool.push(failed(&active.rule.id)),
        }
    }
    match pattern_findings {
        Some(findings) => {
            diagnostics.extend(findings.into_iter().map(|(index, finding)| diagnose(&rules.active[index], finding)));
        }
        // All phrases are sought in one pass: where it fails, none of these rules has run.
        None => {
            outcome.ran.retain(|id| !patterns.iter().any(|index| rules.active[*index].rule.id == *id));
            tool.extend(patterns.iter().map(|index| failed(&rules.active[*index].rule.id)));
        }
    }
    diagnostics.sort_by(order);
    let judgement = suppress(paper, rules, allowances, &outcome.ran, &diagnostics);
    outcome.allowances_used = judgement.used.into_iter().collect();
    let mut judged: Vec<_> = diagnostics.into_iter().zip(judgement.verdicts).collect();
    for (id, finding) in tool.into_iter().chain(judgement.remarks) {
        if let Some(active) = rules.get(id) {
            judged.push((diagnose(active, finding), None));
        }
    }
    judged.sort_by(|(a, _), (b, _)| order(a, b));
    fingerprints(judged.iter_mut().map(|(diagnostic, _)| diagnostic), &paper.sources, &paper.project_paths);
    for (diagnostic, verdict) in judged {
        match verdict {
            Some(verdict) => {
                outcome.suppressed.push(Suppressed { diagnostic, by: verdict.by, reason: verdict.reason });
            }
            None => outcome.diagnostics.push(diagnostic),
        }
    }
    outcome
}

/// The findings of a native rule; none for a pattern rule; `None` where the check panicked.
fn check(paper: &Paper, active: &ActiveRule) -> Option<Vec<Finding>> {
    if active.rule.finder.is_some() {
        return Some(Vec::new());
    }
    let check = native(active.rule.id.as_str())?;
    guarded(|| check(paper, &active.options))
}

/// What `work` returns; `None` where it panicked.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = RUNNING.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    RUNNING.set(before);
    result.ok()
}

pub(super) fn diagnose(active: &ActiveRule, mut finding: Finding) -> Diagnostic {
    finding.related.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.note.cmp(&b.note)));
    Diagnostic {
        rule: active.rule.id.clone(),
        severity: active.severity,
        span: finding.span,
        message: active.rule.wording(finding.variant).fill(&finding.values),
        related: finding.related,
        fix: finding.fix,
        fingerprint: String::new(),
    }
}

fn order(a: &Diagnostic, b: &Diagnostic) -> std::cmp::Ordering {
    a.span.cmp(&b.span).then_with(|| a.rule.cmp(&b.rule)).then_with(|| a.message.cmp(&b.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_and_the_thread_knows_where_it_is() {
        let seen = guarded(|| guarded::<()>(|| std::panic::resume_unwind(Box::new(()))).is_none() && is_running());
        assert_eq!((seen, is_running()), (Some(true), false));
    }
}
