//! Page numbers, running headers and footers: lines with a number that rises from page to page, and lines that stand beside them.

use std::collections::{HashMap, HashSet};

use super::lines::{Line, is_blank};
use super::notes::lone_labels;
use super::unit::{Unit, unit_named};
use super::words::begins;
use crate::source::roman_value;

/// Pages are not farther apart than this, in bytes.
const PAGE: usize = 16_000;

/// A place that may hold a page number: its stretch and the number.
struct Numbered {
    span: (usize, usize),
    number: u32,
}

/// The stretches of the text that are page numbers, headers and footers.
pub(super) fn pages(text: &str, lines: &[Line]) -> Vec<(usize, usize)> {
    let mut kinds: HashMap<String, Vec<Numbered>> = HashMap::new();
    let notes = lone_labels(text, lines);
    for line in lines.iter().filter(|line| notes.binary_search(&line.start).is_err()) {
        let words = line.text(text);
        if let Some((skeleton, number)) = skeleton(words) {
            kinds.entry(skeleton).or_default().push(Numbered { span: (line.start, line.end), number });
        }
        if words.len() > 400 {
            inside(text, *line, &mut kinds);
        }
    }
    let mut kinds: Vec<(String, Vec<Numbered>)> = kinds.into_iter().collect();
    kinds.sort_by(|a, b| a.0.cmp(&b.0));
    let mut found: Vec<(usize, usize)> =
        kinds.iter().flat_map(|(skeleton, places)| rising(places, least(skeleton))).collect();
    found.extend(by_chapter(text, lines));
    found.extend(beside(text, lines, &found));
    found.extend(lines.iter().filter(|line| rule(line.text(text))).map(|line| (line.start, line.end)));
    found.sort_unstable();
    found.dedup_by(|next, last| next.0 < last.1);
    found
}

fn all_digits(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit())
}

/// Page numbers that begin anew with each chapter: lines "7-1", "7-2", "8-1".
fn by_chapter(text: &str, lines: &[Line]) -> Vec<(usize, usize)> {
    let numbered = |words: &str| {
        let (chapter, page) = words.split_once(['-', '–'])?;
        let chapter_like =
            all_digits(chapter) || chapter.chars().all(|c| c.is_ascii_uppercase()) && !chapter.is_empty();
        (chapter.len() <= 4 && page.len() <= 3 && chapter_like && all_digits(page)).then_some(())
    };
    let found: Vec<(usize, usize)> = lines
        .iter()
        .filter(|line| line.end - line.start <= 9 && numbered(line.text(text)).is_some())
        .map(|line| (line.start, line.end))
        .collect();
    if found.len() < 4 { Vec::new() } else { found }
}

/// A line drawn across the page.
fn rule(words: &str) -> bool {
    words.len() > 2 && words.chars().all(|c| "_-–—=*~. ".contains(c)) && !words.starts_with('.')
}

/// How many pages in succession it takes to believe in them.
fn least(skeleton: &str) -> usize {
    if skeleton == INLINE { 8 } else { 3 }
}

/// Bare numbers between sentences of a long line.
const INLINE: &str = "\u{1}";

/// Bare Roman numerals.
const ROMAN: &str = "\u{2}";

/// A short line with a number at one end, without the number.
fn skeleton(words: &str) -> Option<(String, u32)> {
    if words.len() > 70 {
        return None;
    }
    let trimmed = words.trim_matches(|c: char| is_blank(c) || "-–—|/[]".contains(c));
    let trimmed = trimmed
        .rfind(" of ")
        .filter(|at| trimmed.get(at + 4..).is_some_and(all_digits))
        .map_or(trimmed, |at| trimmed.get(..at).unwrap_or(trimmed));
    if let Some(page) = roman_value(trimmed).filter(|_| !trimmed.is_empty()) {
        return Some((ROMAN.to_owned(), page));
    }
    let digits = |c: char| c.is_ascii_digit();
    let head = trimmed.trim_end_matches(digits);
    let (rest, number) = if head.len() < trimmed.len() {
        (head, trimmed.get(head.len()..)?)
    } else {
        let tail = trimmed.trim_start_matches(digits);
        (tail, trimmed.get(..trimmed.len() - tail.len())?)
    };
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    let alone = rest.is_empty();
    let plain = letters >= 2 && !rest.contains(['(', ')']) && !rest.ends_with(['.', ';', ',']) && !heads(rest);
    let page: u32 = number.parse().ok().filter(|page| *page < 1900)?;
    (alone || plain).then(|| (rest.trim().to_lowercase(), page))
}

/// Whether the words open a part: its number rises too.
fn heads(words: &str) -> bool {
    let first = words.split(is_blank).next().unwrap_or("");
    let named = unit_named(first.trim_matches(|c: char| !c.is_alphabetic()));
    named.is_some_and(|unit| unit != Unit::Agreement) || begins(words, &["art."])
}

/// Page numbers inside a long line: "WT/REG125/1 Page 33", or a bare number between two sentences.
fn inside(text: &str, line: Line, kinds: &mut HashMap<String, Vec<Numbered>>) {
    let mut at = line.start;
    let mut words = line.text(text).split(' ').map(|word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    let (Some(mut first), Some(mut second)) = (words.next(), words.next()) else { return };
    for third in words {
        if let Some((kind, span, number)) = between(first, second, third) {
            kinds.entry(kind.to_owned()).or_default().push(Numbered { span, number });
        }
        (first, second) = (second, third);
    }
}

/// A word with its first byte.
type Placed<'t> = (usize, &'t str);

/// The page number that three words hold: its kind, its stretch and its value.
fn between<'t>(first: Placed<'t>, second: Placed<'t>, third: Placed<'t>) -> Option<(&'t str, (usize, usize), u32)> {
    if second.1 == "Page" && first.1.contains('/') {
        return Some((first.1, (first.0, third.0 + third.1.len()), third.1.parse().ok()?));
    }
    let stopped = first.1.ends_with(['.', ';', ':']) && third.1.starts_with(|c: char| c.is_uppercase() || c == '(');
    let digits = second.1.starts_with(|c: char| c.is_ascii_digit() || c == '+');
    let number = (stopped && digits).then(|| second.1.parse().ok())??;
    Some((INLINE, (second.0, second.0 + second.1.len()), number))
}

/// The places whose numbers rise by one or little more, several in succession.
fn rising(places: &[Numbered], least: usize) -> Vec<(usize, usize)> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    let mut last: HashMap<u32, usize> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        let before = (1..=3).filter_map(|step| last.get(&place.number.checked_sub(step)?).copied());
        let near = before.filter(|before| {
            places
                .get(*before)
                .is_some_and(|other| place.span.0 - other.span.1 < PAGE && place.span.0 - other.span.1 > 60)
        });
        let choice = near.map(|before| (best.get(before).map_or(0, |(length, _)| *length), before)).max();
        best.push(choice.map_or((1, None), |(length, before)| (length + 1, Some(before))));
        last.insert(place.number, at);
    }
    let mut taken: HashSet<usize> = HashSet::new();
    for end in (0..places.len()).rev() {
        if best.get(end).is_none_or(|(length, _)| *length < least) {
            continue;
        }
        let mut at = Some(end);
        while let Some(place) = at.filter(|place| taken.insert(*place)) {
            at = best.get(place).and_then(|(_, before)| *before);
        }
    }
    let mut found: Vec<(usize, usize)> =
        taken.iter().filter_map(|at| places.get(*at)).map(|place| place.span).collect();
    found.sort_unstable();
    found
}

/// Lines that come again and again, and mostly right beside a page number.
fn beside(text: &str, lines: &[Line], pages: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut numbers: Vec<usize> = pages.iter().map(|(start, _)| *start).collect();
    numbers.sort_unstable();
    let numbered = |line: &Line| numbers.binary_search(&line.start).is_ok();
    let mut near: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    let mut all: HashMap<&str, usize> = HashMap::new();
    if numbers.is_empty() {
        return Vec::new();
    }
    for (at, line) in
        lines.iter().enumerate().filter(|(_, line)| line.end - line.start < 100 && line.end - line.start > 8)
    {
        *all.entry(line.text(text)).or_default() += 1;
        let neighbours = [at.checked_sub(1), Some(at + 1)];
        if neighbours.into_iter().flatten().filter_map(|at| lines.get(at)).any(numbered) {
            near.entry(line.text(text)).or_default().push((line.start, line.end));
        }
    }
    let often = |(words, places): &(&str, Vec<(usize, usize)>)| {
        places.len() >= 4 && places.len() * 5 >= all.get(words).copied().unwrap_or(0) * 4
    };
    near.into_iter().filter(often).flat_map(|(_, places)| places).collect()
}
