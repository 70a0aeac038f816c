use crate::diagnostic::{Edit, Finding, Fix, Safety};
use crate::paper::{Paper, Provenance, lies_in};
use crate::rule::{Options, Values};
use crate::source::{Format, Span};
use crate::syntax::Kind;
use crate::text::mojibake;
use std::collections::BTreeMap;

/// Characters that no reader sees; one finding for each sort, at its first place.
pub fn check(paper: &Paper, _options: &Options) -> Vec<Finding> {
    let root = paper.root();
    let text = &root.text;
    let mut found: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    let mut before = None;
    // The signs of fonts that a reader of pages has no letters for come out as controls: no author typed these.
    let from_pages = root.format == Format::Plain || paper.provenance == Provenance::FromPages;
    // Controls of ASCII, and the characters that begin with the bytes of C1 controls, soft hyphens and U+2000 to U+20FF,
    // U+FE00 to U+FEFF and U+E0000.
    for at in suspects(text.as_bytes()) {
        let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let is_glyph = from_pages && char < ' ';
        if before.is_none_or(|before| before < at) && !is_glyph && is_invisible(char, root.format) && !is_at_home(text, at, char) {
            found.entry(group(char)).or_default().push(at);
        }
        before = Some(at);
    }
    if found.is_empty() {
        return Vec::new();
    }
    let code = paper.tree.ranges(|kind| matches!(kind, Kind::Code | Kind::CodeBlock));
    // C1 controls are a part of wrongly read text as a rule, and said to be such.
    let misread: Vec<_> =
        mojibake(text).into_iter().map(|found| found.range.start as u32..found.range.end as u32).collect();
    let mut findings = Vec::new();
    for (_, mut places) in found {
        places.retain(|at| !lies_in(&code, *at as u32) && !lies_in(&misread, *at as u32));
        let Some((first, others)) = places.split_first() else { continue };
        findings.push(finding(text, *first, others, |range| Span::new(root.id, range)));
    }
    findings
}

fn finding(text: &str, first: usize, others: &[usize], span: impl Fn(std::ops::Range<usize>) -> Span) -> Finding {
    let at = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
    let range = |place: usize| place..place + at(place).len_utf8();
    let values =
        Values::new().text("name", name(at(first))).number("count", 1 + others.len()).text("code", code(at(first)));
    let finding = Finding::new(span(range(first)), values);
    let finding = match group(at(first)) {
        TAG => finding.variant("hidden"),
        DIRECTION => finding.variant("direction"),
        _ => finding,
    };
    let finding =
        others.iter().fold(finding, |finding, place| finding.context(span(range(*place)), code(at(*place))));
    let places = std::iter::once(&first).chain(others);
    let edits = places.map(|place| Edit { span: span(range(*place)), text: String::new() }).collect();
    finding.fix(Fix { title: "delete what is not seen".to_owned(), safety: Safety::Unsafe, edits })
}

/// What stands for all tag characters, for all marks of direction, and for all controls.
const TAG: char = '\u{E0001}';
const DIRECTION: char = '\u{202A}';
const CONTROL: char = '\0';

/// Bytes that [`suspects`] looks at more closely.
const IS_RARE: [bool; 256] = {
    let mut rare = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        rare[byte] = byte < 0x20 && byte != 9 && byte != 10 && byte != 13
            || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF | 0xF3);
        byte += 1;
    }
    rare
};

/// The places whose character may be invisible, by their bytes.
fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let rare = bytes.iter().enumerate().filter(|(_, byte)| IS_RARE[**byte as usize]);
    rare.filter_map(move |(at, byte)| {
        let next = || bytes.get(at + 1).copied().unwrap_or(0);
        let is_suspect = match byte {
            b'\t' | b'\n' | b'\r' => false,
            0..0x20 | 0x7F => true,
            0xC2 => next() <= 0x9F || next() == 0xAD,
            0xE2 => matches!(next(), 0x80 | 0x81),
            0xEF => next() == 0xBB || next() == 0xBF,
            0xF3 => next() == 0xA0,
            _ => false,
        };
        is_suspect.then_some(at)
    })
}

fn is_invisible(char: char, format: Format) -> bool {
    match char {
        '\u{C}' => format != Format::Plain,
        '\u{0}'..'\u{20}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => true,
        '\u{E0000}'..='\u{E007F}' => true,
        _ => false,
    }
}

/// Whether the character has work to do where it stands: joiners and marks of direction in scripts that need them, joined
/// pictures, and a byte order mark at the beginning.
fn is_at_home(text: &str, at: usize, char: char) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + char.len_utf8()..).and_then(|text| text.chars().next());
    let beside = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    match char {
        '\u{FEFF}' => at == 0,
        '\u{200C}' | '\u{200D}' => beside(|char| needs_joiners(char) || is_picture(char)),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            // Anywhere near a word that is written from right to left.
            let start = text.floor_char_boundary(at.saturating_sub(200));
            let end = text.ceil_char_boundary((at + 200).min(text.len()));
            text.get(start..end).is_some_and(|near| near.chars().any(runs_left))
        }
        '\u{E0020}'..='\u{E007F}' => beside(|char| is_picture(char) || ('\u{E0020}'..='\u{E007F}').contains(&char)) && {
            // A flag: the tags follow a black flag.
            let tags = text.get(..at).unwrap_or_default().trim_end_matches(|c| ('\u{E0020}'..='\u{E007F}').contains(&c));
            tags.ends_with('\u{1F3F4}')
        },
        // A zero-width blank parts the words of scripts without blanks.
        '\u{200B}' => beside(|char| matches!(char, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')),
        _ => false,
    }
}

/// Scripts whose letters joiners tie and part: Arabic and its kin, those of India and its neighbours, Mongolian.
fn needs_joiners(char: char) -> bool {
    matches!(char, '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0DFF}' | '\u{0E00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'
        | '\u{FB50}'..='\u{FEFE}')
}

fn is_picture(char: char) -> bool {
    matches!(char, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

fn runs_left(char: char) -> bool {
    matches!(char, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Characters that are one finding together.
fn group(char: char) -> char {
    match char {
        '\u{E0000}'..='\u{E007F}' => TAG,
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => DIRECTION,
        '\0'..' ' | '\u{7F}'..='\u{9F}' => CONTROL,
        char => char,
    }
}

fn name(char: char) -> &'static str {
    match char {
        '\u{AD}' => "soft hyphen",
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "zero-width non-joiner",
        '\u{200D}' => "zero-width joiner",
        '\u{2060}' => "word joiner",
        '\u{FEFF}' => "byte order mark",
        '\u{C}' => "form feed",
        '\u{B}' => "vertical tab",
        '\u{0}' => "null character",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "mark of direction",
        '\u{E0000}'..='\u{E007F}' => "tag character",
        _ => "control character",
    }
}

fn code(char: char) -> String {
    format!("U+{:04X}", char as u32)
}
