//! What is wrong with the build of a text, in the form of facts: one for each kind of defect, with all its places.

use crate::facts::{Certainty, Evidence, Fact, Value};
use crate::graph::Graph;
use crate::graph::defects::{Defect, DefectKind, defects};
use crate::source::Source;
use crate::structure::Outline;

use super::scales::{Question, scale};

const QUESTIONS: [(&str, DefectKind); 5] = [
    ("drafting.dead-reference", DefectKind::DeadReference),
    ("drafting.other-title", DefectKind::OtherTitle),
    ("drafting.absent-part", DefectKind::AbsentPart),
    ("drafting.duplicate-number", DefectKind::DuplicateNumber),
    ("drafting.skipped-number", DefectKind::SkippedNumber),
];

/// The questions about the build of the text that conditions may ask.
#[must_use]
pub(crate) fn questions() -> Vec<Question> {
    QUESTIONS.iter().map(|(id, _)| scale(id, &["no", "yes"])).collect()
}

/// Whether a rule asks any of them.
pub(crate) fn asked<'r>(mut indicators: impl Iterator<Item = &'r str>) -> bool {
    indicators.any(|asked| QUESTIONS.iter().any(|(id, _)| *id == asked))
}

/// The answers; a place's step says what its kind of defect adds to the words: what is there, or what is not.
pub(crate) fn facts(source: &Source, outline: &Outline) -> Vec<Fact> {
    let all = defects(&Graph::build(source, outline), source, outline);
    QUESTIONS.iter().map(|(id, kind)| fact(id, all.iter().filter(|defect| defect.kind == *kind))).collect()
}

fn fact<'d>(id: &str, found: impl Iterator<Item = &'d Defect>) -> Fact {
    let evidence: Vec<Evidence> = found.map(evidence).collect();
    let value = Value::Word(if evidence.is_empty() { "no" } else { "yes" }.to_owned());
    Fact { indicator: id.to_owned(), value, certainty: Certainty::Certain, evidence, looked_for: String::new() }
}

fn evidence(defect: &Defect) -> Evidence {
    Evidence { provision: defect.provision, span: defect.span, step: defect.detail.clone(), member: None }
}
