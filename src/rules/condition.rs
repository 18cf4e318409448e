//! What a page asks of the facts: conditions as written, before and after their words are checked.

use crate::source::{Span, nearest};

use super::scales::{Answers, Scales};

/// A word of a page, with its place in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as written.
    pub text: String,
    /// Where it stands, in bytes of the page.
    pub span: Span,
}

/// A condition over facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// A question put to one indicator.
    Test(Test),
}

/// A question put to one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The indicator.
    pub indicator: Word,
    /// What is asked of its answer.
    pub check: Check,
}

/// What is asked of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// It is one of these words.
    Is(Vec<Word>),
    /// It stands here or higher in the list, or the number is so large.
    AtLeast(Word),
    /// It stands here or lower in the list, or the number is so small.
    AtMost(Word),
    /// The set has at least one of these.
    HasAny(Vec<Word>),
    /// The set has all of these.
    HasAll(Vec<Word>),
    /// The set is empty.
    Empty,
    /// It is a number.
    Number,
}

/// A word that means nothing where it stands: where, what, and the nearest word known there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Condition {
    /// The tests it consists of, in the order written.
    #[must_use]
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::tests).collect(),
            Condition::Not(inner) => inner.tests(),
            Condition::Test(test) => vec![test],
        }
    }

    /// The words in it that the scales do not know.
    pub(crate) fn unknown(&self, scales: &Scales) -> Vec<Unknown> {
        self.tests().into_iter().flat_map(|test| test.unknown(scales)).collect()
    }
}

impl Check {
    fn words(&self) -> &[Word] {
        match self {
            Check::Is(words) | Check::HasAny(words) | Check::HasAll(words) => words,
            Check::AtLeast(word) | Check::AtMost(word) => std::slice::from_ref(word),
            Check::Empty | Check::Number => &[],
        }
    }

    fn fits(&self, answers: &Answers) -> bool {
        match self {
            Check::Is(_) => !matches!(answers, Answers::Set(_)),
            Check::AtLeast(_) | Check::AtMost(_) => !matches!(answers, Answers::Set(_)),
            Check::HasAny(_) | Check::HasAll(_) | Check::Empty => matches!(answers, Answers::Set(_)),
            Check::Number => matches!(answers, Answers::Number),
        }
    }
}

impl Test {
    fn unknown(&self, scales: &Scales) -> Vec<Unknown> {
        let Some(answers) = scales.get(&self.indicator.text) else {
            return vec![unknown_indicator(&self.indicator, scales)];
        };
        if !self.check.fits(answers) {
            return vec![unfit(&self.indicator, answers)];
        }
        let words = self.check.words().iter();
        words.filter_map(|word| unknown_answer(&self.indicator.text, word, answers)).collect()
    }
}

/// Says that no fact page asks this question.
pub(crate) fn unknown_indicator(word: &Word, scales: &Scales) -> Unknown {
    Unknown {
        span: word.span,
        message: format!("no fact page has the indicator `{}`", word.text),
        help: scales.nearest(&word.text).map(|known| format!("the nearest one is `{known}`")),
    }
}

fn unfit(word: &Word, answers: &Answers) -> Unknown {
    let how = match answers {
        Answers::Set(_) => "is answered by a set: ask what it `has`",
        Answers::Scale(_) => "is answered by one word: ask what it `is`",
        Answers::Number => "is answered by a number or `none`: ask whether it `is at least` a number",
    };
    Unknown { span: word.span, message: format!("`{}` {how}", word.text), help: None }
}

fn unknown_answer(indicator: &str, word: &Word, answers: &Answers) -> Option<Unknown> {
    let number = matches!(answers, Answers::Number);
    if number && (word.text == "none" || word.text.parse::<u32>().is_ok()) || answers.words().contains(&word.text) {
        return None;
    }
    let known = answers.words();
    let near = nearest(&word.text, known.iter().map(String::as_str));
    let help = near.map(|near| format!("the nearest one is `{near}`"));
    Some(Unknown {
        span: word.span,
        message: format!("`{}` is no answer to `{indicator}`", word.text),
        help: help.or_else(|| (!known.is_empty()).then(|| format!("its answers are {}", known.join(", ")))),
    })
}
