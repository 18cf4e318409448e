//! Lays the words of an agreement out provision by provision and cuts them into clauses.

use crate::source::{Source, Span};
use crate::structure::{Kind, Outline, Provision, ProvisionId};
use crate::text::{Lexicon, Speller, Words};

/// A sentence of one provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// The provision whose own text it is.
    pub provision: ProvisionId,
    /// Whether it is a title.
    pub title: bool,
}

/// A sentence together with the chapeau that opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The provision that holds its last part.
    pub provision: ProvisionId,
    /// Ranges of words: chapeaux from the outermost inwards, then the sentence itself.
    pub parts: Vec<(u32, u32)>,
}

#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) words: Words,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) clauses_of: Vec<Vec<u32>>,
    pub(crate) extents: Vec<(u32, u32)>,
    pub(crate) titles: Vec<(u32, u32)>,
}

pub(crate) fn lay_out(source: &Source, outline: &Outline, lexicon: &Lexicon) -> Layout {
    let speller = Speller::new(&source.text);
    let mut layer = Layer { source, outline, lexicon, speller, layout: Layout::default() };
    layer.layout.extents = vec![(0, 0); outline.provisions.len()];
    layer.layout.titles = vec![(0, 0); outline.provisions.len()];
    if !outline.provisions.is_empty() {
        layer.provision(ProvisionId(0), &[]);
    }
    let mut layout = Layout { words: layer.speller.words, ..layer.layout };
    let words = layout.words.len();
    layout.words.sentences.push(words);
    layout.clauses_of = vec![Vec::new(); layout.sentences.len()];
    for (number, clause) in (0u32..).zip(&layout.clauses) {
        for (from, _) in &clause.parts {
            let sentence = layout.words.sentence_of(*from);
            if let Some(list) = layout.clauses_of.get_mut(sentence as usize) {
                list.push(number);
            }
        }
    }
    layout
}

struct Layer<'a> {
    source: &'a Source,
    outline: &'a Outline,
    lexicon: &'a Lexicon,
    speller: Speller<'a>,
    /// What is laid out so far, without the words.
    layout: Layout,
}

/// What stands in a provision, in the order of the text.
enum Piece {
    Own(Vec<Span>),
    Child(ProvisionId),
}

impl Layer<'_> {
    fn provision(&mut self, id: ProvisionId, chapeaux: &[(u32, u32)]) {
        let Some(provision) = self.outline.get(id) else { return };
        let first = self.speller.words.len();
        if let Some(title) = provision.title {
            self.sentences(id, &[title], true);
            self.set(id, |layout| &mut layout.titles, first);
        }
        let inherited = if provision.kind == Kind::Footnote { &[] } else { chapeaux };
        self.pieces(id, provision, inherited);
        self.set(id, |layout| &mut layout.extents, first);
    }

    fn set(&mut self, id: ProvisionId, list: impl Fn(&mut Layout) -> &mut Vec<(u32, u32)>, first: u32) {
        let end = self.speller.words.len();
        if let Some(extent) = list(&mut self.layout).get_mut(id.0 as usize) {
            *extent = (first, end);
        }
    }

    fn pieces(&mut self, id: ProvisionId, provision: &Provision, inherited: &[(u32, u32)]) {
        let mut opened: Option<(u32, u32)> = None;
        let mut own_seen = false;
        for piece in self.in_order(provision) {
            match piece {
                Piece::Child(child) => {
                    let listed = |kind| matches!(kind, Kind::Paragraph | Kind::Point | Kind::Subpoint);
                    let lists = self.outline.get(child).is_some_and(|child| listed(child.kind));
                    let goes_on = lists && (!own_seen || opened.is_some());
                    let mut chain = if goes_on { inherited.to_vec() } else { Vec::new() };
                    chain.extend(opened.filter(|_| lists));
                    self.provision(child, &chain);
                }
                Piece::Own(spans) => {
                    let open = self.own(id, &spans, if own_seen { &[] } else { inherited }, opened);
                    let before_list = self.ends_open(&spans);
                    opened = open.filter(|_| before_list);
                    own_seen = true;
                }
            }
        }
    }

    /// Own text and children interleaved as they stand; children that stand elsewhere (footnotes) at the end.
    fn in_order(&self, provision: &Provision) -> Vec<Piece> {
        let place = |child: &ProvisionId| self.outline.get(*child).map_or(0, |child| child.span.start);
        let inside = |child: &ProvisionId| self.outline.get(*child).is_some_and(|child| child.kind != Kind::Footnote);
        let mut children: Vec<ProvisionId> = provision.children.iter().copied().filter(inside).collect();
        children.sort_by_key(place);
        let mut children = children.into_iter().peekable();
        let mut pieces = Vec::new();
        let mut run: Vec<Span> = Vec::new();
        for span in &provision.own {
            while let Some(child) = children.next_if(|child| place(child) <= span.start) {
                if !run.is_empty() {
                    pieces.push(Piece::Own(std::mem::take(&mut run)));
                }
                pieces.push(Piece::Child(child));
            }
            run.push(*span);
        }
        if !run.is_empty() {
            pieces.push(Piece::Own(run));
        }
        pieces.extend(children.map(Piece::Child));
        pieces.extend(provision.children.iter().copied().filter(|child| !inside(child)).map(Piece::Child));
        pieces
    }

    /// Lays out own text; answers its last sentence. `opened` is the chapeau of a list that this text may close.
    fn own(
        &mut self,
        id: ProvisionId,
        spans: &[Span],
        inherited: &[(u32, u32)],
        opened: Option<(u32, u32)>,
    ) -> Option<(u32, u32)> {
        let sentences = self.sentences(id, spans, false);
        let closes = opened.filter(|_| self.starts_small(spans));
        for (nth, sentence) in sentences.clone().enumerate() {
            let range = self.sentence(sentence);
            let mut parts = if nth == 0 { inherited.to_vec() } else { Vec::new() };
            match closes.filter(|_| nth == 0) {
                Some((from, _)) => parts.push((from, range.1)),
                None => parts.push(range),
            }
            self.layout.clauses.push(Clause { provision: id, parts });
        }
        sentences.last().map(|last| self.sentence(last))
    }

    fn sentence(&self, number: u32) -> (u32, u32) {
        self.speller.words.sentence(number)
    }

    fn sentences(&mut self, id: ProvisionId, spans: &[Span], title: bool) -> std::ops::Range<u32> {
        let added = self.speller.add(spans, &|word: &str| self.lexicon.knows(word));
        let sentence = Sentence { provision: id, title };
        self.layout.sentences.extend(added.clone().map(|_| sentence));
        added
    }

    /// Whether text breaks off to be continued by a list.
    fn ends_open(&self, spans: &[Span]) -> bool {
        let last = spans.last().map_or("", |span| self.source.slice(*span)).trim_end();
        !last.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '?', '!'])
    }

    fn starts_small(&self, spans: &[Span]) -> bool {
        let first = spans.first().map_or("", |span| self.source.slice(*span)).trim_start();
        first.starts_with(|c: char| c.is_lowercase() || c == ',')
    }
}
