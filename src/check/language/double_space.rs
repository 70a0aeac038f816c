use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Provenance, Scope};
use crate::rule::{Options, Values};
use crate::source::{Format, Span};

/// Two blanks or more between two words of a line; one finding for the paper. After the end of a sentence they may be
/// a typist's custom, and set pages have them by chance.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    if paper.root().format == Format::Plain || paper.provenance == Provenance::FromPages {
        return Vec::new();
    }
    let prose = &paper.prose;
    let mut places: Vec<Span> = Vec::new();
    for block in prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Abstract | Scope::Body)) {
        let text = prose.block_text(block);
        let mut end = 0;
        for at in memchr::memmem::find_iter(text.as_bytes(), b"  ") {
            if at < end {
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            let length = rest.len() - rest.trim_start_matches(' ').len();
            end = at + length;
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(end..).and_then(|text| text.chars().next());
            let is_word = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() || char == ',');
            let span = prose.span(block.start + at as u32..block.start + end as u32);
            // Where the file has something else there, markup or a joint made them.
            if is_word(before) && is_word(after) && paper.slice(span).bytes().all(|byte| byte == b' ') {
                places.push(span);
            }
        }
    }
    let Some((first, others)) = places.split_first() else { return Vec::new() };
    let finding = Finding::new(*first, Values::new().number("count", places.len()));
    let finding = others.iter().fold(finding, |finding, place| finding.context(*place, "here too"));
    let edits = places.iter().map(|span| Edit { span: *span, text: " ".to_owned() }).collect();
    vec![finding.fix(Fix { title: "leave one blank".to_owned(), safety: Safety::Safe, edits })]
}
