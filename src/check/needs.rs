use crate::paper::{Numbering, Paper, Scope};
use crate::rule::Need;

/// Why a rule that needs `need` cannot run on `paper`; `None` where it can.
pub fn missing(paper: &Paper, need: Need) -> Option<String> {
    let bibliography = &paper.bibliography;
    let (met, reason) = match need {
        Need::Bibliography => (!bibliography.references.is_empty(), "no bibliography found"),
        Need::PrintedList => (bibliography.list.is_some(), "no printed reference list found"),
        Need::WholeBibliography => {
            if !bibliography.unread.is_empty() {
                let names: Vec<&str> = bibliography.unread.iter().map(|(name, _)| name.as_str()).collect();
                return Some(format!("reference data could not be read: {}", names.join(", ")));
            }
            (!bibliography.references.is_empty(), "no bibliography found")
        }
        Need::Citations => (!paper.citations.is_empty(), "no citations found"),
        Need::NumberedList => (bibliography.numbering == Numbering::Numbered, "no numbered reference list found"),
        Need::Abstract => (paper.abstract_text.is_some(), "no abstract found"),
        Need::Sections => {
            let sections = paper.outline.sections.iter().filter(|section| !section.is_title).count();
            (sections >= 2, "fewer than two sections found")
        }
        Need::English => (is_english(paper), "the prose does not seem to be English"),
        Need::Year => (paper.facts.year.is_some(), "the year of the check is not known"),
    };
    (!met).then(|| reason.to_owned())
}

/// Two of five words of English prose are stop words of English, and fewer than one of ten in its neighbours'.
fn is_english(paper: &Paper) -> bool {
    let prose = &paper.prose;
    let blocks = prose.blocks.iter().filter(|block| matches!(block.scope, Scope::Body | Scope::Abstract));
    let (mut words, mut stop_words) = (0_usize, 0_usize);
    for token in blocks.flat_map(|block| prose.block_tokens(block)).filter(|token| token.is_word()).take(5_000) {
        words += 1;
        stop_words += usize::from(prose.lexicon.is_stopword(token.word));
    }
    // Of so few words nothing can be said; an English paper must not be left unchecked for it.
    words < 30 || stop_words * 5 >= words
}
