use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Lower case, without diacritics, with straight quotes and hyphens, without invisible characters.
///
/// Two forms that fold alike are the same word to every rule. Folding twice changes nothing.
pub fn fold(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        return Cow::Owned(fold_unicode(text));
    }
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}

fn fold_unicode(text: &str) -> String {
    let mut folded = fold_once(text);
    // What was taken out may have kept marks apart that now change places or compose: at most a few times.
    for _ in 0..4 {
        let again = fold_once(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

fn fold_once(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.nfd().flat_map(char::to_lowercase).nfd() {
        match char {
            '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' => {}
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => {}
            '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '‹' | '›' => folded.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => folded.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-'),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => folded.push(' '),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            'ﬀ' => folded.push_str("ff"),
            'ﬁ' => folded.push_str("fi"),
            'ﬂ' => folded.push_str("fl"),
            'ﬃ' => folded.push_str("ffi"),
            'ﬄ' => folded.push_str("ffl"),
            'ﬅ' | 'ﬆ' => folded.push_str("st"),
            _ => folded.push(char),
        }
    }
    // Decomposing took Hangul apart too; what is left of it composes again.
    folded.nfc().collect()
}

/// What stands before a surname and is written, left out or joined as house styles please.
const PARTICLES: &[&str] = &[
    "af", "al", "ap", "av", "ben", "bin", "bint", "d", "da", "das", "de", "del", "della", "den", "der", "di", "do",
    "dos", "du", "el", "het", "ibn", "la", "las", "le", "les", "los", "op", "ten", "ter", "the", "van", "vom", "von",
    "zu", "zum", "zur",
];

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// A surname for comparing: folded, without particles, suffixes, apostrophes and full stops, one blank for a hyphen.
///
/// `van der Berg` and `Berg`, `Al-Rashid` and `Rashid`, `O’Neill` and `ONeill` are alike. A name of particles alone is
/// kept whole: `Le`, `Da`.
pub fn fold_name(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<String> = folded
        .split(|char: char| char.is_whitespace() || char == '-' || char == ',')
        .map(|word| word.chars().filter(|&char| char != '\'' && char != '.').collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let mut rest = words.as_slice();
    while let [first, more @ ..] = rest
        && !more.is_empty()
        && PARTICLES.contains(&first.as_str())
    {
        rest = more;
    }
    while let [more @ .., last] = rest
        && !more.is_empty()
        && SUFFIXES.contains(&last.as_str())
    {
        rest = more;
    }
    fold(&rest.join(" ")).into_owned()
}
