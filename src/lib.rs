//! obelus reads an academic manuscript, runs its rules over it in parallel, and renders what it found.
//!
//! Per paper: load through [`source::Files`], run the rule set, keep what reports need, and drop the paper
//! ([`check_paper`]); then make the report. See ARCHITECTURE.md for the rooms and who may import whom.

#[cfg(feature = "cli")]
pub mod app;
pub mod check;
pub mod config;
pub mod diagnostic;
pub mod examples;
pub mod paper;
pub mod report;
pub mod rule;
pub mod source;
pub mod syntax;
pub mod text;

use check::Allowances;
use diagnostic::Allow;
use paper::{LoadError, LoadOptions};
use report::{Detail, PaperReport};
use rule::RuleSet;
use source::{Files, Format};

/// The version of obelus.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Checks the paper at `path` and keeps what reports show of it; the paper itself is dropped.
pub fn check_paper(
    files: &dyn Files,
    path: &str,
    rules: &RuleSet,
    options: &LoadOptions,
    allowances: Allowances,
    detail: Detail,
) -> Result<PaperReport, LoadError> {
    let paper = paper::load(files, path, options)?;
    let outcome = check::run(&paper, rules, allowances);
    Ok(PaperReport::new(&paper, outcome, detail))
}

/// What is wrong with the allowances of the settings at `path`, after a run that gave `papers`; `None` where nothing is.
/// The settings are reported as a file of their own, since their allowances are of no one paper.
pub fn check_settings(
    files: &dyn Files,
    path: &str,
    rules: &RuleSet,
    options: &LoadOptions,
    allowances: &[Allow],
    papers: &[PaperReport],
    detail: Detail,
) -> Result<Option<PaperReport>, LoadError> {
    let options = LoadOptions { format: Some(Format::Plain), bibliography: Vec::new(), ..options.clone() };
    let file = paper::load(files, path, &options)?;
    let used = papers.iter().flat_map(|paper| paper.allowances_used.iter().copied()).collect();
    let ran = papers.iter().flat_map(|paper| paper.ran.iter().cloned()).collect();
    let outcome = check::check_allowances(&file, rules, allowances, &used, &ran);
    Ok((!outcome.diagnostics.is_empty()).then(|| PaperReport::new(&file, outcome, detail)))
}
