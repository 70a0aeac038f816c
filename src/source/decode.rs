use super::MAX_BYTES;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A file's text as UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// The encoding the bytes were read in, by its WHATWG name.
    pub encoding: &'static str,
}

/// Why bytes are not read as text. Prints as a clause that follows the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A file of a format that obelus does not read; the name of the format as people know it.
    Unsupported(&'static str),
    Binary,
    TooLarge(usize),
    /// A package that holds no readable Word document; what it is instead.
    NoDocument(&'static str),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Unsupported(name) => {
                // As it is said: an HTML file, an RTF file, an old Word file.
                let article = if name.starts_with(['H', 'R', 'o']) { "an" } else { "a" };
                write!(
                    f,
                    "is {article} {name} file, which this version does not read; convert it to Markdown or plain text"
                )
            }
            Refusal::Binary => write!(f, "is not text: it holds bytes that no text encoding has"),
            Refusal::NoDocument(what) => f.write_str(what),
            Refusal::TooLarge(bytes) => {
                write!(f, "is too large: {} MiB, and the limit is {} MiB", bytes >> 20, MAX_BYTES >> 20)
            }
        }
    }
}

const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word, OpenDocument or zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "old Word"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"%!PS", "PostScript"),
];

/// Decodes a file: UTF-8 and UTF-16 by their byte order mark, UTF-8 where it is valid, UTF-16 without a mark by
/// its zero bytes, else the encoding that chardetng finds likely (Windows-1252 for Latin-1).
pub fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge(bytes.len()));
    }
    if let Some((_, name)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refusal::Unsupported(name));
    }
    if is_html(bytes) {
        return Err(Refusal::Unsupported("HTML"));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decoded(encoding, bytes);
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(Refusal::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name() });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = decoded(detector.guess(None, chardetng::Utf8Detection::Deny), bytes)?;
    let controls = found.text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls * 20 > found.text.len() {
        return Err(Refusal::Binary);
    }
    Ok(found)
}

/// Whether a file is a page of HTML from its first tag on.
fn is_html(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, Refusal> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    if text.len() > MAX_BYTES {
        return Err(Refusal::TooLarge(text.len()));
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name() })
}

/// Text in a Western script written as UTF-16 has a zero in nearly every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 >= pairs * 7 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 7 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}
