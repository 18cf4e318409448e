//! References of real texts, and `treatylint graph`.

use assert_cmd::Command;
use treatylint::clause::reference::Unit;
use treatylint::graph::{Graph, Resolved};
use treatylint::source::{self, Source, Span};
use treatylint::structure::{Kind, Outline, ProvisionId};

use crate::support::{files, project, shared};

/// One article in a reference, and the title that stands in parentheses behind it.
struct Titled {
    written: String,
    target: Option<String>,
    exists: bool,
}

fn letters(source: &Source, span: Span) -> String {
    source.slice(span).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn titled(source: &Source, outline: &Outline, found: &Resolved) -> Vec<Titled> {
    let title =
        |id: ProvisionId| outline.get(outline.nearest(id, Kind::Article)?)?.title.map(|span| letters(source, span));
    let titles: Vec<String> =
        outline.ids().filter(|(_, part)| part.kind == Kind::Article).filter_map(|(id, _)| title(id)).collect();
    let numbers = found.reference.numbers.iter().zip(&found.heads);
    numbers
        .filter_map(|(number, head)| {
            let written = letters(source, number.title.filter(|_| number.through.is_none())?);
            Some(Titled { target: head.and_then(title), exists: titles.contains(&written), written })
        })
        .collect()
}

/// Of all "Article X (Title)" whose title some article of the text bears, those that lead to it: at least 97 %.
#[test]
fn references_with_a_title_lead_to_it() {
    let Some(texts) = shared("corpus/texts") else { return };
    let mut entries: Vec<_> = std::fs::read_dir(texts).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let (mut right, mut all) = (0, 0);
    for file in entries.iter().step_by(12) {
        let Ok(source) = source::read(&file.to_string_lossy(), &std::fs::read(file).unwrap()) else { continue };
        let outline = Outline::read(&source);
        let graph = Graph::build(&source, &outline);
        let own =
            graph.references().iter().filter(|found| found.outside.is_none() && found.reference.unit == Unit::Article);
        for one in own.flat_map(|found| titled(&source, &outline, found)).filter(|one| one.exists) {
            all += 1;
            right += usize::from(one.target.is_some_and(|target| target.contains(&one.written)));
        }
    }
    assert!(all > 100 && right * 100 >= all * 97, "{right} of {all}");
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
