//! The words between tags: white space collapses, references are replaced, breaks are set.

use super::notes::Notes;
use super::tags::Break;
use crate::source::Builder;

/// What white space stands for: nothing but a space, or, in preformatted text, the lines that it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    Flowing,
    Kept,
}

/// Adds words as written at byte `at` of the page.
pub(super) fn add(
    builder: &mut Builder,
    notes: &mut Notes,
    pending: &mut Break,
    lines: Lines,
    (at, written): (usize, &str),
) {
    let mut from = 0;
    while let Some(rest) = written.get(from..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start_matches(is_blank).len();
        if blank > 0 {
            *pending = (*pending).max(gap(rest.get(..blank).unwrap_or(""), lines));
            from += blank;
            continue;
        }
        let len = rest.find(is_blank).unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or("");
        if let Some(word) = notes.word(pending, word).filter(|word| !is_amendment_sign(word)) {
            let skipped = len - word.len();
            add_break(builder, pending, at + from);
            add_word(builder, at + from + skipped, word);
        }
        from += len;
    }
}

/// The break that white space makes.
fn gap(blank: &str, lines: Lines) -> Break {
    match blank.bytes().filter(|sign| *sign == b'\n').count() {
        1 if lines == Lines::Kept => Break::Line,
        2.. if lines == Lines::Kept => Break::Paragraph,
        _ => Break::Space,
    }
}

/// Consolidated texts of the European Union say with `►M1`, `▼B` and `◄` which act a passage comes from.
fn is_amendment_sign(word: &str) -> bool {
    word.starts_with(['►', '▼', '◄']) && word.chars().count() <= 4
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Sets the break that is due. A numbering mark in a block of its own is joined to the words after it.
pub(super) fn add_break(builder: &mut Builder, pending: &mut Break, at: usize) {
    let due = std::mem::replace(pending, Break::None);
    if builder.text.is_empty() || builder.text.ends_with('\n') && due < Break::Paragraph {
        return;
    }
    let joins = due >= Break::Cell && is_numbering(last_line(&builder.text));
    match due {
        Break::None => {}
        _ if joins => add_space(builder, at),
        Break::Space => add_space(builder, at),
        Break::Cell => builder.stand(at, "\t"),
        Break::Line => builder.line_break(at),
        Break::Paragraph => builder.paragraph_break(at),
    }
}

fn add_space(builder: &mut Builder, at: usize) {
    if !builder.text.ends_with([' ', '\u{a0}', '\t']) {
        builder.stand(at, " ");
    }
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or("")
}

/// Whether a line holds a numbering mark (`1.`, `(a)`, `iv)`, a dash) and nothing else.
pub(crate) fn is_numbering(line: &str) -> bool {
    let mark = line.trim();
    if matches!(mark, "-" | "–" | "—" | "•") {
        return true;
    }
    let inner = mark.trim_start_matches('(').trim_end_matches([')', '.']);
    let closed = inner.len() < mark.len() && mark.ends_with([')', '.']);
    let is_number =
        inner.split('.').all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()));
    let is_letter = !inner.is_empty()
        && inner.len() <= 5
        && (inner.len() == 1 || inner.bytes().all(|b| b"ivxlcIVXLC".contains(&b)))
        && inner.bytes().all(|b| b.is_ascii_alphabetic());
    let is_double = inner.len() == 2
        && inner.bytes().all(|b| b.is_ascii_lowercase())
        && inner.bytes().all(|b| inner.as_bytes().first() == Some(&b));
    closed && (is_number || is_letter || is_double)
}

/// The bytes of the longest character reference.
const REFERENCE: usize = 40;

/// Adds one word; characters written as references keep the reference's place.
fn add_word(builder: &mut Builder, mut at: usize, mut word: &str) {
    while let Some(found) = word.find('&') {
        let (plain, rest) = word.split_at(found);
        builder.copy(at, plain);
        let len = rest.bytes().take(REFERENCE).position(|sign| sign == b';').map_or(1, |end| end + 1);
        let written = rest.get(..len).unwrap_or("&");
        let meant = htmlize::unescape(written);
        if meant == written {
            builder.copy(at + found, written)
        } else {
            builder.stand(at + found, &meant)
        }
        at += found + len;
        word = rest.get(len..).unwrap_or("");
    }
    builder.copy(at, word);
}
