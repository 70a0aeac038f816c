use super::caption::{caption_label, number_length};
use super::find::kind_of;
use super::{CrossReference, Float, FloatKind, Label, LabelKind};
use crate::paper::BlockId;
use crate::paper::prose::draft::OBJECT;
use crate::paper::prose::{Block, Prose, Scope};
use crate::source::{FileId, Span};
use crate::syntax::{Kind, Tree};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The words that name a float in running text, with a capital.
const NAMES: &[(&str, LabelKind)] = &[
    ("Figures", LabelKind::Figure),
    ("Figure", LabelKind::Figure),
    ("Figs.", LabelKind::Figure),
    ("Figs", LabelKind::Figure),
    ("Fig.", LabelKind::Figure),
    ("Fig", LabelKind::Figure),
    ("Tables", LabelKind::Table),
    ("Table", LabelKind::Table),
];

/// The longest range that is written out: "Figures 2–40" names no thirty-nine figures.
const MAX_RANGE: u32 = 20;

/// Finds the places that point at floats: by label in the tree, by printed number in the words.
pub fn references(prose: &Prose, tree: &Tree, root: FileId, floats: &[Float], labels: &[Label]) -> Vec<CrossReference> {
    let mut found = Vec::new();
    // Looked up, not searched: a paper may have thousands of each.
    let kinds: FxHashMap<&str, LabelKind> = labels.iter().rev().map(|label| (&*label.name, label.kind)).collect();
    let own = floats.iter().enumerate().rev().filter_map(|(index, float)| Some((float.label.as_deref()?, index)));
    // The label of a part of a float points at the float.
    let of_parts = labels.iter().filter_map(|label| {
        let after = floats.partition_point(|float| float.span.start <= label.span.start);
        let float = after.checked_sub(1)?;
        floats[float].span.contains(label.span).then_some((&*label.name, float))
    });
    let named: FxHashMap<&str, usize> = of_parts.chain(own).collect();
    let numbered: Numbered = floats
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(index, float)| Some(((float.kind, float.number.as_deref()?), index)))
        .collect();
    let objects: FxHashMap<u32, u32> = prose
        .segments
        .iter()
        .filter(|segment| !segment.verbatim && prose.slice(segment.start..segment.end) == OBJECT)
        .map(|segment| (segment.span.start, segment.start))
        .collect();
    let segments = places_of_segments(prose, root);
    let mut linked: Vec<CrossReference> = Vec::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        let Kind::CrossReference(label) = &node.kind else { continue };
        let span = Span { file: root, start: node.start, end: node.end };
        let has_words = tree.has_words(at);
        let word = if has_words { word_in(&segments, node.start..node.end) } else { objects.get(&node.start).copied() };
        let Some(block) = word.and_then(|at| prose.block_at(at)) else { continue };
        let float = named.get(&**label).copied();
        let kind = kinds.get(&**label).copied().unwrap_or_else(|| kind_of(label));
        let list = if has_words { &mut linked } else { &mut found };
        list.push(CrossReference {
            target: label.to_string(),
            kind,
            by_label: true,
            span,
            block,
            float,
            foreign: false,
        });
    }
    for id in prose.block_ids() {
        let block = prose.block(id);
        let reads = matches!(
            block.scope,
            Scope::Title | Scope::Abstract | Scope::Body | Scope::Caption | Scope::Footnote | Scope::Quote
        );
        if reads {
            typed(prose, id, block, &numbered, &mut found);
        }
    }
    tie(linked, &mut found);
    found.sort_by_key(|reference| (reference.span.start, reference.span.end));
    found
}

/// The segments of one file by their place in it: where each begins there, and in the prose.
fn places_of_segments(prose: &Prose, file: FileId) -> Vec<(Range<u32>, u32)> {
    let own = prose.segments.iter().filter(|segment| segment.span.file == file);
    let mut places: Vec<_> = own.map(|segment| (segment.span.start..segment.span.end, segment.start)).collect();
    places.sort_by_key(|(range, _)| range.start);
    places
}

/// The place in the prose of the first word inside a stretch of the file.
fn word_in(segments: &[(Range<u32>, u32)], range: Range<u32>) -> Option<u32> {
    let (segment, start) = segments.get(segments.partition_point(|(segment, _)| segment.end <= range.start))?;
    (segment.start < range.end).then(|| start + range.start.saturating_sub(segment.start))
}

/// Puts what the markup says of printed pointers over what their words say: a number inside one is the float that it
/// names. One without a number is a pointer of its own.
fn tie(linked: Vec<CrossReference>, found: &mut Vec<CrossReference>) {
    found.sort_by_key(|reference| reference.span.start);
    let words = found.len();
    for link in linked {
        let first = found[..words].partition_point(|reference| reference.span.end <= link.span.start);
        let inside = found[first..words].iter().take_while(|reference| reference.span.start < link.span.end).count();
        if inside == 0 {
            found.push(link);
        } else if inside == 1 {
            found[first].float = link.float.or(found[first].float);
            found[first].foreign = false;
        }
    }
}

/// Floats by kind and number.
type Numbered<'a> = FxHashMap<(FloatKind, &'a str), usize>;

fn typed(prose: &Prose, id: BlockId, block: &Block, numbered: &Numbered, found: &mut Vec<CrossReference>) {
    let text = prose.block_text(block);
    // A caption's own label is no pointer.
    let mut at = match block.scope {
        Scope::Caption => caption_label(text).map_or(0, |label| label.length),
        _ => 0,
    };
    while let Some(next) = memchr::memchr2(b'F', b'T', &text.as_bytes()[at..]) {
        let start = at + next;
        at = start + 1;
        let Some((name, kind)) = NAMES.iter().find(|(name, _)| text[start..].starts_with(name)) else { continue };
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '-') {
            continue;
        }
        let rest = &text[start + name.len()..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '~']).len();
        if blank == 0 && !name.ends_with('.') {
            continue;
        }
        let list = numbers(text, start + name.len() + blank);
        let Some((_, last)) = list.last() else { continue };
        let end = last.end;
        let foreign = is_foreign(text, start, end);
        for (number, range) in list {
            let float_kind = if *kind == LabelKind::Figure { FloatKind::Figure } else { FloatKind::Table };
            let float = numbered.get(&(float_kind, number.as_str())).copied();
            let span = prose.span(block.start + range.start as u32..block.start + range.end as u32);
            found.push(CrossReference {
                target: number,
                kind: *kind,
                by_label: false,
                span,
                block: id,
                float,
                foreign,
            });
        }
        at = end;
    }
}

/// The numbers that a list names from byte `at` on, each with its bytes: `3`, `2–4 and 6`, `1a, b`.
fn numbers(text: &str, at: usize) -> Vec<(String, Range<usize>)> {
    let mut list: Vec<(String, Range<usize>)> = Vec::new();
    let mut at = at;
    let mut is_range = false;
    while let Some(length) = text.get(at..).and_then(number_length) {
        let number = &text[at..at + length];
        let panel = panel_length(&text[at + length..]);
        let range = at..at + length;
        if is_range && let Some((first, _)) = list.last() {
            let (first, last) = (first.parse::<u32>().ok(), number.parse::<u32>().ok());
            if let (Some(first), Some(last)) = (first, last)
                && first < last
                && last - first <= MAX_RANGE
            {
                list.extend((first + 1..last).map(|between| (between.to_string(), range.clone())));
            }
        }
        list.push((number.to_owned(), range));
        at += length + panel;
        let rest = &text[at..];
        let joint = ["–", "-", "—", " to ", " – "].iter().find(|joint| rest.starts_with(**joint));
        let parting = [", and ", " and ", " & ", ", ", ",", " or "].iter().find(|joint| rest.starts_with(**joint));
        let (length, goes_on) = match (joint, parting) {
            (Some(joint), _) => (joint.len(), true),
            (None, Some(joint)) => (joint.len(), false),
            (None, None) => break,
        };
        // "in Figure 3 and 14 others": a number that is followed by a word of its own is no figure's.
        if !goes_on
            && text
                .get(at + length..)
                .and_then(number_length)
                .is_some_and(|next| is_counted(&text[at + length + next..]))
        {
            break;
        }
        is_range = goes_on;
        at += length;
    }
    list
}

fn panel_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let letter =
        bytes.first().is_some_and(u8::is_ascii_alphabetic) && !bytes.get(1).is_some_and(u8::is_ascii_alphanumeric);
    usize::from(letter)
}

/// Whether what follows a number is a noun that it counts.
fn is_counted(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(' ') else {
        return rest.starts_with('%')
            || rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    };
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    const GOING_ON: &[&str] = &[
        "show",
        "shows",
        "and",
        "are",
        "is",
        "in",
        "for",
        "of",
        "illustrate",
        "present",
        "give",
        "list",
        "report",
        "depict",
        "display",
        "summarize",
        "summarise",
        "compare",
        "demonstrate",
        "provide",
        "respectively",
        "we",
        "the",
        "as",
        "which",
        "with",
        "to",
        "indicate",
        "confirm",
        "on",
        "at",
        "from",
        "by",
        "a",
        "or",
        "plot",
        "contain",
        "describe",
        "also",
    ];
    word.len() > 2 && word.chars().all(char::is_lowercase) && !GOING_ON.contains(&&*word)
}

/// Whether the words around a mention say that the float is another work's: "Figure 3 of Smith (2019)", "Fig. 2 in [4]",
/// "(Smith 2019, Fig. 2)", "their Figure 5".
fn is_foreign(text: &str, start: usize, end: usize) -> bool {
    let after = &text[end..];
    let after = &after[panel_length(after)..];
    for joint in [" of ", " in ", " from ", " by "] {
        let Some(rest) = after.strip_prefix(joint) else { continue };
        let rest = rest.trim_start_matches("the ").trim_start_matches("their ");
        if rest.starts_with(['[', '\u{fffc}', '@']) {
            return true;
        }
        // A name and, within a few words, a year.
        let near: String = rest.chars().take(60).collect();
        let named = rest.starts_with(char::is_uppercase) && (has_year(&near) || near.contains("et al"));
        if named {
            return true;
        }
        if ["ref.", "reference", "original", "supplement", "supporting", "supplementary", "appendix", "online"]
            .iter()
            .any(|word| near.to_lowercase().starts_with(word))
        {
            return true;
        }
    }
    let before = &text[..start];
    let last_words: Vec<&str> = before.rsplit([' ', '(']).filter(|word| !word.is_empty()).take(2).collect();
    if last_words.first().is_some_and(|word| {
        matches!(
            *word,
            "their"
                | "his"
                | "her"
                | "original"
                | "Supplementary"
                | "Supplemental"
                | "Supporting"
                | "Extended"
                | "Appendix"
                | "Data"
                | "supplementary"
                | "Additional"
                | "SI"
        )
    }) {
        return true;
    }
    // Inside brackets that begin with a citation: "(Smith 2019, Fig. 2)", "[4, Fig. 2]".
    let open = before.rfind(['(', '[']).map(|at| &before[at + 1..]).filter(|inside| !inside.contains([')', ']']));
    open.is_some_and(|inside| {
        let inside = inside.trim_end_matches([' ', ',', ';']);
        has_year(inside)
            || inside.contains("et al")
            || inside.starts_with('\u{fffc}')
            || (!inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn has_year(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|year| (year.starts_with(b"19") || year.starts_with(b"20")) && year.iter().all(u8::is_ascii_digit))
}
