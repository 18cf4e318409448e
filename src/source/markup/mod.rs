//! Legislative XML: Akoma Ntoso 3.0 and the Formex of the European Union, whose elements say what each part is.

mod vocabulary;

use roxmltree::{Document, Node};

use super::html::is_numbering;
use super::{About, Builder, Fault, Format, MarkKind, Source, SourceError, xml};
use vocabulary::{Part, part};

/// Deeper nesting than this is refused.
const DEEPEST: u32 = 200;

/// Reads Akoma Ntoso.
pub(crate) fn read(name: &str, text: &str) -> Result<Source, SourceError> {
    let document = xml::parse(text)?;
    let mut reader = Reader {
        xml: text,
        out: Builder::with_capacity(text.len()),
        gap: Gap::None,
        notes: Vec::new(),
        flat: false,
        too_deep: false,
    };
    reader.inside(document.root_element(), 0);
    reader.add_notes();
    if reader.too_deep {
        return Err(SourceError::whole(Fault::TooDeep(DEEPEST)));
    }
    Ok(reader.out.finish(name, Format::AkomaNtoso, about(&document)))
}

/// The white space due before the next words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Cell,
    Line,
    Paragraph,
}

struct Reader<'a, 'doc, 'input> {
    xml: &'a str,
    out: Builder,
    gap: Gap,
    notes: Vec<(String, Node<'doc, 'input>)>,
    /// Whether a heading line is being read: what it holds makes no lines.
    flat: bool,
    too_deep: bool,
}

impl<'doc, 'input> Reader<'_, 'doc, 'input> {
    fn inside(&mut self, parent: Node<'doc, 'input>, depth: u32) {
        self.too_deep |= depth > DEEPEST;
        if self.too_deep {
            return;
        }
        for child in parent.children() {
            if child.is_text() {
                self.words(child);
            } else if child.is_comment() {
                self.out.mark_here(MarkKind::Comment(child.text().unwrap_or("").trim().to_owned()));
            } else if child.is_element() {
                self.element(child, depth + 1);
            }
        }
    }

    fn element(&mut self, element: Node<'doc, 'input>, depth: u32) {
        self.too_deep |= depth > DEEPEST;
        if self.too_deep {
            return;
        }
        match part(element.tag_name().name()) {
            Part::Skipped => {}
            Part::Inline => self.inside(element, depth),
            Part::Sign => self.sign(element),
            Part::Note => self.call(element),
            Part::Cell => self.spaced(element, depth, Gap::Cell),
            Part::Line | Part::Number => self.spaced(element, depth, Gap::Line),
            Part::Block => self.spaced(element, depth, Gap::Paragraph),
            Part::Chapter => self.headed(element, depth, MarkKind::Chapter),
            Part::Article => self.headed(element, depth, MarkKind::Article),
            Part::Division(level) => self.headed(element, depth, MarkKind::Heading(level)),
        }
    }

    fn spaced(&mut self, element: Node<'doc, 'input>, depth: u32, gap: Gap) {
        let gap = if self.flat { Gap::Space } else { gap };
        self.gap = self.gap.max(gap);
        self.inside(element, depth);
        self.gap = self.gap.max(gap);
    }

    /// A division: its number and heading make one line, marked as what it is.
    fn headed(&mut self, element: Node<'doc, 'input>, depth: u32, kind: MarkKind) {
        self.gap = self.gap.max(Gap::Paragraph);
        let lines: Vec<_> = vocabulary::heading(element);
        let before = self.out.text.len();
        for line in &lines {
            let joint = self.joint(before, &kind);
            self.join(line.range().start, joint);
            self.flat = true;
            self.inside(*line, depth);
            self.flat = false;
        }
        if self.out.text.len() > before {
            let start = super::build::offset(before);
            self.out.mark_words(start, kind);
        } else if matches!(kind, MarkKind::Article) {
            self.open_gap(element.range().start);
            self.out.mark_here(kind);
        }
        self.gap = Gap::Paragraph;
        for child in element.children().filter(|child| !lines.contains(child)) {
            match child.is_text() {
                true => self.words(child),
                false if child.is_element() && !vocabulary::is_heading_box(child, &lines) => {
                    self.element(child, depth + 1)
                }
                false => {}
            }
        }
        self.gap = self.gap.max(Gap::Paragraph);
    }

    /// What stands between a number and its heading.
    #[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
    fn joint(&self, before: usize, kind: &MarkKind) -> &'static str {
        let written = self.out.text.get(before..).unwrap_or("").trim_end();
        match kind {
            _ if written.is_empty() => "",
            MarkKind::Article if !written.ends_with([':', '.', '-', '–', '—']) => ": ",
            _ => " ",
        }
    }

    fn join(&mut self, at: usize, joint: &str) {
        if !joint.is_empty() {
            self.out.retract(self.out.text.trim_end().len());
            self.out.stand(at, joint);
            self.gap = Gap::None;
        }
    }

    fn words(&mut self, text: Node<'_, '_>) {
        let range = text.range();
        let written = self.xml.get(range.clone()).unwrap_or("");
        let mut from = 0;
        while let Some(rest) = written.get(from..).filter(|rest| !rest.is_empty()) {
            let word = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            if word == 0 {
                self.gap = self.gap.max(Gap::Space);
                from += rest.len() - rest.trim_ascii_start().len();
                continue;
            }
            self.open_gap(range.start + from);
            xml::add_written(&mut self.out, range.start + from, rest.get(..word).unwrap_or(""));
            from += word;
        }
    }

    fn open_gap(&mut self, at: usize) {
        let due = std::mem::replace(&mut self.gap, Gap::None);
        let fresh = self.out.text.is_empty() || self.out.text.ends_with('\n');
        let last = self.out.text.rsplit('\n').next().unwrap_or("");
        match due {
            Gap::None => {}
            _ if fresh && due < Gap::Paragraph => {}
            _ if due > Gap::Space && is_numbering(last) => self.space(at),
            Gap::Space => self.space(at),
            Gap::Cell => self.out.stand(at, "\t"),
            Gap::Line => self.out.line_break(at),
            Gap::Paragraph => self.out.paragraph_break(at),
        }
    }

    fn space(&mut self, at: usize) {
        if !self.out.text.ends_with([' ', '\u{a0}', '\t']) {
            self.out.stand(at, " ");
        }
    }

    /// Formex writes quotation marks as elements that name their character.
    fn sign(&mut self, element: Node<'_, '_>) {
        let code = element.attribute("CODE").and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(sign) = code.and_then(char::from_u32).filter(|sign| !sign.is_control()) {
            let at = element.range().start;
            self.open_gap(at);
            self.out.stand(at, sign.encode_utf8(&mut [0; 4]));
        }
    }

    fn call(&mut self, note: Node<'doc, 'input>) {
        let given = note.attribute("marker").map(|marker| marker.trim_matches(['(', ')', '[', ']']).to_owned());
        let label = given.filter(|label| !label.is_empty()).unwrap_or_else(|| (self.notes.len() + 1).to_string());
        self.out.mark_here(MarkKind::FootnoteCall(label.clone()));
        self.notes.push((label, note));
    }

    fn add_notes(&mut self) {
        let mut at = 0;
        while let Some((label, note)) = self.notes.get(at).cloned() {
            self.gap = Gap::Paragraph;
            self.open_gap(note.range().start);
            let start = self.out.here();
            self.out.stand(note.range().start, &format!("[{label}] "));
            self.gap = Gap::None;
            self.note_words(note);
            self.out.mark_words(start, MarkKind::Footnote(label));
            at += 1;
        }
    }

    fn note_words(&mut self, note: Node<'doc, 'input>) {
        for child in note.children() {
            self.gap = Gap::None;
            match child.is_text() {
                true if child.text().is_some_and(|text| text.trim().is_empty()) => {}
                true => self.words(child),
                false => self.inside(child, 0),
            }
            self.gap = Gap::Line;
            if child.is_element() {
                self.open_gap(child.range().end);
            }
        }
    }
}

fn about(document: &Document<'_>) -> About {
    let value = |tag: &str, key: &str| {
        let found =
            document.descendants().find(|element| element.tag_name().name() == tag && element.attribute(key).is_some());
        found.and_then(|element| element.attribute(key)).map(str::to_owned)
    };
    let language = value("FRBRlanguage", "language").as_deref().and_then(crate::source::language::written);
    let is_signature = |element: &Node<'_, '_>| element.attribute("name").is_some_and(|name| name.starts_with("sign"));
    let signed = document.descendants().filter(|element| element.tag_name().name() == "FRBRdate").find(is_signature);
    About {
        title: value("FRBRname", "value").or_else(|| title(document)),
        signed: signed.and_then(|element| element.attribute("date")).map(str::to_owned),
        language,
        ..About::default()
    }
}

fn title(document: &Document<'_>) -> Option<String> {
    let title = document
        .descendants()
        .find(|element| matches!(element.tag_name().name(), "docTitle" | "longTitle" | "TITLE"))?;
    let words: Vec<&str> = title
        .descendants()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .flat_map(str::split_whitespace)
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}
