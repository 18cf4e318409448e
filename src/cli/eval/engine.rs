//! The program under measurement: texts in, answers with their words out.

use std::path::Path;

use super::{Coded, Coding, Words};
use crate::cli::knowledge::read_folder;
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
    /// Takes the built-in pages and those of a folder; what is wrong with them comes back beside the rest, a line each.
    pub(super) fn load(rules: Option<&Path>) -> (Self, Vec<String>) {
        let (files, unread) = rules.map(read_folder).unwrap_or_default();
        let (library, mut problems) = Library::extended(&files);
        let (codebook, more) = Codebook::load(&library.words, &library.facts);
        problems.extend(more);
        let engine = Engine { codebook, library };
        let said = unread.iter().map(ToString::to_string).chain(problems.iter().map(|problem| engine.line(problem)));
        let said = said.collect();
        (engine, said)
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
