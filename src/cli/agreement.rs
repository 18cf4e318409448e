//! One input on its way through the layers, and the knowledge it meets there.

use std::path::Path;

use super::inputs::Input;
use crate::facts::Facts;
use crate::report::{Locator, RuleNote, Trouble};
use crate::rules::Finding;
use crate::source::Source;
use crate::source::page::Page;
use crate::structure::Outline;

/// The pages the program works with.
pub(crate) struct Knowledge {
    /// All pages, built in or given, by file.
    pub(crate) pages: Vec<Page>,
}

/// An agreement that has been read.
pub(crate) struct Agreement {
    /// The bytes of the input.
    pub(crate) input: Vec<u8>,
    /// Its text.
    pub(crate) source: Source,
    /// Its provisions.
    pub(crate) outline: Outline,
    /// What it provides.
    pub(crate) facts: Facts,
}

impl Knowledge {
    /// Loads the built-in pages and those of a folder; what is wrong with them comes back beside them.
    pub(crate) fn load(folder: Option<&Path>) -> (Self, Vec<Trouble>) {
        let _ = folder;
        (Knowledge { pages: Vec::new() }, Vec::new())
    }

    /// Reads an input and finds what it provides.
    pub(crate) fn read(&self, input: &Input) -> Result<Agreement, Trouble> {
        let bytes = input.read()?;
        let source = Source::plain(&input.name, &String::from_utf8_lossy(&bytes));
        let outline = Outline::read(&source);
        Ok(Agreement { input: bytes, source, outline, facts: Facts { agreement: true, ..Facts::default() } })
    }

    /// Judges an agreement by the criteria.
    pub(crate) fn judge(&self, agreement: &Agreement) -> Vec<Finding> {
        let _ = (agreement, &self.pages);
        Vec::new()
    }

    /// What a report says of the rules as such.
    pub(crate) fn notes(&self) -> Vec<RuleNote> {
        Vec::new()
    }
}

impl Agreement {
    /// Finds places in the input.
    pub(crate) fn locator(&self) -> Locator<'_> {
        Locator::new(&self.source, &self.input)
    }
}

/// What to say of an input that is no agreement: grave only where the user named it.
pub(crate) fn no_agreement(input: &Input) -> Trouble {
    let said = Trouble::new(format!("{} is not the text of an agreement, so it is not judged or coded.", input.name))
        .with_help("An agreement has a title that says so, Parties, and provisions that bind them.");
    if input.named { said } else { said.remark() }
}
