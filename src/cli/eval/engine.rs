//! The program under measurement: texts in, answers with their words out.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Coded, Coding, EvalError, Words};
use crate::facts::{Codebook, Evidence, Fact};
use crate::source::page::Problem;
use crate::source::{Library, Source, read};
use crate::structure::Outline;

/// The codebook to measure.
pub(super) struct Engine {
    codebook: Codebook,
    library: Library,
}

impl Engine {
    /// Takes the built-in pages, or those of a folder; what is wrong with them comes back beside the rest,
    /// a line each.
    ///
    /// # Errors
    /// Where a file of the folder cannot be read.
    pub(super) fn load(rules: Option<&Path>) -> Result<(Self, Vec<String>), EvalError> {
        let (library, mut problems) = match rules {
            None => Library::shipped(),
            Some(folder) => {
                let files = pages(folder)?;
                Library::of(files.iter().map(|(path, text)| (path.clone(), text.as_str())))
            }
        };
        let (codebook, more) = Codebook::load(&library.words, &library.facts);
        problems.extend(more);
        let engine = Engine { codebook, library };
        let said = problems.iter().map(|problem| engine.line(problem)).collect();
        Ok((engine, said))
    }

    /// What the examples of fact pages say otherwise than the program, a line each.
    pub(super) fn test_pages(&self, asked: impl Fn(&str) -> bool) -> Vec<String> {
        let pages = self.codebook.indicators().filter(|indicator| asked(&indicator.id));
        let problems = pages.flat_map(|indicator| self.codebook.test_page(&indicator.id));
        problems.map(|problem| self.line(&problem)).collect()
    }

    fn line(&self, problem: &Problem) -> String {
        let help = problem.help.as_deref().unwrap_or_default();
        format!("{}:{}: {} {help}", problem.file, self.library.line_of(problem), problem.message)
    }

    /// All answers for one text; none for one that cannot be read or is no agreement.
    pub(super) fn code(&self, name: &str, bytes: &[u8]) -> Coding {
        let Ok(source) = read(name, bytes) else { return Coding::new() };
        let outline = Outline::read(&source);
        let facts = self.codebook.code(&source, &outline);
        let coded = |fact: Fact| (fact.indicator.clone(), coded(fact, &source, &outline));
        let asked = facts.list.into_iter().filter(Fact::of_codebook);
        if facts.agreement { asked.map(coded).collect() } else { Coding::new() }
    }
}

fn coded(fact: Fact, source: &Source, outline: &Outline) -> Coded {
    let words = |evidence: &Evidence| {
        let member = evidence.member.as_ref().map(|member| format!("{member}: ")).unwrap_or_default();
        let place = format!("{member}{}", outline.place(evidence.provision));
        Words { place, step: evidence.step.clone(), words: source.slice(evidence.span).to_owned() }
    };
    let evidence = fact.evidence.iter().map(words).collect();
    Coded { value: fact.value, certainty: fact.certainty, evidence }
}

/// The pages below a folder of rules: path below the folder, and text.
fn pages(folder: &Path) -> Result<BTreeMap<String, String>, EvalError> {
    let files = ignore::WalkBuilder::new(folder).standard_filters(false).build();
    let named = files
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let page = |path: std::path::PathBuf| {
        let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
        Ok((below, String::from_utf8_lossy(&super::bytes(&path)?).into_owned()))
    };
    named.map(page).collect()
}
