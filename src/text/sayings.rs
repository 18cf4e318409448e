//! The phrases that a text says, by place and by phrase.

use super::groups::Groups;
use super::hits::Hit;
use super::lexicon::Lexicon;
use super::trie::UNKNOWN;
use super::words::Words;

/// A phrase of the trie where a text says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Saying {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) phrase: u32,
}

/// The phrases that a text says, in reading order.
#[derive(Debug)]
pub(super) struct Sayings {
    all: Vec<Saying>,
    /// Where the phrases that begin at each word stand in `all`, and at the end how many there are.
    at: Vec<u32>,
    /// The phrases that are said at all.
    said: Vec<u32>,
    /// For each phrase of the lexicon one more than its place in `said`; nought for those that are not said.
    ranks: Vec<u32>,
    /// The words where each phrase begins, by its place in `said`.
    places: Groups<u32>,
}

impl Sayings {
    pub(super) fn new(lexicon: &Lexicon, words: &Words) -> Self {
        let mut sayings = Sayings {
            all: Vec::with_capacity(words.forms.len() * 2),
            at: Vec::with_capacity(words.forms.len() + 1),
            said: Vec::new(),
            ranks: vec![0; lexicon.trie.phrases()],
            places: Groups::default(),
        };
        let forms: Vec<u32> = words.all_forms().map(|form| lexicon.trie.token(form)).collect();
        let mut tokens = Vec::new();
        for sentence in words.sentences.windows(2) {
            let [first, last] = *sentence else { continue };
            let said = words.forms.get(first as usize..last as usize).unwrap_or(&[]);
            tokens.clear();
            tokens.extend(said.iter().map(|form| forms.get(*form as usize).copied().unwrap_or(UNKNOWN)));
            sayings.sentence(lexicon, first, &tokens);
        }
        sayings.at.resize(words.forms.len() + 1, number(sayings.all.len()));
        sayings.sort_by_phrase();
        sayings
    }

    fn sentence(&mut self, lexicon: &Lexicon, first: u32, tokens: &[u32]) {
        for from in 0..tokens.len() {
            self.at.push(number(self.all.len()));
            lexicon.trie.find(tokens, from, |to, phrase| {
                self.all.push(Saying { start: first + number(from), end: first + number(to), phrase });
            });
        }
    }

    fn sort_by_phrase(&mut self) {
        for saying in &self.all {
            if let Some(rank @ 0) = self.ranks.get_mut(saying.phrase as usize) {
                self.said.push(saying.phrase);
                *rank = number(self.said.len());
            }
        }
        self.places = Groups::new(self.said.len(), self.ranked().map(|(rank, saying)| (rank, saying.start)));
    }

    /// The sayings, each behind the place of its phrase in `said`.
    fn ranked(&self) -> impl Iterator<Item = (u32, &Saying)> + Clone + '_ {
        self.all.iter().filter_map(|saying| Some((self.rank(saying.phrase)?, saying)))
    }

    fn rank(&self, phrase: u32) -> Option<u32> {
        self.ranks.get(phrase as usize)?.checked_sub(1)
    }

    /// The phrases that are said at all, and how often.
    pub(super) fn counts(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0u32..).zip(&self.said).map(|(rank, phrase)| (*phrase, number(self.places.of(rank).len())))
    }

    /// Where the phrases of each concept are said.
    pub(super) fn by_concept(&self, lexicon: &Lexicon) -> Groups<Hit> {
        let says: Vec<&[(u32, u32)]> = self.said.iter().map(|phrase| lexicon.says.of(*phrase)).collect();
        let hits = self.ranked().flat_map(|(rank, saying)| {
            let says = says.get(rank as usize).copied().unwrap_or(&[]);
            says.iter().map(|(concept, line)| (*concept, Hit { start: saying.start, end: saying.end, line: *line }))
        });
        Groups::new(lexicon.concepts.len(), hits)
    }

    /// The words where a phrase begins.
    pub(super) fn of(&self, phrase: u32) -> &[u32] {
        self.rank(phrase).map_or(&[], |rank| self.places.of(rank))
    }

    /// What begins in a range of words.
    pub(super) fn within(&self, from: u32, to: u32) -> &[Saying] {
        let place = |word: u32| self.at.get(word as usize).map_or(self.all.len(), |at| *at as usize);
        self.all.get(place(from)..place(to)).unwrap_or(&[])
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
