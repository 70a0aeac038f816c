//! Diagnostics into bytes: for people, for the hosts of code, for spreadsheets and scripts.
//!
//! It knows places, messages and rule pages; it does not know syntax trees, nor where the bytes go.

pub mod concise;
pub mod csv;
mod excerpt;
mod form;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
mod manuscript;
pub mod markdown;
mod paper_report;
#[cfg(feature = "pdf-report")]
pub mod pdf;
mod places;
mod plain;
pub mod sarif;
pub mod terminal;
mod uri;
pub mod view;

pub use excerpt::{Excerpt, Passage, Place};
pub use form::Form;
pub use manuscript::{Manuscript, ManuscriptBlock, ManuscriptSection, Piece};

use plain::{place_beside, place_name, plain_line, sentence};

use crate::diagnostic::{Relation, Safety, Skipped};
use crate::rule::{RuleId, RuleSet, Severity};
use crate::source::Format;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a run found, ready to be written in any form. Papers are sorted by path, findings by place, then rule.
#[derive(Debug, Clone)]
pub struct Report {
    pub settings: Settings,
    pub rules: Arc<RuleSet>,
    pub papers: Vec<PaperReport>,
    /// Files that were met and are no papers, or could not be read.
    pub passed_over: Vec<PassedOver>,
    /// Papers that were asked for and could not be read: path and reason.
    pub unreadable: Vec<PassedOver>,
}

/// What the run was made with.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Hash of everything that decides which findings there are: rules, severities, options.
    pub hash: String,
    pub preset: Option<String>,
    pub stage: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct PassedOver {
    pub path: String,
    pub reason: String,
}

/// What was found in one paper, and what reports show of the paper itself. Nothing in it borrows the paper.
#[derive(Debug, Clone)]
pub struct PaperReport {
    pub path: Arc<str>,
    pub format: Format,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub words: u32,
    pub citations: usize,
    pub references: usize,
    /// How many citations there are of works of each year, as far as their references and years are known.
    pub cited_years: BTreeMap<i32, u32>,
    pub ran: Vec<RuleId>,
    pub skipped: Vec<Skipped>,
    pub suppressed: Vec<SuppressedFinding>,
    pub findings: Vec<LocatedFinding>,
    /// Indexes of the allowances of the settings that fitted a finding.
    pub allowances_used: Vec<usize>,
    /// The paper's own text with its marks; only made where a report shows it.
    pub manuscript: Option<Manuscript>,
}

#[derive(Debug, Clone)]
pub struct SuppressedFinding {
    pub finding: LocatedFinding,
    /// `directive` or `config`.
    pub by: &'static str,
    pub reason: Option<String>,
}

/// A diagnostic with its places worked out.
#[derive(Debug, Clone)]
pub struct LocatedFinding {
    pub rule: RuleId,
    pub severity: Severity,
    pub message: String,
    pub place: Place,
    pub related: Vec<LocatedRelated>,
    pub fix: Option<LocatedFix>,
    pub fingerprint: String,
    /// The title of the section it stands in.
    pub section: Option<String>,
}

#[derive(Debug, Clone)]
pub struct LocatedRelated {
    pub note: String,
    pub relation: Relation,
    pub place: Place,
}

#[derive(Debug, Clone)]
pub struct LocatedFix {
    pub title: String,
    pub safety: Safety,
    /// Where, and the text to put there.
    pub edits: Vec<(Place, String)>,
}

/// How much of a paper its report keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Findings and counts.
    Findings,
    /// The paper's own text as well, for HTML and PDF.
    Manuscript,
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
