use super::FloatKind;

/// The words a caption begins with, and the kind of float they name.
const NAMES: &[(&str, FloatKind)] = &[
    ("supplementary figure", FloatKind::Figure),
    ("supplementary table", FloatKind::Table),
    ("extended data figure", FloatKind::Figure),
    ("figure", FloatKind::Figure),
    ("fig.", FloatKind::Figure),
    ("fig", FloatKind::Figure),
    ("scheme", FloatKind::Figure),
    ("table", FloatKind::Table),
    ("tab.", FloatKind::Table),
    ("listing", FloatKind::Listing),
    ("algorithm", FloatKind::Algorithm),
];

/// What a block begins with: `Figure 3`, `Table S1`, `Algorithm 2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptionLabel {
    pub kind: FloatKind,
    pub number: String,
    /// Bytes of the label, up to the end of the number.
    pub length: usize,
}

/// Reads the label that a caption may begin with.
pub fn caption_label(text: &str) -> Option<CaptionLabel> {
    let (name, kind) =
        NAMES.iter().find(|(name, _)| text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)))?;
    // A caption's label begins with a capital.
    if !text.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let rest = &text[name.len()..];
    let after = rest.trim_start_matches([' ', '\u{a0}']);
    let length = number_length(after)?;
    let number = after[..length].to_owned();
    if rest.len() == after.len() && !name.ends_with('.') {
        return None;
    }
    let supplementary = name.starts_with("supp") && !number.starts_with('S');
    let number = if supplementary { format!("S{number}") } else { number };
    Some(CaptionLabel { kind: *kind, number, length: text.len() - after.len() + length })
}

impl CaptionLabel {
    /// Whether the words after the label are a caption and no sentence about the float: a mark parts them, the label is
    /// all that is bold (`lead` bytes are), or nothing follows.
    pub fn is_caption(&self, text: &str, lead: usize) -> bool {
        let rest = &text[self.length..];
        let after = rest.trim_start();
        after.is_empty()
            || rest.starts_with(['.', ':', '|', ')', '—', '–'])
            || rest.starts_with(" | ")
            || rest.starts_with(" – ")
            || rest.starts_with(" — ")
            || rest.starts_with(" - ")
            || (lead >= self.length && lead > 0)
    }
}

/// The bytes of a float's number: `3`, `S1`, `B.2`, `2.1`, `IV`, `3a`.
pub fn number_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let letters = bytes.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let is_roman = letters > 0 && bytes[..letters].iter().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let digit_after = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if letters > 0 {
        let dotted = bytes.get(letters).is_some_and(|b| matches!(b, b'.' | b'-')) && digit_after(letters + 1);
        match () {
            () if letters <= 2 && digit_after(letters) => at = letters,
            () if letters == 1 && dotted => at = 2,
            () if is_roman && !bytes.get(letters).is_some_and(u8::is_ascii_alphanumeric) => return Some(letters),
            () => return None,
        }
    }
    let start = at;
    while digit_after(at) && at - start < 4 {
        at += 1;
    }
    if at == start {
        return None;
    }
    while bytes.get(at).is_some_and(|b| matches!(b, b'.')) && digit_after(at + 1) {
        at += 1;
        while digit_after(at) {
            at += 1;
        }
    }
    // A panel's letter is no part of the number, but ends it.
    let next = bytes.get(at).copied();
    let is_word =
        next.is_some_and(|b| b.is_ascii_alphabetic()) && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    (!is_word && !digit_after(at)).then_some(at)
}
