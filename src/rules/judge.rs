//! Runs the rules of a pack over the facts of an agreement.

use crate::facts::{Fact, Facts, drafting};
use crate::source::Source;
use crate::structure::Outline;

use super::dossier::{self, Dossier};
use super::evaluate::{Outcome, evaluate};
use super::grammar::At;
use super::hearing::{Hearing, Spot};
use super::pack::Pack;
use super::rule::{Case, Rule};
use super::{Anchor, Finding, document};

/// What a pack finds in an agreement, in the order of the text.
#[must_use]
pub fn judge(
    pack: &Pack,
    source: &Source,
    outline: &Outline,
    facts: &Facts,
    dossier: Option<&Dossier>,
) -> Vec<Finding> {
    let further = further(pack, source, outline, facts, dossier);
    let hearing = Hearing { pack, source, outline, facts, further: &further };
    findings(&hearing)
}

/// The facts that the agreement's text does not answer: about the document, and about the papers that go with it.
pub(crate) fn further(
    pack: &Pack,
    source: &Source,
    outline: &Outline,
    facts: &Facts,
    dossier: Option<&Dossier>,
) -> Vec<Fact> {
    let mut further = document::facts(source, outline, facts);
    further.extend(dossier::facts(dossier));
    if pack.asks_about_drafting() {
        further.extend(drafting(source, outline));
    }
    further
}

/// What the rules find, in the order of the text; the gravest first where they point at the same words.
pub(crate) fn findings(hearing: &Hearing<'_>) -> Vec<Finding> {
    let rules = hearing.pack.rules.iter();
    let mut found: Vec<Finding> = rules.flat_map(|rule| find(hearing, rule)).collect();
    found.sort_by(|one, other| order(one).cmp(&order(other)));
    found
}

fn order(finding: &Finding) -> (u32, std::cmp::Reverse<super::Severity>, &str) {
    (finding.at.span.start, std::cmp::Reverse(finding.severity), &finding.rule)
}

fn find<'a>(hearing: &'a Hearing<'a>, rule: &'a Rule) -> Vec<Finding> {
    let Some((_, case, outcome)) = applying(hearing, rule) else { return Vec::new() };
    match &case.at {
        At::Each(words) => {
            let spots = words.iter().flat_map(|word| hearing.spots(&word.text));
            spots.map(|spot| found_at(hearing, rule, case, &outcome, spot)).collect()
        }
        At::Evidence(_) | At::Chapter(_) => vec![found(hearing, rule, case, &outcome)],
    }
}

/// The first case of a rule that holds, with its number counted from 0 and what decides it.
pub(crate) fn applying<'a>(hearing: &'a Hearing<'a>, rule: &'a Rule) -> Option<(usize, &'a Case, Outcome<'a>)> {
    rule.cases.iter().enumerate().find_map(|(at, case)| {
        let outcome = evaluate(&case.when, hearing).filter(|outcome| outcome.holds)?;
        Some((at, case, outcome))
    })
}

/// What a case says.
pub(crate) fn found<'a>(hearing: &'a Hearing<'a>, rule: &'a Rule, case: &'a Case, outcome: &Outcome<'a>) -> Finding {
    found_at(hearing, rule, case, outcome, spot(hearing, case, outcome))
}

fn found_at<'a>(
    hearing: &'a Hearing<'a>,
    rule: &'a Rule,
    case: &'a Case,
    outcome: &Outcome<'a>,
    spot: Spot<'a>,
) -> Finding {
    let hedged = outcome.absence() && !hearing.facts.can_tell_absence();
    let hedge = if hearing.facts.foreign { &hearing.pack.foreign } else { &hearing.pack.incomplete };
    let said = hearing.say(&case.message, spot, outcome);
    Finding {
        rule: rule.name.clone(),
        pack: hearing.pack.name.clone(),
        criterion: rule.criterion.clone(),
        severity: case.severity,
        certain: !rule.review && outcome.certain(hearing.facts.can_tell_absence()),
        message: if hedged { format!("{said} {hedge}").trim_end().to_owned() } else { said },
        help: help(hearing, case, spot, outcome),
        model: rule.model.clone(),
        at: hearing.anchor(spot, hearing.say(&case.label, spot, outcome)),
        related: related(hearing, case, spot),
    }
}

fn spot<'a>(hearing: &'a Hearing<'a>, case: &'a Case, outcome: &Outcome<'a>) -> Spot<'a> {
    let (words, chapter) = match &case.at {
        At::Evidence(words) | At::Each(words) => (words, false),
        At::Chapter(words) => (words, true),
    };
    let mut indicators: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    if indicators.is_empty() {
        indicators = outcome.grounds.iter().map(|ground| ground.fact.indicator.as_str()).collect();
    }
    match hearing.spot(&indicators, outcome) {
        Some(spot) if chapter => Spot { fact: None, evidence: None, ..hearing.chapter(spot) },
        Some(spot) => spot,
        None => hearing.title(),
    }
}

fn help<'a>(hearing: &'a Hearing<'a>, case: &'a Case, spot: Spot<'a>, outcome: &Outcome<'a>) -> Option<String> {
    case.help.iter().find_map(|(when, help)| {
        let own = match when {
            Some(when) => evaluate(when, hearing).filter(|outcome| outcome.holds)?,
            None => outcome.clone(),
        };
        let spot = match when {
            Some(_) => hearing.spot(&grounds(&own), &own).unwrap_or(spot),
            None => spot,
        };
        Some(hearing.say(help, spot, &own))
    })
}

fn related<'a>(hearing: &'a Hearing<'a>, case: &'a Case, spot: Spot<'a>) -> Vec<Anchor> {
    let each = matches!(case.at, At::Each(_));
    let mut anchors = if each { Vec::new() } else { hearing.further(spot) };
    anchors.extend(case.related.iter().filter_map(|(when, label)| {
        let own = evaluate(when, hearing).filter(|outcome| outcome.holds)?;
        let beside = if each { hearing.beside(spot, &grounds(&own))? } else { hearing.spot(&grounds(&own), &own)? };
        Some(hearing.anchor(beside, hearing.say(label, beside, &own)))
    }));
    anchors
}

fn grounds<'a>(outcome: &Outcome<'a>) -> Vec<&'a str> {
    outcome.grounds.iter().map(|ground| ground.fact.indicator.as_str()).collect()
}
