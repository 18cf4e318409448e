//! Clauses: who is bound, and how strongly.
//!
//! A sentence of a provision is a clause. A chapeau that opens a list belongs to the clause of each of its points, and a closing
//! half-sentence behind the list makes one clause with chapeau and points.

mod layout;
pub mod reference;
mod strength;

pub use layout::{Clause, Sentence};
pub use strength::{Operator, Strength};

use std::rc::Rc;

use crate::source::Source;
use crate::structure::{Outline, ProvisionId};
use crate::text::{ConceptId, Hit, Hits, Lexicon, Words};

/// A text as clauses, with every concept of the pages found in it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The text.
    pub source: &'a Source,
    /// Its provisions.
    pub outline: &'a Outline,
    /// Its words, laid out provision by provision: a footnote stands behind the provision that calls it.
    pub words: Rc<Words>,
    /// Where each concept is said.
    pub hits: Hits<'a>,
    /// Its sentences, titles included; numbered like those of `words`.
    pub sentences: Vec<Sentence>,
    /// Its clauses, in the order of the layout.
    pub clauses: Vec<Clause>,
    operators: Vec<Operator>,
    clauses_of: Vec<Vec<u32>>,
    extents: Vec<(u32, u32)>,
    titles: Vec<(u32, u32)>,
}

impl<'a> Reading<'a> {
    /// Lays a text out in clauses and finds every concept in it.
    #[must_use]
    pub fn new(source: &'a Source, outline: &'a Outline, lexicon: &'a Lexicon) -> Self {
        let layout = layout::lay_out(source, outline, lexicon);
        let words = Rc::new(layout.words);
        let hits = lexicon.find(Rc::clone(&words));
        let operators = strength::operators(lexicon, &hits);
        Reading {
            source,
            outline,
            words,
            hits,
            sentences: layout.sentences,
            clauses: layout.clauses,
            operators,
            clauses_of: layout.clauses_of,
            extents: layout.extents,
            titles: layout.titles,
        }
    }

    /// The clauses that a word belongs to: one, or for a chapeau one for each point.
    #[must_use]
    pub fn clauses_at(&self, word: u32) -> &[u32] {
        self.clauses_of.get(self.words.sentence_of(word) as usize).map_or(&[], Vec::as_slice)
    }

    /// The innermost provision that holds a word.
    #[must_use]
    pub fn provision_at(&self, word: u32) -> ProvisionId {
        let sentence = self.sentences.get(self.words.sentence_of(word) as usize);
        sentence.map_or(ProvisionId(0), |sentence| sentence.provision)
    }

    /// The words of a provision with all its children: first, and one past the last.
    #[must_use]
    pub fn extent(&self, provision: ProvisionId) -> (u32, u32) {
        self.extents.get(provision.0 as usize).copied().unwrap_or((0, 0))
    }

    /// The words of a provision's own title.
    #[must_use]
    pub fn title(&self, provision: ProvisionId) -> (u32, u32) {
        self.titles.get(provision.0 as usize).copied().unwrap_or((0, 0))
    }

    /// The operator (shall, should, may ..) that governs what is said from word `from` to `last`: the last one that begins before
    /// `last`, otherwise the first behind it in the clause (a passive "laws shall be enforced").
    #[must_use]
    pub fn governing(&self, clause: &Clause, last: u32) -> Option<&Operator> {
        let at = |word: u32| self.operators.partition_point(|operator| operator.start < word);
        let before = clause.parts.iter().rev().find_map(|(from, to)| {
            let (first, end) = (at(*from), at((last + 1).min(*to)));
            self.operators.get(first..end)?.last()
        });
        before.or_else(|| {
            let behind = |(from, to): &(u32, u32)| {
                let (first, end) = (at((last + 1).max(*from)), at((*to).max(*from)));
                self.operators.get(first.min(end)..end)?.first()
            };
            clause.parts.iter().find_map(behind)
        })
    }

    /// Whether a concept is said as the subject of an operator: within twelve words before it, in the same clause.
    #[must_use]
    pub fn borne_by(&self, clause: &Clause, operator: &Operator, bearer: ConceptId) -> bool {
        let mut left = 12u32;
        for (from, to) in clause.parts.iter().rev() {
            if *from > operator.start {
                continue;
            }
            let end = operator.start.min(*to);
            let start = end.saturating_sub(left).max(*from);
            let near = |hit: &Hit| hit.end <= end;
            if self.hits.within(bearer, start, end).iter().any(near) {
                return true;
            }
            left = left.saturating_sub(end - start);
            if left == 0 {
                return false;
            }
        }
        false
    }
}
