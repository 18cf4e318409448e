//! `treatylint outline`: the provisions of an agreement as they were read.

use super::Outcome;
use super::agreement::structured;
use super::args;
use super::inputs::Input;
use super::screen::Screen;
use crate::report::{self, Locator};

/// Prints the tree of provisions and what was set aside.
pub(crate) fn run(given: &args::Outline, screen: &mut Screen) -> Outcome {
    match structured(&Input { original: given.original, ..Input::named(&given.file) }) {
        Ok((input, source, outline)) => {
            let width = screen.look().width;
            screen.print(&report::outline(&Locator::new(&source, &input), &outline, width));
            Outcome::Clean
        }
        Err(trouble) => {
            screen.trouble(&trouble);
            Outcome::Unusable
        }
    }
}
