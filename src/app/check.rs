//! `obelus check`: papers in, findings on standard output, reports into files, an exit code.

use super::cli::{CheckArguments, Color};
use super::disk::Disk;
use super::settings::Settings;
use super::{discover, output};
use crate::check::{Allowances, Directives};
use crate::paper::LoadOptions;
use crate::report::{Detail, Form, PaperReport, PassedOver, Report, Settings as ReportSettings};
use crate::report::{concise, csv, github, gitlab, html, json, junit, markdown, sarif, terminal};
use crate::rule::RuleSet;
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Fewer papers are checked before a bar could be read.
const PROGRESS_FROM: usize = 20;

pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    let settings = Settings::of_reading(&arguments.reading)?;
    let outputs = outputs(&arguments.output)?;
    let fonts = fonts(arguments)?;
    let rules = Arc::new(settings.rule_set(arguments)?);
    let disk = Disk::open(&arguments.paths)?;
    let found = discover::discover(&disk, &arguments.paths, &settings)?;
    spare_papers(&outputs, &found.papers)?;
    let detail = match outputs.iter().any(Output::shows_manuscript) {
        true => Detail::Manuscript,
        false => Detail::Findings,
    };
    let directives = if arguments.no_allow { Directives::Ignored } else { Directives::Honoured };
    let allowances = Allowances { directives, config: settings.allow() };
    let options = settings.load_options(&arguments.reading);
    let mut report = Report {
        settings: ReportSettings {
            hash: format!("{:016x}", rules.hash()),
            preset: None,
            stage: settings.stage(arguments).to_owned(),
        },
        rules: Arc::clone(&rules),
        papers: Vec::new(),
        passed_over: found.passed_over,
        unreadable: Vec::new(),
    };
    quiet_panics();
    let bar = progress(found.papers.len(), arguments.quiet);
    for (path, checked) in check_all(&disk, &found.papers, &rules, &options, allowances, detail, &bar) {
        match checked {
            Ok(paper) => report.papers.push(paper),
            Err(reason) => report.unreadable.push(PassedOver { path, reason }),
        }
    }
    bar.finish_and_clear();
    let mut remarks = None;
    if let Some(path) = settings.file().filter(|_| !settings.allow().is_empty()) {
        match crate::check_settings(&disk, path, &rules, &options, settings.allow(), &report.papers, Detail::Findings) {
            Ok(found) => remarks = found,
            Err(error) => report.unreadable.push(PassedOver { path: path.to_owned(), reason: error.to_string() }),
        }
    }
    report.tell_apart();
    // What is wrong with the settings is told where findings are listed; a report that shows manuscripts is about these.
    let listed = remarks.map(|remarks| {
        let mut listed = report.clone();
        listed.papers.push(remarks);
        listed.papers.sort_by(|a, b| a.path.cmp(&b.path));
        listed
    });
    let listed = listed.as_ref().unwrap_or(&report);
    // Everything is made before anything is written, so that a failure leaves no half of a run behind.
    let mut files = Vec::new();
    for output in &outputs {
        output.make(if output.shows_manuscript() { &report } else { listed }, &fonts, &mut files)?;
    }
    for (path, bytes) in &files {
        output::write(path, bytes)?;
    }
    if !arguments.quiet {
        output::print(&render(listed, arguments.format, &fonts, layout(arguments.color)))?;
    }
    for unreadable in &report.unreadable {
        eprintln!("obelus: {} {}", unreadable.path, unreadable.reason);
    }
    let fails = listed.papers.iter().flat_map(|paper| &paper.findings).any(|f| arguments.fail_on.includes(f.severity));
    Ok(ExitCode::from(if !report.unreadable.is_empty() { 2 } else { u8::from(fails) }))
}

/// Checks the papers in parallel; the results are in the order of the paths.
fn check_all(
    disk: &Disk,
    paths: &[String],
    rules: &RuleSet,
    options: &LoadOptions,
    allowances: Allowances,
    detail: Detail,
    bar: &ProgressBar,
) -> Vec<(String, Result<PaperReport, String>)> {
    paths
        .par_iter()
        .map(|path| {
            let checked = crate::check_paper(disk, path, rules, options, allowances, detail);
            bar.inc(1);
            (path.clone(), checked.map_err(|error| error.to_string()))
        })
        .collect()
}

/// A panic inside a check becomes a finding, so its words are kept off the terminal; any other is shown as usual.
fn quiet_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::check::is_running() {
            usual(panic);
        }
    }));
}

fn progress(papers: usize, quiet: bool) -> ProgressBar {
    if papers < PROGRESS_FROM || quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(papers as u64);
    let style = ProgressStyle::with_template("checking {bar:30} {pos}/{len} papers");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Where a report goes besides standard output.
enum Output {
    File {
        form: Form,
        path: PathBuf,
    },
    /// An HTML and a PDF report for each paper, and an index of them.
    Folder(PathBuf),
}

fn outputs(named: &[String]) -> Result<Vec<Output>> {
    named
        .iter()
        .map(|name| {
            if name.ends_with(['/', '\\']) || Path::new(name).is_dir() {
                return Ok(Output::Folder(PathBuf::from(name)));
            }
            let said = name.split_once(':').and_then(|(form, path)| Some((Form::of_name(form)?, path)));
            let Some((form, path)) = said.or_else(|| Some((Form::of_path(name)?, name.as_str()))) else {
                let endings: Vec<String> =
                    Form::ALL.iter().flat_map(|f| f.endings()).map(|e| format!(".{e}")).collect();
                bail!(
                    "{name}: the form of this report is not known from its name; end it in {}, or write FORM:FILE",
                    endings.join(" ")
                );
            };
            if form == Form::Pdf && cfg!(not(feature = "pdf-report")) {
                bail!("{name}: this obelus was built without PDF reports (the feature `pdf-report`)");
            }
            Ok(Output::File { form, path: PathBuf::from(path) })
        })
        .collect()
}

/// A report that would take the place of a paper is refused: `-o paper.md` is a slip of the hand.
fn spare_papers(outputs: &[Output], papers: &[String]) -> Result<()> {
    for output in outputs {
        if let Output::File { path, .. } = output
            && let Ok(target) = std::fs::canonicalize(path)
            && papers.iter().any(|paper| std::fs::canonicalize(paper).is_ok_and(|paper| paper == target))
        {
            bail!("{} is a paper to be checked: the report needs another name", path.display());
        }
    }
    Ok(())
}

impl Output {
    fn shows_manuscript(&self) -> bool {
        match self {
            Output::File { form, .. } => form.shows_manuscript(),
            Output::Folder(_) => true,
        }
    }

    /// Renders the report; nothing is written yet.
    fn make(&self, report: &Report, fonts: &[Vec<u8>], files: &mut Vec<(PathBuf, Vec<u8>)>) -> Result<()> {
        match self {
            Output::File { form, path } => {
                files.push((path.clone(), render(report, *form, fonts, terminal::Layout::default())));
            }
            Output::Folder(folder) => {
                std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
                let names = page_names(report);
                let single = report.papers.par_iter().zip(&names).map(|(paper, name)| {
                    let one = Report {
                        papers: vec![paper.clone()],
                        passed_over: Vec::new(),
                        unreadable: Vec::new(),
                        ..report.clone()
                    };
                    let mut pages = vec![(folder.join(format!("{name}.html")), html::render(&one))];
                    if cfg!(feature = "pdf-report") {
                        pages.push((
                            folder.join(format!("{name}.pdf")),
                            render(&one, Form::Pdf, fonts, terminal::Layout::default()),
                        ));
                    }
                    pages
                });
                files.extend(single.collect::<Vec<_>>().into_iter().flatten());
                let pages: Vec<String> = names.iter().map(|name| format!("{name}.html")).collect();
                files.push((folder.join("index.html"), html::render_index(report, &pages)));
            }
        }
        Ok(())
    }
}

/// A file name for each paper, from what tells its path from the others', told apart where two have the same.
fn page_names(report: &Report) -> Vec<String> {
    let folder = |path: &str| path.rfind('/').map_or(0, |slash| slash + 1);
    let first = report.papers.first().map_or("", |paper| &*paper.path);
    let shared = report.papers.iter().fold(&first[..folder(first)], |shared, paper| {
        let same = shared.bytes().zip(paper.path.bytes()).take_while(|(one, other)| one == other).count();
        // A slash ends no character of several bytes.
        &shared[..shared.as_bytes()[..same].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1)]
    });
    let mut taken = BTreeSet::from(["index".to_owned()]);
    report
        .papers
        .iter()
        .map(|paper| {
            let path = paper.path.strip_prefix(shared).unwrap_or(&paper.path);
            let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
            let plain: String = stem.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' }).collect();
            let plain = plain.trim_matches('-').to_owned();
            let mut name = plain.clone();
            let mut number = 2;
            while !taken.insert(name.clone()) {
                name = format!("{plain}-{number}");
                number += 1;
            }
            name
        })
        .collect()
}

fn render(report: &Report, form: Form, fonts: &[Vec<u8>], layout: terminal::Layout) -> Vec<u8> {
    match form {
        Form::Terminal => terminal::render(report, layout),
        Form::Concise => concise::render(report),
        Form::Json => json::render(report),
        Form::Jsonl => json::render_lines(report),
        Form::Sarif => sarif::render(report),
        Form::Junit => junit::render(report),
        Form::Github => github::render(report),
        Form::Gitlab => gitlab::render(report),
        Form::Markdown => markdown::render(report),
        Form::Csv => csv::render(report),
        Form::Html => html::render(report),
        Form::Pdf => pdf(report, fonts),
    }
}

#[cfg(feature = "pdf-report")]
fn pdf(report: &Report, fonts: &[Vec<u8>]) -> Vec<u8> {
    crate::report::pdf::render(report, fonts)
}

/// `outputs` refuses the form before a paper is read.
#[cfg(not(feature = "pdf-report"))]
fn pdf(_report: &Report, _fonts: &[Vec<u8>]) -> Vec<u8> {
    Vec::new()
}

#[cfg(feature = "pdf-report")]
fn fonts(arguments: &CheckArguments) -> Result<Vec<Vec<u8>>> {
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
        if !crate::report::pdf::is_font(&bytes) {
            bail!("{} is no TrueType or OpenType font", path.display());
        }
        Ok(bytes)
    };
    arguments.font.iter().map(read).collect()
}

#[cfg(not(feature = "pdf-report"))]
fn fonts(_arguments: &CheckArguments) -> Result<Vec<Vec<u8>>> {
    Ok(Vec::new())
}

fn layout(color: Color) -> terminal::Layout {
    let usual = terminal::Layout::default();
    let is_terminal = std::io::stdout().is_terminal();
    let wants_colour = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    terminal::Layout {
        width: columns.filter(|columns| (40..=200).contains(columns)).unwrap_or(usual.width),
        colour: if wants_colour { terminal::Colour::Ansi } else { terminal::Colour::Plain },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_after_what_its_path_alone_has() {
        let named = |paths: &[&str]| {
            let paper = |path: &&str| {
                let files = crate::source::MemoryFiles::new().with(path, "Text.\n");
                crate::check_paper(
                    &files,
                    path,
                    &RuleSet::default(),
                    &LoadOptions::default(),
                    Allowances { directives: Directives::Ignored, config: &[] },
                    Detail::Findings,
                )
                .unwrap()
            };
            page_names(&Report {
                settings: ReportSettings::default(),
                rules: Arc::default(),
                papers: paths.iter().map(paper).collect(),
                passed_over: Vec::new(),
                unreadable: Vec::new(),
            })
        };
        assert_eq!(named(&["/in/x/paper.md", "/in/y/paper.md"]), ["x-paper", "y-paper"]);
        assert_eq!(named(&["/in/été/a.md", "/in/étê/a.md", "/in/index.md"]), ["été-a", "étê-a", "index-2"]);
        assert_eq!(named(&["deep/down/paper.md"]), ["paper"]);
        assert_eq!(named(&["a/b.md", "c.md"]), ["a-b", "c"]);
    }

    #[test]
    fn the_form_of_a_report_is_told_by_its_name() {
        let form = |name: &str| match &outputs(&[name.to_owned()]).unwrap()[0] {
            Output::File { form, path } => (Some(*form), path.to_string_lossy().into_owned()),
            Output::Folder(path) => (None, path.to_string_lossy().into_owned()),
        };
        assert_eq!(form("a.html"), (Some(Form::Html), "a.html".to_owned()));
        assert_eq!(form("sarif:out.json"), (Some(Form::Sarif), "out.json".to_owned()));
        assert_eq!(form("reports/").0, None);
        assert!(outputs(&["a.xyz".to_owned()]).is_err());
    }
}
