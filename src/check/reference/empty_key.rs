use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::paper::reference::is_listed;
use crate::rule::{Options, Values};
use crate::source::Span;

/// Finds entries of data files without a key.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    // Nothing can be said of a file that serves others: no paper cites an entry without a key.
    if paper.bibliography.shared {
        return Vec::new();
    }
    let entries = paper.bibliography.data.iter().flat_map(|(file, data)| data.entries.iter().map(|entry| (*file, entry)));
    entries
        .filter(|(_, entry)| entry.key.value.is_empty() && is_listed(entry))
        .map(|(file, entry)| {
            let title = entry.field("title").map_or("", |title| title.value.value.as_str());
            let values = Values::new().text("kind", &entry.kind.value).text("title", title);
            let found = Finding::new(Span { file, start: entry.kind.range.start, end: entry.kind.range.end }, values);
            if title.is_empty() { found.variant("untitled") } else { found }
        })
        .collect()
}
