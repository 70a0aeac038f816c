use crate::diagnostic::Finding;
use crate::paper::{CrossReference, Float, FloatKind, LabelKind, Paper, Role};
use crate::rule::{Options, Values};
use crate::source::Format;
use std::collections::BTreeMap;

/// A figure, table or the like that the text names by a number which no caption has.
///
/// Only where the captions of that kind are all there, numbered from 1 without repeats and with few gaps: else the
/// figures may stand in files of their own, and nothing can be said.
pub fn check(paper: &Paper, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (label, kind, name) in KINDS {
        let Some(captions) = Captions::read(paper, *kind) else { continue };
        let mut missing: BTreeMap<u32, Vec<&CrossReference>> = BTreeMap::new();
        for mention in paper.cross_references.iter().filter(|mention| mention.kind == *label) {
            if let Some(number) = missing_number(paper, mention, &captions) {
                missing.entry(number).or_default().push(mention);
            }
        }
        missing.retain(|_, mentions| !mentions.iter().any(|mention| may_be_caption(paper, mention)));
        if missing.len() > MOST {
            continue;
        }
        findings
            .extend(missing.into_iter().filter_map(|(number, mentions)| finding(name, number, &mentions, &captions)));
    }
    findings
}

/// More numbers without a caption are those of another work, or captions that could not be read.
const MOST: usize = 2;

/// A number so far beyond the last caption's is a year, or a figure of another work.
const FARTHEST: u32 = 10;

const KINDS: &[(LabelKind, FloatKind, &str)] = &[
    (LabelKind::Figure, FloatKind::Figure, "figure"),
    (LabelKind::Table, FloatKind::Table, "table"),
    (LabelKind::Listing, FloatKind::Listing, "listing"),
];

/// The captions of one kind that carry plain printed numbers.
struct Captions<'a> {
    numbers: Vec<(u32, &'a Float)>,
}

impl<'a> Captions<'a> {
    /// `None` where the captions do not show what the paper has: none, some without a printed number, some numbered by
    /// chapter, or gaps as of floats that are not in the file.
    fn read(paper: &'a Paper, kind: FloatKind) -> Option<Captions<'a>> {
        let mut numbers = Vec::new();
        for float in paper.floats.iter().filter(|float| float.kind == kind) {
            let number = float.number.as_deref().filter(|_| float.number_is_printed)?;
            match number.parse() {
                Ok(number) => numbers.push((number, float)),
                // Those of an appendix or supplement are counted apart.
                Err(_) if number.starts_with(|char: char| char.is_ascii_alphabetic()) => {}
                Err(_) => return None,
            }
        }
        numbers.sort_by_key(|(number, float)| (*number, float.span));
        numbers.dedup_by_key(|(number, _)| *number);
        let last = numbers.last()?.0 as usize;
        let starts = numbers.first()?.0 == 1;
        // In plain text a caption may run on from the line before, and is not seen.
        let gaps = usize::from(paper.root().format == Format::Markdown);
        // One gap is the fault that is looked for; more are figures kept elsewhere.
        (starts && last <= numbers.len() + gaps).then_some(Captions { numbers })
    }

    fn last(&self) -> Option<(u32, &'a Float)> {
        self.numbers.last().copied()
    }
}

fn missing_number(paper: &Paper, mention: &CrossReference, captions: &Captions) -> Option<u32> {
    if mention.by_label || mention.foreign || mention.float.is_some() {
        return None;
    }
    let number: u32 = mention.target.parse().ok().filter(|number| *number > 0)?;
    let section = paper.outline.of_block(mention.block);
    let in_appendix = section.is_some_and(|section| paper.outline.role(section) == Role::Appendix);
    let is_far = captions.last().is_some_and(|(last, _)| number > last.saturating_add(FARTHEST));
    let is_there = captions.numbers.iter().any(|(known, _)| *known == number);
    (!is_there && !is_far && !in_appendix).then_some(number)
}

/// Whether the mention begins a line and a colon or point follows: a caption that was read as text.
fn may_be_caption(paper: &Paper, mention: &CrossReference) -> bool {
    let text = &paper.source(mention.span).text;
    let before = text.get(..mention.span.start as usize).unwrap_or_default();
    let after = text.get(mention.span.end as usize..).unwrap_or_default();
    let mut line = before.chars().rev().take_while(|char| *char != '\n');
    line.all(|char| !char.is_alphanumeric()) && after.starts_with([':', '.', '|'])
}

fn finding(name: &str, number: u32, mentions: &[&CrossReference], captions: &Captions) -> Option<Finding> {
    let (first, others) = mentions.split_first()?;
    let (last, float) = captions.last()?;
    let values = Values::new()
        .text("kind", name)
        .number("number", number as usize)
        .number("count", captions.numbers.len())
        .number("last", last as usize);
    let mut finding = Finding::new(first.span, values).context(float.span, format!("the last caption: {name} {last}"));
    if number < last {
        finding = finding.variant("gap");
    }
    for other in others {
        finding = finding.context(other.span, "named here too");
    }
    Some(finding)
}
