//! Why an indicator has its answer for one agreement.

use super::excerpt::Excerpt;
use super::graphical::evidence;
use super::{Locator, Look};
use crate::facts::{Certainty, Fact, Value};
use crate::structure::Outline;

/// The answer, and the chain of provisions that decide it, each with its words.
#[must_use]
pub fn reasons(locator: &Locator, outline: &Outline, fact: &Fact, look: Look) -> String {
    let review = if fact.certainty == Certainty::Review { ", for review" } else { "" };
    let mut out = format!("{}: {}{review}\n", fact.indicator, value(&fact.value));
    if fact.evidence.is_empty() {
        out.push_str(&textwrap::fill(&format!("Nothing found. Looked for: {}", fact.looked_for), look.width));
        out.push('\n');
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

    fn shown(nth: usize) -> String {
        let source = sample::source();
        let locator = Locator::new(&source, sample::TEXT.as_bytes());
        reasons(&locator, &sample::outline(), &sample::facts().list[nth], Look::default())
    }

    #[test]
    fn an_answer_shows_the_words_that_decide_it() {
        let shown = shown(0);
        assert!(shown.starts_with("isds.consent: advance\n"), "{shown}");
        assert!(shown.contains("consents in advance"), "{shown}");
        assert!(shown.contains("drafts/copper.txt:6:4"), "{shown}");
    }

    #[test]
    fn absence_says_what_was_looked_for() {
        assert!(shown(1).ends_with("Looked for: protection after the end\n"));
    }
}
