//! The graph of an agreement for path questions and drawings.

use std::collections::HashMap;

use petgraph::graph::{DiGraph, NodeIndex};

use super::Resolved;
use super::missing::name_as_written;
use crate::source::{Source, Span};
use crate::structure::{Outline, ProvisionId};

/// What an edge joins.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vertex {
    /// A provision of the agreement.
    Provision(ProvisionId),
    /// Another instrument, by its name as written.
    Instrument(String),
    /// A part that the text refers to and the file lacks.
    Missing(String),
}

/// How two parts are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// The first holds the second.
    Contains,
    /// The first names the second.
    RefersTo,
    /// The first yields to the second.
    SubjectTo,
    /// The first applies to the second.
    AppliesTo,
    /// The first takes the second out.
    Excludes,
    /// The first makes the second part of the agreement.
    Incorporates,
    /// The first prevails over the second.
    PrevailsOver,
}

/// An edge with the words it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// How the two are joined.
    pub kind: EdgeKind,
    /// The words, in bytes of the source's text; empty for `Contains`.
    pub span: Span,
}

/// Provisions come first, so a provision's vertex has its number.
pub(super) fn net(source: &Source, outline: &Outline, resolved: &[Resolved]) -> DiGraph<Vertex, Edge> {
    let mut net = DiGraph::with_capacity(outline.provisions.len(), outline.provisions.len() + resolved.len());
    for id in (0..).map(ProvisionId).zip(&outline.provisions).map(|(id, _)| id) {
        net.add_node(Vertex::Provision(id));
    }
    for (id, provision) in (0..).map(ProvisionId).zip(&outline.provisions) {
        for child in provision.children.iter().filter(|child| outline.get(**child).is_some()) {
            net.add_edge(at(id), at(*child), Edge { kind: EdgeKind::Contains, span: Span::default() });
        }
    }
    let mut others: HashMap<Vertex, NodeIndex> = HashMap::new();
    for found in resolved {
        let edge = Edge { kind: EdgeKind::RefersTo, span: found.span };
        for target in &found.targets {
            net.add_edge(at(found.from), at(*target), edge);
        }
        if let Some(other) = other(source, found) {
            let node = *others.entry(other).or_insert_with_key(|other| net.add_node(other.clone()));
            net.add_edge(at(found.from), node, edge);
        }
    }
    net
}

fn at(id: ProvisionId) -> NodeIndex {
    NodeIndex::new(id.0 as usize)
}

fn other(source: &Source, found: &Resolved) -> Option<Vertex> {
    if let Some(outside) = found.outside {
        return Some(instrument(source, outside));
    }
    let (number, _) =
        found.reference.numbers.iter().zip(&found.heads).find(|(_, head)| head.is_none()).filter(|_| found.missing)?;
    Some(Vertex::Missing(name_as_written(source, &found.reference, number)))
}

/// The vertex of another instrument.
pub(super) fn instrument(source: &Source, name: Span) -> Vertex {
    Vertex::Instrument(source.slice(name).split_whitespace().collect::<Vec<_>>().join(" "))
}
