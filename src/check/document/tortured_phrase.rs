use super::tortured;
use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};

/// Phrases that stand for an established term, where they are too few for `document/tortured-text`.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let met = tortured::find(paper);
    if met.len() >= tortured::CLUSTER {
        return Vec::new();
    }
    let findings = met.into_iter().map(|met| {
        let values = Values::new().text("phrase", met.phrase).text("term", met.term);
        let others = met.places.iter().skip(1).map(|place| paper.prose.span(place.clone()));
        let finding = Finding::new(paper.prose.span(met.places[0].clone()), values);
        others.fold(finding, |finding, span| finding.context(span, "also here"))
    });
    findings.collect()
}
