//! Citations whose words are printed and whose markup names the references: the words say how, the markup says which.

use super::author_year::Mention;
use super::index::Index;
use super::numeric::{Callout, Numbered, Shape, read_list};
use super::{Citation, CitedItem, CitedLabel, Form};
use crate::paper::{BlockId, Prose};
use crate::source::Span;
use std::ops::Range;

/// So many citations may begin between the start of one and its end.
const MOST_NESTED: usize = 4;

/// A printed citation that names its references.
#[derive(Debug, Clone)]
pub struct Link {
    pub span: Span,
    /// Bytes of the prose text.
    pub prose: Range<u32>,
    pub block: BlockId,
    /// The keys, and where they stand.
    pub keys: Vec<(String, Span)>,
}

/// What the links make of the callouts and mentions that the words show.
pub struct Tied {
    /// Only those that a link touches, and one for each link of numbers that none did.
    pub callouts: Vec<Callout>,
    /// The links whose words are neither numbers nor names with a year.
    pub rest: Vec<Citation>,
    /// Whether most links are names with a year.
    pub by_author: bool,
}

/// Gives each callout and mention the references that the links on its words name. All must be in the order of the text.
pub fn tie(links: &[Link], index: &Index, prose: &Prose, callouts: Vec<Callout>, mentions: &mut [Mention]) -> Tied {
    let mut is_read = vec![false; links.len()];
    let on = |range: &Range<u32>| {
        let first = links.partition_point(|link| link.prose.end <= range.start);
        let last = links.partition_point(|link| link.prose.start < range.end);
        first..last.max(first)
    };
    let target = |key: &(String, Span)| index.by_key(&key.0);
    let mut kept = Vec::new();
    for mut callout in callouts {
        let touched = on(&callout.prose);
        if touched.is_empty() {
            continue;
        }
        is_read[touched].fill(true);
        let mut from = 0;
        while from < callout.numbers.len() {
            let range = callout.numbers[from].prose.clone();
            let to = from + callout.numbers[from..].iter().take_while(|number| number.prose == range).count();
            let keys: Vec<_> = links[on(&range)].iter().flat_map(|link| &link.keys).collect();
            let numbers = &mut callout.numbers[from..to];
            if keys.len() == numbers.len() {
                numbers.iter_mut().zip(&keys).for_each(|(number, key)| number.reference = target(key));
            } else if let ([first, .., last], [from, .., to]) = (&mut *numbers, &keys[..]) {
                first.reference = target(from);
                last.reference = target(to);
            }
            from = to;
        }
        // "[5, 80]" with a link on the five is an interval that somebody took for a citation.
        callout.numbers.retain(|number| {
            number.reference.is_some() || index.by_number(number.number).is_some() || !on(&number.prose).is_empty()
        });
        kept.push(callout);
    }
    let numeric = is_read.iter().filter(|read| **read).count();
    for mention in mentions.iter_mut() {
        let touched = on(&mention.item);
        let keys = || links[touched.clone()].iter().flat_map(|link| &link.keys);
        let mut targets = keys().filter_map(target);
        if mention.reference.is_some_and(|reference| keys().filter_map(target).any(|target| target == reference)) {
            mention.tied = true;
        } else if let (Some(only), None) = (targets.next(), targets.next()) {
            mention.reference = Some(only);
            mention.tied = true;
        }
        is_read[touched].fill(true);
    }
    let by_author = is_read.iter().filter(|read| **read).count() > 2 * numeric;
    let mut rest = Vec::new();
    for link in links.iter().zip(&is_read).filter(|(_, read)| !**read).map(|(link, _)| link) {
        match callout(link, index, prose) {
            Some(callout) => kept.push(callout),
            None => rest.push(citation(link)),
        }
    }
    kept.sort_by_key(|callout| (callout.prose.start, callout.prose.end));
    Tied { callouts: kept, rest, by_author }
}

/// Adds the links that no citation covers: their words may have been held for something else.
pub fn complete(links: &[Link], index: &Index, mut citations: Vec<Citation>) -> Vec<Citation> {
    let covered = |link: &Link| {
        let after = citations.partition_point(|citation| citation.prose.start < link.prose.end);
        let before = citations[..after].iter().rev().take(MOST_NESTED);
        before.into_iter().any(|citation| citation.prose.end > link.prose.start)
    };
    let missed: Vec<Citation> = links.iter().filter(|link| !covered(link)).map(citation).collect();
    for mut citation in missed {
        for item in &mut citation.items {
            if let CitedLabel::Key(key) = &item.label {
                item.reference = index.by_key(key);
            }
        }
        citations.push(citation);
    }
    citations.sort_by_key(|citation| (citation.prose.start, citation.prose.end));
    citations
}

/// A link of numbers alone.
fn callout(link: &Link, index: &Index, prose: &Prose) -> Option<Callout> {
    let words = prose.slice(link.prose.clone());
    let bare = words.trim_matches(['[', ']', '(', ')', ' ']);
    let (numbers, _) = read_list(bare)?;
    if numbers.iter().any(|(number, _)| (1400..=2100).contains(number)) {
        return None;
    }
    let base = link.prose.start + words.find(bare)? as u32;
    let targets: Vec<_> = link.keys.iter().map(|key| index.by_key(&key.0)).collect();
    let is_even = targets.len() == numbers.len();
    let numbers = numbers.into_iter().enumerate().map(|(at, (number, range))| Numbered {
        number,
        prose: base + range.start as u32..base + range.end as u32,
        reference: if is_even { targets[at] } else { None },
    });
    Some(Callout {
        block: link.block,
        prose: link.prose.clone(),
        shape: Shape::Link,
        numbers: numbers.collect(),
        attached: false,
        may_be_interval: false,
    })
}

fn citation(link: &Link) -> Citation {
    let item = |(key, span): &(String, Span)| CitedItem {
        span: *span,
        label: CitedLabel::Key(key.clone()),
        reference: None,
        mismatch: None,
    };
    Citation {
        span: link.span,
        prose: link.prose.clone(),
        block: link.block,
        form: Form::Key,
        items: link.keys.iter().map(item).collect(),
        narrative: None,
    }
}
