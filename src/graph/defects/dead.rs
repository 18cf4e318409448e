//! References that lead nowhere.

use std::collections::HashSet;

use super::headings::numbering_lines;
use super::series::{FAR, Series};
use super::{Defect, DefectKind, View, squeeze};
use crate::clause::reference::{Number, Unit};
use crate::graph::Resolved;
use crate::structure::{Kind, ProvisionId};

/// Longer lines, in bytes, hold whole paragraphs.
const LONGEST_LINE: usize = 2000;

/// The last provision of the series that a number would belong to, and for an article the number as headings would have it.
struct Beyond {
    last: ProvisionId,
    heading: Option<String>,
}

/// Articles, paragraphs and points that are named and do not exist.
pub(super) fn dead_references(view: &View, series: &mut Series) -> Vec<Defect> {
    let mut suspects: Vec<(&Resolved, Vec<Beyond>)> = Vec::new();
    for found in view.graph.references().iter().filter(|found| found.missing && !is_heading(view, found)) {
        let absent = found.reference.numbers.iter().zip(&found.heads).filter(|(_, head)| head.is_none());
        let beyond: Vec<Beyond> = absent.filter_map(|(number, _)| last_existing(view, series, found, number)).collect();
        if !beyond.is_empty() && !quoted(view, series, found) {
            suspects.push((found, beyond));
        }
    }
    let asked = suspects.iter().flat_map(|(_, beyond)| beyond).filter_map(|beyond| beyond.heading.clone()).collect();
    let headed = numbering_lines(&view.source.text, &asked);
    suspects.iter().filter_map(|(found, beyond)| dead(view, &headed, found, beyond)).collect()
}

fn dead(view: &View, headed: &HashSet<String>, found: &Resolved, beyond: &[Beyond]) -> Option<Defect> {
    let absent = |beyond: &&Beyond| beyond.heading.as_ref().is_none_or(|heading| !headed.contains(heading));
    let detail = view.outline.place(beyond.iter().find(absent)?.last);
    Some(Defect { kind: DefectKind::DeadReference, provision: found.from, span: found.span, detail })
}

/// Whether its word stands in capitals, as that of a heading which ran into the text.
fn is_heading(view: &View, found: &Resolved) -> bool {
    let word: String = view.source.slice(found.span).chars().take_while(|c| c.is_alphabetic()).collect();
    !word.contains(char::is_lowercase)
}

/// The end of the series that the number would belong to, if the series was read whole and ends before the number.
fn last_existing(view: &View, series: &mut Series, found: &Resolved, number: &Number) -> Option<Beyond> {
    let unit = found.reference.unit;
    if unit == Unit::Article {
        return last_article(view, series, found, number);
    }
    let last = matches!(unit, Unit::Paragraph | Unit::Point).then(|| last_passage(view, series, found, number))??;
    Some(Beyond { last, heading: None })
}

/// "Article 9.30" where chapter 9 counts without gap to 9.24.
fn last_article(view: &View, series: &Series, found: &Resolved, number: &Number) -> Option<Beyond> {
    let (end, last, place) = series.articles(&number.text)?;
    let beyond = (end + 1..=end + FAR).contains(&place) && !view.stands_aside(found.from) && !view.stands_aside(last);
    beyond.then(|| Beyond { last, heading: Some(squeeze(&number.text)) })
}

/// "paragraph 5" where the article counts without gap to 3.
fn last_passage(view: &View, series: &mut Series, found: &Resolved, number: &Number) -> Option<ProvisionId> {
    let elsewhere = series.names_another_instrument(found) || view.stands_aside(found.from);
    if elsewhere || interrupts(view, found) || is_listed(view, found) {
        return None;
    }
    let scope = match found.reference.within.as_deref() {
        None => view.outline.nearest(found.from, Kind::Article)?,
        Some(within) if within.unit == Unit::Article && within.within.is_none() => match within.numbers.first() {
            None => view.outline.nearest(found.from, Kind::Article)?,
            Some(article) => series.only_article(&article.text)?,
        },
        Some(_) => return None,
    };
    let kind = if found.reference.unit == Unit::Paragraph { Kind::Paragraph } else { Kind::Point };
    let last = series.passages(scope, kind, &number.text)?;
    let misread = series.has_lost_numbers(scope) || series.is_written(scope, &number.text);
    (!misread && !series.follows_note(found)).then_some(last)
}

/// Whether its line breaks into a sentence that goes on in small letters below: a footnote that ran into the text.
fn interrupts(view: &View, found: &Resolved) -> bool {
    let (before, rest) = view.source.text.split_at_checked(found.span.range().start).unwrap_or(("", ""));
    let far = before.len().saturating_sub(LONGEST_LINE);
    let opening = before.get(before.floor_char_boundary(far)..).unwrap_or("").rsplit('\n').next().unwrap_or("");
    let above = before.get(..before.len() - opening.len()).unwrap_or("").trim_end();
    let rest = rest.get(..rest.floor_char_boundary(LONGEST_LINE)).unwrap_or(rest);
    let below = rest.split_once('\n').map_or("", |(_, below)| below.trim_start());
    opening.trim_start().starts_with(char::is_uppercase)
        && above.ends_with(|c: char| c.is_lowercase() || c == ',')
        && below.starts_with(char::is_lowercase)
        && rest.lines().next().is_some_and(|line| line.trim_end().ends_with('.'))
}

/// Whether it stands in a longer list or belongs to something that is no part of the agreement ("paragraph 3 of the letter").
fn is_listed(view: &View, found: &Resolved) -> bool {
    let after = view.source.text.get(found.span.range().end..).unwrap_or("");
    let before = view.source.text.get(..found.span.range().start).unwrap_or("");
    let belongs = after.starts_with(" of ") && found.reference.within.is_none();
    let run_together = after.trim_start().starts_with(['-', '–']);
    found.reference.numbers.len() > 1 || run_together || belongs || before.trim_end().ends_with(',')
}

/// Whether it stands within quotation marks, as in a text that amends another.
pub(super) fn quoted(view: &View, series: &Series, found: &Resolved) -> bool {
    let after = view.source.text.get(found.span.range().end..).unwrap_or("");
    let amended = after.chars().take(60).any(|sign| matches!(sign, '“' | '‘' | '"' | '«'));
    amended || series.is_in_quotation(found)
}
