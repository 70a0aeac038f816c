use crate::report::plain_line;
use crate::report::view::{Said, said as parts};

/// Keeps a name from being called, and a number from being taken for an issue: hosts look for those in the text after
/// Markdown has been read, where a backslash is gone.
const JOINER: char = '\u{2060}';

/// Text as Markdown that says the same and does nothing: one line, no markup, no links, no mentions.
pub(super) fn escape(text: &str) -> String {
    let text = plain_line(text.trim_matches(['\n', '\r', '\t']));
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut at_start = true;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' | '#' if next.is_some_and(char::is_alphanumeric) => out.extend(['\\', c, JOINER]),
            '#' => out.extend(['\\', c]),
            // `http://` and `www.` become links without any markup.
            ':' if next == Some('/') => out.extend(['\\', c]),
            '.' if text.get(..at).is_some_and(|before| before.ends_with("www") || before.ends_with("WWW")) => {
                out.extend(['\\', c]);
            }
            // A list, a rule or an underlined heading at the start of a line.
            '-' | '+' | '=' if at_start => out.extend(['\\', c]),
            '.' | ')' if text.get(..at).is_some_and(is_list_number) => out.extend(['\\', c]),
            c => out.push(c),
        }
        at_start &= c == ' ';
    }
    out
}

/// Whether a line that begins so would be an item of a numbered list.
fn is_list_number(text: &str) -> bool {
    let number = text.trim_start();
    (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a rule says; words between backticks are code.
pub(super) fn said(text: &str) -> String {
    let parts = parts(text).into_iter().map(|part| match part {
        Said::Words(words) => escape(words),
        Said::Code(code) => format!("<code>{}</code>", escape(code)),
    });
    parts.collect()
}
