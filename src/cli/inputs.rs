//! Which files the paths on the command line stand for.

use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::args::Given;
use crate::report::Trouble;
use crate::source::{Fault, MAX_BYTES};

/// The file name endings of the formats that can be read.
const ENDINGS: [&str; 12] =
    ["txt", "text", "md", "markdown", "rtf", "xml", "akn", "html", "htm", "xhtml", "docx", "pdf"];

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    /// Its name as given, `-` for standard input.
    pub(crate) name: String,
    /// Whether the user named it, or a folder or pattern brought it in.
    pub(crate) named: bool,
    /// Whether a Word file is read as it was before its tracked changes.
    pub(crate) original: bool,
}

impl Input {
    /// The bytes of the input.
    #[expect(clippy::disallowed_methods, reason = "the command line reads files")]
    pub(crate) fn read(&self) -> Result<Vec<u8>, Trouble> {
        let bytes = if self.name == "-" {
            let mut bytes = Vec::new();
            std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).map(|_| bytes)
        } else {
            self.refuse_too_large()?;
            std::fs::read(&self.name)
        };
        bytes.map_err(|error| Trouble::new(format!("{} cannot be read: {error}.", self.name)))
    }

    /// Tells a file's length before it is read.
    fn refuse_too_large(&self) -> Result<(), Trouble> {
        let bytes = std::fs::metadata(&self.name).map_or(0, |about| about.len());
        let fault = Fault::TooLarge(bytes);
        if bytes > MAX_BYTES { Err(Trouble::new(format!("{} cannot be used: {fault}.", self.name))) } else { Ok(()) }
    }
}

/// Finds the inputs that a command was given.
pub(crate) fn given(given: &Given) -> (Vec<Input>, Vec<Trouble>) {
    let (mut found, troubles) = inputs(&given.paths);
    found.iter_mut().for_each(|input| input.original = given.original);
    (found, troubles)
}

/// Finds the inputs in the order given; a folder's files in the order of their paths.
pub(crate) fn inputs(paths: &[String]) -> (Vec<Input>, Vec<Trouble>) {
    let mut found = Vec::new();
    let mut troubles = Vec::new();
    for path in paths {
        match expand(path) {
            Ok(more) => found.extend(more),
            Err(trouble) => troubles.push(trouble),
        }
    }
    (found, troubles)
}

fn expand(path: &str) -> Result<Vec<Input>, Trouble> {
    if path == "-" || Path::new(path).is_file() {
        return Ok(vec![Input { name: path.to_owned(), named: true, original: false }]);
    }
    if Path::new(path).is_dir() {
        let files = walk(Path::new(path), &known);
        return some(files, || format!("{path} holds no text in a format that can be read."));
    }
    if path.contains(['*', '?', '[', '{']) {
        return matching(path);
    }
    // Anything else, such as a pipe, is left to the reading, which says what is wrong with it.
    Ok(vec![Input { name: path.to_owned(), named: true, original: false }])
}

fn matching(pattern: &str) -> Result<Vec<Input>, Trouble> {
    let glob = globset::GlobBuilder::new(pattern.trim_start_matches("./")).literal_separator(true).build();
    let matcher = glob.map_err(|error| Trouble::new(format!("{pattern} is no pattern: {error}.")))?.compile_matcher();
    let fixed: PathBuf = Path::new(pattern).iter().take_while(|part| !wild(part)).collect();
    let start = if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed };
    let files = walk(&start, &|path| matcher.is_match(path.strip_prefix(".").unwrap_or(path)));
    some(files, || format!("{pattern} matches no file."))
}

fn wild(part: &std::ffi::OsStr) -> bool {
    part.to_string_lossy().contains(['*', '?', '[', '{'])
}

fn some(files: Vec<Input>, otherwise: impl Fn() -> String) -> Result<Vec<Input>, Trouble> {
    if files.is_empty() { Err(Trouble::new(otherwise())) } else { Ok(files) }
}

/// The wanted files below a folder, without what `.gitignore` leaves out.
fn walk(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<Input> {
    let entries = WalkBuilder::new(folder).require_git(false).sort_by_file_path(Path::cmp).build();
    let files = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()));
    let wanted = files.filter(|entry| wanted(entry.path()));
    wanted.map(|entry| Input { name: display(entry.path()), named: false, original: false }).collect()
}

fn display(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).to_string_lossy().into_owned()
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
        let (found, troubles) = inputs(&[format!("{base}{path}")]);
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
        let missing = Input { name: "nowhere/none.txt".to_owned(), named: true, original: false };
        assert!(missing.read().unwrap_err().to_string().starts_with("nowhere/none.txt cannot be read"));
        assert_eq!(inputs(&["nowhere/*.txt".to_owned()]).1.len(), 1);
    }
}
