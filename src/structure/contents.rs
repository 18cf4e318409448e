//! Tables of contents: headings in close succession that come again with their text.

use std::collections::HashMap;

use super::Kind;
use super::heading::Opening;
use super::lines::Line;
use super::words::{CONTENTS, begins, has_verb};

/// Entries of a table stand closer than this, in bytes.
const CLOSE: usize = 170;

/// A table lists no more annexes than this behind its other entries.
const MOST_ANNEXES: usize = 500;

/// The stretches of the text that are tables of contents.
pub(super) fn contents(text: &str, lines: &[Line], openings: &[Opening]) -> Vec<(usize, usize)> {
    let listed = |kind: Kind| !matches!(kind, Kind::Signature | Kind::Preamble);
    let entries: Vec<&Opening> = openings.iter().filter(|opening| opening.weight > 0 && listed(opening.kind)).collect();
    let last: HashMap<_, _> = entries.iter().map(|opening| (key(opening), opening.start)).collect();
    let mut found = Vec::new();
    let mut first = 0;
    for at in 0..entries.len() {
        let apart = entries.get(at).zip(entries.get(at + 1)).is_none_or(|(this, next)| !close(text, this, next));
        if apart {
            let later = entries.get(at + 1..).unwrap_or(&[]);
            found.extend(entries.get(first..=at).and_then(|run| table(text, lines, run, later, &last)));
            first = at + 1;
        }
    }
    join_near(found)
}

/// Where each numbered heading stands last.
type Last<'o> = HashMap<(Kind, &'o [u32]), usize>;

/// Whether a heading follows another as the next entry of a table: soon, or with no sentence between.
fn close(text: &str, this: &Opening, next: &Opening) -> bool {
    let between = next.start - this.start;
    let titles = || {
        text.get(this.label_end.min(next.start)..next.start)
            .is_some_and(|between| !has_verb(between) && !between.contains(';'))
    };
    between <= CLOSE || between <= 4 * CLOSE && titles()
}

/// The stretch of a table of contents, if the run of headings is one.
fn table(
    text: &str,
    lines: &[Line],
    run: &[&Opening],
    later: &[&Opening],
    last_of: &Last<'_>,
) -> Option<(usize, usize)> {
    let (first, last) = (run.first()?, run.last()?);
    let headed = heading_before(text, lines, first.start);
    let least = if headed.is_some() { 2 } else { 7 };
    let numbered: Vec<_> = run.iter().filter(|opening| opening.number.is_some()).collect();
    if numbered.len() < least {
        return None;
    }
    // The run may go over into the text: then one of its headings comes twice.
    let doubled = first_again(run);
    let entries: Vec<_> = numbered.iter().filter(|opening| doubled.is_none_or(|at| opening.start < at)).collect();
    let text_start = doubled.unwrap_or(last.start + 1);
    let comes_again = |opening: &Opening| last_of.get(&key(opening)).is_some_and(|at| *at >= text_start);
    let again = entries.iter().filter(|opening| comes_again(opening)).count();
    let leaders = text.get(first.start..last.start)?.contains("....");
    let share = if headed.is_some() || leaders { 3 } else { 6 };
    let recurs = again * 10 >= entries.len() * share && again > 0;
    (recurs || leaders && headed.is_some()).then_some(())?;
    let annexes =
        later.iter().take(MOST_ANNEXES).take_while(|next| next.kind == Kind::Annex).scan(last.start, |before, next| {
            let near = next.start - *before < 2 * CLOSE;
            *before = next.start;
            near.then_some(*next)
        });
    let taken = annexes.count();
    let last = taken.checked_sub(1).and_then(|at| later.get(at)).unwrap_or(last);
    let end = || entry_end(text, lines, last, later.get(taken).map(|next| next.start));
    Some((headed.unwrap_or(first.start), doubled.unwrap_or_else(end)))
}

/// Where the run's first entry comes again.
fn first_again(run: &[&Opening]) -> Option<usize> {
    let mut numbered = run.iter().filter(|opening| opening.number.is_some());
    let first = key(numbered.next()?);
    numbered.find(|opening| key(opening) == first).map(|again| again.start)
}

fn key(opening: &Opening) -> (Kind, &[u32]) {
    (opening.kind, opening.number.as_ref().map_or(&[], |number| &number.key))
}

/// A line "Contents" shortly before the first entry.
fn heading_before(text: &str, lines: &[Line], start: usize) -> Option<usize> {
    let at = lines.partition_point(|line| line.start < start);
    let near = lines.get(at.saturating_sub(6)..at)?;
    near.iter().rev().find_map(|line| {
        let words = line.text(text).trim_start_matches(['#', '*', ' ']);
        if words.len() < 60 && begins(words, CONTENTS) {
            return Some(line.start);
        }
        let end = line.end.min(start);
        let from = line.start.max(text.floor_char_boundary(start.saturating_sub(200)));
        text.get(from..end)?.rfind("TABLE OF CONTENTS").map(|place| from + place)
    })
}

/// Where the last entry ends: at the next heading if that is near, else with its line.
fn entry_end(text: &str, lines: &[Line], last: &Opening, next: Option<usize>) -> usize {
    let at = lines.partition_point(|line| line.end <= last.label_end);
    let mut end = lines.get(at).map_or(last.label_end, |line| line.end.min(next.unwrap_or(usize::MAX)));
    if end - last.start > 300 {
        end = last.label_end;
    }
    for line in lines.get(at + 1..).unwrap_or(&[]) {
        let words = line.text(text);
        let prose =
            words.ends_with([';', ':']) || words.len() > 120 || line.gap > 1 || begins(words, super::words::PREAMBLES);
        if next.is_some_and(|next| line.start >= next) || prose || line.start - last.start > 300 {
            break;
        }
        if words.starts_with(char::is_lowercase) || words.len() < 6 || words.contains("...") {
            end = line.end;
        }
    }
    end
}

fn join_near(tables: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for table in tables {
        match joined.last_mut() {
            Some(last) if table.0 <= last.1 + 1200 => last.1 = last.1.max(table.1),
            _ => joined.push(table),
        }
    }
    joined
}
