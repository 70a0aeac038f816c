//! JUnit XML, which servers of continuous integration show as tests: a suite a paper.
//!
//! Errors and warnings are tests that failed. A rule that found neither is a test that passed, what could not be
//! checked or was suppressed is a test that was skipped, and a note is told by a test that passed.

use super::view::{plural, rule_page};
use super::{LocatedFinding, PaperReport, PassedOver, Report, place_name, plain_line, sentence};
use crate::rule::{RuleId, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The whole report; papers that could not be read are suites with an error.
pub fn render(report: &Report) -> Vec<u8> {
    let papers = report.papers.iter().map(|paper| suite(report, paper));
    let suites: Vec<Suite> = papers.chain(report.unreadable.iter().map(unreadable)).collect();
    let all = suites.iter().fold(Counts::default(), |all, suite| all.and(suite.counts));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"obelus\"");
    all.write(&mut out);
    out.push_str(">\n");
    for suite in &suites {
        let _ = write!(out, "  <testsuite name=\"{}\"", escape(&suite.name));
        suite.counts.write(&mut out);
        let _ = write!(out, ">\n{}  </testsuite>\n", suite.cases);
    }
    out.push_str("</testsuites>\n");
    out.into_bytes()
}

struct Suite {
    name: String,
    counts: Counts,
    /// The elements of its tests.
    cases: String,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn and(self, other: Counts) -> Counts {
        Counts {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            errors: self.errors + other.errors,
            skipped: self.skipped + other.skipped,
        }
    }

    fn write(self, out: &mut String) {
        let Counts { tests, failures, errors, skipped } = self;
        let _ = write!(out, " tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"");
    }
}

/// How a test ended; the text is what is told of it.
enum End {
    Passed,
    Noted(String),
    Failed { severity: Severity, message: String, text: String },
    Broken(String),
    Skipped(String),
}

fn suite(report: &Report, paper: &PaperReport) -> Suite {
    let mut suite = Suite { name: paper.path.to_string(), counts: Counts::default(), cases: String::new() };
    // Servers know a test by its name, so that lines have no place in it, and one name stands once.
    let mut named: BTreeMap<(&RuleId, &str), usize> = BTreeMap::new();
    let suppressed = paper.suppressed.iter().map(|suppressed| (&suppressed.finding, Some(suppressed)));
    for (finding, suppressed) in paper.findings.iter().map(|finding| (finding, None)).chain(suppressed) {
        let again = named.entry((&finding.rule, &finding.message)).or_default();
        *again += 1;
        let name = match again {
            1 => finding.message.clone(),
            again => format!("{} ({again})", finding.message),
        };
        let end = match (suppressed, finding.severity) {
            (Some(suppressed), _) => {
                let reason = suppressed.reason.as_deref().unwrap_or("no reason given");
                End::Skipped(format!("Suppressed by {}: {}", suppressed.by, sentence(reason)))
            }
            (None, Severity::Info) => End::Noted(told(report, finding)),
            (None, severity) => {
                End::Failed { severity, message: sentence(&finding.message), text: told(report, finding) }
            }
        };
        suite.push(&finding.rule, &name, Some((&finding.place.path, finding.place.start.line)), end);
    }
    let found: BTreeSet<&RuleId> = paper.findings.iter().map(|finding| &finding.rule).collect();
    for rule in paper.ran.iter().filter(|rule| !found.contains(rule)) {
        suite.push(rule, rule.as_str(), None, End::Passed);
    }
    for skipped in &paper.skipped {
        suite.push(&skipped.rule, skipped.rule.as_str(), None, End::Skipped(sentence(&skipped.reason)));
    }
    suite
}

fn unreadable(file: &PassedOver) -> Suite {
    let mut suite = Suite { name: file.path.clone(), counts: Counts::default(), cases: String::new() };
    let end = End::Broken(sentence(&format!("{} {}", file.path, file.reason)));
    suite.case("obelus", "the paper is read", Some((&file.path, 1)), end);
    suite
}

/// What a finding says, with its places and how to mend it; a line each.
fn told(report: &Report, finding: &LocatedFinding) -> String {
    let place = &finding.place;
    let (before, words, after) = place.excerpt.as_read();
    let mut text = format!("{}: {} {}\n", place_name(place), finding.severity.name(), finding.rule);
    let _ = writeln!(text, "{}\n\n  {before}[{words}]{after}", plain_line(&finding.message));
    for related in &finding.related {
        let (before, words, after) = related.place.excerpt.as_read();
        let (place, note) = (place_name(&related.place), plain_line(&related.note));
        let _ = writeln!(text, "\n{place}: {note}\n  {before}[{words}]{after}");
    }
    if let Some(fix) = &finding.fix {
        let _ = writeln!(text, "\nfix: {} ({})", plain_line(&fix.title), plural(fix.edits.len(), "edit"));
    }
    if let Some(page) = rule_page(report, &finding.rule).filter(|page| !page.help.trim().is_empty()) {
        let _ = writeln!(text, "\nhelp: {}", plain_line(page.help.trim()));
    }
    text
}

impl Suite {
    fn push(&mut self, rule: &RuleId, name: &str, place: Option<(&str, u32)>, end: End) {
        // The part before the last dot is what servers take for the package.
        self.case(&rule.as_str().replace('/', "."), name, place, end);
    }

    fn case(&mut self, class: &str, name: &str, place: Option<(&str, u32)>, end: End) {
        self.counts.tests += 1;
        let out = &mut self.cases;
        let _ = write!(out, "    <testcase classname=\"{}\" name=\"{}\"", escape(class), escape(name));
        if let Some((file, line)) = place {
            let _ = write!(out, " file=\"{}\" line=\"{line}\"", escape(file));
        }
        let _ = match end {
            End::Passed => writeln!(out, "/>"),
            End::Noted(text) => {
                writeln!(out, ">\n      <system-out>{}</system-out>\n    </testcase>", escape(&text))
            }
            End::Failed { severity, message, text } => {
                self.counts.failures += 1;
                let (kind, message) = (severity.name(), escape(&message));
                let text = escape(&text);
                let failure = format!("<failure type=\"{kind}\" message=\"{message}\">{text}</failure>");
                writeln!(out, ">\n      {failure}\n    </testcase>")
            }
            End::Broken(message) => {
                self.counts.errors += 1;
                let error = format!("<error type=\"unreadable\" message=\"{}\"/>", escape(&message));
                writeln!(out, ">\n      {error}\n    </testcase>")
            }
            End::Skipped(message) => {
                self.counts.skipped += 1;
                writeln!(out, ">\n      <skipped message=\"{}\"/>\n    </testcase>", escape(&message))
            }
        };
    }
}

/// Text between tags or in an attribute. Characters that XML 1.0 does not have, not even escaped, become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            '\t' | '\r' => out.push(' '),
            '\0'..='\x1f'
            | '\x7f'..='\u{9f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fffe}'
            | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
