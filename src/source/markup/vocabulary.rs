//! What the elements of legislative XML are to the text.

use roxmltree::Node;

/// What an element is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// No words of the agreement.
    Skipped,
    /// Words within a line.
    Inline,
    /// A character named by an attribute.
    Sign,
    /// A footnote, where it is called.
    Note,
    /// A cell of a table.
    Cell,
    /// A line of its own.
    Line,
    /// The number of a paragraph or point: the words that follow stand on its line.
    Number,
    /// A paragraph of its own.
    Block,
    Chapter,
    Article,
    /// Another division with a heading, with its level.
    Division(u8),
}

pub(super) fn part(name: &str) -> Part {
    match name {
        "meta" | "presentation" | "BIB.INSTANCE" | "BIB.DATA" | "INCL.ELEMENT" | "PAGE.SEQ" | "LOC.NOTES"
        | "GR.NOTES" => Part::Skipped,
        "authorialNote" | "NOTE" => Part::Note,
        "QUOT.START" | "QUOT.END" => Part::Sign,
        "td" | "th" | "CELL" => Part::Cell,
        "br" | "eol" | "tr" | "ROW" | "li" | "NP" | "caption" => Part::Line,
        "num" | "NO.P" | "NO.PARAG" | "NO.GR.SEQ" => Part::Number,
        "chapter" => Part::Chapter,
        "article" | "rule" | "ARTICLE" => Part::Article,
        "book" | "tome" | "part" | "title" | "hcontainer" => Part::Division(1),
        "section" | "DIVISION" => Part::Division(2),
        "subchapter" | "subpart" | "subtitle" | "subsection" | "GR.SEQ" => Part::Division(3),
        _ if is_block(name) => Part::Block,
        _ => Part::Inline,
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 63] = [
        "act",
        "doc",
        "bill",
        "statement",
        "preface",
        "preamble",
        "body",
        "mainBody",
        "conclusions",
        "attachments",
        "attachment",
        "components",
        "component",
        "p",
        "block",
        "longTitle",
        "container",
        "blockContainer",
        "recitals",
        "recital",
        "citations",
        "citation",
        "formula",
        "paragraph",
        "subparagraph",
        "clause",
        "subclause",
        "alinea",
        "list",
        "sublist",
        "point",
        "indent",
        "intro",
        "wrapUp",
        "content",
        "heading",
        "subheading",
        "crossHeading",
        "table",
        "ul",
        "ol",
        "signature",
        "tblock",
        "toc",
        "tocItem",
        "ACT",
        "AGR",
        "TITLE",
        "TI",
        "STI",
        "PREAMBLE",
        "PREAMBLE.INIT",
        "CONSID",
        "VISA",
        "ENACTING.TERMS",
        "P",
        "PARAG",
        "ALINEA",
        "LIST",
        "ITEM",
        "FINAL",
        "SIGNATURE",
        "ANNEX",
    ];
    BLOCKS.contains(&name)
}

/// The elements that make a division's heading line: number, then heading.
pub(super) fn heading<'doc, 'input>(division: Node<'doc, 'input>) -> Vec<Node<'doc, 'input>> {
    let is_line = |name: &str| matches!(name, "num" | "heading" | "subheading" | "TI.ART" | "STI.ART");
    let direct = division.children().filter(|child| is_line(child.tag_name().name()));
    let boxed = division.children().filter(|child| child.tag_name().name() == "TITLE");
    let in_box =
        boxed.flat_map(|title| title.children().filter(|child| matches!(child.tag_name().name(), "TI" | "STI")));
    direct.chain(in_box).collect()
}

/// Whether an element only holds heading lines that are already read.
pub(super) fn is_heading_box(element: Node<'_, '_>, lines: &[Node<'_, '_>]) -> bool {
    lines.iter().any(|line| line.parent() == Some(element))
}
