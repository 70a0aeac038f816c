use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Prose, lies_in};
use crate::rule::{Options, Values};
use crate::source::Format;
use crate::text::{Token, TokenKind};
use std::ops::Range;

/// "a" before a vowel sound, "an" before a consonant; one finding each.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let prose = &paper.prose;
    let mut findings = Vec::new();
    for block in prose.blocks.iter().filter(|block| block.scope.is_authors_own()) {
        let tokens = prose.block_tokens(block);
        let mut quotations = None;
        for index in 0..tokens.len().saturating_sub(1) {
            let (article, next) = (&tokens[index], &tokens[index + 1]);
            if article.end - article.start > 2 || !article.is_word() {
                continue;
            }
            let Some(proper) = proper(prose, article, next).filter(|_| is_article(prose, tokens, index)) else { continue };
            if prose.is_of_address(block, next)
                || lies_in(quotations.get_or_insert_with(|| prose.quotations(block)), article.start)
                || !stands_in_line(paper, article.start..next.end)
            {
                continue;
            }
            let span = prose.span(article.range());
            let values = Values::new()
                .text("found", prose.slice(article.start..next.end))
                .text("proper", format!("{proper} {}", prose.word(next)));
            let fix = Fix {
                title: format!("write “{proper}”"),
                safety: Safety::Unsafe,
                edits: vec![Edit { span, text: proper.to_owned() }],
            };
            findings.push(Finding::new(prose.span(article.start..next.end), values).fix(fix));
        }
    }
    findings
}

/// Whether the words stand in the file as they are read, and in text from set pages on one line: columns run together there.
fn stands_in_line(paper: &Paper, range: Range<u32>) -> bool {
    let written = paper.slice(paper.prose.span(range.clone()));
    written.len() == range.len() && (paper.root().format != Format::Plain || !written.contains('\n'))
}

/// The article that should stand before `next` where another does.
fn proper(prose: &Prose, article: &Token, next: &Token) -> Option<&'static str> {
    let sound = sound(prose, next)?;
    match (prose.word(article), sound) {
        ("a", Sound::Vowel) => Some("an"),
        ("A", Sound::Vowel) => Some("An"),
        ("an", Sound::Consonant) => Some("a"),
        ("An", Sound::Consonant) => Some("A"),
        _ => None,
    }
}

/// Whether the letter or word is an article and no label, variable or foreign word: small words stand around it.
fn is_article(prose: &Prose, tokens: &[Token], index: usize) -> bool {
    let is_plain = |token: &Token| token.is_word() && token.end - token.start > 1;
    let blank = tokens[index + 1].start == tokens[index].end + 1;
    let before = index.checked_sub(1).and_then(|at| tokens.get(at));
    let fits_before = before.is_none_or(|before| {
        let word = prose.word(before);
        let is_small = is_plain(before) && word.starts_with(|char: char| char.is_ascii_lowercase());
        let is_mark = matches!(word, "," | "(" | "." | ";" | ":" | "—" | "–");
        (is_small && before.end < tokens[index].start || is_mark)
            && !matches!(word, "type" | "types" | "group" | "groups" | "vitamin" | "class" | "option" | "part" | "panel" | "step" | "case" | "point" | "de" | "la")
    });
    let after = tokens.get(index + 2);
    let is_capital_start = prose.word(&tokens[index]).starts_with('A') && before.is_some_and(|before| prose.word(before) != ".");
    // An article has a noun to come: a word of grammar after the next but one is in order, a word of grammar next is not.
    let next_is_grammar = prose.lexicon.is_stopword(tokens[index + 1].word) && tokens[index + 1].is_word();
    blank && fits_before && !is_capital_start && !next_is_grammar && after.is_none_or(|after| prose.word(after) != "=")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sound {
    Vowel,
    Consonant,
}

/// The sound that a word or number begins with; `None` where it is not certain.
fn sound(prose: &Prose, token: &Token) -> Option<Sound> {
    match token.kind {
        TokenKind::Number => of_number(prose.word(token)),
        TokenKind::Word => {
            let word = prose.word(token);
            let part = word.split(['-', '\u{2010}', '\u{2011}', '\'', '’']).next().unwrap_or_default();
            if !part.bytes().all(|byte| byte.is_ascii_alphabetic()) || part.len() < 2 {
                return None;
            }
            let capitals = part.bytes().filter(u8::is_ascii_uppercase).count();
            match capitals {
                0 => of_word(part),
                // Names are said as their owners say them.
                1 if part.starts_with(|char: char| char.is_ascii_uppercase()) => None,
                _ => of_letters(part.strip_suffix('s').unwrap_or(part)),
            }
        }
        TokenKind::Mark | TokenKind::Object => None,
    }
}

/// "an 8", "an 11", "an 18", and "a" before all others; numbers of more digits may be read in several ways.
fn of_number(number: &str) -> Option<Sound> {
    let digits: &str = &number[..number.bytes().take_while(u8::is_ascii_digit).count()];
    let is_whole = digits.len() == number.len();
    match digits {
        _ if digits.starts_with('8') && (is_whole || digits.len() <= 2) => Some(Sound::Vowel),
        "11" | "18" => Some(Sound::Vowel),
        _ if digits.len() <= 2 && is_whole && !digits.is_empty() => Some(Sound::Consonant),
        _ => None,
    }
}

/// Beginnings of words that may have the sound of "you" or "one" first.
const YOU: &[&str] = &["eu", "ew", "one", "once"];

/// Beginnings of words whose `h` is silent.
const SILENT: &[&str] = &["heir", "hon", "hour"];

fn of_word(word: &str) -> Option<Sound> {
    let begins = |list: &[&str]| list.iter().any(|beginning| word.starts_with(beginning));
    match word.as_bytes()[0] {
        b'a' | b'i' => Some(Sound::Vowel),
        b'e' | b'o' if begins(YOU) => {
            // "a European", "a one-off"; "onerous" and "ewe" are too few to matter.
            (word.starts_with("eu") || word == "one" || word == "once").then_some(Sound::Consonant)
        }
        b'e' | b'o' => Some(Sound::Vowel),
        b'u' => of_u(word),
        b'h' if begins(SILENT) => None,
        // "an historic", "an hypothesis": the first syllable is weak, and both are in use.
        b'h' if begins(&["hist", "hyp", "hab", "herb", "hot", "hal"]) => None,
        b'h' | b'y' | b'x' => (word.len() > 3 && !word.starts_with('x')).then_some(Sound::Consonant),
        // A consonant before another that is not said ("gnome") is one all the same.
        _ => (word.len() > 2).then_some(Sound::Consonant),
    }
}

fn of_u(word: &str) -> Option<Sound> {
    let rest = &word[1..];
    let is = |beginnings: &[&str]| beginnings.iter().any(|beginning| rest.starts_with(beginning));
    if let Some(rest) = rest.strip_prefix("ni") {
        // "uninformed", "unimportant"; "union", "universal", "unified", "unique".
        let is_negation = rest.starts_with("m") || rest.starts_with("n") || rest.starts_with("d") || rest.starts_with("dent");
        return match is_negation {
            true if rest.starts_with("dir") => Some(Sound::Consonant),
            true => Some(Sound::Vowel),
            false if rest.starts_with(['t', 'f', 'v', 'q', 'o', 'c', 'l', 'p']) => Some(Sound::Consonant),
            false => None,
        };
    }
    match () {
        () if is(&["nan"]) => None,
        () if is(&["n", "p", "lt", "lc", "mb", "rg", "rb", "sh", "tt", "nd", "rn", "gl"]) => Some(Sound::Vowel),
        () if is(&["se", "su", "sa", "ti", "to", "biq", "reth", "te"]) => Some(Sound::Consonant),
        () => None,
    }
}

/// Acronyms that are said letter by letter for certain: without a vowel, or beginning with two consonants that begin no
/// English word.
fn of_letters(acronym: &str) -> Option<Sound> {
    // Said as words although they look like letters.
    const SAID: &[&str] = &["SQL", "LTCH", "HTTP", "FTP"];
    let bytes = acronym.as_bytes();
    let is_vowel = |byte: u8| matches!(byte, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y');
    if !bytes.iter().all(u8::is_ascii_uppercase) || !(2..=5).contains(&bytes.len()) || SAID.contains(&acronym) {
        return None;
    }
    let first = bytes[0];
    let sound = match first {
        b'F' | b'H' | b'L' | b'M' | b'N' | b'R' | b'S' | b'X' | b'A' | b'E' | b'I' | b'O' => Sound::Vowel,
        _ => Sound::Consonant,
    };
    const ONSETS: &[&[u8; 2]] = &[
        b"BL", b"BR", b"CH", b"CL", b"CR", b"DR", b"FL", b"FR", b"GL", b"GR", b"KN", b"PH", b"PL", b"PR", b"PS", b"RH", b"SC", b"SH",
        b"SK", b"SL", b"SM", b"SN", b"SP", b"SQ", b"ST", b"SW", b"TH", b"TR", b"TW", b"WH", b"WR",
    ];
    let begins_word = ONSETS.iter().any(|onset| bytes.starts_with(*onset));
    let is_spelt = !bytes.iter().any(|byte| is_vowel(*byte)) || !is_vowel(first) && !is_vowel(bytes[1]) && !begins_word;
    is_spelt.then_some(sound)
}
