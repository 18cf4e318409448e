//! The main part of a Word file, front to back: paragraphs, tables, runs.

use roxmltree::{Document, Node};

use super::numbering::Numbering;
use super::styles::{self, Numbered, Styles};
use super::{Piece, tree};
use crate::source::html::is_numbering;
use crate::source::{Builder, Fault, MarkKind, ReadOptions, SourceError, Span, xml};

/// Deeper nesting than this is refused.
const DEEPEST: u32 = 100;

/// What parts a paragraph from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Paragraph,
    Line,
    Cell,
    Joined,
}

/// Which kind of note a call calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// A call of a footnote or endnote, by the note's identifier.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) kind: NoteKind,
    pub(super) id: String,
    pub(super) label: String,
}

pub(super) struct Body<'a> {
    pub(super) out: Builder,
    pub(super) pieces: Vec<Piece>,
    pub(super) title: Option<String>,
    pub(super) calls: Vec<Call>,
    xml: &'a str,
    in_notes: bool,
    original: bool,
    styles: Styles,
    numbering: Numbering,
    paragraphs: u32,
    gap: Gap,
    too_deep: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(xml: &'a str, options: ReadOptions, styles: Styles, numbering: Numbering) -> Self {
        Body {
            out: Builder::default(),
            pieces: Vec::new(),
            title: None,
            calls: Vec::new(),
            xml,
            in_notes: false,
            original: options.original,
            styles,
            numbering,
            paragraphs: 0,
            gap: Gap::Paragraph,
            too_deep: false,
        }
    }

    /// Reads the main part.
    pub(super) fn document(&mut self, document: &Document<'_>) -> Result<(), SourceError> {
        if let Some(body) = document.descendants().find(|node| node.tag_name().name() == "body") {
            self.blocks(body, 0);
        }
        if self.too_deep { Err(SourceError::whole(Fault::TooDeep(DEEPEST))) } else { Ok(()) }
    }

    /// Turns to a part with notes.
    pub(super) fn turn_to_notes(&mut self, xml: &'a str) {
        self.xml = xml;
        self.in_notes = true;
    }

    /// Reads the paragraphs of a note, which `[label]` opens.
    pub(super) fn note(&mut self, note: Node<'_, '_>, label: &str) {
        self.out.paragraph_break(0);
        let start = self.out.here();
        self.out.stand(0, &format!("[{label}] "));
        self.gap = Gap::Joined;
        self.blocks(note, 0);
        self.out.mark_words(start, MarkKind::Footnote(label.to_owned()));
        self.gap = Gap::Paragraph;
    }

    fn blocks(&mut self, parent: Node<'_, '_>, depth: u32) {
        if depth > DEEPEST {
            self.too_deep = true;
            return;
        }
        for part in parent.children() {
            match part.tag_name().name() {
                "p" => self.paragraph(part, depth),
                "tbl" => self.table(part, depth),
                "sdt" | "sdtContent" | "customXml" | "AlternateContent" | "Choice" | "smartTag" => {
                    self.blocks(part, depth + 1)
                }
                name @ ("ins" | "del" | "moveTo" | "moveFrom") => self.revision(part, name, depth, Self::blocks),
                _ => {}
            }
        }
    }

    /// Reads what a tracked change encloses; where the view hides it, only its place is marked.
    fn revision(&mut self, part: Node<'_, '_>, name: &str, depth: u32, inside: fn(&mut Self, Node<'_, '_>, u32)) {
        let kind = change(part, matches!(name, "ins" | "moveTo"));
        if self.shows(name) {
            let start = self.out.here();
            inside(self, part, depth + 1);
            self.out.mark_words(start, kind);
        } else if part.descendants().any(|node| holds_words(&node)) {
            self.out.mark_here(kind);
        }
    }

    /// Whether the view shows what an element of this name encloses.
    fn shows(&self, name: &str) -> bool {
        match name {
            "del" | "moveFrom" => self.original,
            "ins" | "moveTo" => !self.original,
            _ => true,
        }
    }

    fn table(&mut self, table: Node<'_, '_>, depth: u32) {
        let rows = table.children().filter(|row| row.tag_name().name() == "tr");
        for row in rows {
            self.gap = if self.gap == Gap::Paragraph { Gap::Paragraph } else { Gap::Line };
            let changed = tree::child(row, "trPr")
                .and_then(|about| about.children().find(|change| matches!(change.tag_name().name(), "ins" | "del")));
            if changed.is_some_and(|change| !self.shows(change.tag_name().name())) {
                continue;
            }
            let start = self.out.here();
            self.row(row, depth);
            if let Some(part) = changed {
                self.out.mark_words(start, change(part, part.tag_name().name() == "ins"));
            }
        }
        self.gap = Gap::Paragraph;
    }

    fn row(&mut self, row: Node<'_, '_>, depth: u32) {
        let is_cell = |cell: &Node<'_, '_>| cell.tag_name().name() == "tc";
        let blocks =
            |cell: Node<'_, '_>| cell.children().filter(|block| matches!(block.tag_name().name(), "p" | "tbl")).count();
        let is_short = row.children().filter(is_cell).all(|cell| blocks(cell) < 2);
        self.gap = Gap::Line;
        for cell in
            row.children().filter(|cell| is_cell(cell) || matches!(cell.tag_name().name(), "sdt" | "ins" | "customXml"))
        {
            let before = self.out.text.len();
            self.blocks(
                if is_cell(&cell) { cell } else { cell.descendants().find(is_cell).unwrap_or(cell) },
                depth + 1,
            );
            if self.out.text.len() > before {
                self.gap = if is_short { Gap::Cell } else { Gap::Line };
            }
        }
    }

    /// Reads a paragraph, then the text boxes that are anchored in it.
    fn paragraph(&mut self, paragraph: Node<'_, '_>, depth: u32) {
        self.own_words(paragraph, depth);
        for frame in paragraph.descendants().filter(|node| is_frame_of(*node, paragraph)) {
            self.blocks(frame, depth + 1);
        }
    }

    fn own_words(&mut self, paragraph: Node<'_, '_>, depth: u32) {
        self.paragraphs += u32::from(!self.in_notes);
        let layout = tree::child(paragraph, "pPr");
        let is_joined = layout.and_then(|layout| tree::child(layout, "rPr")).is_some_and(|mark| self.hides_end(mark));
        if is_joined && !self.has_words(paragraph) {
            return;
        }
        let style = layout.and_then(|layout| tree::value(layout, "pStyle"));
        let number = if self.gap == Gap::Joined { String::new() } else { self.number(layout, style) };
        if number.is_empty() && !self.has_words(paragraph) {
            return;
        }
        let place = paragraph.range().start;
        self.open_gap(place);
        let start = self.out.here();
        if !self.in_notes {
            self.out.mark_here(MarkKind::Paragraph(self.paragraphs));
        }
        if !number.is_empty() {
            self.out.stand(place, &format!("{number} "));
        }
        self.runs(paragraph, depth);
        self.mark_paragraph(start, layout, style);
        self.gap = if is_joined { Gap::Joined } else { Gap::Paragraph };
    }

    /// Whether the paragraph's end was deleted (or, in the original view, not yet inserted), so that the next one joins it.
    fn hides_end(&self, mark: Node<'_, '_>) -> bool {
        mark.children().any(|change| {
            matches!(change.tag_name().name(), "ins" | "del" | "moveTo" | "moveFrom")
                && !self.shows(change.tag_name().name())
        })
    }

    fn has_words(&self, paragraph: Node<'_, '_>) -> bool {
        let is_shown = |node: Node<'_, '_>| {
            let mut around = node.ancestors().take_while(|up| *up != paragraph);
            around.all(|up| self.shows(up.tag_name().name()) && up.tag_name().name() != FRAME)
        };
        paragraph.descendants().filter(holds_words).any(is_shown)
    }

    fn number(&mut self, layout: Option<Node<'_, '_>>, style: Option<&str>) -> String {
        let own = layout.and_then(styles::numbered);
        let inherited = style.and_then(|style| self.styles.numbered(style));
        let asked = match (own, inherited) {
            (Some(own), inherited) => {
                let list = own.list.or(inherited.and_then(|numbered| numbered.list));
                Numbered { list, level: own.level.or(inherited.and_then(|numbered| numbered.level)) }
            }
            (None, Some(inherited)) => inherited,
            (None, None) => return String::new(),
        };
        self.numbering.next(asked, style, &self.styles)
    }

    fn open_gap(&mut self, place: usize) {
        let last = self.out.text.rsplit('\n').next().unwrap_or("");
        let is_mark = matches!(self.gap, Gap::Cell | Gap::Line) && is_numbering(last);
        match self.gap {
            _ if self.out.text.is_empty() => {}
            _ if is_mark => self.out.stand(place, " "),
            Gap::Paragraph if self.in_notes => self.out.line_break(place),
            Gap::Paragraph => self.out.paragraph_break(place),
            Gap::Line => self.out.line_break(place),
            Gap::Cell => self.out.stand(place, "\t"),
            Gap::Joined => {}
        }
    }

    fn mark_paragraph(&mut self, start: u32, layout: Option<Node<'_, '_>>, style: Option<&str>) {
        let own = layout.and_then(|layout| tree::number(layout, "outlineLvl")).filter(|level| *level < 9);
        let own = own.and_then(|level| u8::try_from(level + 1).ok());
        if let Some(level) = own.or_else(|| style.and_then(|style| self.styles.heading(style))) {
            self.out.mark_words(start, MarkKind::Heading(level));
        }
        if style.is_some_and(|style| self.styles.is_contents(style)) {
            self.out.mark_words(start, MarkKind::Aside);
        }
        if self.title.is_none() && style.is_some_and(|style| self.styles.is_title(style)) {
            self.title =
                self.out.text.get(start as usize..).map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    fn runs(&mut self, parent: Node<'_, '_>, depth: u32) {
        if depth > DEEPEST {
            self.too_deep = true;
            return;
        }
        for part in parent.children() {
            match part.tag_name().name() {
                "r" => self.run(part),
                "hyperlink" | "smartTag" | "fldSimple" | "sdt" | "sdtContent" | "customXml" | "dir" | "bdo"
                | "oMath" => self.runs(part, depth + 1),
                name @ ("ins" | "del" | "moveTo" | "moveFrom") => self.revision(part, name, depth, Self::runs),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'_, '_>) {
        if tree::child(run, "rPr").is_some_and(|look| tree::is_on(look, "vanish")) {
            return;
        }
        let place = run.range().start;
        for part in run.children() {
            match part.tag_name().name() {
                "t" | "delText" => self.words(part, run),
                "tab" | "ptab" => self.out.stand(place, "\t"),
                "br" | "cr" => self.out.stand(place, "\n"),
                "noBreakHyphen" => self.out.stand(place, "-"),
                "sym" => self.out.stand(place, symbol(part)),
                "footnoteReference" => self.call(part, NoteKind::Foot),
                "endnoteReference" => self.call(part, NoteKind::End),
                _ => {}
            }
        }
    }

    fn words(&mut self, element: Node<'_, '_>, run: Node<'_, '_>) {
        let start = self.out.here();
        for text in element.children().filter(Node::is_text) {
            xml::add_text(&mut self.out, self.xml, text);
        }
        let text = Span::new(start, self.out.here());
        if !self.in_notes && !text.is_empty() {
            let range = |node: Node<'_, '_>| Span::of(node.range().start, node.range().end);
            self.pieces.push(Piece { text, run: range(run), element: range(element) });
        }
    }

    fn call(&mut self, part: Node<'_, '_>, kind: NoteKind) {
        let Some(id) = tree::attribute(part, "id") else { return };
        let count = self.calls.iter().filter(|call| call.kind == kind).count() + 1;
        let label = match kind {
            NoteKind::Foot => count.to_string(),
            NoteKind::End => super::numbering::figure("lowerRoman", u32::try_from(count).unwrap_or(u32::MAX)),
        };
        self.out.mark_here(MarkKind::FootnoteCall(label.clone()));
        self.calls.push(Call { kind, id: id.to_owned(), label });
    }
}

/// What a tracked change is marked as.
fn change(part: Node<'_, '_>, is_insertion: bool) -> MarkKind {
    let said = |key| tree::attribute(part, key).unwrap_or("").trim().to_owned();
    let (author, date) = (said("author"), said("date"));
    if is_insertion { MarkKind::Inserted(author, date) } else { MarkKind::Deleted(author, date) }
}

/// Whether a part of a run is something that a reader sees.
fn holds_words(node: &Node<'_, '_>) -> bool {
    match node.tag_name().name() {
        "t" | "delText" => node.text().is_some_and(|text| !text.trim().is_empty()),
        "footnoteReference" | "endnoteReference" | "sym" | "noBreakHyphen" => true,
        _ => false,
    }
}

/// What holds the paragraphs of a text box.
const FRAME: &str = "txbxContent";

/// Whether a node is a text box anchored in the paragraph itself, and no second copy of one for older programs.
fn is_frame_of(node: Node<'_, '_>, paragraph: Node<'_, '_>) -> bool {
    let mut around = node.ancestors().skip(1).take_while(|up| *up != paragraph);
    node.tag_name().name() == FRAME && around.all(|up| !matches!(up.tag_name().name(), FRAME | "Fallback"))
}

/// The signs that treaty drafts take from symbol fonts.
fn symbol(part: Node<'_, '_>) -> &'static str {
    match tree::attribute(part, "char").map(str::to_ascii_uppercase).as_deref() {
        Some("F0B7" | "F0A7") => "•",
        Some("F02D" | "F0BE") => "–",
        Some("F0B0") => "°",
        Some("F0B3") => "≥",
        Some("F0A3") => "≤",
        _ => " ",
    }
}
