use crate::diagnostic::Finding;
use crate::paper::citation::credit_of;
use crate::paper::{Bibliography, Numbering, Paper, Provenance, Reference, Scope};
use crate::rule::{Options, Values};
use crate::source::{Format, Source};
use crate::text::{Token, TokenKind, WordId, fold, fold_name};
use std::collections::BTreeMap;

/// How many tokens after a surname its year may stand, besides the names of an entry with more authors:
/// `Wang, Okafor, and Lindqvist, 2019`.
const REACH: usize = 14;
/// Lists shorter than this say nothing about how the paper cites.
const SHORT: usize = 4;

pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let Bibliography { references, lists_all, shared, numbering, .. } = &paper.bibliography;
    let in_data = *numbering == Numbering::Keyed;
    // A part that is not there may cite the rest.
    if *lists_all || *shared && in_data || !paper.missing.is_empty() {
        return Vec::new();
    }
    let mut cited = vec![false; references.len()];
    for item in paper.citations.iter().flat_map(|citation| &citation.items) {
        if let Some(cited) = item.reference.and_then(|at| cited.get_mut(at)) {
            *cited = true;
        }
    }
    mark_written(paper, &mut cited);
    mark_named(paper, &mut cited);
    let count = cited.iter().filter(|&&cited| cited).count();
    // Where the text points at few of the entries, its citations were not understood, other files hold the rest of the
    // text, or the data serve more than this paper.
    if count == 0 || references.len() > SHORT && count * 2 < references.len() {
        return Vec::new();
    }
    // A printed line without names and a year may be no entry at all; that an entry of data lacks its key is another
    // rule's to say.
    let is_dated = |reference: &Reference| !reference.authors.is_empty() && reference.year.is_some();
    let is_read = |reference: &&Reference| reference.key.is_some() || reference.is_printed() && is_dated(reference);
    let uncited = references.iter().zip(cited).filter(|(_, cited)| !cited).map(|(reference, _)| reference);
    uncited
        .filter(is_read)
        .map(|reference| match (reference.key.as_ref().filter(|_| !reference.is_printed()), reference.number) {
            (Some(key), _) => Finding::new(key.span, Values::new().text("key", &key.text)).variant("data"),
            (None, Some(number)) => {
                let values = Values::new().number("number", number as usize).text("listed", credit_of(reference));
                Finding::new(reference.span, values).variant("number")
            }
            (None, None) => Finding::new(reference.span, Values::new().text("listed", credit_of(reference))),
        })
        .collect()
}

/// No key, and no list of keys in a TeX command, is longer, in bytes.
const LONGEST_KEY: usize = 200;
const LONGEST_LIST: usize = 1000;

/// Marks the entries whose key the manuscript holds where no citation was read: in a table of another dialect, in raw
/// TeX, in the front matter.
fn mark_written(paper: &Paper, cited: &mut [bool]) {
    let references = &paper.bibliography.references;
    let keys =
        references.iter().enumerate().filter_map(|(at, reference)| Some((reference.key.as_ref()?.text.as_str(), at)));
    let keys: BTreeMap<&str, usize> = keys.filter(|(_, at)| !cited[*at]).collect();
    if keys.is_empty() {
        return;
    }
    let mut mark = |key: &str| {
        if let Some(&at) = keys.get(key.trim()) {
            cited[at] = true;
        }
    };
    let is_text = |source: &&Source| matches!(source.format, Format::Markdown | Format::Plain);
    for source in paper.sources.iter().filter(is_text) {
        let text: &str = &source.text;
        for at in memchr::memchr_iter(b'@', text.as_bytes()) {
            let rest = &text[at + 1..text.floor_char_boundary(at + 1 + LONGEST_KEY)];
            let rest = rest.strip_prefix('{').unwrap_or(rest);
            let ends = |c: char| c.is_whitespace() || matches!(c, '@' | ';' | ',' | ']' | '}' | ')' | '|' | '"');
            let key = rest.split(ends).next().unwrap_or_default();
            mark(key);
            mark(key.trim_end_matches(['.', ':', '?', '!', '\'', '’', '*', '_']));
        }
        for at in memchr::memmem::find_iter(text.as_bytes(), b"\\cite") {
            let rest = &text[at..text.floor_char_boundary(at + LONGEST_LIST)];
            let keys = rest.split_once('{').and_then(|(_, list)| list.split('}').next()).unwrap_or_default();
            keys.split(',').for_each(&mut mark);
        }
    }
}

/// Marks the entries that the text names in a form that is no citation: "Lindqvist's 2019 survey", "see reference 12".
fn mark_named(paper: &Paper, cited: &mut [bool]) {
    let prose = &paper.prose;
    let mut wanted: BTreeMap<WordId, Vec<(usize, String, usize)>> = BTreeMap::new();
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
                wanted.entry(word).or_default().push((at, year.to_string(), REACH + 2 * reference.authors.len()));
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
            let next =
                |reach| tokens.iter().skip(at + 1).take(reach).filter(|token| token.kind == TokenKind::Number);
            if let Some(entries) = wanted.get(&token.word) {
                for (entry, year, reach) in entries {
                    let has_year = |number: &Token| prose.word(number).starts_with(year.as_str());
                    // A note in the margin may stand between the lines of a text taken from pages.
                    cited[*entry] |= paper.provenance == Provenance::FromPages || next(*reach).any(has_year);
                }
            } else if heralds.contains(&token.word) && !numbers.is_empty() {
                for number in next(REACH) {
                    if let Some(&entry) = numbers.get(prose.word(number)) {
                        cited[entry] = true;
                    }
                }
            }
        }
    }
}
