//! Why an indicator has its answer for one agreement.

use super::excerpt::Excerpt;
use super::graphical::evidence;
use super::{Locator, Look};
use crate::facts::{Certainty, Fact, Link, Value};
use crate::structure::Outline;

/// The answer, the reasoning as one sentence for each step, and the provisions that decide it, each with its words.
#[must_use]
pub fn reasons(locator: &Locator, outline: &Outline, fact: &Fact, chain: &[Link], look: Look) -> String {
    let review = if fact.certainty == Certainty::Review { ", for review" } else { "" };
    let mut out = format!("{}: {}{review}\n", fact.indicator, value(&fact.value));
    if fact.evidence.is_empty() {
        out.push_str(&textwrap::fill(&format!("Nothing found. Looked for: {}", fact.looked_for), look.width));
        out.push('\n');
    }
    for link in chain {
        out.push_str(&format!("  {}\n", step(outline, link)));
    }
    for basis in &fact.evidence {
        let label = basis.member.as_ref().map_or(basis.step.clone(), |member| format!("{member}: {}", basis.step));
        let (excerpt, _) = Excerpt::around(locator, basis.span, &label, &[]);
        let place = outline.place(basis.provision);
        let position = locator.position(basis.span.start);
        out.push_str(&evidence(&place, &excerpt, &locator.source().name, position, look));
    }
    out
}

/// "Article 13.16 takes Chapter 13 out of dispute settlement"; a step that rests on absence says it alone.
fn step(outline: &Outline, link: &Link) -> String {
    let covered: Vec<String> = link.covered.iter().map(|id| outline.place(*id)).collect();
    let covered = if covered.is_empty() { "it".to_owned() } else { covered.join(", ") };
    let says = link.says.replace("{covered}", &covered);
    match link.at {
        Some((place, _)) => format!("{} {says}", outline.place(place)),
        None => sentence(&says),
    }
}

/// With a capital.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An answer as it is said: a word, members joined with commas, a number of years.
fn value(value: &Value) -> String {
    match value {
        Value::Word(word) => word.clone(),
        Value::Set(members) if members.is_empty() => "none of the list".to_owned(),
        Value::Set(members) => members.iter().cloned().collect::<Vec<_>>().join(", "),
        Value::Years(years) => format!("{years} years"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::source::Span;
    use crate::structure::ProvisionId;

    fn shown(nth: usize) -> String {
        let source = sample::source();
        let locator = Locator::new(&source, sample::TEXT.as_bytes());
        reasons(&locator, &sample::outline(), &sample::facts().list[nth], &[], Look::default())
    }

    #[test]
    fn an_answer_shows_the_words_that_decide_it() {
        let shown = shown(0);
        assert!(shown.starts_with("isds.consent: advance\n"), "{shown}");
        assert!(shown.contains("consents in advance"), "{shown}");
        assert!(shown.contains("drafts/copper.txt:6:4"), "{shown}");
    }

    #[test]
    fn the_reasoning_is_said_in_order() {
        let outline = sample::outline();
        let bound =
            Link { says: "binds {covered}".to_owned(), at: Some((ProvisionId(0), Span::default())), covered: vec![] };
        let absent = Link { says: "no sanction follows".to_owned(), at: None, covered: vec![] };
        assert!(step(&outline, &bound).ends_with(" binds it"));
        assert_eq!(step(&outline, &absent), "No sanction follows");
    }

    #[test]
    fn absence_says_what_was_looked_for() {
        assert!(shown(1).ends_with("Looked for: protection after the end\n"));
    }
}
