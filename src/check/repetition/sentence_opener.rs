use crate::diagnostic::Finding;
use crate::paper::{BlockKind, Paper, Prose, Role, Scope, Sentence};
use crate::rule::{Options, Values};
use crate::source::Span;
use crate::text::{Token, TokenKind, WordId};

/// Finds sentences of one paragraph that begin, one after the other, with the same words.
pub fn check(paper: &Paper, options: &Options) -> Vec<Finding> {
    let min_sentences = options.number("min-sentences").max(2);
    let min_one_word = options.number("min-sentences-one-word").max(min_sentences);
    let prose = &paper.prose;
    let mut findings = Vec::new();
    for block in &prose.blocks {
        let is_read = matches!(block.scope, Scope::Body | Scope::Abstract) && block.kind == BlockKind::Paragraph;
        let is_set = |role| matches!(role, Role::Acknowledgements | Role::Declarations | Role::References | Role::Appendix);
        if !is_read || block.section.is_some_and(|section| is_set(paper.outline.role(section))) {
            continue;
        }
        let sentences = prose.block_sentences(block);
        if sentences.len() < min_sentences || is_proof(prose, sentences) {
            continue;
        }
        let mut start = 0;
        while start < sentences.len() {
            let length = same_opening(prose, &sentences[start..], |opening| opening);
            let one_word = same_opening(prose, &sentences[start..], |[first, _]| first);
            let is_article =
                prose.sentence_tokens(&sentences[start]).first().is_some_and(|token| is_article(prose, token));
            let length = match length >= min_sentences {
                true => length,
                false if one_word >= min_one_word && !is_article => one_word,
                false => 0,
            };
            if length > 0 {
                findings.extend(finding(prose, &sentences[start..start + length]));
            }
            start += length.max(1);
        }
    }
    findings
}

/// How many of `sentences`, from the first on, begin alike, by what `part` takes of their openings.
fn same_opening<T: PartialEq>(prose: &Prose, sentences: &[Sentence], part: fn([WordId; 2]) -> T) -> usize {
    let openings = sentences.iter().map(|sentence| opening(prose, sentence).map(part));
    let mut openings = openings.take_while(Option::is_some);
    let Some(first) = openings.next() else { return 0 };
    1 + openings.take_while(|opening| *opening == first).count()
}

/// Whether a word is an article or points back: a text that flows begins many sentences with one.
fn is_article(prose: &Prose, token: &Token) -> bool {
    matches!(prose.lexicon.word(token.word), "a" | "an" | "the" | "in")
}

/// The two words that a sentence of some length begins with; none where it begins with a number, a symbol or a mark, or
/// with a word that stands for a thing of its own: "Group A …", "Figure 2 …".
fn opening(prose: &Prose, sentence: &Sentence) -> Option<[WordId; 2]> {
    let [first, second, rest @ ..] = prose.sentence_tokens(sentence) else { return None };
    let is_plain = |token: &Token| token.is_word() && (token.end - token.start > 1 || prose.word(token) == "a");
    let is_first = first.is_word() && (first.end - first.start > 1 || matches!(prose.word(first), "I" | "A"));
    let goes_on = rest.iter().take(2).all(|token| matches!(token.kind, TokenKind::Word | TokenKind::Mark))
        && rest.iter().filter(|token| token.is_word()).count() >= 2;
    // "In the …": only where and when something is.
    let is_adverbial = matches!(prose.lexicon.word(first.word), "as" | "at" | "by" | "for" | "from" | "in" | "on" | "to" | "with")
        && matches!(prose.lexicon.word(second.word), "a" | "an" | "our" | "the" | "these" | "this");
    (is_first && is_plain(second) && goes_on && !is_adverbial).then_some([first.word, second.word])
}

/// Whether one of the sentences argues as a proof does: "Let …", "Suppose …", "Hence …".
fn is_proof(prose: &Prose, sentences: &[Sentence]) -> bool {
    sentences.iter().filter_map(|sentence| prose.sentence_tokens(sentence).first()).any(|token| {
        matches!(prose.lexicon.word(token.word), "let" | "suppose" | "assume" | "proof" | "lemma" | "theorem" | "define")
    })
}

/// One finding at the opening of the first sentence, with those of the others.
fn finding(prose: &Prose, sentences: &[Sentence]) -> Option<Finding> {
    let common = common_words(prose, sentences);
    let place = |sentence: &Sentence| -> Option<Span> {
        let tokens = prose.sentence_tokens(sentence).get(..common)?;
        Some(prose.span(tokens.first()?.start..tokens.last()?.end))
    };
    let (first, others) = sentences.split_first()?;
    let tokens = prose.sentence_tokens(first);
    let words = prose.slice(tokens.first()?.start..tokens.get(common - 1)?.end);
    let values = Values::new().text("words", words).number("sentences", sentences.len());
    let mut finding = Finding::new(place(first)?, values);
    for other in others {
        finding = finding.context(place(other)?, "and so does this one");
    }
    Some(finding)
}

/// How many words in a row all sentences begin with.
fn common_words(prose: &Prose, sentences: &[Sentence]) -> usize {
    let opening = |sentence: &Sentence| {
        let tokens = prose.sentence_tokens(sentence).iter();
        tokens.take_while(|token| token.is_word()).map(|token| token.word).collect::<Vec<_>>()
    };
    let first = opening(&sentences[0]);
    let shared = |other: &Sentence| first.iter().zip(opening(other)).take_while(|(a, b)| **a == *b).count();
    sentences[1..].iter().map(shared).min().unwrap_or(0).max(1)
}
