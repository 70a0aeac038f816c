use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Scope};
use crate::rule::{Options, Values};
use crate::syntax::Kind;

/// A whole article without an abstract.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let words = paper.body_words();
    let sections = paper.outline.sections.iter().filter(|section| !section.is_title).count();
    let reports = |role| matches!(role, Role::Methods | Role::Results);
    let is_study = paper.outline.sections.iter().any(|section| reports(section.role));
    let is_article = is_study && sections > 1 && words >= options.number("min-words") && !paper.is_of_another_kind();
    if !is_article || has_abstract(paper) {
        return Vec::new();
    }
    vec![Finding::new(paper.head(), Values::new().number("words", words).number("sections", sections))]
}

/// An opening paragraph of so many words before the first heading is an abstract without the word.
const UNLABELLED: usize = 50;

fn has_abstract(paper: &Paper) -> bool {
    let first = paper.outline.sections.iter().find(|section| !section.is_title);
    let first = first.map_or(0, |section| section.heading.start);
    let stands_before = |span: crate::source::Span| span.start < first;
    let prose = &paper.prose;
    paper.abstract_text.is_some()
        || prose.scoped(Scope::Abstract).next().is_some()
        || paper.outline.sections.iter().any(|section| {
            section.role == Role::Abstract || ABSTRACTS.contains(&section.title.to_lowercase().trim())
        })
        || prose.scoped(Scope::Body).filter(|block| stands_before(block.span)).any(|block| {
            prose.block_tokens(block).iter().filter(|token| token.is_word()).count() >= UNLABELLED
        })
        // One in markup that is not read, such as TeX.
        || paper.tree.nodes.iter().any(|node| {
            node.kind == Kind::Raw && contains_abstract(paper.root().text.get(node.range()).unwrap_or_default())
        })
}

/// Headings of what does the work of an abstract.
const ABSTRACTS: &[&str] = &["abstract", "summary", "synopsis", "plain language summary", "executive summary"];

fn contains_abstract(raw: &str) -> bool {
    raw.as_bytes().windows(8).any(|window| window.eq_ignore_ascii_case(b"abstract"))
}
