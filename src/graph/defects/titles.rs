//! References whose title in parentheses is not that of their target.

use std::collections::{BTreeSet, HashMap};

use strsim::normalized_damerau_levenshtein;

use super::{Defect, DefectKind, View, squeeze};
use crate::clause::reference::{Unit, names_attached, roman_value};
use crate::graph::Resolved;
use crate::graph::index::key;
use crate::source::Span;
use crate::structure::{Kind, ProvisionId};

/// Words that make no difference between two titles.
const SMALL: [&str; 24] = [
    "the", "of", "and", "or", "on", "in", "to", "for", "a", "an", "by", "with", "de", "del", "la", "el", "los", "las",
    "y", "en", "du", "des", "et", "le",
];

/// No more parts than this of one kind and number are asked whether the title is theirs.
const MOST_ALIKE: usize = 200;

/// Parts by kind and number.
type Alike = HashMap<(Kind, String), Vec<ProvisionId>>;

/// Where the words in parentheses and the target's title are two different titles.
pub(super) fn other_titles(view: &View) -> Vec<Defect> {
    let mut alike = Alike::new();
    for (id, part) in view.outline.ids().filter(|(_, part)| matches!(part.kind, Kind::Article | Kind::Chapter)) {
        let bearers = alike.entry((part.kind, part.number.as_deref().map_or_else(String::new, key))).or_default();
        if part.title.is_some() && bearers.len() < MOST_ALIKE {
            bearers.push(id);
        }
    }
    let found =
        view.graph.references().iter().filter(|found| found.outside.is_none() && !view.stands_aside(found.from));
    found.flat_map(|found| of_reference(view, &alike, found)).collect()
}

fn of_reference<'v>(view: &'v View, alike: &'v Alike, found: &'v Resolved) -> impl Iterator<Item = Defect> + use<'v> {
    let unit = found.reference.unit;
    let article = (unit == Unit::Article).then_some(Kind::Article);
    let kind = article.or((unit == Unit::Chapter).then_some(Kind::Chapter));
    let named = found
        .reference
        .numbers
        .iter()
        .zip(&found.heads)
        .filter(|(number, _)| number.through.is_none() && number.below.is_empty());
    named.filter_map(move |(number, head)| {
        let written = number.title.filter(|_| !is_attached_to(view, found))?;
        let target = view.outline.nearest((*head)?, kind?)?;
        let title = title(view, target).filter(|_| bears(view, target, &number.text))?;
        let written_title = view.words(written);
        let clash = found.reference.within.is_none() && differ(&written_title, &title);
        let clash = clash && !borne_above(view, target, &written_title);
        (clash && !borne_elsewhere(view, alike, target, &written_title)).then(|| Defect {
            kind: DefectKind::OtherTitle,
            provision: found.from,
            span: Span::new(number.span.start, written.end + 1),
            detail: title,
        })
    })
}

/// Whether the words before it name an annex to the article, so that the title is the annex's ("the Annex to Article 4.2 (Rules)").
fn is_attached_to(view: &View, found: &Resolved) -> bool {
    let before = view.source.text.get(..found.span.range().start).unwrap_or("");
    let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    words.get(1).is_some_and(|word| names_attached(word))
}

/// Whether a part that holds the target has that title: some texts name the chapter in parentheses.
fn borne_above(view: &View, target: ProvisionId, written: &str) -> bool {
    let above = view.outline.upwards(target).skip(1).filter_map(|id| view.outline.get(id)?.title);
    above.filter(|title| view.words(*title).chars().count() < 150).any(|title| !differ(written, &view.words(title)))
}

/// Whether another part of the same kind and number has that title: numbers may begin anew in each chapter.
fn borne_elsewhere(view: &View, alike: &Alike, target: ProvisionId, written: &str) -> bool {
    let number = view.outline.get(target).and_then(|target| target.number.as_deref()).map_or_else(String::new, key);
    let bearers = alike.get(&(view.kind(target), number)).map_or(&[][..], Vec::as_slice);
    let others = bearers.iter().filter(|id| **id != target).filter_map(|id| view.outline.get(*id)?.title);
    others.into_iter().any(|title| !differ(written, &view.words(title)))
}

/// Whether the target bears the very number, not the number of what holds it.
fn bears(view: &View, id: ProvisionId, number: &str) -> bool {
    let own = view.outline.get(id).and_then(|target| target.number.as_deref()).map(key);
    own.is_some_and(|own| own == key(number) || roman_value(&own).is_some())
}

fn title(view: &View, id: ProvisionId) -> Option<String> {
    let title = view.words(view.outline.get(id)?.title?);
    let sound = title.starts_with(char::is_uppercase) && (4..150).contains(&title.chars().count());
    sound.then_some(title)
}

/// Not the same title, nor one with its chapter's name, an added word or another spelling.
#[must_use]
pub fn differ(written: &str, title: &str) -> bool {
    let (one, other) = (squeeze(written), squeeze(title));
    let (left, right) = (words(written), words(title));
    let shared = left.intersection(&right).count();
    !one.contains(&other)
        && !other.contains(&one)
        && shared * 2 < left.len().min(right.len()).max(1)
        && normalized_damerau_levenshtein(&one, &other) < 0.7
}

fn words(title: &str) -> BTreeSet<String> {
    let all = title
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()));
    all.map(|word| word.chars().take(6).collect()).collect()
}
