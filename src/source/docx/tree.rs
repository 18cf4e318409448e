//! Small questions to the XML of a Word file; names are compared without their namespace, which has two spellings.

use roxmltree::Node;

/// The value of an attribute.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The first child of this name.
pub(super) fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// The `w:val` of the first child of this name.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|child| attribute(child, "val"))
}

/// The number in the `w:val` of the first child of this name.
pub(super) fn number(node: Node<'_, '_>, name: &str) -> Option<u32> {
    value(node, name).and_then(|value| value.trim().parse().ok())
}

/// Whether a switch (`<w:vanish/>`) is set and not turned off.
pub(super) fn is_on(node: Node<'_, '_>, name: &str) -> bool {
    child(node, name).is_some_and(|child| !matches!(attribute(child, "val"), Some("0" | "false" | "off")))
}
