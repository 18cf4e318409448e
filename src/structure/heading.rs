//! Where a part could open: heading words with their numbers, and how much speaks for each.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::char;
use nom::combinator::{map_opt, opt, verify};
use nom::sequence::delimited;
use nom::{IResult, Parser};

use super::Kind;
use super::lines::{Line, is_blank, without_call};
use super::number::{Number, number};
use super::unit::UNIT_WORDS;
use super::words::{connects, is_link};

/// A place where a part may open.
#[derive(Debug, Clone)]
pub(super) struct Opening {
    /// What would open.
    pub(super) kind: Kind,
    /// The word as written ("Appendix" and "Schedule" are annexes too).
    pub(super) word: (usize, usize),
    /// First byte of the heading.
    pub(super) start: usize,
    /// Its number.
    pub(super) number: Option<Number>,
    /// The byte after the number and the sign that follows it.
    pub(super) label_end: usize,
    /// How much speaks for it; below nought it is running text.
    pub(super) weight: i32,
    /// Whether it stands at the start of a line.
    pub(super) line_start: bool,
    /// Where the heading ends, title included, if the format says so.
    pub(super) given: Option<usize>,
}

/// All places of a text where a part may open, in order.
pub(super) fn openings(text: &str, lines: &[Line]) -> Vec<Opening> {
    let mut found = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        let start = line.start + decoration(line.text(text));
        if let Some(opening) = opening(text, start, line.end) {
            let weight = opening.weight + start_weight(text, previous, *line);
            let opening = Opening { start: line.start, weight, line_start: true, ..opening };
            found.extend(torn(text, &opening, line.end));
            found.push(opening);
        }
        inline(text, *line, &mut found);
        previous = Some(*line);
    }
    found
}

/// The same heading with a number that a faulty scan tore apart: "Article 3 6" is Article 36 if the order of numbers says so.
fn torn(text: &str, opening: &Opening, end: usize) -> Option<Opening> {
    let first = opening.number.as_ref().filter(|number| opening.kind == Kind::Article && number.key.len() == 1)?;
    let rest = text.get(opening.word.1..end)?.trim_start().strip_prefix(first.written.as_str())?;
    let second = rest.strip_prefix(' ')?;
    let digits = second.len() - second.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (second, tail) = (second.get(..digits)?, second.get(digits..)?);
    if digits == 0
        || digits > 2
        || tail.starts_with(['.', ')', '('])
        || !first.written.chars().all(|c| c.is_ascii_digit())
    {
        return None;
    }
    let joined = format!("{}{second}", first.written);
    let number = Number { key: vec![joined.parse().ok()?], plain: joined.clone(), written: joined };
    let label_end = end - tail.trim_start().len();
    Some(Opening { number: Some(number), label_end, weight: opening.weight - 1, ..opening.clone() })
}

/// Whether words that open parts begin with the letter.
fn opens(letter: u8) -> bool {
    matches!(letter, b'A' | b'C' | b'P' | b'R' | b'S' | b'T')
}

/// Lines longer than this may hold headings in small letters inside.
const INLINE_FROM: usize = 150;

fn inline(text: &str, line: Line, found: &mut Vec<Opening>) {
    let body = line.text(text);
    let headed = found.last().filter(|last| last.start >= line.start).map_or(0, |last| last.label_end - line.start);
    for (at, _) in body.bytes().enumerate().skip(headed.max(1)).filter(|(_, byte)| opens(*byte)) {
        if !body.get(..at).is_some_and(lets_open) {
            continue;
        }
        let place = line.start + at;
        if let Some(opening) = opening(text, place, line.end) {
            let weight = opening.weight + inline_weight(text, line.start, place);
            let capitals =
                text.get(opening.word.0..opening.word.1).is_some_and(|word| !word.contains(char::is_lowercase));
            let closes = opening.kind == Kind::Chapter && opening.label_end == line.end;
            if body.len() > INLINE_FROM || (capitals || closes) && weight > 0 {
                let opening = Opening { weight, ..opening };
                found.extend(torn(text, &opening, line.end));
                found.push(opening);
            }
        }
    }
}

/// Whether a part may open behind this beginning of a line: a blank, a stop, or any one sign.
fn lets_open(before: &str) -> bool {
    let mut signs = before.chars();
    let last = signs.next_back();
    last.is_some_and(|last| is_blank(last) || ".;:)\"”".contains(last)) || signs.next().is_none()
}

/// How many bytes of Markdown or quoting stand before a heading word.
fn decoration(line: &str) -> usize {
    line.len() - line.trim_start_matches(['#', '*', '_', ' ', '>', '"', '“', '|', '\u{a0}']).len()
}

/// Reads a heading word and number at `start`; the line ends at `end`.
pub(super) fn opening(text: &str, start: usize, end: usize) -> Option<Opening> {
    let rest = text.get(start..end)?;
    if !rest.bytes().next().is_some_and(opens) {
        return None;
    }
    let (after, (word, kind)) = opener(rest).ok()?;
    let (after, numbered) = numbered(after).ok()?;
    if numbered.is_none() && kind != Kind::Annex && kind != Kind::Protocol {
        return None;
    }
    let (tail, sign) = sign(after);
    let label_end = end - tail.len();
    let capitals = word.chars().all(|c| !c.is_lowercase());
    let tail_weight = follow_weight(tail, sign, capitals);
    let tail_weight =
        if tail.is_empty() { tail_weight + next_weight(text.get(end..).unwrap_or("")) } else { tail_weight };
    let weight = tail_weight + if numbered.is_none() { bare_weight(tail, capitals) } else { 0 };
    Some(Opening {
        kind,
        word: (start, start + word.len()),
        start,
        number: numbered,
        label_end,
        weight,
        line_start: false,
        given: None,
    })
}

fn opener(input: &str) -> IResult<&str, (&str, Kind)> {
    let (rest, word) = take_while1(|c: char| c.is_alphabetic() || c == '-').parse(input)?;
    let (word, rest) = match rest.strip_prefix('.') {
        Some(after) if word.eq_ignore_ascii_case("art") => (input.get(..word.len() + 1).unwrap_or(word), after),
        _ => (word, rest),
    };
    let (_, kind) = map_opt(nom::combinator::success(word), kind_of).parse(rest)?;
    Ok((rest, (word, kind)))
}

/// What a word opens.
pub(super) fn kind_of(word: &str) -> Option<Kind> {
    if word.len() > 12
        || word.len() < 4
        || !word.starts_with(['A', 'C', 'P', 'R', 'S', 'T', 'a', 'c', 'p', 'r', 's', 't'])
    {
        return None;
    }
    OPENERS.get(word.to_lowercase().as_str()).copied()
}

/// What the words open that parts begin with, in lower case.
static OPENERS: LazyLock<HashMap<&str, Kind, FixedState>> = LazyLock::new(|| {
    let singular = UNIT_WORDS.iter().filter(|known| !known.plural);
    singular.filter_map(|known| Some((known.word, known.unit.opens()?))).collect()
});

fn numbered(input: &str) -> IResult<&str, Option<Number>> {
    let (rest, _) = blanks(input)?;
    let (rest, _) = opt((take_while1(|c: char| ":-–".contains(c)), blanks)).parse(rest)?;
    let (rest, _) = opt((nom::bytes::complete::tag("No."), blanks)).parse(rest)?;
    if rest.len() == input.len() && !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok((input, None));
    }
    let (rest, found) = opt(alt((number, bracketed))).parse(rest)?;
    Ok(if found.is_some() { (rest, found) } else { (input, None) })
}

/// "Article (9)".
fn bracketed(input: &str) -> IResult<&str, Number> {
    delimited(char('('), verify(number, |found| found.written.bytes().all(|b| b.is_ascii_digit())), char(')'))
        .parse(input)
}

fn blanks(input: &str) -> IResult<&str, &str> {
    take_while(is_blank).parse(input)
}

/// Takes the sign between number and title off: the rest, and the sign's first character.
fn sign(input: &str) -> (&str, Option<char>) {
    let signs: &[char] = &[':', '-', '–', '—', '.', '*', '_', '|', '\u{2015}', '\u{2011}', '\u{2212}'];
    let rest = input.trim_start_matches(is_blank);
    let cut = rest.trim_start_matches(signs);
    let cut = if cut.len() < rest.len() { cut.trim_start().trim_start_matches(signs) } else { cut };
    let sign = rest.chars().next().filter(|_| cut.len() < rest.len());
    (cut.trim_start_matches(is_blank), sign)
}

const NEVER: i32 = -40;

/// What the words after a number say: titles begin with a capital, running text goes on in small letters or with a comma.
fn follow_weight(tail: &str, sign: Option<char>, capitals: bool) -> i32 {
    let shout = if capitals { 3 } else { 0 };
    let Some(first) = tail.chars().next() else { return shout + 6 };
    let base = match first {
        ',' | ';' | ')' | ']' | '/' | '%' => return NEVER,
        '(' if sign.is_some() && first_mark(tail) => 2,
        '(' => parenthesis_weight(tail),
        c if c.is_lowercase() => return if sign.is_some_and(|s| s != '.') { shout } else { NEVER },
        c if c.is_uppercase() => 2,
        c if c.is_ascii_digit() => 1,
        _ => 0,
    };
    base + shout + if sign.is_some() { 3 } else { 0 }
}

/// A number at the end of a line is no heading where the next line goes on in small letters or with a reference's title.
fn next_weight(rest: &str) -> i32 {
    let rest = rest.trim_start_matches(is_blank);
    let line = rest.lines().next().unwrap_or("").trim_end_matches(is_blank);
    let names = line.starts_with('(') && line.find(')').is_some_and(|close| close > 4 && close + 1 < line.len());
    if line.starts_with(char::is_lowercase) || line.starts_with([',', ';']) || names { NEVER } else { 0 }
}

/// Whether text goes on with the first mark of a list: "(1)", "(a)".
fn first_mark(tail: &str) -> bool {
    ["(1)", "(a)", "(i)"].iter().any(|mark| tail.starts_with(mark))
}

/// Words in parentheses longer than this, in bytes, are no title.
const LONGEST_ASIDE: usize = 400;

/// "Article 70 (Security)" alone on its line is a heading; "Article 70 (Security) of" is not.
fn parenthesis_weight(tail: &str) -> i32 {
    let inner = tail.trim_start_matches('(');
    let inner = inner.get(..inner.floor_char_boundary(LONGEST_ASIDE)).unwrap_or(inner);
    match inner.find(')') {
        Some(close) if inner.get(close + 1..).is_some_and(|after| after.trim().is_empty()) => 3,
        Some(close)
            if close > 4
                && inner.get(close + 1..).is_some_and(|after| {
                    after.trim_start_matches(['.', ':']).trim_start().starts_with(char::is_uppercase)
                }) =>
        {
            1
        }
        _ => NEVER,
    }
}

/// A bare "ANNEX" or "PROTOCOL" opens a part only alone on its line or in capitals.
fn bare_weight(tail: &str, capitals: bool) -> i32 {
    let shouted = capitals && tail.chars().take(12).all(|c| !c.is_lowercase());
    if tail.is_empty() || shouted { -2 } else { NEVER }
}

fn start_weight(text: &str, previous: Option<Line>, line: Line) -> i32 {
    let Some(previous) = previous else { return 6 };
    let before = without_call(previous.text(text));
    let word = before.rsplit(is_blank).next().unwrap_or("");
    let numeral = word.len() == 1 && word.starts_with(char::is_uppercase);
    if connects(word) && !numeral {
        return if line.gap > 0 { 0 } else { NEVER };
    }
    match before.chars().next_back() {
        Some(',' | '(') if line.gap == 0 => -2,
        Some(c) if ".;:)]”\"_".contains(c) || line.gap > 0 => 5,
        _ => 3,
    }
}

fn inline_weight(text: &str, from: usize, place: usize) -> i32 {
    let before = without_call(text.get(from..place).unwrap_or("").trim_end());
    let word = before.rsplit(is_blank).next().unwrap_or("");
    let last = word.chars().next_back().unwrap_or('.');
    if ".;:_�”\"".contains(last) {
        return 1;
    }
    if word.chars().all(|c| c.is_ascii_digit()) {
        return -1;
    }
    let short = before.len() < 80;
    if (is_link(word) && (short || word.contains(char::is_lowercase))) || ",(".contains(last) { NEVER } else { -3 }
}
