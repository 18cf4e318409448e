//! Titles: which words after a heading's number are its title.

use super::lines::{Line, is_blank};
use super::marks::{Fence, mark};
use super::words::{SENTENCE_PREPOSITIONS, SENTENCE_STARTS, has_verb, is_link, joins_title};

/// A title: its stretch (if there is one) and where the text below it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) span: Option<(usize, usize)>,
    pub(super) body: usize,
}

/// Longer stretches are no titles.
const LONGEST: usize = 220;

/// The title after a label that ends at `label_end`; `lines` are those of the part, the first being the one with the label.
pub(super) fn title(text: &str, lines: &[Line], label_end: usize, width: usize) -> Title {
    let Some(first) = lines.first() else { return Title { span: None, body: label_end } };
    let rest = text.get(label_end..first.end).unwrap_or("");
    if rest.trim().is_empty() {
        return below(text, lines.get(1..).unwrap_or(&[]), first.end.max(label_end), width);
    }
    let from = label_end + (rest.len() - rest.trim_start_matches(is_blank).len());
    let rest = rest.trim_matches(is_blank);
    if mark(rest)
        .is_some_and(|mark| mark.reading.fence != Fence::Bare || rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Title { span: None, body: from };
    }
    match cut(rest) {
        None => Title { span: None, body: from },
        Some(length) if length == rest.len() && lines.len() == 1 && is_whole_sentence(rest) => {
            Title { span: None, body: from }
        }
        Some(length) if rest.get(..length).is_some_and(is_running_text) => Title { span: None, body: from },
        Some(length) if length < rest.len() => Title { span: Some((from, from + length)), body: from + length },
        Some(_) if is_sentence(rest, lines.get(1), text) => Title { span: None, body: from },
        Some(length) => {
            let end = extend(text, lines, rest, from + length, width);
            Title { span: Some((from, end)), body: end }
        }
    }
}

/// Whether a line begins as sentences do and goes on in the next line, so that it is no title.
fn is_sentence(head: &str, next: Option<&Line>, text: &str) -> bool {
    let words = head.split(is_blank).filter(|word| !word.is_empty()).count();
    let next = next.filter(|next| next.gap == 0).map_or("", |next| next.text(text));
    let goes_on = !next.is_empty() && mark(next).is_none();
    let ends = next.ends_with('.') && small(head) > 1;
    let runs = next.starts_with(char::is_lowercase) || !capitalised(head) || ends;
    begins_sentence(head) && words >= 8 && goes_on && runs
}

fn begins_sentence(head: &str) -> bool {
    let first = head.split(is_blank).find(|word| !word.is_empty()).unwrap_or("");
    SENTENCE_STARTS.contains(&first) || SENTENCE_PREPOSITIONS.contains(&first)
}

/// Whether words end as sentences do, with words in small letters that titles would write great.
fn is_whole_sentence(head: &str) -> bool {
    head.trim_end_matches(is_blank).ends_with('.') && head.split(is_blank).count() >= 5 && small(head) > 0
}

/// Whether words begin as sentences do and end so, or hold as many small words as no title has.
fn is_running_text(head: &str) -> bool {
    begins_sentence(head) && (is_whole_sentence(head) || small(head) >= MOST_SMALL)
}

/// Titles hardly have more words in small letters, joining words aside.
const MOST_SMALL: usize = 5;

/// How many words stand in small letters, those aside that join a title.
fn small(head: &str) -> usize {
    head.split(is_blank).filter(|word| word.starts_with(char::is_lowercase) && !joins_title(word)).count()
}

/// The title that stands on the lines below the number.
fn below(text: &str, lines: &[Line], body: usize, width: usize) -> Title {
    let none = Title { span: None, body };
    let Some(first) = lines.first() else { return none };
    let line = first.text(text);
    if !titular(line) || is_sentence(line, lines.get(1), text) {
        return none;
    }
    match cut(line) {
        None if stands_alone(line, lines.get(1)) => Title { span: Some((first.start, first.end)), body: first.end },
        None => none,
        Some(length) if length < line.len() => {
            Title { span: Some((first.start, first.start + length)), body: first.start + length }
        }
        Some(_) => {
            let end = extend(text, lines, line, first.end, width);
            let next = lines.iter().find(|line| line.start >= end);
            let runs_on = next.is_some_and(|next| next.gap == 0 && next.text(text).starts_with(char::is_lowercase));
            if runs_on { none } else { Title { span: Some((first.start, end)), body: end } }
        }
    }
}

/// A short line between the number and an empty line is the title, verb or not ("Who may claim").
fn stands_alone(line: &str, next: Option<&Line>) -> bool {
    line.len() < 60 && !line.ends_with(['.', ';', ':', ',']) && next.is_some_and(|next| next.gap > 0)
}

/// Whether a line could be (part of) a title.
fn titular(line: &str) -> bool {
    let marked = mark(line)
        .is_some_and(|mark| mark.reading.fence != Fence::Bare || line.starts_with(|c: char| c.is_ascii_digit()));
    let ends = line.ends_with('.') || line.ends_with(':') && small(line) > 2;
    let sentence = ends && line.split(is_blank).count() > 5 && !shouts(line);
    !marked
        && !sentence
        && line.len() <= LONGEST
        && !line.starts_with(char::is_lowercase)
        && !line.ends_with([';', ','])
}

/// Takes following lines into a title that goes on: after a joining word, in capitals, in small letters up to a mark, or where
/// the line was full.
fn extend(text: &str, lines: &[Line], head: &str, end: usize, width: usize) -> usize {
    let after = end;
    let mut end = end;
    let mut last = head;
    let mut before = end;
    let capitals = shouts(head);
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.start > after).take(4) {
        let next = line.text(text);
        let following = lines.get(at + 1).map_or("", |line| line.text(text));
        let small = next.starts_with(char::is_lowercase);
        let apart = !text.get(before..line.start).is_some_and(|between| between.chars().all(is_blank));
        before = line.end;
        let stops = apart
            || line.gap > 1
            || next.len() > LONGEST
            || has_verb(next)
            || following.starts_with(char::is_lowercase) && !small_words(next);
        if stops || small && following.starts_with(char::is_lowercase) || !continues(last, next, capitals, *line, width)
        {
            break;
        }
        end = line.end;
        last = next;
    }
    end
}

fn continues(last: &str, next: &str, capitals: bool, line: Line, width: usize) -> bool {
    if mark(next).is_some() || next.ends_with([';', '.', ':']) {
        return false;
    }
    let word = last.rsplit(is_blank).next().unwrap_or("");
    let open = joins_title(word) || word.ends_with(['-', ',', '–', '/']);
    let full = last.len() * 2 > width && width < 160 && next.len() < 70 && capitalised(next);
    let runs =
        capitals && shouts(next) || !capitals && (next.starts_with(char::is_lowercase) && next.len() < 90 || full);
    open && (capitalised(next) || next.len() < 40 || capitals && shouts(next)) || line.gap == 0 && runs
}

/// Whether a line ends in a word inside which titles break, so that small letters below may still be the title.
fn small_words(line: &str) -> bool {
    joins_title(line.rsplit(is_blank).next().unwrap_or(""))
}

/// Whether most of the longer words begin with a capital, as in titles.
fn capitalised(line: &str) -> bool {
    let long = || line.split(is_blank).filter(|word| word.len() > 3 && !joins_title(word));
    let great = long().filter(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())).count();
    great * 3 >= long().count() * 2 && great > 0
}

/// Whether a stretch is written in capitals.
pub(super) fn shouts(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && {
        let (great, all) = letters.fold((0, 0), |(great, all), c| (great + usize::from(!c.is_lowercase()), all + 1));
        great * 10 >= all * 9
    }
}

/// How much of a stretch is the title; none when it is running text from the start.
fn cut(rest: &str) -> Option<usize> {
    let end = sentence(rest).or_else(|| (rest.len() <= LONGEST).then_some(rest.len()))?;
    let head = rest.get(..end)?.trim_end();
    let plain = has_verb(head) && !shouts(head) || head.len() > LONGEST || head.is_empty();
    (!plain).then_some(head.len())
}

/// Where running text begins inside a stretch: at a mark, at a small word after capitals, or at a word that begins sentences.
fn sentence(rest: &str) -> Option<usize> {
    let mut last = "";
    let first = rest.split(is_blank).next().unwrap_or("");
    let capitals = rest.split(is_blank).take(2).all(|word| shouts(word) || !word.contains(char::is_alphabetic))
        && shouts(rest.split(is_blank).next().unwrap_or(""));
    let mut at = 0;
    for word in rest.split(is_blank) {
        let place = at;
        at += word.len() + rest.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if place > LONGEST {
            return None;
        }
        if place > 0 && !word.is_empty() {
            let after = rest.get(place..).unwrap_or("");
            if begins_text(word, last, after, first)
                || (capitals && word.chars().skip(1).any(char::is_lowercase) && !is_link(word))
            {
                return Some(place);
            }
        }
        if !word.is_empty() {
            last = word;
        }
    }
    None
}

fn begins_text(word: &str, last: &str, after: &str, first: &str) -> bool {
    if is_link(last) || last.ends_with(['-', ',', '–', '/', '(']) {
        return false;
    }
    if mark(after).is_some_and(|mark| matches!(mark.figures.as_str(), "1" | "a" | "i")) {
        return true;
    }
    let mut next = after.split(is_blank).skip(1).filter(|word| !word.is_empty());
    if SENTENCE_PREPOSITIONS.contains(&word) {
        return next.next().is_some_and(|next| next.starts_with(char::is_lowercase)) && prose(after);
    }
    let again = word.len() > 3 && word.trim_end_matches(',') == first.trim_end_matches(',');
    (again || SENTENCE_STARTS.contains(&word)) && prose(after)
}

/// Whether small words that are not just joints come soon: titles in capitals have none.
fn prose(text: &str) -> bool {
    let words = text.split(is_blank).filter(|word| !word.is_empty()).take(12);
    words.filter(|word| word.starts_with(char::is_lowercase) && !joins_title(word)).count() > 0
}
