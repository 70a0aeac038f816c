use std::ops::Range;

/// Prefixes of labels before a colon, as pandoc-crossref, pandoc-fignos and bookdown have them.
const COLON_PREFIXES: &[&str] = &[
    "fig", "figure", "tbl", "tab", "table", "eq", "eqn", "sec", "lst", "alg", "algo", "thm", "lem", "cor", "prp",
    "def", "exm", "sfig", "stbl", "suppfig", "supptbl", "video",
];

/// Prefixes of labels before a hyphen, as Quarto has them.
const HYPHEN_PREFIXES: &[&str] = &[
    "fig", "tbl", "eq", "sec", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg",
    "nte", "tip", "wrn", "imp", "cau", "suppfig", "supptbl",
];

/// Prefixes of identifiers that Manubot resolves; what follows may hold any of the letters of a DOI or an address.
const IDENTIFIERS: &[&str] =
    &["doi", "pmid", "pmcid", "arxiv", "isbn", "url", "http", "https", "wikidata", "raw", "tag"];

/// A key in the text: `@key`, `-@key`, `@{key}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The whole of it, from `-` or `@` (or a Pandoc filter's `!`, `+`, `*`, `{` before a label) to its end.
    pub whole: Range<usize>,
    /// The key alone.
    pub key: Range<usize>,
    pub suppress_author: bool,
    /// Whether it is a label of a figure, table, equation, section, and no work.
    pub is_label: bool,
}

/// Reads the key whose `@` is at byte `at`. `None` where the `@` begins none, as in an e-mail address.
pub fn read(text: &str, at: usize) -> Option<Key> {
    let bytes = text.as_bytes();
    let before = text.get(..at)?.chars().next_back();
    if before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '\\' | '@' | '_' | '.' | '/')) {
        return None;
    }
    let (key, mut end) = match bytes.get(at + 1)? {
        b'{' => {
            let close = bytes[at + 2..].iter().take(300).position(|&byte| matches!(byte, b'}' | b'{' | b'\n'))?;
            let close = at + 2 + close;
            if bytes[close] != b'}' || close == at + 2 {
                return None;
            }
            (at + 2..close, close + 1)
        }
        _ => {
            let end = plain_end(text, at + 1)?;
            (at + 1..end, end)
        }
    };
    let is_label = is_label(text.get(key.clone())?);
    let suppress_author = before == Some('-') && !is_before_word(text, at - 1);
    let mut start = at - usize::from(suppress_author);
    if is_label && !suppress_author {
        start -= usize::from(matches!(before, Some('!' | '+' | '*')));
        if bytes[..start].last() == Some(&b'{') && bytes.get(end) == Some(&b'}') {
            (start, end) = (start - 1, end + 1);
        }
    }
    Some(Key { whole: start..end, key, suppress_author, is_label })
}

/// Whether the hyphen at `at` follows a word, so that it is that word's.
fn is_before_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Whether a key is a label by its prefix: `fig:map`, `fig-map`.
pub fn is_label(key: &str) -> bool {
    let Some(at) = key.find([':', '-']) else { return false };
    let (prefix, rest) = (&key[..at], &key[at + 1..]);
    let prefixes = if key.as_bytes()[at] == b':' { COLON_PREFIXES } else { HYPHEN_PREFIXES };
    !rest.is_empty() && prefixes.iter().any(|known| known.eq_ignore_ascii_case(prefix))
}

/// The end of a key without braces, after Pandoc's rule: a letter, digit or `_`, then such and single marks of
/// punctuation inside.
fn plain_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    if !first.is_alphanumeric() && first != '_' {
        return None;
    }
    let prefix = rest.bytes().take(9).position(|byte| byte == b':');
    let is_identifier = prefix
        .and_then(|at| rest.get(..at))
        .is_some_and(|prefix| IDENTIFIERS.iter().any(|known| known.eq_ignore_ascii_case(prefix)));
    let mut end = start;
    let mut last_is_word = true;
    let mut parentheses = 0usize;
    for (at, letter) in rest.char_indices() {
        let is_word = letter.is_alphanumeric() || letter == '_';
        match letter {
            _ if is_word => {}
            ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/' => {
                if !last_is_word && !is_identifier {
                    break;
                }
            }
            '(' if is_identifier => parentheses += 1,
            ')' if is_identifier && parentheses > 0 => {
                parentheses -= 1;
                end = start + at + 1;
            }
            _ => break,
        }
        if is_word || (is_identifier && letter == '/') {
            end = start + at + letter.len_utf8();
        }
        last_is_word = is_word;
    }
    // An opened parenthesis that the key does not close is the sentence's.
    let key = &text[start..end];
    let open = key.matches('(').count();
    let closed = key.matches(')').count();
    if open > closed {
        end = start + key.rfind('(')?;
    }
    (end > start).then_some(end)
}
