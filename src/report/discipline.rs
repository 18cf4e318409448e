//! Which findings count: severities of a project's own, exceptions with a reason, and what was known before.

use std::collections::BTreeMap;

use globset::GlobMatcher;

use super::{Judged, Judgement};
use crate::rules::Severity;

/// What a project makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Its findings are not shown.
    Off,
    /// Its findings have this severity; met criteria stay met.
    As(Severity),
}

/// A rule's setting, for all files or for some.
#[derive(Debug, Clone)]
pub struct RuleSetting {
    /// The rule, as `name` or `pack/name`.
    pub rule: String,
    /// The files it holds for; all where there is none.
    pub files: Option<GlobMatcher>,
    /// The setting.
    pub setting: Setting,
}

/// An exception: findings of a rule that somebody accepted, with the reason.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// The rule, as `name` or `pack/name`.
    pub rule: String,
    /// The files it holds for; all where there is none.
    pub files: Option<GlobMatcher>,
    /// The provision it holds for, with everything below it; the whole agreement where there is none.
    pub at: Option<String>,
    /// Why.
    pub reason: String,
    /// Whether its last day is over: it then suppresses nothing.
    pub expired: bool,
}

/// Everything that decides which findings count.
#[derive(Debug, Clone, Default)]
pub struct Discipline {
    /// Settings, the last one that fits holds.
    pub settings: Vec<RuleSetting>,
    /// Exceptions.
    pub suppressions: Vec<Suppression>,
    /// Only these rules or packs; all where there is none.
    pub only: Vec<String>,
    /// Not these rules or packs.
    pub skip: Vec<String>,
    /// Only rules under these criteria; all where there is none.
    pub criteria: Vec<String>,
    /// Findings known before: how many of each fingerprint in each file.
    pub baseline: BTreeMap<(String, String), usize>,
}

/// What [`Discipline::apply`] left out of one agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Which suppressions of the discipline suppressed something, by number.
    pub used: Vec<usize>,
    /// Which suppressions speak of this file at all.
    pub spoken: Vec<usize>,
    /// Which of the agreement's own suppressions (from its comments) suppressed nothing, by number.
    pub idle: Vec<usize>,
    /// How many findings were suppressed.
    pub suppressed: usize,
    /// How many findings were known before.
    pub known: usize,
}

impl Discipline {
    /// Takes out of `judged` what does not count, and changes severities.
    ///
    /// `file` is the agreement's path as settings and baselines name it; `own` are suppressions in the text itself.
    pub fn apply(&self, judged: &mut Judged, file: &str, own: &[Suppression]) -> LeftOut {
        let mut left = LeftOut::default();
        let mut known = self.known(file);
        let mut own_used = vec![false; own.len()];
        judged.findings.retain_mut(|found| {
            if !self.wanted(&found.pack, &found.rule, found.criterion.as_deref()) || !self.set(found, file) {
                return false;
            }
            let given = self.suppressions.iter().position(|suppression| suppression.covers(found, file));
            let written = own.iter().position(|suppression| suppression.covers(found, file));
            left.used.extend(given);
            if let Some(used) = written.and_then(|at| own_used.get_mut(at)) {
                *used = true;
            }
            if given.is_some() || written.is_some() {
                left.suppressed += 1;
                return false;
            }
            let before = known.get_mut(&found.fingerprint()).filter(|count| **count > 0).map(|count| *count -= 1);
            left.known += usize::from(before.is_some());
            before.is_none()
        });
        judged.ratings.retain(|rating| self.criteria.is_empty() || self.criteria.contains(&rating.key));
        left.spoken = numbers(self.suppressions.iter().map(|suppression| suppression.speaks_of(file)));
        left.idle = numbers(own_used.iter().map(|used| !used));
        left
    }

    fn known(&self, file: &str) -> BTreeMap<String, usize> {
        let of_file = self.baseline.iter().filter(|((known, _), _)| known == file);
        of_file.map(|((_, fingerprint), count)| (fingerprint.clone(), *count)).collect()
    }

    /// Whether a rule's findings may be shown at all: it was asked for, and is not off for every file.
    #[must_use]
    pub fn runs(&self, pack: &str, rule: &str, criterion: Option<&str>) -> bool {
        let everywhere = |setting: &&RuleSetting| setting.files.is_none() && names_rule(&setting.rule, pack, rule);
        let last = self.settings.iter().rev().find(everywhere);
        let somewhere =
            self.settings.iter().any(|setting| setting.files.is_some() && names_rule(&setting.rule, pack, rule));
        let off = last.is_some_and(|setting| setting.setting == Setting::Off) && !somewhere;
        !off && self.wanted(pack, rule, criterion)
    }

    fn wanted(&self, pack: &str, rule: &str, criterion: Option<&str>) -> bool {
        let named = |names: &[String]| names.iter().any(|name| names_rule(name, pack, rule) || *name == pack);
        let criterion = criterion.is_some_and(|key| self.criteria.iter().any(|wanted| wanted == key));
        (self.only.is_empty() || named(&self.only)) && !named(&self.skip) && (self.criteria.is_empty() || criterion)
    }

    /// Gives a finding the project's severity; answers whether it is shown.
    fn set(&self, found: &mut Judgement, file: &str) -> bool {
        let fits = |setting: &&RuleSetting| {
            names_rule(&setting.rule, &found.pack, &found.rule) && holds_for(setting.files.as_ref(), file)
        };
        match self.settings.iter().rev().find(fits).map(|setting| setting.setting) {
            Some(Setting::Off) => return false,
            Some(Setting::As(severity)) if found.severity != Severity::Satisfied => found.severity = severity,
            Some(Setting::As(_)) | None => {}
        }
        true
    }
}

impl Suppression {
    fn covers(&self, found: &Judgement, file: &str) -> bool {
        let at = self.at.as_ref().is_none_or(|path| below(&found.at.path, path));
        let grave = found.severity != Severity::Satisfied;
        !self.expired
            && grave
            && at
            && names_rule(&self.rule, &found.pack, &found.rule)
            && holds_for(self.files.as_ref(), file)
    }

    fn speaks_of(&self, file: &str) -> bool {
        holds_for(self.files.as_ref(), file)
    }
}

fn numbers(chosen: impl Iterator<Item = bool>) -> Vec<usize> {
    chosen.enumerate().filter(|(_, chosen)| *chosen).map(|(at, _)| at).collect()
}

/// Whether a name as users write it, `name` or `pack/name`, means this rule.
fn names_rule(name: &str, pack: &str, rule: &str) -> bool {
    name == rule || name.split_once('/').is_some_and(|(named, last)| named == pack && last == rule)
}

fn holds_for(files: Option<&GlobMatcher>, file: &str) -> bool {
    files.is_none_or(|files| files.is_match(file))
}

/// Whether a provision's path is `top` or below it.
fn below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn rules_left(discipline: &Discipline) -> (Vec<String>, LeftOut) {
        let mut judged = sample::judged();
        let left = discipline.apply(&mut judged, "drafts/copper.txt", &[]);
        (judged.findings.iter().map(|found| format!("{} {}", found.severity.word(), found.rule)).collect(), left)
    }

    fn suppression(rule: &str, at: &str, expired: bool) -> Suppression {
        Suppression { rule: rule.into(), files: None, at: Some(at.into()), reason: "agreed".into(), expired }
    }

    #[test]
    fn severities_can_be_a_projects_own() {
        let set = |rule: &str, setting| RuleSetting { rule: rule.into(), files: None, setting };
        let settings =
            vec![set("hrw-letter/advance-consent", Setting::As(Severity::Warning)), set("tobacco-only", Setting::Off)];
        let (left, _) = rules_left(&Discipline { settings, ..Discipline::default() });
        assert_eq!(left, ["warning advance-consent"]);
    }

    #[test]
    fn a_suppression_covers_its_provision_and_what_is_below() {
        let suppressions =
            vec![suppression("advance-consent", "ch9", false), suppression("tobacco-only", "ch9/art9", false)];
        let (shown, left) = rules_left(&Discipline { suppressions, ..Discipline::default() });
        assert_eq!(shown, ["warning tobacco-only"]);
        assert_eq!((left.used, left.spoken, left.suppressed), (vec![0], vec![0, 1], 1));
    }

    #[test]
    fn an_expired_suppression_covers_nothing() {
        let suppressions = vec![suppression("advance-consent", "ch9", true)];
        assert_eq!(rules_left(&Discipline { suppressions, ..Discipline::default() }).0.len(), 2);
    }

    #[test]
    fn a_baseline_hides_what_was_known_and_no_more() {
        let known = sample::judged().findings[0].fingerprint();
        let baseline = BTreeMap::from([(("drafts/copper.txt".to_owned(), known), 1)]);
        let (shown, left) = rules_left(&Discipline { baseline, ..Discipline::default() });
        assert_eq!((shown, left.known), (vec!["warning tobacco-only".to_owned()], 1));
    }

    #[test]
    fn rules_can_be_chosen() {
        let only = |names: &[&str]| Discipline {
            only: names.iter().map(ToString::to_string).collect(),
            ..Discipline::default()
        };
        assert_eq!(rules_left(&only(&["tobacco-only"])).0, ["warning tobacco-only"]);
        assert_eq!(rules_left(&only(&["hrw-letter"])).0.len(), 2);
        let criteria = Discipline { criteria: vec!["b".into()], ..Discipline::default() };
        assert_eq!(rules_left(&criteria).0, ["error advance-consent"]);
    }
}
