//! Sums cases up: a score per row, the mean per family and over all, and the answers that differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Words;
use super::cases::Case;
use super::gold::shown;
use super::measure::{Pair, Score, mean, score, share};
use crate::facts::{Certainty, Value};

/// The answer put for a text that the program did not code.
const UNCODED: &str = "(not coded)";

/// One kind of coding against the program's answers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Comparison {
    /// Which coding.
    pub(super) name: &'static str,
    /// A score per row, in the order of the rows' names.
    pub(super) rows: Vec<Row>,
    /// The means per family (what stands before the first dot), then over all rows.
    pub(super) means: Vec<Mean>,
    /// All cases, and those alike.
    pub(super) cells: usize,
    /// The cases that are alike.
    pub(super) alike: usize,
    /// Answers marked certain.
    pub(super) certain: usize,
    /// Those of them that differ.
    pub(super) certain_wrong: usize,
    /// Indicators that the coding has and the program does not answer yet; they are not counted.
    pub(super) absent: Vec<String>,
    /// The cases that differ, by row and text.
    pub(super) disagreements: Vec<Disagreement>,
}

/// One line of a comparison's table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    /// Its name: the indicator, with the data set's variable where there is one.
    pub(super) name: String,
    /// The measures.
    #[serde(flatten)]
    pub(super) score: Score,
    /// Answers marked certain.
    pub(super) certain: usize,
    /// Those of them that differ.
    pub(super) certain_wrong: usize,
}

/// The mean of several rows.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mean {
    /// The family, or `all`.
    pub(super) name: String,
    /// How many rows.
    pub(super) rows: usize,
    /// The mean share of equal answers.
    pub(super) agreement: Option<f64>,
    /// The mean kappa of the rows that have one.
    pub(super) kappa: Option<f64>,
    /// The mean F1 of the rows that have one.
    pub(super) f1: Option<f64>,
}

/// An answer that differs, with what both sides rest on.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Disagreement {
    /// The row it counts in.
    pub(super) row: String,
    /// The text's name.
    pub(super) text: String,
    /// The answer to compare with.
    pub(super) expected: String,
    /// What it rests on.
    pub(super) because: Vec<String>,
    /// The program's answer.
    pub(super) answer: String,
    /// Whether the program called it certain.
    pub(super) certain: bool,
    /// What the program's answer rests on.
    pub(super) evidence: Vec<Words>,
}

/// Compares; only the indicators in `emitted` are counted.
pub(super) fn compare(name: &'static str, cases: &[Case], emitted: &BTreeSet<&str>) -> Comparison {
    let (counted, absent): (Vec<&Case>, Vec<&Case>) =
        cases.iter().partition(|case| emitted.contains(case.indicator.as_str()));
    let rows = rows(&counted);
    let absent: BTreeSet<_> = absent.iter().map(|case| case.indicator.clone()).collect();
    Comparison {
        name,
        means: means(&rows),
        cells: counted.len(),
        alike: counted.iter().filter(|case| case.agrees()).count(),
        certain: rows.iter().map(|row| row.certain).sum(),
        certain_wrong: rows.iter().map(|row| row.certain_wrong).sum(),
        rows,
        absent: absent.into_iter().collect(),
        disagreements: disagreements(&counted),
    }
}

impl Comparison {
    /// The share of equal answers over all cells, 0 to 1.
    pub(super) fn agreement(&self) -> f64 {
        share(self.alike, self.cells)
    }
}

fn is_certain(case: &Case) -> bool {
    case.coded.as_ref().is_some_and(|coded| coded.certainty == Certainty::Certain)
}

fn rows(cases: &[&Case]) -> Vec<Row> {
    let mut by_row: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        by_row.entry(&case.row).or_default().push(case);
    }
    by_row.into_iter().map(|(name, cases)| row(name, &cases)).collect()
}

fn row(name: &str, cases: &[&Case]) -> Row {
    let uncoded = Value::Word(UNCODED.to_owned());
    let pairs: Vec<Pair<'_>> =
        cases.iter().map(|case| (&case.expected, case.answer.as_ref().unwrap_or(&uncoded))).collect();
    let certain = cases.iter().filter(|case| is_certain(case));
    let certain_wrong = certain.clone().filter(|case| !case.agrees()).count();
    Row { name: name.to_owned(), score: score(&pairs), certain: certain.count(), certain_wrong }
}

fn means(rows: &[Row]) -> Vec<Mean> {
    let mut families: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        families.entry(row.name.split('.').next().unwrap_or("")).or_default().push(row);
    }
    let all = ("all", rows.iter().collect());
    families.into_iter().chain([all]).map(|(name, rows)| mean_of(name, &rows)).collect()
}

fn mean_of(name: &str, rows: &[&Row]) -> Mean {
    Mean {
        name: name.to_owned(),
        rows: rows.len(),
        agreement: mean(rows.iter().map(|row| Some(row.score.agreement))),
        kappa: mean(rows.iter().map(|row| row.score.kappa)),
        f1: mean(rows.iter().map(|row| row.score.f1)),
    }
}

fn disagreements(cases: &[&Case]) -> Vec<Disagreement> {
    let mut differing: Vec<_> = cases.iter().filter(|case| !case.agrees()).collect();
    differing.sort_by_key(|case| (&case.row, &case.text));
    differing.into_iter().map(|case| disagreement(case)).collect()
}

fn disagreement(case: &Case) -> Disagreement {
    Disagreement {
        row: case.row.clone(),
        text: case.text.clone(),
        expected: shown(&case.expected),
        because: case.because.clone(),
        answer: case.coded.as_ref().map_or_else(|| UNCODED.to_owned(), |coded| shown(&coded.value)),
        certain: is_certain(case),
        evidence: case.coded.as_ref().map(|coded| coded.evidence.clone()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Coded;
    use super::super::gold::value;
    use super::*;

    fn case(indicator: &str, text: &str, expected: &str, answer: Option<(&str, Certainty)>) -> Case {
        let coded = answer.map(|(answer, certainty)| Coded { value: value(answer), certainty, evidence: Vec::new() });
        Case {
            row: indicator.into(),
            indicator: indicator.into(),
            text: text.into(),
            expected: value(expected),
            answer: coded.as_ref().map(|coded| coded.value.clone()),
            coded,
            because: Vec::new(),
        }
    }

    #[test]
    fn a_wrong_certain_answer_is_counted_and_listed() {
        let cases = [
            case("a.x", "t1", "yes", Some(("no", Certainty::Certain))),
            case("a.x", "t2", "yes", Some(("yes", Certainty::Certain))),
            case("a.x", "t3", "yes", Some(("no", Certainty::Review))),
        ];
        let compared = compare("codebook", &cases, &["a.x"].into());
        assert_eq!((compared.cells, compared.alike, compared.certain, compared.certain_wrong), (3, 1, 2, 1));
        let listed: Vec<_> = compared.disagreements.iter().map(|d| (d.text.as_str(), d.certain)).collect();
        assert_eq!(listed, [("t1", true), ("t3", false)]);
    }

    #[test]
    fn what_the_program_does_not_answer_is_named_and_not_counted() {
        let cases = [case("a.x", "t1", "yes", Some(("yes", Certainty::Certain))), case("b.y", "t1", "yes", None)];
        let compared = compare("codebook", &cases, &["a.x"].into());
        assert_eq!((compared.cells, compared.absent), (1, vec!["b.y".to_owned()]));
    }

    #[test]
    fn a_text_left_uncoded_counts_against_the_program() {
        let compared = compare("codebook", &[case("a.x", "t1", "no", None)], &["a.x"].into());
        assert_eq!((compared.alike, compared.disagreements[0].answer.as_str()), (0, UNCODED));
    }

    #[test]
    fn means_are_per_family_and_over_all() {
        let sure = |text, answer| case("a.x", text, "yes", Some((answer, Certainty::Certain)));
        let cases = [sure("t1", "yes"), sure("t2", "no"), case("b.y", "t1", "no", Some(("no", Certainty::Certain)))];
        let means = compare("codebook", &cases, &["a.x", "b.y"].into()).means;
        let named: Vec<_> = means.iter().map(|mean| (mean.name.as_str(), mean.agreement)).collect();
        assert_eq!(named, [("a", Some(0.5)), ("b", Some(1.0)), ("all", Some(0.75))]);
    }
}
