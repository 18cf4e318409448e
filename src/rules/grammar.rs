//! The controlled English of rule and verdict blocks.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::multi::separated_list1;
use nom::sequence::{delimited, pair, preceded};

use crate::source::Span;
use crate::source::page::Block;

use super::condition::{Check, Condition, Test, Word};
use super::lexis::{
    Mistake, Read, Text, answer, answers, at_end, colon, indicator, indicators, mark, quoted, span, words,
};
use super::{Severity, Verdict};

/// Where a finding points, as the page says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum At {
    /// The first of these indicators that has evidence; if the list is empty, the first of the condition.
    Evidence(Vec<Word>),
    /// All evidence of these indicators, with a finding for each place.
    Each(Vec<Word>),
    /// The chapter that holds such evidence.
    Chapter(Vec<Word>),
}

/// One sentence of a rule's case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sentence {
    Report(Option<Severity>, At, Word),
    Label(Word),
    Related(Condition, Word),
    Help(Option<Condition>, Word),
}

/// `when` a condition holds, these sentences are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) when: Condition,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) span: Span,
}

/// One sentence of a verdict block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ruling {
    When(Verdict, Condition, Word),
    Because(Vec<Word>),
    ByParty(Condition, Word),
    Note(Condition, Word),
}

/// Reads a block of sentences; what could be read comes back with the first mistake.
pub(crate) fn sentences<'a, T>(
    block: &'a Block,
    sentence: impl Fn(Text<'a>) -> Read<'a, T>,
) -> (Vec<T>, Option<(Span, String)>) {
    let mut rest = Text::new_extra(&block.text, block.span.start);
    let mut found = Vec::new();
    while !at_end(rest) {
        match sentence(rest) {
            Ok((next, one)) => {
                found.push(one);
                rest = next;
            }
            Err(nom::Err::Error(mistake) | nom::Err::Failure(mistake)) => return (found, Some(explain(&mistake))),
            Err(nom::Err::Incomplete(_)) => return (found, None),
        }
    }
    (found, None)
}

fn explain(mistake: &Mistake<'_>) -> (Span, String) {
    let fragment = mistake.at.fragment();
    let length = fragment.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(fragment.len());
    let start = span(mistake.at).start;
    let place = Span::new(start, start.saturating_add(u32::try_from(length).unwrap_or(0)));
    let expected = mistake.expected.unwrap_or("a sentence of a rule");
    (place, format!("here should stand {expected}"))
}

/// One case of a rule block.
pub(crate) fn case(text: Text<'_>) -> Read<'_, Case> {
    let (rest, when) = preceded(words("when"), cut(condition)).parse(text)?;
    let (mut rest, _) = opt(mark(":")).parse(rest)?;
    let mut sentences = Vec::new();
    while !at_end(rest) && words("when").parse(rest).is_err() {
        let (next, sentence) = cut(sentence).parse(rest)?;
        sentences.push(sentence);
        rest = next;
    }
    Ok((rest, Case { when, sentences, span: span(text) }))
}

fn sentence(text: Text<'_>) -> Read<'_, Sentence> {
    let label = preceded(words("label"), cut(quoted));
    let related = preceded(words("related"), cut(pair(colon(condition), quoted)));
    let unless = opt(colon(preceded(words("if"), condition)));
    let help = preceded(words("help"), cut(pair(unless, quoted)));
    alt((
        map(label, Sentence::Label),
        map(related, |(when, said)| Sentence::Related(when, said)),
        map(help, |(when, said)| Sentence::Help(when, said)),
        report,
    ))
    .parse(text)
    .map_err(|error| error.map(|mistake| expecting(mistake, "`report`, `label`, `related`, `help` or `when`")))
}

fn expecting<'a>(mistake: Mistake<'a>, what: &'static str) -> Mistake<'a> {
    let keyword = matches!(
        mistake.expected,
        Some("label" | "related" | "help" | "report" | "error" | "warning" | "advice" | "satisfied")
    );
    if keyword { Mistake { expected: Some(what), ..mistake } } else { mistake }
}

fn severity(text: Text<'_>) -> Read<'_, Option<Severity>> {
    alt((
        map(words("report"), |()| None),
        map(words("error"), |()| Some(Severity::Error)),
        map(words("warning"), |()| Some(Severity::Warning)),
        map(words("advice"), |()| Some(Severity::Advice)),
        map(words("satisfied"), |()| Some(Severity::Satisfied)),
    ))
    .parse(text)
}

fn report(text: Text<'_>) -> Read<'_, Sentence> {
    let (rest, severity) = severity(text)?;
    let (rest, place) = opt(preceded(words("at"), cut(at))).parse(rest)?;
    let (rest, said) = cut(preceded(mark(":"), quoted)).parse(rest)?;
    Ok((rest, Sentence::Report(severity, place.unwrap_or(At::Evidence(Vec::new())), said)))
}

fn at(text: Text<'_>) -> Read<'_, At> {
    let chapter = preceded(words("the chapter of"), cut(indicators));
    let each = preceded(words("each"), cut(indicators));
    alt((map(chapter, At::Chapter), map(each, At::Each), map(indicators, At::Evidence))).parse(text)
}

/// One sentence of a verdict block.
pub(crate) fn ruling(text: Text<'_>) -> Read<'_, Ruling> {
    let because = preceded(words("because"), cut(indicators));
    let by_party = preceded(words("by Party when"), cut(pair(colon(condition), quoted)));
    let note = preceded(words("note when"), cut(pair(colon(condition), quoted)));
    let when = pair(verdict, preceded(words("when"), cut(pair(colon(condition), quoted))));
    alt((
        map(because, Ruling::Because),
        map(by_party, |(when, said)| Ruling::ByParty(when, said)),
        map(note, |(when, said)| Ruling::Note(when, said)),
        map(when, |(verdict, (when, said))| Ruling::When(verdict, when, said)),
    ))
    .parse(text)
}

fn verdict(text: Text<'_>) -> Read<'_, Verdict> {
    alt((
        map(words("satisfied"), |()| Verdict::Satisfied),
        map(words("partly"), |()| Verdict::Partly),
        map(words("not"), |()| Verdict::Not),
        map(words("undetermined"), |()| Verdict::Undetermined),
    ))
    .parse(text)
}

/// A condition: `and` binds more closely than `or`.
pub(crate) fn condition(text: Text<'_>) -> Read<'_, Condition> {
    map(separated_list1(words("or"), conjunction), |parts| joined(parts, Condition::Any)).parse(text)
}

fn conjunction(text: Text<'_>) -> Read<'_, Condition> {
    map(separated_list1(words("and"), negation), |parts| joined(parts, Condition::All)).parse(text)
}

fn joined(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            join(parts)
        }
        None => join(parts),
    }
}

fn negation(text: Text<'_>) -> Read<'_, Condition> {
    let not = preceded(words("not"), cut(negation));
    let group = delimited(mark("("), cut(condition), cut(mark(")")));
    alt((map(not, |inner| Condition::Not(Box::new(inner))), group, test)).parse(text)
}

fn test(text: Text<'_>) -> Read<'_, Condition> {
    let (rest, indicator) = indicator(text)?;
    let (rest, (negated, check)) = cut(alt((
        preceded(words("is"), is),
        preceded(words("has"), has),
        preceded(words("lacks"), map(answers, |words| (true, Check::HasAny(words)))),
    )))
    .parse(rest)?;
    let test = Condition::Test(Test { indicator, check });
    Ok((rest, if negated { Condition::Not(Box::new(test)) } else { test }))
}

fn is(text: Text<'_>) -> Read<'_, (bool, Check)> {
    let (rest, not) = opt(words("not")).parse(text)?;
    let (rest, check) = alt((
        map(preceded(words("at least"), answer), Check::AtLeast),
        map(preceded(words("at most"), answer), Check::AtMost),
        map(preceded(words("one of"), answers), Check::Is),
        map(words("empty"), |()| Check::Empty),
        map(words("a number"), |()| Check::Number),
        map(answer, |word| Check::Is(vec![word])),
    ))
    .parse(rest)?;
    Ok((rest, (not.is_some(), check)))
}

fn has(text: Text<'_>) -> Read<'_, (bool, Check)> {
    alt((
        map(preceded(words("any of"), answers), |words| (false, Check::HasAny(words))),
        map(preceded(words("all of"), answers), |words| (false, Check::HasAll(words))),
        map(preceded(words("none of"), answers), |words| (true, Check::HasAny(words))),
        map(answer, |word| (false, Check::HasAny(vec![word]))),
    ))
    .parse(text)
}
