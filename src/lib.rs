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
use paper::{LoadError, LoadOptions};
use report::{Detail, PaperReport};
use rule::RuleSet;
use source::Files;

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
