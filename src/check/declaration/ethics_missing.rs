use crate::diagnostic::Finding;
use crate::paper::{DeclarationKind, Paper, Role, Sentence};
use crate::rule::{Options, Values};
use crate::text::{Token, TokenKind, WordId};

/// Whom a study is made with, folded.
const SUBJECTS: &[&str] = &[
    "participants", "patients", "volunteers", "respondents", "interviewees", "children", "adults", "mice", "rats", "rabbits",
    "pigs", "macaques",
];

/// What is done with them so that an approval is needed, folded.
const DEEDS: &[&str] = &[
    "recruited", "enrolled", "interviewed", "randomised", "randomized", "injected", "anaesthetised", "anesthetized",
    "euthanised", "euthanized", "sacrificed",
];

/// A study with people or animals that says nothing of an approval or consent.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let lexicon = &paper.prose.lexicon;
    let met = |words: &[&'static str]| -> Vec<_> { words.iter().filter_map(|word| Some((lexicon.find(word)?, *word))).collect() };
    let (subjects, deeds) = (met(SUBJECTS), met(DEEDS));
    if subjects.is_empty()
        || deeds.is_empty()
        || paper.hints_at(DeclarationKind::Ethics)
        || !paper.is_study()
        || paper.is_of_another_kind()
    {
        return Vec::new();
    }
    let in_methods = |sentence: &&Sentence| {
        let section = paper.prose.block(sentence.block).section;
        section.is_some_and(|section| paper.outline.role(section) == Role::Methods)
    };
    // The sentence must count them: "patients are often recruited" is about other studies.
    let evidence = paper.prose.sentences.iter().filter(in_methods).find_map(|sentence| {
        let tokens = paper.prose.sentence_tokens(sentence);
        let counts = tokens.iter().any(|token| token.kind == TokenKind::Number);
        Some((sentence, first_of(tokens, &subjects)?, first_of(tokens, &deeds)?)).filter(|_| counts)
    });
    let Some((sentence, subject, deed)) = evidence else { return Vec::new() };
    let values = Values::new().text("subject", subject).text("deed", deed);
    vec![Finding::new(paper.prose.span(sentence.start..sentence.end), values)]
}

fn first_of(tokens: &[Token], words: &[(WordId, &'static str)]) -> Option<&'static str> {
    tokens.iter().find_map(|token| words.iter().find(|(id, _)| *id == token.word).map(|(_, word)| *word))
}
