use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Scope};
use crate::rule::{Options, Values};
use crate::syntax::Kind;

/// A whole article without an abstract.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let words = body_words(paper);
    let sections = paper.outline.sections.iter().filter(|section| !section.is_title).count();
    let reports = |role| matches!(role, Role::Methods | Role::Results);
    let is_study = paper.outline.sections.iter().any(|section| reports(section.role));
    let is_article = is_study && sections > 1 && words >= options.number("min-words") && !is_of_another_kind(paper);
    if !is_article || has_abstract(paper) {
        return Vec::new();
    }
    vec![Finding::new(paper.head(), Values::new().number("words", words).number("sections", sections))]
}

fn body_words(paper: &Paper) -> usize {
    let body = paper.prose.scoped(Scope::Body);
    body.map(|block| paper.prose.block_tokens(block).iter().filter(|token| token.is_word()).count()).sum()
}

/// Kinds of texts that have none, as the words of their titles name them.
const KINDS: &[&str] = &[
    "letter",
    "letters",
    "editorial",
    "reply",
    "response",
    "rejoinder",
    "comment",
    "comments",
    "commentary",
    "erratum",
    "corrigendum",
    "correction",
    "correspondence",
    "obituary",
    "interview",
    "foreword",
    "preface",
    "book review",
    "review of the book",
    "viewpoint",
    "perspective",
    "news",
    "vignette",
    "tutorial",
    "manual",
];

fn is_of_another_kind(paper: &Paper) -> bool {
    let meta = paper.tree.meta.as_ref();
    let is_vignette = meta.is_some_and(|meta| meta.get("vignette").is_some());
    let title = paper.title.as_ref().map_or(String::new(), |title| words_of(&title.text));
    let kinds = || KINDS.iter().any(|kind| title.contains(&format!(" {kind} ")));
    let first = || paper.prose.scoped(Scope::Body).next().map_or("", |block| paper.prose.block_text(block));
    let is_address = |text: &str| [" dear ", " to the editor ", " sir "].iter().any(|word| text.starts_with(word));
    is_vignette || kinds() || is_address(&words_of(first()))
}

/// The words in lower case, each between two blanks.
fn words_of(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
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
