//! The headings that a format marks outright.

use super::Kind;
use super::heading::{Opening, opening};
use super::lines::is_blank;
use super::words::{CONCLUSIONS, PREAMBLES, begins};
use crate::source::{Mark, MarkKind, Source};

/// The chapters and articles that the format marks, in order; empty if it marks none.
pub(super) fn marked(source: &Source) -> Vec<Opening> {
    let parts = source.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Chapter | MarkKind::Article));
    let mut found: Vec<Opening> = Vec::new();
    for mark in parts {
        let next = read(&source.text, mark);
        let headless = next.label_end == next.start && next.given == Some(next.start);
        let holder = found.last().map(|last| last.kind);
        if headless && mark.kind == MarkKind::Article && holder.is_some_and(|kind| kind != Kind::Article) {
            continue;
        }
        found.push(next);
    }
    found
}

fn read(text: &str, mark: &Mark) -> Opening {
    let (start, end) = (mark.span.start as usize, mark.span.end as usize);
    let words = text.get(start..end).unwrap_or("");
    let start = start + (words.len() - words.trim_start_matches(is_blank).len());
    let end = start + words.trim_matches(is_blank).len();
    let (given, weight, line_start) = (Some(end), 99, true);
    let unread = |kind, label_end| Opening {
        kind,
        word: (start, label_end),
        start,
        number: None,
        label_end,
        weight,
        line_start,
        given,
    };
    if start >= end {
        return unread(if mark.kind == MarkKind::Chapter { Kind::Agreement } else { Kind::Article }, start);
    }
    if mark.kind == MarkKind::Chapter && begins(words.trim_start(), PREAMBLES) {
        return unread(Kind::Preamble, end);
    }
    if mark.kind == MarkKind::Chapter && begins(words.trim_start(), CONCLUSIONS) {
        return unread(Kind::Signature, end);
    }
    match opening(text, start, end) {
        Some(opening) if (opening.kind == Kind::Article) == (mark.kind == MarkKind::Article) => {
            Opening { weight, line_start, given, ..opening }
        }
        _ => unread(if mark.kind == MarkKind::Chapter { Kind::Chapter } else { Kind::Article }, start),
    }
}
