use crate::diagnostic::Finding;
use crate::paper::citation::{CitedLabel, credit, credit_of, label_of};
use crate::paper::{Paper, Reference};
use crate::rule::{Options, Values};
use crate::text::fold_name;

/// Fewer citations than this are no base for saying that the list was not understood.
const FEW: usize = 4;

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let by_author = || {
        let items = paper.citations.iter().flat_map(|citation| &citation.items);
        items.filter(|item| matches!(item.label, CitedLabel::AuthorYear { .. }))
    };
    let all = by_author().count();
    let missing = by_author().filter(|item| item.reference.is_none()).count();
    // Where most have no entry, the list was cut or could not be read.
    if missing > FEW && missing * 2 > all {
        return Vec::new();
    }
    by_author()
        .filter(|item| item.reference.is_none())
        .filter_map(|item| {
            let CitedLabel::AuthorYear { names, et_al, year } = &item.label else { return None };
            let values = Values::new().text("cited", credit(names, *et_al, Some(*year)));
            Some(match nearest(paper, names, year.number) {
                Some(reference) => Finding::new(item.span, values.text("nearest", credit_of(reference)))
                    .variant("near")
                    .context(reference.span, label_of(reference)),
                None => Finding::new(item.span, values),
            })
        })
        .collect()
}

/// The only entry with the same first author, or the one of the nearest year.
fn nearest<'a>(paper: &'a Paper, names: &[String], year: Option<i32>) -> Option<&'a Reference> {
    let surname = fold_name(names.first()?);
    let own =
        |reference: &&Reference| reference.authors.first().is_some_and(|author| fold_name(&author.family) == surname);
    let distance = |reference: &&Reference| match (reference.year.as_ref().and_then(|own| own.value.number), year) {
        (Some(own), Some(year)) => own.abs_diff(year),
        _ => u32::MAX,
    };
    paper.bibliography.references.iter().filter(own).min_by_key(distance)
}
