//! The whole papers written for these tests, and what obelus makes of them.

use obelus::check::Allowances;
use obelus::check_paper;
use obelus::paper::{LoadOptions, Paper, Role, load};
use obelus::report::{Detail, Report, Settings};
use obelus::rule::{Catalog, RuleSet, Selection};
use obelus::source::{Files, MemoryFiles, parent};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// One with a fault of nearly every kind, and two without any: numbered, by key, by author and year.
pub const PAPERS: &[&str] = &["night-buses/paper.md", "tidal-pools/paper.md", "letterpress/paper.txt"];

/// Papers in two formats, with faults that both must show.
const TWINS: &[&str] = &["lichen-walls/paper.md", "snow-fences/paper.md"];

/// The folders of the papers as files in memory.
pub fn files() -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers");
    let mut files = MemoryFiles::new();
    let mut folders: Vec<String> = PAPERS.iter().chain(TWINS).map(|paper| parent(paper).to_owned()).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("the paper's folder") {
            let entry = entry.expect("an entry");
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            match entry.path().is_dir() {
                true => folders.push(path),
                false => files = files.with(&path, fs::read(entry.path()).expect("a file")),
            }
        }
    }
    files
}

pub fn rules() -> RuleSet {
    RuleSet::new(&Catalog::built_in(), &Selection::default()).expect("the usual rules")
}

pub fn options() -> LoadOptions {
    LoadOptions { year: Some(2026), ..LoadOptions::default() }
}

/// The report on these papers, which must lie in `files`.
pub fn report_on(files: &MemoryFiles, papers: &[&str]) -> Report {
    let rules = Arc::new(rules());
    let read = |path: &&str| {
        check_paper(files, path, &rules, &options(), Allowances::default(), Detail::Manuscript).expect("a paper")
    };
    let papers = papers.iter().map(read).collect();
    let settings = Settings { hash: format!("{:016x}", rules.hash()), preset: None, stage: "draft".to_owned() };
    let mut report = Report { settings, rules, papers, passed_over: Vec::new(), unreadable: Vec::new() };
    report.tell_apart();
    report
}

/// The report on one of [`PAPERS`].
pub fn report(paper: &str) -> Report {
    report_on(&files(), &[paper])
}

/// What is found in a paper, without its file: rule, message, and the words of the place.
fn found(paper: &str) -> Vec<(String, String, String)> {
    let report = report(paper);
    let words =
        |text: &str| text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let findings = report.papers[0].findings.iter();
    let mut found: Vec<_> = findings
        .map(|finding| {
            let place = finding.place.excerpt.words.as_deref().unwrap_or(&finding.place.excerpt.text);
            // A citation by key is written otherwise.
            let place = words(place).replace("\\citep", "");
            let place = place.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            (finding.rule.as_str().to_owned(), finding.message.clone(), place)
        })
        .collect();
    found.sort();
    found
}

#[test]
fn a_paper_in_latex_gives_what_its_twin_in_markdown_gives() {
    let (latex, markdown) = (found("lichen-walls/paper.tex"), found("lichen-walls/paper.md"));
    assert!(markdown.len() >= 6, "{markdown:?}");
    assert_eq!(latex, markdown);
    assert_same_model("lichen-walls/paper.tex", "lichen-walls/paper.md");
}

#[test]
fn a_paper_in_jats_gives_what_its_twin_in_markdown_gives() {
    // Its references are told apart by tags, not by marks: their places have other words.
    let said = |paper: &str| found(paper).into_iter().map(|(rule, message, _)| (rule, message)).collect::<Vec<_>>();
    let (jats, markdown) = (said("snow-fences/paper.xml"), said("snow-fences/paper.md"));
    assert!(markdown.len() >= 3, "{markdown:?}");
    assert_eq!(jats, markdown);
    assert_same_model("snow-fences/paper.xml", "snow-fences/paper.md");
    let kinds = |path: &str| -> Vec<_> {
        let paper = load(&files(), path, &options()).expect("a paper");
        paper.declarations.iter().map(|declaration| (declaration.kind, declaration.text.clone())).collect()
    };
    assert_eq!(kinds("snow-fences/paper.xml"), kinds("snow-fences/paper.md"));
}

#[test]
fn a_finding_in_jats_stands_in_the_xml_file() {
    let report = report("snow-fences/paper.xml");
    let text = String::from_utf8(files().read("snow-fences/paper.xml").expect("the paper")).expect("UTF-8");
    let place = |rule: &str| {
        let finding = report.papers[0].findings.iter().find(|finding| finding.rule.as_str() == rule).expect(rule);
        &text[finding.place.start.offset as usize..finding.place.end.offset as usize]
    };
    assert_eq!(place("repetition/adjacent-word"), "The the");
    assert_eq!(place("citation/author-mismatch"), "Marsh and Ueda");
}

#[test]
fn other_xml_is_refused() {
    let files = MemoryFiles::new().with("a.xml", "<?xml version=\"1.0\"?><testsuite/>");
    let error = load(&files, "a.xml", &options()).expect_err("no article");
    let said = "is XML, but not JATS: its root element is `testsuite`, not `article` with a front or a body";
    assert_eq!(error.to_string(), said);
}

/// That two files give one paper.
fn assert_same_model(one: &str, other: &str) {
    let models = [one, other].map(|path| load(&files(), path, &options()).expect("a paper"));
    let [left, right] = &models;
    let title = |paper: &Paper| paper.title.as_ref().map(|title| title.text.clone());
    assert_eq!(title(left), title(right));
    let authors = |paper: &Paper| -> Vec<_> {
        paper.authors.iter().map(|author| (author.name.clone(), author.affiliations.clone())).collect()
    };
    assert_eq!(authors(left), authors(right));
    assert_eq!(
        left.abstract_text.as_ref().map(|found| &found.text),
        right.abstract_text.as_ref().map(|found| &found.text)
    );
    let sections = |paper: &Paper| -> Vec<_> {
        // The headings of the list and the abstract stand in Markdown alone.
        let sections =
            paper.outline.sections.iter().filter(|section| !matches!(section.role, Role::References | Role::Abstract));
        sections.map(|section| (section.title.clone(), section.level, section.words)).collect()
    };
    assert_eq!(sections(left), sections(right));
    let cited = |paper: &Paper| -> Vec<Vec<_>> {
        paper.citations.iter().map(|citation| citation.items.iter().map(|item| item.reference).collect()).collect()
    };
    assert_eq!(cited(left), cited(right));
    assert_eq!((left.floats.len(), left.cross_references.len()), (right.floats.len(), right.cross_references.len()));
}

#[test]
fn a_place_is_in_the_file_that_the_author_edits() {
    let report = report("lichen-walls/paper.tex");
    let finding =
        report.papers[0].findings.iter().find(|finding| &*finding.place.path == "lichen-walls/sections/findings.tex");
    let finding = finding.expect("a finding in the included file");
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers").join(&*finding.place.path))
            .unwrap();
    let (start, end) = (finding.place.start.offset as usize, finding.place.end.offset as usize);
    assert_eq!(text.get(start..end), Some("The the"));
    assert_eq!(finding.place.start.line, 3);
}
