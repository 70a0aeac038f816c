//! Edge cases of every rule: `tests/cases/<family>/<rule>/*.md|txt|tex` with marks under the flagged text.
//!
//! A mark is a line of its own below the text that it is about: carets in the columns of the flagged text, then the rule
//! (`     ^^^^^ citation/placeholder`). A flagged text that goes on over the end of its line is marked to the line's
//! end; `^~` marks only where it begins. Marks are taken out before the paper is read. What the rule of the folder finds
//! and no mark says is a fault, and so is a mark that nothing is found for.
//!
//! The files of a case lie beside it under its name: settings (`case.toml`), and reference data (`case.bib`), which may
//! hold marks too.

use obelus::check::{Allowances, Directives, run};
use obelus::config;
use obelus::paper::{LoadOptions, Paper, load};
use obelus::rule::{Catalog, RuleSet, Selection};
use obelus::source::{MemoryFiles, Span};
use std::fs;
use std::path::{Path, PathBuf};

/// The rule that no manuscript can raise: it tells of a defect in obelus.
const WITHOUT_CASES: &[&str] = &["tool/internal-error"];

#[test]
fn every_case_finds_what_is_marked_and_nothing_else() {
    let catalog = Catalog::built_in();
    let mut faults = Vec::new();
    for rule in catalog.rules().iter().map(|rule| rule.id.as_str()).filter(|rule| !WITHOUT_CASES.contains(rule)) {
        let papers: Vec<PathBuf> = entries(&folder(rule)).into_iter().filter(|path| is_paper(path)).collect();
        if papers.len() < 2 {
            faults.push(format!("tests/cases/{rule}: {} cases, and two are the least", papers.len()));
        }
        for paper in papers {
            faults.extend(check(&catalog, rule, &paper).into_iter().map(|fault| format!("{rule}/{fault}")));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_case_lies_in_the_folder_of_a_rule() {
    let catalog = Catalog::built_in();
    let root = folder("");
    for rule in entries(&root).iter().flat_map(|family| entries(family)) {
        let id = rule.strip_prefix(&root).unwrap_or(&rule).to_string_lossy().replace('\\', "/");
        assert!(catalog.get(&id).is_some(), "tests/cases/{id}: there is no such rule");
    }
}

fn folder(rule: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(rule)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

fn is_paper(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "md" || ending == "txt" || ending == "tex")
}

/// A case: the paper and the files under its name, without their marks.
struct Case {
    /// Name, text, and for each line of the text its line in the file with marks; the paper is the first.
    files: Vec<(String, String, Vec<usize>)>,
    marks: Vec<Mark>,
    selection: Selection,
}

/// A place by line and columns, from 1; `end` is the column behind it, `None` where only the start is told.
#[derive(Debug, PartialEq)]
struct Mark {
    file: String,
    line: usize,
    start: usize,
    end: Option<usize>,
}

/// What differs between what is marked and what is found, as `file:line:column: …` of the file with its marks.
fn check(catalog: &Catalog, rule: &str, path: &Path) -> Vec<String> {
    let mut case = Case::read(path, rule);
    let files = case.files.iter().fold(MemoryFiles::new(), |files, (name, text, _)| files.with(name, text.as_str()));
    let options = LoadOptions { year: Some(2026), ..LoadOptions::default() };
    let paper = load(&files, &case.files[0].0, &options).expect("a case can be read");
    let rules = RuleSet::new(catalog, &case.selection).expect("settings of a case");
    let outcome = run(&paper, &rules, Allowances { directives: Directives::Honoured, config: &[] });
    let mut faults = Vec::new();
    for diagnostic in outcome.diagnostics {
        let id = diagnostic.rule.as_str();
        if id != rule && id != "tool/internal-error" {
            continue;
        }
        let found = place(&paper, diagnostic.span);
        let is_it = |mark: &Mark| {
            (&mark.file, mark.line, mark.start) == (&found.file, found.line, found.start)
                && (mark.end.is_none() || mark.end == found.end)
        };
        match case.marks.iter().position(is_it).filter(|_| id == rule) {
            Some(index) => _ = case.marks.remove(index),
            None => {
                let columns = format!("{}-{}", found.start, found.end.unwrap_or(found.start));
                faults.push(format!("{}:{columns}: found and not marked: {}", case.line(&found), diagnostic.message));
            }
        }
    }
    faults.extend(case.marks.iter().map(|mark| format!("{}:{}: marked and not found", case.line(mark), mark.start)));
    faults
}

impl Case {
    fn read(path: &Path, rule: &str) -> Case {
        let mut case = Case { files: Vec::new(), marks: Vec::new(), selection: Selection::default() };
        let beside = path.parent().map(entries).unwrap_or_default();
        let others = beside.into_iter().filter(|other| other != path && other.file_stem() == path.file_stem());
        for file in std::iter::once(path.to_owned()).chain(others) {
            let text = fs::read_to_string(&file).expect("the files of a case are UTF-8");
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if file.extension().is_some_and(|ending| ending == "toml") {
                let settings = config::parse(&name, &text).unwrap_or_else(|error| panic!("{rule}/{error}"));
                case.selection = settings.selection;
            } else {
                case.add(name, &text, rule);
            }
        }
        case
    }

    /// Adds a file: its text without the marks, and the marks.
    fn add(&mut self, name: String, marked: &str, rule: &str) {
        let mut text = String::new();
        let mut lines = Vec::new();
        for (number, line) in marked.split_inclusive('\n').enumerate() {
            let Some((carets, named)) = line.trim().split_once(' ').filter(|(carets, _)| carets.starts_with('^'))
            else {
                text.push_str(line);
                lines.push(number + 1);
                continue;
            };
            assert_eq!(named.trim(), rule, "{name}:{}: a mark of another rule", number + 1);
            let start = line.len() - line.trim_start().len() + 1;
            let end = if carets == "^~" { None } else { Some(start + carets.len()) };
            self.marks.push(Mark { file: name.clone(), line: lines.len(), start, end });
        }
        self.files.push((name, text, lines));
    }

    /// `file:line` of the file as it is on the disk.
    fn line(&self, mark: &Mark) -> String {
        let file = self.files.iter().find(|(name, ..)| *name == mark.file);
        let line = file.and_then(|(_, _, lines)| lines.get(mark.line - 1)).copied().unwrap_or(mark.line);
        format!("{}:{line}", mark.file)
    }
}

/// The part of a span that stands in its first line.
fn place(paper: &Paper, span: Span) -> Mark {
    let source = paper.source(span);
    let start = source.position(span.start);
    let first = source.slice(span).split(['\n', '\r']).next().unwrap_or_default();
    let column = start.column as usize;
    let end = Some(column + first.chars().count());
    Mark { file: source.path.to_string(), line: start.line as usize, start: column, end }
}
