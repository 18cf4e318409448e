//! Numbers as references write them: `9.19.1(a)`, `XX`, `9-B`, `Eleven`, `(a)(ii)`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::char;
use nom::combinator::{opt, recognize, verify};
use nom::multi::many0;
use nom::sequence::{delimited, pair, preceded};
use nom::{IResult, Parser};

use crate::text::cardinal;

const LATIN_SUFFIXES: [&str; 5] = ["bis", "ter", "quater", "quinquies", "sexies"];

/// Skips spaces, non-breaking ones and line ends, but no empty line.
pub(super) fn space(input: &str) -> IResult<&str, &str> {
    verify(take_while(is_space), |gap: &str| gap.matches('\n').count() < 2).parse(input)
}

/// At least one space or line end.
pub(super) fn gap(input: &str) -> IResult<&str, &str> {
    verify(space, |gap: &str| !gap.is_empty()).parse(input)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{a0}'
}

/// `(a)`, `(ii)`, `(1)`: an enumerator in parentheses, without them.
pub(super) fn enumerator(input: &str) -> IResult<&str, &str> {
    delimited(pair(char('('), space), verify(letter_or_digits, is_enumerator), pair(space, char(')'))).parse(input)
}

/// `a)`: an enumerator with a closing parenthesis only.
pub(super) fn half_enumerator(input: &str) -> IResult<&str, &str> {
    let (rest, found) = verify(letter_or_digits, is_enumerator).parse(input)?;
    let (rest, _) = char(')').parse(rest)?;
    Ok((rest, found))
}

fn letter_or_digits(input: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 6, |c: char| c.is_ascii_alphanumeric()).parse(input)
}

fn is_enumerator(word: &str) -> bool {
    let digits = word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 3;
    let roman = word.bytes().all(|b| b"ivxIVX".contains(&b));
    let letters = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let twin = letters && (word.len() == 1 || word.as_bytes().first() == word.as_bytes().last());
    digits || roman || twin
}

/// The enumerators that follow a number: `(1)(a)(ii)`; a single space may stand before each.
pub(super) fn below(input: &str) -> IResult<&str, Vec<&str>> {
    many0(preceded(opt(char(' ')), enumerator)).parse(input)
}

/// A number, letter or number word that names a part, as written: `9.19.1`, `IV`, `9-B`, `Twenty-One`, `13 bis`.
pub(super) fn designation(input: &str) -> IResult<&str, &str> {
    let plain = recognize(pair(first_piece, many0(further_piece)));
    let words = recognize(pair(number_word, opt(pair(alt((tag("-"), tag(" "))), number_word))));
    let (_, written) = alt((plain, words)).parse(input)?;
    let suffixed: IResult<&str, &str> = recognize(pair(tag(written), pair(space, latin_suffix))).parse(input);
    let (rest, written) = suffixed.or_else(|_| tag(written).parse(input))?;
    verify(nom::combinator::success(written), |_: &str| ends_word(rest)).parse(rest)
}

/// `10 D`: a lone capital after a space, as annexes have it; `A` may open a sentence.
pub(super) fn spaced_letter<'a>(input: &'a str, rest: &'a str) -> Option<(&'a str, &'a str)> {
    let after = rest.strip_prefix(' ')?;
    let letter = after.chars().next().filter(|letter| ('B'..='H').contains(letter))?;
    let end = after.get(letter.len_utf8()..)?;
    ends_word(end).then(|| (end, input.get(..input.len() - end.len()).unwrap_or("")))
}

fn ends_word(rest: &str) -> bool {
    !rest.chars().next().is_some_and(|next| next.is_alphanumeric() || next == '\'' || next == '’')
}

fn latin_suffix(input: &str) -> IResult<&str, &str> {
    verify(take_while1(|c: char| c.is_ascii_lowercase()), |word: &str| LATIN_SUFFIXES.contains(&word)).parse(input)
}

fn first_piece(input: &str) -> IResult<&str, &str> {
    let letters = verify(take_while1(|c: char| c.is_ascii_uppercase()), is_letters);
    verify_end(alt((counted, letters)), input)
}

fn further_piece(input: &str) -> IResult<&str, &str> {
    let separator = alt((tag("."), tag("-"), tag("–"), tag("‑")));
    let letters = verify(take_while1(|c: char| c.is_ascii_alphabetic()), is_letters);
    verify_end(recognize(pair(separator, alt((counted, letters)))), input)
}

/// Accepts what `parser` reads only where a word ends after it.
fn verify_end<'a>(
    mut parser: impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>>,
    input: &'a str,
) -> IResult<&'a str, &'a str> {
    let (rest, found) = parser.parse(input)?;
    verify(nom::combinator::success(found), |_: &str| ends_word(rest)).parse(rest)
}

/// Digits with at most two letters or a Latin suffix right after them: `12`, `9A`, `9bis`.
fn counted(input: &str) -> IResult<&str, &str> {
    let (after_digits, digits) = take_while_m_n(1, 4, |c: char| c.is_ascii_digit()).parse(input)?;
    let (rest, all) = recognize(pair(tag(digits), take_while(|c: char| c.is_ascii_alphabetic()))).parse(input)?;
    let letters = all.get(digits.len()..).unwrap_or("");
    let short = letters.len() <= 1 || letters.bytes().all(|b| b.is_ascii_uppercase()) && letters.len() <= 2;
    if short || LATIN_SUFFIXES.contains(&letters) {
        return Ok((rest, all));
    }
    Ok((after_digits, digits))
}

fn is_letters(word: &str) -> bool {
    let pair = word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    word.len() == 1 || pair || roman_value(word).is_some()
}

fn number_word(input: &str) -> IResult<&str, &str> {
    verify(take_while1(char::is_alphabetic), |word: &str| cardinal(word).is_some()).parse(input)
}

/// The value of a Roman numeral in upper or lower case.
pub(crate) fn roman_value(word: &str) -> Option<u32> {
    crate::source::roman_value(&word.to_ascii_uppercase())
}

/// The number in one spelling: lower case, plain hyphens, no spaces, number words as digits.
#[must_use]
pub fn normal_number(written: &str) -> String {
    if let Some(value) = words_value(written) {
        return value.to_string();
    }
    let plain = written.chars().filter(|c| !is_space(*c)).map(|c| match c {
        '–' | '‑' | '_' | '/' => '-',
        other => other.to_ascii_lowercase(),
    });
    plain.collect::<String>().trim_matches('.').to_owned()
}

/// "Eleven" is 11, "Twenty-One" 21.
fn words_value(written: &str) -> Option<u32> {
    let mut value = 0;
    for word in written.split(['-', '–', ' ', '\n']) {
        value += cardinal(word)?;
    }
    Some(value)
}
