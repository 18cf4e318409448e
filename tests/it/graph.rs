//! References of real texts, and `treatylint graph`.

use assert_cmd::Command;
use treatylint::clause::Reading;
use treatylint::graph::{EdgeKind, Graph, Vertex};
use treatylint::source;
use treatylint::structure::Outline;

use crate::support::{codebook, files, project, shared};

/// Of all "Article X (Title)" of the whole corpus that name an article of this agreement, those that lead to one of that title:
/// at least 97 %, the treaties' own mistakes counted against us.
#[test]
fn references_with_a_title_lead_to_it() {
    let Some(corpus) = shared("corpus") else { return };
    let mut program = Command::cargo_bin("treatylint").unwrap();
    let output = program.args(["eval", "--references", "--format", "json", "--corpus"]).arg(corpus).output().unwrap();
    let all: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let own = all.iter().filter(|one| one["lead"] != "outside").count();
    let right = all.iter().filter(|one| one["lead"] == "right").count();
    assert!(own > 8000 && right * 100 >= own * 97, "{right} of {own}");
}

/// Every reference of the project's own agreements lies in the text, and resolves the same way twice.
#[test]
fn references_lie_in_the_text() {
    for file in files("agreements", ".txt").iter().chain(&files("agreements", ".md")) {
        let source = source::read(&file.to_string_lossy(), &std::fs::read(file).unwrap()).unwrap();
        let outline = Outline::read(&source);
        let graph = Graph::build(&source, &outline);
        assert!(graph.references().iter().all(|found| !source.slice(found.span).is_empty()), "{}", file.display());
        assert!(graph.references().iter().flat_map(|found| &found.targets).all(|id| outline.get(*id).is_some()));
        assert_eq!(graph.references(), Graph::build(&source, &outline).references());
    }
}

fn graph(arguments: &[&str]) -> String {
    let mut program = Command::cargo_bin("treatylint").unwrap();
    let output =
        program.current_dir(project()).arg("graph").arg("agreements/model-agreement.md").args(arguments).output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

#[test]
fn the_graph_is_drawn_as_dot_and_as_a_picture() {
    let all = graph(&[]);
    assert!(all.starts_with("digraph") && all.contains("Article 1.1") && all.contains("->"), "{all}");
    let part = graph(&["--from", "Article 1.4"]);
    assert!(part.contains("Article 1.4") && part.len() < all.len(), "{part}");
    assert!(graph(&["--from", "Article 1.4", "--format", "svg"]).contains("<svg"));
}

#[test]
fn a_place_that_is_not_there_is_said() {
    let mut program = Command::cargo_bin("treatylint").unwrap();
    let run = program
        .current_dir(project())
        .args(["graph", "agreements/model-agreement.md", "--from", "Article 99"])
        .assert();
    run.code(2);
}

const CLOSED: &str = "AGREEMENT ON LAKES

The Parties have agreed as follows:

CHAPTER 12
LABOUR

Article 12.1: Commitments

Each Party shall enforce its labour laws.

Article 12.8: Disputes

Matters under this Chapter are settled by talks; no Party shall have recourse to Chapter 20 (Dispute Settlement) for them.

Article 12.9: Scope

This Chapter does not apply to Article 20.7.

CHAPTER 20
DISPUTE SETTLEMENT

Article 20.5: Arbitration

A Party may request the establishment of an arbitral panel.

Article 20.7: Costs

The Parties bear the costs.
";

/// What is drawn as taken out, as paths.
fn taken_out(text: &str) -> Vec<(String, String)> {
    let source = source::Source::plain("lakes.txt", text);
    let outline = Outline::read(&source);
    let reading = Reading::new(&source, &outline, codebook().lexicon());
    let mut graph = Graph::build(&source, &outline);
    graph.relate(&reading, codebook().lexicon(), &codebook().exclusions(&reading));
    let net = graph.net();
    let path = |vertex: &Vertex| match vertex {
        Vertex::Provision(id) => outline.get(*id).unwrap().path.clone(),
        Vertex::Instrument(name) | Vertex::Missing(name) => name.clone(),
    };
    let excludes = net.edge_indices().filter(|edge| net[*edge].kind == EdgeKind::Excludes);
    let ends = excludes.filter_map(|edge| net.edge_endpoints(edge));
    ends.map(|(from, to)| (path(&net[from]), path(&net[to]))).collect()
}

/// The drawing takes exclusions from the pages that the answers rest on: what a chain names is drawn, and once.
#[test]
fn a_drawing_and_an_answer_read_exclusions_alike() {
    let source = source::Source::plain("lakes.txt", CLOSED);
    let outline = Outline::read(&source);
    let links = codebook().chain(&source, &outline, "enforce.labour");
    assert!(links.iter().any(|link| link.says.contains("out of dispute settlement")), "{links:?}");
    let drawn = taken_out(CLOSED);
    assert!(drawn.contains(&("ch12".to_owned(), "ch20".to_owned())), "{drawn:?}");
    assert!(drawn.contains(&("ch12".to_owned(), "ch20/art20.7".to_owned())), "{drawn:?}");
    assert_eq!(drawn.len(), 2, "{drawn:?}");
}
