//! Every form of report on whole papers: text as snapshots, HTML and PDF by what must hold of them.

use crate::papers::{PAPERS, files, report, report_on};
use obelus::VERSION;
use obelus::report::{Report, concise, csv, github, gitlab, html, json, junit, markdown, sarif, terminal};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FORMS: &[&str] =
    &["terminal", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv"];

fn name(paper: &str, form: &str) -> String {
    format!("{}.{form}", paper.split('/').next().unwrap_or_default())
}

#[test]
fn the_text_forms_are_what_they_were() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for paper in PAPERS {
            let report = report(paper);
            for form in FORMS {
                insta::assert_snapshot!(name(paper, form), lasting(&report, form));
            }
        }
    });
}

/// A report without what changes though nothing was found otherwise: the version, the hash of the settings, and the
/// texts of rule pages.
fn lasting(report: &Report, form: &str) -> String {
    let bytes = match form {
        "terminal" => terminal::render(report, terminal::Layout::default()),
        "concise" => concise::render(report),
        "json" => json::render(report),
        "jsonl" => json::render_lines(report),
        "junit" => junit::render(report),
        "github" => github::render(report),
        "gitlab" => gitlab::render(report),
        "markdown" => markdown::render(report),
        "csv" => csv::render(report),
        _ => sarif::render(report),
    };
    let mut text = String::from_utf8(bytes).expect("UTF-8");
    if form == "sarif" {
        let mut log: Value = serde_json::from_str(&text).expect("JSON");
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().expect("rules");
        for rule in rules.iter_mut().filter_map(Value::as_object_mut) {
            rule.retain(|key, _| !matches!(key.as_str(), "shortDescription" | "fullDescription" | "help"));
        }
        text = serde_json::to_string_pretty(&log).expect("JSON");
    }
    let text = text.replace(&format!("obelus {VERSION}"), "obelus [version]");
    text.replace(&format!("\"{VERSION}\""), "\"[version]\"").replace(&report.settings.hash, "[settings]")
}

#[test]
fn every_snapshot_is_in_use() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let entries =
        fs::read_dir(folder).expect("the snapshots").filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let there: BTreeSet<String> = entries.filter(|name| !name.ends_with(".new")).collect();
    let used = PAPERS.iter().flat_map(|paper| FORMS.iter().map(|form| format!("{}.snap", name(paper, form))));
    assert_eq!(there, used.collect());
}

#[test]
fn papers_without_faults_have_no_findings() {
    for paper in ["tidal-pools/paper.md", "letterpress/paper.txt"] {
        let report = report(paper);
        let found: Vec<_> = report.papers[0].findings.iter().map(|finding| &finding.message).collect();
        assert!(found.is_empty(), "{paper}: {found:?}");
    }
}

#[test]
fn the_html_report_loads_nothing_and_runs_only_its_own() {
    for paper in PAPERS {
        let page = String::from_utf8(html::render(&report(paper))).expect("UTF-8");
        // Addresses of the paper's own text may be read, and nothing may be fetched from them.
        for loading in
            ["src=", "<link", "@import", "url(", "<iframe", "<object", "<img", "<base", " style=\"", " onclick"]
        {
            assert!(!page.contains(loading), "{paper}: {loading}");
        }
        let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
        let policy = policy.replace("&#39;", "'").replace("&#61;", "=");
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
            assert_eq!(page.matches(open).count(), 1, "{paper}: {open}");
            let hash = base64(&Sha256::digest(between(&page, open, close)));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{paper}: {open} {hash} {policy}");
        }
    }
}

#[test]
fn the_html_report_has_one_anchor_for_each_finding() {
    let report = report_on(&files(), PAPERS);
    let page = String::from_utf8(html::render(&report)).expect("UTF-8");
    let findings = report.papers.iter().flat_map(|paper| &paper.findings);
    for finding in findings {
        let anchor = format!("id=\"f-{}\"", finding.fingerprint);
        assert_eq!(page.matches(&anchor).count(), 1, "{}", finding.message);
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id stands twice");
    let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let dead: Vec<_> = links.iter().filter(|link| !distinct.contains(*link)).collect();
    assert!(dead.is_empty() && !links.is_empty(), "{dead:?}");
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let (_, rest) = text.split_once(open).unwrap_or_else(|| panic!("no {open}"));
    rest.split_once(close).unwrap_or_else(|| panic!("no {close}")).0
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let value = |six: &[u8]| six.iter().fold(0, |value, bit| value << 1 | usize::from(*bit)) << (6 - six.len());
    let mut text: String = bits.chunks(6).map(|six| char::from(DIGITS[value(six)])).collect();
    text.push_str(&"=".repeat((4 - text.len() % 4) % 4));
    text
}

#[cfg(feature = "pdf-report")]
#[test]
fn the_pdf_report_is_whole_and_the_same_each_time() {
    use lopdf::{Document, Object};
    for (paper, least) in PAPERS.iter().zip([6, 1, 1]) {
        let report = report(paper);
        let bytes = obelus::report::pdf::render(&report, &[]);
        assert!(bytes.starts_with(b"%PDF-1.") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{paper}");
        assert!(bytes == obelus::report::pdf::render(&report, &[]), "{paper}: other bytes the second time");
        let document = Document::load_mem(&bytes).expect("a PDF");
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        assert!((least..=3 * least).contains(&pages.len()), "{paper}: {} pages", pages.len());
        assert!(document.catalog().is_ok_and(|catalog| catalog.has(b"Outlines")), "{paper}: no outline");
        let text = document.extract_text(&pages).expect("its text can be read");
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        for finding in &report.papers[0].findings {
            let (_, words, _) = finding.place.excerpt.as_read();
            let words = words.split_whitespace().next().unwrap_or_default();
            assert!(letters(&text).contains(words), "{paper}: {words}");
        }
        for key in ["JavaScript", "JS", "Launch", "EmbeddedFiles"] {
            let has = |object: &Object| object.as_dict().is_ok_and(|entries| entries.has(key.as_bytes()));
            assert!(!document.objects.values().any(has), "{paper}: {key}");
        }
    }
}
