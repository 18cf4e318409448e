//! What several topics need.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use treatylint::facts::{Codebook, Facts, Value};
use treatylint::source::{Library, Source, read};
use treatylint::structure::Outline;

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

/// The built-in pages, ready to be asked.
pub(crate) fn codebook() -> &'static Codebook {
    static LOADED: OnceLock<Codebook> = OnceLock::new();
    LOADED.get_or_init(|| {
        let (library, mut problems) = Library::shipped();
        let (codebook, more) = Codebook::load(&library.words, &library.facts);
        problems.extend(more);
        assert!(problems.is_empty(), "pages that cannot be used: {problems:#?}");
        codebook
    })
}

/// A text through all layers up to the facts.
pub(crate) fn coded(name: &str, bytes: &[u8]) -> (Source, Outline, Facts) {
    let source = read(name, bytes).unwrap();
    let outline = Outline::read(&source);
    let facts = codebook().code(&source, &outline);
    (source, outline, facts)
}

/// A fact's answer as the codings write it: `yes`, `10`, `[hearings, documents]`.
pub(crate) fn answer(facts: &Facts, indicator: &str) -> String {
    match facts.get(indicator).map(|fact| &fact.value) {
        None => "(no answer)".to_owned(),
        Some(Value::Word(word)) => word.clone(),
        Some(Value::Years(years)) => years.to_string(),
        Some(Value::Set(members)) => format!("[{}]", members.iter().cloned().collect::<Vec<_>>().join(", ")),
    }
}

/// The texts of `agreements/`, the pages about them aside.
pub(crate) fn agreements() -> Vec<PathBuf> {
    let about = ["README.md"];
    let is_text = |path: &PathBuf| !about.contains(&path.file_name().unwrap().to_str().unwrap());
    files("agreements", "").into_iter().filter(is_text).collect()
}
