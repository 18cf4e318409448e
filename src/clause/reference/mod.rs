//! References as lawyers write them: "Article 9.19.1(a)", "paragraphs 2 to 4", "this Section", "Article XX of the GATT 1994".

mod list;
mod number;
mod outside;
mod unit;

pub use crate::structure::Unit;
pub use number::normal_number;
pub(crate) use number::roman_value;
pub(crate) use unit::names_attached;

use crate::source::Span;
use crate::structure::UnitWord;
use unit::{find_units, unit_at_start};

/// How a reference points without a number, or points at what was said before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deixis {
    /// It names its target by number.
    None,
    /// "this Section", "the present Agreement".
    This,
    /// "the Annex", "the Agreement".
    The,
    /// "the said Article", "that Agreement": what was named before.
    That,
}

/// One number of a reference, or a range of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The number's words, in bytes of the text; the title is outside.
    pub span: Span,
    /// The number in one spelling ([`normal_number`]): `9.19.1`, `xx`, `9-b`, `11`.
    pub text: String,
    /// The enumerators after it: `["1", "a"]` in "Article 1120(1)(a)".
    pub below: Vec<String>,
    /// The last number of a range with its enumerators: `["4"]` in "paragraphs 2 to 4".
    pub through: Option<Vec<String>>,
    /// The title in parentheses after it, without them.
    pub title: Option<Span>,
}

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// All of its words, in bytes of the text, with what it stands within.
    pub span: Span,
    /// The kind of part it names.
    pub unit: Unit,
    /// Whether it points without a number.
    pub deixis: Deixis,
    /// The numbers it names; empty where it points without one.
    pub numbers: Vec<Number>,
    /// The larger part that holds what it names: "of Chapter 11", "of this Agreement", "Article 5," before "paragraph 2".
    pub within: Option<Box<Reference>>,
    /// The name of the other instrument that holds it ("GATT 1994").
    pub outside: Option<Span>,
}

impl Reference {
    /// The other instrument that it, or a part that holds it, belongs to.
    #[must_use]
    pub fn instrument(&self) -> Option<Span> {
        self.outside.or_else(|| self.within.as_ref()?.instrument())
    }
}

/// All references in `span` of `text`, in order; their spans are bytes of `text`.
#[must_use]
pub fn references(text: &str, span: Span) -> Vec<Reference> {
    let Some(reach) = text.get(..span.range().end) else { return Vec::new() };
    let Some(window) = reach.get(span.range().start..) else { return Vec::new() };
    let mut found: Vec<Reference> = Vec::new();
    let mut free = span.range().start;
    for (hit, word) in find_units(window) {
        let start = span.range().start + hit.start;
        if start < free {
            continue;
        }
        if let Some(reference) = reference(reach, span.range().start, start, start + hit.len(), word) {
            free = reference.span.range().end;
            found.push(reference);
        }
    }
    share_instruments(text, &mut found);
    found
}

/// The reference whose unit word stands at `start..end`.
fn reference(text: &str, floor: usize, start: usize, end: usize, word: UnitWord) -> Option<Reference> {
    let before = text.get(floor..start)?;
    let mut found = match list::numbers(text, end, word) {
        Some((numbers, end)) if !outside::points_at_itself(before, word) => named(start, end, word.unit, numbers),
        _ => pointing(text, before, start, end, word)?,
    };
    descend(text, &mut found);
    outside::enclose(text, before, &mut found);
    Some(found)
}

fn named(start: usize, end: usize, unit: Unit, numbers: Vec<Number>) -> Reference {
    Reference { span: Span::of(start, end), unit, deixis: Deixis::None, numbers, within: None, outside: None }
}

/// "this Section", "the said Article": a unit word without number after a pointing word.
fn pointing(text: &str, before: &str, start: usize, end: usize, word: UnitWord) -> Option<Reference> {
    let (back, deixis) = outside::pointing_word(before)?;
    if word.plural || !outside::may_point(text, start, end, word.unit, deixis) {
        return None;
    }
    let mut found = named(start - back, end, word.unit, Vec::new());
    found.deixis = deixis;
    Some(found)
}

/// "Article 5, paragraph 2": a smaller part named right after the larger one becomes the reference, within it.
fn descend(text: &str, found: &mut Reference) {
    while let Some(inner) = smaller(text, found) {
        let outer = std::mem::replace(found, inner);
        found.span = outer.span.join(found.span);
        found.within = Some(Box::new(outer));
    }
}

fn smaller(text: &str, outer: &Reference) -> Option<Reference> {
    if outer.numbers.len() != 1 {
        return None;
    }
    let rest = text.get(outer.span.range().end..)?;
    let trimmed = rest.strip_prefix(',').unwrap_or(rest).trim_start_matches([' ', '\n', '\u{a0}']);
    if trimmed.len() == rest.len() {
        return None;
    }
    let start = text.len() - trimmed.len();
    let (length, word) = unit_at_start(trimmed)?;
    let (numbers, end) = list::numbers(text, start + length, word)?;
    let fits = word.unit.stands_in(outer.unit) && !matches!(word.unit, Unit::Agreement | Unit::Footnote);
    let listed = outer.numbers.iter().all(|number| number.title.is_some()) && word.unit < Unit::Paragraph;
    (fits && !listed).then(|| named(start, end, word.unit, numbers))
}

/// Words in parentheses that are a title, not an aside: they begin with a capital. Answers them without parentheses.
fn title<'a>(text: &str, input: &'a str) -> Option<(&'a str, Span)> {
    const LONGEST: usize = 160;
    let inside = input.trim_start_matches([' ', '\n']).strip_prefix('(')?;
    let mut depth = 1;
    for (at, sign) in inside.char_indices().take_while(|(at, _)| *at < LONGEST) {
        depth += match sign {
            '(' => 1,
            ')' => -1,
            ';' | '\u{0}' => return None,
            _ => 0,
        };
        if depth == 0 {
            let rest = inside.get(at + 1..)?;
            let words = inside.get(..at)?;
            let unquoted = words.trim_start_matches(['“', '"', '‘', '«']);
            let titled = unquoted.starts_with(char::is_uppercase) && words.chars().count() > 3;
            let start = text.len() - inside.len();
            return titled.then(|| (rest, Span::of(start, start + at)));
        }
    }
    None
}

/// "paragraph 1 and subparagraph (a) of Article 5", "Article XX and Article XXI of the GATT 1994": what holds the last of several
/// references that are joined by a conjunction holds the earlier ones too.
fn share_instruments(text: &str, found: &mut [Reference]) {
    for at in (1..found.len()).rev() {
        let Some((before, after)) = found.split_at_mut_checked(at) else { return };
        let (Some(first), Some(second)) = (before.last_mut(), after.first()) else { return };
        let between = text.get(first.span.range().end..second.span.range().start).unwrap_or("");
        let joined = matches!(between.trim(), "and" | "or" | "," | ", and" | ", or" | "y" | "o" | "et" | "ou");
        let free = first.instrument().is_none() && first.deixis == Deixis::None && !first.unit.is_attached();
        if joined && free {
            share(first, second);
        }
    }
}

fn share(first: &mut Reference, second: &Reference) {
    let small = |one: &Reference| one.unit >= Unit::Paragraph;
    let trails = second.within.as_ref().is_none_or(|within| within.span.start > second.span.start);
    let alike = first.unit == second.unit || small(first) && small(second);
    match (&mut first.within, &second.within) {
        (None, _) if trails && alike => {
            first.outside = second.outside;
            first.deixis = second.deixis;
            first.within.clone_from(&second.within);
        }
        (Some(one), Some(other)) if one.unit == other.unit && one.within.is_none() => one.outside = other.instrument(),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
