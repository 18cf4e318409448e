//! How strongly a clause binds, on the codebook's scale.

use crate::text::{Hits, Lexicon};

/// The strength of an operator (codebook: "Commitment scale").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// A right or a liberty (may).
    Permissive,
    /// A wish, a recognition, an effort, a dialogue.
    Hortatory,
    /// A duty of conduct or result.
    Binding,
}

impl Strength {
    /// The strengths with the concept that says each; the word pages define the concepts.
    pub const CONCEPTS: [(Strength, &'static str); 3] =
        [(Strength::Permissive, "permissive"), (Strength::Hortatory, "hortatory"), (Strength::Binding, "binding")];
}

/// An operator as it stands in the text: word numbers, first and one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    /// First word.
    pub start: u32,
    /// One past the last word.
    pub end: u32,
    /// How strongly it binds.
    pub strength: Strength,
}

/// All operators of a text, by start; of two that overlap the longer one counts.
pub(crate) fn operators(lexicon: &Lexicon, hits: &Hits) -> Vec<Operator> {
    let mut all: Vec<Operator> = Vec::new();
    for (strength, name) in Strength::CONCEPTS {
        let Some(concept) = lexicon.concept(name) else { continue };
        all.extend(hits.of(concept).iter().map(|hit| Operator { start: hit.start, end: hit.end, strength }));
    }
    all.sort_by_key(|operator| (operator.start, std::cmp::Reverse(operator.end)));
    let mut kept: Vec<Operator> = Vec::with_capacity(all.len());
    for operator in all {
        if kept.last().is_none_or(|last| operator.end > last.end) {
            kept.push(operator);
        }
    }
    kept
}
