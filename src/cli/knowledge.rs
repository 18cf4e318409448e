//! The pages the program works with: built in, or from a folder of the user's.

use std::path::Path;

use crate::facts::Codebook;
use crate::report::{RuleNote, Trouble};
use crate::rules::{Pack, Scales};
use crate::source::Library;
use crate::source::page::{Page, Problem};

/// The folders that a folder of rules is divided into.
const PARTS: [&str; 4] = ["words", "facts", "criteria", "assessment"];

/// What the program knows: words, facts and packs of judgements.
pub(crate) struct Knowledge {
    /// The pages as they were written.
    pub(crate) library: Library,
    /// Words and facts.
    pub(crate) codebook: Codebook,
    /// The packs, by name.
    pub(crate) packs: Vec<Pack>,
}

impl Knowledge {
    /// Loads all pages: the built-in ones and those of a folder; what is wrong with them comes back beside them.
    pub(crate) fn load(folder: Option<&Path>) -> (Self, Vec<Trouble>) {
        let (mut knowledge, mut troubles) = Knowledge::without_judgements(folder);
        troubles.extend(knowledge.judgements());
        (knowledge, troubles)
    }

    /// Loads the built-in pages for reports of impact assessments.
    pub(crate) fn of_assessments() -> (Self, Vec<Trouble>) {
        let (library, problems) = Library::assessments();
        let (mut knowledge, mut troubles) = Knowledge::of(library, problems);
        troubles.extend(knowledge.judgements());
        (knowledge, troubles)
    }

    /// Loads the pages of words and facts only.
    pub(crate) fn without_judgements(folder: Option<&Path>) -> (Self, Vec<Trouble>) {
        let (files, mut troubles) = folder.map(read_folder).unwrap_or_default();
        let (library, problems) = Library::extended(&files);
        let (knowledge, more) = Knowledge::of(library, problems);
        troubles.extend(more);
        (knowledge, troubles)
    }

    fn of(library: Library, mut problems: Vec<Problem>) -> (Self, Vec<Trouble>) {
        let (codebook, more) = Codebook::load(&library.words, &library.facts);
        problems.extend(more);
        let knowledge = Knowledge { library, codebook, packs: Vec::new() };
        let troubles = problems.iter().map(|problem| knowledge.located(problem)).collect();
        (knowledge, troubles)
    }

    fn judgements(&mut self) -> Vec<Trouble> {
        let (packs, problems) = Pack::all(&self.library.criteria, &Scales::of(&self.codebook));
        self.packs = packs;
        problems.iter().map(|problem| self.located(problem)).collect()
    }

    /// What a report says of the rules as such.
    pub(crate) fn notes(&self) -> Vec<RuleNote> {
        let note = |pack: &str, rule: &crate::rules::Rule| RuleNote {
            pack: pack.to_owned(),
            name: rule.name.clone(),
            summary: rule.title.clone(),
            finds: rule.finds.clone(),
            severity: rule.severity,
            criterion: rule.criterion.clone(),
        };
        self.packs.iter().flat_map(|pack| pack.rules.iter().map(|rule| note(&pack.name, rule))).collect()
    }

    /// A mistake in a page, with the page's text.
    pub(crate) fn located(&self, problem: &Problem) -> Trouble {
        let page = self.library.pages().find(|page| page.file == problem.file);
        Trouble::at(problem, page.map(|page| page.text.as_str()).unwrap_or_default())
    }
}

/// The judgement pages of one pack.
pub(crate) fn pages_of(library: &Library, pack: &str) -> Vec<Page> {
    library.criteria.iter().filter(|(name, _)| name == pack).map(|(_, page)| page.clone()).collect()
}

/// The pages below a folder, as (path below the folder of rules, text).
#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
pub(crate) fn read_folder(folder: &Path) -> (Vec<(String, String)>, Vec<Trouble>) {
    let (mut files, mut troubles) = (Vec::new(), Vec::new());
    for entry in ignore::WalkBuilder::new(folder).require_git(false).sort_by_file_path(Path::cmp).build() {
        let path = match entry {
            Ok(entry) if is_page(entry.path()) => entry.into_path(),
            Ok(_) => continue,
            Err(error) => {
                troubles.push(Trouble::new(format!("A folder of rules cannot be read: {error}.")));
                continue;
            }
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => files.push((below(folder, &path), text)),
            Err(error) => troubles.push(Trouble::new(format!("{} cannot be read: {error}.", path.display()))),
        }
    }
    (files, troubles)
}

/// A page is a Markdown file; a `README.md` speaks of the pages beside it.
fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "md") && path.file_name().is_some_and(|name| name != "README.md")
}

/// A page's path below the folder of rules. Pages outside the three parts are judgements of a pack named after the folder.
fn below(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    if PARTS.iter().any(|part| inside.split('/').next() == Some(part)) {
        return inside;
    }
    let pack = folder.file_name().map_or_else(|| "own".into(), |name| name.to_string_lossy());
    format!("criteria/{pack}/{inside}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_pages_are_sound() {
        let (knowledge, troubles) = Knowledge::without_judgements(None);
        assert!(troubles.is_empty(), "{troubles:?}");
        assert!(knowledge.codebook.indicators().count() > 0);
    }

    #[test]
    fn loose_pages_are_a_pack_of_the_folders_name() {
        assert_eq!(below(Path::new("our/rules"), Path::new("our/rules/a.md")), "criteria/rules/a.md");
        assert_eq!(below(Path::new("our"), Path::new("our/facts/a.md")), "facts/a.md");
    }
}
