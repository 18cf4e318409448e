//! One input judged, alike in every command that judges.

use std::path::Path;

use super::agreement::Agreement;
use super::config::{Config, Draft};
use super::inputs::Input;
use super::knowledge::Knowledge;
use super::names;
use crate::report::{Judged, LeftOut, RuleNote, Trouble, allowances};
use crate::rules::{DocumentKind, Dossier};
use crate::source::page::Problem;

/// What inputs are judged by: the configuration and the pages.
pub(crate) struct Judge {
    /// The configuration.
    pub(crate) config: Config,
    /// The pages for agreements.
    pub(crate) knowledge: Knowledge,
    /// The pages for the reports of impact assessments that the configuration names, if it names any.
    reports: Option<Knowledge>,
}

/// One input with what is said of it.
pub(crate) struct Case {
    /// The input, read.
    pub(crate) agreement: Agreement,
    /// What is said of it.
    pub(crate) judged: Judged,
    /// What goes with it, where the configuration tells.
    pub(crate) dossier: Option<Dossier>,
    /// What does not count.
    pub(crate) left: LeftOut,
    /// Mistakes in the text's exceptions and in the dossier.
    pub(crate) remarks: Vec<Trouble>,
}

impl Judge {
    /// Loads the pages of `rules`, else of the configuration's folder; mistakes in pages come back beside it.
    pub(crate) fn new(config: Config, rules: Option<&Path>) -> (Self, Vec<Trouble>) {
        let (knowledge, mut troubles) = Knowledge::load(rules.or(config.rules_folder.as_deref()));
        let reports = config.has_reports().then(Knowledge::of_assessments).map(|(reports, more)| {
            troubles.extend(more);
            reports
        });
        let judge = Judge { config, knowledge, reports };
        troubles.extend(judge.config.absent_drafts());
        troubles.extend(judge.unknown_rules());
        (judge, troubles)
    }

    /// The same for files that are reports of impact assessments, not agreements.
    pub(crate) fn of_assessments(config: Config) -> (Self, Vec<Trouble>) {
        let (knowledge, troubles) = Knowledge::of_assessments();
        (Judge { config, knowledge, reports: None }, troubles)
    }

    /// Rules that the configuration names and no page has.
    fn unknown_rules(&self) -> Vec<Trouble> {
        let pages = self.pages();
        let unknown =
            self.config.rules_named.iter().filter_map(|(name, at)| Some((names::unknown_rule(name, &pages)?, at)));
        unknown.map(|(unknown, at)| at.mistake(unknown.said, &unknown.help)).collect()
    }

    /// All pages.
    pub(crate) fn pages(&self) -> Vec<&Knowledge> {
        std::iter::once(&self.knowledge).chain(&self.reports).collect()
    }

    /// What reports say of every rule.
    pub(crate) fn notes(&self) -> Vec<RuleNote> {
        self.pages().iter().flat_map(|knowledge| knowledge.notes()).collect()
    }

    /// Whether an input that a folder brought in is judged: what lies beside a draft is read with it.
    pub(crate) fn judges(&self, input: &Input) -> bool {
        input.named || !self.config.is_beside_a_draft(&input.name) || self.config.is_report(&input.name)
    }

    /// What is said of an input: reports of assessments have pages of their own.
    pub(crate) fn judge(&self, input: &Input) -> Result<Case, Trouble> {
        let knowledge = if self.config.is_report(&input.name) { self.for_reports() } else { &self.knowledge };
        let draft = self.config.draft(&input.name);
        let further = draft.map(|draft| draft.parts.as_slice()).unwrap_or_default();
        let agreement = Agreement::read_with(input, further, knowledge)?;
        let (dossier, remarks) = draft.map(|draft| self.dossier(draft)).unzip();
        let cards = agreement.scorecards(knowledge, dossier.as_ref());
        let judged = Judged::new(&agreement.locator(), &agreement.outline, &agreement.facts, cards);
        let left = LeftOut::default();
        let mut case = Case { agreement, judged, dossier, left, remarks: remarks.unwrap_or_default() };
        self.discipline(input, &mut case);
        Ok(case)
    }

    /// Takes out what the configuration, the baseline and the text's own exceptions leave out.
    fn discipline(&self, input: &Input, case: &mut Case) {
        let locator = case.agreement.locator();
        let (allowed, wrong) = allowances(&locator, &case.agreement.outline);
        let own: Vec<_> = allowed.iter().map(|allowed| allowed.suppression.clone()).collect();
        case.left = self.config.discipline.apply(&mut case.judged, &self.config.key(&input.name), &own);
        let at = |problem: &Problem| Trouble::at(problem, &String::from_utf8_lossy(locator.bytes_of(&problem.file)));
        case.remarks.extend(wrong.iter().map(at));
        let idle = case.left.idle.iter().filter_map(|number| allowed.get(*number));
        case.remarks.extend(idle.map(|idle| at(&idle.unused()).remark()));
    }

    fn for_reports(&self) -> &Knowledge {
        self.reports.as_ref().unwrap_or(&self.knowledge)
    }

    /// What goes with a draft; what the configuration leaves open of a report is taken from the report's own words.
    fn dossier(&self, draft: &Draft) -> (Dossier, Vec<Trouble>) {
        let (mut dossier, mut troubles) = (draft.dossier.clone(), Vec::new());
        let reports = dossier.documents.iter_mut().filter(|document| document.kind == DocumentKind::Assessment);
        for report in reports {
            let name = self.config.place(report).to_string_lossy().into_owned();
            match Agreement::read(&Input::named(&name), self.for_reports()) {
                Ok(read) => report.complete_from(&read.facts),
                Err(trouble) => troubles.push(trouble.remark()),
            }
        }
        (dossier, troubles)
    }
}
