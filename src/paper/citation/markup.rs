use super::link::Link;
use super::numeric::{Callout, Numbered, Shape, is_mark_position, read_list};
use super::{Citation, CitedItem, CitedLabel, Form, Input, holds_citations};
use crate::paper::{BlockId, Prose, Scope};
use crate::source::{FileId, Span};
use crate::syntax::Kind;
use std::ops::Range;

/// The citations that the markup itself shows.
pub struct Marked {
    pub keys: Vec<Citation>,
    /// Raised numbers, and links whose text is a number.
    pub callouts: Vec<Callout>,
    /// Citations by key whose words are printed, in the order of the text.
    pub links: Vec<Link>,
}

/// Reads citation keys, superscripts and links from the tree.
pub fn read(input: Input) -> Marked {
    let mut marked = Marked { keys: Vec::new(), callouts: Vec::new(), links: Vec::new() };
    let mut places = None;
    let mut skip = 0;
    for (at, node) in input.tree.nodes.iter().enumerate() {
        if at < skip || !matches!(node.kind, Kind::Citation(_) | Kind::Superscript | Kind::Link { .. }) {
            continue;
        }
        let places = places.get_or_insert_with(|| Places::new(input.prose, input.root.id));
        let span = Span { file: input.root.id, start: node.start, end: node.end };
        let Some((prose, block)) = places.prose(input.prose, span) else { continue };
        let scope = input.prose.block(block).scope;
        // A key is one wherever words are, also before the first heading.
        let is_key = matches!(node.kind, Kind::Citation(_)) && scope == Scope::Front;
        if !is_key && !holds_citations(scope) {
            continue;
        }
        match &node.kind {
            Kind::Citation(keys) if input.tree.has_words(at) => {
                let place = |range: &Range<u32>| Span { file: span.file, start: range.start, end: range.end };
                let keys = keys.items.iter().map(|item| (item.key.to_string(), place(&item.range))).collect();
                marked.links.push(Link { span, prose, block, keys });
            }
            Kind::Citation(keys) => {
                let item = |item: &crate::syntax::KeyItem| CitedItem {
                    span: Span { file: span.file, start: item.range.start, end: item.range.end },
                    label: CitedLabel::Key(item.key.to_string()),
                    reference: None,
                    mismatch: None,
                };
                let items = keys.items.iter().map(item).collect();
                marked.keys.push(Citation { span, prose, block, form: Form::Key, items, narrative: None });
                skip = node.next as usize;
            }
            kind => {
                let raised = *kind == Kind::Superscript;
                if let Some(callout) = read_number(input.prose, prose, block, raised) {
                    marked.callouts.push(callout);
                    // What is raised may be a citation by key.
                    let inside = input.tree.nodes.get(at + 1..node.next as usize).unwrap_or_default();
                    if !inside.iter().any(|node| matches!(node.kind, Kind::Citation(_))) {
                        skip = node.next as usize;
                    }
                }
            }
        }
    }
    marked.keys.sort_by_key(|citation| citation.prose.start);
    marked.links.sort_by_key(|link| link.prose.start);
    marked
}

fn read_number(prose: &Prose, range: Range<u32>, block: BlockId, raised: bool) -> Option<Callout> {
    let text = prose.slice(range.clone());
    let bare = text.trim_matches(['[', ']', '(', ')', '^']);
    let (numbers, _) = read_list(bare)?;
    let owner = prose.block(block);
    if owner.scope == Scope::Table && raised {
        return None;
    }
    let before = prose.text.get(owner.start as usize..range.start as usize)?;
    let after = prose.text.get(range.end as usize..owner.end as usize)?;
    let shape = match raised
        || text.len() == bare.len() && before.ends_with(|c: char| !c.is_whitespace() && c != '[' && c != '(')
    {
        true if is_mark_position(before, after) => Shape::Superscript,
        true => return None,
        false => Shape::Link,
    };
    let base = range.start + (text.len() - text.trim_start_matches(['[', '(', '^']).len()) as u32;
    let numbers = numbers
        .into_iter()
        .map(|(number, at)| Numbered { number, prose: base + at.start as u32..base + at.end as u32, reference: None })
        .collect();
    Some(Callout { block, prose: range, shape, numbers, attached: false, may_be_interval: false })
}

/// The way from the file to the prose, by halving: [`Prose::of_span`] looks at every segment.
struct Places {
    /// Indexes of the segments of one file, by their place in it.
    order: Vec<u32>,
}

impl Places {
    fn new(prose: &Prose, file: FileId) -> Places {
        let mut order: Vec<u32> = (0..prose.segments.len() as u32).collect();
        order.retain(|&at| prose.segments[at as usize].span.file == file);
        order.sort_by_key(|&at| prose.segments[at as usize].span.start);
        Places { order }
    }

    /// The prose that was read from `span`, where it is of one block.
    fn prose(&self, prose: &Prose, span: Span) -> Option<(Range<u32>, BlockId)> {
        let segment = |at: u32| prose.segments.get(at as usize);
        let first = self.order.partition_point(|&at| segment(at).is_some_and(|segment| segment.span.end <= span.start));
        let mut found: Option<Range<u32>> = None;
        for &at in self.order.get(first..)? {
            let segment = segment(at)?;
            if segment.span.start >= span.end {
                break;
            }
            let (start, end) = match segment.verbatim {
                true => (
                    segment.start + span.start.saturating_sub(segment.span.start),
                    segment.end - segment.span.end.saturating_sub(span.end).min(segment.end - segment.start),
                ),
                false => (segment.start, segment.end),
            };
            found = Some(found.map_or(start..end, |range| range.start.min(start)..range.end.max(end)));
        }
        let range = found?;
        let block = prose.block_at(range.start)?;
        (range.start <= range.end && range.end <= prose.block(block).end).then_some((range, block))
    }
}

/// Keys that stand for one that is not known yet.
const KEYS: &[&str] = &[
    "todo",
    "xxx",
    "xxxx",
    "cite",
    "citeme",
    "ref",
    "refs",
    "tbd",
    "fixme",
    "citation",
    "citationneeded",
    "citation-needed",
    "citation_needed",
    "missing",
    "needref",
    "needcite",
    "placeholder",
    "addref",
    "addcitation",
];

/// Whether a key stands for one that is not known yet.
pub fn is_placeholder_key(key: &str) -> bool {
    KEYS.iter().any(|word| key.eq_ignore_ascii_case(word))
}
