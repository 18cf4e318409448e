//! Parts that a text refers to and the file lacks.

use std::collections::HashMap;

use super::Resolved;
use super::index::key;
use crate::clause::reference::{Number, Reference, Unit};
use crate::source::{Source, Span};
use crate::structure::{Kind, Outline, ProvisionId};

/// Chapters of a tariff nomenclature look like chapters of an agreement; no agreement has so many.
const MOST_CHAPTERS: u32 = 45;

/// A part that is named and absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Absent {
    /// Its name as written where it is first named.
    pub(super) name: String,
    /// The references that name it, in the order of the text.
    pub(super) named: Vec<Span>,
}

/// Annexes, appendices, chapters and protocols that are named and absent, in the order of the text.
pub(super) fn missing(source: &Source, outline: &Outline, resolved: &[Resolved]) -> Vec<Absent> {
    let chapters = outline.provisions.iter().filter(|part| part.kind == Kind::Chapter).count();
    let mut known: HashMap<(Unit, String), usize> = HashMap::new();
    let mut all: Vec<Absent> = Vec::new();
    let mut tariffs = HashMap::new();
    let recital = |found: &&Resolved| outline.nearest(found.from, Kind::Preamble).is_some();
    for found in resolved.iter().filter(|found| found.missing && !recital(found)) {
        let absent = found.reference.numbers.iter().zip(&found.heads).filter(|(_, head)| head.is_none());
        for (number, _) in absent {
            let unit = found.reference.unit;
            let chapter = unit == Unit::Chapter && chapters > 1;
            if !(unit.is_attached() || chapter) {
                continue;
            }
            let named = (unit, key(&number.text));
            if let Some(absent) = known.get(&named).and_then(|at| all.get_mut(*at)) {
                absent.named.push(found.span);
                continue;
            }
            let mut tariff =
                || *tariffs.entry(found.from).or_insert_with(|| speaks_of_tariffs(source, outline, found.from));
            if unit.is_attached() || is_own_chapter(outline, found, number) && !tariff() {
                known.insert(named, all.len());
                all.push(Absent { name: name_as_written(source, &found.reference, number), named: vec![found.span] });
            }
        }
    }
    all
}

/// Not a chapter of a tariff nomenclature, as rules of origin name them.
fn is_own_chapter(outline: &Outline, found: &Resolved, number: &Number) -> bool {
    let aside = outline
        .upwards(found.from)
        .any(|id| outline.get(id).is_some_and(|part| matches!(part.kind, Kind::Annex | Kind::Protocol)));
    let first = number.text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    let small = first.parse::<u32>().map_or(true, |value| value <= MOST_CHAPTERS);
    let last = number.through.as_deref().and_then(<[String]>::first).and_then(|last| last.parse::<u32>().ok());
    small && !number.text.contains('-') && last.is_none_or(|last| last <= MOST_CHAPTERS) && !aside
}

/// Whether a provision speaks of a tariff nomenclature.
fn speaks_of_tariffs(source: &Source, outline: &Outline, id: ProvisionId) -> bool {
    let around = outline.get(id).map_or("", |part| source.slice(part.span)).to_ascii_lowercase();
    ["heading", "harmonized", "harmonised"].iter().any(|word| around.contains(word))
}

/// "Annex 9-B": the unit's word in the singular and the number, both as written.
pub(super) fn name_as_written(source: &Source, reference: &Reference, number: &Number) -> String {
    let words = source.slice(reference.span);
    let unit: String = words.chars().take_while(|c| c.is_alphabetic() || *c == '-').collect();
    let written = source.slice(number.span);
    let written =
        if number.through.is_some() { number.text.as_str() } else { written.split('(').next().unwrap_or(written) };
    format!("{} {}", singular(&unit), written.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    let stem = match () {
        () if lower.ends_with("ices") => format!("{}ix", lower.trim_end_matches("ices")),
        () if lower.ends_with("xes") => lower.trim_end_matches("es").to_owned(),
        () => lower.trim_end_matches('s').to_owned(),
    };
    let mut letters = stem.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
