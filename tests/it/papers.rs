//! The whole papers written for these tests, and what obelus makes of them.

use obelus::check::Allowances;
use obelus::check_paper;
use obelus::paper::{LoadOptions, Paper, Role, load};
use obelus::report::{Detail, Report, Settings};
use obelus::rule::{Catalog, RuleSet, Selection};
use obelus::source::{MemoryFiles, parent};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// One with a fault of nearly every kind, and two without any: numbered, by key, by author and year.
pub const PAPERS: &[&str] = &["night-buses/paper.md", "tidal-pools/paper.md", "letterpress/paper.txt"];

/// One paper in two formats, with faults that both must show.
const TWINS: &[&str] = &["lichen-walls/paper.md"];

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
    let models = ["lichen-walls/paper.tex", "lichen-walls/paper.md"]
        .map(|path| load(&files(), path, &options()).expect("a paper"));
    let [latex, markdown] = &models;
    let title = |paper: &Paper| paper.title.as_ref().map(|title| title.text.clone());
    assert_eq!(title(latex), title(markdown));
    let authors = |paper: &Paper| -> Vec<_> {
        paper.authors.iter().map(|author| (author.name.clone(), author.affiliations.clone())).collect()
    };
    assert_eq!(authors(latex), authors(markdown));
    assert_eq!(
        latex.abstract_text.as_ref().map(|found| &found.text),
        markdown.abstract_text.as_ref().map(|found| &found.text)
    );
    let sections = |paper: &Paper| -> Vec<_> {
        // The heading of the list stands in Markdown alone: BibTeX prints it.
        let sections = paper.outline.sections.iter().filter(|section| section.role != Role::References);
        sections.map(|section| (section.title.clone(), section.level, section.words)).collect()
    };
    assert_eq!(sections(latex), sections(markdown));
    let cited = |paper: &Paper| -> Vec<Vec<_>> {
        paper.citations.iter().map(|citation| citation.items.iter().map(|item| item.reference).collect()).collect()
    };
    assert_eq!(cited(latex), cited(markdown));
    assert_eq!(
        (latex.floats.len(), latex.cross_references.len()),
        (markdown.floats.len(), markdown.cross_references.len())
    );
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
