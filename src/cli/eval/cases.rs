//! Turns each kind of coding into cases: one expected answer beside the program's.

use std::collections::{BTreeMap, BTreeSet};

use super::gold::{Challenge, Label, Reading, Text, is_positive, shown, value, value_of};
use super::{Coded, Coding};
use crate::facts::{Certainty, Value};

/// What the program answers, by the text's name and the indicator.
pub(super) type Codings = BTreeMap<String, Coding>;

/// One expected answer and the program's.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Case {
    /// The line of the table that counts it.
    pub(super) row: String,
    /// The indicator.
    pub(super) indicator: String,
    /// The text's name.
    pub(super) text: String,
    /// The answer to compare with.
    pub(super) expected: Value,
    /// The program's answer, in the terms of `expected`; none where it did not code the text.
    pub(super) answer: Option<Value>,
    /// The program's answer as it stands.
    pub(super) coded: Option<Coded>,
    /// What the other side rests on, line by line.
    pub(super) because: Vec<String>,
}

impl Case {
    /// Whether both sides give the same answer.
    pub(super) fn agrees(&self) -> bool {
        self.answer.as_ref() == Some(&self.expected)
    }

    fn new(row: String, indicator: &str, text: &str, expected: Value, coded: Option<&Coded>) -> Self {
        Case {
            row,
            indicator: indicator.to_owned(),
            text: text.to_owned(),
            expected,
            answer: coded.map(|coded| coded.value.clone()),
            coded: coded.cloned(),
            because: Vec::new(),
        }
    }

    fn because(self, lines: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let said = lines.into_iter().filter(|(_, line)| !line.trim().is_empty());
        Case { because: said.map(|(what, line)| format!("{what}{line}")).collect(), ..self }
    }
}

/// The indicators that the program answers for any text at all.
pub(super) fn emitted(codings: &Codings) -> BTreeSet<&str> {
    codings.values().flat_map(BTreeMap::keys).map(String::as_str).collect()
}

fn answer<'a>(codings: &'a Codings, text: &str, indicator: &str) -> Option<&'a Coded> {
    codings.get(text)?.get(indicator)
}

/// A person's readings, answer by answer.
pub(super) fn readings(readings: &[Reading], codings: &Codings) -> Vec<Case> {
    let case = |reading: &Reading| {
        let coded = answer(codings, &reading.treaty, &reading.indicator);
        Case::new(reading.indicator.clone(), &reading.indicator, &reading.treaty, value(&reading.value), coded).because(
            [
                ("confidence ", reading.confidence.clone()),
                ("", reading.evidence.clone()),
                ("“", reading.quote.clone()),
                ("note: ", reading.note.clone()),
            ],
        )
    };
    readings.iter().map(case).collect()
}

/// The labels of published data sets; each answer of the program is read as the yes or no that the data set would say.
pub(super) fn labels(labels: &[Label], codings: &Codings) -> Vec<Case> {
    labels.iter().map(|label| labelled(label, answer(codings, &label.treaty, &label.indicator))).collect()
}

fn labelled(label: &Label, coded: Option<&Coded>) -> Case {
    let word = |yes: bool| Value::Word(if yes { "yes" } else { "no" }.to_owned());
    let row = format!("{} < {} {}", label.indicator, label.source, label.variable);
    let case = Case::new(row, &label.indicator, &label.treaty, word(label.label == "1"), coded);
    let said = format!("{} {} = {}", label.source, label.variable, label.label);
    Case { answer: coded.map(|coded| word(is_positive(&coded.value, &label.positive))), ..case }
        .because([("", said), ("yes means ", label.positive.clone())])
}

/// A person's readings in the place of the program's answers: a data set that asks another question differs from them too.
pub(super) fn by_hand(readings: &[Reading]) -> Codings {
    let mut codings = Codings::new();
    for reading in readings {
        let coded = Coded { value: value(&reading.value), certainty: Certainty::Review, evidence: Vec::new() };
        codings.entry(reading.treaty.clone()).or_default().insert(reading.indicator.clone(), coded);
    }
    codings
}

/// The challenge texts, label by label.
pub(super) fn challenges(challenges: &[Challenge], codings: &Codings) -> Vec<Case> {
    let case = |challenge: &Challenge, indicator: &str, expected: &serde_json::Value| {
        let coded = answer(codings, &challenge.id, indicator);
        Case::new(indicator.to_owned(), indicator, &challenge.id, value_of(expected), coded)
            .because([("", challenge.phenomenon.clone()), ("why: ", challenge.why.clone())])
    };
    let expected = |challenge: &Challenge| {
        challenge.expect.iter().map(|(indicator, expected)| case(challenge, indicator, expected)).collect::<Vec<_>>()
    };
    challenges.iter().flat_map(expected).collect()
}

/// Each pair of texts of the same agreement, indicator by indicator; the preferred (else the first) text stands as the expectation.
pub(super) fn twins(texts: &[&Text], codings: &Codings) -> Vec<Case> {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let (preferred, others): (Vec<&Text>, Vec<&Text>) = texts.iter().partition(|text| text.preferred);
    for text in preferred.into_iter().chain(others) {
        groups.entry(&text.treaty_group).or_default().push(&text.treaty);
    }
    groups.values().flat_map(|group| pairs(group)).flat_map(|(left, right)| twin(left, right, codings)).collect()
}

fn pairs<'a>(group: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let rest = |at: usize| group.iter().skip(at + 1).copied();
    group.iter().enumerate().flat_map(|(at, left)| rest(at).map(|right| (*left, right))).collect()
}

fn twin(left: &str, right: &str, codings: &Codings) -> Vec<Case> {
    let Some(expected) = codings.get(left) else { return Vec::new() };
    let case = |(indicator, first): (&String, &Coded)| {
        let coded = answer(codings, right, indicator);
        let words = first.evidence.iter().map(|words| ("", format!("{}: “{}”", words.place, words.words)));
        Case::new(indicator.clone(), indicator, &format!("{right} against {left}"), first.value.clone(), coded)
            .because([("", shown(&first.value))].into_iter().chain(words))
    };
    expected.iter().map(case).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Words;
    use super::*;

    fn coded(written: &str) -> Coded {
        let evidence = vec![Words { place: "Article 5".into(), step: String::new(), words: "shall".into() }];
        Coded { value: value(written), certainty: Certainty::Certain, evidence }
    }

    fn codings(cells: &[(&str, &str, &str)]) -> Codings {
        let mut all = Codings::new();
        for (text, indicator, answer) in cells {
            all.entry((*text).into()).or_default().insert((*indicator).into(), coded(answer));
        }
        all
    }

    fn label(label: &str, positive: &str) -> Label {
        Label {
            treaty: "t1".into(),
            preferred: true,
            source: "S".into(),
            variable: "v".into(),
            label: label.into(),
            indicator: "x.y".into(),
            positive: positive.into(),
        }
    }

    #[test]
    fn a_label_is_compared_through_what_counts_as_yes() {
        let codings = codings(&[("t1", "x.y", "binding")]);
        let cases = labels(&[label("1", "hortatory|binding"), label("1", "hortatory"), label("0", "none")], &codings);
        assert_eq!(cases.iter().map(Case::agrees).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(cases[0].row, "x.y < S v");
    }

    #[test]
    fn labels_are_compared_with_readings_too() {
        let row = b"treaty,indicator,value,confidence,evidence,quote,note\nt1,x.y,preamble,high,,,\n";
        let readings: Vec<Reading> = super::super::gold::table(row).unwrap();
        let cases = labels(&[label("1", "hortatory|binding"), label("1", "preamble")], &by_hand(&readings));
        assert_eq!(cases.iter().map(Case::agrees).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_text_that_was_not_coded_disagrees() {
        let cases = labels(&[label("0", "binding")], &Codings::new());
        assert_eq!((cases[0].agrees(), &cases[0].answer), (false, &None));
    }

    #[test]
    fn challenge_answers_may_be_sets_and_numbers() {
        let line = br#"{"id":"c1","phenomenon":"p","text":"t","expect":{"x.set":["b","a"],"x.years":10},"why":"w"}"#;
        let texts: Vec<Challenge> = super::super::gold::lines(line).unwrap();
        let cases = challenges(&texts, &codings(&[("c1", "x.set", r#"["a","b"]"#), ("c1", "x.years", "10")]));
        assert!(cases.len() == 2 && cases.iter().all(Case::agrees), "{cases:?}");
    }

    #[test]
    fn twins_are_compared_pair_by_pair() {
        let rows = b"treaty,file,title,year,full_text,treaty_group,preferred\n\
            b,b,T,1,True,g,False\na,a,T,1,True,g,True\nc,c,T,1,True,g,False\nd,d,T,1,True,h,True\n";
        let texts: Vec<Text> = super::super::gold::table(rows).unwrap();
        let codings = codings(&[("a", "x.y", "yes"), ("b", "x.y", "yes"), ("c", "x.y", "no"), ("d", "x.y", "no")]);
        let cases = twins(&texts.iter().collect::<Vec<_>>(), &codings);
        let alike: Vec<_> = cases.iter().map(|case| (case.text.as_str(), case.agrees())).collect();
        assert_eq!(alike, [("b against a", true), ("c against a", false), ("c against b", false)]);
    }
}
