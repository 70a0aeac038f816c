//! One finding a line, as editors and `grep` like it: `path:line:col: severity rule message`.

use super::{Report, place_name, plain_line};
use std::fmt::Write;

/// Every finding on its line; nothing else. Control characters of messages and paths are made visible.
pub fn render(report: &Report) -> Vec<u8> {
    let mut out = String::new();
    for finding in report.papers.iter().flat_map(|paper| &paper.findings) {
        let (place, severity) = (place_name(&finding.place), finding.severity.name());
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{place}: {severity} {} {}", finding.rule, plain_line(&finding.message));
    }
    out.into_bytes()
}
