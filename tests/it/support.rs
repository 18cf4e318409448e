//! What several topics need.

use std::path::{Path, PathBuf};

/// The project's folder.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file below `../shared`, the folder of real texts and codings that is not part of the project; where it is
/// absent, says that the test is skipped.
#[allow(dead_code, reason = "topics that measure real texts use it")]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = project().join("../shared").join(path);
    if !found.exists() {
        eprintln!("SKIPPED: ../shared/{path} is absent");
        return None;
    }
    Some(found)
}

/// The files below a folder of the project that end so, in the order of their paths; none where the folder is absent.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&project().join(folder), ending, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// A path below the project's folder, with forward slashes.
pub(crate) fn below(path: &Path) -> String {
    path.strip_prefix(project()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
