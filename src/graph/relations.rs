//! How provisions are joined beyond naming each other: phrases of the word pages beside references decide.

use std::collections::HashMap;

use petgraph::graph::NodeIndex;

use super::net::{Edge, EdgeKind, Vertex, instrument, net};
use super::{Graph, Resolved};
use crate::clause::Reading;
use crate::source::Span;
use crate::structure::ProvisionId;
use crate::text::Lexicon;

/// How far a phrase reaches for what it is said of, in bytes.
const REACH: u32 = 240;

/// The concepts of the word pages that join provisions, and the edge each makes.
const JOINING: [(&str, Form, EdgeKind); 5] = [
    ("yields to", Form::Before, EdgeKind::SubjectTo),
    ("goes before", Form::Before, EdgeKind::PrevailsOver),
    ("applies to", Form::Between, EdgeKind::AppliesTo),
    ("prevails over", Form::Between, EdgeKind::PrevailsOver),
    ("is made part", Form::After, EdgeKind::Incorporates),
];

/// A clause that takes something out of something else, as the pages of facts find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exclusion {
    /// The provision that says so.
    pub provision: ProvisionId,
    /// The deciding words, in bytes of the source's text.
    pub words: Span,
    /// The sentence that they stand in.
    pub sentence: Span,
}

/// Where a phrase stands to what it joins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Before what the provision that holds it is joined to ("subject to Article 5").
    Before,
    /// Between the two ("Chapter 3 does not apply to Article 5").
    Between,
    /// After what the provision that holds it takes in ("Article 5 is made part of this Chapter").
    After,
}

impl Graph {
    /// Joins the provisions: what each holds, what each names, what the phrases of the word pages say of two of them, and what the
    /// pages of facts find to be taken out. A phrase within a longer one, or within the words that take something out ("apply" in
    /// "does not apply"), says nothing.
    pub fn relate(&mut self, reading: &Reading, lexicon: &Lexicon, exclusions: &[Exclusion]) {
        self.net = net(reading.source, reading.outline, &self.resolved);
        let mut joins = Vec::new();
        for exclusion in exclusions {
            let (from, to) = self.taken_out(reading, exclusion);
            let edge = Edge { kind: EdgeKind::Excludes, span: exclusion.words };
            joins.extend(from.iter().flat_map(|from| to.iter().map(|to| (from.clone(), to.clone(), edge))));
        }
        let taken = |phrase: Span| exclusions.iter().any(|exclusion| exclusion.words.covers(phrase));
        for (phrase, word, form, kind) in phrases(reading, lexicon).iter().filter(|(phrase, ..)| !taken(*phrase)) {
            let (first, last) = reading.words.sentence(reading.words.sentence_of(*word));
            let sentence = reading.words.span(first, last);
            let holder = Vertex::Provision(reading.provision_at(*word));
            let (from, to) = self.joined(reading, *form, *phrase, sentence, holder);
            for from in from {
                joins.extend(to.iter().map(|to| (from.clone(), to.clone(), Edge { kind: *kind, span: *phrase })));
            }
        }
        let named = |at: NodeIndex| Some((self.net.node_weight(at)?.clone(), at));
        let vertices: HashMap<Vertex, NodeIndex> = self.net.node_indices().filter_map(named).collect();
        for (from, to, edge) in joins.into_iter().filter(|(from, to, _)| from != to) {
            if let (Some(from), Some(to)) = (vertices.get(&from), vertices.get(&to)) {
                self.net.add_edge(*from, *to, edge);
            }
        }
    }

    /// What is taken out, and of what: the references on both sides of the deciding words' beginning; where none stands before it,
    /// the provision itself takes out what it names.
    fn taken_out(&self, reading: &Reading, exclusion: &Exclusion) -> (Vec<Vertex>, Vec<Vertex>) {
        let Exclusion { provision, words, sentence } = *exclusion;
        let near = words.start.saturating_sub(REACH).max(sentence.start);
        let before = self.references_in(Span::new(near, words.start));
        let after = self.references_in(Span::new(words.start, sentence.end.max(words.end)));
        let vertices =
            |found: &[Resolved]| found.iter().flat_map(|found| targets(reading, found)).collect::<Vec<Vertex>>();
        if before.is_empty() || after.is_empty() {
            return (vec![Vertex::Provision(provision)], vertices(if after.is_empty() { before } else { after }));
        }
        (vertices(before), vertices(after))
    }

    fn joined(
        &self,
        reading: &Reading,
        form: Form,
        phrase: Span,
        sentence: Span,
        holder: Vertex,
    ) -> (Vec<Vertex>, Vec<Vertex>) {
        let before =
            self.references_in(Span::new(phrase.start.saturating_sub(REACH).max(sentence.start), phrase.start));
        let after = self.references_in(Span::new(phrase.end, (phrase.end + REACH).min(sentence.end)));
        let vertices =
            |found: &[Resolved]| found.iter().flat_map(|found| targets(reading, found)).collect::<Vec<Vertex>>();
        match form {
            Form::Before => (vec![holder], vertices(adjacent(after, phrase.end))),
            Form::Between if before.is_empty() => (vec![holder], vertices(after)),
            Form::Between => (vertices(before), vertices(after)),
            Form::After => (vec![holder], vertices(before)),
        }
    }
}

fn phrases(reading: &Reading, lexicon: &Lexicon) -> Vec<(Span, u32, Form, EdgeKind)> {
    let mut all = Vec::new();
    for (name, form, kind) in JOINING {
        let hits = lexicon.concept(name).map_or(&[][..], |concept| reading.hits.of(concept));
        all.extend(hits.iter().map(|hit| (reading.words.span(hit.start, hit.end), hit.start, form, kind)));
    }
    all.sort_by_key(|(phrase, ..)| (phrase.start, std::cmp::Reverse(phrase.end)));
    let mut longest = Span::default();
    all.retain(|(phrase, ..)| {
        let inner = longest != *phrase && longest.covers(*phrase);
        longest = if inner { longest } else { *phrase };
        !inner
    });
    all
}

/// The references that follow at once, one right after the other.
fn adjacent(after: &[Resolved], mut end: u32) -> &[Resolved] {
    const GAP: u32 = 24;
    let count = after.iter().take_while(|found| {
        let near = found.span.start.saturating_sub(end) < GAP;
        end = found.span.end;
        near
    });
    after.get(..count.count()).unwrap_or(&[])
}

fn targets(reading: &Reading, found: &Resolved) -> Vec<Vertex> {
    if let Some(outside) = found.outside {
        return vec![instrument(reading.source, outside)];
    }
    found.targets.iter().copied().map(Vertex::Provision).collect()
}
