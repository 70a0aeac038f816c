//! Workflow commands of GitHub Actions: findings as annotations on the lines that they are about.
//!
//! GitHub shows ten annotations of each level from a step and drops the rest without a word. Where there are more
//! findings, those that say the same share an annotation, and the last one says how many are only in the log.

use super::view::{Counts, likeness, listed, plural, rule_page, unchecked};
use super::{LocatedFinding, Place, Report, place_beside, place_name, plain_line, sentence};
use crate::rule::{RuleId, Severity};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many annotations of one level GitHub shows from one step.
const ANNOTATIONS: usize = 10;
/// How many places an annotation names besides its own.
const PLACES: usize = 12;

/// The annotations, the gravest first, and then everything as plain lines in a group that the log shows folded.
pub fn render(report: &Report) -> Vec<u8> {
    let mut out = String::new();
    for file in &report.unreadable {
        let command = Command { level: "error", place: None, file: Some(&file.path), title: "not read" };
        command.write(&format!("{} {}", plain_line(&file.path), plain_line(&file.reason)), &mut out);
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        annotate(report, severity, &mut out);
    }
    log(report, &mut out);
    out.into_bytes()
}

fn annotate(report: &Report, severity: Severity, out: &mut String) {
    let all = report.papers.iter().flat_map(|paper| &paper.findings);
    let all: Vec<&LocatedFinding> = all.filter(|finding| finding.severity == severity).collect();
    let mut groups = match all.len() {
        ..=ANNOTATIONS => all.iter().map(|&finding| vec![finding]).collect(),
        _ => alike(&all),
    };
    let rest = match groups.len() {
        ..=ANNOTATIONS => Vec::new(),
        _ => groups.split_off(ANNOTATIONS - 1),
    };
    groups.sort_by_key(|group| group.first().map(|finding| (finding.place.path.clone(), finding.place.start)));
    for group in &groups {
        let [first, more @ ..] = group.as_slice() else { continue };
        let command =
            Command { level: level(severity), place: Some(&first.place), file: None, title: first.rule.as_str() };
        command.write(&body(report, first, more), out);
    }
    if let Some(first) = rest.first().and_then(|group| group.first()) {
        let count: usize = rest.iter().map(Vec::len).sum();
        let mut rules: Vec<String> = rest.iter().flatten().map(|finding| finding.rule.to_string()).collect();
        rules.sort_unstable();
        rules.dedup();
        let command = Command { level: level(severity), place: Some(&first.place), file: None, title: "more findings" };
        let found = Counts::of(std::iter::repeat_n(severity, count)).in_words();
        command.write(&format!("{found} more of {}: the log of this step lists them", listed(&rules)), out);
    }
}

/// Findings of one rule and file that say the same, together. The first of every rule come before the second of any,
/// so that those which are left out are of rules that have been shown.
fn alike<'a>(findings: &[&'a LocatedFinding]) -> Vec<Vec<&'a LocatedFinding>> {
    let mut known: BTreeMap<(&str, &RuleId, String), usize> = BTreeMap::new();
    let mut of_rule: BTreeMap<&RuleId, usize> = BTreeMap::new();
    let mut groups: Vec<(usize, Vec<&LocatedFinding>)> = Vec::new();
    for &finding in findings {
        let key = (&*finding.place.path, &finding.rule, likeness(&finding.message));
        let index = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(index) {
            Some((_, group)) => group.push(finding),
            None => {
                let before = of_rule.entry(&finding.rule).or_default();
                groups.push((*before, vec![finding]));
                *before += 1;
            }
        }
    }
    groups.sort_by_key(|(before, _)| *before);
    groups.into_iter().map(|(_, group)| group).collect()
}

/// What an annotation says: the message, the other places, how to mend it; a line each.
fn body(report: &Report, finding: &LocatedFinding, more: &[&LocatedFinding]) -> String {
    let mut text = sentence(&plain_line(&finding.message));
    let mut places = |title: &str, count: usize, names: &mut dyn Iterator<Item = String>| {
        if count > 0 {
            let names: Vec<String> = names.take(PLACES).collect();
            let cut = if count > names.len() { ", …" } else { "" };
            let _ = write!(text, "\n{title}{}{cut}", names.join(", "));
        }
    };
    let related = finding.related.iter();
    let path = &*finding.place.path;
    let mut named =
        related.map(|related| format!("{} ({})", place_beside(&related.place, path), plain_line(&related.note)));
    places("See also ", finding.related.len(), &mut named);
    let title = format!("And {}: ", plural(more.len(), "more place"));
    places(&title, more.len(), &mut more.iter().map(|more| place_beside(&more.place, path)));
    if let Some(help) = rule_page(report, &finding.rule).map(|page| page.help.trim()).filter(|help| !help.is_empty()) {
        let _ = write!(text, "\n{}", plain_line(help));
    }
    text
}

/// Everything as lines for people. What a paper says cannot give commands there: they are stopped by a word that
/// depends on all the lines, so that no line can hold it.
fn log(report: &Report, out: &mut String) {
    let mut lines = String::from_utf8(super::concise::render(report)).unwrap_or_default();
    for skipped in unchecked(report) {
        let rules: Vec<String> = skipped.rules.iter().map(ToString::to_string).collect();
        let _ = writeln!(lines, "not checked: {}: {}", plain_line(skipped.reason), rules.join(", "));
    }
    for suppressed in report.papers.iter().flat_map(|paper| &paper.suppressed) {
        let (place, rule) = (place_name(&suppressed.finding.place), &suppressed.finding.rule);
        let reason = suppressed.reason.as_deref().unwrap_or("no reason given");
        let _ = writeln!(lines, "{place}: suppressed {rule} by {}: {}", suppressed.by, plain_line(reason));
    }
    let word: String = Sha256::digest(&lines).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let findings = report.papers.iter().flat_map(|paper| &paper.findings);
    let counts = Counts::of(findings.map(|finding| finding.severity)).in_words();
    let papers = plural(report.papers.len(), "paper");
    let _ = writeln!(out, "::group::obelus: {counts} in {papers}");
    let _ = writeln!(out, "::stop-commands::{word}\n{lines}::{word}::\n::endgroup::");
}

/// One annotation, but for its text.
struct Command<'a> {
    level: &'static str,
    place: Option<&'a Place>,
    /// The file, where there is no place in it.
    file: Option<&'a str>,
    title: &'a str,
}

impl Command<'_> {
    fn write(&self, text: &str, out: &mut String) {
        let _ = write!(out, "::{} ", self.level);
        if let Some(place) = self.place {
            let (start, end) = (place.start, place.end);
            let _ = write!(out, "file={},line={},endLine={},", property(&place.path), start.line, end.line);
            // Columns are only taken within one line.
            if start.line == end.line {
                let _ = write!(out, "col={},endColumn={},", start.column, end.column.max(start.column));
            }
        } else if let Some(file) = self.file {
            let _ = write!(out, "file={},", property(file));
        }
        let _ = writeln!(out, "title={}::{}", property(self.title), data(text));
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// The text of a command, escaped as the runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which neither a comma nor a colon may end.
fn property(text: &str) -> String {
    data(text.strip_prefix("./").unwrap_or(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests;
