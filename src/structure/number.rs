//! The numbers of parts: `9.20`, `1120`, `IV`, `A-05`, `31-C.1`, `6bis`, `Twenty-One`.

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{map_opt, not, opt, recognize, verify};
use nom::multi::many0;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use super::words::INSERTED;
use crate::source::roman_value;
use crate::text::{cardinal, ordinal};

/// A number as written, and as a key to compare with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// As written, without spaces.
    pub(super) written: String,
    /// Its components in order; letters and Roman numerals as numbers.
    pub(super) key: Vec<u32>,
    /// In digits where it was written in words or Roman numerals, else as written.
    pub(super) plain: String,
}

/// Reads the number of a heading; the rest begins right after it.
pub(super) fn number(input: &str) -> IResult<&str, Number> {
    alt((composed, spelled)).parse(input)
}

fn composed(input: &str) -> IResult<&str, Number> {
    let (rest, first) = component(input)?;
    let (rest, more) = many0(preceded(joint, component)).parse(rest)?;
    let (rest, more) =
        if more.is_empty() { opt(torn).map(|torn| torn.into_iter().collect()).parse(rest)? } else { (rest, more) };
    let (rest, inserted) = opt(inserted).parse(rest)?;
    if more.is_empty() || !begins_title(rest) {
        not(word_char).parse(rest)?;
    }
    let written: String =
        input.get(..input.len() - rest.len()).unwrap_or("").chars().filter(|c| !c.is_whitespace()).collect();
    let mut key = first.key();
    key.extend(more.iter().flat_map(Component::key));
    key.extend(inserted.map(|place| place + 100));
    let plain = if more.is_empty() && first.roman {
        format!("{}{}", first.value, suffix_of(inserted))
    } else {
        written.clone()
    };
    Ok((rest, Number { written, key, plain }))
}

/// Whether a title begins without the blank before it ("10.01Definitions").
fn begins_title(rest: &str) -> bool {
    let mut signs = rest.chars();
    signs.next().is_some_and(char::is_uppercase) && signs.next().is_some_and(char::is_lowercase)
}

/// The second component of a number that a blank tore apart ("17. 2:").
fn torn(input: &str) -> IResult<&str, Component> {
    let (rest, found) = preceded(pair(char('.'), char(' ')), digits).parse(input)?;
    let (_, _) = char(':').parse(rest)?;
    Ok((rest, found))
}

fn suffix_of(inserted: Option<u32>) -> &'static str {
    inserted.and_then(|place| INSERTED.get(place as usize)).copied().unwrap_or("")
}

/// What joins two components: a full stop or hyphen, perhaps with the blank that a faulty scan left.
fn joint(input: &str) -> IResult<&str, char> {
    alt((one_of(".-\u{2011}–"), terminated(char('-'), char(' ')))).parse(input)
}

struct Component {
    value: u32,
    roman: bool,
    inserted: Option<u32>,
}

impl Component {
    /// Its value, and that of a letter behind it ("5A") as a component of its own above all others.
    fn key(&self) -> Vec<u32> {
        std::iter::once(self.value).chain(self.inserted.map(|place| 100 + place)).collect()
    }
}

fn component(input: &str) -> IResult<&str, Component> {
    alt((digits, roman, letter)).parse(input)
}

fn digits(input: &str) -> IResult<&str, Component> {
    let (rest, value) =
        map_opt(take_while_m_n(1, 4, |c: char| c.is_ascii_digit()), |d: &str| d.parse::<u32>().ok()).parse(input)?;
    let (rest, suffix) = opt(terminated(one_of("ABCDEFGHabcdefgh"), not(word_char))).parse(rest)?;
    let (rest, _) = opt(one_of("ºª°")).parse(rest)?;
    let inserted = suffix.map(|c| c.to_ascii_lowercase() as u32 - 'a' as u32);
    Ok((rest, Component { value, roman: false, inserted }))
}

fn roman(input: &str) -> IResult<&str, Component> {
    let numeral = verify(take_while1(|c: char| "IVXLC".contains(c)), |s: &str| s.len() > 1 || "IVX".contains(s));
    let (rest, value) = map_opt(numeral, roman_value).parse(input)?;
    Ok((rest, Component { value, roman: true, inserted: None }))
}

fn letter(input: &str) -> IResult<&str, Component> {
    let (rest, c) = terminated(one_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), not(word_char)).parse(input)?;
    Ok((rest, Component { value: c as u32 - 'A' as u32 + 1, roman: false, inserted: None }))
}

fn inserted(input: &str) -> IResult<&str, u32> {
    let word = preceded(
        opt(alt((recognize(take_while1(char::is_whitespace)), recognize(char('-'))))),
        take_while1(char::is_alphabetic),
    );
    map_opt(word, |w: &str| {
        let place = INSERTED.iter().position(|known| known.eq_ignore_ascii_case(w))?;
        u32::try_from(place).ok()
    })
    .parse(input)
}

fn word_char(input: &str) -> IResult<&str, char> {
    verify(nom::character::complete::anychar, |c: &char| c.is_alphanumeric()).parse(input)
}

/// A number written as a word, or two joined by a hyphen or blank ("Twenty-One").
fn spelled(input: &str) -> IResult<&str, Number> {
    let (rest, first) = number_word(input)?;
    let units = preceded(pair(one_of("- "), not(char(' '))), verify(number_word, |n: &u32| *n < 10));
    let (rest, second) = if first >= 20 { opt(units).parse(rest)? } else { (rest, None) };
    not(word_char).parse(rest)?;
    let value = first + second.unwrap_or(0);
    let written = input.get(..input.len() - rest.len()).unwrap_or("").to_owned();
    Ok((rest, Number { written, key: vec![value], plain: value.to_string() }))
}

fn number_word(input: &str) -> IResult<&str, u32> {
    map_opt(take_while1(char::is_alphabetic), |word: &str| cardinal(word).or_else(|| ordinal(word))).parse(input)
}
