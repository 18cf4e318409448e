//! Judgements: the pages of a pack of criteria, run over the facts of an agreement.

mod condition;
mod criterion;
mod document;
pub mod dossier;
mod evaluate;
mod examples;
mod grammar;
mod hearing;
mod judge;
mod lexis;
mod pack;
mod quote;
mod rule;
mod scales;
mod scorecard;
mod specimen;
mod table;
mod template;

pub use condition::{Check, Condition, Test, Word};
pub use criterion::Criterion;
pub use dossier::{Document, DocumentKind, Dossier};
pub use examples::{Reading, test_page, test_pages};
pub use judge::judge;
pub use pack::Pack;
pub use rule::Rule;
pub use scales::{Answers, Question, Scales};
pub use scorecard::{Score, Scorecard, Verdict, scorecard};
pub use table::table;
pub use template::Template;

use crate::source::Span;
use crate::structure::ProvisionId;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The criterion is met; said with what was looked for.
    Satisfied,
    /// Worth knowing.
    Advice,
    /// The criterion is weakened.
    Warning,
    /// The criterion is broken.
    Error,
}

/// Where a finding or a label points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The provision.
    pub provision: ProvisionId,
    /// The words, in bytes of the source's text.
    pub span: Span,
    /// As lawyers cite it.
    pub place: String,
    /// A lower-case label under eight words.
    pub label: String,
}

/// One judgement about one agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name: the page's file name.
    pub rule: String,
    /// The pack it belongs to (`hrw-letter`, `drafting`, `document`).
    pub pack: String,
    /// The criterion's key in the letter (`b`), where it has one.
    pub criterion: Option<String>,
    /// How grave it is.
    pub severity: Severity,
    /// Whether it rests on certain facts.
    pub certain: bool,
    /// One sentence that stands alone.
    pub message: String,
    /// What would satisfy the criterion; names the nearest existing thing.
    pub help: Option<String>,
    /// Model wording of our own.
    pub model: Option<String>,
    /// The clause that causes it, or where the missing thing belongs.
    pub at: Anchor,
    /// What widens or narrows it.
    pub related: Vec<Anchor>,
}
