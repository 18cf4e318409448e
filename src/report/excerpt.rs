//! A few lines around a stretch of the text, wrapped to the width of the reader's screen.

use std::ops::Range;

use super::Locator;
use crate::source::Span;

/// Bytes of a labelled stretch that are shown at most.
const LABELLED: usize = 480;
/// Bytes of the same paragraph that are shown before and after it at most.
const AROUND: usize = 200;

/// Words of an excerpt with what is said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words, in bytes of [`Excerpt::text`].
    pub range: Range<usize>,
    /// What is said of them, lower case.
    pub words: String,
}

/// The lines of a text that hold some labelled words, cut to a readable length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The lines; an ellipsis stands where a long paragraph was cut.
    pub text: String,
    /// The line of the input, counted from 1, for each line of `text`.
    pub lines: Vec<u32>,
    /// The labelled words, the first of them first.
    pub labels: Vec<Label>,
}

impl Excerpt {
    /// The surroundings of `span`, with the other labels that fall inside them.
    ///
    /// Answers as second value which of `others` were taken in.
    #[must_use]
    pub fn around(locator: &Locator, span: Span, words: &str, others: &[(Span, &str)]) -> (Self, Vec<bool>) {
        let text = &locator.source().text;
        let shown = Shown::of(text, span);
        let mut labels = vec![shown.label(span, words)];
        let mut taken = Vec::with_capacity(others.len());
        for (other, words) in others {
            let near = shown.holds(*other);
            taken.push(near);
            if near {
                labels.push(shown.label(*other, words));
            }
        }
        let excerpt = Excerpt { text: shown.text(text), lines: shown.lines(text, locator), labels };
        (excerpt, taken)
    }

    /// The excerpt wrapped to a width in columns, at least 20.
    #[must_use]
    pub(super) fn wrap(&self, width: usize) -> Wrapped {
        let mut wrapped = Wrapped::default();
        let mut pieces = Vec::new();
        let mut start = 0;
        for (row, line) in self.text.split('\n').zip(&self.lines) {
            wrapped.push_row(row, start, *line, width.max(20), &mut pieces);
            start += row.len() + 1;
        }
        for label in &self.labels {
            wrapped.push_label(label, &pieces);
        }
        wrapped
    }
}

/// The part of a text that an excerpt shows.
struct Shown {
    range: Range<usize>,
    cut_before: bool,
    cut_after: bool,
}

const ELLIPSIS: &str = "… ";

impl Shown {
    fn of(text: &str, span: Span) -> Self {
        let start = text.floor_char_boundary(span.start as usize);
        let labelled = text.ceil_char_boundary(span.range().end.min(start + LABELLED).max(start));
        let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let line_end = text.get(labelled..).and_then(|after| after.find('\n')).map_or(text.len(), |at| labelled + at);
        let cut_before = start - line_start > AROUND + 40;
        let cut_after = line_end - labelled > AROUND + 40;
        let first = if cut_before { word_start(text, start - AROUND) } else { line_start };
        let last = if cut_after { word_end(text, labelled + AROUND) } else { line_end };
        Shown { range: first.min(start)..last.max(labelled), cut_before, cut_after }
    }

    fn holds(&self, span: Span) -> bool {
        self.range.start <= span.range().start && span.range().end <= self.range.end
    }

    /// Bytes before the shown part in the excerpt's text.
    fn lead(&self) -> usize {
        if self.cut_before { ELLIPSIS.len() } else { 0 }
    }

    fn label(&self, span: Span, words: &str) -> Label {
        let inside = |at: usize| at.clamp(self.range.start, self.range.end) - self.range.start + self.lead();
        let range = inside(span.range().start)..inside(span.range().end.min(span.range().start + LABELLED));
        Label { range, words: words.to_owned() }
    }

    fn text(&self, text: &str) -> String {
        let mut shown = String::from(if self.cut_before { ELLIPSIS } else { "" });
        let words = text.get(self.range.clone()).unwrap_or("");
        shown.push_str(&words.replace('\t', " "));
        if self.cut_after {
            shown.push_str(" …");
        }
        shown
    }

    fn lines(&self, text: &str, locator: &Locator) -> Vec<u32> {
        let words = text.get(self.range.clone()).unwrap_or("");
        let mut at = self.range.start;
        let mut lines = Vec::new();
        for row in words.split('\n') {
            lines.push(locator.line(Span::of(at, at).start));
            at += row.len() + 1;
        }
        lines
    }
}

/// The first byte of a word at or after `at`.
fn word_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    text.get(at..).and_then(|rest| rest.find(' ')).map_or(at, |space| at + space + 1)
}

/// The byte after a word at or before `at`.
fn word_end(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    text.get(..at).and_then(|rest| rest.rfind(' ')).unwrap_or(at)
}

/// A piece of an excerpt's line that fits the width: where it stood, and where it stands now.
struct Piece {
    before: Range<usize>,
    after: usize,
}

/// A wrapped excerpt.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrapped {
    /// The rows, each ended by `\n`.
    pub(super) text: String,
    /// The line of the input for the first row of each line, nothing for its other rows.
    pub(super) rows: Vec<Option<u32>>,
    /// The labelled words row by row; the words are said at the last row.
    pub(super) labels: Vec<(Range<usize>, Option<String>)>,
}

impl Wrapped {
    fn push_row(&mut self, row: &str, start: usize, line: u32, width: usize, pieces: &mut Vec<Piece>) {
        let mut from = 0;
        for (nth, words) in textwrap::wrap(row, textwrap::Options::new(width)).iter().enumerate() {
            let at = row.get(from..).and_then(|rest| rest.find(words.as_ref())).map_or(from, |at| from + at);
            from = at + words.len();
            pieces.push(Piece { before: start + at..start + from, after: self.text.len() });
            self.text.push_str(words);
            self.text.push('\n');
            self.rows.push((nth == 0).then_some(line));
        }
    }

    fn push_label(&mut self, label: &Label, pieces: &[Piece]) {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for piece in pieces {
            let start = label.range.start.max(piece.before.start);
            let end = label.range.end.min(piece.before.end);
            if start < end || (label.range.is_empty() && piece.before.contains(&label.range.start)) {
                parts.push(piece.after + start - piece.before.start..piece.after + end - piece.before.start);
            }
        }
        let last = parts.len().saturating_sub(1);
        let words = |nth: usize| (nth == last).then(|| label.words.clone());
        self.labels.extend(parts.into_iter().enumerate().map(|(nth, range)| (range, words(nth))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn excerpt(text: &str, words: &str) -> Excerpt {
        let source = Source::plain("draft.txt", text);
        let at = text.find(words).unwrap();
        let span = Span::of(at, at + words.len());
        Excerpt::around(&Locator::new(&source, text.as_bytes()), span, "here", &[]).0
    }

    fn labelled(excerpt: &Excerpt) -> &str {
        &excerpt.text[excerpt.labels[0].range.clone()]
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let found = excerpt("One.\nEach Party shall act.\nThree.", "shall");
        assert_eq!(found.text, "Each Party shall act.");
        assert_eq!(found.lines, [2]);
        assert_eq!(labelled(&found), "shall");
    }

    #[test]
    fn a_long_paragraph_is_cut_on_both_sides() {
        let text = format!("{}the point{}", "wording é ".repeat(90), " afterwards".repeat(90));
        let found = excerpt(&text, "the point");
        assert!(found.text.starts_with("… wording") || found.text.starts_with("… é"), "{}", found.text);
        assert!(found.text.ends_with("afterwards …"), "{}", found.text);
        assert!(found.text.len() < 480);
        assert_eq!(labelled(&found), "the point");
    }

    #[test]
    fn wrapping_keeps_labels_on_their_words() {
        let found = excerpt(
            "A Party whose measures are in question shall answer within ninety days.",
            "measures are in question",
        );
        let wrapped = found.wrap(30);
        let parts: Vec<&str> = wrapped.labels.iter().map(|(range, _)| &wrapped.text[range.clone()]).collect();
        assert_eq!(parts, ["measures are in", "question"]);
        assert_eq!(wrapped.labels[0].1, None);
        assert_eq!(wrapped.labels[1].1.as_deref(), Some("here"));
        assert_eq!(wrapped.rows, [Some(1), None, None]);
    }

    #[test]
    fn a_tab_is_as_wide_as_a_blank() {
        let found = excerpt("good\trate here", "rate");
        assert_eq!(found.text, "good rate here");
        assert_eq!(labelled(&found), "rate");
    }
}
