//! Footnotes: where their numbers are called and where their texts stand.

use std::collections::HashMap;

use super::lines::{Line, is_blank};
use super::marks::{Fence, mark};
use crate::source::{MarkKind, Source};

/// A footnote: its number, the stretch of number and text, and where it is called.
#[derive(Debug, Clone)]
pub(super) struct Note {
    pub(super) number: String,
    pub(super) start: usize,
    pub(super) label_end: usize,
    pub(super) end: usize,
    pub(super) call: usize,
}

/// A footnote stands not farther behind its call than this, in bytes.
const REACH: usize = 40_000;

/// Lines that hold nothing but the number of a footnote, whose text stands in the next line.
pub(super) fn lone_labels(text: &str, lines: &[Line]) -> Vec<usize> {
    let lone = |line: &Line| line.end - line.start <= 3 && line.text(text).bytes().all(|b| b.is_ascii_digit());
    if !lines.iter().any(lone) {
        return Vec::new();
    }
    let calls = calls(text, lines);
    let called = |at: usize, line: &Line| {
        let (number, _) = label(text, lines, at)?;
        call_of(&calls, number, line.start, line.start.saturating_sub(6000))
    };
    lines
        .iter()
        .enumerate()
        .filter(|(at, line)| lone(line) && called(*at, line).is_some())
        .map(|(_, line)| line.start)
        .collect()
}

/// The footnotes of a text, by start; `headings` are the places where parts open.
pub(super) fn notes(source: &Source, lines: &[Line], headings: &[usize]) -> Vec<Note> {
    let given = marked(source);
    if !given.is_empty() {
        return given;
    }
    let text = source.text.as_str();
    let calls = calls(text, lines);
    let mut found: Vec<Note> = Vec::new();
    let mut last = 0;
    let mut skip = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.start < skip {
            continue;
        }
        let Some((number, label)) = label(text, lines, at) else { continue };
        let from = found.last().map_or(0, |note| note.call);
        let Some(call) = call_of(&calls, number, line.start, if number == 1 { 0 } else { from }) else { continue };
        let begins = found.is_empty() && line.start - call < 6000;
        let follows = begins || number == last + 1 || number == 1 || (number > last && number - last <= 3);
        if !follows {
            continue;
        }
        let end = end(text, lines, at, headings);
        found.push(Note { number: number.to_string(), start: line.start, label_end: line.start + label, end, call });
        last = number;
        skip = end;
    }
    found
}

/// The footnotes that the format marks, with the calls it marks.
#[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
fn marked(source: &Source) -> Vec<Note> {
    let mut calls: HashMap<&str, Vec<usize>> = HashMap::new();
    for mark in &source.marks {
        if let MarkKind::FootnoteCall(label) = &mark.kind {
            calls.entry(label).or_default().push(mark.span.start as usize);
        }
    }
    let notes = source.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Footnote(label) if !source.slice(mark.span).trim().is_empty() => Some((label, mark.span)),
        _ => None,
    });
    let note = |(label, span): (&String, crate::source::Span)| {
        let (start, end) = (span.start as usize, span.end as usize);
        let places = calls.get(label.as_str()).map_or(&[][..], Vec::as_slice);
        let before = places.partition_point(|at| *at < start).checked_sub(1).and_then(|at| places.get(at));
        let call = before.or(places.first()).map_or(start, |at| *at);
        let words = source.slice(span);
        let shown = words.trim_start_matches(|c: char| is_blank(c) || "[^(".contains(c));
        let label_end = if shown.starts_with(label.as_str()) {
            let rest =
                shown.get(label.len()..).unwrap_or("").trim_start_matches(|c: char| "]):.".contains(c) || is_blank(c));
            end - rest.len()
        } else {
            start
        };
        Note { number: label.clone(), start, label_end, end, call }
    };
    let mut found: Vec<Note> = notes.map(note).collect();
    found.sort_by_key(|note| note.start);
    found.dedup_by(|next, last| next.start < last.end);
    found
}

/// Where numbers are called: figures that cling to a word or stop, `[3]`, superscripts.
fn calls(text: &str, lines: &[Line]) -> HashMap<u32, Vec<usize>> {
    let mut found: HashMap<u32, Vec<usize>> = HashMap::new();
    for line in lines {
        let body = line.text(text);
        let bytes = body.as_bytes();
        let mut at = 0;
        let figure_in = |rest: &[u8]| rest.iter().position(|byte| byte.is_ascii_digit() || !byte.is_ascii());
        while let Some(next) = bytes.get(at..).and_then(figure_in) {
            let start = at + next;
            let other = body.get(start..).and_then(|rest| rest.chars().next()).filter(|c| !is_figure(*c));
            if let Some(other) = other {
                at = start + other.len_utf8();
                continue;
            }
            let length = body.get(start..).map_or(1, |rest| rest.len() - rest.trim_start_matches(is_figure).len());
            at = start + length.max(1);
            if (start > 0 || goes_on_small(body, at))
                && length <= 6
                && let Some(number) = figure(body.get(start..at).unwrap_or(""))
                && (start == 0 || clings(body, bytes, start, at))
            {
                found.entry(number).or_default().push(line.start + start);
            }
        }
    }
    found
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || superscript(c).is_some()
}

/// A call that the page layout put at the start of a line: "11 can have".
fn goes_on_small(body: &str, at: usize) -> bool {
    body.get(at..).and_then(|rest| rest.strip_prefix(' ')).is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

fn superscript(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => (c as u32).checked_sub('⁰' as u32),
        _ => None,
    }
}

fn figure(digits: &str) -> Option<u32> {
    let value = digits.chars().try_fold(0u32, |sum, c| Some(sum * 10 + c.to_digit(10).or_else(|| superscript(c))?))?;
    (value > 0 && value < 1000).then_some(value)
}

/// Whether figures cling to the word or stop before them and end there.
fn clings(body: &str, bytes: &[u8], start: usize, end: usize) -> bool {
    let before = body.get(..start).unwrap_or("");
    let after = body.get(end..).and_then(|rest| rest.chars().next());
    let closed = after.is_none_or(|c| is_blank(c) || ",.;:)]”\"’'".contains(c));
    if body.get(start..end).is_some_and(|digits| digits.chars().any(|c| superscript(c).is_some())) {
        return true;
    }
    if before.ends_with('[') {
        return after == Some(']');
    }
    let small =
        |place: usize| start.checked_sub(place).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_lowercase);
    let word = small(1) && small(2) && (small(3) || start < 3);
    let stop = before.ends_with([')', '”', '"', '’', ',', '.', ';', ':'])
        && !before
            .trim_end_matches([')', '”', '"', '’', ',', '.', ';', ':'])
            .ends_with(|c: char| c.is_ascii_digit() || is_blank(c));
    let capital = before.ends_with(|c: char| c.is_uppercase())
        && before.len() > 4
        && before.chars().rev().take(4).all(char::is_uppercase);
    closed && (word || stop || capital)
}

fn call_of(calls: &HashMap<u32, Vec<usize>>, number: u32, before: usize, from: usize) -> Option<usize> {
    let places = calls.get(&number)?;
    let at = places.partition_point(|place| *place < before).checked_sub(1)?;
    places.get(at).copied().filter(|place| before - place < REACH && *place >= from)
}

/// The number that a line begins with, as footnotes do, and the bytes of its label.
fn label(text: &str, lines: &[Line], at: usize) -> Option<(u32, usize)> {
    let words = lines.get(at)?.text(text);
    let open = words.strip_prefix('[').unwrap_or(words);
    let digits = open.len() - open.trim_start_matches(|c: char| c.is_ascii_digit() || superscript(c).is_some()).len();
    let number = figure(open.get(..digits).filter(|digits| !digits.is_empty() && digits.len() < 7)?)?;
    let rest = open.get(digits..)?;
    let bracketed = open.len() < words.len();
    let rest = if bracketed { rest.strip_prefix(']')? } else { rest };
    let label = words.len() - rest.len();
    if rest.is_empty() {
        let next = lines.get(at + 1).filter(|next| next.gap == 0)?.text(text);
        return next.starts_with(|c: char| c.is_uppercase() || "“\"(".contains(c)).then_some((number, label));
    }
    let begins = rest.trim_start().starts_with(|c: char| c.is_uppercase() || "“\"‘(".contains(c)) || bracketed;
    begins.then_some((number, label))
}

/// Where the footnote ends that begins in a line: at an empty line, a heading, a mark, the next footnote, or where a sentence
/// that was broken off goes on.
fn end(text: &str, lines: &[Line], at: usize, headings: &[usize]) -> usize {
    let Some(first) = lines.get(at) else { return 0 };
    let mut last = *first;
    for (place, line) in lines.iter().enumerate().skip(at + 1) {
        let words = line.text(text);
        let bare = last.start == first.start && first.end - first.start <= 3;
        let closed = last.text(text).ends_with(['.', ';', ':', '”', ')']);
        let headed = headings.binary_search(&line.start).is_ok();
        let marked = mark(words).is_some_and(|mark| mark.reading.fence != Fence::Bare && closed);
        let next = closed && label(text, lines, place).is_some();
        let broken_off = closed && words.starts_with(char::is_lowercase);
        if !bare && (line.gap > 0 || headed || marked || next || broken_off) || line.start - first.start > 3000 {
            break;
        }
        last = *line;
    }
    last.end
}
