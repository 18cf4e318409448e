//! Where references with a title in parentheses lead: "Article 9.5 (Minimum Standard of Treatment)" over every text of a corpus.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use crate::graph::defects::differ;
use crate::graph::{Graph, Resolved};
use crate::source::{self, Source, Span};
use crate::structure::{Kind, Outline, ProvisionId};

/// Where a reference to an article with a title leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Lead {
    /// To the article of that number, which bears that title.
    Right,
    /// Elsewhere, although an article of that number bears that title.
    Missed,
    /// To an article of another title, or nowhere; the title belongs to an article of another number.
    OtherNumber,
    /// To an article of another title; no article of the text bears the one written.
    OtherTitle,
    /// Nowhere; neither number nor title is there.
    Absent,
    /// Into another instrument.
    Outside,
}

/// One reference with a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Titled {
    /// The file.
    pub(crate) file: String,
    /// Where it leads.
    pub(crate) lead: Lead,
    /// The place as lawyers cite it.
    pub(crate) place: String,
    /// Number and title as written.
    pub(crate) written: String,
    /// The place and title that it leads to.
    pub(crate) target: String,
}

/// All references to an article with a title in the texts of a folder, by file and position.
///
/// # Errors
/// When the folder or a text cannot be read.
pub(crate) fn titled(texts: &Path) -> std::io::Result<Vec<Titled>> {
    let files = files(texts)?;
    let found: std::io::Result<Vec<Vec<Titled>>> = files.par_iter().map(|file| of_file(file)).collect();
    Ok(found?.into_iter().flatten().collect())
}

#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn files(texts: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(texts)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    Ok(files)
}

#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn of_file(file: &Path) -> std::io::Result<Vec<Titled>> {
    let bytes = std::fs::read(file)?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(source::read(&name, &bytes).map_or_else(|_| Vec::new(), |source| of_text(&name, &source)))
}

/// All references to an article with a title in a text, by position.
pub(crate) fn of_text(file: &str, source: &Source) -> Vec<Titled> {
    let outline = Outline::read(source);
    let graph = Graph::build(source, &outline);
    let articles = Articles { source, outline: &outline };
    graph.references().iter().flat_map(|found| articles.titled(file, found)).collect()
}

struct Articles<'a> {
    source: &'a Source,
    outline: &'a Outline,
}

impl Articles<'_> {
    fn titled(&self, file: &str, found: &Resolved) -> Vec<Titled> {
        let article = found.reference.unit == crate::clause::reference::Unit::Article;
        let single = found.reference.numbers.iter().zip(&found.heads).filter(|(number, _)| number.through.is_none());
        let single = single.filter(|_| article);
        single
            .filter_map(|(number, head)| {
                let title = number.title?;
                let head = head.and_then(|head| self.outline.nearest(head, Kind::Article));
                let lead = match found.outside {
                    Some(_) => Lead::Outside,
                    None => self.lead(&number.text, title, head),
                };
                Some(Titled {
                    file: file.to_owned(),
                    lead,
                    place: self.outline.place(found.from),
                    written: self.words(number.span.join(title)),
                    target: head.map_or_else(String::new, |head| self.described(head)),
                })
            })
            .collect()
    }

    fn lead(&self, number: &str, written: Span, head: Option<ProvisionId>) -> Lead {
        let written = self.words(written);
        let bears = |id: ProvisionId| self.title(id).is_some_and(|title| !differ(&written, &title));
        if head.is_some_and(bears) {
            return Lead::Right;
        }
        let articles = self.outline.ids().filter(|(_, part)| part.kind == Kind::Article);
        let bearers: Vec<ProvisionId> = articles.map(|(id, _)| id).filter(|id| bears(*id)).collect();
        let same = |id: &ProvisionId| {
            self.outline.get(*id).and_then(|part| part.number.as_deref()).is_some_and(|own| ends_alike(own, number))
        };
        match (bearers.is_empty(), head) {
            (false, _) if bearers.iter().any(same) => Lead::Missed,
            (false, _) => Lead::OtherNumber,
            (true, Some(_)) => Lead::OtherTitle,
            (true, None) => Lead::Absent,
        }
    }

    fn title(&self, id: ProvisionId) -> Option<String> {
        self.outline.get(id)?.title.map(|title| self.words(title))
    }

    fn described(&self, id: ProvisionId) -> String {
        let title = self.outline.get(id).and_then(|part| part.title).unwrap_or_default();
        format!("{} {}", self.outline.place(id), self.words(title))
    }

    fn words(&self, span: Span) -> String {
        self.source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// `9.20` and `920` are one number as far as this comparison goes.
fn ends_alike(one: &str, other: &str) -> bool {
    let plain = |number: &str| number.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    plain(one) == plain(other)
}

/// The figures, and with `list` every reference that does not lead right.
pub(crate) fn rendered(all: &[Titled], list: bool) -> String {
    let count = |lead: Lead| all.iter().filter(|one| one.lead == lead).count();
    let mut out = String::new();
    for one in all.iter().filter(|one| list && !matches!(one.lead, Lead::Right | Lead::Outside)) {
        let _ = writeln!(out, "{} {:?}  {}  ->  {}  in {}", one.file, one.lead, one.written, one.target, one.place);
    }
    let (right, missed) = (count(Lead::Right), count(Lead::Missed));
    let share = 100.0 * f64::from(u32::try_from(right).unwrap_or(0))
        / f64::from(u32::try_from(right + missed).unwrap_or(1).max(1));
    let _ = writeln!(out, "# references\n\n{} to articles with a title in parentheses", all.len());
    let _ = writeln!(
        out,
        "{right} of {} whose number and title an article bears lead to it ({share:.1} %)",
        right + missed
    );
    let _ = writeln!(out, "{} name the title of an article of another number", count(Lead::OtherNumber));
    let _ = writeln!(
        out,
        "{} name a title that no article bears, {} a number that none has",
        count(Lead::OtherTitle),
        count(Lead::Absent)
    );
    let _ = writeln!(out, "{} lead into another instrument\n", count(Lead::Outside));
    out
}
