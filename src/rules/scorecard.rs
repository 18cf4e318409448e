//! The scorecard: one verdict per criterion of a pack.

use crate::facts::Facts;
use crate::source::Source;
use crate::structure::Outline;

use super::condition::Word;
use super::criterion::Criterion;
use super::dossier::Dossier;
use super::evaluate::{Known, Outcome, evaluate};
use super::hearing::Hearing;
use super::judge::{findings, further};
use super::pack::Pack;
use super::quote::quote;
use super::{Anchor, Finding, Severity};

/// The most findings that stand below a verdict.
const FINDINGS: usize = 3;
/// The most provisions that stand below a verdict.
const PROVISIONS: usize = 4;

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
        Some((*verdict, outcome.certain(hearing.facts.complete), said_of(hearing, said, &outcome)))
    });
    let (verdict, certain, reason) = ruled.unwrap_or((Verdict::Undetermined, false, String::new()));
    Score {
        key: criterion.key.clone(),
        title: criterion.title.clone(),
        asks: criterion.asks.clone(),
        verdict,
        certain,
        reason,
        provisions: provisions(hearing, &criterion.because),
        by_party: by_party(hearing, criterion),
        findings: gravest(findings, &criterion.key),
    }
}

fn said_of<'a>(hearing: &'a Hearing<'a>, said: &super::template::Template, outcome: &Outcome<'a>) -> String {
    let indicators: Vec<&str> = outcome.grounds.iter().map(|ground| ground.fact.indicator.as_str()).collect();
    let spot = hearing.spot(&indicators, outcome).unwrap_or_else(|| hearing.title());
    hearing.say(said, spot, outcome)
}

fn by_party<'a>(hearing: &'a Hearing<'a>, criterion: &'a Criterion) -> Vec<String> {
    let said = criterion.by_party.iter().filter_map(|(when, said)| {
        let outcome = evaluate(when, hearing).filter(|outcome| outcome.holds)?;
        Some(said_of(hearing, said, &outcome))
    });
    said.collect()
}

fn provisions<'a>(hearing: &'a Hearing<'a>, because: &[Word]) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for evidence in because.iter().filter_map(|word| hearing.fact(&word.text)).filter_map(|fact| fact.evidence.first())
    {
        let place = hearing.outline.place(evidence.provision);
        if anchors.iter().all(|known| known.place != place) {
            let label = quote(hearing.source, hearing.outline, evidence.provision, evidence.span);
            anchors.push(Anchor { provision: evidence.provision, span: evidence.span, place, label });
        }
    }
    anchors.truncate(PROVISIONS);
    anchors
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
