//! Writing files.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::inputs::Input;
use crate::report::Trouble;

/// Refuses to write over an input, and to write two outputs to one file.
pub(crate) fn keep_apart(inputs: &[Input], outputs: impl IntoIterator<Item = PathBuf>) -> Result<(), Trouble> {
    let read: BTreeSet<PathBuf> = inputs.iter().map(|input| place(&input.path)).collect();
    let mut written = BTreeSet::new();
    for output in outputs {
        let place = place(&output);
        let output = output.display();
        if read.contains(&place) {
            let said = Trouble::new(format!("{output} would be written over, and it is one of the inputs."));
            return Err(said.with_help("Name another file or folder to write to; nothing was written."));
        }
        if !written.insert(place) {
            let said = Trouble::new(format!("Two outputs would be written to {output}."));
            return Err(said.with_help("Give each output a file of its own; nothing was written."));
        }
    }
    Ok(())
}

/// Where a path leads, links followed as far as it exists.
fn place(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let resolved = known.and_then(|(above, real)| Some(real.join(absolute.strip_prefix(above).ok()?)));
    resolved.unwrap_or(absolute)
}

/// Writes a file; what was there is replaced. Folders on the way are made.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    folder_of(path)?;
    #[expect(clippy::disallowed_methods, reason = "the command line writes files")]
    std::fs::write(path, bytes).map_err(|error| failed(path, &error))
}

/// Writes a file that does not exist yet.
pub(crate) fn create(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Trouble> {
    folder_of(path)?;
    let new = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    new.and_then(|mut file| file.write_all(bytes.as_ref())).map_err(|error| failed(path, &error))
}

fn folder_of(path: &Path) -> Result<(), Trouble> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.map_or(Ok(()), std::fs::create_dir_all).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::new(format!("{} cannot be written: {}.", path.display(), reason(error)))
}

/// The words before the number that the system gives an error.
pub(crate) fn without_number(said: &str) -> &str {
    said.split(" (os error").next().unwrap_or(said)
}

/// What an error of the system says, without its number, as the end of a sentence.
pub(crate) fn reason(error: &std::io::Error) -> String {
    without_number(&error.to_string())
        .chars()
        .enumerate()
        .map(|(at, sign)| if at == 0 { sign.to_ascii_lowercase() } else { sign })
        .collect()
}
