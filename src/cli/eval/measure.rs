//! How far two codings of the same texts agree: plain functions over pairs of answers.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::gold::shown;
use crate::facts::Value;

/// The expected answer and the program's.
pub(super) type Pair<'a> = (&'a Value, &'a Value);

/// What an F1 was computed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Basis {
    /// The answer `yes` of a yes-or-no question.
    Yes,
    /// Each answer that occurs on either side; the mean over them.
    Macro,
    /// The members of all sets together (micro).
    Members,
}

/// The agreement over a list of pairs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Score {
    /// How many pairs.
    pub(super) n: usize,
    /// The share of pairs that are exactly alike, 0 to 1.
    pub(super) agreement: f64,
    /// Cohen's kappa over whole answers; none where both sides always give the same single answer.
    pub(super) kappa: Option<f64>,
    /// F1 on `basis`; none where there is nothing to find and nothing was found.
    pub(super) f1: Option<f64>,
    /// What `f1` was computed over.
    pub(super) basis: Basis,
}

/// Measures a list of pairs.
pub(super) fn score(pairs: &[Pair<'_>]) -> Score {
    let basis = basis(pairs);
    let words: Vec<_> = pairs.iter().map(|(expected, answer)| (shown(expected), shown(answer))).collect();
    let f1 = match basis {
        Basis::Members => Found::members(pairs).f1(),
        Basis::Yes => Found::answer(&words, "yes").f1(),
        Basis::Macro => mean(answers(&words).iter().map(|answer| Found::answer(&words, answer).f1())),
    };
    Score { n: pairs.len(), agreement: agreement(&words), kappa: kappa(&words), f1, basis }
}

/// The mean of the values that exist; none where none does.
pub(super) fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let (sum, count) = values.flatten().fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// `part` of `whole`, 0 to 1; 0 for an empty whole.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { precise(part) / precise(whole) }
}

fn precise(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn basis(pairs: &[Pair<'_>]) -> Basis {
    let mut values = pairs.iter().flat_map(|(expected, answer)| [*expected, *answer]);
    if pairs.iter().any(|(expected, _)| matches!(expected, Value::Set(_))) {
        Basis::Members
    } else if values.all(|value| matches!(value, Value::Word(word) if word == "yes" || word == "no")) {
        Basis::Yes
    } else {
        Basis::Macro
    }
}

fn answers(words: &[(String, String)]) -> BTreeSet<&str> {
    words.iter().flat_map(|(expected, answer)| [expected.as_str(), answer.as_str()]).collect()
}

fn agreement(words: &[(String, String)]) -> f64 {
    share(words.iter().filter(|(expected, answer)| expected == answer).count(), words.len())
}

/// Cohen (1960): agreement beyond what the two sides' own frequencies give by chance.
fn kappa(words: &[(String, String)]) -> Option<f64> {
    let mut sides: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (expected, answer) in words {
        sides.entry(expected).or_default().0 += 1;
        sides.entry(answer).or_default().1 += 1;
    }
    let n = words.len();
    let chance: f64 = sides.values().map(|(left, right)| share(*left, n) * share(*right, n)).sum();
    (sides.len() > 1).then(|| (agreement(words) - chance) / (1.0 - chance))
}

/// What was there to find, and what was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Found {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Found {
    fn answer(words: &[(String, String)], positive: &str) -> Self {
        let count = |there: bool, found: bool| {
            words.iter().filter(|(e, a)| (e == positive) == there && (a == positive) == found).count()
        };
        Found { right: count(true, true), wrong: count(false, true), missed: count(true, false) }
    }

    fn members(pairs: &[Pair<'_>]) -> Self {
        pairs.iter().fold(Found::default(), |sum, (expected, answer)| {
            let (expected, answer) = (members(expected), members(answer));
            Found {
                right: sum.right + expected.intersection(&answer).count(),
                wrong: sum.wrong + answer.difference(&expected).count(),
                missed: sum.missed + expected.difference(&answer).count(),
            }
        })
    }

    fn f1(self) -> Option<f64> {
        let whole = 2 * self.right + self.wrong + self.missed;
        (whole > 0).then(|| share(2 * self.right, whole))
    }
}

fn members(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Set(members) => members.clone(),
        Value::Word(word) => [word.clone()].into(),
        Value::Years(years) => [years.to_string()].into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::gold::value;
    use super::*;

    fn scored(pairs: &[(&str, &str)]) -> Score {
        let values: Vec<_> = pairs.iter().map(|(expected, answer)| (value(expected), value(answer))).collect();
        score(&values.iter().map(|(expected, answer)| (expected, answer)).collect::<Vec<_>>())
    }

    fn near(measured: Option<f64>, expected: f64) -> bool {
        measured.is_some_and(|measured| (measured - expected).abs() < 1e-9)
    }

    #[test]
    fn kappa_of_a_textbook_table() {
        // 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: agreement 0.7, chance 0.5, kappa 0.4.
        let cells = [(20, "yes", "yes"), (5, "yes", "no"), (10, "no", "yes"), (15, "no", "no")];
        let pairs: Vec<_> = cells.iter().flat_map(|(n, e, a)| std::iter::repeat_n((*e, *a), *n)).collect();
        let score = scored(&pairs);
        assert!(near(score.kappa, 0.4), "{score:?}");
        assert!(near(Some(score.agreement), 0.7));
        assert!(near(score.f1, 40.0 / 55.0));
        assert_eq!(score.basis, Basis::Yes);
    }

    #[test]
    fn one_answer_only_has_no_kappa_and_nothing_to_find() {
        let score = scored(&[("no", "no"), ("no", "no")]);
        assert_eq!((score.kappa, score.f1, score.n), (None, None, 2));
        assert!(near(Some(score.agreement), 1.0));
    }

    #[test]
    fn words_are_averaged_over_the_answers_of_either_side() {
        // none: right 1, missed 1 -> 2/3; hortatory: right 1, wrong 1 -> 2/3.
        let score = scored(&[("none", "none"), ("none", "hortatory"), ("hortatory", "hortatory")]);
        assert_eq!(score.basis, Basis::Macro);
        assert!(near(score.f1, 2.0 / 3.0));
    }

    #[test]
    fn sets_are_measured_by_member() {
        let score = scored(&[(r#"["a","b"]"#, r#"["b","c"]"#), ("[]", "[]")]);
        assert_eq!(score.basis, Basis::Members);
        assert!(near(score.f1, 0.5));
        assert!(near(Some(score.agreement), 0.5));
    }

    #[test]
    fn years_and_words_may_differ() {
        assert!(near(Some(scored(&[("10", "none"), ("10", "10")]).agreement), 0.5));
    }
}
