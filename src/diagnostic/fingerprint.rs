use super::Diagnostic;
use crate::source::Source;
use crate::text::fold;
use std::collections::BTreeMap;

/// How many words on either side of a place belong to its fingerprint.
const AROUND: usize = 8;
/// Bytes that are read on either side of a place, and at either end of a long one.
const REACH: usize = 600;

/// Gives every diagnostic its fingerprint: a hash of rule, path, and the folded words of the place with eight on either
/// side, and an ordinal among equals. `diagnostics` must be sorted by place; `paths` are those of the sources from the
/// project's folder, so that a fingerprint is the same wherever obelus was started.
pub fn fingerprints<'a>(diagnostics: impl Iterator<Item = &'a mut Diagnostic>, sources: &[Source], paths: &[String]) {
    let mut equals: BTreeMap<u64, u64> = BTreeMap::new();
    for diagnostic in diagnostics {
        let hash = place(diagnostic, sources, paths);
        let ordinal = equals.entry(hash).or_default();
        let hash = feed(hash, &ordinal.to_le_bytes());
        *ordinal += 1;
        diagnostic.fingerprint = format!("{hash:016x}");
    }
}

/// The fingerprint of the finding that is the `ordinal`th, from 1, to have one in a report after the first.
pub fn again(fingerprint: &str, ordinal: u32) -> String {
    let hash = feed(0xcbf2_9ce4_8422_2325, fingerprint.as_bytes());
    format!("{:016x}", feed(hash, &ordinal.to_le_bytes()))
}

fn place(diagnostic: &Diagnostic, sources: &[Source], paths: &[String]) -> u64 {
    let mut hash = feed(0xcbf2_9ce4_8422_2325, diagnostic.rule.as_str().as_bytes());
    let Some(read) = sources.get(diagnostic.span.file.0 as usize) else { return hash };
    let span = read.locate(diagnostic.span);
    let Some(source) = sources.get(span.file.0 as usize) else { return hash };
    let path = paths.get(span.file.0 as usize).map_or(&*source.path, |path| path);
    hash = feed(feed(hash, b"\0"), path.as_bytes());
    let text: &str = &source.text;
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.floor_char_boundary(span.end as usize).max(start);
    let before = &text[text.ceil_char_boundary(start.saturating_sub(REACH)).min(start)..start];
    let after = &text[end..text.floor_char_boundary(end.saturating_add(REACH))];
    let inside = &text[start..end];
    let mut last: Vec<&str> = words(before).rev().take(AROUND).collect();
    last.reverse();
    hash = last.into_iter().fold(hash, word);
    hash = feed(hash, b"\0");
    if inside.len() <= 2 * REACH {
        hash = words(inside).fold(hash, word);
    } else {
        hash = words(&inside[..inside.floor_char_boundary(REACH)]).fold(hash, word);
        hash = words(&inside[inside.ceil_char_boundary(inside.len() - REACH)..]).fold(hash, word);
    }
    words(after).take(AROUND).fold(feed(hash, b"\0"), word)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn word(hash: u64, word: &str) -> u64 {
    feed(feed(hash, fold(word).as_bytes()), b" ")
}

/// FNV-1a, 64 bits.
fn feed(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
