//! Which files are papers: those that are named, and in folders those that look like one.

use super::disk::{Disk, STDIN};
use super::settings::Settings;
use crate::paper;
use crate::report::PassedOver;
use crate::source::{FileKind, Files, Format, decode};
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
const UNREAD: &[(&str, &str)] = &[
    ("tex", "LaTeX"),
    ("rnw", "Sweave"),
    ("docx", "Word"),
    ("doc", "Word"),
    ("odt", "OpenDocument"),
    ("pdf", "PDF"),
    ("typ", "Typst"),
    ("html", "HTML"),
    ("htm", "HTML"),
    ("xml", "XML"),
];

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
        Ok(bytes) => match decode(&bytes) {
            Err(refusal) => Verdict::PassedOver(refusal.to_string()),
            Ok(decoded) if paper::looks_like_manuscript(&decoded.text, format) => Verdict::Paper,
            Ok(_) => passed("does not look like a manuscript: no title, abstract, citations or reference list"),
        },
    }
}

/// Of the forms of one paper (same folder and stem) only the one that its authors write stays: Quarto and R Markdown
/// before Markdown, Markdown before text.
fn sources_only(papers: Vec<String>, mut passed_over: Vec<PassedOver>) -> (Vec<String>, Vec<PassedOver>) {
    let rank = |path: &str| match stem_and_ending(path).1.as_str() {
        "qmd" | "rmd" => 0,
        "txt" | "text" => 2,
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
    fn paths_are_shown_plainly() {
        assert_eq!(shown("./a\\b.md"), "a/b.md");
        assert_eq!(shown("../b.md"), "../b.md");
    }
}
