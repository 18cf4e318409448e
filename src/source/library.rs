//! The pages of knowledge that belong together: words, facts, and packs of judgements.

use include_dir::{Dir, DirEntry, include_dir};

use super::page::{Page, Problem};

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Where the pages for reports of impact assessments stand.
const ASSESSMENT: &str = "assessment/";
/// The pages of words that they share with agreements.
const SHARED: [&str; 2] = ["words/strength.md", "words/numbers.md"];

/// All pages of one folder of rules. A page belongs to its folder: `words/`, `facts/`, `criteria/<pack>/`.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// How treaties put it.
    pub words: Vec<Page>,
    /// What an agreement provides.
    pub facts: Vec<Page>,
    /// What that means under a criterion: the pack's name and its pages.
    pub criteria: Vec<(String, Page)>,
}

impl Library {
    /// The pages built into the program.
    #[must_use]
    pub fn shipped() -> (Library, Vec<Problem>) {
        Library::extended(&[])
    }

    /// The built-in pages; `files`, given as (path below the folder of rules, text), replace those of the same path
    /// and stand beside the others.
    #[must_use]
    pub fn extended(files: &[(String, String)]) -> (Library, Vec<Problem>) {
        let mut all = Vec::new();
        collect(&SHIPPED, &mut all);
        all.retain(|(shipped, _)| files.iter().all(|(path, _)| path != shipped));
        let given = files.iter().map(|(path, text)| (path.clone(), text.as_str()));
        Library::of(all.into_iter().chain(given))
    }

    /// The built-in pages for reports of impact assessments, which have words, facts and criteria of their own.
    #[must_use]
    pub fn assessments() -> (Library, Vec<Problem>) {
        let mut all = Vec::new();
        collect(&SHIPPED, &mut all);
        let own = |(path, text): (String, &'static str)| {
            let below = path.strip_prefix(ASSESSMENT).map(str::to_owned);
            below.or_else(|| SHARED.contains(&path.as_str()).then_some(path)).map(|path| (path, text))
        };
        Library::of(all.into_iter().filter_map(own))
    }

    /// All pages, words first.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        let judgements = self.criteria.iter().map(|(_, page)| page);
        self.words.iter().chain(&self.facts).chain(judgements)
    }

    /// The names of the packs, each once, in order.
    #[must_use]
    pub fn packs(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.criteria.iter().map(|(pack, _)| pack.as_str()).collect();
        names.dedup();
        names
    }

    /// The pages among files given as (path below the folder of rules, text).
    #[must_use]
    pub fn of<'f>(files: impl Iterator<Item = (String, &'f str)>) -> (Library, Vec<Problem>) {
        let mut files: Vec<(String, &str)> = files.filter(|(path, _)| path.ends_with(".md")).collect();
        files.sort();
        let (mut library, mut problems) = (Library::default(), Vec::new());
        for (path, text) in files {
            let place: Vec<&str> = path.split(['/', '\\']).collect();
            let (page, wrong) = Page::read(&path, text);
            match place.as_slice() {
                ["words", ..] => library.words.push(page),
                ["facts", ..] => library.facts.push(page),
                ["criteria", pack, ..] => library.criteria.push(((*pack).to_owned(), page)),
                _ => continue,
            }
            problems.extend(wrong);
        }
        (library, problems)
    }

    /// The line of its page that a problem stands in, counted from 1.
    #[must_use]
    pub fn line_of(&self, problem: &Problem) -> usize {
        let page = self.pages().find(|page| page.file == problem.file);
        let before = page.and_then(|page| page.text.get(..problem.span.start as usize)).unwrap_or("");
        before.matches('\n').count() + 1
    }
}

fn collect(folder: &Dir<'static>, files: &mut Vec<(String, &'static str)>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                files.extend(file.contents_utf8().map(|text| (path, text)));
            }
        }
    }
}
