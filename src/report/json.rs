//! The report as JSON, schema `obelus.report/1`: whole, or one finding a line.

use super::view::{Counts, rule_page};
use super::{LocatedFinding, LocatedFix, PaperReport, PassedOver, Place, Report};
use crate::diagnostic::Safety;
use crate::rule::{RuleId, Severity};
use crate::source::Position;
use serde::Serialize;

const SCHEMA: &str = "obelus.report/1";

/// The whole report as one indented object.
pub fn render(report: &Report) -> Vec<u8> {
    let mut out = serde_json::to_vec_pretty(&Whole { head: Head::new(report), findings: findings(report).collect() })
        .unwrap_or_default();
    out.push(b'\n');
    out
}

/// One finding a line, as in the list `findings` of [`render`]; the rest of the report is the last line.
pub fn render_lines(report: &Report) -> Vec<u8> {
    let mut out = Vec::new();
    for finding in findings(report) {
        push_line(&mut out, &finding);
    }
    push_line(&mut out, &Head::new(report));
    out
}

fn push_line(out: &mut Vec<u8>, value: &impl Serialize) {
    // These types have string keys only and a vector takes all bytes, so this cannot fail.
    out.extend(serde_json::to_vec(value).unwrap_or_default());
    out.push(b'\n');
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    summary: Summary,
    papers: Vec<Paper<'a>>,
    passed_over: &'a [PassedOver],
    unreadable: &'a [PassedOver],
    suppressed: Vec<Suppressed<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'static str,
    settings: &'a str,
    preset: Option<&'a str>,
    stage: &'a str,
}

#[derive(Serialize)]
struct Summary {
    papers: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

#[derive(Serialize)]
struct Paper<'a> {
    path: &'a str,
    format: &'static str,
    title: Option<&'a str>,
    words: u32,
    citations: usize,
    references: usize,
    ran: &'a [RuleId],
    skipped: Vec<Skipped<'a>>,
}

#[derive(Serialize)]
struct Skipped<'a> {
    rule: &'a RuleId,
    reason: &'a str,
}

#[derive(Serialize)]
struct Suppressed<'a> {
    rule: &'a RuleId,
    path: &'a str,
    start: Position,
    by: &'static str,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct Finding<'a> {
    id: String,
    rule: &'a RuleId,
    severity: Severity,
    message: &'a str,
    path: &'a str,
    start: Position,
    end: Position,
    page: Option<u32>,
    excerpt: &'a str,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
    precision: Option<f64>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    path: &'a str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    /// Only where it is another file than the finding's.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    start: Position,
    end: Position,
    text: &'a str,
}

impl<'a> Head<'a> {
    fn new(report: &'a Report) -> Self {
        let severities = report.papers.iter().flat_map(|paper| &paper.findings).map(|finding| finding.severity);
        let counts = Counts::of(severities);
        Head {
            schema: SCHEMA,
            tool: Tool {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                settings: &report.settings.hash,
                preset: report.settings.preset.as_deref(),
                stage: &report.settings.stage,
            },
            summary: Summary {
                papers: report.papers.len(),
                errors: counts.errors,
                warnings: counts.warnings,
                infos: counts.infos,
            },
            papers: report.papers.iter().map(paper).collect(),
            passed_over: &report.passed_over,
            unreadable: &report.unreadable,
            suppressed: report.papers.iter().flat_map(suppressed).collect(),
        }
    }
}

fn paper(paper: &PaperReport) -> Paper<'_> {
    Paper {
        path: &paper.path,
        format: paper.format.name(),
        title: paper.title.as_deref(),
        words: paper.words,
        citations: paper.citations,
        references: paper.references,
        ran: &paper.ran,
        skipped: paper.skipped.iter().map(|skipped| Skipped { rule: &skipped.rule, reason: &skipped.reason }).collect(),
    }
}

fn suppressed(paper: &PaperReport) -> impl Iterator<Item = Suppressed<'_>> {
    paper.suppressed.iter().map(|suppressed| Suppressed {
        rule: &suppressed.finding.rule,
        path: &suppressed.finding.place.path,
        start: suppressed.finding.place.start,
        by: suppressed.by,
        reason: suppressed.reason.as_deref(),
    })
}

fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    let all = report.papers.iter().flat_map(|paper| &paper.findings);
    all.enumerate().map(|(index, finding)| Finding {
        id: format!("F{}", index + 1),
        rule: &finding.rule,
        severity: finding.severity,
        message: &finding.message,
        path: &finding.place.path,
        start: finding.place.start,
        end: finding.place.end,
        page: finding.place.page,
        excerpt: &finding.place.excerpt.text,
        related: related(finding),
        fix: finding.fix.as_ref().map(|made| fix(made, &finding.place)),
        precision: rule_page(report, &finding.rule).and_then(|rule| rule.precision),
        fingerprint: &finding.fingerprint,
    })
}

fn related(finding: &LocatedFinding) -> Vec<Related<'_>> {
    let related = finding.related.iter().map(|related| Related {
        message: &related.note,
        path: &related.place.path,
        start: related.place.start,
        end: related.place.end,
    });
    related.collect()
}

fn fix<'a>(fix: &'a LocatedFix, of: &Place) -> Fix<'a> {
    let edits = fix.edits.iter().map(|(place, text)| Edit {
        path: (place.path != of.path).then_some(&*place.path),
        start: place.start,
        end: place.end,
        text,
    });
    Fix { title: &fix.title, safe: fix.safety == Safety::Safe, edits: edits.collect() }
}
