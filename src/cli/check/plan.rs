//! What one run of `check` shall do: command line and configuration together.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::args::{Check, CheckFormat, Deny};
use crate::cli::config::{self, Config};
use crate::cli::inputs::Input;
use crate::cli::judge::Judge;
use crate::cli::judges::Judges;
use crate::cli::{baseline, names};
use crate::report::{Form, Judged, Look, RuleNote, Trouble};
use crate::rules::Severity;

/// A rendering and where it goes: standard output where there is no file.
pub(super) struct Output {
    pub(super) form: Form,
    pub(super) file: Option<PathBuf>,
}

/// What to do.
pub(super) struct Plan {
    pub(super) judges: Judges,
    pub(super) notes: Vec<RuleNote>,
    pub(super) outputs: Vec<Output>,
    pub(super) least: Option<Severity>,
    pub(super) look: Look,
    satisfied: bool,
}

impl Plan {
    /// Puts together command line and configuration; mistakes in pages come back beside it.
    ///
    /// # Errors
    /// Mistakes in the configuration or the baseline.
    pub(super) fn new(check: &Check, look: Look) -> Result<(Plan, Vec<Trouble>), Vec<Trouble>> {
        let config = flagged(check, config::load(check.config.as_deref())?).map_err(|trouble| vec![trouble])?;
        let least = least(check, &config);
        let (judge, mut troubles) = match &check.given.rules {
            _ if check.assessment => Judge::of_assessments(config),
            rules => Judge::new(config, rules.as_deref()),
        };
        let all = judge.pages();
        let names = check.only.iter().chain(&check.skip).filter_map(|name| names::unknown_rule(name, &all));
        troubles.extend(names.map(names::Unknown::trouble));
        let keys = check.criterion.iter().filter_map(|key| names::unknown_criterion(key, &all));
        troubles.extend(keys.map(names::Unknown::trouble));
        let judges = Judges::new(judge);
        let plan = Plan { judges, notes: Vec::new(), outputs: outputs(check), least, look, satisfied: check.satisfied };
        Ok((plan, troubles))
    }

    /// Takes in the configurations that lie in folders of the inputs, unless the command line names one for all.
    pub(super) fn admit(&mut self, check: &Check, inputs: &[Input]) -> Vec<Trouble> {
        let one_for_all = check.config.is_some() || check.assessment;
        let rules = check.given.rules.as_deref();
        let troubles =
            if one_for_all { Vec::new() } else { self.judges.admit(inputs, rules, |config| flagged(check, config)) };
        self.notes = self.judges.notes();
        troubles
    }

    /// The form in which standard output shows agreements one by one, if it does.
    pub(super) fn streamed(&self) -> Option<Form> {
        let mut stdout = self.outputs.iter().filter(|output| output.file.is_none());
        stdout.next().map(|output| output.form).filter(|form| form.streams())
    }

    /// Whether something is written that is whole only when every input was read.
    pub(super) fn writes_files(&self, check: &Check) -> bool {
        check.write_baseline.is_some() || self.outputs.iter().any(|output| output.file.is_some())
    }

    /// Whether an output shows the agreements' text.
    pub(super) fn reads_text(&self) -> bool {
        self.outputs.iter().any(|output| output.form == Form::Html)
    }

    /// What is shown of an agreement: forms for people leave out met criteria unless they are asked for.
    pub(super) fn shown(&self, judged: &Judged, form: Form) -> Judged {
        let mut shown = judged.clone();
        if !self.satisfied && form.streams() {
            shown.findings.retain(|found| found.severity > Severity::Satisfied);
        }
        shown
    }
}

/// A configuration with what the command line says beside it.
fn flagged(check: &Check, mut config: Config) -> Result<Config, Trouble> {
    config.discipline.only.clone_from(&check.only);
    config.discipline.skip.clone_from(&check.skip);
    config.discipline.criteria.clone_from(&check.criterion);
    let known = check.baseline.clone().or_else(|| config.baseline.clone());
    if let Some(file) = known.filter(|_| check.write_baseline.is_none()) {
        config.discipline.baseline = baseline::read(&file)?;
    }
    Ok(config)
}

fn outputs(check: &Check) -> Vec<Output> {
    let mut outputs = Vec::new();
    let elsewhere = |output: &(CheckFormat, String)| output.1 != "-";
    let first = if check.summary { Some(CheckFormat::Summary) } else { check.format };
    if first.is_some() || check.output.iter().all(elsewhere) {
        outputs.push(Output { form: form(first.unwrap_or(CheckFormat::Graphical)), file: None });
    }
    for (format, file) in &check.output {
        outputs.push(Output { form: form(*format), file: (file != "-").then(|| PathBuf::from(file)) });
    }
    outputs
}

fn form(format: CheckFormat) -> Form {
    match format {
        CheckFormat::Graphical => Form::Graphical,
        CheckFormat::Summary => Form::Summary,
        CheckFormat::Line => Form::Line,
        CheckFormat::Json => Form::Json,
        CheckFormat::Sarif => Form::Sarif,
        CheckFormat::Github => Form::Github,
        CheckFormat::Gitlab => Form::Gitlab,
        CheckFormat::Junit => Form::Junit,
        CheckFormat::Csv => Form::Csv,
        CheckFormat::Markdown => Form::Markdown,
        CheckFormat::Html => Form::Html,
    }
}

/// The least severity that makes the run fail; the command line wins over the configuration.
fn least(check: &Check, config: &Config) -> Option<Severity> {
    let configured = config.deny.as_ref().and_then(|word| Deny::from_str(word, true).ok());
    match check.deny.or(configured).unwrap_or(Deny::Error) {
        Deny::Error => Some(Severity::Error),
        Deny::Warning => Some(Severity::Warning),
        Deny::Advice => Some(Severity::Advice),
        Deny::Never => None,
    }
}
