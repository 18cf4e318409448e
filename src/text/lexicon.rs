//! All phrases of all pages in one matcher: one pass over a text finds every concept.

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;
use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use super::groups::Groups;
use super::phrase;
use super::spelling::{Segment, segments};
use super::trie::Trie;
use crate::source::page::{Page, Problem, Section};
use crate::source::{Span, nearest};

/// The number of a concept in its [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub(crate) u32);

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

/// What a step of a phrase line asks for: a concept, or spellings that only this step knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Concept(ConceptId),
    /// A place in [`Lexicon::pieces`].
    Piece(u32),
}

/// A phrase line with gaps or concepts in it, as steps: each after at most so many words.
#[derive(Debug, Clone)]
pub(super) struct Sequence {
    pub(super) steps: Vec<(u32, Said)>,
    pub(super) line: u32,
}

#[derive(Debug, Default, Clone)]
pub(super) struct Concept {
    name: String,
    pub(super) sequences: Vec<Sequence>,
    pub(super) except: Vec<ConceptId>,
}

impl Concept {
    /// Whether it takes more than its own phrases to tell where it is said.
    pub(super) fn is_composed(&self) -> bool {
        !self.sequences.is_empty() || !self.except.is_empty()
    }

    /// The concepts that it is made of.
    fn parts(&self) -> impl Iterator<Item = ConceptId> + '_ {
        let steps = self.sequences.iter().flat_map(|sequence| &sequence.steps);
        let named = steps.filter_map(|(_, said)| if let Said::Concept(part) = said { Some(*part) } else { None });
        named.chain(self.except.iter().copied())
    }
}

/// All concepts and the matcher over their phrases.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) concepts: Vec<Concept>,
    names: HashMap<String, ConceptId, FixedState>,
    pub(super) trie: Trie,
    /// Per phrase of the trie, the concepts that it says and the lines that hold it.
    pub(super) says: Groups<(u32, u32)>,
    /// Per piece, its phrases of the trie in order of their numbers.
    pub(super) pieces: Groups<u32>,
    /// Per phrase of the trie, the pieces that have it.
    pub(super) pieces_with: Groups<u32>,
    /// How many words the longest phrase of each piece has.
    pub(super) longest: Vec<u32>,
    /// Concepts that are made of themselves, most often by an exception, each behind those it is made of.
    pub(super) circular: Vec<ConceptId>,
    numbers: BTreeMap<String, u32>,
    lines: Vec<PhraseLine>,
}

/// Collects the phrases of pages before the matcher is built.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    concepts: Vec<Concept>,
    names: HashMap<String, ConceptId, FixedState>,
    trie: Trie,
    /// Phrases of the trie with the concepts that they say and the lines that hold them.
    says: Vec<(u32, (u32, u32))>,
    pieces: Vec<Vec<u32>>,
    longest: Vec<u32>,
    piece_numbers: HashMap<Vec<u32>, u32, FixedState>,
    numbers: BTreeMap<String, u32>,
    lines: Vec<PhraseLine>,
    defined: HashSet<ConceptId>,
    /// Where a concept was first defined in a language: the page's file, the line of its heading, and whether that page continues others.
    homes: HashMap<(ConceptId, String), (String, usize, bool)>,
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
                self.home(page, section, concept);
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

    /// Notes where a concept is at home. Another page in the same language that gives the same name to something is a mistake, unless
    /// the front matter of one of them says that it `continues` others.
    fn home(&mut self, page: &Page, section: &Section, concept: ConceptId) {
        let language = page.front("language").map_or("", |entry| entry.value.as_str()).to_owned();
        let line = page
            .text
            .get(..section.span.start as usize)
            .map_or(1, |above| memchr::memchr_iter(b'\n', above.as_bytes()).count() + 1);
        let continues = page.front("continues").is_some();
        let home = self.homes.entry((concept, language)).or_insert_with(|| (page.file.clone(), line, continues));
        if home.0 != page.file && !continues && !home.2 {
            let message = format!("the concept “{}” is also defined in {}, line {}", section.title, home.0, home.1);
            let help = "give one of them another name, or move its phrases to the other page".to_owned();
            self.problems.push(page.problem(section.span, message, Some(help)));
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
        let folded = phrase::folded(word);
        let phrase = self.trie.add(&folded);
        self.says.push((phrase, (concept.0, u32::MAX)));
        self.numbers.insert(folded.trim().to_owned(), value);
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
        let ways = segments(&mut self.trie, &pieces, MOST_SPELLINGS);
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
                [Segment::Words(phrases)] => {
                    self.says.extend(phrases.iter().map(|phrase| (*phrase, (concept.0, line))));
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
                Segment::Concept(name) => Said::Concept(self.asked(name, file, span)),
            };
            steps.push((gap, step));
            gap = 0;
        }
        if let Some(concept) = self.concepts.get_mut(concept.0 as usize).filter(|_| !steps.is_empty()) {
            concept.sequences.push(Sequence { steps, line });
        }
    }

    /// A step's spellings; the same spellings in another phrase are the same piece.
    fn piece(&mut self, phrases: &[u32]) -> Said {
        let mut phrases = phrases.to_vec();
        phrases.sort_unstable();
        phrases.dedup();
        let next = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        let number = *self.piece_numbers.entry(phrases.clone()).or_insert(next);
        if number == next {
            let most = phrases.iter().map(|phrase| self.trie.length(*phrase)).max();
            self.pieces.push(phrases);
            self.longest.push(most.unwrap_or(0));
        }
        Said::Piece(number)
    }

    /// Builds the matcher; problems of the word pages come back beside it.
    #[must_use]
    pub fn build(mut self) -> (Lexicon, Vec<Problem>) {
        self.report_unknown();
        let circular = circular(&self.concepts);
        let LexiconBuilder { concepts, names, trie, says, pieces, longest, numbers, lines, problems, .. } = self;
        let says = Groups::new(trie.phrases(), says.into_iter());
        let parts = (0u32..).zip(&pieces).flat_map(|(piece, phrases)| phrases.iter().map(move |part| (piece, *part)));
        let pieces_with = Groups::new(trie.phrases(), parts.clone().map(|(piece, phrase)| (phrase, piece)));
        let pieces = Groups::new(pieces.len(), parts);
        (Lexicon { concepts, names, trie, says, pieces, pieces_with, longest, circular, numbers, lines }, problems)
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

/// Concepts that are made of themselves, each behind its parts; those in one circle stand in no special order.
fn circular(concepts: &[Concept]) -> Vec<ConceptId> {
    let parts = (0u32..).zip(concepts).flat_map(|(id, concept)| concept.parts().map(move |part| (id, part.0)));
    let parts: Vec<(u32, u32)> = parts.collect();
    let graph = DiGraph::<(), (), u32>::from_edges(&parts);
    let circles = tarjan_scc(&graph).into_iter().filter(|circle| circle.len() > 1).flatten();
    let circles = circles.filter_map(|node| u32::try_from(node.index()).ok());
    let own = parts.iter().filter(|(id, part)| id == part).map(|(id, _)| *id);
    let circles: HashSet<u32> = own.chain(circles).collect();
    let mut order = Vec::new();
    let mut done = HashSet::new();
    for id in 0..concepts.len() {
        visit(ConceptId(u32::try_from(id).unwrap_or(u32::MAX)), concepts, &mut done, &mut order);
    }
    order.retain(|id| circles.contains(&id.0));
    order
}

fn visit(id: ConceptId, concepts: &[Concept], done: &mut HashSet<ConceptId>, order: &mut Vec<ConceptId>) {
    if !done.insert(id) {
        return;
    }
    let Some(concept) = concepts.get(id.0 as usize) else { return };
    for part in concept.parts() {
        visit(part, concepts, done, order);
    }
    order.push(id);
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

    /// The number that a word says.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied().or_else(|| word.parse().ok())
    }
}
