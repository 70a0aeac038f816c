use crate::diagnostic::Finding;
use crate::paper::Paper;
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::text::fold;
use std::collections::BTreeMap;

/// Too few or too many keywords, one given twice, or, where they are required, none.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let keywords = &paper.keywords;
    let (fewest, most) = (options.number("min"), options.number("max"));
    let values = Values::new().number("count", keywords.len()).number("fewest", fewest).number("most", most);
    let (Some(first), Some(last)) = (keywords.first(), keywords.last()) else {
        let is_asked = options.flag("required");
        return if is_asked { vec![Finding::new(paper.head(), values)] } else { Vec::new() };
    };
    let mut findings = Vec::new();
    let list = first.span.to(last.span);
    // Tags are labels of a site, and nobody says how many.
    let is_tags = paper.tree.meta.as_ref().is_some_and(|meta| meta.get("tags").is_some() && meta.get("keywords").is_none());
    if keywords.len() < fewest && !is_tags {
        findings.push(Finding::new(list, values).variant("few"));
    } else if !is_tags && most > 0 && keywords.len() > most {
        findings.push(Finding::new(list, values).variant("many"));
    }
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for keyword in keywords {
        match seen.get(fold(&keyword.text).as_ref()) {
            Some(before) => {
                let values = Values::new().text("keyword", keyword.text.as_str());
                findings.push(Finding::new(keyword.span, values).variant("twice").context(*before, "the same keyword"));
            }
            None => {
                seen.insert(fold(&keyword.text).into_owned(), keyword.span);
            }
        }
    }
    findings
}
