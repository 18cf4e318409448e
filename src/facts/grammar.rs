//! The sentences of a fact page.
//!
//! ```text
//! let claim = a clause with {investor} ... {may submit} ... {arbitration} without {between the parties}
//! let labour duty = a binding clause with {labour law} under {labour title}
//! yes when claim and no exclusion
//! future, for review, when a clause with {talks} ... {investor claims}
//! otherwise no
//! ```
//! A statement begins at the margin; its further lines are indented. `#` opens a remark.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_while1};
use nom::character::complete::{char, digit1, multispace0, multispace1};
use nom::combinator::{map, not, opt, peek, value, verify};
use nom::multi::{many0, many1, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::ast::{Base, Cond, Filter, Pattern, PatternPiece, Query, Relation, Statement, Unit};
use crate::clause::Strength;
use crate::text::phrase::{SHORT_GAP, concept_name};

/// The names of sets known on a page: its own, and those of other pages as `name of page`.
pub(crate) struct Names<'n> {
    /// Longest first.
    pub(crate) own: &'n [String],
}

type Parsed<'i, T> = IResult<&'i str, T>;

/// A word, whole, behind optional blanks.
fn word<'i>(expected: &'static str) -> impl Parser<&'i str, Output = &'i str, Error = nom::error::Error<&'i str>> {
    let whole = terminated(tag(expected), peek(not(take_while1(|c: char| c.is_alphanumeric() || c == '-'))));
    preceded(multispace0, whole)
}

fn words<'i>(expected: &'static [&'static str]) -> impl FnMut(&'i str) -> Parsed<'i, ()> {
    move |input| {
        let mut rest = input;
        for each in expected {
            rest = word(each).parse(rest)?.0;
        }
        Ok((rest, ()))
    }
}

fn a(input: &str) -> Parsed<'_, ()> {
    value((), alt((word("an"), word("any"), word("a")))).parse(input)
}

fn ident(input: &str) -> Parsed<'_, &str> {
    preceded(multispace0, take_while1(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))).parse(input)
}

fn unit(input: &str) -> Parsed<'_, Unit> {
    alt((
        value(Unit::Clause, word("clause")),
        value(Unit::Sentence, word("sentence")),
        value(Unit::Paragraph, word("paragraph")),
        value(Unit::Article, word("article")),
        value(Unit::Section, word("section")),
        value(Unit::Chapter, word("chapter")),
        value(Unit::Annex, word("annex")),
        value(Unit::Text, word("text")),
    ))
    .parse(input)
}

fn strength(input: &str) -> Parsed<'_, Strength> {
    alt((
        value(Strength::Binding, word("binding")),
        value(Strength::Hortatory, word("hortatory")),
        value(Strength::Permissive, word("permissive")),
    ))
    .parse(input)
}

fn pattern(input: &str) -> Parsed<'_, Pattern> {
    map(many1(preceded(multispace0, pattern_piece)), |pieces| Pattern { pieces }).parse(input)
}

fn pattern_piece(input: &str) -> Parsed<'_, PatternPiece> {
    let quoted = delimited(char('"'), is_not("\"\n"), char('"'));
    alt((
        map(tag("..."), |_| PatternPiece::Gap(u32::MAX)),
        map(preceded(tag(".."), opt(digit1)), |n: Option<&str>| {
            PatternPiece::Gap(n.and_then(|n| n.parse().ok()).unwrap_or(SHORT_GAP))
        }),
        map(concept_name, |name: &str| PatternPiece::Concept(name.trim().to_owned())),
        map(quoted, |phrase: &str| PatternPiece::Quoted(phrase.to_owned())),
    ))
    .parse(input)
}

/// `{a} or {b} ... {c}`; an `or` before anything but a pattern belongs to the condition.
fn patterns(input: &str) -> Parsed<'_, Vec<Pattern>> {
    let more = preceded(word("or"), pattern);
    map((pattern, many0(more)), |(first, rest)| std::iter::once(first).chain(rest).collect()).parse(input)
}

fn name<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, (String, Option<String>)> {
    let (start, _) = multispace0(input)?;
    let fits = |name: &&String| {
        start
            .strip_prefix(name.as_str())
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    };
    if let Some(found) = names.own.iter().find(fits) {
        let rest = start.get(found.len()..).unwrap_or("");
        if !is_of(rest) {
            return Ok((rest, (found.clone(), None)));
        }
    }
    foreign_name(start)
}

fn is_of(rest: &str) -> bool {
    preceded(word("of"), page_name).parse(rest).is_ok()
}

fn page_name(input: &str) -> Parsed<'_, &str> {
    let name = take_while1(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.'));
    verify(preceded(multispace0, name), |name: &str| name.contains(['.', '-'])).parse(input)
}

fn foreign_name(input: &str) -> Parsed<'_, (String, Option<String>)> {
    let (rest, first) = ident(input)?;
    let (rest, more) = many0(verify(ident, |word: &str| word != "of")).parse(rest)?;
    let (rest, page) = preceded(word("of"), page_name).parse(rest)?;
    let name = std::iter::once(first).chain(more).collect::<Vec<_>>().join(" ");
    Ok((rest, (name, Some(page.to_owned()))))
}

fn filter<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Filter> {
    let mut comma = preceded(multispace0, opt(char(',')));
    let (rest, _) = comma.parse(input)?;
    let (rest, no) = map(opt(word("not")), |found| found.is_none()).parse(rest)?;
    relation(names, rest, no).or_else(|_| proviso(names, rest)).or_else(|_| plain_filter(rest, no))
}

/// `if SET`, `if no SET`: the whole query counts only then.
fn proviso<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Filter> {
    let (rest, no) = preceded(word("if"), opt(word("no"))).parse(input)?;
    let (rest, (name, page)) = name(names, rest)?;
    Ok((rest, Filter::If { yes: no.is_none(), name, page }))
}

fn relation<'i>(names: &Names<'_>, input: &'i str, yes: bool) -> Parsed<'i, Filter> {
    let in_unit = |input: &'i str| -> Parsed<'i, Relation> {
        let (rest, ()) = words(&["in", "the"])(input)?;
        map((unit, word("of")), |(unit, _)| Relation::In(unit)).parse(rest)
    };
    let mut kinds = alt((
        in_unit,
        value(Relation::Covering, word("covering")),
        value(Relation::CoveredBy, words(&["covered", "by"])),
        value(Relation::ReferringTo, words(&["referring", "to"])),
        value(Relation::ReferredToBy, words(&["referred", "to", "by"])),
    ));
    let (rest, relation) = kinds.parse(input)?;
    let (rest, (name, page)) = name(names, rest)?;
    Ok((rest, Filter::Related { yes, relation, name, page }))
}

fn plain_filter(input: &str, yes: bool) -> Parsed<'_, Filter> {
    let in_unit = map((word("in"), alt((value(true, a), value(false, word("no")))), unit, word("with"), patterns), {
        move |(_, some, unit, _, patterns)| Filter::InUnit { yes: some == yes, unit, patterns }
    });
    alt((
        map(preceded(word("with"), patterns), move |patterns| Filter::With { yes, patterns }),
        map(preceded(word("without"), patterns), move |patterns| Filter::With { yes: !yes, patterns }),
        map(preceded(word("under"), patterns), move |titles| Filter::Under { yes, titles }),
        map(preceded(word("titled"), patterns), move |titles| Filter::Titled { yes, titles }),
        map(preceded(words(&["in", "the", "preamble"]), nom::combinator::success(())), move |()| Filter::Preamble {
            yes,
        }),
        value(Filter::Anywhere, word("anywhere")),
        value(Filter::WholeAgreement, words(&["covering", "the", "agreement"])),
        map(words(&["naming", "a", "missing", "part"]), move |()| Filter::Missing { yes }),
        map(words(&["in", "a", "footnote"]), move |()| Filter::Footnote { yes }),
        map(words(&["in", "an", "annex"]), move |()| Filter::Annex { yes }),
        map(preceded(word("by"), patterns), move |bearers| Filter::By { yes, bearers }),
        in_unit,
    ))
    .parse(input)
}

fn query<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Query> {
    let fresh = map((a, opt(strength), unit), |((), strength, unit)| Base::Any { strength, unit });
    let (rest, base) = match preceded(multispace0, fresh).parse(input) {
        Ok(found) => found,
        Err(_) => {
            let (rest, strength) = opt(strength).parse(input)?;
            let (rest, (name, page)) = name(names, rest)?;
            (rest, Base::Named { strength, name, page })
        }
    };
    let (rest, filters) = many0(|input| filter(names, input)).parse(rest)?;
    Ok((rest, Query { base, filters }))
}

fn condition<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Cond> {
    let all = |input: &'i str| -> Parsed<'i, Cond> {
        let list = separated_list1(word("and"), |input| factor(names, input));
        map(list, Cond::all).parse(input)
    };
    map(separated_list1(word("or"), all), Cond::any).parse(input)
}

fn factor<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Cond> {
    let (start, _) = multispace0(input)?;
    if let Ok((rest, _)) = alt((word("no"), word("not"))).parse(start) {
        return map(|input| factor(names, input), |cond| Cond::Not(Box::new(cond))).parse(rest);
    }
    if let Some(inner) = start.strip_prefix('(') {
        return terminated(|input| condition(names, input), preceded(multispace0, char(')'))).parse(inner);
    }
    answer_of(start).or_else(|_| map(|input| query(names, input), Cond::Query).parse(start))
}

/// `isds.present is yes`, `isds.forum has icsid`, `... is not none`.
fn answer_of(input: &str) -> Parsed<'_, Cond> {
    let (rest, indicator) = verify(page_name, |name: &str| name.contains('.')).parse(input)?;
    let (rest, _) = alt((word("has"), word("is"))).parse(rest)?;
    let (rest, no) = opt(word("not")).parse(rest)?;
    let (rest, answer) = ident(rest)?;
    let cond = Cond::Answer { indicator: indicator.to_owned(), answer: answer.to_owned() };
    Ok((rest, if no.is_some() { Cond::Not(Box::new(cond)) } else { cond }))
}

/// Reads one statement; the error is the offset in bytes where it stops making sense.
pub(crate) fn statement(names: &Names<'_>, input: &str) -> Result<Statement, usize> {
    let read = |input| {
        let parsed: Parsed<'_, Statement> = binding(names, input).or_else(|error| {
            let (start, _) = multispace0(input)?;
            if start.starts_with("let ") {
                Err(error)
            } else if start.starts_with("chain ") {
                chain(names, start)
            } else {
                fallback(input).or_else(|_| years(names, input)).or_else(|_| answer(names, input))
            }
        });
        parsed
    };
    match read(input) {
        Ok((rest, statement)) if rest.trim().is_empty() => Ok(statement),
        Ok((rest, _)) => Err(input.len() - rest.trim_start().len()),
        Err(nom::Err::Error(error) | nom::Err::Failure(error)) => Err(input.len() - error.input.len()),
        Err(nom::Err::Incomplete(_)) => Err(0),
    }
}

fn binding<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Statement> {
    let (rest, _) = (word("let"), multispace1).parse(input)?;
    let (rest, name) = terminated(is_not("="), char('=')).parse(rest)?;
    let list = separated_list1(word("or"), |input| query(names, input));
    map(list, |queries| Statement::Let { name: tidy(name), queries }).parse(rest)
}

/// A set's name with single blanks.
pub(crate) fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fallback(input: &str) -> Parsed<'_, Statement> {
    let (rest, answer) = preceded(word("otherwise"), ident).parse(input)?;
    Ok((rest, Statement::Otherwise { answer: answer.to_owned() }))
}

fn years<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Statement> {
    let (rest, ()) = words(&["years", "from"])(input)?;
    map(|input| query(names, input), |query| Statement::Years { query }).parse(rest)
}

/// `chain own panel: "gives a panel of experts"`.
fn chain<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Statement> {
    let (rest, when) = preceded(word("chain"), |input| condition(names, input)).parse(input)?;
    let quoted = delimited(char('"'), is_not("\"\n"), char('"'));
    let (rest, says) = preceded((multispace0, char(':'), multispace0), quoted).parse(rest)?;
    Ok((rest, Statement::Chain { when, says: says.to_owned() }))
}

fn answer<'i>(names: &Names<'_>, input: &'i str) -> Parsed<'i, Statement> {
    let (rest, answer) = ident(input)?;
    let aside = preceded(
        (preceded(multispace0, opt(char(','))), word("for"), word("review")),
        preceded(multispace0, opt(char(','))),
    );
    let (rest, review) = map(opt(aside), |found| found.is_some()).parse(rest)?;
    let (rest, when) = preceded(word("when"), |input| condition(names, input)).parse(rest)?;
    Ok((rest, Statement::Answer { answer: answer.to_owned(), review, when }))
}
