//! The smallest pieces of a page's controlled English: words, numbers and quoted sentences, with their places.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_until, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{cut, recognize};
use nom::error::{ContextError, ErrorKind, ParseError, context};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};
use nom_locate::LocatedSpan;

use crate::source::Span;

use super::condition::Word;

/// The text of a block; the extra value is where the block begins in its page.
pub(crate) type Text<'a> = LocatedSpan<&'a str, u32>;

/// What a parser gives.
pub(crate) type Read<'a, T> = IResult<Text<'a>, T, Mistake<'a>>;

/// Where a sentence stops being understood, and what should stand there.
#[derive(Debug, Clone)]
pub(crate) struct Mistake<'a> {
    pub(crate) at: Text<'a>,
    pub(crate) expected: Option<&'static str>,
}

impl<'a> ParseError<Text<'a>> for Mistake<'a> {
    fn from_error_kind(at: Text<'a>, _: ErrorKind) -> Self {
        Mistake { at, expected: None }
    }

    fn append(_: Text<'a>, _: ErrorKind, other: Self) -> Self {
        other
    }

    fn or(self, other: Self) -> Self {
        if self.at.location_offset() > other.at.location_offset() { self } else { other }
    }
}

impl<'a> ContextError<Text<'a>> for Mistake<'a> {
    fn add_context(_: Text<'a>, context: &'static str, mut other: Self) -> Self {
        other.expected.get_or_insert(context);
        other
    }
}

/// Words that build sentences and so cannot be answers.
const RESERVED: [&str; 4] = ["and", "or", "not", "when"];

/// The place of a piece of text in the page.
pub(crate) fn span(text: Text<'_>) -> Span {
    let start = text.location_offset() + text.extra as usize;
    Span::of(start, start + text.fragment().len())
}

fn token(text: Text<'_>) -> Read<'_, Text<'_>> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    preceded(multispace0, take_while1(part)).parse(text)
}

fn word(text: Text<'_>) -> Word {
    Word { text: (*text.fragment()).to_owned(), span: span(text) }
}

fn only<'a>(
    expected: &'static str,
    fits: impl Fn(&str) -> bool,
) -> impl Parser<Text<'a>, Output = Word, Error = Mistake<'a>> {
    move |text: Text<'a>| {
        let found = token(text);
        match found {
            Ok((rest, found)) if fits(found.fragment()) => Ok((rest, word(found))),
            Ok((_, found)) => Err(nom::Err::Error(Mistake { at: found, expected: Some(expected) })),
            Err(_) => Err(nom::Err::Error(Mistake { at: skip(text), expected: Some(expected) })),
        }
    }
}

fn skip(text: Text<'_>) -> Text<'_> {
    let skipped: Read<'_, Text<'_>> = multispace0(text);
    skipped.map_or(text, |(rest, _)| rest)
}

/// Exactly these words, whatever the space between them.
pub(crate) fn words<'a>(phrase: &'static str) -> impl Parser<Text<'a>, Output = (), Error = Mistake<'a>> {
    move |text: Text<'a>| {
        let mut rest = text;
        for part in phrase.split(' ') {
            rest = only(phrase, |found| found == part).parse(rest)?.0;
        }
        Ok((rest, ()))
    }
}

/// An indicator's id.
pub(crate) fn indicator(text: Text<'_>) -> Read<'_, Word> {
    only("the id of an indicator, such as `isds.present`", |found| found.contains('.')).parse(text)
}

/// One answer.
pub(crate) fn answer(text: Text<'_>) -> Read<'_, Word> {
    only("an answer", |found| !found.contains('.') && !RESERVED.contains(&found)).parse(text)
}

fn comma(text: Text<'_>) -> Read<'_, ()> {
    let mark = preceded(multispace0, char(','));
    alt((words("or"), mark.map(|_| ()))).parse(text)
}

/// Answers joined by commas or `or`.
pub(crate) fn answers(text: Text<'_>) -> Read<'_, Vec<Word>> {
    separated_list1(comma, answer).parse(text)
}

/// Indicators joined by commas or `or`.
pub(crate) fn indicators(text: Text<'_>) -> Read<'_, Vec<Word>> {
    separated_list1(comma, indicator).parse(text)
}

/// A mark such as `:` or `(`.
pub(crate) fn mark<'a>(sign: &'static str) -> impl Parser<Text<'a>, Output = (), Error = Mistake<'a>> {
    context(sign, preceded(multispace0, tag(sign))).map(|_| ())
}

/// A sentence between straight quotation marks; line breaks in it count as spaces.
pub(crate) fn quoted(text: Text<'_>) -> Read<'_, Word> {
    let inside = delimited(char('"'), recognize(take_until("\"")), cut(char('"')));
    let (rest, found) = context("a sentence between \"...\"", preceded(multispace0, inside)).parse(text)?;
    let sentence = found.fragment().split_whitespace().collect::<Vec<_>>().join(" ");
    Ok((rest, Word { text: sentence, span: span(found) }))
}

/// Nothing but space up to the end.
pub(crate) fn at_end(text: Text<'_>) -> bool {
    skip(text).fragment().is_empty()
}

/// A parser followed by a colon.
pub(crate) fn colon<'a, T>(
    before: impl Parser<Text<'a>, Output = T, Error = Mistake<'a>>,
) -> impl Parser<Text<'a>, Output = T, Error = Mistake<'a>> {
    terminated(before, mark(":"))
}
