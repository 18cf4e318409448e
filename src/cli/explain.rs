//! `treatylint explain`: a page of the rule book, or the reasons of an answer.

use super::Outcome;
use super::agreement::Agreement;
use super::args::Explain;
use super::inputs::Input;
use super::knowledge::Knowledge;
use super::screen::Screen;
use crate::report::{self, Trouble};
use crate::source::nearest;

/// Prints the page, or the answer with its evidence.
pub(crate) fn run(given: &Explain, screen: &mut Screen) -> Outcome {
    let (knowledge, troubles) = Knowledge::load(given.rules.as_deref());
    troubles.iter().for_each(|trouble| screen.trouble(trouble));
    let shown = match &given.file {
        None => page(&knowledge, &given.name),
        Some(file) => answer(&knowledge, &given.name, file, screen),
    };
    match shown {
        Ok(text) => {
            screen.print(&text);
            Outcome::Clean
        }
        Err(trouble) => {
            screen.trouble(&trouble);
            Outcome::Unusable
        }
    }
}

fn page(knowledge: &Knowledge, name: &str) -> Result<String, Trouble> {
    let found = knowledge.library.pages().find(|page| page.name == name);
    let names = knowledge.library.pages().map(|page| page.name.as_str());
    found.map(|page| page.text.clone()).ok_or_else(|| unknown("page", name, names))
}

fn answer(knowledge: &Knowledge, indicator: &str, file: &str, screen: &Screen) -> Result<String, Trouble> {
    let agreement = Agreement::read(&Input::named(file), knowledge)?;
    let names = agreement.facts.list.iter().map(|fact| fact.indicator.as_str());
    let fact = agreement.facts.get(indicator).ok_or_else(|| {
        let said = unknown("indicator", indicator, names);
        let page = knowledge.library.pages().any(|page| page.name == indicator);
        let help =
            format!("`treatylint explain {indicator}` shows the page of this name, and which indicators it asks.");
        if page { said.with_help(help) } else { said }
    })?;
    let chain = knowledge.codebook.chain(&agreement.source, &agreement.outline, indicator);
    Ok(report::reasons(&agreement.locator(), &agreement.outline, fact, &chain, screen.look()))
}

/// Says that nothing has this name, with the nearest name that something has.
fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Trouble {
    let said = Trouble::new(format!("There is no {kind} `{name}`."));
    match nearest(name, known) {
        Some(near) => said.with_help(format!("Did you mean `{near}`?")),
        None => said,
    }
}
