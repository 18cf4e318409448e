//! `treatylint outline`: the provisions of an agreement as they were read.

use super::Outcome;
use super::args;
use super::inputs::Input;
use super::screen::Screen;
use crate::cli::agreement::Knowledge;
use crate::report;

/// Prints the tree of provisions and what was set aside.
pub(crate) fn run(given: &args::Outline, screen: &mut Screen) -> Outcome {
    let (knowledge, _) = Knowledge::load(None);
    match knowledge.read(&Input { name: given.file.clone(), named: true }) {
        Ok(agreement) => {
            let width = screen.look().width;
            screen.print(&report::outline(&agreement.locator(), &agreement.outline, width));
            Outcome::Clean
        }
        Err(trouble) => {
            screen.trouble(&trouble);
            Outcome::Unusable
        }
    }
}
