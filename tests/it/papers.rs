//! The whole papers written for these tests, and what obelus makes of them.

use obelus::check::Allowances;
use obelus::check_paper;
use obelus::paper::LoadOptions;
use obelus::report::{Detail, Report, Settings};
use obelus::rule::{Catalog, RuleSet, Selection};
use obelus::source::MemoryFiles;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// One with a fault of nearly every kind, and two without any: numbered, by key, by author and year.
pub const PAPERS: &[&str] = &["night-buses/paper.md", "tidal-pools/paper.md", "letterpress/paper.txt"];

/// The folder of a paper as files in memory.
pub fn files() -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers");
    let mut files = MemoryFiles::new();
    for paper in PAPERS {
        let folder = paper.split('/').next().unwrap_or_default();
        for entry in fs::read_dir(root.join(folder)).expect("the paper's folder") {
            let entry = entry.expect("an entry");
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            files = files.with(&path, fs::read(entry.path()).expect("a file"));
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
