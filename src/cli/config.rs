//! `treatylint.toml`: what a project makes of the rules, and the dossiers of its drafts.

mod compile;
mod date;
mod dossier;
mod file;

pub(crate) use compile::Config;
pub(crate) use date::{Date, today};
pub(crate) use dossier::Draft;
pub(crate) use file::INITIAL;

use std::path::{Path, PathBuf};

use crate::report::Trouble;

/// The configuration's file name.
pub(crate) const NAME: &str = "treatylint.toml";

/// The configuration at `given`, or the nearest one from the current folder upwards; none is no mistake.
///
/// # Errors
/// Every mistake in the file, at its line.
pub(crate) fn load(given: Option<&Path>) -> Result<Config, Vec<Trouble>> {
    let Some(path) = given.map(Path::to_owned).or_else(nearest) else { return Ok(Config::default()) };
    let text = read(&path).map_err(|trouble| vec![trouble])?;
    compile::config(&path, &text, today())
}

#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn read(path: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(path).map_err(|error| Trouble::new(format!("{} cannot be read: {error}.", path.display())))
}

fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let found = here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())?;
    // Relative where it stands in the current folder, so that files are named as the user names them.
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}
