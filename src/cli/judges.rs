//! Which configuration an input is judged by: that of the run, or the one that lies in a folder of its own.

use std::collections::BTreeSet;
use std::path::Path;

use super::config::{self, Config};
use super::inputs::Input;
use super::judge::Judge;
use crate::report::{RuleNote, Trouble};

/// The judge of the run, and one for each folder with a configuration of its own.
pub(crate) struct Judges {
    /// The judge of the run.
    pub(crate) base: Judge,
    inner: Vec<Judge>,
}

impl Judges {
    /// With one judge for all inputs.
    pub(crate) fn new(base: Judge) -> Self {
        Judges { base, inner: Vec::new() }
    }

    /// Adds the judges of the folders that the inputs lie in; what is wrong with a configuration or its pages comes back.
    pub(crate) fn admit(
        &mut self,
        inputs: &[Input],
        rules: Option<&Path>,
        flagged: impl Fn(Config) -> Result<Config, Trouble>,
    ) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        let files = inputs.iter().filter(|input| input.name != "-").map(|input| input.path.as_path());
        for path in config::of_files(files, &self.base.config) {
            match config::at(&path).and_then(|config| flagged(config).map_err(|trouble| vec![trouble])) {
                Ok(config) => {
                    let (judge, more) = Judge::new(config, rules);
                    troubles.extend(more);
                    self.inner.push(judge);
                }
                Err(wrong) => troubles.extend(wrong),
            }
        }
        troubles
    }

    /// The judge of an input: of the innermost folder around it.
    pub(crate) fn of(&self, input: &Path) -> &Judge {
        let place = std::path::absolute(input).unwrap_or_default();
        let around = self.inner.iter().filter(|judge| place.starts_with(&judge.config.folder));
        around.max_by_key(|judge| judge.config.folder.as_os_str().len()).unwrap_or(&self.base)
    }

    /// All judges, that of the run first.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Judge> {
        std::iter::once(&self.base).chain(&self.inner)
    }

    /// What reports say of every rule that some judge asks for, each once.
    pub(crate) fn notes(&self) -> Vec<RuleNote> {
        let mut said = BTreeSet::new();
        let asked = |judge: &Judge| {
            let discipline = judge.config.discipline.clone();
            judge
                .notes()
                .into_iter()
                .filter(move |note| discipline.runs(&note.pack, &note.name, note.criterion.as_deref()))
        };
        self.each().flat_map(asked).filter(|note| said.insert((note.pack.clone(), note.name.clone()))).collect()
    }
}
