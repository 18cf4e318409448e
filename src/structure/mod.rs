//! The provision tree of an agreement: parts, chapters, articles, paragraphs, points, footnotes, annexes, letters.

mod body;
mod branch;
mod choose;
mod build;
mod contents;
mod heading;
mod lines;
mod lost;
mod marked;
mod marks;
mod notes;
mod number;
mod page;
mod place;
mod sequence;
mod title;
mod tree;
mod unit;
mod words;

pub use unit::Unit;
pub(crate) use unit::{UNIT_WORDS, UnitWord, unit_named};

use crate::source::{Source, Span};

/// What a provision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The whole text; the root of the tree.
    Agreement,
    /// The recitals before the first operative provision.
    Preamble,
    /// A part.
    Part,
    /// A title (as in "TITLE IV").
    Title,
    /// A chapter.
    Chapter,
    /// A section or sub-section.
    Section,
    /// An article.
    Article,
    /// A numbered paragraph ("1." or "(1)"), or an unnumbered one of an article.
    Paragraph,
    /// A point "(a)".
    Point,
    /// A sub-point "(i)", or any deeper level.
    Subpoint,
    /// A footnote; its parent is the provision that calls it.
    Footnote,
    /// An annex, appendix, schedule or attachment.
    Annex,
    /// A protocol, memorandum, declaration, or agreed minutes that stand in the same file.
    Protocol,
    /// A side letter or exchange of letters.
    Letter,
    /// The closing formula and signatures.
    Signature,
}

/// The number of a provision in its [`Outline`]; the order is that of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProvisionId(pub u32);

/// One provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// What it is.
    pub kind: Kind,
    /// Its number or letter, without the word before it: `9.20`, `1120`, `IV`, `2`, `a`, `bis` included (`9.6bis`). Chapter numbers
    /// written as words or Roman numerals stay as written here; the path has them in digits.
    pub number: Option<String>,
    /// What stands before its title and text: "Article 9.20:", "(a)". Empty if it has no number.
    pub label: Span,
    /// Its title, as a span of the text ("Submission of a Claim to Arbitration").
    pub title: Option<Span>,
    /// All of it with its children, from the first byte of its number or heading. Footnotes that stand elsewhere lie outside.
    pub span: Span,
    /// The stretches of running text that belong to it and to no child, without number, heading and what is set aside.
    pub own: Vec<Span>,
    /// The provision that holds it; the root has none.
    pub parent: Option<ProvisionId>,
    /// Its children, in the order of the text.
    pub children: Vec<ProvisionId>,
    /// A stable path: `ch9/art9.20/2/a`, `annex9-B/3`, `preamble`, `art5/fn3`.
    pub path: String,
}

/// Why a stretch of text is no provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aside {
    /// A table of contents.
    Contents,
    /// A page header or footer, a page number.
    Page,
    /// What the format itself marks as no part of the text, and what stands before the title.
    Format,
    /// Text that could not be placed in the tree: reported to the reader as unread.
    Unread,
}

/// The provision tree of one agreement.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// All provisions, in the order of the text, the root first.
    pub provisions: Vec<Provision>,
    /// Stretches that are no provision, with the reason.
    pub aside: Vec<(Span, Aside)>,
    /// The agreement's title, where the text or its format gives one.
    pub title: Option<String>,
    /// Whether article numbers begin anew in each chapter.
    restarts: bool,
    /// Where each provision's own words begin, in the order of the text.
    starts: Vec<(u32, ProvisionId)>,
}

impl Outline {
    /// Reads the structure of a text. Never fails: what cannot be placed is set aside as unread.
    #[must_use]
    pub fn read(source: &Source) -> Self {
        build::build(source)
    }

    fn new(provisions: Vec<Provision>, aside: Vec<(Span, Aside)>, title: Option<String>) -> Self {
        let mut outline = Outline { provisions, aside, title, restarts: false, starts: Vec::new() };
        outline.restarts = outline.articles_restart();
        outline.starts = tree::starts(&outline.provisions);
        outline
    }

    /// Whether two chapters have an article of the same number.
    fn articles_restart(&self) -> bool {
        let mut numbers: Vec<(&str, ProvisionId)> = Vec::new();
        for (id, article) in self.ids().filter(|(_, provision)| provision.kind == Kind::Article) {
            let inner = self.upwards(id).any(|above| {
                self.get(above).is_some_and(|found| matches!(found.kind, Kind::Annex | Kind::Protocol | Kind::Letter))
            });
            if let (false, Some(number), Some(chapter)) =
                (inner, article.number.as_deref(), self.nearest(id, Kind::Chapter))
            {
                numbers.push((number, chapter));
            }
        }
        numbers.sort_unstable();
        let doubled = numbers.windows(2).filter(|pair| matches!(pair, [(a, x), (b, y)] if a == b && x != y)).count();
        doubled > 1
    }

    /// All provisions with their numbers, in the order of the text.
    pub fn ids(&self) -> impl Iterator<Item = (ProvisionId, &Provision)> + '_ {
        (0..).map(ProvisionId).zip(&self.provisions)
    }

    /// The provision of this number; none for a number that does not exist.
    #[must_use]
    pub fn get(&self, id: ProvisionId) -> Option<&Provision> {
        self.provisions.get(id.0 as usize)
    }

    /// The provision that begins last before the offset (bytes of the text) or at it; the first one before all others;
    /// none where there is no provision.
    #[must_use]
    pub fn at(&self, offset: u32) -> Option<ProvisionId> {
        let next = self.starts.partition_point(|(start, _)| *start <= offset);
        let near = next.checked_sub(1).and_then(|before| self.starts.get(before)).or(self.starts.first());
        near.map(|(_, id)| *id).or_else(|| self.provisions.first().map(|_| ProvisionId(0)))
    }

    /// It and the provisions above it, from the innermost outwards.
    pub fn upwards(&self, id: ProvisionId) -> impl Iterator<Item = ProvisionId> + '_ {
        std::iter::successors(Some(id), |id| self.get(*id)?.parent)
    }

    /// The nearest provision of the kind, itself included.
    #[must_use]
    pub fn nearest(&self, id: ProvisionId, kind: Kind) -> Option<ProvisionId> {
        self.upwards(id).find(|id| self.get(*id).is_some_and(|found| found.kind == kind))
    }
}
