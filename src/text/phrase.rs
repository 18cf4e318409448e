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

/// A piece of one spelled-out phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Atom {
    /// Words in their folded form, each behind a space.
    Words(String),
    Concept(String),
    /// At most so many words between.
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

/// Every phrase that the pieces spell out; no more than `most`.
pub(crate) fn spell_out(pieces: &[Piece], most: usize) -> Vec<Vec<Atom>> {
    let mut phrases: Vec<Vec<Atom>> = vec![Vec::new()];
    for piece in pieces {
        let options: Vec<Vec<Atom>> = match piece {
            Piece::Word(word) => vec![words(word)],
            Piece::Concept(name) => vec![vec![Atom::Concept(name.clone())]],
            Piece::Gap(words) => vec![vec![Atom::Gap(*words)]],
            Piece::Choice(options) => options.iter().flat_map(|option| spell_out(option, most)).collect(),
        };
        phrases = each_with_each(phrases, &options, most, join);
    }
    phrases
}

/// Every way followed by every option; no more than `most`. What has one option only is not copied.
fn each_with_each<W: Clone, O>(ways: Vec<W>, options: &[O], most: usize, join: impl Fn(&mut W, &O)) -> Vec<W> {
    let joined = |mut way: W, option: &O| {
        join(&mut way, option);
        way
    };
    match options {
        [only] => ways.into_iter().map(|way| joined(way, only)).collect(),
        options => {
            let longer = |way: &W| options.iter().map(|option| joined(way.clone(), option)).collect::<Vec<W>>();
            ways.iter().flat_map(longer).take(most).collect()
        }
    }
}

/// A step of a phrase that is more than plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    /// One of these spellings, each in folded form.
    Words(Vec<String>),
    Concept(String),
    /// At most so many words between.
    Gap(u32),
}

/// The ways to read a phrase, with plain alternatives kept together: `(may|shall) .. claim` is one way of three steps.
pub(crate) fn segments(pieces: &[Piece], most: usize) -> Vec<Vec<Segment>> {
    if pieces.iter().all(plain) {
        return flat_segments(pieces, most);
    }
    unfold(pieces, most).iter().flat_map(|flat| flat_segments(flat, most)).collect()
}

/// [`segments`] of pieces in which no choice holds a gap or a concept.
fn flat_segments(mut rest: &[Piece], most: usize) -> Vec<Vec<Segment>> {
    let mut whole: Vec<Vec<Segment>> = vec![Vec::new()];
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|piece| plain(piece)).count();
        let options = match first {
            Piece::Concept(name) => vec![Some(Segment::Concept(name.clone()))],
            Piece::Gap(words) => vec![Some(Segment::Gap(*words))],
            Piece::Word(_) | Piece::Choice(_) => spellings(rest.get(..run).unwrap_or(&[]), most),
        };
        rest = rest.get(run.max(1)..).unwrap_or(&[]);
        whole = each_with_each(whole, &options, most, |way, option| way.extend(option.clone()));
    }
    whole
}

/// Whether a piece is words and choices of words only.
fn plain(piece: &Piece) -> bool {
    match piece {
        Piece::Word(_) => true,
        Piece::Choice(options) => options.iter().flatten().all(plain),
        Piece::Concept(_) | Piece::Gap(_) => false,
    }
}

/// The spellings of a run of plain pieces as one step; none where the run may be left out.
fn spellings(run: &[Piece], most: usize) -> Vec<Option<Segment>> {
    let (mut words, mut empty) = (Vec::new(), false);
    for atoms in spell_out(run, most) {
        match atoms.into_iter().next() {
            Some(Atom::Words(spelled)) => words.push(spelled),
            _ => empty = true,
        }
    }
    let all = (!words.is_empty()).then_some(Some(Segment::Words(words)));
    all.into_iter().chain(empty.then_some(None)).collect()
}

/// Pieces in which no choice holds a gap or a concept.
fn unfold(pieces: &[Piece], most: usize) -> Vec<Vec<Piece>> {
    let mut flat: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        let options: Vec<Vec<Piece>> = match piece {
            Piece::Choice(options) if !plain(piece) => options.iter().flat_map(|option| unfold(option, most)).collect(),
            Piece::Choice(_) | Piece::Word(_) | Piece::Concept(_) | Piece::Gap(_) => vec![vec![piece.clone()]],
        };
        flat = each_with_each(flat, &options, most, |way, option| way.extend_from_slice(option));
    }
    flat
}

fn join(phrase: &mut Vec<Atom>, option: &Vec<Atom>) {
    for atom in option {
        match (phrase.last_mut(), atom) {
            (Some(Atom::Words(before)), Atom::Words(more)) => before.push_str(more),
            (_, atom) => phrase.push(atom.clone()),
        }
    }
}

fn words(written: &str) -> Vec<Atom> {
    let written = written.replace("-", " ");
    let bare = written.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut folded = String::new();
    for word in bare.filter(|word| !word.is_empty()) {
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        for part in word.split(['\'', '’']).filter(|part| !part.is_empty()) {
            folded.push(' ');
            fold_word(part, &mut folded);
        }
    }
    if folded.is_empty() { Vec::new() } else { vec![Atom::Words(folded)] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(line: &str) -> Vec<String> {
        let phrases = spell_out(&read(line).unwrap(), 100);
        phrases.iter().map(|atoms| atoms.iter().map(show).collect::<String>()).collect()
    }

    fn show(atom: &Atom) -> String {
        match atom {
            Atom::Words(words) => words.clone(),
            Atom::Concept(name) => format!(" {{{name}}}"),
            Atom::Gap(u32::MAX) => " ...".to_owned(),
            Atom::Gap(words) => format!(" ..{words}"),
        }
    }

    #[test]
    fn choices_and_options_are_spelled_out() {
        assert_eq!(
            spelled("(may|shall) submit [its] claims"),
            [" may submit its claim", " may submit claim", " shall submit its claim", " shall submit claim"]
        );
    }

    #[test]
    fn concepts_and_gaps_stand_between_words() {
        assert_eq!(spelled("{investor} .. may ..12 claim"), [" {investor} ..5 may ..12 claim"]);
    }

    #[test]
    fn an_open_bracket_is_reported_where_it_stands() {
        assert_eq!(read("may (submit"), Err(4));
    }
}
