use crate::diagnostic::Finding;
use crate::paper::{Paper, Reference};
use crate::rule::{Options, Values};

/// Of how many entries one may break the order. More breaks mean that the list was not read as it is printed.
const ENTRIES_PER_BREAK: usize = 8;

/// Finds numbers of the printed list that repeat, skip or run backwards.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let references = &paper.bibliography.references;
    let numbered: Vec<(u32, &Reference)> =
        references.iter().filter(|entry| entry.is_printed()).filter_map(|entry| Some((entry.number?, entry))).collect();
    let findings: Vec<Finding> = numbered.windows(2).filter_map(|pair| finding(&numbered, pair)).collect();
    if findings.len() * ENTRIES_PER_BREAK > numbered.len().max(2 * ENTRIES_PER_BREAK) { Vec::new() } else { findings }
}

/// What is wrong between two entries that follow each other.
fn finding(numbered: &[(u32, &Reference)], pair: &[(u32, &Reference)]) -> Option<Finding> {
    let &[(before, earlier), (number, entry)] = pair else { return None };
    // A list that begins anew is another list.
    if number == before.saturating_add(1) || number == 1 && before > 1 {
        return None;
    }
    let values = || Values::new().number("before", before as usize).number("number", number as usize);
    if number == before {
        let found = Finding::new(entry.span, values()).variant("repeated");
        return Some(found.context(earlier.span, format!("the other entry {number}")));
    }
    let mut missing = before.saturating_add(1)..number;
    if number > before {
        let is_elsewhere = |number: u32| numbered.iter().any(|(other, _)| *other == number);
        // The mark of the entry that seems to be missing may stand inside the one before it.
        if missing.clone().any(|number| is_elsewhere(number) || has_mark(&earlier.raw, number)) {
            return None;
        }
        let first = missing.next()? as usize;
        let count = missing.count() + 1;
        let values = values().number("missing", first).number("count", count);
        let found = Finding::new(entry.span, if count > 1 { values.number("last", number as usize - 1) } else { values });
        return Some(if count > 1 { found.variant("several") } else { found });
    }
    Some(Finding::new(entry.span, values()).variant("backwards").context(earlier.span, format!("entry {before}")))
}

/// Whether a text holds a number as entries are marked with it.
fn has_mark(text: &str, number: u32) -> bool {
    let number = number.to_string();
    text.match_indices(&number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + number.len()..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '(')) && matches!(after, Some('.' | ']' | ')'))
    })
}
