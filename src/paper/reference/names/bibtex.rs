use super::word::is_suffix;
use crate::paper::reference::Name;
use crate::syntax::bibtex::read_tex;

/// Splits the raw value of a BibTeX name field at "and", and reads each name; whether "others" ends them.
pub fn read_bibtex(raw: &str) -> (Vec<Name>, bool) {
    let mut names = Vec::new();
    let mut et_al = false;
    for part in split_braced(raw, |words, at| words[at..].starts_with(" and ")) {
        let part = part.trim();
        let part = part.strip_prefix("and ").unwrap_or(part).trim();
        match part {
            "" => {}
            "others" | "et al." | "et al" => et_al = true,
            _ => names.push(bibtex_name(part)),
        }
    }
    (names, et_al)
}

/// One name as BibTeX takes it apart: `von Last, Jr, First` or `First von Last`; in braces, an organisation's.
fn bibtex_name(raw: &str) -> Name {
    let whole = raw.starts_with('{') && crate::syntax::bibtex::closing_brace(raw) == Some(raw.len() - 1);
    if whole {
        return Name { family: read_tex(raw), given: String::new() };
    }
    let parts: Vec<&str> = split_braced(raw, |words, at| words.as_bytes()[at] == b',');
    if let [family, rest @ ..] = &parts[..]
        && !rest.is_empty()
    {
        let given = rest.last().copied().unwrap_or_default();
        return Name { family: read_tex(family), given: read_tex(given) };
    }
    let words: Vec<&str> =
        split_braced(raw, |words, at| matches!(words.as_bytes()[at], b' ' | b'~' | b'\n' | b'\t' | b'\r'));
    let words: Vec<String> = words
        .into_iter()
        .map(|word| read_tex(word.trim_matches([' ', '~', '\n', '\t', '\r'])))
        .filter(|word| !word.is_empty())
        .collect();
    let (words, suffix) = match words.split_last() {
        Some((last, rest)) if is_suffix(last) && !rest.is_empty() => (rest, Some(last)),
        _ => (&words[..], None),
    };
    let first_particle = words.iter().position(|word| word.chars().next().is_some_and(char::is_lowercase));
    let split = match first_particle {
        Some(at) if at + 1 < words.len() => at,
        _ => words.len().saturating_sub(1),
    };
    let mut given = words[..split].join(" ");
    if let Some(suffix) = suffix {
        given.push(' ');
        given.push_str(suffix);
    }
    Name { family: words[split..].join(" "), given }
}

/// Splits where `parts` says so, outside braces.
fn split_braced(raw: &str, parts: fn(&str, usize) -> bool) -> Vec<&str> {
    let flat = raw.replace(['\n', '\t', '\r'], " ");
    let mut depth = 0i32;
    let mut out = Vec::new();
    let mut start = 0;
    for (at, byte) in flat.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ if depth <= 0 && flat.is_char_boundary(at) && at >= start && parts(&flat, at) => {
                out.push(&raw[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&raw[start..]);
    out
}
