use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::text::fold;

/// What templates write where names belong, given names first, in lower case.
const LITERAL: [&str; 12] = [
    "firstname lastname",
    "first last",
    "first name last name",
    "first author",
    "second author",
    "third author",
    "name surname",
    "given family",
    "author name",
    "an author",
    "another author",
    "author author",
];

/// Names of nobody in particular, which somebody may bear.
const NOBODIES: [&str; 7] =
    ["john doe", "jane doe", "john smith", "jane smith", "richard roe", "max mustermann", "erika mustermann"];

/// Finds entries whose authors are the placeholders of a template.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, reference) in paper.own_references() {
        let full: Vec<String> = reference
            .authors
            .iter()
            .map(|name| fold(format!("{} {}", name.given, name.family).trim()).into_owned())
            .collect();
        let is_literal = |at: &usize| {
            // Author, A. A.
            let name = &reference.authors[*at];
            let initials = name.given.chars().all(|c| c.is_uppercase() || matches!(c, '.' | ' '));
            LITERAL.contains(&full[*at].as_str()) || name.family == "Author" && initials && !name.given.is_empty()
        };
        let nobodies = full.iter().filter(|name| NOBODIES.contains(&name.as_str())).count();
        let found = (0..full.len()).find(is_literal);
        let found = found.or_else(|| {
            (nobodies > 1).then(|| full.iter().position(|name| NOBODIES.contains(&name.as_str()))).flatten()
        });
        if let Some(at) = found {
            let name = &reference.authors[at];
            let written = format!("{} {}", name.given, name.family);
            let values = Values::new().text("reference", reference.label()).text("name", written.trim());
            findings.push(Finding::new(reference.span, values));
        }
    }
    findings
}
