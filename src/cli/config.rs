//! `treatylint.toml`: what a project makes of the rules, and the dossiers of its drafts.

mod compile;
mod date;
mod dossier;
mod file;

pub(crate) use compile::Config;
pub(crate) use date::{Date, today};
pub(crate) use dossier::Draft;
pub(crate) use file::INITIAL;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::report::Trouble;

/// The configuration's file name.
pub(crate) const NAME: &str = "treatylint.toml";

/// The configuration at `given`, or the nearest one from the current folder upwards; none is no mistake.
///
/// # Errors
/// Every mistake in the file, at its line.
pub(crate) fn load(given: Option<&Path>) -> Result<Config, Vec<Trouble>> {
    let here = || nearest(&std::env::current_dir().ok()?);
    given.map(Path::to_owned).or_else(here).map_or_else(|| Ok(Config::default()), |path| at(&path))
}

/// The configurations of their own that files have in their folders or above, other than `base`; each once, by path.
pub(crate) fn of_files<'p>(files: impl Iterator<Item = &'p Path>, base: &Config) -> Vec<PathBuf> {
    let folders: BTreeSet<PathBuf> =
        files.filter_map(|file| Some(std::path::absolute(file).ok()?.parent()?.to_owned())).collect();
    let own = |path: &PathBuf| std::path::absolute(path).is_ok_and(|path| path.parent() != Some(&base.folder));
    let found: BTreeSet<PathBuf> = folders.iter().filter_map(|folder| nearest(folder)).filter(own).collect();
    found.into_iter().collect()
}

/// The configuration in a file.
///
/// # Errors
/// Every mistake in the file, at its line.
pub(crate) fn at(path: &Path) -> Result<Config, Vec<Trouble>> {
    let text = read(path).map_err(|trouble| vec![trouble])?;
    compile::config(path, &text, today())
}

#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn read(path: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(path).map_err(|error| Trouble::new(format!("{} cannot be read: {error}.", path.display())))
}

/// The nearest configuration from an absolute folder upwards.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let found = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())?;
    // Relative where it stands below the current folder, so that files are named as the user names them.
    let here = std::env::current_dir().ok()?;
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}
