//! GitLab Code Quality: a JSON list that merge requests show, and compare by fingerprint.

use super::{LocatedFinding, Report, plain_line, sentence};
use crate::rule::Severity;
use serde::Serialize;

/// Every finding as an issue of the list. Papers that could not be read are not in it: it has no place for them.
pub fn render(report: &Report) -> Vec<u8> {
    let issues: Vec<Issue> = report.papers.iter().flat_map(|paper| &paper.findings).map(issue).collect();
    let mut out = serde_json::to_vec_pretty(&issues).unwrap_or_default();
    out.push(b'\n');
    out
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// Unique in a report, and the same while the words of the place are.
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn issue(finding: &LocatedFinding) -> Issue<'_> {
    let place = &finding.place;
    Issue {
        description: sentence(&plain_line(&finding.message)),
        check_name: finding.rule.as_str(),
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            // A path that begins with `./` is not found in the repository.
            path: place.path.strip_prefix("./").unwrap_or(&place.path),
            lines: Lines { begin: place.start.line, end: place.end.line },
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::report::fixture;
    use serde_json::{Value, json};

    #[test]
    fn a_finding_is_an_issue_with_a_fingerprint_of_its_own() {
        let mut report = fixture::report();
        report.papers[0].findings[0].place.path = "./paper.md".into();
        let issues: Value = serde_json::from_slice(&super::render(&report)).unwrap();
        let issues = issues.as_array().unwrap();
        let fingerprints: std::collections::BTreeSet<&str> =
            issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
        assert_eq!((issues.len(), fingerprints.len()), (7, 7));
        let place = json!({"path": "paper.md", "lines": {"begin": 11, "end": 11}});
        assert_eq!(issues[0]["location"], place);
        assert_eq!(issues[0]["check_name"], "citation/author-mismatch");
        assert_eq!(issues[0]["severity"], "major");
        assert_eq!(issues[0]["description"], "The text credits “Wu and Okafor” but reference 1 is by Wu and Lin.");
    }
}
