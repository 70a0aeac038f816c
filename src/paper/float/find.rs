use super::{Float, FloatKind, Label, LabelKind, caption_label};
use crate::paper::BlockId;
use crate::paper::prose::{Prose, Scope};
use crate::source::{FileId, Span};
use crate::syntax::{Kind, Tree};
use rustc_hash::FxHashSet;

/// Something that floats, or a caption that stands by itself.
struct Item {
    kind: FloatKind,
    span: Span,
    /// Whether it is the figure or table, not only a caption.
    is_object: bool,
    caption: Option<BlockId>,
    /// The number that the caption prints.
    printed: Option<String>,
}

/// The floats that have a caption, a label or an image, in reading order, and all labels of the tree.
///
/// `images`: the nodes of images that stand alone or have a label, with their caption's block. A caption by itself
/// ("Figure 3. …") belongs to the figure or table of its kind beside it; where there is none, as in plain text, it is
/// the float.
pub fn find(prose: &Prose, tree: &Tree, root: FileId, images: &[(u32, Option<BlockId>)]) -> (Vec<Float>, Vec<Label>) {
    let labels = labels(tree, root);
    let mut items = divisions_and_tables(tree, root);
    let inside = |items: &[Item], span: Span| {
        let index = items.partition_point(|item| item.span.start <= span.start);
        index.checked_sub(1).filter(|&index| items[index].span.contains(span))
    };
    let mut others: Vec<Item> = Vec::new();
    let mut of_images: FxHashSet<BlockId> = FxHashSet::default();
    for (at, caption) in images {
        let Some(node) = tree.nodes.get(*at as usize) else { continue };
        let span = Span { file: root, start: node.start, end: node.end };
        of_images.extend(caption);
        match inside(&items, span) {
            Some(item) => items[item].caption = items[item].caption.or(*caption),
            None if is_badge(&node.kind) => {}
            None => {
                // What a chunk of code makes may be a table.
                let kind = float_kind(tree, *at as usize).unwrap_or(FloatKind::Figure);
                others.push(Item { kind, span, is_object: true, caption: *caption, printed: None })
            }
        }
    }
    for id in prose.block_ids() {
        let block = prose.block(id);
        if block.scope != Scope::Caption || of_images.contains(&id) {
            continue;
        }
        let label = caption_label(prose.block_text(block));
        match inside(&items, block.span) {
            // A printed caption says more than an image's alternative text; a later paragraph is a note.
            Some(item) if items[item].caption.is_none() || label.is_some() => items[item].caption = Some(id),
            Some(_) => {}
            None => others.push(Item {
                kind: label.map_or(FloatKind::Table, |label| label.kind),
                span: block.span,
                is_object: false,
                caption: Some(id),
                printed: None,
            }),
        }
    }
    items.extend(others);
    items.sort_by_key(|item| (item.span.start, !item.is_object));
    for item in &mut items {
        let label = item.caption.and_then(|id| caption_label(prose.block_text(prose.block(id))));
        item.printed = label.map(|label| label.number);
    }
    pair(&mut items);
    (floats(items, prose, &labels), labels)
}

/// The divisions that are floats, the outermost only, and the tables outside of them, in the order of the tree.
fn divisions_and_tables(tree: &Tree, file: FileId) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(node) = tree.nodes.get(at) {
        let kind = match &node.kind {
            Kind::Division { classes } => division_kind(tree, at, classes),
            Kind::Table => Some(FloatKind::Table),
            _ => None,
        };
        at += 1;
        if let Some(kind) = kind {
            let span = Span { file, start: node.start, end: node.end };
            items.push(Item { kind, span, is_object: true, caption: None, printed: None });
            at = (node.next as usize).max(at);
        }
    }
    items
}

/// What a division of this class, or with a label that says so, holds.
fn division_kind(tree: &Tree, at: usize, classes: &str) -> Option<FloatKind> {
    if classes.split_whitespace().any(|class| class == "caption") {
        return None;
    }
    let of_class = classes.split_whitespace().find_map(|class| match class {
        "figure" => Some(FloatKind::Figure),
        "table" => Some(FloatKind::Table),
        "listing" => Some(FloatKind::Listing),
        "algorithm" => Some(FloatKind::Algorithm),
        _ => None,
    });
    of_class.or_else(|| float_kind(tree, at))
}

/// What the label of a node says that floats there.
fn float_kind(tree: &Tree, at: usize) -> Option<FloatKind> {
    match label_kind(tree, at)? {
        LabelKind::Figure => Some(FloatKind::Figure),
        LabelKind::Table => Some(FloatKind::Table),
        LabelKind::Listing => Some(FloatKind::Listing),
        _ => None,
    }
}

/// What the label of a node says that it is.
pub fn label_kind(tree: &Tree, at: usize) -> Option<LabelKind> {
    tree.children(at).find_map(|child| match &tree.nodes[child].kind {
        Kind::Label(name) => Some(kind_of(name)),
        _ => None,
    })
}

/// An image that tells the state of a repository.
fn is_badge(kind: &Kind) -> bool {
    matches!(kind, Kind::Image { target } if target.contains("badge") || target.contains("shields.io"))
}

/// Gives each caption by itself to the figure or table of its kind beside it, rather to one without a caption: a figure
/// stands above its caption, a table below.
fn pair(items: &mut Vec<Item>) {
    for at in 0..items.len() {
        if items[at].is_object {
            continue;
        }
        let (kind, printed) = (items[at].kind, items[at].printed.clone());
        let fits = |other: Option<usize>| {
            other.filter(|&other| {
                items.get(other).is_some_and(|item| {
                    item.is_object && item.kind == kind && (item.printed.is_none() || item.printed == printed)
                })
            })
        };
        let (above, below) = (fits(at.checked_sub(1)), fits(at.checked_add(1)));
        let order = if kind == FloatKind::Table { [below, above] } else { [above, below] };
        let bare = order.into_iter().flatten().find(|&other| items[other].caption.is_none());
        // An image's alternative text gives way to the caption printed below it.
        if let Some(found) = bare.or(above.filter(|_| printed.is_some())) {
            items[found].caption = items[at].caption.take();
            items[found].printed = items[at].printed.take();
        }
    }
    items.retain(|item| item.is_object || item.caption.is_some());
}

fn floats(items: Vec<Item>, prose: &Prose, labels: &[Label]) -> Vec<Float> {
    let label_in = |span: Span| {
        let first = labels.partition_point(|label| label.span.start < span.start);
        // Attributes may touch the image from outside.
        labels.get(first).filter(|label| label.span.start <= span.end).map(|label| label.name.clone())
    };
    let prints: Vec<FloatKind> = items.iter().filter(|item| item.printed.is_some()).map(|item| item.kind).collect();
    let mut counts = [0u32; 4];
    let mut floats = Vec::new();
    for item in items {
        // Of several labels the one at the caption is the float's own; those before it are of its parts.
        let at_caption = || {
            let caption = prose.block(item.caption?).span;
            let start = labels.partition_point(|label| label.span.start < caption.start);
            labels.get(start).filter(|label| label.span.start <= item.span.end).map(|label| label.name.clone())
        };
        let label = at_caption().or_else(|| label_in(item.span)).or_else(|| label_in(prose.block(item.caption?).span));
        // A table without caption or label is part of the text.
        if item.kind != FloatKind::Figure && item.caption.is_none() && label.is_none() {
            continue;
        }
        let number_is_printed = item.printed.is_some();
        let number = item.printed.or_else(|| {
            // Where captions print numbers, one without is not counted among them.
            (item.caption.is_some() && !prints.contains(&item.kind)).then(|| {
                counts[item.kind as usize] += 1;
                counts[item.kind as usize].to_string()
            })
        });
        let span = item.caption.map_or(item.span, |id| item.span.to(prose.block(id).span));
        floats.push(Float { kind: item.kind, number, number_is_printed, label, caption: item.caption, span });
    }
    floats
}

fn labels(tree: &Tree, file: FileId) -> Vec<Label> {
    let label = |node: &crate::syntax::Node| match &node.kind {
        Kind::Label(name) => {
            let span = Span { file, start: node.start, end: node.end };
            Some(Label { kind: kind_of(name), name: name.to_string(), span })
        }
        _ => None,
    };
    let mut labels: Vec<Label> = tree.nodes.iter().filter_map(label).collect();
    labels.sort_by_key(|label| label.span.start);
    labels
}

/// What a label is set on, by its prefix.
pub fn kind_of(label: &str) -> LabelKind {
    let prefix = label.split([':', '-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match prefix.as_str() {
        "fig" | "figure" | "sfig" | "suppfig" => LabelKind::Figure,
        "tbl" | "tab" | "table" | "stbl" | "supptbl" => LabelKind::Table,
        "eq" | "eqn" | "equation" => LabelKind::Equation,
        "sec" | "section" => LabelKind::Section,
        "lst" | "listing" => LabelKind::Listing,
        _ => LabelKind::Other,
    }
}
