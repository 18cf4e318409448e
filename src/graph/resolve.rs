//! From a reference as written to the provisions it names.

use super::Resolved;
use super::index::{Index, MOST_TARGETS};
use super::passages::is_passage;
use crate::clause::reference::{Deixis, Number, Reference, Unit, roman_value};
use crate::structure::{Kind, ProvisionId};

const ROOT: ProvisionId = ProvisionId(0);

const PASSAGES: [Kind; 3] = [Kind::Paragraph, Kind::Point, Kind::Subpoint];

/// Resolves a reference that stands in `from`; `earlier` are those before it, for "the said Article".
pub(super) fn resolve(index: &Index, from: ProvisionId, reference: Reference, earlier: &[Resolved]) -> Resolved {
    let outside = reference.instrument();
    let title = reference.numbers.iter().find_map(|number| number.title);
    let span = reference.span;
    let mut found = Resolved {
        span,
        from,
        targets: Vec::new(),
        heads: Vec::new(),
        outside,
        title,
        missing: false,
        whole_agreement: false,
        reference,
    };
    if outside.is_some() || points_back_elsewhere(&found.reference) {
        found.heads = vec![None; found.reference.numbers.len()];
    } else if found.reference.numbers.is_empty() {
        point(index, &mut found, earlier);
    } else {
        name(index, &mut found);
    }
    found
}

/// Whether the reference, or what holds it, points at something named before that need not be this agreement.
fn points_back_elsewhere(reference: &Reference) -> bool {
    let numbered = !reference.numbers.is_empty() && reference.deixis == Deixis::That;
    numbered
        || reference
            .within
            .as_deref()
            .is_some_and(|within| within.deixis == Deixis::That || points_back_elsewhere(within))
}

/// "this Chapter", "the Annex", "the said Article".
fn point(index: &Index, found: &mut Resolved, earlier: &[Resolved]) {
    let unit = found.reference.unit;
    match found.reference.deixis {
        Deixis::This => found.targets.extend(around(index, found.from, unit)),
        Deixis::The if unit == Unit::Agreement => found.targets.push(ROOT),
        Deixis::The => found.targets.extend(around_or_only(index, found.from, unit)),
        Deixis::That | Deixis::None => recall(found, earlier),
    }
    found.whole_agreement = found.targets.first() == Some(&ROOT);
}

/// The part of the unit that holds `from`.
fn around(index: &Index, from: ProvisionId, unit: Unit) -> Option<ProvisionId> {
    let nearest = |kinds: &[Kind]| index.outline.upwards(from).find(|id| kinds.contains(&index.kind(*id)));
    match unit {
        Unit::Agreement => Some(ROOT),
        Unit::Protocol => nearest(&[Kind::Protocol]).or(Some(ROOT)),
        Unit::Part => nearest(&[Kind::Part]),
        Unit::Title => nearest(&[Kind::Title]),
        Unit::Chapter => nearest(&[Kind::Chapter]).or_else(|| chapter_by_number(index, from)),
        Unit::Section => section(index, from, false).or_else(|| section(index, from, true)),
        Unit::Subsection => section(index, from, true).or_else(|| section(index, from, false)),
        Unit::Rule | Unit::Article => nearest(&[Kind::Article]),
        Unit::Paragraph => nearest(&[Kind::Paragraph]),
        Unit::Point => nearest(&[Kind::Point, Kind::Subpoint]),
        Unit::Footnote => nearest(&[Kind::Footnote]),
        Unit::Annex | Unit::Appendix => nearest(&[Kind::Annex]),
    }
}

/// The section around `from`, or the one within a section.
fn section(index: &Index, from: ProvisionId, inner: bool) -> Option<ProvisionId> {
    let fits = |id: &ProvisionId| index.kind(*id) == Kind::Section && index.is_inner(*id) == inner;
    index.outline.upwards(from).find(fits)
}

/// The chapter whose number opens that of the article or annex around `from`: 9 for `9.20` and `9-B`, 11 for `1120`.
fn chapter_by_number(index: &Index, from: ProvisionId) -> Option<ProvisionId> {
    let numbered =
        |id: &ProvisionId| matches!(index.kind(*id), Kind::Article | Kind::Annex) && !index.key_of(*id).is_empty();
    index.outline.upwards(from).filter(numbered).find_map(|id| {
        let number = index.key_of(id);
        let first = number.split(|c: char| !c.is_ascii_digit()).next()?;
        let first = if first == number.as_str() { first.get(..first.len().checked_sub(2)?)? } else { first };
        index.numbered(Unit::Chapter, first)?.first()
    })
}

/// "the Protocol" inside a protocol is that one.
fn around_or_only(index: &Index, from: ProvisionId, unit: Unit) -> Option<ProvisionId> {
    around(index, from, unit).filter(|id| *id != ROOT).or_else(|| index.only(unit))
}

/// What the last reference to the same kind of part named, if it stands in the same article.
fn recall(found: &mut Resolved, earlier: &[Resolved]) {
    const FAR: u32 = 3000;
    let near =
        |other: &&Resolved| found.span.start.saturating_sub(other.span.end) < FAR && other.span.end <= found.span.start;
    let unit = found.reference.unit;
    let last = earlier.iter().rev().take_while(near).find(|other| other.reference.unit == unit);
    if let Some(last) = last {
        found.targets.clone_from(&last.targets);
        found.outside = last.outside;
    }
}

/// "Article 9.19.1(a)", "paragraphs 2 to 4 of Article 5".
fn name(index: &Index, found: &mut Resolved) {
    let scope = match found.reference.within.as_deref() {
        None => Scope::Free,
        Some(within) => scope(index, found.from, within),
    };
    for number in &found.reference.numbers {
        let head = match scope {
            Scope::Unknown => None,
            Scope::Free => locate(index, found.from, found.reference.unit, &number.text, &number.below, None),
            Scope::In(scope) => within(index, found, number, scope),
        };
        found.heads.push(head);
        let named = head.map_or_else(Vec::new, |head| range(index, head, number, found.reference.unit));
        let free = number.through.is_some() && matches!(scope, Scope::Free);
        let spread = if free && named.len() < 2 { spread(index, found, number) } else { Vec::new() };
        match head {
            _ if !spread.is_empty() => found.targets.extend(spread),
            Some(_) => found.targets.extend(named),
            None => {
                let longer = index.beginning(found.reference.unit, &number.text);
                found.missing |= longer.is_empty() && !matches!(scope, Scope::Unknown);
                found.targets.extend(longer);
            }
        }
    }
}

/// Within `scope`; an article number that holds the chapter's needs no scope ("Article 8.5 of Chapter 8").
fn within(index: &Index, found: &Resolved, number: &Number, scope: ProvisionId) -> Option<ProvisionId> {
    let unit = found.reference.unit;
    let inside = locate(index, found.from, unit, &number.text, &number.below, Some(scope));
    let full = unit == Unit::Article && (number.text.contains(['.', '-']) || scope == ROOT);
    inside.or_else(|| if full { locate(index, found.from, unit, &number.text, &number.below, None) } else { None })
}

/// Where a reference looks for its target.
enum Scope {
    /// Nothing is said: near where it stands first.
    Free,
    /// Within this provision.
    In(ProvisionId),
    /// What should hold it is not there.
    Unknown,
}

fn scope(index: &Index, from: ProvisionId, within: &Reference) -> Scope {
    let outer = match within.within.as_deref() {
        None => None,
        Some(outer) => match scope(index, from, outer) {
            Scope::In(id) => Some(id),
            Scope::Free => None,
            Scope::Unknown => return Scope::Unknown,
        },
    };
    let found = match within.numbers.first() {
        Some(number) => locate(index, from, within.unit, &number.text, &number.below, outer)
            .or_else(|| under_the_one_before(index, within.unit, &number.text)),
        None if within.deixis == Deixis::The && within.unit != Unit::Agreement => {
            around_or_only(index, from, within.unit)
        }
        None => around(index, from, within.unit),
    };
    found.map_or(Scope::Unknown, Scope::In)
}

/// A title or part whose heading the text lost: what it holds stands below the one before it.
fn under_the_one_before(index: &Index, unit: Unit, number: &str) -> Option<ProvisionId> {
    let value = number.parse().ok().or_else(|| roman_value(number))?;
    let before = u32::checked_sub(value, 1)?.to_string();
    matches!(unit, Unit::Title | Unit::Part).then(|| locate(index, ROOT, unit, &before, &[], None))?
}

/// The provision that a unit and number name, seen from `from`, within `scope` if one is given.
fn locate(
    index: &Index,
    from: ProvisionId,
    unit: Unit,
    number: &str,
    below: &[String],
    scope: Option<ProvisionId>,
) -> Option<ProvisionId> {
    if matches!(unit, Unit::Paragraph | Unit::Point) {
        let head = small_part(index, from, unit, number, scope)?;
        return Some(descend(index, head, below));
    }
    if let Some(head) = best(index, from, unit, number, scope) {
        return Some(descend(index, head, below));
    }
    let (shorter, last) = number.rsplit_once('.')?;
    let head = locate(index, from, unit, shorter, &[], scope)?;
    let inner = child(index, head, last, &PASSAGES).or_else(|| child(index, head, number, &PASSAGES));
    match inner {
        Some(inner) => Some(descend(index, inner, below)),
        None => shorter.contains('.').then_some(head),
    }
}

/// The part that shares most with where the reference stands; of sections only if no other is as near.
fn best(index: &Index, from: ProvisionId, unit: Unit, number: &str, scope: Option<ProvisionId>) -> Option<ProvisionId> {
    let (nearest, tied) = index.nearest(index.numbered(unit, number)?, from, scope)?;
    (!(tied && matches!(unit, Unit::Section | Unit::Subsection))).then_some(nearest)
}

/// A paragraph or point: looked for in what holds the reference, step by step up to its article.
fn small_part(
    index: &Index,
    from: ProvisionId,
    unit: Unit,
    number: &str,
    scope: Option<ProvisionId>,
) -> Option<ProvisionId> {
    let own: &[Kind] = if unit == Unit::Paragraph { &[Kind::Paragraph] } else { &[Kind::Point, Kind::Subpoint] };
    let scopes: Vec<ProvisionId> = scope.map_or_else(|| ladder(index, from), |scope| vec![scope]);
    [own, &PASSAGES].iter().find_map(|kinds| scopes.iter().find_map(|scope| child(index, *scope, number, kinds)))
}

/// The parts around `from`, up to its article, or to the annex or chapter that it stands in without article.
fn ladder(index: &Index, from: ProvisionId) -> Vec<ProvisionId> {
    let mut steps = Vec::new();
    for id in index.outline.upwards(from) {
        steps.push(id);
        let kind = index.kind(id);
        if matches!(kind, Kind::Article | Kind::Annex | Kind::Protocol | Kind::Letter | Kind::Chapter) {
            break;
        }
    }
    steps
}

/// The child of that number; parts without number are seen through.
fn child(index: &Index, scope: ProvisionId, number: &str, kinds: &[Kind]) -> Option<ProvisionId> {
    index.passages.find(index.outline, scope, index.key(number)?, kinds)
}

/// As deep along the enumerators as the outline goes.
fn descend(index: &Index, head: ProvisionId, below: &[String]) -> ProvisionId {
    let mut at = head;
    for step in below {
        match child(index, at, step, &PASSAGES) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// All that a number names: itself, or the parts of a range with their order in the text.
fn range(index: &Index, head: ProvisionId, number: &Number, unit: Unit) -> Vec<ProvisionId> {
    let Some((last, below)) = number.through.as_deref().and_then(<[String]>::split_first) else { return vec![head] };
    let siblings = last_of(index, head, unit, last, below);
    let Some(last) = siblings.filter(|last| *last > head) else { return vec![head] };
    let kind = index.kind(head);
    if is_passage(kind) {
        let siblings = parent(index, head).and_then(|id| index.outline.get(id)).map_or(&[][..], |part| &part.children);
        let (from, to) = (siblings.partition_point(|id| *id < head), siblings.partition_point(|id| *id <= last));
        let named = siblings.get(from..to).unwrap_or(&[]).iter().copied();
        return named.filter(|id| index.kind(*id) == kind).take(MOST_TARGETS).collect();
    }
    let aside = index.stands_aside(head);
    index.between(kind, head, last).iter().copied().filter(|id| index.stands_aside(*id) == aside).collect()
}

/// No range that lacks an end is counted through beyond this many numbers.
const MOST_SPREAD: u32 = 400;

/// What stands in the text of a range of which an end is missing: "Chapters 2 to 11" in an excerpt with Chapters 9 and 11.
fn spread(index: &Index, found: &Resolved, number: &Number) -> Vec<ProvisionId> {
    let unit = found.reference.unit;
    let Some([last]) = number.through.as_deref() else { return Vec::new() };
    let (Some((series, first)), Some((same, last))) = (counted(&number.text), counted(last)) else { return Vec::new() };
    if series != same || first.saturating_add(MOST_SPREAD) < last || matches!(unit, Unit::Paragraph | Unit::Point) {
        return Vec::new();
    }
    (first..=last).filter_map(|step| best(index, found.from, unit, &format!("{series}{step}"), None)).collect()
}

/// What stands before the last figure of a number, and that figure: `9.` and 12 of `9.12`.
fn counted(number: &str) -> Option<(&str, u32)> {
    let (series, last) = number.split_at_checked(number.rfind('.').map_or(0, |dot| dot + 1))?;
    Some((series, last.parse().ok()?))
}

fn last_of(index: &Index, head: ProvisionId, unit: Unit, last: &str, below: &[String]) -> Option<ProvisionId> {
    if is_passage(index.kind(head)) {
        let step = below.last().map_or(last, String::as_str);
        return child(index, parent(index, head)?, step, &[index.kind(head)]);
    }
    locate(index, head, unit, last, below, None)
}

fn parent(index: &Index, id: ProvisionId) -> Option<ProvisionId> {
    index.outline.get(id)?.parent
}
