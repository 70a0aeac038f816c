use super::FloatKind;
use crate::paper::prose::{Prose, Scope};
use crate::text::{Token, TokenKind, WordId};
use rustc_hash::{FxHashMap, FxHashSet};

/// The words that name floats, folded.
const NAMES: &[(&str, FloatKind)] = &[
    ("figure", FloatKind::Figure),
    ("figures", FloatKind::Figure),
    ("fig", FloatKind::Figure),
    ("figs", FloatKind::Figure),
    ("scheme", FloatKind::Figure),
    ("schemes", FloatKind::Figure),
    ("table", FloatKind::Table),
    ("tables", FloatKind::Table),
    ("tab", FloatKind::Table),
    ("tabs", FloatKind::Table),
    ("listing", FloatKind::Listing),
    ("listings", FloatKind::Listing),
    ("algorithm", FloatKind::Algorithm),
    ("algorithms", FloatKind::Algorithm),
];

/// Words that make `Table 1` a table of the supplement: `S1`.
const SUPPLEMENTARY: &[&str] = &["supplementary", "supplemental", "supporting", "supplement", "suppl", "supp"];

/// A list of numbers is followed for so many tokens.
const LONGEST_LIST: usize = 60;
/// A range that names more floats is none.
const WIDEST: u32 = 60;

/// The numbers, in capitals, that words for floats name anywhere but in reference lists and a caption's own label, in
/// whatever case and form: "figs 2 to 4", "table S1", "Fig. 2b", "Figures 3, 5 and 7a–c".
///
/// More generous than [`references`](super::references): it says whether a float may be named, not where.
pub fn numbers_named(prose: &Prose) -> FxHashSet<(FloatKind, String)> {
    let mut named = FxHashSet::default();
    let find = |word: &str| prose.lexicon.find(word);
    let names: FxHashMap<WordId, FloatKind> =
        NAMES.iter().filter_map(|(word, kind)| Some((find(word)?, *kind))).collect();
    let supplementary: Vec<WordId> = SUPPLEMENTARY.iter().filter_map(|word| find(word)).collect();
    for block in prose.blocks.iter().filter(|block| !matches!(block.scope, Scope::References | Scope::Furniture)) {
        let tokens = prose.block_tokens(block);
        // A caption's own label, with "Supplementary" or "Extended Data" before it, names nothing.
        let own = if block.scope == Scope::Caption { 3 } else { 0 };
        for (at, token) in tokens.iter().enumerate() {
            let Some(kind) = names.get(&token.word) else { continue };
            if at < own && tokens[..at].iter().all(Token::is_word) {
                continue;
            }
            let is_supplement = at > 0 && supplementary.contains(&tokens[at - 1].word);
            numbers(prose, &tokens[at + 1..], |number| {
                if is_supplement && !number.starts_with('S') {
                    named.insert((*kind, format!("S{number}")));
                }
                named.insert((*kind, number));
            });
        }
    }
    named
}

/// Gives the numbers of the list that `tokens` begin with, those between the ends of a range included.
fn numbers(prose: &Prose, tokens: &[Token], mut give: impl FnMut(String)) {
    let mut last: Option<String> = None;
    let mut is_range = false;
    for token in tokens.iter().take(LONGEST_LIST) {
        let word = prose.word(token);
        match token.kind {
            TokenKind::Mark => match word {
                "–" | "-" | "—" | "−" | "‐" | "‑" => is_range = true,
                "." if last.is_some() => return,
                "." | "," | "(" | ")" | "&" | "/" | ";" => {}
                _ => return,
            },
            TokenKind::Word if matches!(word, "to" | "through") => is_range = last.is_some(),
            TokenKind::Word if matches!(word, "and" | "or" | "panel" | "panels" | "Supplementary" | "see" | "also") => {
            }
            TokenKind::Word | TokenKind::Number => {
                let parts = word.split(['-', '–', '‐', '‑']);
                let mut any = false;
                for part in parts {
                    let Some(number) = number_of(part) else {
                        is_range = false;
                        continue;
                    };
                    if let Some(first) = last.as_deref().filter(|_| is_range || any) {
                        between(first, &number, &mut give);
                    }
                    is_range = false;
                    any = true;
                    last = Some(number.clone());
                    give(number);
                }
                // "a", "B", "a-c": panels; a point or dash may make `B.2` of the letter and what follows.
                let is_panel = word.len() <= 3 && word.split('-').all(|letter| letter.len() == 1);
                if !any && !is_panel {
                    return;
                }
                if !any && last.is_none() {
                    return lettered(prose, tokens, &mut give);
                }
            }
            TokenKind::Object => return,
        }
    }
}

/// `B.2`, which is scanned as three tokens.
fn lettered(prose: &Prose, tokens: &[Token], give: &mut impl FnMut(String)) {
    let mut rest = tokens.iter().skip_while(|token| token.kind == TokenKind::Mark);
    if let (Some(letter), Some(point), Some(number)) = (rest.next(), rest.next(), rest.next())
        && letter.end == point.start
        && point.end == number.start
        && let Some(digits) = number_of(prose.word(number))
    {
        give(format!("{}{}{digits}", prose.word(letter).to_uppercase(), prose.word(point)));
    }
}

/// The number of `2`, `2b`, `S1`, `s1a`, `3.1` or `IV`, in capitals.
fn number_of(word: &str) -> Option<String> {
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = word[letters..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    if digits == 0 {
        let is_roman = !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        return is_roman.then(|| word.to_owned());
    }
    let panel = word.len() - letters - digits;
    let number = word.get(..letters + digits)?.trim_end_matches('.');
    (letters <= 2 && panel <= 2).then(|| number.to_ascii_uppercase())
}

/// Gives what lies between the ends of the range `2` to `5`, or `S2` to `S5` or `5`.
fn between(first: &str, last: &str, give: &mut impl FnMut(String)) {
    let digits = |number: &str| number.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok();
    let prefix: String = first.chars().take_while(char::is_ascii_alphabetic).collect();
    if let (Some(from), Some(to)) = (digits(first), digits(last))
        && to > from
        && to - from <= WIDEST
    {
        (from + 1..=to).for_each(|number| give(format!("{prefix}{number}")));
    }
}
