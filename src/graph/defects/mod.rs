//! What is wrong with the build of a text: references that lead nowhere, titles that differ, numbers twice or left out.
//!
//! Each kind is found only where the text around it was read well enough to tell: a number that stands anywhere near as written is
//! taken as there, whatever the outline says.

mod absent;
mod dead;
mod headings;
mod notes;
mod numbering;
mod quotations;
mod series;
mod titles;

pub use titles::differ;

use super::Graph;
use crate::source::{Source, Span};
use crate::structure::{Kind, Outline, ProvisionId};

/// The kinds of defect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DefectKind {
    /// A reference to a provision that does not exist.
    DeadReference,
    /// A reference whose title in parentheses is not the title of what it names.
    OtherTitle,
    /// An annex, appendix, protocol or chapter that is referred to and absent.
    AbsentPart,
    /// A number that two neighbours bear.
    DuplicateNumber,
    /// A number that is left out between two neighbours.
    SkippedNumber,
    /// A footnote's call whose footnote is absent.
    AbsentNote,
    /// A footnote that nothing calls.
    UncalledNote,
}

/// One defect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// The provision where it shows.
    pub provision: ProvisionId,
    /// The words that show it, in bytes of the source's text.
    pub span: Span,
    /// What a reader needs beside the words: the last provision there is, the title that the target has, the number left out.
    pub detail: String,
}

/// All defects of a text, by position.
#[must_use]
pub fn defects(graph: &Graph, source: &Source, outline: &Outline) -> Vec<Defect> {
    let view = View { graph, source, outline };
    let mut series = series::Series::new(&view);
    let mut all = dead::dead_references(&view, &mut series);
    all.extend(absent::absent_parts(&view, &series));
    all.extend(titles::other_titles(&view));
    all.extend(numbering::numbering(&view));
    all.extend(notes::notes(&view));
    all.sort_by_key(|defect| (defect.span, defect.kind));
    all
}

/// What the search for defects looks at.
struct View<'a> {
    graph: &'a Graph,
    source: &'a Source,
    outline: &'a Outline,
}

impl View<'_> {
    fn kind(&self, id: ProvisionId) -> Kind {
        self.outline.get(id).map_or(Kind::Agreement, |provision| provision.kind)
    }

    /// The words of a span on one line.
    fn words(&self, span: Span) -> String {
        self.source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether `id` stands in what another text is quoted or replaced by, or in an annex, protocol or letter.
    fn stands_aside(&self, id: ProvisionId) -> bool {
        self.outline
            .upwards(id)
            .any(|above| matches!(self.kind(above), Kind::Annex | Kind::Protocol | Kind::Letter | Kind::Signature))
    }
}

/// Letters and digits in lower case.
fn squeeze(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
