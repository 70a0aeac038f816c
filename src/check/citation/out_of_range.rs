use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::citation::{CitedItem, CitedLabel};
use crate::rule::{Options, Values};

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let references = &paper.bibliography.references;
    let Some(last) =
        references.iter().filter(|reference| reference.number.is_some()).max_by_key(|reference| reference.number)
    else {
        return Vec::new();
    };
    let highest = last.number.unwrap_or(0);
    let number = |item: &CitedItem| match item.label {
        CitedLabel::Number(number) => Some(number),
        _ => None,
    };
    let items = || paper.citations.iter().flat_map(|citation| &citation.items);
    let all = items().filter_map(number).count();
    let mut outside: Vec<(&CitedItem, u32)> = items()
        .filter_map(|item| number(item).filter(|&number| number > highest).map(|number| (item, number)))
        .collect();
    // Where a good part lies outside, the end of the list was not read.
    if outside.iter().any(|(_, number)| *number != outside[0].1) && outside.len() * 4 > all {
        return Vec::new();
    }
    // A range gives a number each, all at one place: its last is the one to name.
    outside.dedup_by(|later, earlier| {
        let same = later.0.span == earlier.0.span;
        if same {
            earlier.1 = earlier.1.max(later.1);
        }
        same
    });
    outside
        .into_iter()
        .map(|(item, number)| {
            let values = Values::new().number("number", number as usize).number("highest", highest as usize);
            Finding::new(item.span, values).context(last.span, format!("the last entry, reference {highest}"))
        })
        .collect()
}
