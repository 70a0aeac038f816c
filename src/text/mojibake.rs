use std::ops::Range;

/// UTF-8 that was read as Windows-1252 or Latin-1: `Ã©` for `é`, `â€™` for `’`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mojibake {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What was meant.
    pub meant: String,
}

/// Every run of mojibake in a text.
///
/// A run is a sequence of characters whose bytes in Windows-1252 are well-formed UTF-8 of a letter or mark that European
/// texts have; what may be real (a capital with an accent before a symbol) is left alone.
pub fn mojibake(text: &str) -> Vec<Mojibake> {
    let bytes = text.as_bytes();
    let mut found: Vec<Mojibake> = Vec::new();
    // The leads U+00C2 to U+00EF are written C3 82 to C3 AF.
    for at in memchr::memchr_iter(0xC3, bytes) {
        let is_lead = bytes.get(at + 1).is_some_and(|byte| (0x82..=0xAF).contains(byte));
        if !is_lead || found.last().is_some_and(|last| at < last.range.end) {
            continue;
        }
        let Some((length, char)) = text.get(at..).and_then(decode) else { continue };
        match found.last_mut() {
            Some(last) if last.range.end == at => {
                last.range.end += length;
                last.meant.push(char);
            }
            _ => found.push(Mojibake { range: at..at + length, meant: char.to_string() }),
        }
    }
    found.retain(|found| is_sure(text, found));
    found
}

/// The character that the first characters of `text` are the bytes of, and how long these are.
fn decode(text: &str) -> Option<(usize, char)> {
    let mut chars = text.chars();
    let lead = byte(chars.next()?)?;
    let rest = match lead {
        0xC2..=0xC5 | 0xCE..=0xD1 => 1,
        0xE2 | 0xEF => 2,
        _ => return None,
    };
    let mut encoded = [lead, 0, 0];
    let mut length = text.chars().next()?.len_utf8();
    for slot in &mut encoded[1..=rest] {
        let char = chars.next()?;
        *slot = byte(char).filter(|byte| (0x80..=0xBF).contains(byte))?;
        length += char.len_utf8();
    }
    let char = std::str::from_utf8(&encoded[..=rest]).ok()?.chars().next()?;
    Some((length, char))
}

/// Whether it cannot be what the author wrote. A lone pair of a capital letter and a mark may be: `Ä»` ends a quotation.
fn is_sure(text: &str, found: &Mojibake) -> bool {
    let lead = text[found.range.clone()].chars().next();
    let second = text[found.range.clone()].chars().nth(1);
    match lead {
        // `Â` and `Ã`: with what follows them they begin the letters and marks of Latin-1.
        Some('Â') => !matches!(second, Some('»' | '«' | '”' | '“' | '’' | '‘')),
        Some('Ã') => !matches!(second, Some('»' | '”' | '’' | '–' | '—' | '…')) || found.meant.chars().count() > 1,
        Some('â' | 'ï') => true,
        _ => found.meant.chars().count() > 1,
    }
}

/// The byte of a character in Windows-1252; the five that it leaves open are as in Latin-1.
fn byte(char: char) -> Option<u8> {
    // The characters of the bytes from 0x80 to 0x9F.
    const UPPER: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match char as u32 {
        code @ 0x80..=0xFF => Some(code as u8),
        0..0x80 => None,
        _ => UPPER.chars().position(|other| other == char).map(|at| 0x80 + at as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Vec<String> {
        mojibake(text).into_iter().map(|found| found.meant).collect()
    }

    #[test]
    fn bytes_read_in_the_wrong_encoding_are_read_again() {
        assert_eq!(meant("MÃ¼ller and GarcÃ\u{ad}a donâ€™t"), ["ü", "í", "’"]);
        assert_eq!(meant("20 Â°C, Î±Î², ï»¿"), ["°", "αβ", "\u{feff}"]);
        let runs = mojibake("a Ã©Ã¨ b");
        assert_eq!((runs[0].range.clone(), runs[0].meant.as_str()), (2..10, "éè"));
    }

    #[test]
    fn accented_letters_beside_marks_are_left_alone() {
        for text in ["São João, SÃO PAULO", "»GROẞ« »Maß« »Ä«", "PÂ»", "Ãrt", "naïve café", "“Ã”", "Â", "ÎLE", ""]
        {
            assert_eq!(meant(text), [""; 0], "{text}");
        }
    }
}
