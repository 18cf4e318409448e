//! The questions that a page may ask about, and the answers each allows.

use crate::facts::{Codebook, Indicator, Shape};
use crate::source::nearest;

/// The answers an indicator allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answers {
    /// One word of a list; where the answers are ordered, the weakest stands first.
    Scale(Vec<String>),
    /// Any of these words together.
    Set(Vec<String>),
    /// A number, or `none`.
    Number,
}

impl Answers {
    /// The words that may be written as an answer.
    #[must_use]
    pub fn words(&self) -> &[String] {
        match self {
            Answers::Scale(words) | Answers::Set(words) => words,
            Answers::Number => &[],
        }
    }
}

/// One indicator and its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The indicator's id, `isds.consent`.
    pub id: String,
    /// Its answers.
    pub answers: Answers,
}

/// All indicators that conditions may name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scales {
    /// The questions, in the codebook's order.
    pub questions: Vec<Question>,
}

impl Scales {
    /// The questions of a codebook.
    #[must_use]
    pub fn of(codebook: &Codebook) -> Self {
        let answers = |indicator: &Indicator| match indicator.shape {
            Shape::Set => Answers::Set(indicator.answers.clone()),
            Shape::Years => Answers::Number,
            Shape::Word | Shape::Shared => Answers::Scale(indicator.answers.clone()),
        };
        let question = |indicator: &Indicator| Question { id: indicator.id.clone(), answers: answers(indicator) };
        Scales { questions: codebook.indicators().map(question).collect() }
    }

    /// Adds questions.
    #[must_use]
    pub fn with(mut self, questions: Vec<Question>) -> Self {
        self.questions.extend(questions);
        self
    }

    /// The answers of an indicator.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Answers> {
        let question = self.questions.iter().find(|question| question.id == id)?;
        Some(&question.answers)
    }

    /// The place of a word in an indicator's list, counted from 0.
    #[must_use]
    pub fn rank(&self, id: &str, word: &str) -> Option<usize> {
        self.get(id)?.words().iter().position(|known| known == word)
    }

    /// The indicator most like `id`.
    #[must_use]
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.questions.iter().map(|question| question.id.as_str()))
    }
}

/// A question with a list of words.
pub(crate) fn scale(id: &str, words: &[&str]) -> Question {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    Question { id: id.to_owned(), answers: Answers::Scale(words) }
}

/// A question that is answered by a number.
pub(crate) fn number(id: &str) -> Question {
    Question { id: id.to_owned(), answers: Answers::Number }
}
