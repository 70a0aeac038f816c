use crate::diagnostic::Finding;
use crate::paper::{Paper, Scope};
use crate::rule::{Options, Values};

/// Letters of Cyrillic and Greek that look like Latin ones, and these.
const ALIKE: &[(char, char)] = &[
    ('а', 'a'), ('в', 'b'), ('е', 'e'), ('к', 'k'), ('м', 'm'), ('н', 'h'), ('о', 'o'), ('р', 'p'), ('с', 'c'),
    ('т', 't'), ('у', 'y'), ('х', 'x'), ('ѕ', 's'), ('і', 'i'), ('ј', 'j'), ('ԁ', 'd'), ('ԛ', 'q'), ('ԝ', 'w'),
    ('А', 'A'), ('В', 'B'), ('Е', 'E'), ('К', 'K'), ('М', 'M'), ('Н', 'H'), ('О', 'O'), ('Р', 'P'), ('С', 'C'),
    ('Т', 'T'), ('У', 'Y'), ('Х', 'X'), ('Ѕ', 'S'), ('І', 'I'), ('Ј', 'J'),
    ('ο', 'o'), ('ν', 'v'), ('ι', 'i'), ('Α', 'A'), ('Β', 'B'), ('Ε', 'E'), ('Ζ', 'Z'), ('Η', 'H'), ('Ι', 'I'),
    ('Κ', 'K'), ('Μ', 'M'), ('Ν', 'N'), ('Ο', 'O'), ('Ρ', 'P'), ('Τ', 'T'), ('Υ', 'Y'), ('Χ', 'X'),
];

/// Words of Latin letters in which a letter of another script stands that looks like a Latin one; one finding each.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut findings = Vec::new();
    let has_any = prose.text.bytes().any(|byte| (0xCE..=0xD4).contains(&byte));
    let blocks = prose.blocks.iter().filter(|block| has_any && block.scope != Scope::Furniture);
    for token in blocks.flat_map(|block| prose.block_tokens(block)).filter(|token| token.is_word()) {
        let word = prose.word(token);
        if word.bytes().any(|byte| (0xCE..=0xD4).contains(&byte))
            && let Some((letter, like)) = false_letter(word)
        {
            let values = Values::new()
                .text("word", word)
                .text("letter", letter.to_string())
                .text("script", if ('\u{400}'..='\u{52F}').contains(&letter) { "Cyrillic" } else { "Greek" })
                .text("code", format!("U+{:04X}", letter as u32))
                .text("like", like.to_string());
            findings.push(Finding::new(prose.span(token.range()), values));
        }
    }
    findings
}

/// The first letter of `word` that is not of the script of its neighbours and looks as if it were, and what it looks like.
fn false_letter(word: &str) -> Option<(char, char)> {
    let letters = |part: &str| part.chars().filter(|char| char.is_alphabetic()).collect::<Vec<_>>();
    word.split(['-', '\u{2010}', '\u{2011}', '_', '\'', '’']).find_map(|part| {
        let letters = letters(part);
        let latin = letters.iter().filter(|char| is_latin(**char)).count();
        let foreign = letters.len() - latin;
        // Two letters are a symbol ("Δx"), and a word that has as many foreign letters is a formula.
        if letters.len() < 3 || latin <= foreign || foreign == 0 {
            return None;
        }
        // One foreign letter that looks like no Latin one is meant: "TNFα", "αB".
        let all = letters.iter().filter(|char| !is_latin(**char)).map(|char| alike(*char)).collect::<Option<Vec<_>>>()?;
        let first = letters.iter().position(|char| !is_latin(*char))?;
        let is_greek = !('\u{400}'..='\u{52F}').contains(&letters[first]);
        // Greek letters are set before and after symbols of Latin letters: only inside a word is one wrong for sure.
        let is_inside = first > 0 && letters.get(first + 1).is_some_and(|next| is_latin(*next));
        (!is_greek || is_inside).then(|| (letters[first], all[0]))
    })
}

fn is_latin(char: char) -> bool {
    char.is_ascii_alphabetic() || matches!(char, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn alike(char: char) -> Option<char> {
    ALIKE.iter().find(|(foreign, _)| *foreign == char).map(|(_, latin)| *latin)
}
