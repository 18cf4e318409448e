//! What an agreement provides: the codebook's indicators, each with its answer and the provisions that decide it.

mod ast;
mod chain;
mod circles;
mod codebook;
mod compile;
mod drafting;
mod examples;
mod grammar;
mod joins;
mod kin;
mod matching;
mod page;
mod run;

pub use chain::Link;
pub use codebook::Codebook;
pub use drafting::{DRAFTING, drafting};
pub use page::{Indicator, Shape};

use std::collections::BTreeSet;

use crate::source::Span;
use crate::structure::ProvisionId;

/// An answer to an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// One word of a closed list.
    Word(String),
    /// A set of words of a closed list.
    Set(BTreeSet<String>),
    /// A number of years.
    Years(u32),
}

/// How sure an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Rests on a weak sign, or the text is incomplete: a person should look.
    Review,
    /// Rests on the words of the text.
    Certain,
}

/// A provision that decides an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The provision.
    pub provision: ProvisionId,
    /// The words, in bytes of the source's text.
    pub span: Span,
    /// What it contributes, as the fact's page puts it ("consents in advance").
    pub step: String,
    /// For a set: the member that it decides.
    pub member: Option<String>,
}

/// The answer to one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The indicator's id in the codebook, `isds.consent`.
    pub indicator: String,
    /// The answer.
    pub value: Value,
    /// How sure it is.
    pub certainty: Certainty,
    /// What decides it, in the order of the reasoning; empty for absence.
    pub evidence: Vec<Evidence>,
    /// What was looked for, from the fact's page; said where nothing was found.
    pub looked_for: String,
}

/// All answers for one agreement, in the codebook's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The answers.
    pub list: Vec<Fact>,
    /// Parts that the text refers to and the file lacks ("Annex 9-B"), as written, each once.
    pub missing: Vec<String>,
    /// Whether the text is complete as far as can be told: nothing missing, a preamble, most of it structured.
    pub complete: bool,
    /// Whether the text has a preamble and was read for the most part, whatever annexes it lacks.
    pub whole: bool,
    /// Whether it is an agreement at all.
    pub agreement: bool,
    /// Whether its language is one in which the pages know few phrases: what they do not find may be said all the same.
    pub foreign: bool,
}

/// What the ids of indicators begin with that some pack needs and the codebook does not have.
const BEYOND: &str = "beyond.";

impl Fact {
    /// Whether its indicator is one of the codebook; others serve judgements and stay out of the coded data set.
    #[must_use]
    pub fn of_codebook(&self) -> bool {
        !self.indicator.starts_with(BEYOND)
    }
}

impl Facts {
    /// Whether something that was not found is not there, as far as can be told.
    #[must_use]
    pub fn can_tell_absence(&self) -> bool {
        self.complete && !self.foreign
    }

    /// The answer to an indicator.
    #[must_use]
    pub fn get(&self, indicator: &str) -> Option<&Fact> {
        self.list.iter().find(|fact| fact.indicator == indicator)
    }
}
