//! One agreement before one pack: looks up facts, finds the places they point at, and fills sentences.

use std::collections::BTreeSet;

use crate::facts::{Evidence, Fact, Facts, Value};
use crate::source::{Source, Span};
use crate::structure::{Kind, Outline, ProvisionId};

use super::Anchor;
use super::evaluate::{Ground, Known, Outcome};
use super::pack::Pack;
use super::quote::{LONGEST, quote, shortened};
use super::scales::Scales;
use super::template::{Gap, Template};

/// The most further places that are shown for one fact.
const FURTHER: usize = 3;

/// One agreement before one pack.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hearing<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) source: &'a Source,
    pub(crate) outline: &'a Outline,
    pub(crate) facts: &'a Facts,
    pub(crate) further: &'a [Fact],
}

/// Where a sentence points, and the fact that led there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot<'a> {
    pub(crate) provision: ProvisionId,
    pub(crate) span: Span,
    pub(crate) fact: Option<&'a Fact>,
    pub(crate) evidence: Option<&'a Evidence>,
}

impl<'a> Known<'a> for &'a Hearing<'a> {
    fn fact(self, indicator: &str) -> Option<&'a Fact> {
        let further = self.further.iter().find(|fact| fact.indicator == indicator);
        self.facts.get(indicator).or(further)
    }

    fn scales(self) -> &'a Scales {
        &self.pack.scales
    }
}

impl<'a> Hearing<'a> {
    /// The first of the indicators that has evidence; the members a condition asked for go first.
    pub(crate) fn spot(&'a self, indicators: &[&str], outcome: &Outcome<'a>) -> Option<Spot<'a>> {
        indicators.iter().find_map(|id| {
            let ground = outcome.grounds.iter().find(|ground| ground.fact.indicator == *id);
            let fact = self.fact(id)?;
            let evidence = asked(fact, ground).or_else(|| fact.evidence.first())?;
            let span = if evidence.span.is_empty() { self.title().span } else { evidence.span };
            Some(Spot { provision: evidence.provision, span, fact: Some(fact), evidence: Some(evidence) })
        })
    }

    /// All places that a fact rests on.
    pub(crate) fn spots(&'a self, indicator: &str) -> impl Iterator<Item = Spot<'a>> {
        let fact = self.fact(indicator);
        let evidence = fact.into_iter().flat_map(|fact| &fact.evidence);
        evidence.map(move |one| Spot { provision: one.provision, span: one.span, fact, evidence: Some(one) })
    }

    /// The first place of the indicators in the chapter of a spot: where each place is reported, what belongs to it stands there.
    pub(crate) fn beside(&'a self, spot: Spot<'a>, indicators: &[&str]) -> Option<Spot<'a>> {
        let chapter = self.chapter(spot).provision;
        let mut all = indicators.iter().flat_map(|id| self.spots(id));
        all.find(|other| self.chapter(*other).provision == chapter)
    }

    /// The whole agreement, by its title.
    pub(crate) fn title(&self) -> Spot<'a> {
        let root = self.outline.provisions.first();
        let span = root.and_then(|root| root.title).unwrap_or_else(|| first_line(&self.source.text));
        Spot { provision: ProvisionId(0), span, fact: None, evidence: None }
    }

    /// The heading of the chapter, annex or letter that holds a spot; the whole agreement for a recital, the spot itself outside any.
    pub(crate) fn chapter(&self, spot: Spot<'a>) -> Spot<'a> {
        if self.outline.nearest(spot.provision, Kind::Preamble).is_some() {
            return self.title();
        }
        let heads = [Kind::Chapter, Kind::Annex, Kind::Protocol, Kind::Letter, Kind::Title, Kind::Part];
        let above = || self.outline.upwards(spot.provision);
        let of = |kind: Kind| above().find(|id| self.outline.get(*id).is_some_and(|found| found.kind == kind));
        let Some(id) = heads.into_iter().find_map(of) else { return spot };
        let Some(chapter) = self.outline.get(id) else { return spot };
        let heading = chapter.title.unwrap_or_else(|| self.heading(chapter.span));
        Spot { provision: id, span: heading, ..spot }
    }

    fn heading(&self, span: Span) -> Span {
        let line = first_line(self.source.slice(span));
        Span::new(span.start + line.start, span.start + line.end)
    }

    /// The spot as an anchor.
    pub(crate) fn anchor(&self, spot: Spot<'a>, label: String) -> Anchor {
        Anchor { provision: spot.provision, span: spot.span, place: self.place(spot.provision), label }
    }

    fn place(&self, id: ProvisionId) -> String {
        let place = if id == ProvisionId(0) { String::new() } else { self.outline.place(id) };
        if place.is_empty() { self.pack.nowhere.clone() } else { place }
    }

    /// What else decides the fact a spot stands on, with the step each contributes.
    pub(crate) fn further(&self, spot: Spot<'a>) -> Vec<Anchor> {
        let others = spot.fact.iter().flat_map(|fact| &fact.evidence);
        let said = others.filter(|other| Some(*other) != spot.evidence && !other.step.is_empty());
        let anchor = |evidence: &Evidence| Anchor {
            provision: evidence.provision,
            span: evidence.span,
            place: self.place(evidence.provision),
            label: evidence.step.clone(),
        };
        said.take(FURTHER).map(anchor).collect()
    }

    /// The text's own words at a spot.
    pub(crate) fn quote(&self, spot: Spot<'a>) -> String {
        quote(self.source, self.outline, spot.provision, spot.span)
    }

    /// A sentence with its gaps filled from a spot, or from the indicator that a gap names.
    pub(crate) fn say(&'a self, template: &Template, spot: Spot<'a>, outcome: &Outcome<'a>) -> String {
        template.fill(|gap, indicator| {
            let spot = indicator
                .map_or(spot, |id| Spot { fact: self.fact(id), ..self.spot(&[id], outcome).unwrap_or(self.title()) });
            let fact = spot.fact.or_else(|| outcome.grounds.first().map(|ground| ground.fact));
            match gap {
                Gap::Place => self.place(spot.provision),
                Gap::Quote if spot.evidence.is_none() => String::new(),
                Gap::Quote => self.quote(spot),
                Gap::Words => shortened(self.source.slice(spot.span), LONGEST),
                Gap::Value => fact.map_or_else(String::new, |fact| in_words(&fact.value)),
                Gap::LookedFor => fact.map_or_else(String::new, |fact| fact.looked_for.clone()),
                Gap::Step => spot.evidence.map_or_else(String::new, |evidence| evidence.step.clone()),
                Gap::Steps => fact.map_or_else(String::new, steps),
            }
        })
    }
}

fn asked<'f>(fact: &'f Fact, ground: Option<&Ground<'_>>) -> Option<&'f Evidence> {
    let members = ground?.members;
    let wanted = |evidence: &&Evidence| members.iter().any(|member| evidence.member.as_ref() == Some(&member.text));
    fact.evidence.iter().find(wanted)
}

fn steps(fact: &Fact) -> String {
    let steps = fact.evidence.iter().map(|evidence| evidence.step.as_str()).filter(|step| !step.is_empty());
    steps.collect::<Vec<_>>().join("; ")
}

fn in_words(value: &Value) -> String {
    match value {
        Value::Word(word) => word.replace('-', " "),
        Value::Years(years) => years.to_string(),
        Value::Set(set) => listed(set),
    }
}

fn listed(set: &BTreeSet<String>) -> String {
    set.iter().map(|word| word.replace('-', " ")).collect::<Vec<_>>().join(", ")
}

/// The first line with anything on it.
fn first_line(text: &str) -> Span {
    let from = text.len() - text.trim_start().len();
    let rest = text.trim_start();
    let line = rest.lines().next().unwrap_or("").trim_end();
    Span::of(from, from + line.len())
}
