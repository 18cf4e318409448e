//! The text of an agreement for reading beside its findings: provisions in order, words that findings speak of, links.

use std::collections::BTreeSet;

use serde::Serialize;

use super::changes::said;
use super::{Change, Judged, Locator};
use crate::graph::Graph;
use crate::source::Span;
use crate::structure::{Outline, Provision, ProvisionId};

/// The text of an agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// The provisions, in the order of the text.
    pub provisions: Vec<Passage>,
    /// The findings that have words of their own in the running text, by number; others speak of a title or of the whole.
    pub anchored: Vec<usize>,
}

/// One provision with its own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Its path: what links point to.
    pub path: String,
    /// How deep it stands in the tree, the agreement itself at 0.
    pub depth: usize,
    /// Whether it is a heading of its own (a chapter, an article) rather than running text.
    pub heading: bool,
    /// Its number as written: "Article 9.20:", "(a)".
    pub label: String,
    /// Its title.
    pub title: String,
    /// Whose tracked insertions and deletions its own words are, in half a sentence; empty where they are nobody's.
    pub changed: String,
    /// Its running text.
    pub pieces: Vec<Piece>,
}

/// Words that are shown alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// The finding that speaks of them, by its number among the agreement's findings from 1.
    pub finding: Option<usize>,
    /// The findings whose first words these are, by number: what links from the findings point to.
    pub opens: Vec<usize>,
    /// The path of the provision that the words refer to.
    pub link: Option<String>,
    /// The tracked change that the words are.
    pub change: Option<Change>,
}

impl Paper {
    /// The text with what `judged` says of it.
    #[must_use]
    pub fn new(locator: &Locator, outline: &Outline, judged: &Judged) -> Self {
        let source = locator.source();
        let graph = Graph::build(source, outline);
        let mut layers = Layers {
            findings: findings(judged),
            links: links(&graph, outline),
            changes: locator.tracked(),
            said: BTreeSet::new(),
        };
        let passage = |(at, provision): (usize, &Provision)| {
            let id = ProvisionId(u32::try_from(at).unwrap_or(u32::MAX));
            let pieces = provision.own.iter().flat_map(|span| layers.pieces(*span, source.slice(*span))).collect();
            Passage {
                path: provision.path.clone(),
                depth: outline.upwards(id).count() - 1,
                heading: provision.title.is_some() || !provision.children.is_empty(),
                label: one_line(source.slice(provision.label)),
                title: provision.title.map(|title| one_line(source.slice(title))).unwrap_or_default(),
                changed: said(&locator.changes(&words_of(provision))),
                pieces,
            }
        };
        let provisions = outline.provisions.iter().enumerate().map(passage).collect();
        Paper { provisions, anchored: layers.said.into_iter().collect() }
    }
}

/// The title and the running text of a provision without its children.
pub(super) fn words_of(provision: &Provision) -> Vec<Span> {
    provision.title.iter().chain(&provision.own).copied().collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What lies over the text: words of findings, words of references and tracked changes, each by start.
struct Layers<'a> {
    findings: Vec<(Span, usize)>,
    links: Vec<(Span, String)>,
    changes: &'a [(Span, Change)],
    said: BTreeSet<usize>,
}

fn findings(judged: &Judged) -> Vec<(Span, usize)> {
    let numbered = judged.findings.iter().zip(1..);
    let own = numbered.clone().map(|(found, number)| (found.at.words, number));
    let related = numbered.flat_map(|(found, number)| found.related.iter().map(move |spot| (spot.words, number)));
    let mut spans: Vec<(Span, usize)> = own.chain(related).filter(|(span, _)| !span.is_empty()).collect();
    spans.sort();
    spans
}

fn links(graph: &Graph, outline: &Outline) -> Vec<(Span, String)> {
    let target =
        |targets: &[ProvisionId]| targets.first().and_then(|id| outline.get(*id)).map(|found| found.path.clone());
    let mut links: Vec<(Span, String)> =
        graph.references().iter().filter_map(|found| Some((found.span, target(&found.targets)?))).collect();
    links.sort();
    links
}

impl Layers<'_> {
    /// Cuts a stretch of running text where what lies over it changes.
    fn pieces(&mut self, span: Span, text: &str) -> Vec<Piece> {
        let mut cuts = vec![span.start, span.end];
        let over =
            |layer: Span| [layer.start, layer.end].into_iter().filter(move |at| span.start < *at && *at < span.end);
        cuts.extend(within(&self.findings, span).flat_map(|(layer, _)| over(*layer)));
        cuts.extend(within(&self.links, span).flat_map(|(layer, _)| over(*layer)));
        cuts.extend(within(self.changes, span).flat_map(|(layer, _)| over(*layer)));
        cuts.sort_unstable();
        cuts.dedup();
        let stretches = cuts.iter().zip(cuts.iter().skip(1)).map(|(start, end)| Span::new(*start, *end));
        let mut pieces: Vec<Piece> = Vec::new();
        for part in stretches {
            let local = (part.start - span.start) as usize..(part.end - span.start) as usize;
            let words = text.get(local).unwrap_or_default();
            pieces.push(self.piece(part, words));
        }
        pieces.push(Piece { text: " ".to_owned(), finding: None, opens: Vec::new(), link: None, change: None });
        pieces
    }

    fn piece(&mut self, part: Span, words: &str) -> Piece {
        let over = within(&self.findings, part).filter(|(layer, _)| layer.covers(part));
        let findings: Vec<usize> = over.map(|(_, number)| *number).collect();
        let link = within(&self.links, part).find(|(layer, _)| layer.covers(part)).map(|(_, path)| path.clone());
        let change = within(self.changes, part).find(|(layer, _)| layer.covers(part)).map(|(_, change)| change.clone());
        let finding = findings.first().copied();
        let opens = findings.into_iter().filter(|number| self.said.insert(*number)).collect();
        Piece { text: words.to_owned(), finding, opens, link, change }
    }
}

/// The layers that may touch a stretch. Layers are short beside the text, so a linear start is not needed.
fn within<T>(layers: &[(Span, T)], span: Span) -> impl Iterator<Item = &(Span, T)> {
    let end = layers.partition_point(|(layer, _)| layer.start < span.end);
    layers.get(..end).unwrap_or_default().iter().filter(move |(layer, _)| layer.end > span.start)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn paper() -> Paper {
        let source = sample::source();
        let locator = Locator::new(&source, sample::TEXT.as_bytes());
        Paper::new(&locator, &sample::outline(), &sample::judged())
    }

    #[test]
    fn the_words_of_findings_are_marked_once_each() {
        let paper = paper();
        let pieces: Vec<&Piece> = paper.provisions.iter().flat_map(|passage| &passage.pieces).collect();
        let marked: Vec<&str> =
            pieces.iter().filter(|piece| piece.finding == Some(1)).map(|piece| piece.text.as_str()).collect();
        assert!(marked.concat().contains("consents to the submission of a claim"));
        assert_eq!(pieces.iter().map(|piece| piece.opens.len()).sum::<usize>(), 2);
    }

    #[test]
    fn references_are_links() {
        let paper = paper();
        let linked =
            paper.provisions.iter().flat_map(|passage| &passage.pieces).find(|piece| piece.text == "Paragraph 1");
        assert_eq!(linked.and_then(|piece| piece.link.as_deref()), Some("ch9/art9.4/1"));
    }

    #[test]
    fn no_word_is_lost() {
        let shown: String =
            paper().provisions.iter().flat_map(|passage| &passage.pieces).map(|piece| piece.text.as_str()).collect();
        assert!(
            one_line(&shown)
                .contains("in accordance with the procedures laid down in this Agreement, and that consent")
        );
    }
}
