//! What is wrong with the build of a text, in the form of facts: one for each kind of defect, with all its places.

use super::{Certainty, Evidence, Fact, Value};
use crate::graph::Graph;
use crate::graph::defects::{Defect, DefectKind, defects};
use crate::source::Source;
use crate::structure::Outline;

/// The questions about the build of a text, each answered by `no` or `yes`.
pub const DRAFTING: [&str; 7] = [
    "drafting.dead-reference",
    "drafting.other-title",
    "drafting.absent-part",
    "drafting.duplicate-number",
    "drafting.skipped-number",
    "drafting.absent-note",
    "drafting.uncalled-note",
];

/// The answers to [`DRAFTING`]; a place's step says what its kind of defect adds to the words: what is there, or what is not.
#[must_use]
pub fn drafting(source: &Source, outline: &Outline) -> Vec<Fact> {
    let all = defects(&Graph::build(source, outline), source, outline);
    DRAFTING.iter().map(|id| fact(id, all.iter().filter(|defect| indicator(defect.kind) == *id))).collect()
}

fn indicator(kind: DefectKind) -> &'static str {
    match kind {
        DefectKind::DeadReference => "drafting.dead-reference",
        DefectKind::OtherTitle => "drafting.other-title",
        DefectKind::AbsentPart => "drafting.absent-part",
        DefectKind::DuplicateNumber => "drafting.duplicate-number",
        DefectKind::SkippedNumber => "drafting.skipped-number",
        DefectKind::AbsentNote => "drafting.absent-note",
        DefectKind::UncalledNote => "drafting.uncalled-note",
    }
}

fn fact<'d>(id: &str, found: impl Iterator<Item = &'d Defect>) -> Fact {
    let evidence: Vec<Evidence> = found.map(evidence).collect();
    let value = Value::Word(if evidence.is_empty() { "no" } else { "yes" }.to_owned());
    Fact { indicator: id.to_owned(), value, certainty: Certainty::Certain, evidence, looked_for: String::new() }
}

fn evidence(defect: &Defect) -> Evidence {
    Evidence { provision: defect.provision, span: defect.span, step: defect.detail.clone(), member: None }
}
