use crate::diagnostic::Finding;
use crate::paper::acronym::{Introduction, is_back_matter};
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};
use crate::text::{StemId, Token};

/// An acronym that the running text introduces again, or that it introduces with two different long forms; one finding
/// each. The abstract stands alone: what it introduces, the text introduces once more.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let acronyms = paper.acronyms();
    let mut findings = Vec::new();
    for (acronym, introductions) in acronyms.introduced() {
        if introductions.len() < 2 {
            continue;
        }
        let read: Vec<&Introduction> = introductions
            .into_iter()
            .filter(|it| {
                let block = paper.prose.block(it.block);
                matches!(block.scope, Scope::Abstract | Scope::Body)
                    && !is_back_matter(&paper.outline, block)
                    && !paper.is_glossary(block)
                    && !is_second_name(paper, it)
            })
            .collect();
        let Some((first, later)) = read.split_first() else { continue };
        let differs = |it: &&&Introduction| !holds_acronym(paper, first) && !holds_acronym(paper, it) && is_other(&meaning(paper, first), &meaning(paper, it));
        let scope = |it: &Introduction| paper.prose.block(it.block).scope;
        if let Some(other) = later.iter().find(differs) {
            let values = Values::new()
                .text("acronym", acronym)
                .text("first", paper.prose.slice(first.long.clone()))
                .text("second", paper.prose.slice(other.long.clone()));
            let finding = Finding::new(paper.prose.span(other.range()), values).variant("differs");
            findings.push(finding.context(paper.prose.span(first.range()), "introduced here first"));
            continue;
        }
        let within = |wanted: Scope| read.iter().filter(move |it| scope(it) == wanted);
        let place = [Scope::Body, Scope::Abstract].into_iter().find(|place| within(*place).nth(1).is_some());
        let Some(mut again) = place.map(within) else { continue };
        let (Some(first), Some(second)) = (again.next(), again.next()) else { continue };
        // One that is used nowhere else is a matter of `acronym-unused`.
        if !acronyms.is_used(paper, acronym) {
            continue;
        }
        let values = Values::new()
            .text("acronym", acronym)
            .text("long", paper.prose.slice(second.long.clone()))
            .number("count", 2 + again.clone().count());
        let finding = Finding::new(paper.prose.span(second.range()), values)
            .context(paper.prose.span(first.range()), "introduced here first");
        findings.push(again.fold(finding, |finding, it| {
            finding.context(paper.prose.span(it.range()), "introduced here too")
        }));
    }
    findings
}

/// "risk ratio/relative risk (RR)": one of two names of a thing.
fn is_second_name(paper: &Paper, introduction: &Introduction) -> bool {
    paper.prose.slice(0..introduction.long.start).ends_with('/')
}

/// "common effects MG": what the one long form abbreviates, the other may write out.
fn holds_acronym(paper: &Paper, introduction: &Introduction) -> bool {
    let mut words = paper.prose.slice(introduction.long.clone()).split(|char: char| !char.is_alphanumeric());
    words.any(|word| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// The words of meaning of a long form.
fn meaning<'a>(paper: &'a Paper, introduction: &Introduction) -> Vec<(StemId, &'a str)> {
    let prose = &paper.prose;
    let sentence = &prose.sentences[introduction.sentence as usize];
    let is_inside = |token: &&Token| introduction.long.start <= token.start && token.end <= introduction.long.end;
    let words = prose.sentence_tokens(sentence).iter().filter(is_inside);
    let words = words.filter(|token| token.is_word() && !prose.lexicon.is_stopword(token.word));
    words.map(|token| (prose.lexicon.stem(token.word), prose.lexicon.word(token.word))).collect()
}

/// Whether two long forms are of different things: not the same words in another form, spelling or joining.
fn is_other(a: &[(StemId, &str)], b: &[(StemId, &str)]) -> bool {
    let letters = |words: &[(StemId, &str)]| -> String {
        words.iter().flat_map(|(_, word)| word.chars()).filter(|char| char.is_alphanumeric()).collect()
    };
    let stems = |words: &[(StemId, &str)]| words.iter().map(|(stem, _)| *stem).collect::<Vec<_>>();
    let (of_a, of_b) = (stems(a), stems(b));
    if of_a.ends_with(&of_b) || of_b.ends_with(&of_a) {
        return false;
    }
    let (a, b) = (letters(a), letters(b));
    let limit = a.len().min(b.len()) / 5;
    crate::text::edit_distance(&a, &b, limit).is_none()
}
