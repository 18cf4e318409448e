//! Writing files.

use std::io::Write;
use std::path::Path;

use crate::report::Trouble;

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
    Trouble::new(format!("{} cannot be written: {error}.", path.display()))
}
