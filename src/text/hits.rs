//! One pass over the words of a text finds where every concept is said.

use super::lexicon::{ConceptId, Lexicon, NUMBER, Said, Sequence};
use super::words::Words;

/// A place where a concept is said: word numbers, first and one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// First word.
    pub start: u32,
    /// One past the last word.
    pub end: u32,
    /// The phrase line that said it.
    pub(crate) line: u32,
}

/// Where each concept is said in a text, by start.
#[derive(Debug, Default)]
pub struct Hits {
    by_concept: Vec<Vec<Hit>>,
}

impl Hits {
    /// Where a concept is said.
    #[must_use]
    pub fn of(&self, concept: ConceptId) -> &[Hit] {
        self.by_concept.get(concept.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The phrase lines that said something, by number; a line may come several times.
    pub(crate) fn lines(&self) -> impl Iterator<Item = usize> + '_ {
        self.by_concept.iter().flatten().map(|hit| hit.line as usize)
    }

    /// The hits of a concept that begin in a range of words.
    #[must_use]
    pub fn within(&self, concept: ConceptId, from: u32, to: u32) -> &[Hit] {
        let hits = self.of(concept);
        let hits = hits.get(hits.partition_point(|hit| hit.start < from)..).unwrap_or(&[]);
        hits.get(..before(hits, to)).unwrap_or(&[])
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

/// A phrase of the trie where a text says it.
#[derive(Debug, Clone, Copy)]
struct Saying {
    start: u32,
    end: u32,
    phrase: u32,
}

/// The phrases that a text says, in reading order.
struct Sayings {
    all: Vec<Saying>,
    /// Where the phrases that begin at each word stand in `all`, and at the end how many there are.
    at: Vec<u32>,
    /// The words where each phrase begins, phrase after phrase.
    places: Vec<u32>,
    /// Where the places of each phrase begin, and at the end how many there are.
    phrases: Vec<u32>,
}

impl Sayings {
    fn new(lexicon: &Lexicon, words: &Words) -> Self {
        let mut sayings = Sayings {
            all: Vec::with_capacity(words.starts.len() * 2),
            at: Vec::with_capacity(words.starts.len() + 1),
            places: Vec::new(),
            phrases: Vec::new(),
        };
        let mut tokens = Vec::new();
        for sentence in words.sentences.windows(2) {
            let [first, last] = *sentence else { continue };
            tokens.clear();
            tokens.extend((first..last).map(|word| lexicon.trie.token(words.word(word))));
            sayings.sentence(lexicon, first, &tokens);
        }
        sayings.at.resize(words.starts.len() + 1, number(sayings.all.len()));
        sayings.sort_by_phrase(lexicon.patterns.len());
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

    fn sort_by_phrase(&mut self, phrases: usize) {
        let mut next = vec![0u32; phrases + 1];
        for saying in &self.all {
            if let Some(count) = next.get_mut(saying.phrase as usize + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for count in &mut next {
            before += *count;
            *count = before;
        }
        self.phrases.clone_from(&next);
        self.places.resize(self.all.len(), 0);
        for saying in &self.all {
            let Some(next) = next.get_mut(saying.phrase as usize) else { continue };
            if let Some(place) = self.places.get_mut(*next as usize) {
                *place = saying.start;
            }
            *next += 1;
        }
    }

    /// The words where a phrase begins.
    fn of(&self, phrase: u32) -> &[u32] {
        let place = |phrase: u32| self.phrases.get(phrase as usize).map_or(0, |at| *at as usize);
        self.places.get(place(phrase)..place(phrase + 1)).unwrap_or(&[])
    }

    /// What begins in a range of words.
    fn within(&self, from: u32, to: u32) -> &[Saying] {
        let place = |word: u32| self.at.get(word as usize).map_or(self.all.len(), |at| *at as usize);
        self.all.get(place(from)..place(to)).unwrap_or(&[])
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What is found so far in one text.
struct Finder<'l> {
    lexicon: &'l Lexicon,
    words: &'l Words,
    sayings: Sayings,
    /// How often the spellings of each piece are said.
    pieces: Vec<usize>,
    hits: Hits,
    /// How many words each concept is at most said in.
    longest: Vec<u32>,
}

impl Lexicon {
    /// Finds every concept in one pass over the words.
    #[must_use]
    pub fn find(&self, words: &Words) -> Hits {
        let sayings = Sayings::new(self, words);
        let said = |phrase: &u32| sayings.of(*phrase).len();
        let pieces = self.pieces.iter().map(|phrases| phrases.iter().map(said).sum()).collect();
        let hits = Hits { by_concept: vec![Vec::new(); self.concepts.len()] };
        let mut finder = Finder { lexicon: self, words, sayings, pieces, hits, longest: Vec::new() };
        finder.plain();
        finder.digits();
        for list in &mut finder.hits.by_concept {
            list.sort_unstable();
        }
        finder.longest = finder.hits.by_concept.iter().map(|list| longest(list)).collect();
        for id in &self.order {
            finder.composed(*id);
        }
        finder.hits
    }
}

impl Finder<'_> {
    /// Concepts said by a phrase as it stands.
    fn plain(&mut self) {
        for saying in &self.sayings.all {
            for (concept, line) in self.lexicon.patterns.get(saying.phrase as usize).into_iter().flatten() {
                if let Some(list) = self.hits.by_concept.get_mut(concept.0 as usize) {
                    list.push(Hit { start: saying.start, end: saying.end, line: *line });
                }
            }
        }
    }

    fn digits(&mut self) {
        let Some(concept) = self.lexicon.concept(NUMBER) else { return };
        let Some(list) = self.hits.by_concept.get_mut(concept.0 as usize) else { return };
        for (at, start) in (0u32..).zip(&self.words.starts) {
            let digit = self.words.folded.as_bytes().get(*start as usize).is_some_and(u8::is_ascii_digit);
            if digit && self.words.word(at).len() <= 3 && self.words.word(at).parse::<u32>().is_ok() {
                list.push(Hit { start: at, end: at + 1, line: u32::MAX });
            }
        }
    }

    /// Concepts said by phrases with gaps or other concepts in them, without what their exceptions take back.
    fn composed(&mut self, id: ConceptId) {
        let Some(concept) = self.lexicon.concepts.get(id.0 as usize) else { return };
        let mut found = self.hits.of(id).to_vec();
        let mut places = Vec::new();
        for sequence in &concept.sequences {
            self.sequence(sequence, &mut places, &mut found);
        }
        found.sort_unstable();
        found.dedup_by_key(|hit| (hit.start, hit.end));
        for except in &concept.except {
            keep_apart(&mut found, self.hits.of(*except));
        }
        if let Some(words) = self.longest.get_mut(id.0 as usize) {
            *words = longest(&found);
        }
        if let Some(list) = self.hits.by_concept.get_mut(id.0 as usize) {
            *list = found;
        }
    }

    /// Looks for a phrase only around its rarest step; `places` is room to work in.
    fn sequence(&self, sequence: &Sequence, places: &mut Vec<u32>, found: &mut Vec<Hit>) {
        let Some(((_, first), rest)) = sequence.steps.split_first() else { return };
        let rarest = sequence.steps.iter().enumerate().min_by_key(|(_, (_, said))| self.count(*said));
        let Some((at, (_, rarest))) = rarest.filter(|(_, (_, said))| self.count(*said) > 0) else { return };
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

    /// How many words lie at most between the beginnings of the first and the last of some steps.
    fn reach(&self, steps: &[(u32, Said)]) -> u32 {
        let pairs = steps.iter().zip(steps.iter().skip(1));
        pairs.fold(0, |sum, ((_, said), (gap, _))| sum.saturating_add(self.longest(*said)).saturating_add(*gap))
    }

    fn longest(&self, said: Said) -> u32 {
        match said {
            Said::Concept(concept) => self.longest.get(concept.0 as usize).copied().unwrap_or(0),
            Said::Piece(piece) => self.lexicon.longest.get(piece as usize).copied().unwrap_or(0),
        }
    }

    fn count(&self, said: Said) -> usize {
        match said {
            Said::Concept(concept) => self.hits.of(concept).len(),
            Said::Piece(piece) => self.pieces.get(piece as usize).copied().unwrap_or(0),
        }
    }

    fn starts(&self, said: Said, starts: &mut Vec<u32>) {
        match said {
            Said::Concept(concept) => starts.extend(self.hits.of(concept).iter().map(|hit| hit.start)),
            Said::Piece(piece) => {
                for phrase in self.lexicon.pieces.get(piece as usize).into_iter().flatten() {
                    starts.extend_from_slice(self.sayings.of(*phrase));
                }
                starts.sort_unstable();
            }
        }
    }

    /// The first answer of `ask` for what begins in a range of words, given its first word and the word behind its last.
    fn any<A>(&self, said: Said, from: u32, to: u32, mut ask: impl FnMut(u32, u32) -> Option<A>) -> Option<A> {
        match said {
            Said::Concept(concept) => {
                self.hits.within(concept, from, to).iter().find_map(|hit| ask(hit.start, hit.end))
            }
            Said::Piece(piece) => {
                let phrases = self.lexicon.pieces.get(piece as usize)?;
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

/// The words of the longest hit.
fn longest(hits: &[Hit]) -> u32 {
    hits.iter().map(|hit| hit.end.saturating_sub(hit.start)).max().unwrap_or(0)
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
