//! The scorecard: one verdict per criterion of a pack.

use crate::facts::{Evidence, Fact, Facts};
use crate::source::Source;
use crate::structure::Outline;

use super::condition::{Condition, Word};
use super::criterion::Criterion;
use super::dossier::Dossier;
use super::evaluate::{Ground, Known, Outcome, evaluate};
use super::hearing::Hearing;
use super::judge::{findings, further};
use super::pack::Pack;
use super::quote::quote;
use super::template::Template;
use super::{Anchor, Finding, Severity};

/// The most findings that stand below a verdict.
const FINDINGS: usize = 3;
/// The most provisions that stand below a verdict.
const PROVISIONS: usize = 4;
/// The most steps of one answer that are shown among them.
const STEPS: usize = 2;

/// How far a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is met.
    Satisfied,
    /// It is met in part.
    Partly,
    /// It is not met.
    Not,
    /// The text does not allow a verdict.
    Undetermined,
}

impl Verdict {
    /// The word for it in pages and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Satisfied => "satisfied",
            Verdict::Partly => "partly",
            Verdict::Not => "not",
            Verdict::Undetermined => "undetermined",
        }
    }
}

/// The verdict on one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The criterion's key.
    pub key: String,
    /// The criterion's title.
    pub title: String,
    /// What is asked for.
    pub asks: String,
    /// How far it is met.
    pub verdict: Verdict,
    /// Whether it rests on certain facts.
    pub certain: bool,
    /// Why, in half a sentence.
    pub reason: String,
    /// The provisions that decide it; the label quotes them.
    pub provisions: Vec<Anchor>,
    /// Where the text treats Parties differently, and how.
    pub by_party: Vec<String>,
    /// What limits the verdict: parts that the text lacks and that hold nothing on the matter, as far as it tells.
    pub notes: Vec<String>,
    /// The findings that matter most, gravest first, as indexes into the findings of the pack.
    pub findings: Vec<usize>,
}

/// The verdicts of one pack on one agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// The pack's name.
    pub pack: String,
    /// One score per criterion, in the order of the pack.
    pub scores: Vec<Score>,
    /// All findings of the pack, in the order of the text.
    pub findings: Vec<Finding>,
}

/// Draws up the scorecard of an agreement.
#[must_use]
pub fn scorecard(
    pack: &Pack,
    source: &Source,
    outline: &Outline,
    facts: &Facts,
    dossier: Option<&Dossier>,
) -> Scorecard {
    let further = further(pack, source, outline, facts, dossier);
    let hearing = Hearing { pack, source, outline, facts, further: &further };
    let findings = findings(&hearing);
    let scores = pack.criteria.iter().map(|criterion| score(&hearing, criterion, &findings)).collect();
    Scorecard { pack: pack.name.clone(), scores, findings }
}

fn score<'a>(hearing: &'a Hearing<'a>, criterion: &'a Criterion, findings: &[Finding]) -> Score {
    let mut rulings = criterion.rulings.iter();
    let ruled = rulings.find_map(|(verdict, when, said)| {
        let outcome = evaluate(when, hearing).filter(|outcome| outcome.holds)?;
        Some((*verdict, said, outcome))
    });
    let complete = hearing.facts.can_tell_absence();
    let (verdict, certain, reason) = match &ruled {
        Some((verdict, said, outcome)) => (*verdict, outcome.certain(complete), said_of(hearing, said, outcome)),
        None => (Verdict::Undetermined, false, String::new()),
    };
    let grounds = ruled.as_ref().map_or(&[][..], |(_, _, outcome)| outcome.grounds.as_slice());
    Score {
        key: criterion.key.clone(),
        title: criterion.title.clone(),
        asks: criterion.asks.clone(),
        verdict,
        certain,
        reason,
        provisions: provisions(hearing, grounds, &criterion.because),
        by_party: said_where(hearing, &criterion.by_party),
        notes: said_where(hearing, &criterion.notes),
        findings: gravest(findings, &criterion.key),
    }
}

fn said_of<'a>(hearing: &'a Hearing<'a>, said: &Template, outcome: &Outcome<'a>) -> String {
    let indicators: Vec<&str> = outcome.grounds.iter().map(|ground| ground.fact.indicator.as_str()).collect();
    let spot = hearing.spot(&indicators, outcome).unwrap_or_else(|| hearing.title());
    hearing.say(said, spot, outcome)
}

/// The sentences whose condition holds.
fn said_where<'a>(hearing: &'a Hearing<'a>, sentences: &'a [(Condition, Template)]) -> Vec<String> {
    let said = sentences.iter().filter_map(|(when, said)| {
        let outcome = evaluate(when, hearing).filter(|outcome| outcome.holds)?;
        Some(said_of(hearing, said, &outcome))
    });
    said.collect()
}

/// The places that decide a verdict: of what it rests on the first of each step, then the first of what the page adds.
fn provisions<'a>(hearing: &'a Hearing<'a>, grounds: &[Ground<'a>], because: &[Word]) -> Vec<Anchor> {
    let decisive = grounds.iter().map(|ground| ground.fact);
    let others = because.iter().filter_map(|word| hearing.fact(&word.text));
    let mut anchors: Vec<Anchor> = Vec::new();
    let all = decisive.flat_map(|fact| steps(fact, STEPS)).chain(others.flat_map(|fact| steps(fact, 1)));
    for evidence in all {
        let place = hearing.outline.place(evidence.provision);
        if anchors.iter().all(|known| known.place != place) {
            let label = quote(hearing.source, hearing.outline, evidence.provision, evidence.span);
            anchors.push(Anchor { provision: evidence.provision, span: evidence.span, place, label });
        }
    }
    anchors.truncate(PROVISIONS);
    anchors
}

/// The first evidence of each of a fact's first steps.
fn steps(fact: &Fact, most: usize) -> Vec<&Evidence> {
    let mut shown: Vec<&Evidence> = Vec::new();
    for evidence in &fact.evidence {
        if shown.len() < most && shown.iter().all(|known| known.step != evidence.step) {
            shown.push(evidence);
        }
    }
    shown
}

fn gravest(findings: &[Finding], key: &str) -> Vec<usize> {
    let of_key = |finding: &Finding| finding.criterion.as_deref() == Some(key);
    let mut found: Vec<(usize, &Finding)> =
        findings.iter().enumerate().filter(|(_, finding)| of_key(finding)).collect();
    if found.iter().any(|(_, finding)| finding.severity > Severity::Satisfied) {
        found.retain(|(_, finding)| finding.severity > Severity::Satisfied);
    }
    found.sort_by_key(|(at, finding)| (std::cmp::Reverse(finding.severity), !finding.certain, *at));
    found.into_iter().take(FINDINGS).map(|(at, _)| at).collect()
}
