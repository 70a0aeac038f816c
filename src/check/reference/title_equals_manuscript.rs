use crate::diagnostic::Finding;
use crate::paper::{Paper, Parsed, Provenance, Reference, ReferenceKind, Scope, Sentence};
use crate::rule::{Options, Values};
use crate::text::{Token, WordId, edit_distance, fold, fold_name};

/// Shorter titles ("Introduction") are equal by chance, in words.
const TELLING_WORDS: usize = 4;
/// How many words may be a letter off, and from how many letters on.
const SLIPS: usize = 2;
const LONG_WORD: usize = 4;

/// Finds entries with the manuscript's own title.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let Some(title) = &paper.title else { return Vec::new() };
    let own = plain(&title.text);
    if own.split(' ').count() < TELLING_WORDS {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, reference) in paper.own_references() {
        let Some(listed) = reference.title.as_ref().filter(|title| title.confidence >= 0.6) else { continue };
        if !is_near(&own, &plain(&listed.value)) || is_archive(reference) || !is_listed(paper, index, reference) {
            continue;
        }
        let values = Values::new().text("reference", reference.label()).text("title", &listed.value);
        let found = Finding::new(listed.span, values).context(title.span, "the manuscript's title");
        match is_own(paper, reference) {
            // The foot of a page that says how the paper itself is to be cited looks like an entry.
            true if paper.provenance == Provenance::FromPages => {}
            true => findings.push(found.variant("own")),
            false if is_replication(paper, index) => {}
            false => findings.push(found),
        }
    }
    findings
}

/// Whether the entry stands in the list that readers see: an entry of a data file does only where it is cited.
fn is_listed(paper: &Paper, index: usize, reference: &Reference) -> bool {
    let is_cited = || {
        let mut items = paper.citations.iter().flat_map(|citation| &citation.items);
        items.any(|item| item.reference == Some(index))
    };
    reference.is_printed() || paper.bibliography.lists_all || is_cited()
}

/// Whether an entry is the archive of code or data, which has its paper's title by custom.
fn is_archive(reference: &Reference) -> bool {
    const ARCHIVES: [&str; 8] =
        ["zenodo", "figshare", "github.com", "gitlab.com", "osf.io", "10.5281/", "10.6084/", "10.5061/"];
    let is_kept = |field: &Option<Parsed<String>>| {
        field.as_ref().is_some_and(|field| ARCHIVES.iter().any(|archive| field.value.to_lowercase().contains(archive)))
    };
    matches!(reference.kind, ReferenceKind::Software | ReferenceKind::Dataset)
        || reference.volume.is_none() && (is_kept(&reference.doi) || is_kept(&reference.url))
}

/// What a paper says that repeats another's work: such papers bear the other's title.
const REPEATS: [&str; 12] = [
    "replication",
    "replicate",
    "replicated",
    "replicating",
    "reproduction",
    "reproduce",
    "reproduced",
    "reproducing",
    "reimplementation",
    "reimplement",
    "reimplemented",
    "reimplementing",
];
/// What it says beside the citation of that work, besides.
const REBUILDS: [&str; 5] = ["implementation", "implement", "implemented", "original", "originally"];

/// Whether the manuscript says that it does the reference's work again: above its text, of an original, or where it
/// cites the reference.
fn is_replication(paper: &Paper, reference: usize) -> bool {
    let prose = &paper.prose;
    let known = |words: &[&str]| words.iter().filter_map(|word| prose.lexicon.find(word)).collect::<Vec<_>>();
    let (repeats, rebuilds) = (known(&REPEATS), known(&REBUILDS));
    let heads = [Scope::Title, Scope::Front, Scope::Abstract];
    let mut above = heads.into_iter().flat_map(|scope| prose.scoped(scope)).flat_map(|block| prose.block_tokens(block));
    let has = |tokens: &[Token], words: &[WordId]| tokens.iter().any(|token| words.contains(&token.word));
    let source = known(&["original"]);
    let says_so = |sentence: &Sentence| {
        let tokens = prose.sentence_tokens(sentence);
        has(tokens, &repeats) && has(tokens, &source)
    };
    if above.any(|token| repeats.contains(&token.word))
        || !repeats.is_empty() && !source.is_empty() && prose.sentences.iter().any(says_so)
    {
        return true;
    }
    let citing = paper.citations.iter().filter(|citation| {
        citation.items.iter().any(|item| item.reference == Some(reference))
    });
    citing
        .filter_map(|citation| {
            let sentences = prose.block_sentences(prose.block(citation.block));
            let at = sentences.partition_point(|sentence| sentence.end <= citation.prose.start);
            sentences.get(at)
        })
        .map(|sentence| prose.sentence_tokens(sentence))
        .any(|tokens| has(tokens, &repeats) || has(tokens, &rebuilds))
}

/// A title's words, folded, with single blanks between.
fn plain(title: &str) -> String {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether two titles are one, but for a letter in a long word here and there: "northern" and "southern" are two.
fn is_near(a: &str, b: &str) -> bool {
    let (left, right): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let differing = || left.iter().zip(&right).filter(|(left, right)| left != right);
    let is_slip = |(left, right): (&&str, &&str)| {
        left.len().min(right.len()) >= LONG_WORD
            && !counts(left)
            && !counts(right)
            && edit_distance(left, right, 1).is_some()
    };
    left.len() == right.len() && differing().count() <= SLIPS && differing().all(is_slip)
}

/// Whether a word tells parts of a series apart: "Part III", "2019".
fn counts(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit()) || word.bytes().all(|byte| b"ivx".contains(&byte))
}

/// Whether an author of the manuscript is one of the entry's.
fn is_own(paper: &Paper, reference: &Reference) -> bool {
    let own: Vec<String> = paper.authors.iter().map(|author| fold_name(&author.name)).collect();
    reference.authors.iter().map(|author| fold_name(&author.family)).any(|family| {
        own.iter().any(|name| name.ends_with(&family) || name.starts_with(&family)) && !family.is_empty()
    })
}
