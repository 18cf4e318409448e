//! A small draft with two findings, for the tests of all renderings.

use super::{Judged, Locator};
use crate::facts::{Certainty, Evidence, Fact, Facts, Value};
use crate::rules::{Anchor, Finding, Score, Scorecard, Severity, Verdict};
use crate::source::{Source, Span};
use crate::structure::{Outline, ProvisionId};

/// The draft's text.
pub(crate) const TEXT: &str = "\
AGREEMENT ON TRADE IN COPPER BETWEEN NORLAND AND SUDERIA

Chapter 9 Investment

Article 9.4 Claims
1. Each Party consents to the submission of a claim by an enterprise of the other Party to a tribunal set up under this Section in accordance with the procedures laid down in this Agreement, and that consent shall satisfy every requirement that another treaty lays down for written consent of the parties to a dispute.
2. Paragraph 1 does not apply to measures on drinking water.

Article 9.9 Tobacco
A Party may choose to close this Section to claims on tobacco.
";

/// The source of the draft.
pub(crate) fn source() -> Source {
    Source::plain("drafts/copper.txt", TEXT)
}

/// Where the words stand.
pub(crate) fn span(words: &str) -> Span {
    let at = TEXT.find(words).unwrap();
    Span::of(at, at + words.len())
}

/// The outline of the draft.
pub(crate) fn outline() -> Outline {
    Outline::read(&source())
}

fn provision(words: &str) -> ProvisionId {
    outline().at(span(words).start).unwrap()
}

/// Two answers about the draft.
pub(crate) fn facts() -> Facts {
    let consent = Fact {
        indicator: "isds.consent".to_owned(),
        value: Value::Word("advance".to_owned()),
        certainty: Certainty::Certain,
        evidence: vec![Evidence {
            provision: provision("Each Party consents"),
            span: span("Each Party consents"),
            step: "consents in advance".to_owned(),
            member: None,
        }],
        looked_for: "consent of each Party to claims".to_owned(),
    };
    let survival = Fact {
        indicator: "isds.survival".to_owned(),
        value: Value::Years(10),
        certainty: Certainty::Review,
        evidence: Vec::new(),
        looked_for: "protection after the end".to_owned(),
    };
    let carve = Fact {
        indicator: "isds.carve-out".to_owned(),
        value: Value::Set(["tobacco", "health"].map(str::to_owned).into()),
        evidence: Vec::new(),
        ..consent.clone()
    };
    let list = vec![consent, survival, carve];
    Facts { list, missing: vec!["Annex 9-B".to_owned()], complete: false, whole: true, agreement: true, foreign: false }
}

fn anchor(words: &str, label: &str) -> Anchor {
    let provision = provision(words);
    Anchor { provision, span: span(words), place: outline().place(provision), label: label.to_owned() }
}

/// Two findings about the draft, not in the order of the text.
pub(crate) fn findings() -> Vec<Finding> {
    let tobacco = Finding {
        rule: "tobacco-only".to_owned(),
        pack: "hrw-letter".to_owned(),
        criterion: None,
        severity: Severity::Warning,
        certain: false,
        message: "Article 9.9 lets a Party close the Section for tobacco alone.".to_owned(),
        help: None,
        model: None,
        at: anchor("may choose to close this Section", "a choice, for tobacco alone"),
        related: Vec::new(),
    };
    let consent = Finding {
        rule: "advance-consent".to_owned(),
        pack: "hrw-letter".to_owned(),
        criterion: Some("b".to_owned()),
        severity: Severity::Error,
        certain: true,
        message: "Each Party \"consents to the submission of a claim\" by foreign enterprises in Article 9.4(1)."
            .to_owned(),
        help: Some(
            "Leave the Section out, or let each Party decide for each claim; Article 9.9 already does so for tobacco."
                .to_owned(),
        ),
        model: Some(
            "No claim may be brought under this Chapter without the agreement of the Party concerned.".to_owned(),
        ),
        at: anchor(
            "consents to the submission of a claim by an enterprise of the other Party to a tribunal",
            "consent in advance",
        ),
        related: vec![anchor("close this Section to claims on tobacco", "narrows it")],
    };
    vec![tobacco, consent]
}

/// The scorecard of the draft.
pub(crate) fn card() -> Scorecard {
    let score = Score {
        key: "b".to_owned(),
        title: "No claims by investors".to_owned(),
        asks: "No right of investors to sue States.".to_owned(),
        verdict: Verdict::Not,
        certain: true,
        reason: "investors may sue the State".to_owned(),
        provisions: vec![anchor("Each Party consents", "consent in advance")],
        by_party: Vec::new(),
        notes: Vec::new(),
        findings: vec![1],
    };
    Scorecard { pack: "hrw-letter".to_owned(), scores: vec![score], findings: findings() }
}

/// The draft, judged.
pub(crate) fn judged() -> Judged {
    let source = source();
    Judged::new(&Locator::new(&source, TEXT.as_bytes()), &outline(), &facts(), vec![card()])
}
