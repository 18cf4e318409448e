//! Annexes and other parts that are named and absent.

use std::collections::HashSet;

use super::dead::quoted;
use super::headings::{in_capitals, opening_lines};
use super::series::{FEW, Series};
use super::{Defect, DefectKind, View, squeeze};
use crate::graph::Resolved;
use crate::graph::missing::name_as_written;
use crate::structure::Kind;

/// Annexes and other parts that the agreement's own articles name and the file lacks, each where it is first named. Where it lacks
/// many, the file was made without them, which is no matter of drafting. What an annex names may belong to that annex.
pub(super) fn absent_parts(view: &View, series: &Series) -> Vec<Defect> {
    let wanted: HashSet<&str> = view.graph.missing().iter().map(String::as_str).collect();
    let annexes = view.outline.provisions.iter().filter(|part| part.kind == Kind::Annex);
    let held: HashSet<String> = annexes.filter_map(|part| part.number.as_deref()).map(squeeze).collect();
    // "Annex G.4" where Annex G is there: a footnote's mark behind the letter, or a part of that annex.
    let inner = |number: &str| number.rsplit_once('.').is_some_and(|(outer, _)| held.contains(&squeeze(outer)));
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    let own = |found: &&Resolved| found.missing && !view.stands_aside(found.from) && !quoted(view, series, found);
    for found in view.graph.references().iter().filter(own) {
        for (number, _) in found.reference.numbers.iter().zip(&found.heads).filter(|(_, head)| head.is_none()) {
            let name = name_as_written(view.source, &found.reference, number);
            if wanted.contains(name.as_str()) && !inner(&number.text) && seen.insert(name.clone()) {
                all.push(Defect {
                    kind: DefectKind::AbsentPart,
                    provision: found.from,
                    span: found.span,
                    detail: name,
                });
            }
        }
    }
    let text = &view.source.text;
    let headed = opening_lines(text, &all.iter().flat_map(|defect| headings(&defect.detail)).collect());
    let capital = |name: &str| Some(name.to_uppercase()).filter(|capitals| capitals != name);
    let shouted = in_capitals(text, &all.iter().filter_map(|defect| capital(&defect.detail)).collect());
    all.retain(|defect| {
        let shouts = capital(&defect.detail).is_some_and(|capitals| shouted.contains(&capitals));
        !shouts && !headings(&defect.detail).iter().any(|heading| headed.contains(heading))
    });
    if all.len() > FEW { Vec::new() } else { all }
}

/// How a heading may write the name, as lines are compared: "Annex 3" and "Annex No. 3".
fn headings(name: &str) -> [String; 2] {
    let (unit, number) = name.split_once(' ').unwrap_or((name, ""));
    [squeeze(name), format!("{}no{}", squeeze(unit), squeeze(number))]
}
