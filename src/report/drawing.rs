//! The graph of an agreement as a drawing: articles, annexes, other instruments, and what joins them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use layout::backends::svg::SVGWriter;
use layout::gv::{DotParser, GraphBuilder};
use petgraph::visit::EdgeRef;

use crate::graph::{EdgeKind, Graph, Vertex};
use crate::source::Source;
use crate::structure::{Kind, Outline, ProvisionId};

/// The longest title in a drawing, in characters.
const TITLE: usize = 42;

/// Writes the graph in the DOT language of Graphviz. Paragraphs stand for their article; with `from`, only what leads out of that
/// provision and into it is drawn.
#[must_use]
pub fn dot(source: &Source, outline: &Outline, graph: &Graph, from: Option<ProvisionId>) -> String {
    let plan = Plan { source, outline, graph, from };
    let joins = plan.joins();
    let alone = Vertex::Provision(from.unwrap_or(ProvisionId(0)));
    let mut drawn: BTreeSet<&Vertex> = joins.keys().flat_map(|(one, other)| [one, other]).collect();
    if drawn.is_empty() {
        drawn.insert(&alone);
    }
    let mut text = String::from("digraph agreement {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    for vertex in drawn {
        let _ = writeln!(text, "  {} [{}];", name(vertex), plan.look(vertex));
    }
    for ((one, other), kind) in &joins {
        let _ = writeln!(text, "  {} -> {} [{}];", name(one), name(other), line(*kind));
    }
    text.push_str("}\n");
    text
}

/// Draws a graph that was written as DOT.
///
/// # Errors
/// Where the words of a label cannot be read back.
pub fn svg(dot: &str) -> Result<String, String> {
    let graph = DotParser::new(dot).process()?;
    let mut builder = GraphBuilder::new();
    builder.visit_graph(&graph);
    let mut picture = SVGWriter::new();
    builder.get().do_it(false, false, false, &mut picture);
    Ok(picture.finalize())
}

struct Plan<'a> {
    source: &'a Source,
    outline: &'a Outline,
    graph: &'a Graph,
    from: Option<ProvisionId>,
}

impl Plan<'_> {
    /// The joins to draw: each pair once, with the last in the order of kinds, which says more than "refers to".
    fn joins(&self) -> BTreeMap<(Vertex, Vertex), EdgeKind> {
        let net = self.graph.net();
        let mut joins: BTreeMap<(Vertex, Vertex), EdgeKind> = BTreeMap::new();
        for edge in net.edge_references().filter(|edge| edge.weight().kind != EdgeKind::Contains) {
            let (Some(one), Some(other)) = (net.node_weight(edge.source()), net.node_weight(edge.target())) else {
                continue;
            };
            if !self.is_asked(one) && !self.is_asked(other) {
                continue;
            }
            let pair = (self.drawn(one), self.drawn(other));
            if pair.0 != pair.1 {
                let kind = joins.entry(pair).or_insert(edge.weight().kind);
                *kind = (*kind).max(edge.weight().kind);
            }
        }
        joins
    }

    /// Whether the drawing is about this vertex.
    fn is_asked(&self, vertex: &Vertex) -> bool {
        match (self.from, vertex) {
            (None, _) => true,
            (Some(from), Vertex::Provision(id)) => self.outline.upwards(*id).any(|above| above == from),
            (Some(_), _) => false,
        }
    }

    /// What is drawn for a vertex: a passage stands for its article, or for the provision asked for.
    fn drawn(&self, vertex: &Vertex) -> Vertex {
        let Vertex::Provision(id) = vertex else { return vertex.clone() };
        let passage = |id: &ProvisionId| {
            let kind = self.outline.get(*id).map(|part| part.kind);
            matches!(kind, Some(Kind::Paragraph | Kind::Point | Kind::Subpoint | Kind::Footnote))
        };
        let asked = self.outline.upwards(*id).find(|above| Some(*above) == self.from);
        let whole = self.outline.upwards(*id).find(|above| !passage(above)).unwrap_or(*id);
        Vertex::Provision(asked.unwrap_or(whole))
    }

    fn look(&self, vertex: &Vertex) -> String {
        match vertex {
            Vertex::Provision(id) => {
                let title = self.outline.get(*id).and_then(|part| part.title).map(|title| self.source.slice(title));
                let place = if *id == ProvisionId(0) { "This agreement".to_owned() } else { self.outline.place(*id) };
                let label = title
                    .map_or_else(|| escape(&place), |title| format!("{}\\n{}", escape(&place), escape(&short(title))));
                format!("label=\"{label}\"")
            }
            Vertex::Instrument(name) => format!("label=\"{}\", shape=ellipse", escape(&short(name))),
            Vertex::Missing(name) => format!("label=\"{}\\nnot in this file\", style=dashed", escape(name)),
        }
    }
}

/// A name for a vertex that stays the same from run to run.
fn name(vertex: &Vertex) -> String {
    match vertex {
        Vertex::Provision(id) => format!("p{}", id.0),
        Vertex::Instrument(name) => format!("\"i {}\"", escape(name)),
        Vertex::Missing(name) => format!("\"m {}\"", escape(name)),
    }
}

fn line(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Contains => "label=\"contains\", style=dotted",
        EdgeKind::RefersTo => "color=gray50",
        EdgeKind::SubjectTo => "label=\"subject to\"",
        EdgeKind::AppliesTo => "label=\"applies to\"",
        EdgeKind::Excludes => "label=\"does not apply to\", color=firebrick",
        EdgeKind::Incorporates => "label=\"takes in\"",
        EdgeKind::PrevailsOver => "label=\"prevails over\", color=steelblue",
    }
}

fn short(title: &str) -> String {
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= TITLE {
        return words;
    }
    let cut: String = words.chars().take(TITLE).collect();
    format!("{}…", cut.trim_end())
}

fn escape(words: &str) -> String {
    words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")
}
