use crate::diagnostic::{Allow, Diagnostic, Finding};
use crate::paper::{AllowedRule, Directive, DirectiveKind, Extent, Paper};
use crate::rule::{RuleId, RuleSet, Values};
use crate::source::Span;
use std::collections::BTreeSet;

/// Which suppressions count.
#[derive(Debug, Clone, Copy, Default)]
pub struct Allowances<'a> {
    pub directives: Directives,
    /// Those of the settings.
    pub config: &'a [Allow],
}

/// Whether the directives in the paper count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Directives {
    #[default]
    Honoured,
    /// `--no-allow`: an editor wants to see everything.
    Ignored,
}

/// Who asked not to see a diagnostic, and why.
pub struct Verdict {
    pub by: &'static str,
    pub reason: Option<String>,
}

/// What is said about the directives themselves: the rule's name and the finding.
pub type Remark = (&'static str, Finding);

/// What the suppressions did to the diagnostics of a paper.
pub struct Judgement {
    /// For each diagnostic, whether it is suppressed.
    pub verdicts: Vec<Option<Verdict>>,
    /// What is wrong with the directives.
    pub remarks: Vec<Remark>,
    /// Indexes of the allowances of the settings that fitted a diagnostic.
    pub used: BTreeSet<usize>,
}

/// Judges diagnostics, which must be sorted by place.
/// `ran` are the rules that ran, sorted: an allowance of another is not called unused.
pub fn suppress(
    paper: &Paper,
    rules: &RuleSet,
    allowances: Allowances<'_>,
    ran: &[RuleId],
    diagnostics: &[Diagnostic],
) -> Judgement {
    let mut verdicts: Vec<Option<Verdict>> = diagnostics.iter().map(|_| None).collect();
    let mut remarks = Vec::new();
    let mut used = BTreeSet::new();
    if allowances.directives == Directives::Honoured {
        for directive in &paper.directives {
            apply(paper, directive, rules, ran, diagnostics, &mut verdicts, &mut remarks);
        }
    }
    for (diagnostic, verdict) in diagnostics.iter().zip(&mut verdicts).filter(|(_, verdict)| verdict.is_none()) {
        let text =
            paper.sources.get(diagnostic.span.file.0 as usize).and_then(|it| it.text.get(diagnostic.span.range()));
        let fits = |allow: &Allow| {
            covers(&allow.rule, &diagnostic.rule)
                && allow.text.as_deref().is_none_or(|words| text.is_some_and(|text| text.contains(words)))
        };
        for (index, allow) in allowances.config.iter().enumerate().filter(|(_, allow)| fits(allow)) {
            used.insert(index);
            verdict.get_or_insert_with(|| Verdict { by: "config", reason: allow.reason.clone() });
        }
    }
    Judgement { verdicts, remarks, used }
}

fn apply(
    paper: &Paper,
    directive: &Directive,
    rules: &RuleSet,
    ran: &[RuleId],
    diagnostics: &[Diagnostic],
    verdicts: &mut [Option<Verdict>],
    remarks: &mut Vec<Remark>,
) {
    let (allowed, reason, extent) = match &directive.kind {
        DirectiveKind::Allow { rules, reason, extent } => (rules, reason, *extent),
        DirectiveKind::Broken(problem) => {
            let values = Values::new().text("problem", problem.as_str());
            remarks.push(("tool/broken-allow", Finding::new(directive.span, values)));
            return;
        }
    };
    for AllowedRule { name, span } in allowed {
        if !rules.knows(name) {
            let values = Values::new().text("name", name.as_str()).text("hint", rules.hint(name));
            remarks.push(("tool/unknown-rule", Finding::new(*span, values)));
            continue;
        }
        // A manuscript of several files is one text: a whole file is but a part of it.
        let file = |span: Span| paper.locate(span).file;
        let is_in_file = |at: usize| extent != Extent::File || file(diagnostics[at].span) == file(directive.span);
        let mut used = false;
        for index in reach(extent, directive.span, diagnostics) {
            if covers(name, &diagnostics[index].rule) && is_in_file(index) {
                used = true;
                verdicts[index].get_or_insert_with(|| Verdict { by: "directive", reason: reason.clone() });
            }
        }
        if !used && ran.iter().any(|rule| covers(name, rule)) {
            remarks.push(("tool/unused-allow", Finding::new(*span, Values::new().text("rule", name.as_str()))));
        }
    }
    if reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) && !allowed.is_empty() {
        let names = allowed.iter().map(|rule| rule.name.as_str());
        remarks.push(("tool/allow-without-reason", Finding::new(directive.span, Values::new().list("rule", names))));
    }
}

/// The indexes of the diagnostics that begin in `extent`.
fn reach(extent: Extent, directive: Span, diagnostics: &[Diagnostic]) -> std::ops::Range<usize> {
    let (file, start, end) = match extent {
        Extent::Region(region) => (region.file, region.start, region.end),
        Extent::File => (directive.file, 0, u32::MAX),
    };
    let first = diagnostics.partition_point(|it| (it.span.file, it.span.start) < (file, start));
    let last = diagnostics.partition_point(|it| (it.span.file, it.span.start) < (file, end));
    first..last.max(first)
}

/// Whether `name`, a rule or a family, means `rule`.
pub fn covers(name: &str, rule: &RuleId) -> bool {
    name == rule.as_str() || name == rule.family()
}
