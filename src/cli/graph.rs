//! `treatylint graph`: what joins the provisions of an agreement, as a drawing.

use super::Outcome;
use super::agreement::structured;
use super::args::{Graph as Given, GraphFormat};
use super::inputs::Input;
use super::knowledge::Knowledge;
use super::screen::Screen;
use crate::clause::Reading;
use crate::graph::{Graph, named};
use crate::report::{self, Trouble};
use crate::structure::ProvisionId;

/// Prints the drawing.
pub(crate) fn run(given: &Given, screen: &mut Screen) -> Outcome {
    match draw(given) {
        Ok(drawing) => {
            screen.print(&drawing);
            Outcome::Clean
        }
        Err(trouble) => {
            screen.trouble(&trouble);
            Outcome::Unusable
        }
    }
}

fn draw(given: &Given) -> Result<String, Trouble> {
    let (_, source, outline) = structured(&Input::named(&given.file))?;
    let (knowledge, _) = Knowledge::without_judgements(None);
    let lexicon = knowledge.codebook.lexicon();
    let reading = Reading::new(&source, &outline, lexicon);
    let mut graph = Graph::build(&source, &outline);
    graph.relate(&reading, lexicon, &knowledge.codebook.exclusions(&reading));
    let from = given.from.as_deref().map(|words| named(&source, &outline, words).ok_or_else(|| unknown(given, words)));
    let from: Option<ProvisionId> = from.transpose()?;
    let dot = report::dot(&source, &outline, &graph, from);
    match given.format {
        GraphFormat::Dot => Ok(dot),
        GraphFormat::Svg => report::svg(&dot).map_err(|why| Trouble::new(format!("The drawing failed: {why}."))),
    }
}

fn unknown(given: &Given, words: &str) -> Trouble {
    Trouble::new(format!("{} has no provision “{words}”.", given.file)).with_help(
        "Write it as the text does (`Article 13.4`), or by its path (`ch13/art13.4`); `treatylint outline` lists them.",
    )
}
