//! A Word file with remarks: comments on the words they are about, every other byte of content as it was.
//!
//! The package is edited in place: comments are inserted between the bytes of the main part, unchanged parts are
//! copied as they are compressed. Writing the file anew (docx-rs) would lose what that library does not know.

mod anchors;
mod cuts;
mod parts;

use super::{Judged, Judgement};
use crate::rules::Severity;
use crate::source::docx::Draft;
use crate::source::{ReadOptions, SourceError, Span};
use cuts::Cuts;

/// Who the comments are from.
const AUTHOR: &str = "treatylint";

/// Something to say about words of a Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The words, in bytes of the text as read.
    pub words: Span,
    /// What to say, a paragraph each.
    pub paragraphs: Vec<String>,
}

/// What the comments say: a finding each, without what is satisfied.
#[must_use]
pub fn remarks(judged: &Judged) -> Vec<Remark> {
    let found = judged.findings.iter().filter(|found| found.severity > Severity::Satisfied);
    found.map(|found| Remark { words: found.at.words, paragraphs: paragraphs(found) }).collect()
}

fn paragraphs(found: &Judgement) -> Vec<String> {
    let certain = if found.certain { "" } else { ", to be reviewed" };
    let mut said = vec![format!("{}{}", found.message, found.at.bracketed())];
    said.extend(found.related.iter().map(super::Spot::said));
    said.extend(found.help.clone());
    said.extend(found.model.as_ref().map(|model| format!("Model wording: {model}")));
    said.push(format!("{}/{} ({}{certain})", found.pack, found.rule, found.severity.word()));
    said
}

/// The bytes of a Word file with a comment for every remark.
///
/// # Errors
/// When the file cannot be read as a Word file.
pub fn annotate(name: &str, bytes: &[u8], remarks: &[Remark]) -> Result<Vec<u8>, SourceError> {
    let draft = Draft::open(name, bytes, ReadOptions::default())?;
    let first = parts::next_comment(&draft, bytes)?;
    let mut cuts = Cuts::new(&draft)?;
    for (id, remark) in (first..).zip(remarks) {
        cuts.comment(id, anchors::anchor(&draft, remark.words));
    }
    let document = cuts.applied();
    parts::packed(&draft, bytes, &document, remarks, first)
}

#[cfg(test)]
mod tests;
