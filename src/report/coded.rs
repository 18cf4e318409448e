//! The coded data set: what an agreement provides, one row for each agreement.

use serde::ser::{Serialize, Serializer};

use super::Locator;
use super::judged::title;
use crate::facts::{Certainty, Evidence, Fact, Facts, Value};
use crate::structure::Outline;

/// The answers for one agreement, in the shape of the published contract.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Coded {
    /// The input's name as given.
    pub file: String,
    /// The agreement's title.
    pub title: Option<String>,
    /// Its language as an ISO 639-1 code.
    pub language: Option<String>,
    /// Whether the text is complete as far as can be told.
    pub complete: bool,
    /// What it refers to and the file lacks.
    pub missing: Vec<String>,
    /// The answers, in the codebook's order.
    pub indicators: Answers,
}

/// Answers by indicator, in the codebook's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers(Vec<(String, Answer)>);

/// The answer to one indicator.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
struct Answer {
    value: Answered,
    certainty: &'static str,
    evidence: Vec<Basis>,
}

/// A value as JSON has it: a word, a sorted list, or a number of years.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
enum Answered {
    Word(String),
    Set(Vec<String>),
    Years(u32),
}

/// A provision that decides an answer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
struct Basis {
    place: String,
    path: String,
    start: u32,
    end: u32,
    line: u32,
    step: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<String>,
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(indicator, answer)| (indicator, answer)))
    }
}

impl Coded {
    /// The answers with their places in the input.
    #[must_use]
    pub fn new(locator: &Locator, outline: &Outline, facts: &Facts) -> Self {
        let source = locator.source();
        let answers = facts.list.iter().filter(|fact| fact.of_codebook());
        let answers = answers.map(|fact| (fact.indicator.clone(), answer(locator, outline, fact)));
        Coded {
            file: source.name.clone(),
            title: title(source, outline),
            language: source.about.language.clone(),
            complete: facts.complete,
            missing: facts.missing.clone(),
            indicators: Answers(answers.collect()),
        }
    }
}

fn answer(locator: &Locator, outline: &Outline, fact: &Fact) -> Answer {
    let value = match &fact.value {
        Value::Word(word) => Answered::Word(word.clone()),
        Value::Set(members) => Answered::Set(members.iter().cloned().collect()),
        Value::Years(years) => Answered::Years(*years),
    };
    let certainty = match fact.certainty {
        Certainty::Certain => "certain",
        Certainty::Review => "review",
    };
    let evidence = fact.evidence.iter().map(|evidence| basis(locator, outline, evidence)).collect();
    Answer { value, certainty, evidence }
}

fn basis(locator: &Locator, outline: &Outline, evidence: &Evidence) -> Basis {
    let span = locator.span(evidence.span);
    Basis {
        place: outline.place(evidence.provision),
        path: outline.get(evidence.provision).map(|found| found.path.clone()).unwrap_or_default(),
        start: span.start,
        end: span.end,
        line: locator.line(evidence.span.start),
        step: evidence.step.clone(),
        member: evidence.member.clone(),
    }
}

/// The columns of the table that [`table_row`] fills.
#[must_use]
pub fn table_head(coded: &Coded) -> Vec<String> {
    let mut head: Vec<String> =
        ["file", "title", "language", "complete", "missing"].map(str::to_owned).into_iter().collect();
    head.extend(coded.indicators.0.iter().map(|(indicator, _)| indicator.clone()));
    head.push("review".to_owned());
    head
}

/// One agreement as a row of a table: lists are joined with `;`, the last column names the answers to review.
#[must_use]
pub fn table_row(coded: &Coded) -> Vec<String> {
    let mut row = vec![
        coded.file.clone(),
        coded.title.clone().unwrap_or_default(),
        coded.language.clone().unwrap_or_default(),
        if coded.complete { "yes" } else { "no" }.to_owned(),
        coded.missing.join(";"),
    ];
    row.extend(coded.indicators.0.iter().map(|(_, answer)| written(&answer.value)));
    let review = coded.indicators.0.iter().filter(|(_, answer)| answer.certainty == "review");
    row.push(review.map(|(indicator, _)| indicator.as_str()).collect::<Vec<_>>().join(";"));
    row
}

/// The columns of the table that [`answer_rows`] fills.
pub const ANSWER_HEAD: [&str; 8] = ["file", "indicator", "value", "certainty", "place", "start", "end", "line"];

/// One agreement's answers, a row for each with its first place; lists are joined with `;`, `start` and `end` are bytes.
#[must_use]
pub fn answer_rows(coded: &Coded) -> Vec<Vec<String>> {
    let row = |(indicator, answer): &(String, Answer)| {
        let first = answer.evidence.first();
        let number = |of: fn(&Basis) -> u32| first.map(|basis| of(basis).to_string()).unwrap_or_default();
        vec![
            coded.file.clone(),
            indicator.clone(),
            written(&answer.value),
            answer.certainty.to_owned(),
            first.map(|basis| basis.place.clone()).unwrap_or_default(),
            number(|basis| basis.start),
            number(|basis| basis.end),
            number(|basis| basis.line),
        ]
    };
    coded.indicators.0.iter().map(row).collect()
}

fn written(value: &Answered) -> String {
    match value {
        Answered::Word(word) => word.clone(),
        Answered::Set(members) => members.join(";"),
        Answered::Years(years) => years.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn coded() -> Coded {
        let source = sample::source();
        let locator = Locator::new(&source, sample::TEXT.as_bytes());
        Coded::new(&locator, &sample::outline(), &sample::facts())
    }

    #[test]
    fn the_contract_holds() {
        let object = serde_json::to_value(coded()).unwrap();
        let keys: Vec<&String> = object.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["file", "title", "language", "complete", "missing", "indicators"]);
        let indicators = &object["indicators"];
        assert_eq!(indicators["isds.survival"]["value"], 10);
        assert_eq!(indicators["isds.carve-out"]["value"], serde_json::json!(["health", "tobacco"]));
        let evidence = &indicators["isds.consent"]["evidence"][0];
        assert_eq!(evidence["path"], "ch9/art9.4/1");
        assert_eq!(evidence["line"], 6);
        let range = evidence["start"].as_u64().unwrap() as usize..evidence["end"].as_u64().unwrap() as usize;
        assert_eq!(&sample::TEXT[range], "Each Party consents");
    }

    #[test]
    fn every_answer_is_a_row_with_its_place() {
        let rows = answer_rows(&coded());
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|row| row.len() == ANSWER_HEAD.len()));
        assert_eq!(rows[0][1..5], ["isds.consent", "advance", "certain", "Article 9.4(1)"]);
    }

    #[test]
    fn a_table_has_a_column_for_every_answer() {
        let coded = coded();
        assert_eq!(table_head(&coded).len(), table_row(&coded).len());
        assert_eq!(table_row(&coded)[5..], ["advance", "10", "health;tobacco", "isds.survival"]);
    }
}
