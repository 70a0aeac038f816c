//! The report as one HTML file: nothing is loaded from elsewhere, and everything can be read without its script.
//!
//! Text of the manuscript only gets in through [`markup::Markup::text`] or an escaping placeholder of the template.

mod charts;
mod filters;
mod findings;
mod markdown;
mod markup;
mod rules;
mod summary;
mod text;

use super::view::{PaperView, View, plural};
use super::{Report, uri};
use crate::rule::Severity;
use markup::Markup;
use serde::Serialize;
use sha2::{Digest, Sha256};

const TEMPLATE: &str = include_str!("../../../templates/report.hbs");
const STYLE: &str = include_str!("../../../templates/report.css");
const SCRIPT: &str = include_str!("../../../templates/report.js");

/// What the page's template is filled with.
#[derive(Serialize)]
struct Page {
    policy: String,
    version: &'static str,
    settings: String,
    title: String,
    style: &'static str,
    script: &'static str,
    /// The list of papers, where there are several or none.
    index: Option<String>,
    verdict: String,
    papers: String,
    /// The texts of the rules that found something.
    rules: String,
    /// Files that were not read.
    left_out: String,
}

/// The whole report as one page.
pub fn render(report: &Report) -> Vec<u8> {
    let view = View::new(report);
    let mut papers = Markup::default();
    let is_batch = view.papers.len() != 1;
    if is_batch {
        filters::write(&view, &mut papers);
    }
    for (index, paper) in view.papers.iter().enumerate() {
        self::paper(&view, paper, index + 1, &mut papers);
    }
    let index = is_batch.then(|| summary::index(&view, |number, to| _ = to.raw("#p").number(number as u64)));
    page(&view, index, papers, rules::write(&view))
}

/// The list of the papers of a batch, each with a link to its own page: `pages` are their paths as seen from the
/// list, in the order of [`Report::papers`].
pub fn render_index(report: &Report, pages: &[String]) -> Vec<u8> {
    let view = View::new(report);
    let link = |number: usize, to: &mut Markup| {
        to.text(&pages.get(number - 1).map(|path| uri::of_path(path)).unwrap_or_default());
    };
    let index = summary::index(&view, link);
    page(&view, Some(index), Markup::default(), String::new())
}

fn page(view: &View, index: Option<String>, papers: Markup, rules: String) -> Vec<u8> {
    let report = view.report;
    let page = Page {
        policy: policy(),
        version: env!("CARGO_PKG_VERSION"),
        settings: summary::settings(report),
        title: match (view.papers.as_slice(), &index) {
            ([paper], None) => paper.title.to_owned(),
            (papers, _) => format!("{} reviewed", plural(papers.len(), "paper")),
        },
        style: STYLE,
        script: SCRIPT,
        index,
        verdict: view.verdict.clone(),
        papers: papers.finish(),
        rules,
        left_out: summary::left_out(report),
    };
    let mut templates = handlebars::Handlebars::new();
    templates.set_strict_mode(true);
    templates.register_escape_fn(markup::escape);
    // The template is part of the program and a test renders it, so the fallback is never seen.
    templates.render_template(TEMPLATE, &page).unwrap_or_default().into_bytes()
}

fn paper(view: &View, paper: &PaperView, number: usize, to: &mut Markup) {
    to.raw("<article class=\"paper\" id=\"p").number(number as u64).raw("\">\n");
    summary::write(paper, number, view.papers.len(), to);
    if view.papers.len() == 1 {
        filters::write(view, to);
    }
    let marked = paper.paper.manuscript.as_ref().map(text::marked).unwrap_or_default();
    to.raw("<div class=\"columns\">\n<section class=\"findings\"><h2>Findings</h2>\n");
    if paper.families.is_empty() {
        to.raw("<p class=\"none\">Nothing was found.</p>\n");
    }
    findings::write(paper, number, &marked, to);
    to.raw("<p class=\"none\" data-none hidden>No finding matches the filter.</p></section>\n");
    if let Some(manuscript) = &paper.paper.manuscript {
        to.raw("<section class=\"text\"><h2>The paper, marked</h2>\n");
        to.raw("<div class=\"sheet\" tabindex=\"0\" role=\"region\" aria-label=\"Text of paper ");
        to.number(number as u64).raw("\">\n");
        text::write(paper.paper, manuscript, to);
        to.raw("</div></section>\n");
    }
    to.raw("</div>\n</article>\n");
}

/// Nothing is loaded, and only this style sheet and this script run.
fn policy() -> String {
    let hash = |text: &str| base64(&Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, &byte| group << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let is_padding = digit > chunk.len();
            let value = (group >> (18 - 6 * digit)) & 63;
            out.push(if is_padding { '=' } else { DIGITS[value as usize] as char });
        }
    }
    out
}

fn severity_class(severity: Severity) -> &'static str {
    severity.name()
}

fn severity_label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

fn plural_label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Errors",
        Severity::Warning => "Warnings",
        Severity::Info => "Notes",
    }
}

/// A shape for each severity, for those who do not tell the colours apart.
fn severity_shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "■",
        Severity::Warning => "▲",
        Severity::Info => "●",
    }
}

#[cfg(test)]
mod tests;
