//! Footnotes that are called and absent, or there and never called, in formats that mark both.

use std::collections::BTreeSet;

use super::{Defect, DefectKind, View};
use crate::source::{Mark, MarkKind};
use crate::structure::ProvisionId;

/// Calls without footnote and footnotes without call. A text without any pair was not marked well enough to tell.
pub(super) fn notes(view: &View) -> Vec<Defect> {
    let marks = &view.source.marks;
    let calls: BTreeSet<&str> = marks.iter().filter_map(call).collect();
    let notes: BTreeSet<&str> = marks.iter().filter_map(note).collect();
    if calls.is_disjoint(&notes) {
        return Vec::new();
    }
    let absent = marks.iter().filter_map(|mark| Some((mark, call(mark)?))).filter(|(_, label)| !notes.contains(label));
    let uncalled =
        marks.iter().filter_map(|mark| Some((mark, note(mark)?))).filter(|(_, label)| !calls.contains(label));
    let defect = |kind| move |(mark, label): (&Mark, &str)| defect(view, kind, mark, label);
    absent.map(defect(DefectKind::AbsentNote)).chain(uncalled.map(defect(DefectKind::UncalledNote))).collect()
}

fn defect(view: &View, kind: DefectKind, mark: &Mark, label: &str) -> Defect {
    let provision = view.outline.at(mark.span.start).unwrap_or(ProvisionId(0));
    Defect { kind, provision, span: mark.span, detail: label.to_owned() }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "all other marks are treated alike, new ones too")]
fn call(mark: &Mark) -> Option<&str> {
    match &mark.kind {
        MarkKind::FootnoteCall(label) => Some(label),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "all other marks are treated alike, new ones too")]
fn note(mark: &Mark) -> Option<&str> {
    match &mark.kind {
        MarkKind::Footnote(label) => Some(label),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::Graph;
    use crate::graph::defects::{DefectKind, defects};
    use crate::source;
    use crate::structure::Outline;

    #[test]
    fn calls_and_notes_belong_together() {
        let text =
            b"# AGREEMENT ON LAKES\n\n## Article 1: Boats\n\nEach Party shall mend its boats.[^1] Each shall paint \
                     them.[^2]\n\n[^1]: Rafts are boats.\n\n[^3]: Nets are none.\n";
        let source = source::read("lakes.md", text).unwrap();
        let outline = Outline::read(&source);
        let all = defects(&Graph::build(&source, &outline), &source, &outline);
        let found: Vec<(DefectKind, &str)> = all.iter().map(|defect| (defect.kind, defect.detail.as_str())).collect();
        assert_eq!(found, [(DefectKind::AbsentNote, "2"), (DefectKind::UncalledNote, "3")]);
    }
}
