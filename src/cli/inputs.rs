//! Which files the paths on the command line stand for.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::args::Given;
use super::files::{reason, without_number};
use crate::report::Trouble;
use crate::source::{Fault, MAX_BYTES};

/// The file name endings of the formats that can be read.
const ENDINGS: [&str; 12] =
    ["txt", "text", "md", "markdown", "rtf", "xml", "akn", "html", "htm", "xhtml", "docx", "pdf"];

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    /// Its name as given and shown, `-` for standard input.
    pub(crate) name: String,
    /// The file, whose name need not be text.
    pub(crate) path: PathBuf,
    /// Whether the user named it, or a folder or pattern brought it in.
    pub(crate) named: bool,
    /// Whether a Word file is read as it was before its tracked changes.
    pub(crate) original: bool,
}

impl Input {
    /// An input that the user named.
    pub(crate) fn named(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        Input { name: path.to_string_lossy().into_owned(), path: path.to_owned(), named: true, original: false }
    }

    /// An input that a folder or pattern brought in.
    fn found(path: &Path) -> Self {
        let path = path.strip_prefix(".").unwrap_or(path);
        Input { named: false, ..Input::named(path) }
    }

    /// The bytes of the input.
    #[expect(clippy::disallowed_methods, reason = "the command line reads files")]
    pub(crate) fn read(&self) -> Result<Vec<u8>, Trouble> {
        let bytes = if self.name == "-" {
            let mut bytes = Vec::new();
            std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).map(|_| bytes)
        } else {
            self.refuse_too_large()?;
            std::fs::read(&self.path)
        };
        bytes.map_err(|error| Trouble::new(format!("{} cannot be read: {}.", self.name, reason(&error))))
    }

    /// Tells a file's length before it is read.
    fn refuse_too_large(&self) -> Result<(), Trouble> {
        let bytes = std::fs::metadata(&self.path).map_or(0, |about| about.len());
        let fault = Fault::TooLarge(bytes);
        if bytes > MAX_BYTES { Err(Trouble::new(format!("{} cannot be used: {fault}.", self.name))) } else { Ok(()) }
    }
}

/// Finds the inputs that a command was given.
pub(crate) fn given(given: &Given) -> (Vec<Input>, Vec<Trouble>) {
    let (mut found, troubles) = inputs(&given.paths, given.no_ignore);
    found.iter_mut().for_each(|input| input.original = given.original);
    (found, troubles)
}

/// Finds the inputs in the order given, each once; a folder's files in the order of their paths.
pub(crate) fn inputs(paths: &[PathBuf], all: bool) -> (Vec<Input>, Vec<Trouble>) {
    let mut found = Vec::new();
    let mut troubles = Vec::new();
    for path in paths {
        match expand(path, all, &mut troubles) {
            Ok(more) => found.extend(more),
            Err(trouble) => troubles.push(trouble),
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|input| seen.insert(input.path.clone()));
    (found, troubles)
}

fn expand(path: &Path, all: bool, troubles: &mut Vec<Trouble>) -> Result<Vec<Input>, Trouble> {
    if path == "-" || path.is_file() {
        return Ok(vec![Input::named(path)]);
    }
    if path.is_dir() {
        let files = walk(path, all, &known, troubles);
        return some(files, || empty(path, all));
    }
    match path.to_str().filter(|pattern| wild(pattern)) {
        Some(pattern) => matching(pattern, all, troubles),
        // Anything else, such as a pipe, is left to the reading, which says what is wrong with it.
        None => Ok(vec![Input::named(path)]),
    }
}

/// Why a folder gave nothing: drafts are often kept out of a repository, and so out of sight.
fn empty(folder: &Path, all: bool) -> Trouble {
    let said = format!("{} holds no text in a format that can be read", folder.display());
    let ignored = if all { 0 } else { walk(folder, true, &known, &mut Vec::new()).len() };
    match ignored {
        0 => Trouble::new(format!("{said}.")),
        _ => Trouble::new(format!("{said}, but {ignored} that .gitignore or a hidden name leaves out."))
            .with_help("Name the files one by one, or use `--no-ignore`."),
    }
}

fn matching(pattern: &str, all: bool, troubles: &mut Vec<Trouble>) -> Result<Vec<Input>, Trouble> {
    let glob = globset::GlobBuilder::new(pattern.trim_start_matches("./")).literal_separator(true).build();
    let matcher = glob.map_err(|error| Trouble::new(format!("{pattern} is no pattern: {error}.")))?.compile_matcher();
    let fixed: PathBuf = Path::new(pattern).iter().take_while(|part| !wild(&part.to_string_lossy())).collect();
    let start = if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed };
    let wanted = |path: &Path| matcher.is_match(path.strip_prefix(".").unwrap_or(path));
    let files = walk(&start, all, &wanted, troubles);
    some(files, || Trouble::new(format!("{pattern} matches no file.")))
}

fn wild(part: &str) -> bool {
    part.contains(['*', '?', '[', '{'])
}

fn some(files: Vec<Input>, otherwise: impl Fn() -> Trouble) -> Result<Vec<Input>, Trouble> {
    if files.is_empty() { Err(otherwise()) } else { Ok(files) }
}

/// The wanted files below a folder, without what `.gitignore` leaves out unless `all` is asked for; a folder that cannot be opened is said.
fn walk(folder: &Path, all: bool, wanted: &dyn Fn(&Path) -> bool, troubles: &mut Vec<Trouble>) -> Vec<Input> {
    let mut entries = WalkBuilder::new(folder);
    entries.standard_filters(!all).require_git(false).sort_by_file_path(Path::cmp);
    let mut found = Vec::new();
    for entry in entries.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| !kind.is_dir()) && wanted(entry.path()) => {
                found.push(Input::found(entry.path()));
            }
            Ok(_) => {}
            // A pattern that names a folder which does not exist matches nothing, which is said once.
            Err(_) if !folder.exists() => {}
            Err(error) => troubles.push(unopened(folder, &error)),
        }
    }
    found
}

fn unopened(folder: &Path, error: &ignore::Error) -> Trouble {
    let said = error.to_string();
    Trouble::new(format!("A part of {} cannot be read: {}.", folder.display(), without_number(&said)))
}

fn known(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "a test makes its own folder")]
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("sub")).unwrap();
        for name in ["b.txt", "a.TXT", "note.rs", "sub/c.xml", "left-out.txt"] {
            std::fs::write(folder.path().join(name), "Article 1").unwrap();
        }
        std::fs::write(folder.path().join(".gitignore"), "left-out.txt\n").unwrap();
        folder
    }

    fn names(folder: &tempfile::TempDir, path: &str) -> Vec<String> {
        let base = folder.path().to_string_lossy().into_owned();
        let (found, troubles) = inputs(&[PathBuf::from(format!("{base}{path}"))], false);
        assert!(troubles.is_empty(), "{troubles:?}");
        found.iter().map(|input| input.name[base.len() + 1..].replace('\\', "/")).collect()
    }

    #[test]
    fn a_folder_gives_its_texts_in_order() {
        assert_eq!(names(&folder(), ""), ["a.TXT", "b.txt", "sub/c.xml"]);
    }

    #[test]
    fn a_pattern_gives_what_it_matches() {
        assert_eq!(names(&folder(), "/*.txt"), ["b.txt"]);
        assert_eq!(names(&folder(), "/**/*.xml"), ["sub/c.xml"]);
    }

    #[test]
    fn what_does_not_exist_is_said() {
        let missing = Input::named("nowhere/none.txt");
        assert!(missing.read().unwrap_err().to_string().starts_with("nowhere/none.txt cannot be read"));
        assert_eq!(inputs(&["nowhere/*.txt".into()], false).1.len(), 1);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes its own folder")]
    fn files_that_are_ignored_are_said_and_can_be_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("draft.txt"), "Article 1").unwrap();
        std::fs::write(folder.path().join(".gitignore"), "*.txt\n").unwrap();
        let given = [folder.path().to_owned()];
        let (found, troubles) = inputs(&given, false);
        assert!(found.is_empty());
        assert!(
            troubles[0].to_string().ends_with("but 1 that .gitignore or a hidden name leaves out."),
            "{troubles:?}"
        );
        assert_eq!(inputs(&given, true).0.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes its own folder")]
    fn a_name_that_is_no_text_is_read_all_the_same() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), "Article 1").unwrap();
        let (found, troubles) = inputs(&[folder.path().to_owned()], false);
        assert!(troubles.is_empty());
        assert_eq!(found[0].read().unwrap(), b"Article 1");
    }
}
