use std::ops::Range;

/// An attribute list is at most this long.
const MAX_LENGTH: usize = 4000;

/// What stands in `{#id .class key=value}`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attributes {
    /// The identifier and its bytes, with the `#`.
    pub id: Option<(Box<str>, Range<usize>)>,
    /// The classes, parted by blanks.
    pub classes: String,
    /// The byte after the closing brace.
    pub end: usize,
    /// Whether the list begins with an identifier or a class, which running text hardly does.
    pub is_plain: bool,
}

/// Reads the attribute list that begins with the `{` at byte `at`. `None` where it is none.
pub fn read(text: &str, at: usize) -> Option<Attributes> {
    let bytes = text.as_bytes();
    let limit = bytes.len().min(at.saturating_add(MAX_LENGTH));
    let mut list = Attributes::default();
    let mut position = at + 1;
    let mut count = 0;
    if bytes.get(at) != Some(&b'{') {
        return None;
    }
    if bytes.get(position) == Some(&b':') {
        position += 1;
    }
    loop {
        while position < limit && bytes[position].is_ascii_whitespace() {
            position += 1;
        }
        if position >= limit {
            return None;
        }
        if bytes[position] == b'}' {
            list.end = position + 1;
            return (count > 0).then_some(list);
        }
        let start = position;
        let mut equals = None;
        while position < limit && !bytes[position].is_ascii_whitespace() && bytes[position] != b'}' {
            match bytes[position] {
                b'{' => return None,
                b'=' if equals.is_none() => equals = Some(position),
                quote @ (b'"' | b'\'') if equals.is_some_and(|equals| equals + 1 == position) => {
                    let close = bytes[position + 1..limit].iter().position(|&byte| byte == quote)?;
                    position += close + 1;
                }
                _ => {}
            }
            position += 1;
        }
        let token = text.get(start..position)?;
        match bytes[start] {
            b'#' if token.len() > 1 => {
                if list.id.is_none() {
                    list.id = Some((token[1..].into(), start..position));
                }
                list.is_plain |= count == 0;
            }
            b'.' if token.len() > 1 && token.as_bytes()[1].is_ascii_alphabetic() => {
                if !list.classes.is_empty() {
                    list.classes.push(' ');
                }
                list.classes.push_str(&token[1..]);
                list.is_plain |= count == 0;
            }
            b'-' if token == "-" => list.is_plain |= count == 0,
            _ => match equals {
                // `{=html}` marks raw text of a format; `{key=value}` is an attribute.
                Some(equals) if is_name(&text[start..equals]) && equals + 1 < position => {}
                _ => return None,
            },
        }
        count += 1;
    }
}

fn is_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':'))
        && !name.starts_with(|first: char| first.is_ascii_digit())
}
