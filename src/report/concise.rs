//! One finding a line, as editors and `grep` like it: `path:line:col: severity rule message`.

use super::{Report, plain_line};
use std::fmt::Write;

/// Every finding on its line; nothing else. Control characters of messages and paths are made visible.
pub fn render(report: &Report) -> Vec<u8> {
    let mut out = String::new();
    for finding in report.papers.iter().flat_map(|paper| &paper.findings) {
        let (path, start) = (plain_line(&finding.place.path), finding.place.start);
        let severity = finding.severity.name();
        let message = plain_line(&finding.message);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{path}:{}:{}: {severity} {} {message}", start.line, start.column, finding.rule);
    }
    out.into_bytes()
}
