//! What the pages of facts take out of something else, for the graph: drawing and answers rest on one reading.

use super::Codebook;
use super::compile::Rule;
use crate::clause::Reading;
use crate::graph::Exclusion;

/// The shared page whose `chain` statements say what takes something out.
const JOINS: &str = "exclusions";

impl Codebook {
    /// The clauses that take a part of the agreement out of another, in the order of the page and then of the text.
    #[must_use]
    pub fn exclusions(&self, reading: &Reading) -> Vec<Exclusion> {
        let Some(page) = self.position(JOINS) else { return Vec::new() };
        let run = self.run(reading);
        let said = self.rules(page).iter().filter_map(|rule| match rule {
            Rule::Chain { when, .. } => Some(run.all(when)),
            Rule::Answer { .. } | Rule::Years { .. } => None,
        });
        let mut found: Vec<Exclusion> = Vec::new();
        for one in said.flatten() {
            let words = run.span(&one);
            let sentence = reading.words.sentence_of(one.to.saturating_sub(1));
            let (first, last) = reading.words.sentence(sentence);
            let exclusion = Exclusion { provision: one.provision, words, sentence: reading.words.span(first, last) };
            if found.iter().all(|known| known.sentence != exclusion.sentence) {
                found.push(exclusion);
            }
        }
        found
    }
}
