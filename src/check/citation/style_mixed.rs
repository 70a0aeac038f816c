use crate::diagnostic::Finding;
use crate::paper::citation::Form;
use crate::paper::{Citation, Paper};
use crate::rule::{Options, Values};
use rustc_hash::FxHashSet;

/// So many citations, and so many times as many as of the other form, show how a paper cites.
const FEW: usize = 5;
const TIMES: usize = 4;

/// Citations by author and year in a paper that cites by number, or typed ones where the others are keys.
///
/// Only those that an entry of the list answers to, which shows that they are citations.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let count = |form: Form| paper.citations.iter().filter(|citation| citation.form == form).count();
    let (numbers, keys) = (count(Form::Numeric), count(Form::Key));
    let (form, all) = if numbers >= keys { (Form::Numeric, numbers) } else { (Form::Key, keys) };
    if all < FEW {
        return Vec::new();
    }
    let cited: FxHashSet<(u32, usize)> = paper
        .citations
        .iter()
        .filter(|citation| citation.form == form)
        .flat_map(|citation| citation.items.iter().filter_map(|item| Some((citation.block.0, item.reference?))))
        .collect();
    let is_other = |citation: &&Citation| {
        let references = || citation.items.iter().filter_map(|item| item.reference);
        citation.form == Form::AuthorYear
            && paper.slice(citation.span).starts_with(['(', '['])
            && references().count() == citation.items.len()
            // A paragraph that also cites the work in the other form only tells more of it.
            && !references().any(|at| cited.contains(&(citation.block.0, at)))
    };
    let others: Vec<&Citation> = paper.citations.iter().filter(is_other).collect();
    let Some((first, rest)) = others.split_first().filter(|_| others.len() * TIMES <= all) else { return Vec::new() };
    let values = Values::new().text("cited", first.items.first().map_or("", |item| paper.slice(item.span))).number("count", others.len()).number("all", all);
    let mut finding = Finding::new(first.span, values);
    if form == Form::Key {
        finding = finding.variant("typed");
    }
    vec![rest.iter().fold(finding, |finding, citation| finding.context(citation.span, "and here"))]
}
