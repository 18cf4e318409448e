//! What is said of the document itself, in the form of facts: is it complete, is it an agreement, was all of it read.

use crate::facts::{Certainty, Evidence, Fact, Facts, Value};
use crate::source::{Source, Span};
use crate::structure::{Aside, Outline, ProvisionId};

use super::scales::{Question, number, scale};

/// The most places that are shown for one of these facts.
const SHOWN: usize = 3;

/// The questions about the document that conditions may ask.
#[must_use]
pub(crate) fn questions() -> Vec<Question> {
    vec![
        scale("document.complete", &["yes", "no"]),
        scale("document.whole", &["yes", "no"]),
        scale("document.missing", &["no", "yes"]),
        scale("document.agreement", &["yes", "no"]),
        number("document.unread"),
    ]
}

/// The answers: `document.unread` is the share of the text that could not be placed, in percent.
pub(crate) fn facts(source: &Source, outline: &Outline, facts: &Facts) -> Vec<Fact> {
    let (unread, share) = unread(source, outline);
    vec![
        said("document.complete", yes_or_no(facts.complete), Vec::new()),
        said("document.whole", yes_or_no(facts.whole && !facts.foreign), Vec::new()),
        said("document.missing", yes_or_no(!facts.missing.is_empty()), missing(source, outline, &facts.missing)),
        said("document.agreement", yes_or_no(facts.agreement), Vec::new()),
        said("document.unread", Value::Years(share), unread),
    ]
}

fn said(indicator: &str, value: Value, evidence: Vec<Evidence>) -> Fact {
    let looked_for = String::new();
    Fact { indicator: indicator.to_owned(), value, certainty: Certainty::Certain, evidence, looked_for }
}

fn yes_or_no(yes: bool) -> Value {
    Value::Word(if yes { "yes" } else { "no" }.to_owned())
}

/// The first missing parts by name, the others by number.
fn missing(source: &Source, outline: &Outline, parts: &[String]) -> Vec<Evidence> {
    let mut shown: Vec<Evidence> = parts.iter().filter_map(|part| written(source, outline, part)).take(SHOWN).collect();
    let more = parts.len().saturating_sub(shown.len());
    if let Some(last) = shown.last_mut().filter(|_| more > 0) {
        last.step = format!("{} and {more} more", last.step);
    }
    shown
}

fn written(source: &Source, outline: &Outline, part: &str) -> Option<Evidence> {
    let start = source.text.find(part)?;
    Some(evidence(outline, Span::of(start, start + part.len()), part))
}

fn unread(source: &Source, outline: &Outline) -> (Vec<Evidence>, u32) {
    let spans = outline.aside.iter().filter(|(_, why)| *why == Aside::Unread).map(|(span, _)| *span);
    let letters = |span: Span| source.slice(span).chars().filter(|c| !c.is_whitespace()).count();
    let spans: Vec<Span> = spans.filter(|span| letters(*span) > 0).collect();
    let unread: usize = spans.iter().map(|span| letters(*span)).sum();
    let all = source.text.chars().filter(|c| !c.is_whitespace()).count().max(1);
    let share = u32::try_from(unread * 100 / all).unwrap_or(100);
    (spans.into_iter().take(SHOWN).map(|span| evidence(outline, span, "")).collect(), share)
}

fn evidence(outline: &Outline, span: Span, step: &str) -> Evidence {
    let provision = outline.at(span.start).unwrap_or(ProvisionId(0));
    Evidence { provision, span, step: step.to_owned(), member: None }
}
