//! Whether a condition holds, and which facts decide that.

use crate::facts::{Certainty, Fact, Value};

use super::condition::{Check, Condition, Test, Word};
use super::scales::Scales;

/// A fact that a condition rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground<'f> {
    /// The fact.
    pub(crate) fact: &'f Fact,
    /// The members of a set that were asked for.
    pub(crate) members: &'f [Word],
    /// Whether it is the lack of something that counts.
    pub(crate) absence: bool,
}

/// Whether a condition holds, and what decides it.
#[derive(Debug, Clone)]
pub(crate) struct Outcome<'f> {
    pub(crate) holds: bool,
    pub(crate) grounds: Vec<Ground<'f>>,
}

/// Where facts are looked up.
pub(crate) trait Known<'f>: Copy {
    /// The answer to an indicator.
    fn fact(self, indicator: &str) -> Option<&'f Fact>;
    /// The scales that order answers.
    fn scales(self) -> &'f Scales;
}

impl Outcome<'_> {
    /// Whether every fact it rests on is certain, and none is an absence while the text is incomplete.
    pub(crate) fn certain(&self, complete: bool) -> bool {
        let sure = |ground: &Ground<'_>| ground.fact.certainty == Certainty::Certain && (complete || !ground.absence);
        self.grounds.iter().all(sure)
    }

    /// Whether it rests on something that was not found.
    pub(crate) fn absence(&self) -> bool {
        self.grounds.iter().any(|ground| ground.absence)
    }
}

/// Judges a condition; `None` if it asks for an indicator that has not been answered.
pub(crate) fn evaluate<'f>(condition: &'f Condition, known: impl Known<'f>) -> Option<Outcome<'f>> {
    match condition {
        Condition::All(parts) => combine(parts, known, false),
        Condition::Any(parts) => combine(parts, known, true),
        Condition::Not(inner) => evaluate(inner, known).map(|outcome| Outcome { holds: !outcome.holds, ..outcome }),
        Condition::Test(test) => ask(test, known),
    }
}

/// `decisive` is the answer that settles the whole as soon as one part gives it.
fn combine<'f>(parts: &'f [Condition], known: impl Known<'f>, decisive: bool) -> Option<Outcome<'f>> {
    let outcomes: Vec<_> = parts.iter().map(|part| evaluate(part, known)).collect();
    let settling: Vec<_> = outcomes.iter().flatten().filter(|outcome| outcome.holds == decisive).collect();
    if settling.is_empty() {
        let all: Vec<_> = outcomes.into_iter().collect::<Option<_>>()?;
        let grounds = all.into_iter().flat_map(|outcome: Outcome<'f>| outcome.grounds).collect();
        return Some(Outcome { holds: !decisive, grounds });
    }
    let grounds = settling.into_iter().flat_map(|outcome| outcome.grounds.clone()).collect();
    Some(Outcome { holds: decisive, grounds })
}

fn ask<'f>(test: &'f Test, known: impl Known<'f>) -> Option<Outcome<'f>> {
    let fact = known.fact(&test.indicator.text)?;
    let holds = answers(&test.check, fact, known.scales());
    let members: &[Word] = match &test.check {
        Check::HasAny(words) | Check::HasAll(words) => words,
        Check::Is(_) | Check::AtLeast(_) | Check::AtMost(_) | Check::Empty | Check::Number => &[],
    };
    let absence = !fact.looked_for.is_empty() && (fact.evidence.is_empty() || (!holds && !members.is_empty()));
    Some(Outcome { holds, grounds: vec![Ground { fact, members, absence }] })
}

fn answers(check: &Check, fact: &Fact, scales: &Scales) -> bool {
    match (check, &fact.value) {
        (Check::Is(words), value) => words.iter().any(|word| same(word, value)),
        (Check::AtLeast(word), value) => level(word, value, fact, scales).is_some_and(|(asked, has)| has >= asked),
        (Check::AtMost(word), value) => level(word, value, fact, scales).is_some_and(|(asked, has)| has <= asked),
        (Check::HasAny(words), Value::Set(set)) => words.iter().any(|word| set.contains(&word.text)),
        (Check::HasAll(words), Value::Set(set)) => words.iter().all(|word| set.contains(&word.text)),
        (Check::Empty, Value::Set(set)) => set.is_empty(),
        (Check::Number, value) => matches!(value, Value::Years(_)),
        (Check::HasAny(_) | Check::HasAll(_) | Check::Empty, Value::Word(_) | Value::Years(_)) => false,
    }
}

fn same(word: &Word, value: &Value) -> bool {
    match value {
        Value::Word(answer) => *answer == word.text,
        Value::Years(years) => word.text.parse() == Ok(*years),
        Value::Set(_) => false,
    }
}

fn level(word: &Word, value: &Value, fact: &Fact, scales: &Scales) -> Option<(usize, usize)> {
    match value {
        Value::Word(answer) => Some((scales.rank(&fact.indicator, &word.text)?, scales.rank(&fact.indicator, answer)?)),
        Value::Years(years) => Some((word.text.parse().ok()?, *years as usize)),
        Value::Set(_) => None,
    }
}
