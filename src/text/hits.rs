//! One pass over the words of a text finds every phrase; where a concept is said is worked out when it is first asked for.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::groups::Groups;
use super::lexicon::{ConceptId, Lexicon, NUMBER, Said, Sequence};
use super::sayings::Sayings;
use super::words::Words;

/// A place where a concept is said: word numbers, first and one past the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// First word.
    pub start: u32,
    /// One past the last word.
    pub end: u32,
    /// The phrase line that said it.
    pub(crate) line: u32,
}

/// Where each concept is said in a text, by start.
#[derive(Debug)]
pub struct Hits<'l> {
    lexicon: &'l Lexicon,
    words: Rc<Words>,
    sayings: Sayings,
    /// Where each concept is said by a phrase as it stands.
    plain: Groups<Hit>,
    /// How often the spellings of each piece are said.
    pieces: Vec<u32>,
    /// The concepts worked out so far.
    found: Vec<OnceCell<Found>>,
    /// What plain phrases say of concepts that are made of themselves, until all is known.
    early: BTreeMap<ConceptId, Found>,
}

/// Where a concept is said.
#[derive(Debug, Default)]
struct Found {
    hits: Vec<Hit>,
    /// The words of the longest hit.
    longest: u32,
}

impl Found {
    fn new(hits: Vec<Hit>) -> Self {
        let longest = hits.iter().map(|hit| hit.end.saturating_sub(hit.start)).max().unwrap_or(0);
        Found { hits, longest }
    }
}

impl Lexicon {
    /// Finds every phrase in one pass over the words.
    #[must_use]
    pub fn find(&self, words: Rc<Words>) -> Hits<'_> {
        let sayings = Sayings::new(self, &words);
        let mut hits = Hits {
            lexicon: self,
            words,
            plain: sayings.by_concept(self),
            pieces: self.pieces_said(&sayings),
            sayings,
            found: self.concepts.iter().map(|_| OnceCell::new()).collect(),
            early: BTreeMap::new(),
        };
        hits.early = self.circular.iter().map(|id| (*id, Found::new(hits.plain(*id)))).collect();
        for id in &self.circular {
            let found = Found::new(hits.whole(*id));
            let set = hits.found.get(id.0 as usize).map(|cell| cell.set(found));
            debug_assert!(matches!(set, Some(Ok(()))), "each is worked out once, in this order");
        }
        hits
    }

    fn pieces_said(&self, sayings: &Sayings) -> Vec<u32> {
        let mut pieces = vec![0; self.longest.len()];
        for (phrase, count) in sayings.counts() {
            for piece in self.pieces_with.of(phrase) {
                if let Some(sum) = pieces.get_mut(*piece as usize) {
                    *sum += count;
                }
            }
        }
        pieces
    }
}

impl Hits<'_> {
    /// Where a concept is said.
    #[must_use]
    pub fn of(&self, concept: ConceptId) -> &[Hit] {
        self.found(concept).map_or(&[], |found| &found.hits)
    }

    fn found(&self, concept: ConceptId) -> Option<&Found> {
        let cell = self.found.get(concept.0 as usize)?;
        if cell.get().is_none()
            && let Some(early) = self.early.get(&concept)
        {
            return Some(early);
        }
        Some(cell.get_or_init(|| Found::new(self.whole(concept))))
    }

    /// The phrase lines that said something, by number; a line may come several times.
    pub(crate) fn lines(&self) -> impl Iterator<Item = usize> + '_ {
        let all = (0u32..).zip(&self.found).map(|(id, _)| ConceptId(id));
        all.flat_map(|id| self.of(id)).map(|hit| hit.line as usize)
    }

    /// The hits of a concept that begin in a range of words.
    #[must_use]
    pub fn within(&self, concept: ConceptId, from: u32, to: u32) -> &[Hit] {
        let hits = self.of(concept);
        let hits = hits.get(hits.partition_point(|hit| hit.start < from)..).unwrap_or(&[]);
        hits.get(..before(hits, to)).unwrap_or(&[])
    }

    /// Where a concept is said by a phrase as it stands.
    fn plain(&self, id: ConceptId) -> Vec<Hit> {
        let mut found = self.plain.of(id.0).to_vec();
        if self.lexicon.concept(NUMBER) == Some(id) {
            self.digits(&mut found);
        }
        found.sort_unstable();
        found
    }

    fn digits(&self, found: &mut Vec<Hit>) {
        let small = |form: &str| (1..=3).contains(&form.len()) && form.bytes().all(|byte| byte.is_ascii_digit());
        let small: Vec<bool> = self.words.all_forms().map(small).collect();
        for (at, form) in (0u32..).zip(&self.words.forms) {
            if small.get(*form as usize).is_some_and(|small| *small) {
                found.push(Hit { start: at, end: at + 1, line: u32::MAX });
            }
        }
    }

    /// Where a concept is said, by phrases with gaps or other concepts in them too, without what its exceptions take back.
    fn whole(&self, id: ConceptId) -> Vec<Hit> {
        let mut found = self.plain(id);
        let Some(concept) = self.lexicon.concepts.get(id.0 as usize).filter(|concept| concept.is_composed()) else {
            return found;
        };
        let mut places = Vec::new();
        for sequence in &concept.sequences {
            self.sequence(sequence, &mut places, &mut found);
        }
        found.sort_unstable();
        found.dedup_by_key(|hit| (hit.start, hit.end));
        for except in &concept.except {
            keep_apart(&mut found, self.of(*except));
        }
        found
    }

    /// Looks for a phrase only around its rarest step; `places` is room to work in.
    fn sequence(&self, sequence: &Sequence, places: &mut Vec<u32>, found: &mut Vec<Hit>) {
        let Some(((_, first), rest)) = sequence.steps.split_first() else { return };
        let Some(at) = self.rarest(&sequence.steps) else { return };
        let Some((_, rarest)) = sequence.steps.get(at) else { return };
        places.clear();
        self.starts(*rarest, places);
        let reach = self.reach(sequence.steps.get(..=at).unwrap_or(&[]));
        let mut done = 0;
        for place in places.iter().copied() {
            let (from, end) = self.words.sentence(self.words.sentence_of(place));
            let from = from.max(place.saturating_sub(reach)).max(done);
            self.any(*first, from, place + 1, |start, behind| {
                if let Some(last) = self.follow(behind, rest, end) {
                    found.push(Hit { start, end: last.max(behind), line: sequence.line });
                }
                None::<()>
            });
            done = place + 1;
        }
    }

    /// The step that is said least often, the first of several; none where one is not said at all. Spellings are asked first: where
    /// they are missing, no concept needs to be worked out.
    fn rarest(&self, steps: &[(u32, Said)]) -> Option<usize> {
        let missing = |said: Said| matches!(said, Said::Piece(_)) && self.count(said) == 0;
        if steps.iter().any(|(_, said)| missing(*said)) {
            return None;
        }
        let counts = steps.iter().map(|(_, said)| self.count(*said));
        let (at, count) = counts.enumerate().min_by_key(|(_, count)| *count)?;
        (count > 0).then_some(at)
    }

    /// How many words lie at most between the beginnings of the first and the last of some steps.
    fn reach(&self, steps: &[(u32, Said)]) -> u32 {
        let pairs = steps.iter().zip(steps.iter().skip(1));
        pairs.fold(0, |sum, ((_, said), (gap, _))| sum.saturating_add(self.longest(*said)).saturating_add(*gap))
    }

    fn longest(&self, said: Said) -> u32 {
        match said {
            Said::Concept(concept) => self.found(concept).map_or(0, |found| found.longest),
            Said::Piece(piece) => self.lexicon.longest.get(piece as usize).copied().unwrap_or(0),
        }
    }

    fn count(&self, said: Said) -> u32 {
        match said {
            Said::Concept(concept) => u32::try_from(self.of(concept).len()).unwrap_or(u32::MAX),
            Said::Piece(piece) => self.pieces.get(piece as usize).copied().unwrap_or(0),
        }
    }

    fn starts(&self, said: Said, starts: &mut Vec<u32>) {
        match said {
            Said::Concept(concept) => starts.extend(self.of(concept).iter().map(|hit| hit.start)),
            Said::Piece(piece) => {
                for phrase in self.lexicon.pieces.of(piece) {
                    starts.extend_from_slice(self.sayings.of(*phrase));
                }
                starts.sort_unstable();
            }
        }
    }

    /// The first answer of `ask` for what begins in a range of words, given its first word and the word behind its last.
    fn any<A>(&self, said: Said, from: u32, to: u32, mut ask: impl FnMut(u32, u32) -> Option<A>) -> Option<A> {
        match said {
            Said::Concept(concept) => self.within(concept, from, to).iter().find_map(|hit| ask(hit.start, hit.end)),
            Said::Piece(piece) => {
                let phrases = self.lexicon.pieces.of(piece);
                let mut sayings = self.sayings.within(from, to).iter();
                sayings.find_map(|saying| {
                    phrases.binary_search(&saying.phrase).ok().and_then(|_| ask(saying.start, saying.end))
                })
            }
        }
    }

    /// The end of the first way in which the steps follow the word before `at` within a sentence that ends before `end`.
    fn follow(&self, at: u32, steps: &[(u32, Said)], end: u32) -> Option<u32> {
        let Some(((gap, said), rest)) = steps.split_first() else { return Some(at) };
        let latest = at.saturating_add(*gap).saturating_add(1).min(end);
        self.any(*said, at, latest, |_, last| (last <= end).then(|| self.follow(last, rest, end)).flatten())
    }
}

/// How many of the hits begin before a word; most often that is few.
fn before(hits: &[Hit], word: u32) -> usize {
    let mut far = 4;
    while hits.get(far).is_some_and(|hit| hit.start < word) {
        far *= 2;
    }
    hits.get(..far).unwrap_or(hits).partition_point(|hit| hit.start < word)
}

/// Exceptions that begin more words before a hit do not reach it.
const FAR: u32 = 40;

/// Takes out the hits that share a word with one of `barred`; both stand in the order of their first words.
fn keep_apart(found: &mut Vec<Hit>, mut barred: &[Hit]) {
    found.retain(|hit| {
        while let Some((_, later)) = barred.split_first().filter(|(bar, _)| bar.start + FAR < hit.start) {
            barred = later;
        }
        !barred.iter().take_while(|bar| bar.start < hit.end).any(|bar| bar.end > hit.start)
    });
}
