use crate::diagnostic::Finding;
use crate::paper::{Name, Paper, Reference};
use crate::rule::{Options, Values};
use crate::text::fold;

/// Lists shorter than this may be in order by chance.
const SHORTEST: usize = 8;
/// Of how many entries one may be out of order in a list that is meant to be alphabetical.
const ENTRIES_PER_SLIP: usize = 8;
/// How sure the reading of an entry's authors must be.
const SURE: f32 = 0.6;

/// Finds entries out of place in a printed list that is otherwise in the order of the first authors' surnames.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let read: Vec<(&Reference, &Name)> = paper
        .bibliography
        .references
        .iter()
        .filter(|reference| reference.is_printed() && reference.authors_confidence >= SURE)
        .filter_map(|reference| Some((reference, reference.authors.first()?)))
        .collect();
    let leads = |(reference, name): &(&Reference, &Name)| {
        reference.raw.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(name.family.as_str())
    };
    // In a list of surnames first, what seems to begin with a given name is the name of an organisation.
    let inverted = read.iter().filter(|entry| leads(entry)).count() * 2 > read.len();
    let entries: Vec<(&Reference, Vec<String>)> = read
        .iter()
        .filter(|entry| leads(entry) == inverted)
        .filter_map(|(reference, name)| Some((*reference, keys(name, inverted)?)))
        .collect();
    if entries.len() < SHORTEST {
        return Vec::new();
    }
    let keys: Vec<&str> = entries.iter().map(|(_, keys)| keys[0].as_str()).collect();
    let in_order = longest_rise(&keys);
    if (entries.len() - in_order.len()) * ENTRIES_PER_SLIP > entries.len() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (at, (reference, keys)) in entries.iter().enumerate() {
        let Err(next) = in_order.binary_search(&at) else { continue };
        let before = next.checked_sub(1).and_then(|before| in_order.get(before)).map(|&at| &entries[at]);
        let after = in_order.get(next).map(|&at| &entries[at]);
        // Whether particles and blanks count differs from style to style: any way that fits will do.
        let fits = |low: Option<&Vec<String>>, high: Option<&Vec<String>>| match (low, high) {
            (Some(low), Some(high)) => low.iter().any(|low| high.iter().any(|high| low <= high)),
            _ => true,
        };
        let follows = fits(before.map(|(_, keys)| keys), Some(keys));
        let precedes = fits(Some(keys), after.map(|(_, keys)| keys));
        let (neighbour, variant) = match (before, after) {
            (Some((neighbour, _)), _) if !follows => (neighbour, None),
            (_, Some((neighbour, _))) if !precedes => (neighbour, Some("early")),
            _ => continue,
        };
        let values = Values::new().text("reference", name(reference)).text("neighbour", name(neighbour));
        let found = Finding { variant, ..Finding::new(reference.span, values) };
        findings.push(found.context(neighbour.span, "its neighbour"));
    }
    findings
}

fn name(reference: &Reference) -> &str {
    reference.authors.first().map_or("", |author| author.family.as_str())
}

/// What a name may be sorted by, letter by letter: the surname with and without particles, and behind given names any
/// part of the name. `None` for organisations, and where the alphabet's order is a matter of language.
fn keys(name: &Name, inverted: bool) -> Option<Vec<String>> {
    let written = if inverted { name.family.clone() } else { format!("{} {}", name.given, name.family) };
    if name.given.is_empty() || !name.family.is_ascii() {
        return None;
    }
    let letters = |text: &str| fold(text).chars().filter(|c| c.is_ascii_alphabetic()).collect::<String>();
    let whole = letters(&name.family);
    let mac = whole.strip_prefix("mc").map(|rest| format!("mac{rest}"));
    // "van Berg" under V or B, "Smith-Jones" under S.
    let starts = written.match_indices([' ', '\'', '-']).map(|(at, _)| letters(&written[at + 1..]));
    let first = written.split([' ', '-']).next().map(letters);
    let mut keys = vec![whole];
    keys.extend(starts.chain(first).chain(mac));
    keys.retain(|key| !key.is_empty());
    (!keys.is_empty()).then_some(keys)
}

/// The places of a longest run of keys that never falls, by patience sorting.
fn longest_rise(keys: &[&str]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(keys.len());
    for (at, key) in keys.iter().enumerate() {
        let pile = tails.partition_point(|&tail| keys[tail] <= *key);
        before.push(pile.checked_sub(1).map(|pile| tails[pile]));
        match tails.get_mut(pile) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut rise: Vec<usize> = std::iter::successors(tails.last().copied(), |&at| before[at]).collect();
    rise.reverse();
    rise
}

#[cfg(test)]
mod tests {
    use super::longest_rise;

    #[test]
    fn the_rise_leaves_out_what_falls() {
        assert_eq!(longest_rise(&["a", "d", "b", "b", "c", "e"]), [0, 2, 3, 4, 5]);
        assert_eq!(longest_rise(&["b", "c", "a"]), [0, 1]);
        assert!(longest_rise(&[]).is_empty());
    }
}
