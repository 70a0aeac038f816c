use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::citation::Form;
use crate::paper::{Citation, Paper};
use crate::rule::{Options, Values};
use crate::source::Span;

/// Citations that bring brackets of their own, alone inside another pair.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let nested: Vec<Nested> = paper.citations.iter().filter_map(|citation| Nested::read(paper, citation)).collect();
    let of = |is_bare: bool| nested.iter().filter(|nested| nested.is_bare == is_bare).collect::<Vec<_>>();
    [(of(false), None), (of(true), Some("bare"))]
        .into_iter()
        .filter_map(|(places, variant)| finding(&places, variant))
        .collect()
}

struct Nested<'a> {
    outer: Span,
    /// What is written, with the outer brackets.
    written: &'a str,
    /// What is better.
    better: String,
    /// Whether it is a key without square brackets, which is set as "Okafor (2019)".
    is_bare: bool,
}

impl<'a> Nested<'a> {
    fn read(paper: &'a Paper, citation: &Citation) -> Option<Nested<'a>> {
        let source = paper.source(citation.span);
        let (start, end) = (citation.span.start as usize, citation.span.end as usize);
        let inner = source.text.get(start..end)?;
        let before = source.text.get(..start)?.strip_suffix('(')?;
        // A word right before the bracket makes a call of it, or the target of a link.
        let is_call = before.ends_with(']') || before.ends_with(char::is_alphanumeric);
        if is_call || !source.text.get(end..)?.starts_with(')') {
            return None;
        }
        let is_key = citation.form == Form::Key;
        let is_bare = is_key && inner.starts_with('@');
        let has_brackets = is_key && inner.starts_with('[')
            || citation.form == Form::AuthorYear && inner.starts_with('(') && inner.ends_with(')');
        let better = if is_bare { format!("[{inner}]") } else { inner.to_owned() };
        (is_bare || has_brackets).then(|| Nested {
            outer: Span { start: citation.span.start - 1, end: citation.span.end + 1, ..citation.span },
            written: source.text.get(start - 1..end + 1).unwrap_or(inner),
            better,
            is_bare,
        })
    }
}

fn finding(places: &[&Nested], variant: Option<&'static str>) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let values = Values::new().text("written", first.written).number("count", places.len());
    let edits = places.iter().map(|nested| Edit { span: nested.outer, text: nested.better.clone() }).collect();
    let fix = Fix { title: "keep one pair of brackets".to_owned(), safety: Safety::Unsafe, edits };
    let mut finding = Finding::new(first.outer, values).fix(fix);
    if let Some(name) = variant {
        finding = finding.variant(name);
    }
    Some(others.iter().fold(finding, |finding, nested| finding.context(nested.outer, "and here")))
}
