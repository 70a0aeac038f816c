use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a text takes on a terminal.
pub(super) fn width(text: &str) -> usize {
    let mut chars = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
        // Latin letters and the usual marks of writing take one column each; of others the crate knows.
        at += match byte {
            b' '..=b'~' => 1,
            0xC2 if next(1) > 0xA0 && next(1) != 0xAD => 2,
            0xC3..=0xCB => 2,
            0xE2 if next(1) == 0x80 && (0x90..=0xA6).contains(&next(2)) => 3,
            _ => return text.width(),
        };
        chars += 1;
    }
    chars
}

/// The first part of `text` that fits into `columns`, cut at a word where there is one, with `…` where it is cut.
pub(super) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    format!("{}…", fitting_start(text, columns.saturating_sub(1)).trim_end())
}

/// As [`shorten`], but keeps the end.
pub(super) fn shorten_start(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    format!("…{}", fitting_end(text, columns.saturating_sub(1)).trim_start())
}

/// The start and the end of a long text that fit into `columns` together with the ` … ` between them.
pub(super) fn shorten_middle(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(3);
    let start = fitting_start(text, room - room / 3).trim_end();
    let end = fitting_end(text, room.saturating_sub(width(start))).trim_start();
    format!("{start} … {end}")
}

fn fitting_start(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    let Some((end, next)) = end else {
        return text;
    };
    let fitting = &text[..end];
    let word = fitting.rfind(char::is_whitespace).filter(|&word| !next.is_whitespace() && word * 2 > end);
    word.map_or(fitting, |word| &fitting[..word])
}

fn fitting_end(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().rev().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    let Some((at, before)) = start else {
        return text;
    };
    let fitting = &text[at + before.len_utf8()..];
    // A mark that combines with a character that is cut off goes with it.
    let fitting = fitting.trim_start_matches(|c: char| c.width() == Some(0));
    let word = fitting.find(char::is_whitespace).filter(|&word| !before.is_whitespace() && word * 2 < fitting.len());
    word.map_or(fitting, |word| &fitting[word..])
}

/// A text in lines of a given width.
pub(super) struct Wrapped {
    pub lines: Vec<String>,
}

impl Wrapped {
    /// Breaks `text` at blanks, and within a word only where it alone is too long.
    pub fn new(text: &str, first: usize, rest: usize) -> Self {
        let mut lines: Vec<String> = vec![String::new()];
        let mut used = 0;
        for word in text.split_ascii_whitespace() {
            let columns = if lines.len() == 1 { first } else { rest };
            let gap = usize::from(used > 0);
            let whole = width(word);
            if used + gap + whole > columns && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut().filter(|_| used > 0) {
                line.push(' ');
                used += 1;
            }
            let mut word = word;
            if let Some(line) = lines.last_mut().filter(|_| used + whole <= rest.min(first)) {
                line.push_str(word);
                used += whole;
                continue;
            }
            loop {
                let columns = if lines.len() == 1 { first } else { rest };
                let mut end = 0;
                let mut taken = 0;
                for c in word.chars() {
                    let wide = c.width().unwrap_or(0);
                    if used + taken + wide > columns && end > 0 {
                        break;
                    }
                    taken += wide;
                    end += c.len_utf8();
                }
                if let Some(line) = lines.last_mut() {
                    line.push_str(&word[..end]);
                }
                used += taken;
                word = &word[end..];
                if word.is_empty() {
                    break;
                }
                lines.push(String::new());
                used = 0;
            }
        }
        Wrapped { lines }
    }

    pub fn indented(&self, first: usize, rest: usize) -> impl Iterator<Item = String> {
        let indent = move |number: usize| if number == 0 { first } else { rest };
        self.lines.iter().enumerate().map(move |(number, line)| format!("{:1$}{line}", "", indent(number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_here_takes_what_the_crate_says() {
        for char in ('\u{20}'..='\u{3000}').filter(|char| !char.is_control()) {
            let text = format!("a{char}b");
            assert_eq!(width(&text), text.width(), "U+{:04X}", char as u32);
        }
    }
}
