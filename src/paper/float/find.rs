use super::{Float, FloatKind, Label, LabelKind, caption_label};
use crate::paper::BlockId;
use crate::paper::prose::{Prose, Scope};
use crate::source::{FileId, Span};
use crate::syntax::{Kind, Tree};

/// The floats that have a caption or an image, in reading order, and all labels of the tree.
///
/// `images`: the nodes of images that stand alone or have a label, with their caption's block.
pub fn find(prose: &Prose, tree: &Tree, root: FileId, images: &[(u32, Option<BlockId>)]) -> (Vec<Float>, Vec<Label>) {
    let labels = labels(tree, root);
    let mut floats: Vec<Float> = Vec::new();
    for (index, block) in prose.blocks.iter().enumerate().filter(|(_, block)| block.scope == Scope::Caption) {
        let id = BlockId(index as u32);
        let text = prose.block_text(block);
        let label = caption_label(text);
        let image = images.iter().find(|(_, caption)| *caption == Some(id));
        let span = image.map_or(block.span, |(node, _)| node_span(tree, *node, root).to(block.span));
        let set = labels.iter().find(|label| span.contains(label.span));
        let kind = match (&label, set.map(|label| label.kind)) {
            (Some(label), _) => label.kind,
            (None, Some(LabelKind::Table)) => FloatKind::Table,
            (None, Some(LabelKind::Listing)) => FloatKind::Listing,
            (None, Some(_)) => FloatKind::Figure,
            (None, None) if image.is_some() => FloatKind::Figure,
            (None, None) if text.starts_with("Table:") || text.starts_with(": ") => FloatKind::Table,
            // Words in a figure's division that are no caption: a note, a credit.
            (None, None) => continue,
        };
        floats.push(Float {
            kind,
            number_is_printed: label.is_some(),
            number: label.map(|label| label.number),
            label: set.map(|label| label.name.clone()),
            caption: Some(id),
            span,
        });
    }
    for (node, caption) in images.iter().filter(|(_, caption)| caption.is_none()) {
        let span = node_span(tree, *node, root);
        let set = labels.iter().find(|label| span.contains(label.span));
        let label = set.map(|label| label.name.clone());
        floats.push(Float {
            kind: FloatKind::Figure,
            number: None,
            number_is_printed: false,
            label,
            caption: *caption,
            span,
        });
    }
    floats.sort_by_key(|float| (float.span.start, float.span.end));
    number(&mut floats);
    (floats, labels)
}

/// Floats of a paper whose captions print no numbers are numbered by their place.
fn number(floats: &mut [Float]) {
    for kind in [FloatKind::Figure, FloatKind::Table, FloatKind::Listing, FloatKind::Algorithm] {
        if floats.iter().any(|float| float.kind == kind && float.number_is_printed) {
            continue;
        }
        let captioned = floats.iter_mut().filter(|float| float.kind == kind && float.caption.is_some());
        for (index, float) in captioned.enumerate() {
            float.number = Some((index + 1).to_string());
        }
    }
}

fn node_span(tree: &Tree, node: u32, file: FileId) -> Span {
    tree.nodes.get(node as usize).map_or(Span { file, start: 0, end: 0 }, |node| Span {
        file,
        start: node.start,
        end: node.end,
    })
}

fn labels(tree: &Tree, file: FileId) -> Vec<Label> {
    let label = |node: &crate::syntax::Node| match &node.kind {
        Kind::Label(name) => {
            let span = Span { file, start: node.start, end: node.end };
            Some(Label { kind: kind_of(name), name: name.to_string(), span })
        }
        _ => None,
    };
    tree.nodes.iter().filter_map(label).collect()
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
