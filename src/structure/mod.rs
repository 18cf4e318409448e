//! The provision tree of an agreement: parts, chapters, articles, paragraphs, points, footnotes, annexes, letters.

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
}

impl Outline {
    /// Reads the structure of a text. Never fails: what cannot be placed is set aside as unread.
    #[must_use]
    pub fn read(source: &Source) -> Self {
        let _ = source;
        Outline::default()
    }

    /// The provision of this number; the root for a number that does not exist.
    #[must_use]
    pub fn get(&self, id: ProvisionId) -> Option<&Provision> {
        self.provisions.get(id.0 as usize)
    }

    /// How a lawyer cites it: `Article 9.20(1)(a)`, `Chapter 9`, `Annex 9-B, paragraph 3`, `Preamble`, `Article 5, footnote 3`.
    #[must_use]
    pub fn place(&self, id: ProvisionId) -> String {
        let _ = id;
        String::new()
    }

    /// The innermost provision whose span covers the offset (bytes of the text).
    #[must_use]
    pub fn at(&self, offset: u32) -> Option<ProvisionId> {
        let _ = offset;
        None
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
