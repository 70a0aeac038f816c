use crate::diagnostic::Finding;
use crate::paper::{Paper, Role, Scope};
use crate::rule::{Options, Values};

/// The promise, folded, as it ends in most statements.
const PROMISES: &[&str] =
    &["upon request", "on request", "upon reasonable request", "on reasonable request", "upon a reasonable request", "by request"];

/// What is promised.
const DATA: &[&str] = &["data", "dataset", "datasets", "materials", "code", "scripts", "software"];

/// Words that tell where else the data are, or why they may not be shared; a sentence beside them is no mere promise.
const ELSEWHERE: &[&str] = &[
    "repository", "repositories", "deposited", "accession", "github", "gitlab", "zenodo", "figshare", "dryad", "dataverse",
    "osf", "doi", "https", "http", "supplementary", "supporting", "openly", "publicly",
];
const REASONS: &[&str] = &[
    "privacy", "confidential", "confidentiality", "ethical", "ethics", "legal", "consent", "restricted", "restrictions",
    "sensitive", "proprietary", "licence", "license", "licensed", "gdpr", "regulations", "identifiable", "agreement",
];

/// Data that are to be had of the authors only.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut places: Vec<_> = PROMISES.iter().flat_map(|promise| prose.phrase(promise)).collect();
    places.sort_by_key(|range| range.start);
    for range in places {
        let Some(block) = prose.block_at(range.start).map(|id| prose.block(id)) else { continue };
        let is_statement = block.section.is_none_or(|section| {
            matches!(paper.outline.role(section), Role::Declarations | Role::Acknowledgements | Role::Other)
        });
        if !matches!(block.scope, Scope::Body | Scope::Front | Scope::Footnote) || !is_statement {
            continue;
        }
        let Some(sentence) = prose.block_sentences(block).iter().find(|it| it.start <= range.start && range.start < it.end)
        else {
            continue;
        };
        let says = |words: &[&str], from: u32, to: u32| {
            let ids: Vec<_> = words.iter().filter_map(|word| prose.lexicon.find(word)).collect();
            let tokens = prose.block_tokens(block).iter();
            tokens.filter(|token| from <= token.start && token.end <= to).any(|token| ids.contains(&token.word))
        };
        let is_explained = |words| says(words, block.start, block.end);
        if says(DATA, sentence.start, sentence.end) && !is_explained(ELSEWHERE) && !is_explained(REASONS) {
            let values = Values::new().text("promise", prose.slice(range));
            return vec![Finding::new(prose.span(sentence.start..sentence.end), values)];
        }
    }
    Vec::new()
}
