//! Names of WordprocessingML, in its transitional and its strict form.

use roxmltree::Node;

/// The namespace of an element, as far as the reader tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    Word,
    Maths,
    Compatibility,
    Other,
}

/// The vocabulary and the local name of an element.
pub fn name<'a>(node: Node<'a, '_>) -> (Space, &'a str) {
    let space = match node.tag_name().namespace().unwrap_or_default() {
        space if space.ends_with("/wordprocessingml/2006/main") || space.ends_with("/wordprocessingml/main") => {
            Space::Word
        }
        space if space.ends_with("/officeDocument/2006/math") || space.ends_with("/officeDocument/math") => {
            Space::Maths
        }
        space if space.contains("/markup-compatibility/") => Space::Compatibility,
        _ => Space::Other,
    };
    (space, node.tag_name().name())
}

/// The first child element of Word's vocabulary with this name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| name(*child) == (Space::Word, wanted))
}

/// An attribute by its local name.
pub fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == wanted).map(|attribute| attribute.value())
}

/// The `w:val` of a child element.
pub fn value<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    attribute(child(node, wanted)?, "val")
}

/// What a child element switches on or off; `None` where it is absent.
pub fn toggle(node: Node, wanted: &str) -> Option<bool> {
    let found = child(node, wanted)?;
    Some(!matches!(attribute(found, "val"), Some("0" | "false" | "off" | "none")))
}
