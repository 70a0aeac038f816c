//! Which files are papers: those that are named, and in folders those that look like one.

use super::disk::{Disk, STDIN};
use super::settings::Settings;
use crate::paper;
use crate::report::PassedOver;
use crate::source::{FileId, FileKind, Files, Format, decode, join, parent};
use crate::syntax::{docx, jats, latex};
use anyhow::{Result, bail};
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;
use std::collections::{BTreeMap, BTreeSet};

/// The papers to check, and what was met beside them, both sorted.
#[derive(Debug, Default)]
pub struct Found {
    pub papers: Vec<String>,
    pub passed_over: Vec<PassedOver>,
}

/// Files of a repository that are text and no papers, whatever they hold, by their stem in lower case.
const NEVER: &[&str] = &[
    "readme",
    "changelog",
    "changes",
    "history",
    "news",
    "license",
    "licence",
    "copying",
    "contributing",
    "code_of_conduct",
    "security",
    "authors",
    "contributors",
    "maintainers",
    "notice",
    "todo",
    "governance",
    "support",
    "install",
    "pull_request_template",
    "issue_template",
    "requirements",
    "citation",
    "claude",
    "agents",
];

/// Endings of manuscripts in formats that this version does not read, with the format's name.
const UNREAD: &[(&str, &str)] =
    &[("doc", "Word"), ("odt", "OpenDocument"), ("pdf", "PDF"), ("typ", "Typst"), ("html", "HTML"), ("htm", "HTML")];

const NO_MANUSCRIPT: &str = "does not look like a manuscript: no title, abstract, citations or reference list";

/// Finds the papers that `paths` name. A path that does not exist is passed on as a paper, so that its reading says why.
pub fn discover(disk: &Disk, paths: &[String], settings: &Settings) -> Result<Found> {
    let mut papers = BTreeSet::new();
    let mut passed_over = BTreeSet::new();
    for path in paths {
        if path == "-" {
            papers.insert(STDIN.to_owned());
        } else if disk.stat(path) == Some(FileKind::Folder) {
            let (inside, passed) = search(disk, path, settings)?;
            if inside.is_empty() && paths.len() == 1 {
                bail!("{}", none_in(path, &passed));
            }
            papers.extend(inside);
            passed_over.extend(passed);
        } else {
            papers.insert(shown(path));
        }
    }
    if papers.is_empty() {
        bail!("no paper found in {}", paths.join(", "));
    }
    Ok(Found { papers: papers.into_iter().collect(), passed_over: passed_over.into_iter().collect() })
}

fn none_in(folder: &str, passed: &[PassedOver]) -> String {
    let mut text = format!("no paper found in {folder}");
    if let Some(first) = passed.first() {
        let more = passed.len() - 1;
        text += &format!(" ({}: {}", first.path, first.reason);
        text += &if more > 0 { format!("; and {more} more)") } else { ")".to_owned() };
        text += "; name a file to check it all the same";
    }
    text
}

fn search(disk: &Disk, folder: &str, settings: &Settings) -> Result<(Vec<String>, Vec<PassedOver>)> {
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false).git_global(false).git_exclude(false).sort_by_file_name(Ord::cmp);
    let named = settings.paper_files();
    if !named.is_empty() {
        let mut globs = OverrideBuilder::new(settings.folder());
        for glob in named {
            globs.add(glob)?;
        }
        walk.overrides(globs.build()?);
    }
    let mut papers = Vec::new();
    let mut passed_over = Vec::new();
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                passed_over.push(PassedOver { path: folder.to_owned(), reason: error.to_string() });
                continue;
            }
        };
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let Some(path) = entry.path().to_str().map(shown) else { continue };
        match judge(disk, &path, !named.is_empty()) {
            Verdict::Paper => papers.push(path),
            Verdict::PassedOver(reason) => passed_over.push(PassedOver { path, reason }),
            Verdict::NoCandidate => {}
        }
    }
    let papers = roots_only(disk, papers, &mut passed_over);
    Ok(sources_only(papers, passed_over))
}

enum Verdict {
    Paper,
    PassedOver(String),
    /// A file of a kind that papers never are: an image, a script.
    NoCandidate,
}

fn judge(disk: &Disk, path: &str, is_named: bool) -> Verdict {
    let passed = |reason: &str| Verdict::PassedOver(reason.to_owned());
    let (stem, ending) = stem_and_ending(path);
    if let Some((_, name)) = UNREAD.iter().find(|(unread, _)| *unread == ending) {
        return Verdict::PassedOver(format!("this version does not read {name}"));
    }
    let Some(format) = Format::of_path(path).filter(|format| Format::PAPERS.iter().any(|(_, paper)| paper == format))
    else {
        return if is_named { Verdict::Paper } else { Verdict::NoCandidate };
    };
    if is_named {
        return Verdict::Paper;
    }
    if NEVER.contains(&stem.as_str()) {
        return passed("a file of the repository, not a paper");
    }
    match disk.read(path) {
        Err(error) => Verdict::PassedOver(error.to_string()),
        Ok(bytes) if format == Format::Docx => match docx::read(FileId(0), path, &bytes) {
            Err(refusal) => Verdict::PassedOver(refusal.to_string()),
            Ok((source, _)) if paper::looks_like_manuscript(&source.text, format) => Verdict::Paper,
            Ok(_) => passed(NO_MANUSCRIPT),
        },
        Ok(bytes) => match decode(&bytes) {
            Err(refusal) => Verdict::PassedOver(refusal.to_string()),
            Ok(decoded) if format == Format::Latex => judge_latex(&decoded.text),
            Ok(decoded) if format == Format::Jats => match jats::root(&decoded.text) {
                jats::Root::Article => Verdict::Paper,
                jats::Root::Other(_) => passed("XML, but not an article in JATS"),
            },
            Ok(decoded) if paper::looks_like_manuscript(&decoded.text, format) => Verdict::Paper,
            Ok(_) => passed(NO_MANUSCRIPT),
        },
    }
}

/// A LaTeX file is a paper where it names the class of one; what names none belongs to a file that does.
fn judge_latex(text: &str) -> Verdict {
    let reason = match latex::class(text).as_deref() {
        None => "part of another file, or macros: it has no \\documentclass",
        Some("beamer") => "a set of slides (beamer), not a paper",
        Some("standalone") => "a drawing of its own (standalone), not a paper",
        Some("subfiles") => "part of another file (subfiles)",
        Some("letter" | "scrlttr2") => "a letter, not a paper",
        Some("ltxdoc" | "ltxdockit") => "a package's own documentation",
        Some(_) => return Verdict::Paper,
    };
    Verdict::PassedOver(reason.to_owned())
}

/// Takes out the papers that another one takes in as its part.
fn roots_only(files: &dyn Files, papers: Vec<String>, passed_over: &mut Vec<PassedOver>) -> Vec<String> {
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    for path in papers.iter().filter(|path| Format::of_path(path) == Some(Format::Latex)) {
        let text = files.read(path).ok().and_then(|bytes| decode(&bytes).ok());
        for inclusion in text.map(|decoded| latex::inclusions(&decoded.text).0).unwrap_or_default() {
            let part = join(parent(path), &inclusion.name).map(|part| match part.ends_with(".tex") {
                true => part,
                false => part + ".tex",
            });
            if let Some(part) = part.filter(|part| part != path) {
                parts.entry(part).or_insert_with(|| path.clone());
            }
        }
    }
    let (roots, included): (Vec<String>, Vec<String>) = papers.into_iter().partition(|path| !parts.contains_key(path));
    passed_over.extend(included.into_iter().map(|path| {
        let reason = format!("included by {}", parts[&path]);
        PassedOver { path, reason }
    }));
    roots
}

/// Of the forms of one paper (same folder and stem) only the one that its authors write stays: Quarto and R Markdown
/// before Markdown, Markdown before LaTeX, which is often made from it, LaTeX before Word, Word before JATS, JATS before text; Sweave before
/// LaTeX.
fn sources_only(papers: Vec<String>, mut passed_over: Vec<PassedOver>) -> (Vec<String>, Vec<PassedOver>) {
    let rank = |path: &str| match stem_and_ending(path).1.as_str() {
        "qmd" | "rmd" | "rnw" | "snw" => 0,
        "tex" | "ltx" | "latex" => 2,
        "docx" | "docm" | "dotx" => 3,
        "xml" | "nxml" | "jats" => 4,
        "txt" | "text" => 5,
        _ => 1,
    };
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    for path in &papers {
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem).to_owned();
        let best = sources.entry(stem).or_insert_with(|| path.clone());
        if rank(path) < rank(best) {
            *best = path.clone();
        }
    }
    let kept: BTreeSet<&String> = sources.values().collect();
    for path in papers.iter().filter(|path| !kept.contains(path)) {
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let reason = format!("another form of {}", sources[stem]);
        passed_over.push(PassedOver { path: path.clone(), reason });
    }
    (papers.iter().filter(|path| kept.contains(path)).cloned().collect(), passed_over)
}

fn stem_and_ending(path: &str) -> (String, String) {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    match name.rsplit_once('.') {
        Some((stem, ending)) => (stem.to_owned(), ending.to_owned()),
        None => (name, String::new()),
    }
}

/// A path as it is shown: `/` between folders, no `./` before it.
fn shown(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").filter(|rest| !rest.is_empty()).map_or(path.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_stem_the_source_is_taken() {
        let papers = ["a/p.md", "a/p.qmd", "a/p.txt", "b/q.txt"].map(str::to_owned).to_vec();
        let (kept, passed) = sources_only(papers, Vec::new());
        assert_eq!(kept, ["a/p.qmd", "b/q.txt"]);
        assert_eq!(passed.len(), 2);
        assert!(passed.iter().all(|p| p.reason == "another form of a/p.qmd"), "{passed:?}");
    }

    #[test]
    fn of_latex_the_roots_are_papers() {
        let is_paper = |text: &str| matches!(judge_latex(text), Verdict::Paper);
        assert!(is_paper("% \\documentclass{beamer}\n\\documentclass[a4paper]{article}"));
        assert!(!is_paper("\\section{Methods}"));
        assert!(!is_paper("\\documentclass{beamer}"));
        let files = crate::source::MemoryFiles::new()
            .with("a/main.tex", "\\input{part}")
            .with("a/part.tex", "\\documentclass{x}");
        let mut passed = Vec::new();
        let papers = ["a/main.tex", "a/part.tex"].map(str::to_owned).to_vec();
        assert_eq!(roots_only(&files, papers, &mut passed), ["a/main.tex"]);
        assert_eq!(passed[0].reason, "included by a/main.tex");
    }

    #[test]
    fn paths_are_shown_plainly() {
        assert_eq!(shown("./a\\b.md"), "a/b.md");
        assert_eq!(shown("../b.md"), "../b.md");
    }
}
