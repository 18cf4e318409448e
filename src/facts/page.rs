//! Fact pages: one indicator each, or sets that several share.

use crate::source::page::{Page, Problem};

/// What kind of answer an indicator has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One word of a closed list.
    Word,
    /// A set of words of a closed list.
    Set,
    /// A number of years, or none.
    Years,
    /// No answer: sets for other pages.
    Shared,
}

/// One indicator as its page describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// The id in the codebook; the page's name.
    pub id: String,
    /// Its place in the codebook, from 1.
    pub number: u32,
    /// What kind of answer it has.
    pub shape: Shape,
    /// The closed list of answers, the weakest first.
    pub answers: Vec<String>,
    /// What is looked for, said where nothing is found.
    pub looked_for: String,
    /// The page's file.
    pub file: String,
}

/// The closed answers of a page; empty for years and shared sets.
pub(crate) fn answers(page: &Page) -> Vec<String> {
    let list = page.front("answers").map_or("", |entry| entry.value.as_str());
    list.split(',').map(str::trim).filter(|answer| !answer.is_empty()).map(str::to_owned).collect()
}

/// The words by which conditions may ask for a page's answer.
pub(crate) fn words_of(page: &Page) -> Vec<String> {
    let years = page.front("kind").is_some_and(|entry| entry.value == "years");
    if years { vec!["number".to_owned()] } else { answers(page) }
}

/// Reads the front matter of a fact page.
pub(crate) fn indicator(page: &Page, problems: &mut Vec<Problem>) -> Indicator {
    let shape = match page.front("kind").map(|entry| (entry.value.as_str(), entry.span)) {
        Some(("word", _)) | None => Shape::Word,
        Some(("set", _)) => Shape::Set,
        Some(("years", _)) => Shape::Years,
        Some(("shared", _)) => Shape::Shared,
        Some((other, span)) => {
            let help = Some("known kinds: word, set, years, shared".to_owned());
            problems.push(page.problem(span, format!("“{other}” is no kind of answer"), help));
            Shape::Shared
        }
    };
    let answers = answers(page);
    if answers.is_empty() && matches!(shape, Shape::Word | Shape::Set) {
        let span = page.front.first().map_or_else(Default::default, |entry| entry.span);
        let help = Some("add a line `answers: none, hortatory, binding`, the weakest first".to_owned());
        problems.push(page.problem(span, "the page has no list of answers".to_owned(), help));
    }
    let number = page.front("number").and_then(|entry| entry.value.parse().ok()).unwrap_or(u32::MAX);
    let looked_for = page.front("looked-for").map(|entry| entry.value.clone()).unwrap_or_default();
    Indicator { id: page.name.clone(), number, shape, answers, looked_for, file: page.file.clone() }
}
