//! The way word pages write phrases.
//!
//! `(may|shall) submit [its] claim`: one of, and optional words. `{investor}`: any phrase of that concept. `..`: up to five words
//! between, `..12` up to twelve, `...` any number within the sentence.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1, space0};
use nom::combinator::{map, opt};
use nom::multi::{many0, many1, separated_list1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::normal::fold_word;

/// How many words may stand between two pieces where a page writes `..`.
pub(crate) const SHORT_GAP: u32 = 5;

/// A piece of a phrase as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Word(String),
    Choice(Vec<Vec<Piece>>),
    Concept(String),
    Gap(u32),
}

fn piece(input: &str) -> IResult<&str, Piece> {
    preceded(space0, alt((gap, concept, choice, optional, word))).parse(input)
}

fn gap(input: &str) -> IResult<&str, Piece> {
    let far = map(tag("..."), |_| Piece::Gap(u32::MAX));
    let near = map(preceded(tag(".."), opt(digit1)), |n: Option<&str>| {
        Piece::Gap(n.and_then(|n| n.parse().ok()).unwrap_or(SHORT_GAP))
    });
    alt((far, near)).parse(input)
}

pub(crate) fn concept_name(input: &str) -> IResult<&str, &str> {
    delimited(char('{'), take_while1(|c| c != '}' && c != '{' && c != '\n'), char('}')).parse(input)
}

fn concept(input: &str) -> IResult<&str, Piece> {
    map(concept_name, |name: &str| Piece::Concept(name.trim().to_owned())).parse(input)
}

fn choice(input: &str) -> IResult<&str, Piece> {
    let options = separated_list1(preceded(space0, char('|')), many1(piece));
    map(delimited(char('('), options, preceded(space0, char(')'))), Piece::Choice).parse(input)
}

fn optional(input: &str) -> IResult<&str, Piece> {
    let options = separated_list1(preceded(space0, char('|')), many1(piece));
    let whole = delimited(char('['), options, preceded(space0, char(']')));
    map(whole, |mut options| {
        options.push(Vec::new());
        Piece::Choice(options)
    })
    .parse(input)
}

fn word(input: &str) -> IResult<&str, Piece> {
    let letters = take_while1(|c: char| !c.is_whitespace() && !"()[]{}|".contains(c));
    map(letters, |word: &str| Piece::Word(word.to_owned())).parse(input)
}

/// Reads a phrase line; the error is the offset in bytes where it stops making sense.
pub(crate) fn read(line: &str) -> Result<Vec<Piece>, usize> {
    match many0(piece).parse(line) {
        Ok((rest, pieces)) if rest.trim().is_empty() && !pieces.is_empty() => Ok(pieces),
        Ok((rest, _)) => Err(line.len() - rest.trim_start().len()),
        Err(_) => Err(0),
    }
}

/// Words in their folded form, each behind a space.
pub(crate) fn folded(written: &str) -> String {
    let written = written.replace('-', " ");
    let bare = written.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut folded = String::new();
    for word in bare.filter(|word| !word.is_empty()) {
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        for part in word.split(['\'', '’']).filter(|part| !part.is_empty()) {
            folded.push(' ');
            fold_word(part, &mut folded);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_bracket_is_reported_where_it_stands() {
        assert_eq!(read("may (submit"), Err(4));
    }
}
