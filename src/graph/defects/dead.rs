//! References that lead nowhere.

use std::collections::HashSet;

use super::{Defect, DefectKind, View};
use crate::clause::reference::{Number, Unit};
use crate::graph::Resolved;
use crate::graph::index::key;
use crate::graph::missing::name_as_written;
use crate::source::Span;
use crate::structure::{Kind, ProvisionId};

/// The fewest articles in a chapter, and passages in an article, that show how a text counts.
const FEW: usize = 3;

/// A number further beyond the end of its series has run together with a footnote's, or belongs to another text.
const FAR: u32 = 10;

/// Articles, paragraphs and points that are named and do not exist.
pub(super) fn dead_references(view: &View) -> Vec<Defect> {
    let mut all = Vec::new();
    for found in
        view.graph.references().iter().filter(|found| found.missing && !quoted(view, found) && !is_heading(view, found))
    {
        let absent = found.reference.numbers.iter().zip(&found.heads).filter(|(_, head)| head.is_none());
        let last = absent.filter_map(|(number, _)| last_existing(view, found, number)).next();
        if let Some(last) = last {
            let detail = view.outline.place(last);
            all.push(Defect { kind: DefectKind::DeadReference, provision: found.from, span: found.span, detail });
        }
    }
    all
}

/// Whether its word stands in capitals, as that of a heading which ran into the text.
fn is_heading(view: &View, found: &Resolved) -> bool {
    let word: String = view.source.slice(found.span).chars().take_while(|c| c.is_alphabetic()).collect();
    !word.contains(char::is_lowercase)
}

/// The last provision of the series that the number would belong to, if the series was read whole and ends before the number.
fn last_existing(view: &View, found: &Resolved, number: &Number) -> Option<ProvisionId> {
    let unit = found.reference.unit;
    if unit == Unit::Article {
        return last_article(view, found, number);
    }
    matches!(unit, Unit::Paragraph | Unit::Point).then(|| last_passage(view, found, number))?
}

/// "Article 9.30" where chapter 9 counts without gap to 9.24.
fn last_article(view: &View, found: &Resolved, number: &Number) -> Option<ProvisionId> {
    let wanted = key(&number.text);
    let (chapter, place) = wanted.rsplit_once('.')?;
    let place: u32 = place.parse().ok()?;
    let series: Vec<(u32, ProvisionId)> = view
        .outline
        .ids()
        .filter(|(_, part)| part.kind == Kind::Article)
        .filter_map(|(id, part)| {
            let key = key(part.number.as_deref()?);
            let (of, place) = key.rsplit_once('.')?;
            (of == chapter).then(|| Some((place.parse().ok()?, id)))?
        })
        .collect();
    let whole = series.len() >= FEW && series.iter().zip(1..).all(|((place, _), expected)| *place == expected);
    let (end, last) = *series.last()?;
    let beyond =
        whole && (end + 1..=end + FAR).contains(&place) && !view.stands_aside(found.from) && !view.stands_aside(last);
    (beyond && !view.has_heading_number(&number.text)).then_some(last)
}

/// "paragraph 5" where the article counts without gap to 3.
fn last_passage(view: &View, found: &Resolved, number: &Number) -> Option<ProvisionId> {
    if follows_other_instrument(view, found)
        || view.stands_aside(found.from)
        || follows_note(view, found)
        || interrupts(view, found)
        || is_listed(view, found)
    {
        return None;
    }
    let scope = match found.reference.within.as_deref() {
        None => article_of(view, found.from)?,
        Some(within) if within.unit == Unit::Article && within.within.is_none() => {
            named_article(view, found, within.numbers.first())?
        }
        Some(_) => return None,
    };
    if has_lost_numbers(view, scope) {
        return None;
    }
    let kind = if found.reference.unit == Unit::Paragraph { Kind::Paragraph } else { Kind::Point };
    let series = passages(view, scope, kind);
    let wanted = ordinal(&number.text)?;
    let whole = series.len() >= FEW && series.iter().zip(1..).all(|((place, _), expected)| *place == expected);
    let (end, last) = *series.last()?;
    (whole && (end + 1..=end + FAR).contains(&wanted) && !is_written(view, scope, &number.text)).then_some(last)
}

/// Whether a line of the article, or a sentence in it, begins with the stop of a number that was lost.
fn has_lost_numbers(view: &View, scope: ProvisionId) -> bool {
    let text = view.outline.get(scope).map_or("", |article| view.source.slice(article.span));
    text.contains(". . ") || text.lines().any(|line| line.trim_start().starts_with(". "))
}

fn article_of(view: &View, from: ProvisionId) -> Option<ProvisionId> {
    view.outline.nearest(from, Kind::Article)
}

fn named_article(view: &View, found: &Resolved, number: Option<&Number>) -> Option<ProvisionId> {
    match number {
        None => article_of(view, found.from),
        Some(number) => {
            let wanted = key(&number.text);
            let mut all = view.outline.ids().filter(|(_, part)| {
                part.kind == Kind::Article && part.number.as_deref().map(key).as_ref() == Some(&wanted)
            });
            let first = all.next()?;
            all.next().is_none().then_some(first.0)
        }
    }
}

/// The numbered passages of an article with their place in the series; points only where they stand right below it.
fn passages(view: &View, scope: ProvisionId, kind: Kind) -> Vec<(u32, ProvisionId)> {
    let children = view.outline.get(scope).map_or(&[][..], |article| &article.children);
    let numbered = children.iter().filter(|id| view.kind(**id) == kind);
    numbered.filter_map(|id| Some((ordinal(view.outline.get(*id)?.number.as_deref()?)?, *id))).collect()
}

/// The place of a number or letter in its series: `3` and `c` are 3; letters after `h` may be Roman numerals and have none.
fn ordinal(number: &str) -> Option<u32> {
    if let [letter @ b'a'..=b'h'] = number.as_bytes() {
        return Some(u32::from(letter - b'a') + 1);
    }
    number.parse().ok()
}

/// Whether the number stands in the article as an enumerator, although the outline has it not.
fn is_written(view: &View, scope: ProvisionId, number: &str) -> bool {
    let text = view.outline.get(scope).map_or("", |article| view.source.slice(article.span));
    [format!("({number})"), format!("{number}."), format!("{number})"), format!("{number} .")].iter().any(|sign| {
        text.match_indices(sign.as_str()).any(|(at, _)| {
            let before = text.get(..at).unwrap_or("");
            let word = before.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or("").to_lowercase();
            let referred = ["paragraph", "para", "article", "párrafo", "artículo"]
                .iter()
                .any(|unit| word.starts_with(unit) || word.ends_with(unit));
            !referred && !before.ends_with(|c: char| c.is_alphanumeric() || c == '.')
        })
    })
}

/// Whether another instrument is named before it in the same passage, so that it may speak of that.
fn follows_other_instrument(view: &View, found: &Resolved) -> bool {
    let start = view.outline.get(found.from).map_or(0, |passage| passage.span.start);
    let before = view.graph.references_in(Span::new(start, found.span.start));
    before.iter().any(|other| other.outside.is_some())
}

/// Whether it stands in a longer list or belongs to something that is no part of the agreement ("paragraph 3 of the letter").
fn is_listed(view: &View, found: &Resolved) -> bool {
    let after = view.source.text.get(found.span.range().end..).unwrap_or("");
    let before = view.source.text.get(..found.span.range().start).unwrap_or("");
    let belongs = after.starts_with(" of ") && found.reference.within.is_none();
    let run_together = after.trim_start().starts_with(['-', '–']);
    found.reference.numbers.len() > 1 || run_together || belongs || before.trim_end().ends_with(',')
}

/// Whether the words before it hold a footnote that ran into the text: a bare number before a capital.
fn follows_note(view: &View, found: &Resolved) -> bool {
    let start = view.outline.get(found.from).map_or(0, |passage| passage.label.end.max(passage.span.start));
    let words: Vec<&str> = view.source.slice(Span::new(start, found.span.start)).split_whitespace().collect();
    words.windows(2).any(|pair| match pair {
        [number, word] => number.bytes().all(|b| b.is_ascii_digit()) && word.starts_with(char::is_uppercase),
        _ => false,
    })
}

/// Whether its line breaks into a sentence that goes on in small letters below: a footnote that ran into the text.
fn interrupts(view: &View, found: &Resolved) -> bool {
    let (before, rest) = view.source.text.split_at_checked(found.span.range().start).unwrap_or(("", ""));
    let opening = before.rsplit('\n').next().unwrap_or("");
    let above = before.get(..before.len() - opening.len()).unwrap_or("").trim_end();
    let below = rest.split_once('\n').map_or("", |(_, below)| below.trim_start());
    opening.trim_start().starts_with(char::is_uppercase)
        && above.ends_with(|c: char| c.is_lowercase() || c == ',')
        && below.starts_with(char::is_lowercase)
        && rest.lines().next().is_some_and(|line| line.trim_end().ends_with('.'))
}

/// Whether it stands within quotation marks, as in a text that amends another.
fn quoted(view: &View, found: &Resolved) -> bool {
    let start = view.outline.get(found.from).map_or(0, |passage| passage.span.start);
    let before = view.source.slice(Span::new(start, found.span.start));
    let count = |sign: char| before.matches(sign).count();
    let after = view.source.text.get(found.span.range().end..).unwrap_or("");
    let amended = after.chars().take(60).any(|sign| matches!(sign, '“' | '‘' | '"' | '«'));
    amended
        || count('“') > count('”')
        || count('‘') > count('’') && before.contains('‘')
        || count('"') % 2 == 1
        || count('«') > count('»')
}

/// Annexes and other parts that are named and absent, each where it is first named; where the file lacks most of them, one
/// remark at the first.
pub(super) fn absent_parts(view: &View) -> Vec<Defect> {
    let names = view.graph.missing();
    let wanted: HashSet<&String> = names.iter().collect();
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for found in view.graph.references().iter().filter(|found| found.missing && !quoted(view, found)) {
        for (number, _) in found.reference.numbers.iter().zip(&found.heads).filter(|(_, head)| head.is_none()) {
            let name = name_as_written(view.source, &found.reference, number);
            if wanted.contains(&name)
                && !view.has_heading(&name)
                && !view.has_capitals(&name)
                && seen.insert(name.clone())
            {
                all.push(Defect {
                    kind: DefectKind::AbsentPart,
                    provision: found.from,
                    span: found.span,
                    detail: name,
                });
            }
        }
    }
    if all.len() > FEW { together(all) } else { all }
}

/// One remark for many absent parts, at the first: the first few by name, the others by number.
fn together(all: Vec<Defect>) -> Vec<Defect> {
    let more = all.len().saturating_sub(FEW);
    let names: Vec<String> = all.iter().take(FEW).map(|defect| defect.detail.clone()).collect();
    let detail = format!("{} and {more} more parts", names.join(", "));
    all.into_iter().take(1).map(|first| Defect { detail: detail.clone(), ..first }).collect()
}
