//! What checks saw and what users are told of it.
//!
//! It does not know how a finding is made, nor how a report looks.

mod fingerprint;
mod outcome;

pub use fingerprint::{again, fingerprints};
pub use outcome::{Outcome, Skipped, Suppressed};

use crate::rule::{RuleId, Severity, Values};
use crate::source::Span;

/// What a check saw: a place and the values its rule's message is filled with. The wording is the rule page's.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub span: Span,
    /// The wording to use, where the page has several; `None` for the first.
    pub variant: Option<&'static str>,
    pub values: Values,
    pub related: Vec<Related>,
    pub fix: Option<Fix>,
}

/// Another place that a finding is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    pub span: Span,
    /// What stands there, in a few words: "reference 1", "the same sentence".
    pub note: String,
    pub relation: Relation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The other half of a repeat: reports show the two side by side with a word diff.
    Twin,
    /// What the finding is measured against or explained by.
    Context,
}

/// What the user is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    pub rule: RuleId,
    pub severity: Severity,
    pub span: Span,
    pub message: String,
    pub related: Vec<Related>,
    pub fix: Option<Fix>,
    /// Sixteen hexadecimal digits: the same for the same fault when lines move, unique in a report.
    pub fingerprint: String,
}

/// An allowance of the settings: findings of `rule` are not reported where their place contains `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// A rule or a family.
    pub rule: String,
    /// `None`: everywhere.
    pub text: Option<String>,
    pub reason: Option<String>,
    /// Where the rule is named: bytes of the settings.
    pub range: std::ops::Range<usize>,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub title: String,
    pub safety: Safety,
    /// Sorted, without overlap.
    pub edits: Vec<Edit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// Changes nothing that the author meant.
    Safe,
    /// Right in most cases; a person must look.
    Unsafe,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Finding {
    /// A finding with the first wording, no related places and no fix.
    pub fn new(span: Span, values: Values) -> Self {
        Finding { span, variant: None, values, related: Vec::new(), fix: None }
    }

    pub fn variant(mut self, name: &'static str) -> Self {
        self.variant = Some(name);
        self
    }

    pub fn twin(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related.push(Related { span, note: note.into(), relation: Relation::Twin });
        self
    }

    pub fn context(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related.push(Related { span, note: note.into(), relation: Relation::Context });
        self
    }

    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
