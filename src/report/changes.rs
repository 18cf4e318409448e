//! Whose tracked insertion or deletion words are.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::source::{Mark, MarkKind, Source, Span};

/// What a tracked change does with the words it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// It adds them.
    Inserted,
    /// It takes them away.
    Deleted,
}

/// A tracked change of a stretch of the text. In a sentence: “words inserted by A. Negotiator, 2026-03-04”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub act: Act,
    /// Its author as written; empty where the file does not tell.
    pub author: String,
    /// Its day (`2026-03-04`), or its date as written where that is no day; empty where the file does not tell.
    pub date: String,
    /// Whether all words of the stretch are changed so, not only some.
    pub whole: bool,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let act = match self.act {
            Act::Inserted => "inserted",
            Act::Deleted => "deleted",
        };
        f.write_str(if self.whole { "" } else { "words " })?;
        f.write_str(act)?;
        if !self.author.is_empty() {
            write!(f, " by {}", self.author)?;
        }
        if !self.date.is_empty() {
            write!(f, ", {}", self.date)?;
        }
        Ok(())
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut change = serializer.serialize_struct("Change", 5)?;
        change.serialize_field("act", &self.act)?;
        change.serialize_field("author", &self.author)?;
        change.serialize_field("date", &self.date)?;
        change.serialize_field("whole", &self.whole)?;
        change.serialize_field("said", &self.to_string())?;
        change.end()
    }
}

/// Changes in half a sentence; nothing where there is none.
pub(super) fn said(changes: &[Change]) -> String {
    changes.iter().map(Change::to_string).collect::<Vec<_>>().join("; ")
}

/// The tracked changes of a text, by their start.
#[derive(Debug)]
pub(super) struct Tracked {
    marks: Vec<(Span, Change)>,
    /// The bytes of the longest.
    reach: u32,
}

impl Tracked {
    pub(super) fn of(source: &Source) -> Self {
        let marks: Vec<(Span, Change)> =
            source.marks.iter().filter_map(|mark| Some((mark.span, change(mark)?))).collect();
        let reach = marks.iter().map(|(span, _)| span.end - span.start).max().unwrap_or(0);
        Tracked { marks, reach }
    }

    pub(super) fn marks(&self) -> &[(Span, Change)] {
        &self.marks
    }

    /// The changes of stretches that belong together, in the order of the text, each author and day once.
    pub(super) fn changes(&self, source: &Source, spans: &[Span]) -> Vec<Change> {
        let mut found: Vec<(&Change, Vec<Span>)> = Vec::new();
        for (span, change) in spans.iter().flat_map(|span| self.touching(*span)) {
            match found.iter_mut().find(|(known, _)| *known == change) {
                Some((_, covered)) => covered.push(*span),
                None => found.push((change, vec![*span])),
            }
        }
        let whole = |covered: &[Span]| spans.iter().all(|span| covers(source, *span, covered));
        found.into_iter().map(|(change, covered)| Change { whole: whole(&covered), ..change.clone() }).collect()
    }

    fn touching(&self, span: Span) -> impl Iterator<Item = &(Span, Change)> {
        let first = self.marks.partition_point(|(mark, _)| mark.start.saturating_add(self.reach) < span.start);
        let near = self.marks.iter().skip(first).take_while(move |(mark, _)| mark.start <= span.end);
        near.filter(move |(mark, _)| touches(*mark, span))
    }
}

fn change(mark: &Mark) -> Option<Change> {
    let (act, author, date) = match &mark.kind {
        MarkKind::Inserted(author, date) => (Act::Inserted, author, date),
        MarkKind::Deleted(author, date) => (Act::Deleted, author, date),
        MarkKind::Chapter
        | MarkKind::Article
        | MarkKind::Heading(_)
        | MarkKind::Footnote(_)
        | MarkKind::FootnoteCall(_)
        | MarkKind::Page(_)
        | MarkKind::Paragraph(_)
        | MarkKind::Aside
        | MarkKind::Comment(_) => return None,
    };
    let day = date.split('T').next().unwrap_or_default();
    Some(Change { act, author: author.clone(), date: day.to_owned(), whole: false })
}

/// Whether a mark lies on words of a stretch, or, where its words are hidden, within or at an end of it.
fn touches(mark: Span, span: Span) -> bool {
    if mark.is_empty() {
        span.start <= mark.start && mark.start <= span.end
    } else {
        mark.start < span.end && span.start < mark.end
    }
}

/// Whether all words of a stretch lie in what is covered, which comes by its start.
fn covers(source: &Source, span: Span, covered: &[Span]) -> bool {
    let is_blank = |from: u32, to: u32| from >= to || source.slice(Span::new(from, to)).trim().is_empty();
    let mut at = span.start;
    for part in covered.iter().filter(|part| part.end > span.start && part.start < span.end) {
        if !is_blank(at, part.start) {
            return false;
        }
        at = at.max(part.end);
    }
    is_blank(at, span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Each Party shall not act.";

    fn source(marks: &[(&str, MarkKind)]) -> Source {
        let mut source = Source::plain("a.txt", TEXT);
        source.marks = marks.iter().map(|(words, kind)| Mark { span: of(words), kind: kind.clone() }).collect();
        source
    }

    fn of(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::of(at, at + words.len())
    }

    fn ben(date: &str) -> MarkKind {
        MarkKind::Inserted("Ben".to_owned(), date.to_owned())
    }

    fn changes(source: &Source, words: &[Span]) -> String {
        said(&Tracked::of(source).changes(source, words))
    }

    #[test]
    fn an_author_is_named_once_a_day() {
        let source = source(&[("shall", ben("2026-01-03T10:00:00Z")), ("not act.", ben("2026-01-03T11:00:00Z"))]);
        assert_eq!(changes(&source, &[of(TEXT)]), "words inserted by Ben, 2026-01-03");
        assert_eq!(changes(&source, &[of("shall not act.")]), "inserted by Ben, 2026-01-03");
        assert_eq!(changes(&source, &[of("Each Party ")]), "");
    }

    #[test]
    fn hidden_words_are_told_where_they_stood() {
        let mut source = source(&[("Party", MarkKind::Deleted(String::new(), String::new()))]);
        source.marks[0].span = Span::new(16, 16);
        assert_eq!(changes(&source, &[of("shall not")]), "words deleted");
        assert_eq!(changes(&source, &[of("act.")]), "");
    }
}
