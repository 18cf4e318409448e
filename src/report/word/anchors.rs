//! Where a comment goes when its words are an automatic number, a footnote, or nothing.

use crate::source::docx::{Draft, Piece};
use crate::source::{Mark, MarkKind, Span};

/// A place in a run: the run's piece and the byte of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) piece: &'a Piece,
    pub(super) at: u32,
}

/// The first and the last place of the words that a comment is put on; nothing where the file has no words.
pub(super) fn anchor(draft: &Draft, words: Span) -> Option<(Place<'_>, Place<'_>)> {
    let words = in_body(draft, words);
    let pieces = &draft.pieces;
    let first = pieces.partition_point(|piece| piece.text.end <= words.start);
    let last = pieces.partition_point(|piece| piece.text.start < words.end);
    let covered = pieces.get(first..last).unwrap_or_default();
    match (covered.first(), covered.last()) {
        (Some(from), Some(to)) => {
            Some((place(from, words.start.max(from.text.start)), place(to, words.end.min(to.text.end))))
        }
        _ => {
            let near = pieces.get(first).or(pieces.last())?;
            Some((place(near, near.text.start), place(near, near.text.end)))
        }
    }
}

fn place(piece: &Piece, at: u32) -> Place<'_> {
    Place { piece, at }
}

/// Comments cannot stand in footnotes: words of a footnote are commented where it is called.
fn in_body(draft: &Draft, words: Span) -> Span {
    let marks = &draft.source.marks;
    let is_note = |mark: &&Mark| matches!(mark.kind, MarkKind::Footnote(_)) && mark.span.covers(words);
    let Some(MarkKind::Footnote(label)) = marks.iter().find(is_note).map(|mark| &mark.kind) else { return words };
    let call = marks.iter().find(|mark| matches!(&mark.kind, MarkKind::FootnoteCall(called) if called == label));
    let Some(call) = call else { return words };
    let before = draft.pieces.iter().rev().find(|piece| piece.text.end <= call.span.start);
    before.map_or(words, |piece| last_word(draft, piece.text))
}

/// The last word of a stretch.
fn last_word(draft: &Draft, stretch: Span) -> Span {
    let words = draft.source.slice(stretch).trim_end();
    let start = words.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    Span::of(stretch.start as usize + start, stretch.start as usize + words.len())
}
