use super::tortured;
use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};

/// So many different phrases that stand for established terms that no slip explains them.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let met = tortured::find(paper);
    let Some(first) = met.first().filter(|_| met.len() >= tortured::CLUSTER) else { return Vec::new() };
    let values = Values::new()
        .number("count", met.len())
        .text("phrase", first.phrase)
        .text("term", first.term);
    let finding = Finding::new(paper.prose.span(first.places[0].clone()), values);
    let others = met.iter().skip(1).map(|met| (paper.prose.span(met.places[0].clone()), met));
    vec![others.fold(finding, |finding, (span, met)| {
        finding.context(span, format!("“{}” for “{}”", met.phrase, met.term))
    })]
}
