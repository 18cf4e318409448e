//! Insertions into the main part of a Word file: nothing is taken away, nothing moves.

use std::collections::{BTreeMap, HashMap};

use roxmltree::{Document, Node};

use super::anchors::Place;
use crate::source::docx::Draft;
use crate::source::{SourceError, Span, read_xml};

/// What goes in at one byte.
#[derive(Debug, Default)]
struct Cut {
    before: String,
    ends: String,
    starts: String,
    after: String,
}

/// A run as the main part writes it.
struct Written {
    /// Its properties.
    look: String,
    /// Where its first part after the properties starts, and its last part ends.
    inside: Span,
}

pub(super) struct Cuts<'a> {
    draft: &'a Draft,
    /// The namespace prefix of the main part, with its colon.
    prefix: String,
    runs: HashMap<u32, Written>,
    cuts: BTreeMap<u32, Cut>,
    preserved: BTreeMap<u32, &'static str>,
}

impl<'a> Cuts<'a> {
    pub(super) fn new(draft: &'a Draft) -> Result<Self, SourceError> {
        let xml = &draft.package.document;
        let document = read_xml(xml)?;
        let runs = document.descendants().filter(|node| node.tag_name().name() == "r");
        let runs = runs.map(|run| (span(run).start, written(run, xml))).collect();
        Ok(Cuts { draft, prefix: prefix(&document, xml), runs, cuts: BTreeMap::new(), preserved: BTreeMap::new() })
    }

    /// Puts comment `id` on the words between two places.
    pub(super) fn comment(&mut self, id: u32, places: Option<(Place<'a>, Place<'a>)>) {
        let Some((from, to)) = places else { return };
        let w = self.prefix.clone();
        let start = format!("<{w}commentRangeStart {w}id=\"{id}\"/>");
        let reference = format!("<{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>");
        let end = format!("<{w}commentRangeEnd {w}id=\"{id}\"/>{reference}");
        self.cut(from, true).starts.push_str(&start);
        self.cut(to, false).ends.push_str(&end);
    }

    /// The cut at a place: between runs where it can be, else between the parts or the letters of one.
    fn cut(&mut self, place: Place<'_>, opens: bool) -> &mut Cut {
        let (piece, w) = (place.piece, self.prefix.clone());
        let run = self.runs.get(&piece.run.start);
        let (look, inside) = run.map_or((String::new(), piece.element), |run| (run.look.clone(), run.inside));
        let split = (format!("</{w}r>"), format!("<{w}r>{look}"));
        let (at, before, after) = match () {
            () if opens && place.at == piece.text.start && piece.element.start <= inside.start => {
                (piece.run.start, String::new(), String::new())
            }
            () if !opens && place.at == piece.text.end && piece.element.end >= inside.end => {
                (piece.run.end, String::new(), String::new())
            }
            () if opens && place.at == piece.text.start => (piece.element.start, split.0, split.1),
            () if !opens && place.at == piece.text.end => (piece.element.end, split.0, split.1),
            () => self.within(place, &w, split),
        };
        let cut = self.cuts.entry(at).or_default();
        (cut.before, cut.after) = (before, after);
        cut
    }

    /// A cut between two letters; both halves keep their white space.
    fn within(&mut self, place: Place<'_>, w: &str, split: (String, String)) -> (u32, String, String) {
        let element = place.piece.element;
        let tag = self
            .draft
            .package
            .document
            .get(element.range())
            .and_then(|written| written.split('>').next())
            .unwrap_or("");
        if !tag.contains("xml:space") {
            let name = tag.split_whitespace().next().unwrap_or("").len();
            self.preserved.insert(element.start + u32::try_from(name).unwrap_or(0), " xml:space=\"preserve\"");
        }
        let before = format!("</{w}t>{}", split.0);
        (self.draft.place(place.at), before, format!("{}<{w}t xml:space=\"preserve\">", split.1))
    }

    /// The main part with all insertions.
    pub(super) fn applied(&self) -> String {
        let xml = &self.draft.package.document;
        let mut inserted: Vec<(u32, String)> =
            self.preserved.iter().map(|(at, text)| (*at, (*text).to_owned())).collect();
        inserted.extend(
            self.cuts.iter().map(|(at, cut)| (*at, [&*cut.before, &cut.ends, &cut.starts, &cut.after].concat())),
        );
        inserted.sort_by_key(|(at, _)| *at);
        let mut whole = String::with_capacity(xml.len() * 5 / 4);
        let mut from = 0;
        for (at, text) in inserted {
            whole.push_str(xml.get(from..at as usize).unwrap_or(""));
            whole.push_str(&text);
            from = at as usize;
        }
        whole + xml.get(from..).unwrap_or("")
    }
}

fn span(node: Node<'_, '_>) -> Span {
    Span::of(node.range().start, node.range().end)
}

fn written(run: Node<'_, '_>, xml: &str) -> Written {
    let look = run.children().find(|part| part.tag_name().name() == "rPr");
    let parts = || run.children().filter(|part| part.is_element() && Some(*part) != look);
    let inside = Span::new(
        parts().next().map_or(0, |part| span(part).start),
        parts().next_back().map_or(0, |part| span(part).end),
    );
    Written { look: look.and_then(|look| xml.get(look.range())).unwrap_or("").to_owned(), inside }
}

/// The prefix that the main part writes before the names of its vocabulary.
fn prefix(document: &Document<'_>, xml: &str) -> String {
    let root = document.root_element().range();
    let name =
        xml.get(root).and_then(|root| root.get(1..)?.split([' ', '>', '/', '\n', '\r', '\t']).next()).unwrap_or("");
    name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"))
}
