use super::markdown;
use super::markup::Markup;
use crate::report::view::{RuleView, View};
use crate::rule::{Rule, RuleId};
use std::collections::BTreeMap;

/// The texts of the rules that found something, each folded, for the links beside their findings.
pub(super) fn write(view: &View) -> String {
    let mut to = Markup::default();
    let rules = view.papers.iter().flat_map(|paper| &paper.families).flat_map(|family| &family.rules);
    let pages = rules.filter_map(|rule: &RuleView| Some((rule.id, rule.page?)));
    let pages: BTreeMap<&RuleId, &Rule> = pages.collect();
    if pages.is_empty() {
        return String::new();
    }
    to.raw("<section class=\"rules\"><h2>The rules</h2>\n");
    for (id, rule) in pages {
        to.raw("<details id=\"");
        anchor(id, &mut to);
        to.raw("\"><summary><code>").text(id.as_str()).raw("</code> ").said(rule.summary.trim()).raw("</summary>");
        markdown::write(text(&rule.page), &mut to);
        to.raw("</details>\n");
    }
    to.raw("</section>\n");
    to.finish()
}

pub(super) fn anchor(id: &RuleId, to: &mut Markup) {
    to.raw("rule-").text(id.as_str());
}

/// A page from its first section on: what stands before is the id, the summary and the rule's data.
fn text(page: &str) -> &str {
    page.find("\n## ").and_then(|at| page.get(at + 1..)).unwrap_or("")
}
