//! The filters of a query: which of the places found do answer it.

use std::rc::Rc;

use super::{APART, LONG_STRETCH, Match, Run, find_in};
use crate::facts::ast::{Relation, Unit};
use crate::facts::compile::{Plan, SetId, Steps, Test};
use crate::facts::kin::Kin;
use crate::structure::{Kind, ProvisionId};
use crate::text::{ConceptId, Step};

impl Run<'_> {
    pub(super) fn passes(&self, plan: &Plan, found: &Match) -> bool {
        let place = plan.preamble || !self.inside(found, &[Kind::Preamble]);
        place && self.strong(plan, found) && plan.tests.iter().all(|test| self.test(test, found))
    }

    fn strong(&self, plan: &Plan, found: &Match) -> bool {
        let Some(strength) = plan.strength else { return true };
        self.governing(found).is_some_and(|operator| operator.strength == strength)
    }

    fn clause_of(&self, found: &Match) -> Option<&crate::clause::Clause> {
        let number = found.clause.or_else(|| self.reading.clauses_at(found.to.saturating_sub(1)).first().copied())?;
        self.reading.clauses.get(number as usize)
    }

    fn governing(&self, found: &Match) -> Option<&crate::clause::Operator> {
        self.reading.governing(self.clause_of(found)?, found.to.saturating_sub(1))
    }

    pub(super) fn inside(&self, found: &Match, kinds: &[Kind]) -> bool {
        let outline = self.reading.outline;
        outline
            .upwards(found.provision)
            .any(|id| outline.get(id).is_some_and(|provision| kinds.contains(&provision.kind)))
    }

    fn says(&self, parts: &[(u32, u32)], patterns: &[Steps]) -> bool {
        patterns.iter().any(|steps| find_in(&self.reading.hits, parts, steps).is_some())
    }

    /// As [`Run::says`], once for each long stretch: a match of every point of a long list asks the same of its chapeau.
    fn says_in(&self, parts: &[(u32, u32)], patterns: &[Steps]) -> bool {
        let (Some((from, _)), Some((last, to))) = (parts.first(), parts.last()) else { return false };
        if parts.iter().map(|(from, to)| to - from).sum::<u32>() < LONG_STRETCH {
            return self.says(parts, patterns);
        }
        let sign = (patterns.as_ptr() as usize, *from, *last, *to);
        let known = self.said.borrow().get(&sign).copied();
        known.unwrap_or_else(|| {
            let says = self.says(parts, patterns);
            self.said.borrow_mut().insert(sign, says);
            says
        })
    }

    fn title_says(&self, provision: ProvisionId, titles: &[Steps]) -> bool {
        self.says(&[self.reading.title(provision)], titles)
    }

    fn test(&self, test: &Test, found: &Match) -> bool {
        let outline = self.reading.outline;
        match test {
            Test::With { yes, patterns } => self.says_in(&self.parts(found), patterns) == *yes,
            Test::Under { yes, titles } => {
                let near = |id: &ProvisionId| {
                    outline.get(*id).is_some_and(|above| above.kind != Kind::Agreement) && !self.is_wide(*id)
                };
                outline.upwards(found.provision).filter(near).any(|id| self.title_says(id, titles)) == *yes
            }
            Test::Titled { yes, titles } => self.title_says(found.provision, titles) == *yes,
            Test::InUnit { yes, unit, patterns } => self.says_in(&[self.around(found, *unit)], patterns) == *yes,
            Test::By { yes, bearers } => self.borne_by(found, bearers) == *yes,
            Test::Related { yes, relation, set } => self.related(found, *relation, *set) == *yes,
            Test::Preamble { yes } => self.inside(found, &[Kind::Preamble]) == *yes,
            Test::Footnote { yes } => self.inside(found, &[Kind::Footnote]) == *yes,
            Test::Annex { yes } => self.inside(found, APART) == *yes,
            Test::If { yes, set } => self.set(*set).is_empty() != *yes,
            Test::Missing { yes } => self.names_missing(found) == *yes,
            Test::WholeAgreement => self.refers(found).contains(&ProvisionId(0)),
        }
    }

    /// Whether a provision is a part that holds chapters: its title says too little of each of them.
    fn is_wide(&self, id: ProvisionId) -> bool {
        let outline = self.reading.outline;
        let wide = self.wide.get_or_init(|| {
            let parted = |id: &ProvisionId| outline.get(*id).is_some_and(|above| above.kind == Kind::Part);
            let inner = outline.ids().filter(|(_, inner)| matches!(inner.kind, Kind::Chapter | Kind::Title));
            inner.flat_map(|(id, _)| outline.upwards(id)).filter(parted).collect()
        });
        wide.contains(&id)
    }

    fn around(&self, found: &Match, unit: Unit) -> (u32, u32) {
        if unit == Unit::Sentence {
            return self.reading.words.sentence(self.reading.words.sentence_of(found.from));
        }
        self.reading.extent(self.unit_of(found.provision, unit))
    }

    fn borne_by(&self, found: &Match, bearers: &[Steps]) -> bool {
        let (Some(clause), Some(operator)) = (self.clause_of(found), self.governing(found)) else { return false };
        let concepts = bearers.iter().filter_map(|steps| steps.first()).map(|step: &Step| step.concept);
        concepts.into_iter().any(|bearer: ConceptId| self.reading.borne_by(clause, operator, bearer))
    }

    /// The provisions that the clause of a match refers to; the root stands for the whole agreement.
    pub(in crate::facts) fn refers(&self, found: &Match) -> Vec<ProvisionId> {
        let spans = self.parts(found).into_iter().map(|(from, to)| self.reading.words.span(from, to));
        spans.flat_map(|span| self.graph().targets_in(span)).collect()
    }

    /// Whether the clause of a match names a part that the file lacks.
    fn names_missing(&self, found: &Match) -> bool {
        let mut spans = self.parts(found).into_iter().map(|(from, to)| self.reading.words.span(from, to));
        spans.any(|span| self.graph().names_missing(span))
    }

    fn related(&self, found: &Match, relation: Relation, set: SetId) -> bool {
        let others = self.set(set);
        if others.is_empty() {
            return false;
        }
        let known = self.kin.borrow().get(&set).map(Rc::clone);
        let kin = known.unwrap_or_else(|| {
            let kin = Rc::new(Kin::new(self.order(), &others));
            self.kin.borrow_mut().insert(set, Rc::clone(&kin));
            kin
        });
        kin.has(self, relation, found, &others)
    }
}
