//! The numbers after a unit word: one, a list, or ranges, each with its own enumerators and title.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::combinator::{opt, recognize};
use nom::sequence::{delimited, pair, terminated};
use nom::{IResult, Parser};

use super::number::{below, designation, enumerator, gap, half_enumerator, normal_number, space, spaced_letter};
use super::outside::joins;
use super::{Number, title};
use crate::source::Span;
use crate::structure::{Unit, UnitWord};

/// Words that may follow a number which continues a list of one ("Article 3, 4 or 5 shall").
const AFTER_A_NUMBER: [&str; 22] = [
    "of", "and", "or", "to", "through", "shall", "is", "are", "apply", "applies", "do", "does", "may", "above",
    "below", "in", "hereof", "del", "de", "y", "o", "et",
];

/// Words for what a number may count instead of naming a part.
const TIMES: [&str; 11] =
    ["days", "weeks", "months", "years", "hours", "working", "calendar", "días", "meses", "años", "jours"];

/// Reads the numbers that follow a unit word; `text` ends where references may no longer reach.
pub(super) fn numbers(text: &str, at: usize, word: UnitWord) -> Option<(Vec<Number>, usize)> {
    let input = text.get(at..)?;
    let (input, _) = opening(input).ok()?;
    let (mut rest, first) = number(text, input, word.unit, None)?;
    let mut all = vec![first];
    while let Some((after, next, ranged)) = further(text, rest, word, all.last()?) {
        join(&mut all, next, ranged);
        rest = after;
    }
    if word.plural || all.len() > 1 {
        drop_shared_title(&mut all);
    }
    Some((all, text.len() - rest.len()))
}

/// The gap between the unit word and its number; "No." may stand in it.
fn opening(input: &str) -> IResult<&str, &str> {
    let numero = terminated(alt((tag_no_case("no."), tag_no_case("nos."), tag("n°"), tag("nº"), tag("No"))), space);
    recognize(pair(gap, opt(numero))).parse(input)
}

/// One number with what is below it and its title in parentheses.
fn number<'a>(text: &str, input: &'a str, unit: Unit, sibling: Option<&Number>) -> Option<(&'a str, Number)> {
    let start = text.len() - input.len();
    let (rest, mut path) = head(input, unit, sibling)?;
    let rest = colon_paragraph(rest, &mut path);
    let (rest, points) = below(rest).unwrap_or((rest, Vec::new()));
    path.extend(points.iter().map(|point| point.to_ascii_lowercase()));
    let end = text.len() - rest.len();
    let (rest, title) = match title(text, rest) {
        Some((rest, title)) => (rest, Some(title)),
        None => (rest, None),
    };
    let mut parts = path.into_iter();
    let text = parts.next()?;
    Some((rest, Number { span: Span::of(start, end), text, below: parts.collect(), through: None, title }))
}

/// "Article III:4": the paragraph after a colon, as GATT citations have it.
fn colon_paragraph<'a>(rest: &'a str, path: &mut Vec<String>) -> &'a str {
    let Some(after) = rest.strip_prefix(':') else { return rest };
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match after.split_at_checked(digits) {
        Some((paragraph, rest)) if digits > 0 && !rest.starts_with(char::is_alphanumeric) => {
            path.push(paragraph.to_owned());
            rest
        }
        _ => rest,
    }
}

/// The first element of a number, as a path: a designation, or an enumerator that continues `sibling` ("3(b) and (c)").
fn head<'a>(input: &'a str, unit: Unit, sibling: Option<&Number>) -> Option<(&'a str, Vec<String>)> {
    if let Ok((rest, found)) = enumerator(input) {
        return enumerated(rest, found, unit, sibling);
    }
    if unit == Unit::Point
        && let Ok((rest, found)) = half_enumerator(input)
    {
        return Some((rest, vec![found.to_ascii_lowercase()]));
    }
    let (rest, found) = designation(input).ok()?;
    let spaced =
        (unit == Unit::Annex && found.ends_with(|c: char| c.is_ascii_digit())).then(|| spaced_letter(input, rest));
    let (rest, found) = spaced.flatten().unwrap_or((rest, found));
    plausible(found, unit, rest).then(|| (rest, vec![normal_number(found)]))
}

fn enumerated<'a>(rest: &'a str, found: &str, unit: Unit, sibling: Option<&Number>) -> Option<(&'a str, Vec<String>)> {
    let found = found.to_ascii_lowercase();
    match sibling {
        Some(sibling) if !sibling.below.is_empty() => {
            let mut path = vec![sibling.text.clone()];
            path.extend(sibling.below.iter().take(sibling.below.len() - 1).cloned());
            path.push(found);
            Some((rest, path))
        }
        _ if matches!(unit, Unit::Paragraph | Unit::Point | Unit::Section | Unit::Subsection) => {
            Some((rest, vec![found]))
        }
        _ => None,
    }
}

/// A lone capital is a number of sections, annexes and the like; elsewhere it opens a sentence or a name.
fn plausible(found: &str, unit: Unit, rest: &str) -> bool {
    if unit == Unit::Agreement || unit == Unit::Point && found.contains('.') || counts_time(found, rest) {
        return false;
    }
    if joins(found) {
        return false;
    }
    let lone = found.len() == 1 && found.bytes().all(|b| b.is_ascii_uppercase());
    let numeral = matches!(found, "I" | "V" | "X");
    let sentence = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_lowercase);
    let lettered = unit.is_attached()
        || matches!(unit, Unit::Section | Unit::Subsection | Unit::Part | Unit::Chapter | Unit::Title);
    !lone || numeral || lettered && (found != "A" || !sentence || after_is_known(rest))
}

/// "in the preceding paragraph 15 days after": the number counts what follows it.
fn counts_time(found: &str, rest: &str) -> bool {
    let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    found.bytes().all(|b| b.is_ascii_digit()) && TIMES.contains(&word)
}

fn after_is_known(rest: &str) -> bool {
    let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    AFTER_A_NUMBER.contains(&word)
}

/// The next number of a list or the end of a range, if the text goes on with one.
fn further<'a>(text: &str, input: &'a str, word: UnitWord, last: &Number) -> Option<(&'a str, Number, bool)> {
    let (after, ranged) = joint(input).ok()?;
    let (rest, next) = number(text, after, word.unit, Some(last))?;
    let descends =
        |one: &str, other: &str| one.parse::<u32>().ok() >= other.parse::<u32>().ok() && one.parse::<u32>().is_ok();
    if ranged && last.below.is_empty() && next.below.is_empty() && descends(&last.text, &next.text) {
        return None;
    }
    let enumerated = after.starts_with('(');
    let clause_ended = !word.plural && !enumerated && input.trim_start().starts_with(';');
    if clause_ended {
        return None;
    }
    let certain = word.plural || enumerated || next.title.is_some() || !next.below.is_empty();
    (certain || follows_number(rest)).then_some((rest, next, ranged))
}

fn follows_number(rest: &str) -> bool {
    let next = rest.trim_start();
    next.is_empty() || next.starts_with([',', ';', '.', ')', ':']) || after_is_known(rest)
}

/// What joins two numbers: a comma or conjunction (`false`), or a word of range (`true`).
fn joint(input: &str) -> IResult<&str, bool> {
    let conjunction =
        || alt((tag("and/or"), tag("and"), tag("or"), tag("y"), tag("o"), tag("e"), tag("u"), tag("et"), tag("ou")));
    let range = alt((tag("through"), tag("to"), tag("until"), tag("hasta"), tag("al"), tag("a"), tag("à"), tag("au")));
    let comma = || pair(alt((tag(","), tag(";"))), space);
    alt((
        delimited(gap, range, gap).map(|_| true),
        delimited(space, alt((tag("–"), tag("-"))), space).map(|_| true),
        (space, comma(), conjunction(), gap).map(|_| false),
        delimited(gap, conjunction(), gap).map(|_| false),
        (space, comma()).map(|_| false),
    ))
    .parse(input)
}

/// Adds a number to the list; the end of a range joins the number that opens it.
fn join(all: &mut Vec<Number>, next: Number, ranged: bool) {
    match all.last_mut() {
        Some(first) if ranged && first.through.is_none() => {
            first.span = first.span.join(next.span);
            let mut path = vec![next.text];
            path.extend(next.below);
            first.through = Some(path);
            first.title = None;
        }
        _ => all.push(next),
    }
}

/// A title that stands only after the last of several numbers speaks of all of them.
fn drop_shared_title(all: &mut [Number]) {
    let Some((last, before)) = all.split_last_mut() else { return };
    if !before.is_empty() && before.iter().all(|number| number.title.is_none()) {
        last.title = None;
    }
}
