//! Runs the plans of fact pages over one reading.

mod filters;

use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::ast::Unit;
use super::compile::{Compiled, Condition, From, Plan, Rule, SetId, Steps, Test};
use super::kin::Kin;
use super::matching::{Parts, find_in, follow};
use super::page::{Indicator, Shape};
use super::{Certainty, Evidence, Fact, Value};
use crate::clause::Reading;
use crate::graph::{Graph, Order};
use crate::source::Span;
use crate::structure::{Kind, ProvisionId};
use crate::text::{Lexicon, NUMBER};

/// A place in the text that answers a query.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Match {
    /// First word.
    pub(crate) from: u32,
    /// One past the last word.
    pub(crate) to: u32,
    /// The clause it was found in; none for larger units.
    pub(crate) clause: Option<u32>,
    /// The innermost provision of its last word, or the unit itself.
    pub(crate) provision: ProvisionId,
}

type Matches = Rc<Vec<Match>>;

/// What a condition that holds rests on.
#[derive(Debug, Default)]
struct Grounds {
    matches: Vec<(Match, String)>,
    review: bool,
}

pub(crate) struct Run<'r> {
    compiled: &'r Compiled,
    indicators: &'r [Indicator],
    lexicon: &'r Lexicon,
    reading: &'r Reading<'r>,
    graph: OnceCell<Graph>,
    long: OnceCell<bool>,
    wide: OnceCell<BTreeSet<ProvisionId>>,
    sets: RefCell<BTreeMap<SetId, Option<Matches>>>,
    facts: RefCell<BTreeMap<usize, Option<Rc<Fact>>>>,
    order: OnceCell<Order>,
    kin: RefCell<HashMap<SetId, Rc<Kin>>>,
    /// What long stretches say: by the patterns' place in memory, the first word, and the last part's first word and end.
    said: RefCell<HashMap<(usize, u32, u32, u32), bool>>,
}

impl<'r> Run<'r> {
    pub(crate) fn new(
        compiled: &'r Compiled,
        indicators: &'r [Indicator],
        lexicon: &'r Lexicon,
        reading: &'r Reading<'r>,
    ) -> Self {
        Run {
            compiled,
            indicators,
            lexicon,
            reading,
            graph: OnceCell::new(),
            long: OnceCell::new(),
            wide: OnceCell::new(),
            sets: RefCell::default(),
            facts: RefCell::default(),
            order: OnceCell::new(),
            kin: RefCell::default(),
            said: RefCell::default(),
        }
    }

    pub(crate) fn graph(&self) -> &Graph {
        self.graph.get_or_init(|| Graph::build(self.reading.source, self.reading.outline))
    }

    /// The answer of the page with this number; none while it is being worked out (a page that asks for itself).
    pub(crate) fn fact(&self, page: usize) -> Option<Rc<Fact>> {
        if let Some(known) = self.facts.borrow().get(&page) {
            return known.clone();
        }
        self.facts.borrow_mut().insert(page, None);
        let fact = Rc::new(self.answer(page)?);
        self.facts.borrow_mut().insert(page, Some(Rc::clone(&fact)));
        Some(fact)
    }

    fn answer(&self, page: usize) -> Option<Fact> {
        let indicator = self.indicators.get(page)?;
        let rules = self.compiled.rules.get(page).map_or(&[][..], Vec::as_slice);
        let otherwise = self.compiled.otherwise.get(page).cloned().flatten();
        let (value, review, evidence) = match indicator.shape {
            Shape::Shared => return None,
            Shape::Word => {
                self.word(rules, otherwise.unwrap_or_else(|| indicator.answers.first().cloned().unwrap_or_default()))
            }
            Shape::Set => self.set_of(rules),
            Shape::Years => self.years(rules),
        };
        Some(Fact {
            indicator: indicator.id.clone(),
            value,
            certainty: if review { Certainty::Review } else { Certainty::Certain },
            evidence,
            looked_for: indicator.looked_for.clone(),
        })
    }

    fn word(&self, rules: &[Rule], otherwise: String) -> (Value, bool, Vec<Evidence>) {
        for rule in rules {
            let Rule::Answer { answer, review, when } = rule else { continue };
            if let Some(grounds) = self.holds(when) {
                return (Value::Word(answer.clone()), *review || grounds.review, self.evidence(grounds, None));
            }
        }
        (Value::Word(otherwise), false, Vec::new())
    }

    fn set_of(&self, rules: &[Rule]) -> (Value, bool, Vec<Evidence>) {
        let (mut members, mut all, mut evidence) = (BTreeSet::new(), false, Vec::new());
        for rule in rules {
            let Rule::Answer { answer, review, when } = rule else { continue };
            if members.contains(answer) {
                continue;
            }
            if let Some(grounds) = self.holds(when) {
                all |= *review || grounds.review;
                evidence.extend(self.evidence(grounds, Some(answer)));
                members.insert(answer.clone());
            }
        }
        (Value::Set(members), all, evidence)
    }

    fn years(&self, rules: &[Rule]) -> (Value, bool, Vec<Evidence>) {
        for rule in rules {
            let Rule::Years { plan } = rule else { continue };
            for found in self.plan(plan) {
                if let Some(years) = self.number_in(&found) {
                    let grounds = Grounds { matches: vec![(found, plan.step.clone())], review: false };
                    return (Value::Years(years), false, self.evidence(grounds, None));
                }
            }
        }
        (Value::Word("none".to_owned()), false, Vec::new())
    }

    fn number_in(&self, found: &Match) -> Option<u32> {
        let number = self.lexicon.concept(NUMBER)?;
        let hit = self.reading.hits.within(number, found.from, found.to).last()?;
        self.lexicon.number(self.reading.words.word(hit.start))
    }

    /// The places that a condition rests on, if it holds.
    pub(super) fn places(&self, condition: &Condition) -> Option<Vec<Match>> {
        self.holds(condition).map(|grounds| grounds.matches.into_iter().map(|(found, _)| found).collect())
    }

    /// All places of a condition that is a single query or set.
    pub(super) fn all(&self, condition: &Condition) -> Vec<Match> {
        match condition {
            Condition::Found(plan) => self.plan(plan),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Answer { .. } => Vec::new(),
        }
    }

    /// The words of a match in its last part.
    pub(super) fn span(&self, found: &Match) -> Span {
        self.reading.words.span(self.last_part(found), found.to)
    }

    fn evidence(&self, grounds: Grounds, member: Option<&str>) -> Vec<Evidence> {
        let mut seen = HashSet::new();
        let mut list = Vec::new();
        for (found, step) in grounds.matches {
            let span = self.span(&found);
            if list.len() < MOST_EVIDENCE && seen.insert((found.provision, step.clone())) {
                list.push(Evidence { provision: found.provision, span, step, member: member.map(str::to_owned) });
            }
        }
        list
    }

    /// The first word of a match in its last part: a chapeau far above is not quoted.
    fn last_part(&self, found: &Match) -> u32 {
        let clause = found.clause.and_then(|clause| self.reading.clauses.get(clause as usize));
        let part = clause.and_then(|clause| clause.parts.iter().rev().find(|(from, _)| *from < found.to));
        part.map_or(found.from, |(from, _)| found.from.max(*from))
    }

    fn holds(&self, condition: &Condition) -> Option<Grounds> {
        match condition {
            Condition::All(list) => {
                let mut whole = Grounds::default();
                for each in list {
                    let grounds = self.holds(each)?;
                    whole.matches.extend(grounds.matches);
                    whole.review |= grounds.review;
                }
                Some(whole)
            }
            Condition::Any(list) => list.iter().find_map(|each| self.holds(each)),
            Condition::Not(inner) => self.holds(inner).is_none().then(Grounds::default),
            Condition::Found(plan) => {
                let found = self.telling(self.first(plan, MOST_WEIGHED));
                let matches: Vec<_> = found.into_iter().map(|found| (found, plan.step.clone())).collect();
                (!matches.is_empty()).then_some(Grounds { matches, review: false })
            }
            Condition::Answer { indicator, answer } => self.answered(indicator, answer),
        }
    }

    fn answered(&self, indicator: &str, answer: &str) -> Option<Grounds> {
        let page = self.indicators.iter().position(|known| known.id == indicator)?;
        let fact = self.fact(page)?;
        let holds = match &fact.value {
            Value::Word(word) => word == answer,
            Value::Set(members) => members.contains(answer),
            Value::Years(_) => answer == "number",
        };
        holds.then(|| Grounds { matches: Vec::new(), review: fact.certainty == Certainty::Review })
    }

    fn set(&self, set: SetId) -> Matches {
        if let Some(known) = self.sets.borrow().get(&set) {
            return known.clone().unwrap_or_default();
        }
        self.sets.borrow_mut().insert(set, None);
        let plans = self.compiled.sets.get(set).map_or(&[][..], Vec::as_slice);
        let mut all: Vec<Match> = plans.iter().flat_map(|plan| self.plan(plan)).collect();
        all.sort_by_key(|found| (found.from, found.to, found.clause));
        all.dedup();
        let all = Rc::new(all);
        self.sets.borrow_mut().insert(set, Some(Rc::clone(&all)));
        all
    }

    fn plan(&self, plan: &Plan) -> Vec<Match> {
        self.first(plan, usize::MAX)
    }

    /// The first matches of a plan in the order of the text, so many at most.
    fn first(&self, plan: &Plan, most: usize) -> Vec<Match> {
        let candidates = match plan.from {
            From::Set(set) => self.set(set),
            From::Unit(unit) => {
                let mut all = self.candidates(unit, &plan.tests);
                all.sort_by_key(|found| (found.from, found.to, found.clause));
                all.dedup();
                Rc::new(all)
            }
        };
        candidates.iter().filter(|found| self.passes(plan, found)).take(most).cloned().collect()
    }

    /// The most telling matches first: provisions before recitals and footnotes, then those that stand where most others do.
    fn telling(&self, mut found: Vec<Match>) -> Vec<Match> {
        if found.len() > 1 {
            let chapters: Vec<ProvisionId> =
                found.iter().map(|found| self.unit_of(found.provision, Unit::Chapter)).collect();
            let alike = |chapter: ProvisionId| chapters.iter().filter(|other| **other == chapter).count();
            let aside = |found: &Match| self.inside(found, &[Kind::Preamble, Kind::Footnote, Kind::Signature]);
            let weight = |found: &Match| (aside(found), Reverse(alike(self.unit_of(found.provision, Unit::Chapter))));
            found.sort_by_cached_key(weight);
        }
        found.truncate(MOST_EVIDENCE);
        found
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
    fn candidates(&self, unit: Unit, tests: &[Test]) -> Vec<Match> {
        let driver = tests.iter().find_map(|test| match test {
            Test::With { yes: true, patterns } => Some(patterns),
            _ => None,
        });
        match driver {
            Some(patterns) => patterns.iter().flat_map(|steps| self.matches(unit, steps)).collect(),
            None => self.units(unit),
        }
    }

    /// Every provision of a unit's kind, as a match of its title or first word.
    fn units(&self, unit: Unit) -> Vec<Match> {
        let ids = (0u32..).zip(&self.reading.outline.provisions);
        let fits = ids.filter(|(_, provision)| kinds(unit).contains(&provision.kind));
        fits.map(|(id, _)| {
            let id = ProvisionId(id);
            let (from, to) = self.reading.title(id);
            let (first, end) = self.reading.extent(id);
            let (from, to) = if from < to { (from, to) } else { (first, (first + 8).min(end)) };
            Match { from, to, clause: None, provision: id }
        })
        .collect()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
    fn matches(&self, unit: Unit, steps: &Steps) -> Vec<Match> {
        let Some((first, rest)) = steps.split_first() else { return Vec::new() };
        let mut found = Vec::new();
        for hit in self.reading.hits.of(first.concept) {
            match unit {
                Unit::Clause => {
                    for clause in self.reading.clauses_at(hit.start) {
                        let Some(whole) = self.reading.clauses.get(*clause as usize) else { continue };
                        if let Some(to) = follow(&self.reading.hits, &whole.parts, hit.end, rest) {
                            found.push(self.found(hit.start, to.max(hit.end), Some(*clause)));
                        }
                    }
                }
                _ => {
                    let parts = [self.stretch(unit, hit.start)];
                    if let Some(to) = follow(&self.reading.hits, &parts, hit.end, rest) {
                        found.push(self.found(hit.start, to.max(hit.end), None));
                    }
                }
            }
        }
        found
    }

    fn found(&self, from: u32, to: u32, clause: Option<u32>) -> Match {
        Match { from, to, clause, provision: self.reading.provision_at(to.saturating_sub(1)) }
    }

    /// The words of the unit that holds a word.
    fn stretch(&self, unit: Unit, word: u32) -> (u32, u32) {
        if unit == Unit::Sentence {
            return self.reading.words.sentence(self.reading.words.sentence_of(word));
        }
        self.reading.extent(self.unit_of(self.reading.provision_at(word), unit))
    }

    /// The provision that stands for a unit around a provision; where the text has none of its kind, the next larger one.
    pub(crate) fn unit_of(&self, provision: ProvisionId, unit: Unit) -> ProvisionId {
        let outline = self.reading.outline;
        let order: &[&[Kind]] = match unit {
            Unit::Clause | Unit::Sentence => return provision,
            Unit::Text => return ProvisionId(0),
            Unit::Paragraph => &[&[Kind::Paragraph], &[Kind::Footnote], &[Kind::Article]],
            Unit::Article => &[&[Kind::Article], APART, &[Kind::Section], &[Kind::Chapter]],
            Unit::Section => &[&[Kind::Section], &[Kind::Chapter], APART],
            Unit::Chapter => &[&[Kind::Chapter], &[Kind::Title], &[Kind::Part], APART],
            Unit::Annex => &[APART],
        };
        let nearest = |kinds: &&[Kind]| {
            outline.upwards(provision).find(|id| outline.get(*id).is_some_and(|found| kinds.contains(&found.kind)))
        };
        let found = order.iter().find_map(nearest);
        found.or_else(|| self.article_for(provision, unit)).unwrap_or(ProvisionId(0))
    }

    /// A long agreement without chapters keeps what belongs together in one article; a short text or an excerpt is one whole.
    fn article_for(&self, provision: ProvisionId, unit: Unit) -> Option<ProvisionId> {
        let larger = matches!(unit, Unit::Chapter | Unit::Section);
        let articles = || self.reading.outline.provisions.iter().filter(|found| found.kind == Kind::Article).count();
        let long = larger && *self.long.get_or_init(|| articles() >= LONG);
        if long { self.reading.outline.nearest(provision, Kind::Article) } else { None }
    }

    fn parts(&self, found: &Match) -> Parts {
        let clause = found.clause.and_then(|clause| self.reading.clauses.get(clause as usize));
        clause.map_or_else(|| vec![self.reading.extent(found.provision)], |clause| clause.parts.clone())
    }

    /// The provisions in the order of the tree.
    pub(super) fn order(&self) -> &Order {
        self.order.get_or_init(|| Order::new(self.reading.outline))
    }

    /// A provision and those above it, from the innermost outwards.
    pub(super) fn upwards(&self, id: ProvisionId) -> impl Iterator<Item = ProvisionId> + '_ {
        self.reading.outline.upwards(id)
    }
}

const MOST_EVIDENCE: usize = 6;

/// Of so many matches the most telling are taken as evidence.
const MOST_WEIGHED: usize = 60;

/// In stretches of more words than this, what was looked for once is remembered.
const LONG_STRETCH: u32 = 400;

/// From so many articles on a text without chapters is no excerpt.
const LONG: usize = 16;

/// Parts of a file that stand beside the agreement's articles.
const APART: &[Kind] = &[Kind::Annex, Kind::Protocol, Kind::Letter, Kind::Preamble];

fn kinds(unit: Unit) -> &'static [Kind] {
    match unit {
        Unit::Clause | Unit::Sentence => &[],
        Unit::Paragraph => &[Kind::Paragraph],
        Unit::Article => &[Kind::Article],
        Unit::Section => &[Kind::Section],
        Unit::Chapter => &[Kind::Chapter, Kind::Title, Kind::Part],
        Unit::Annex => APART,
        Unit::Text => &[Kind::Agreement],
    }
}
