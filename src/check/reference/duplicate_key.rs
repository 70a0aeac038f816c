use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::source::{FileId, Span};
use crate::syntax::Entry;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map;

/// Finds entries whose key an earlier one has.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let keys = paper.own_references().filter_map(|(_, reference)| reference.key.as_ref());
    let own: FxHashSet<&str> = keys.map(|key| key.text.as_str()).collect();
    let entries = paper.bibliography.data.iter().flat_map(|(file, data)| data.entries.iter().map(|entry| (*file, entry)));
    let mut first: FxHashMap<&str, (FileId, &Entry)> = FxHashMap::default();
    let mut findings = Vec::new();
    for (file, entry) in entries.filter(|(_, entry)| own.contains(entry.key.value.as_str())) {
        let (earlier_file, earlier) = match first.entry(&entry.key.value) {
            hash_map::Entry::Vacant(place) => {
                place.insert((file, entry));
                continue;
            }
            hash_map::Entry::Occupied(place) => *place.get(),
        };
        let is_same = is_same(earlier, entry);
        // One file of shared entries and a copy of some of them disagree about nothing.
        if is_same && file != earlier_file {
            continue;
        }
        let span = |file: FileId, entry: &Entry| Span { file, start: entry.key.range.start, end: entry.key.range.end };
        let found = Finding::new(span(file, entry), Values::new().text("key", &entry.key.value));
        let found = if is_same { found.variant("same") } else { found };
        findings.push(found.context(span(earlier_file, earlier), "the first entry with this key"));
    }
    findings
}

/// Whether two entries say the same, in whatever order.
fn is_same(a: &Entry, b: &Entry) -> bool {
    let fields = |entry: &Entry| {
        let mut fields: Vec<(String, String)> =
            entry.fields.iter().map(|field| (field.name.value.clone(), field.value.value.clone())).collect();
        fields.sort();
        fields
    };
    a.kind.value == b.kind.value && fields(a) == fields(b)
}
