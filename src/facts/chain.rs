//! The reasoning behind an answer, as a path: who is bound, what takes it out of dispute settlement, what stands in its place.

use super::Codebook;
use super::compile::Rule;
use super::run::{Match, Run};
use crate::clause::Reading;
use crate::source::{Source, Span};
use crate::structure::{Kind, Outline, ProvisionId};

/// The most places that one step shows.
const MOST_PLACES: usize = 3;

/// One step of the reasoning, at one place; without place where it rests on what is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the step says, as the fact's page puts it; `{covered}` stands for `covered`.
    pub says: String,
    /// The article (or what stands for one) and the words, in bytes of the source's text.
    pub at: Option<(ProvisionId, Span)>,
    /// The provisions that its words refer to and that hold a place of an earlier step.
    pub covered: Vec<ProvisionId>,
}

impl Codebook {
    /// The steps behind the answer to an indicator, in its page's order; empty where its page gives none.
    #[must_use]
    pub fn chain(&self, source: &Source, outline: &Outline, indicator: &str) -> Vec<Link> {
        let Some(page) = self.position(indicator) else { return Vec::new() };
        let reading = Reading::new(source, outline, self.lexicon());
        Walk { run: self.run(&reading), outline, links: Vec::new(), passed: Vec::new() }.walk(self.rules(page))
    }
}

struct Walk<'r> {
    run: Run<'r>,
    outline: &'r Outline,
    links: Vec<Link>,
    passed: Vec<ProvisionId>,
}

impl Walk<'_> {
    fn walk(mut self, rules: &[Rule]) -> Vec<Link> {
        for rule in rules {
            let Rule::Chain { when, says } = rule else { continue };
            match self.run.places(when) {
                Some(found) if found.is_empty() => {
                    self.links.push(Link { says: says.clone(), at: None, covered: Vec::new() });
                }
                Some(found) => self.step(says, &found),
                None => {}
            }
        }
        self.links
    }

    fn step(&mut self, says: &str, found: &[Match]) {
        let mut shown: Vec<ProvisionId> = Vec::new();
        for one in found {
            let place = self.cited(one.provision);
            if shown.len() < MOST_PLACES && !shown.contains(&place) {
                shown.push(place);
                let covered = self.covered(one);
                self.links.push(Link { says: says.to_owned(), at: Some((place, self.run.span(one))), covered });
            }
        }
        self.passed.extend(found.iter().map(|one| one.provision));
    }

    /// The article that holds a place, or the place itself.
    fn cited(&self, provision: ProvisionId) -> ProvisionId {
        self.outline.nearest(provision, Kind::Article).unwrap_or(provision)
    }

    fn covered(&self, one: &Match) -> Vec<ProvisionId> {
        let holds =
            |target: &ProvisionId| self.passed.iter().any(|id| self.outline.upwards(*id).any(|up| up == *target));
        let mut targets = self.run.refers(one);
        targets.retain(|target| *target != ProvisionId(0) && holds(target));
        targets.dedup();
        targets
    }
}
