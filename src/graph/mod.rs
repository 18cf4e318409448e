//! Provisions, outside instruments and missing parts, and what joins them.
//!
//! A [`Graph`] resolves every reference of an agreement's running text against its [`Outline`]: "this Section" from where it stands,
//! "paragraph 2" within its article, "Chapter Eleven" by its value, and never across another instrument's name.

pub mod defects;
mod index;
mod missing;
mod net;
mod order;
mod passages;
mod relations;
mod resolve;

pub use net::{Edge, EdgeKind, Vertex};
pub(crate) use order::Order;
pub use relations::Exclusion;

use petgraph::graph::DiGraph;

use crate::clause::reference::{Reference, references};
use crate::source::{Source, Span};
use crate::structure::{Outline, ProvisionId, Unit};
use index::Index;

/// A reference with what it points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The reference's words, in bytes of the source's text.
    pub span: Span,
    /// The provision whose text holds it.
    pub from: ProvisionId,
    /// The provisions it points at, in the order of its numbers; ranges in full.
    pub targets: Vec<ProvisionId>,
    /// The provision that each of the reference's numbers names, its first of a range; as long as `reference.numbers`.
    pub heads: Vec<Option<ProvisionId>>,
    /// The name of the other instrument it belongs to.
    pub outside: Option<Span>,
    /// The title in parentheses, of its first number that has one.
    pub title: Option<Span>,
    /// Whether it names a part by number that the text does not hold.
    pub missing: bool,
    /// Whether it means the agreement as a whole.
    pub whole_agreement: bool,
    /// The reference as written.
    pub reference: Reference,
}

/// An agreement's provisions and what joins them.
#[derive(Debug, Default)]
pub struct Graph {
    resolved: Vec<Resolved>,
    missing: Vec<String>,
    /// Where the missing parts are named, by position.
    naming: Vec<Span>,
    /// Made when [`Graph::relate`] joins the provisions: facts only follow references.
    net: DiGraph<Vertex, Edge>,
}

impl Graph {
    /// Finds and resolves all references of the agreement's running text.
    #[must_use]
    pub fn build(source: &Source, outline: &Outline) -> Self {
        let index = Index::new(source, outline);
        let rules = index.has_rules();
        let mut resolved = Vec::new();
        for (number, provision) in outline.provisions.iter().enumerate() {
            let from = ProvisionId(u32::try_from(number).unwrap_or(u32::MAX));
            for own in &provision.own {
                let told = |reference: &Reference| rules || reference.unit != Unit::Rule;
                for reference in references(&source.text, *own).into_iter().filter(told) {
                    resolved.push(resolve::resolve(&index, from, reference, &resolved));
                }
            }
        }
        resolved.sort_by_key(|found| found.span);
        let absent = missing::missing(source, outline, &resolved);
        let mut naming: Vec<Span> = absent.iter().flat_map(|absent| absent.named.iter().copied()).collect();
        naming.sort_unstable();
        let missing = absent.into_iter().map(|absent| absent.name).collect();
        Graph { resolved, missing, naming, net: DiGraph::default() }
    }

    /// The references that begin in `span`, by position.
    #[must_use]
    pub fn references_in(&self, span: Span) -> &[Resolved] {
        let first = self.resolved.partition_point(|found| found.span.start < span.start);
        let last = self.resolved.partition_point(|found| found.span.start < span.end);
        self.resolved.get(first..last).unwrap_or(&[])
    }

    /// The provisions that the references in a stretch of text lead to; the root stands for the whole agreement.
    #[must_use]
    pub fn targets_in(&self, span: Span) -> Vec<ProvisionId> {
        self.references_in(span).iter().flat_map(|found| found.targets.iter().copied()).collect()
    }

    /// All references, by position.
    #[must_use]
    pub fn references(&self) -> &[Resolved] {
        &self.resolved
    }

    /// Annexes, appendices, chapters and protocols that the text refers to and the file lacks, as written, each once.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Whether a stretch of text names a part that the file lacks.
    #[must_use]
    pub fn names_missing(&self, span: Span) -> bool {
        let first = self.naming.partition_point(|named| named.start < span.start);
        self.naming.get(first).is_some_and(|named| named.start < span.end)
    }

    /// The graph itself: provisions, instruments and missing parts, joined by typed edges; empty before [`Graph::relate`].
    #[must_use]
    pub fn net(&self) -> &DiGraph<Vertex, Edge> {
        &self.net
    }
}

/// The provision that a reader names: by its path, or as a reference of the text would from its beginning ("Article 13.4(2)").
#[must_use]
pub fn named(source: &Source, outline: &Outline, words: &str) -> Option<ProvisionId> {
    let by_path = outline.ids().find(|(_, provision)| provision.path == words);
    by_path.map(|(id, _)| id).or_else(|| {
        let reference = references(words, Span::of(0, words.len())).into_iter().next()?;
        let found = resolve::resolve(&Index::new(source, outline), ProvisionId(0), reference, &[]);
        found.targets.first().copied()
    })
}

#[cfg(test)]
mod tests;
