//! Paragraph styles: what they are called, their outline level and their numbering, with inheritance.

use std::collections::HashMap;

use roxmltree::Document;

use super::tree;

/// The numbering a paragraph or a style asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) list: Option<u32>,
    pub(super) level: Option<u32>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u32>,
    numbered: Option<Numbered>,
}

#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// How far inheritance is followed.
const GENERATIONS: usize = 20;

impl Styles {
    pub(super) fn read(document: &Document<'_>) -> Self {
        let styles = document.descendants().filter(|node| node.tag_name().name() == "style");
        Styles(styles.filter_map(|node| Some((tree::attribute(node, "styleId")?.to_owned(), style(node)))).collect())
    }

    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let next = |style: &&'a Style| style.based_on.as_deref().and_then(|id| self.0.get(id));
        std::iter::successors(self.0.get(id), next).take(GENERATIONS)
    }

    /// The heading level (1 is the highest) that a style gives.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        let outline = self.chain(id).find_map(|style| style.outline).filter(|level| *level < 9);
        let named = || self.chain(id).find_map(|style| level_of(&style.name));
        outline.and_then(|level| u8::try_from(level + 1).ok()).or_else(named)
    }

    /// Whether the style is that of a document's title.
    pub(super) fn is_title(&self, id: &str) -> bool {
        self.0.get(id).is_some_and(|style| style.name.eq_ignore_ascii_case("title"))
    }

    /// Whether the style is that of a table of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        self.0.get(id).is_some_and(|style| style.name.to_ascii_lowercase().starts_with("toc "))
    }

    /// The numbering that a style gives: its own, else what it inherits; the level may be known to the list alone.
    pub(super) fn numbered(&self, id: &str) -> Option<Numbered> {
        let given: Vec<_> = self.chain(id).filter_map(|style| style.numbered).collect();
        let list = given.iter().find_map(|numbered| numbered.list);
        let level = given.iter().find_map(|numbered| numbered.level);
        (!given.is_empty()).then_some(Numbered { list, level })
    }
}

fn style(node: roxmltree::Node<'_, '_>) -> Style {
    let layout = tree::child(node, "pPr");
    Style {
        name: tree::value(node, "name").unwrap_or("").to_owned(),
        based_on: tree::value(node, "basedOn").map(str::to_owned),
        outline: layout.and_then(|layout| tree::number(layout, "outlineLvl")),
        numbered: layout.and_then(numbered),
    }
}

/// The numbering that paragraph properties ask for.
pub(super) fn numbered(layout: roxmltree::Node<'_, '_>) -> Option<Numbered> {
    let asked = tree::child(layout, "numPr")?;
    Some(Numbered { list: tree::number(asked, "numId"), level: tree::number(asked, "ilvl") })
}

fn level_of(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    let level = name.strip_prefix("heading ")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}
