//! Where rules meet papers: native checks, the pattern engine, suppression.
//!
//! It does not know severities or wordings (those are the rule page's), nor how a report looks.

pub mod repetition;
mod run;

pub use run::run;

use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::Options;

/// A native check: pure, without state, and it cannot fail.
pub type Check = fn(&Paper, &Options) -> Vec<Finding>;
