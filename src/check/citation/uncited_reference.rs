use crate::diagnostic::Finding;
use crate::paper::citation::credit_of;
use crate::paper::{Bibliography, Numbering, Paper, Scope};
use crate::rule::{Options, Values};
use crate::text::{TokenKind, WordId, fold, fold_name};
use std::collections::BTreeMap;

/// How many tokens after a surname its year may stand: `Wang, Okafor, and Lindqvist, 2019`.
const REACH: usize = 14;
/// Lists shorter than this say nothing about how the paper cites.
const SHORT: usize = 4;

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let Bibliography { references, lists_all, shared, numbering, list, .. } = &paper.bibliography;
    let in_data = *numbering == Numbering::Keyed;
    if *lists_all || *shared && in_data {
        return Vec::new();
    }
    let mut cited = vec![false; references.len()];
    for item in paper.citations.iter().flat_map(|citation| &citation.items) {
        if let Some(cited) = item.reference.and_then(|at| cited.get_mut(at)) {
            *cited = true;
        }
    }
    mark_named(paper, &mut cited);
    let count = cited.iter().filter(|&&cited| cited).count();
    // Where the text points at few entries of a printed list, its citations were not understood.
    if count == 0 || list.is_some() && references.len() > SHORT && count * 2 < references.len() {
        return Vec::new();
    }
    let uncited = references.iter().zip(cited).filter(|(_, cited)| !cited).map(|(reference, _)| reference);
    uncited
        .map(|reference| match (&reference.key, reference.number) {
            (Some(key), _) => Finding::new(key.span, Values::new().text("key", &key.text)).variant("data"),
            (None, Some(number)) => {
                let values = Values::new().number("number", number as usize).text("listed", credit_of(reference));
                Finding::new(reference.span, values).variant("number")
            }
            (None, None) => Finding::new(reference.span, Values::new().text("listed", credit_of(reference))),
        })
        .collect()
}

/// Marks the entries that the text names in a form that is no citation: "Lindqvist's 2019 survey", "see reference 12".
fn mark_named(paper: &Paper, cited: &mut [bool]) {
    let prose = &paper.prose;
    let mut wanted: BTreeMap<WordId, Vec<(usize, String)>> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let references = &paper.bibliography.references;
    let printed: Vec<String> = references.iter().map(|reference| reference.number.unwrap_or(0).to_string()).collect();
    for (at, reference) in references.iter().enumerate().filter(|(at, _)| !cited[*at]) {
        if reference.number.is_some() {
            numbers.insert(printed[at].as_str(), at);
        }
        let year = reference.year.as_ref().and_then(|year| year.value.number);
        let (Some(author), Some(year)) = (reference.authors.first(), year) else { continue };
        let surname = fold_name(&author.family);
        let last = surname.rsplit([' ', '-']).next().unwrap_or(&surname);
        for form in [last.to_string(), format!("{last}'s"), fold(&author.family).into_owned()] {
            if let Some(word) = prose.lexicon.find(&form) {
                wanted.entry(word).or_default().push((at, year.to_string()));
            }
        }
    }
    if wanted.is_empty() && numbers.is_empty() {
        return;
    }
    let heralds: Vec<WordId> =
        ["ref", "refs", "reference", "references"].iter().filter_map(|word| prose.lexicon.find(word)).collect();
    for block in prose.blocks.iter().filter(|block| block.scope != Scope::References && block.scope != Scope::Front) {
        let tokens = prose.block_tokens(block);
        for (at, token) in tokens.iter().enumerate() {
            let next = || tokens.iter().skip(at + 1).take(REACH).filter(|token| token.kind == TokenKind::Number);
            if let Some(entries) = wanted.get(&token.word) {
                for (entry, year) in entries {
                    cited[*entry] |= next().any(|number| prose.word(number).starts_with(year.as_str()));
                }
            } else if heralds.contains(&token.word) && !numbers.is_empty() {
                for number in next() {
                    if let Some(&entry) = numbers.get(prose.word(number)) {
                        cited[entry] = true;
                    }
                }
            }
        }
    }
}
