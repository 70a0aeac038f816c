/// What stands before an entry to name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// `[3]`, `(3)`
    Bracketed(u32),
    /// `3.`, `3)`
    Plain(u32),
    /// `[Ber19]`
    Label(String),
}

impl Mark {
    pub fn number(&self) -> Option<u32> {
        match self {
            Mark::Bracketed(number) | Mark::Plain(number) => Some(*number),
            Mark::Label(_) => None,
        }
    }
}

/// The mark at the start of an entry and its length, the blanks after it included.
pub fn read(text: &str) -> Option<(Mark, usize)> {
    let lead = text.len() - text.trim_start().len();
    let rest = &text[lead..];
    let (mark, length) = match rest.chars().next()? {
        open @ ('[' | '(') => {
            let close = if open == '[' { ']' } else { ')' };
            let end = rest[..rest.floor_char_boundary(16)].find(close)?;
            let inside = rest[1..end].trim();
            let mark = match number(inside) {
                Some(number) => Mark::Bracketed(number),
                None if open == '[' && is_label(inside) => Mark::Label(inside.to_owned()),
                None => return None,
            };
            (mark, end + 1)
        }
        c if c.is_ascii_digit() => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number = number(&rest[..digits])?;
            let after = &rest[digits..];
            if !after.starts_with(['.', ')']) || !after[1..].starts_with([' ', '\u{a0}', '\t']) {
                return None;
            }
            (Mark::Plain(number), digits + 1)
        }
        _ => return None,
    };
    let after = &rest[length..];
    let blanks = after.len() - after.trim_start_matches([' ', '\u{a0}', '\t', '.', ':']).len();
    (blanks < after.len()).then_some((mark, lead + length + blanks))
}

/// A list number; years are none.
fn number(digits: &str) -> Option<u32> {
    let all_digits = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| all_digits && (1..1500).contains(number))
}

/// `Ber19`, `BD03a`, `Berg+19`: letters, then two or four digits.
fn is_label(text: &str) -> bool {
    let letters = text.chars().take_while(|c| c.is_alphabetic() || *c == '+').count();
    let rest: String = text.chars().skip(letters).collect();
    let digits = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=8).contains(&letters)
        && text.starts_with(char::is_uppercase)
        && matches!(digits.len(), 2 | 4)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && rest.len() - digits.len() <= 1
}
