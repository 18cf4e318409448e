//! The marks that open paragraphs and points: `1.`, `(1)`, `1)`, `(a)`, `(i)`, `(A)`, `–`.

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{map, map_opt, opt, recognize, verify};
use nom::multi::many1;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use crate::source::roman_value;

/// The letters or figures of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    /// 1, 2, 3
    Digits,
    /// 4.1, 4.2
    Decimal,
    /// a, b, aa
    Small,
    /// A, B
    Great,
    /// i, ii
    SmallRoman,
    /// I, II
    GreatRoman,
    /// A dash or dot.
    Bullet,
}

/// What stands around the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    /// (1)
    Both,
    /// 1)
    After,
    /// 1.
    Dot,
    /// 1
    Bare,
}

/// A mark read as one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// Its figures.
    pub(super) figures: Figures,
    /// Its fence.
    pub(super) fence: Fence,
    /// Its place in its list, from 1.
    pub(super) ordinal: u32,
}

/// A mark: what it can be read as (`i` is a letter or a numeral), and its figures as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The likelier reading.
    pub(super) reading: Reading,
    /// Another reading.
    pub(super) other: Option<Reading>,
    /// The figures as written; empty for a dash.
    pub(super) figures: String,
    /// How many bytes the mark takes with the blanks behind it.
    pub(super) length: usize,
}

/// Reads the mark that the text begins with.
pub(super) fn mark(input: &str) -> Option<Mark> {
    if let Some(lost) = lost(input) {
        return Some(lost);
    }
    if is_word(input) {
        return None;
    }
    let (rest, (figures, fence)) = alt((fenced, dotted, bullet)).parse(input).ok()?;
    let (reading, other) = readings(figures, fence)?;
    if rest.chars().next().is_some_and(|c| c == ',' || c == ';' || (fence == Fence::Dot && c.is_ascii_digit())) {
        return None;
    }
    let rest = rest.trim_start();
    Some(Mark { reading, other, figures: figures.trim_matches('.').to_owned(), length: input.len() - rest.len() })
}

/// Whether the text begins with a word: behind the letters of a mark stands a parenthesis or full stop.
fn is_word(input: &str) -> bool {
    let behind = input.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    behind.len() < input.len() && !behind.starts_with([')', '.'])
}

/// A full stop whose number was lost: ". Each Party shall". Its ordinal is nought.
fn lost(input: &str) -> Option<Mark> {
    let rest = input.strip_prefix('.')?.trim_start_matches([' ', '.', '\u{a0}']);
    let length = input.len() - rest.len();
    let reading = Reading { figures: Figures::Digits, fence: Fence::Dot, ordinal: 0 };
    (length > 1 && rest.starts_with(char::is_uppercase)).then(|| Mark {
        reading,
        other: None,
        figures: String::new(),
        length,
    })
}

type Figured<'a> = (&'a str, Fence);

fn fenced(input: &str) -> IResult<&str, Figured<'_>> {
    let both = map((char('('), opt(char(' ')), figures, opt(char(' ')), char(')')), |(_, _, f, _, _)| (f, Fence::Both));
    let after = map(terminated(figures, char(')')), |f| (f, Fence::After));
    alt((both, after)).parse(input)
}

fn dotted(input: &str) -> IResult<&str, Figured<'_>> {
    let decimal = map(terminated(decimal, (opt(char('.')), nom::combinator::peek(blank))), |f| (f, Fence::Dot));
    let dot = map(terminated(figures, (char('.'), opt(one_of("-–")))), |f| (f, Fence::Dot));
    let dashed =
        map(terminated(short_digits, (one_of("-–"), char(' '), nom::combinator::peek(capital))), |f| (f, Fence::Dot));
    let bare = map(terminated(short_digits, nom::combinator::peek(blank)), |f| (f, Fence::Bare));
    alt((decimal, dot, dashed, bare)).parse(input)
}

fn capital(input: &str) -> IResult<&str, char> {
    verify(nom::character::complete::anychar, |sign: &char| sign.is_uppercase()).parse(input)
}

fn bullet(input: &str) -> IResult<&str, Figured<'_>> {
    map(terminated(recognize(one_of("-–—•·*▪○●\u{f0b7}")), nom::combinator::peek(blank)), |_| {
        ("", Fence::Bare)
    })
    .parse(input)
}

fn blank(input: &str) -> IResult<&str, char> {
    verify(nom::character::complete::anychar, |c: &char| c.is_whitespace()).parse(input)
}

fn decimal(input: &str) -> IResult<&str, &str> {
    recognize((short_digits, many1(preceded(char('.'), short_digits)))).parse(input)
}

fn short_digits(input: &str) -> IResult<&str, &str> {
    verify(digit1, |d: &str| d.len() <= 2).parse(input)
}

fn figures(input: &str) -> IResult<&str, &str> {
    alt((
        map_opt(
            recognize((short_digits, opt(take_while_m_n(0, 6, |c: char| c.is_ascii_lowercase())))),
            numbered_figures,
        ),
        verify(take_while1(|c: char| c.is_ascii_lowercase()), |s: &str| small(s)),
        verify(take_while1(|c: char| c.is_ascii_uppercase()), |s: &str| s.len() == 1 || roman_value(s).is_some()),
    ))
    .parse(input)
}

/// Digits, perhaps with "bis" or a single letter behind.
fn numbered_figures(figures: &str) -> Option<&str> {
    let tail = figures.trim_start_matches(|c: char| c.is_ascii_digit());
    (tail.len() <= 1 || super::words::INSERTED.contains(&tail)).then_some(figures)
}

/// A letter, a doubled letter, or a Roman numeral.
fn small(figures: &str) -> bool {
    let mut letters = figures.chars();
    let first = letters.next();
    figures.len() <= 3 && letters.all(|c| Some(c) == first)
        || (figures.len() <= 6 && roman_value(&figures.to_uppercase()).is_some())
}

fn readings(figures: &str, fence: Fence) -> Option<(Reading, Option<Reading>)> {
    let read = |figures, ordinal| Reading { figures, fence, ordinal };
    let Some(first) = figures.chars().next() else { return Some((read(Figures::Bullet, 1), None)) };
    if first.is_ascii_digit() {
        let last = figures.rsplit('.').next().unwrap_or("").trim_end_matches(|c: char| c.is_ascii_lowercase());
        let kind = if figures.contains('.') { Figures::Decimal } else { Figures::Digits };
        return Some((read(kind, last.parse().ok()?), None));
    }
    let (letters, numerals) = if first.is_lowercase() {
        (Figures::Small, Figures::SmallRoman)
    } else {
        (Figures::Great, Figures::GreatRoman)
    };
    let letter = letter_ordinal(figures).map(|ordinal| read(letters, ordinal));
    let numeral = roman_value(&figures.to_uppercase()).map(|ordinal| read(numerals, ordinal));
    match (letter, numeral) {
        (Some(letter), Some(numeral)) if "ivxIVX".contains(first) && figures.len() == 1 || figures.len() > 1 => {
            Some((numeral, Some(letter)))
        }
        (Some(letter), other) => Some((letter, other)),
        (None, numeral) => Some((numeral?, None)),
    }
}

/// The place of a letter in the alphabet; "aa" follows "z".
fn letter_ordinal(figures: &str) -> Option<u32> {
    let first = figures.chars().next()?.to_ascii_lowercase();
    let times = u32::try_from(figures.len()).ok()?;
    let same = figures.chars().all(|c| c.to_ascii_lowercase() == first);
    (same && first.is_ascii_lowercase()).then(|| (times - 1) * 26 + (first as u32 - 'a' as u32 + 1))
}
