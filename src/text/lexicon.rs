//! All phrases of all pages in one matcher: one pass over a text finds every concept.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::phrase::{self, Atom, Segment};
use super::trie::Trie;
use super::words::Words;
use crate::source::Span;
use crate::source::page::{Page, Problem};

/// The number of a concept in its [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub(crate) u32);

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

/// A step of a sequence: at most `gap` words between the step before and this concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) gap: u32,
    pub(crate) concept: ConceptId,
}

/// A phrase line of a page.
#[derive(Debug, Clone)]
pub struct PhraseLine {
    /// The concept that it says.
    pub concept: String,
    /// The page's file.
    pub file: String,
    /// The line in the page.
    pub span: Span,
    /// The phrase as written.
    pub written: String,
}

#[derive(Debug, Default, Clone)]
struct Concept {
    name: String,
    sequences: Vec<(Vec<Step>, u32)>,
    except: Vec<ConceptId>,
}

/// All concepts and the matcher over their phrases.
#[derive(Debug)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    names: HashMap<String, ConceptId>,
    trie: Trie,
    patterns: Vec<Vec<(ConceptId, u32)>>,
    /// Concepts with sequences or exceptions, each behind those it is made of.
    order: Vec<ConceptId>,
    numbers: BTreeMap<String, u32>,
    lines: Vec<PhraseLine>,
}

/// Collects the phrases of pages before the matcher is built.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    concepts: Vec<Concept>,
    names: HashMap<String, ConceptId>,
    literals: BTreeMap<String, Vec<(ConceptId, u32)>>,
    pieces: HashMap<String, ConceptId>,
    numbers: BTreeMap<String, u32>,
    lines: Vec<PhraseLine>,
    defined: HashSet<ConceptId>,
    asked: Vec<(ConceptId, String, Span)>,
    problems: Vec<Problem>,
}

/// The concept of number words and digits; a word page gives its lines as `fifteen = 15`.
pub const NUMBER: &str = "number";
const MOST_SPELLINGS: usize = 4000;

impl LexiconBuilder {
    /// Adds a word page: each section with a ```` ```words ```` block is a concept named by its heading.
    pub fn page(&mut self, page: &Page) {
        for section in &page.sections {
            for block in section.blocks.iter().filter(|block| block.info.starts_with("words")) {
                let concept = self.named(&section.title.to_lowercase());
                self.defined.insert(concept);
                let mut at = block.span.start;
                for line in block.text.split_inclusive('\n') {
                    let length = u32::try_from(line.len()).unwrap_or(0);
                    let span = Span::new(at, at + u32::try_from(line.trim_end().len()).unwrap_or(0));
                    at += length;
                    self.line(page, concept, line.trim(), span);
                }
            }
        }
    }

    fn line(&mut self, page: &Page, concept: ConceptId, line: &str, span: Span) {
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        if let Some((word, value)) = line.split_once('=') {
            return self.number(page, concept, word.trim(), value.trim(), span);
        }
        let (except, written) = line.strip_prefix("not:").map_or((false, line), |rest| (true, rest.trim()));
        let number = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let name = self.concepts.get(concept.0 as usize).map(|concept| concept.name.clone()).unwrap_or_default();
        self.lines.push(PhraseLine { concept: name, file: page.file.clone(), span, written: written.to_owned() });
        let target = if except { self.exception_of(concept) } else { concept };
        if let Err(message) = self.phrase(target, written, number, &page.file, span) {
            self.problems.push(page.problem(span, message, None));
        }
    }

    fn number(&mut self, page: &Page, concept: ConceptId, word: &str, value: &str, span: Span) {
        let Ok(value) = value.parse() else {
            self.problems.push(page.problem(span, format!("“{value}” is not a number"), None));
            return;
        };
        if let Some(Atom::Words(folded)) = spelled(word).first().and_then(|atoms| atoms.first()) {
            self.literals.entry(folded.clone()).or_default().push((concept, u32::MAX));
            self.numbers.insert(folded.trim().to_owned(), value);
        }
    }

    fn exception_of(&mut self, concept: ConceptId) -> ConceptId {
        let name =
            self.concepts.get(concept.0 as usize).map(|concept| format!("not: {}", concept.name)).unwrap_or_default();
        let except = self.named(&name);
        self.defined.insert(except);
        if let Some(concept) = self.concepts.get_mut(concept.0 as usize)
            && !concept.except.contains(&except)
        {
            concept.except.push(except);
        }
        except
    }

    /// The concept of this name, made if it does not exist yet.
    fn named(&mut self, name: &str) -> ConceptId {
        if let Some(known) = self.names.get(name) {
            return *known;
        }
        let id = ConceptId(u32::try_from(self.concepts.len()).unwrap_or(u32::MAX));
        self.concepts.push(Concept { name: name.to_owned(), ..Concept::default() });
        self.names.insert(name.to_owned(), id);
        id
    }

    /// A concept that a page asks for by name; an unknown one is reported when the lexicon is built.
    pub(crate) fn asked(&mut self, name: &str, file: &str, span: Span) -> ConceptId {
        let id = self.named(&name.to_lowercase());
        self.asked.push((id, file.to_owned(), span));
        id
    }

    /// A concept of its own for a quoted phrase.
    pub(crate) fn quoted(&mut self, written: &str, file: &str, span: Span) -> Result<ConceptId, String> {
        let id = self.named(&format!("\"{written}\""));
        if self.defined.insert(id) {
            self.phrase(id, written, u32::MAX, file, span)?;
        }
        Ok(id)
    }

    fn phrase(&mut self, concept: ConceptId, written: &str, line: u32, file: &str, span: Span) -> Result<(), String> {
        let pieces = phrase::read(written).map_err(|at| {
            format!("the phrase “{written}” cannot be read from “{}” on", written.get(at..).unwrap_or(""))
        })?;
        let ways = phrase::segments(&pieces, MOST_SPELLINGS);
        let spellings: usize = ways
            .iter()
            .flatten()
            .map(|segment| if let Segment::Words(words) = segment { words.len() } else { 1 })
            .sum();
        if spellings >= MOST_SPELLINGS {
            return Err(format!("the phrase “{written}” has more than {MOST_SPELLINGS} spellings: split it"));
        }
        for way in ways {
            match way.as_slice() {
                [Segment::Words(words)] => {
                    for spelled in words {
                        self.literals.entry(spelled.clone()).or_default().push((concept, line));
                    }
                }
                way => self.sequence(concept, way, line, file, span),
            }
        }
        Ok(())
    }

    fn sequence(&mut self, concept: ConceptId, way: &[Segment], line: u32, file: &str, span: Span) {
        let mut gap = 0;
        let mut steps = Vec::new();
        for segment in way {
            let step = match segment {
                Segment::Gap(words) => {
                    gap = *words;
                    continue;
                }
                Segment::Words(words) => self.piece(words),
                Segment::Concept(name) => self.asked(name, file, span),
            };
            steps.push(Step { gap, concept: step });
            gap = 0;
        }
        if let Some(concept) = self.concepts.get_mut(concept.0 as usize).filter(|_| !steps.is_empty()) {
            concept.sequences.push((steps, line));
        }
    }

    /// The concept of a step's spellings; the same step of another phrase has the same one.
    fn piece(&mut self, words: &[String]) -> ConceptId {
        let name = words.join(" |");
        if let Some(known) = self.pieces.get(&name) {
            return *known;
        }
        let id = self.named(&format!("\"{name}\""));
        self.defined.insert(id);
        for spelled in words {
            self.literals.entry(spelled.clone()).or_default().push((id, u32::MAX));
        }
        self.pieces.insert(name, id);
        id
    }

    /// Builds the matcher; problems of the word pages come back beside it.
    #[must_use]
    pub fn build(mut self) -> (Lexicon, Vec<Problem>) {
        self.report_unknown();
        let order = order(&self.concepts);
        let trie = Trie::new(self.literals.keys().map(String::as_str));
        let patterns = self.literals.into_values().collect();
        let (concepts, names, numbers, lines) = (self.concepts, self.names, self.numbers, self.lines);
        (Lexicon { concepts, names, trie, patterns, order, numbers, lines }, self.problems)
    }

    fn report_unknown(&mut self) {
        let known: Vec<&str> =
            self.defined.iter().filter_map(|id| self.concepts.get(id.0 as usize)).map(|c| c.name.as_str()).collect();
        for (id, file, span) in &self.asked {
            if self.defined.contains(id) {
                continue;
            }
            let name = self.concepts.get(id.0 as usize).map_or("", |concept| concept.name.as_str());
            let nearest = nearest(name, known.iter().copied());
            self.problems.push(Problem {
                file: file.clone(),
                span: *span,
                message: format!("no word page defines “{{{name}}}”"),
                help: nearest.map(|near| format!("did you mean “{{{near}}}”?")),
            });
        }
    }
}

/// The known word most like `word`, if one is at all like it.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let scored = known.map(|known| (strsim::jaro_winkler(word, known), known));
    let best = scored.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(one.1)));
    best.filter(|(score, _)| *score > 0.75).map(|(_, known)| known)
}

fn spelled(word: &str) -> Vec<Vec<Atom>> {
    phrase::read(word).map(|pieces| phrase::spell_out(&pieces, MOST_SPELLINGS)).unwrap_or_default()
}

/// Concepts made of others, each behind its parts; those in a circle come last in no special order.
fn order(concepts: &[Concept]) -> Vec<ConceptId> {
    let mut done = HashSet::new();
    let mut order = Vec::new();
    for id in 0..concepts.len() {
        visit(ConceptId(u32::try_from(id).unwrap_or(u32::MAX)), concepts, &mut done, &mut order);
    }
    order
}

fn visit(id: ConceptId, concepts: &[Concept], done: &mut HashSet<ConceptId>, order: &mut Vec<ConceptId>) {
    if !done.insert(id) {
        return;
    }
    let Some(concept) = concepts.get(id.0 as usize) else { return };
    let steps = concept.sequences.iter().flat_map(|(steps, _)| steps.iter().map(|step| step.concept));
    for part in steps.chain(concept.except.iter().copied()) {
        visit(part, concepts, done, order);
    }
    if !concept.sequences.is_empty() || !concept.except.is_empty() {
        order.push(id);
    }
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
        let first = hits.partition_point(|hit| hit.start < from);
        let last = hits.partition_point(|hit| hit.start < to);
        hits.get(first..last).unwrap_or(&[])
    }
}

impl Lexicon {
    /// The concept of this name.
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<ConceptId> {
        self.names.get(name).copied()
    }

    /// The phrase lines of the word pages.
    #[must_use]
    pub fn lines(&self) -> &[PhraseLine] {
        &self.lines
    }

    /// Whether some phrase has the folded word.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.trie.knows(word)
    }

    /// Finds every concept in one pass over the words.
    #[must_use]
    pub fn find(&self, words: &Words) -> Hits {
        let mut hits = Hits { by_concept: vec![Vec::new(); self.concepts.len()] };
        self.literal_hits(words, &mut hits);
        for id in &self.order {
            self.composed(*id, words, &mut hits);
        }
        hits
    }

    fn literal_hits(&self, words: &Words, hits: &mut Hits) {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut tokens = Vec::new();
        for sentence in words.sentences.windows(2) {
            let [first, last] = *sentence else { continue };
            tokens.clear();
            tokens.extend((first..last).map(|word| self.trie.token(words.word(word))));
            self.trie.find(&tokens, |from, to, phrase| {
                for (concept, line) in self.patterns.get(phrase).into_iter().flatten() {
                    if let Some(list) = hits.by_concept.get_mut(concept.0 as usize) {
                        list.push(Hit { start: first + number(from), end: first + number(to), line: *line });
                    }
                }
            });
        }
        self.digits(words, hits);
        for list in &mut hits.by_concept {
            list.sort_unstable();
        }
    }

    fn digits(&self, words: &Words, hits: &mut Hits) {
        let Some(list) = self.concept(NUMBER).and_then(|number| hits.by_concept.get_mut(number.0 as usize)) else {
            return;
        };
        for (at, start) in (0u32..).zip(&words.starts) {
            let digit = words.folded.as_bytes().get(*start as usize).is_some_and(u8::is_ascii_digit);
            if digit && words.word(at).len() <= 3 && words.word(at).parse::<u32>().is_ok() {
                list.push(Hit { start: at, end: at + 1, line: u32::MAX });
            }
        }
    }

    fn composed(&self, id: ConceptId, words: &Words, hits: &mut Hits) {
        let Some(concept) = self.concepts.get(id.0 as usize) else { return };
        let mut found = hits.of(id).to_vec();
        for (steps, line) in &concept.sequences {
            let Some((first, rest)) = steps.split_first() else { continue };
            if steps.iter().any(|step| hits.of(step.concept).is_empty()) {
                continue;
            }
            let mut sentence = 0u32;
            for hit in hits.of(first.concept) {
                while words.sentence(sentence).1 <= hit.start {
                    sentence += 1;
                }
                let (_, end) = words.sentence(sentence);
                if let Some(last) = follow(hits, *hit, rest, end) {
                    found.push(Hit { start: hit.start, end: last.max(hit.end), line: *line });
                }
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|hit| (hit.start, hit.end));
        for except in &concept.except {
            let barred = hits.of(*except);
            found.retain(|hit| !overlaps(barred, hit));
        }
        if let Some(list) = hits.by_concept.get_mut(id.0 as usize) {
            *list = found;
        }
    }

    /// The number that a word says.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied().or_else(|| word.parse().ok())
    }
}

/// The end of the first way in which the steps follow `hit` before `end`.
fn follow(hits: &Hits, hit: Hit, steps: &[Step], end: u32) -> Option<u32> {
    let Some((step, rest)) = steps.split_first() else { return Some(hit.end) };
    let latest = hit.end.saturating_add(step.gap).saturating_add(1).min(end);
    let next = hits.within(step.concept, hit.end, latest);
    next.iter().filter(|next| next.end <= end).find_map(|next| follow(hits, *next, rest, end))
}

fn overlaps(barred: &[Hit], hit: &Hit) -> bool {
    let near = barred.partition_point(|bar| bar.start + 40 < hit.start);
    let after = barred.get(near..).unwrap_or(&[]);
    after.iter().take_while(|bar| bar.start < hit.end).any(|bar| bar.end > hit.start)
}
