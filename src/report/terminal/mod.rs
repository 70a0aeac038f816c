//! The report for a terminal: snippets with both places of a pair, in a given width.
//!
//! Nothing of the manuscript reaches the terminal as a command: see [`plain_line`](super::plain_line).

mod paint;
mod snippet;
mod width;

use super::view::{Counts, likeness, listed, plural, rule_page, unchecked};
use super::{LocatedFinding, PaperReport, Report, place_beside, plain_line};
use crate::diagnostic::Relation;
use crate::rule::{RuleId, Severity};
use paint::{Paint, Painter};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use width::Wrapped;

/// How many findings of one rule are shown with snippets, where their messages differ: errors, and others.
const SHOWN: (usize, usize) = (8, 4);
/// How many of those that say the same.
const SHOWN_ALIKE: usize = 2;
/// Up to how many alike findings are all shown.
const SHOWN_ALL: usize = 3;
/// How many further places are named.
const PLACES: usize = 24;
/// Up to how many rules that were not checked are named.
const NAMED: usize = 6;
/// The narrowest terminal that is written for.
const NARROWEST: usize = 40;

/// How the report is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns of a line; 80 where the terminal does not say.
    pub width: usize,
    pub colour: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Ansi,
}

impl Default for Layout {
    fn default() -> Self {
        Layout { width: 80, colour: Colour::Plain }
    }
}

/// The report on all papers: findings by rule, the gravest first, what was not checked, and a summary line.
pub fn render(report: &Report, layout: Layout) -> Vec<u8> {
    let layout = Layout { width: layout.width.max(NARROWEST), ..layout };
    let papers = report.papers.par_iter().map(|paper| {
        let mut page = Page { report, layout, out: String::new() };
        page.paper(paper);
        page.out
    });
    let mut page = Page { report, layout, out: papers.collect::<Vec<_>>().concat() };
    page.not_checked();
    page.suppressed();
    for file in &report.unreadable {
        let text = format!(": {} {}", plain_line(&file.path), plain_line(&file.reason));
        page.labelled(Paint::Severity(Severity::Error), "not read", &text, None);
    }
    page.summary();
    page.out.into_bytes()
}

struct Page<'a> {
    report: &'a Report,
    layout: Layout,
    out: String,
}

impl Page<'_> {
    fn paper(&mut self, paper: &PaperReport) {
        let mut rules: BTreeMap<&RuleId, Vec<&LocatedFinding>> = BTreeMap::new();
        for finding in &paper.findings {
            rules.entry(&finding.rule).or_default().push(finding);
        }
        let gravest = |findings: &[&LocatedFinding]| findings.iter().map(|finding| finding.severity).max();
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by_key(|(_, findings)| {
            (std::cmp::Reverse(gravest(findings)), findings.first().map(|finding| finding.place.start))
        });
        for (id, findings) in rules {
            self.rule(paper, id, &findings);
        }
    }

    fn rule(&mut self, paper: &PaperReport, id: &RuleId, findings: &[&LocatedFinding]) {
        let mut help = rule_page(self.report, id).map(|page| page.help.trim()).filter(|help| !help.is_empty());
        let is_grave = findings.iter().any(|finding| finding.severity == Severity::Error);
        let most = if is_grave { SHOWN.0 } else { SHOWN.1 };
        let mut shown = 0;
        let mut left: Vec<&LocatedFinding> = Vec::new();
        for alike in alike(findings) {
            let first = if alike.len() > SHOWN_ALL { SHOWN_ALIKE } else { alike.len() };
            let first = first.min(most.saturating_sub(shown));
            for finding in &alike[..first] {
                self.finding(finding, help.take());
            }
            shown += first;
            if first > 0 {
                self.more_places(paper, &alike[first..]);
            } else {
                left.extend(&alike[first..]);
            }
        }
        left.sort_by_key(|finding| finding.place.start);
        self.more_findings(paper, id, &left);
    }

    fn finding(&mut self, finding: &LocatedFinding, help: Option<&str>) {
        let label = format!("{}[{}]", severity_label(finding.severity), finding.rule);
        let message = plain_line(&finding.message);
        self.labelled(Paint::Severity(finding.severity), &label, &format!(": {message}"), Some(Paint::Bold));
        let gutter = snippet::draw(finding, self.layout.width, self.painter(), &mut self.out);
        if let Some(fix) = &finding.fix {
            self.hint(gutter, "fix", &plain_line(&fix.title));
        }
        if let Some(help) = help {
            self.hint(gutter, "help", &plain_line(help));
        }
        self.out.push('\n');
    }

    /// A line under a snippet: `   = help: …`.
    fn hint(&mut self, gutter: usize, label: &str, text: &str) {
        let indent = gutter + 3 + label.len() + 2;
        let room = self.layout.width.saturating_sub(indent).max(NARROWEST / 2);
        for (number, line) in Wrapped::new(text, room, room).lines.iter().enumerate() {
            let _ = match number {
                0 => {
                    let mark = self.painter().paint(Paint::Rule, "=");
                    let label = self.painter().paint(Paint::Bold, label);
                    writeln!(self.out, "{:gutter$} {mark} {label}: {line}", "")
                }
                _ => writeln!(self.out, "{:indent$}{line}", ""),
            };
        }
    }

    fn more_places(&mut self, paper: &PaperReport, findings: &[&LocatedFinding]) {
        if findings.is_empty() {
            return;
        }
        let mut text = format!("and {}: ", plural(findings.len(), "more place"));
        // A file is named where the places pass over to it.
        let mut file = &*paper.path;
        for (index, finding) in findings.iter().take(PLACES).enumerate() {
            let place = place_beside(&finding.place, file);
            let _ = write!(text, "{}{place}", if index > 0 { ", " } else { "" });
            file = &finding.place.path;
        }
        if findings.len() > PLACES {
            text.push_str(", …");
        }
        for line in Wrapped::new(&text, self.layout.width - 2, self.layout.width - 4).indented(2, 4) {
            let _ = writeln!(self.out, "{line}");
        }
        self.out.push('\n');
    }

    /// Findings of a rule that has shown enough snippets: a line each.
    fn more_findings(&mut self, paper: &PaperReport, id: &RuleId, findings: &[&LocatedFinding]) {
        let Some(first) = findings.first() else {
            return;
        };
        let text = format!("and {} of {id}", plural(findings.len(), "more finding"));
        let text = self.painter().paint(Paint::Severity(first.severity), &text);
        let _ = writeln!(self.out, "{text}");
        for finding in findings.iter().take(PLACES) {
            let line = format!("{}: {}", place_beside(&finding.place, &paper.path), plain_line(&finding.message));
            let line = width::shorten(&line, self.layout.width - 2);
            let _ = writeln!(self.out, "  {line}");
        }
        if findings.len() > PLACES {
            let rest = plural(findings.len() - PLACES, "more");
            let rest = rest.trim_end_matches('s');
            let _ = writeln!(self.out, "  … and {rest}; --format concise lists them all");
        }
        self.out.push('\n');
    }

    fn not_checked(&mut self) {
        for skipped in unchecked(self.report) {
            let of = match (self.report.papers.len(), skipped.papers.as_slice()) {
                (1, _) => String::new(),
                (_, [one]) => format!(" in {}", plain_line(one)),
                (_, many) => format!(" in {} papers", many.len()),
            };
            let rules = rules_in_words(skipped.rules.into_iter());
            let text = format!(": {}{of}: {rules}", plain_line(skipped.reason));
            self.labelled(Paint::Bold, "not checked", &text, None);
        }
    }

    fn suppressed(&mut self) {
        let all = self.report.papers.iter().flat_map(|paper| &paper.suppressed);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for suppressed in all {
            *counts.entry(suppressed.by).or_default() += 1;
        }
        for (by, count) in counts {
            let by = match by {
                "directive" => "by directives in the paper",
                "config" => "by the configuration",
                other => other,
            };
            let text = format!(": {} suppressed {by}", plural(count, "finding"));
            self.labelled(Paint::Bold, "not shown", &text, None);
        }
    }

    /// A label and what follows it, wrapped; the lines after the first are indented.
    fn labelled(&mut self, paint: Paint, label: &str, text: &str, rest: Option<Paint>) {
        let whole = format!("{label}{text}");
        let wrapped = Wrapped::new(&whole, self.layout.width, self.layout.width - 2);
        for (number, line) in wrapped.lines.iter().enumerate() {
            let painter = self.painter();
            let (label, text) = match line.strip_prefix(label).filter(|_| number == 0) {
                Some(text) => (painter.paint(paint, label), text),
                None => (" ".repeat(if number == 0 { 0 } else { 2 }), &**line),
            };
            let text = rest.map_or_else(|| text.to_owned(), |rest| painter.paint(rest, text));
            let _ = writeln!(self.out, "{label}{text}");
        }
    }

    fn summary(&mut self) {
        let papers = &self.report.papers;
        let findings = papers.iter().flat_map(|paper| &paper.findings);
        let counts = Counts::of(findings.map(|finding| finding.severity));
        let ran = papers.iter().map(|paper| paper.ran.len()).max().unwrap_or(0);
        let what = match papers.as_slice() {
            [] => return self.labelled(Paint::Bold, "no paper was read", "", None),
            [paper] => {
                let facts = [
                    plural(paper.words as usize, "word"),
                    plural(paper.citations, "citation"),
                    plural(paper.references, "reference"),
                ];
                format!("{}; {}, {} ran", plain_line(&paper.path), listed(&facts), plural(ran, "rule"))
            }
            many => format!("{}, {} ran", plural(many.len(), "paper"), plural(ran, "rule")),
        };
        let gravest = [Severity::Error, Severity::Warning].into_iter().find(|severity| counts.get(*severity) > 0);
        let paint = gravest.map_or(Paint::Bold, Paint::Severity);
        self.labelled(paint, &counts.in_words(), &format!(" in {what}"), None);
    }

    fn painter(&self) -> Painter {
        Painter(self.layout.colour)
    }
}

/// The findings of a rule, those that say the same together; in the order of their first places.
fn alike<'a>(findings: &[&'a LocatedFinding]) -> Vec<Vec<&'a LocatedFinding>> {
    let mut groups: Vec<Vec<&LocatedFinding>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for &finding in findings {
        if finding.related.iter().any(|related| related.relation == Relation::Twin) {
            groups.push(vec![finding]);
            continue;
        }
        let index = *known.entry(likeness(&finding.message)).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

/// What people call a severity; the same words as in the summary line.
fn severity_label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A few rules by name, many by family.
fn rules_in_words<'a>(rules: impl ExactSizeIterator<Item = &'a RuleId>) -> String {
    if rules.len() <= NAMED {
        return rules.map(RuleId::to_string).collect::<Vec<_>>().join(", ");
    }
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    rules.for_each(|rule| *families.entry(rule.family()).or_default() += 1);
    let parts: Vec<String> =
        families.into_iter().map(|(family, count)| plural(count, &format!("{family} rule"))).collect();
    listed(&parts)
}

#[cfg(test)]
mod tests;
