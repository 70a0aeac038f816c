//! What the checks of labels have in common.

use crate::paper::Paper;
use rustc_hash::FxHashMap;

/// Commands by which a manuscript takes in another file.
const INCLUDES: &[&str] =
    &["{{< include", "\\input{", "\\include{", "\\subfile{", "\\externaldocument", "child=", "child =", "child:"];

/// Whether labels and mentions may stand in other files: the manuscript takes some in, or is itself one that another
/// takes in, without front matter, title or heading.
pub fn is_one_of_several(paper: &Paper) -> bool {
    let text = &paper.root().text;
    let is_knitted = paper.root().path.rsplit('.').next().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("rmd") || ending.eq_ignore_ascii_case("qmd")
    });
    let (no_meta, no_title) = (paper.tree.meta.is_none(), paper.title.is_none());
    let is_part = no_meta && no_title && paper.outline.sections.is_empty() || is_knitted && (no_meta || no_title);
    is_part || INCLUDES.iter().any(|command| text.contains(command))
}

/// How often each of `names` stands in `text` as a word of its own, whatever was read there. Linear in the text.
pub fn occurrences<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> FxHashMap<&'a str, usize> {
    let mut counts: FxHashMap<&str, usize> = names.map(|name| (name, 0)).collect();
    if counts.is_empty() {
        return counts;
    }
    for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '_' | '-' | '.')) {
        let bare = word.trim_end_matches(['.', ':', '-']);
        let found = if counts.contains_key(word) { word } else { bare };
        if let Some(count) = counts.get_mut(found) {
            *count += 1;
        }
    }
    counts
}
