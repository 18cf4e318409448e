//! What accompanies a draft: the documents a repository names in its configuration, and what they answer to criterion (a).
//!
//! The six checks follow the United Nations' guiding principles on human rights impact assessments of trade and
//! investment agreements (A/HRC/19/59/Add.5, 2011).

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::facts::{Certainty, Evidence, Fact, Facts, Value};
use crate::source::Span;
use crate::structure::ProvisionId;

use super::scales::{Answers, Question, scale};

/// A draft and the documents that go with it. Dates are written `2026-03-31`, `2026-03` or `2026`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// The agreement's title.
    pub title: Option<String>,
    /// The Parties to be.
    pub parties: Vec<String>,
    /// When signature is planned.
    pub planned_signature: Option<String>,
    /// When negotiations were concluded, or are planned to be.
    pub negotiations_concluded: Option<String>,
    /// The documents.
    pub documents: Vec<Document>,
}

/// What a document of a dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A report of an impact assessment.
    Assessment,
    /// The assessment's terms of reference.
    TermsOfReference,
    /// How the assessment is made.
    Method,
    /// What the assessment is made from.
    Data,
    /// A draft of the report.
    DraftReport,
    /// The government's reply to a report.
    Reply,
    /// A later review of the agreement's effects.
    Review,
}

/// A document of a dossier; what the configuration leaves out is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Its file, as written in the configuration.
    pub path: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was finished; for a review, when it is due.
    pub date: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who commissioned it.
    pub commissioned_by: Option<String>,
    /// Whether its authors are independent of the negotiating ministry.
    pub independent: Option<bool>,
    /// Whether its authors' conflicts of interest are disclosed.
    pub conflicts_disclosed: Option<bool>,
    /// Whether it is published.
    pub published: Option<bool>,
    /// Whether it is about this agreement, not about a region or an older one.
    pub this_agreement: Option<bool>,
    /// Whether money is set aside for it (a review).
    pub funded: Option<bool>,
    /// What it covers: `trade`, `investment`, `human-rights`, `environment`.
    pub covers: Vec<String>,
    /// The countries it looks at.
    pub countries: Vec<String>,
    /// Who was heard: `affected-groups`, `unions`, `women`, `indigenous-peoples`.
    pub heard: Vec<String>,
}

impl Document {
    /// A document of which nothing is known but its kind and file.
    #[must_use]
    pub fn new(kind: DocumentKind, path: &str) -> Self {
        Document {
            kind,
            path: path.to_owned(),
            title: None,
            date: None,
            authors: Vec::new(),
            commissioned_by: None,
            independent: None,
            conflicts_disclosed: None,
            published: None,
            this_agreement: None,
            funded: None,
            covers: Vec::new(),
            countries: Vec::new(),
            heard: Vec::new(),
        }
    }

    /// Takes from what a report says of itself what the configuration leaves open; what stands there is kept.
    pub fn complete_from(&mut self, report: &Facts) {
        let says = |question: &str, answer: &str| {
            report.get(question).is_some_and(|fact| fact.value == Value::Word(answer.to_owned()))
        };
        let about =
            [("own", true), ("general", false)].into_iter().find(|(word, _)| says("assessment.agreement", word));
        self.this_agreement = self.this_agreement.or(about.map(|(_, own)| own));
        self.independent = self.independent.or(says("assessment.independent", "yes").then_some(true));
        if self.covers.is_empty() {
            let covered = COVERED.iter().filter(|(question, _)| says(question, "yes"));
            self.covers = covered.map(|(_, subject)| (*subject).to_owned()).collect();
        }
        if let Some(Value::Set(heard)) = report.get("assessment.heard").map(|fact| &fact.value)
            && self.heard.is_empty()
        {
            self.heard = heard.iter().cloned().collect();
        }
    }

    /// How a sentence names it: title or file, and date.
    fn named(&self) -> String {
        let name = self.title.as_deref().unwrap_or(&self.path);
        self.date.as_deref().map_or_else(|| name.to_owned(), |date| format!("{name} ({date})"))
    }

    /// Its authors and whoever commissioned it, else its name.
    fn written_by(&self) -> String {
        let mut names = self.authors.clone();
        names.extend(self.commissioned_by.clone().filter(|body| !self.authors.contains(body)));
        if names.is_empty() { self.named() } else { names.join(", ") }
    }
}

/// The questions to a report that say what it covers.
const COVERED: [(&str, &str); 3] = [
    ("assessment.investment", "investment"),
    ("assessment.human-rights", "human-rights"),
    ("assessment.environment", "environment"),
];

/// The answers to a question that the configuration may leave open.
const OPEN: [&str; 3] = ["unknown", "no", "yes"];

/// The questions about a dossier that conditions may ask.
pub(crate) fn questions() -> Vec<Question> {
    vec![
        scale("dossier.given", &["no", "yes"]),
        scale("dossier.assessment", &["none", "general", "own"]),
        set("dossier.scope", &["trade", "investment", "human-rights", "environment"]),
        scale("dossier.timing", &["undated", "after-signature", "before-signature", "before-conclusion"]),
        scale("dossier.review", &["none", "undated", "dated", "funded"]),
        scale("dossier.independent", &OPEN),
        scale("dossier.conflicts", &OPEN),
        set("dossier.published", &["terms-of-reference", "method", "data", "draft", "report"]),
        set("dossier.heard", &["affected-groups", "unions", "women", "indigenous-peoples"]),
        scale("dossier.countries", &["unknown", "some", "all"]),
        scale("dossier.reply", &["none", "undated", "after-signature", "before-signature"]),
    ]
}

fn set(id: &str, words: &[&str]) -> Question {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    Question { id: id.to_owned(), answers: Answers::Set(words) }
}

/// What a dossier answers to those questions. Without a dossier only `dossier.given` is answered.
#[must_use]
pub fn facts(dossier: Option<&Dossier>) -> Vec<Fact> {
    let Some(dossier) = dossier else { return vec![word("dossier.given", "no", None)] };
    let report = dossier.report();
    let named = report.map(Document::named);
    let open = |answer: fn(&Document) -> Option<bool>| match report.and_then(answer) {
        None => "unknown",
        Some(false) => "no",
        Some(true) => "yes",
    };
    vec![
        word("dossier.given", "yes", None),
        word("dossier.assessment", dossier.assessment(report), named.clone()),
        words("dossier.scope", report.map_or(&[], |report| &report.covers)),
        word("dossier.timing", dossier.timing(report), named.clone()),
        word("dossier.review", dossier.review(), dossier.of(DocumentKind::Review).next().map(Document::named)),
        word("dossier.independent", open(|report| report.independent), report.map(Document::written_by)),
        word("dossier.conflicts", open(|report| report.conflicts_disclosed), named),
        words("dossier.published", &dossier.published()),
        words("dossier.heard", report.map_or(&[], |report| &report.heard)),
        word("dossier.countries", dossier.countries(report), Some(dossier.left_out(report))),
        word("dossier.reply", dossier.reply(), dossier.of(DocumentKind::Reply).next().map(Document::named)),
    ]
}

fn word(indicator: &str, answer: &str, step: Option<String>) -> Fact {
    fact(indicator, Value::Word(answer.to_owned()), step)
}

fn words(indicator: &str, answers: &[String]) -> Fact {
    fact(indicator, Value::Set(answers.iter().cloned().collect::<BTreeSet<_>>()), None)
}

fn fact(indicator: &str, value: Value, step: Option<String>) -> Fact {
    Fact {
        indicator: indicator.to_owned(),
        value,
        certainty: Certainty::Certain,
        evidence: step.iter().map(|step| evidence(step)).collect(),
        looked_for: String::new(),
    }
}

/// Evidence outside the text, which points at the agreement as a whole.
pub(crate) fn evidence(step: &str) -> Evidence {
    Evidence { provision: ProvisionId(0), span: Span::default(), step: step.to_owned(), member: None }
}

impl Dossier {
    fn of(&self, kind: DocumentKind) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(move |document| document.kind == kind)
    }

    /// The report that counts: one about this agreement before any other, then the earliest.
    fn report(&self) -> Option<&Document> {
        self.of(DocumentKind::Assessment)
            .min_by_key(|report| (report.this_agreement != Some(true), report.date.is_none(), report.date.clone()))
    }

    fn assessment(&self, report: Option<&Document>) -> &'static str {
        match report.map(|report| report.this_agreement) {
            None => "none",
            Some(Some(true)) => "own",
            Some(Some(false) | None) => "general",
        }
    }

    fn timing(&self, report: Option<&Document>) -> &'static str {
        let date = report.and_then(|report| report.date.as_deref());
        let before = |day: &Option<String>| day.as_deref().zip(date).and_then(|(day, date)| ends_before(date, day));
        match (before(&self.negotiations_concluded), before(&self.planned_signature)) {
            (Some(true), _) => "before-conclusion",
            (_, Some(true)) => "before-signature",
            (_, Some(false)) => "after-signature",
            (_, None) => "undated",
        }
    }

    fn review(&self) -> &'static str {
        let review = |review: &Document| match (review.date.is_some(), review.funded == Some(true)) {
            (true, true) => (3, "funded"),
            (true, false) => (2, "dated"),
            (false, _) => (1, "undated"),
        };
        self.of(DocumentKind::Review).map(review).max().map_or("none", |(_, word)| word)
    }

    fn published(&self) -> Vec<String> {
        let published = self.documents.iter().filter(|document| document.published == Some(true));
        published.filter_map(|document| published_as(document.kind)).map(str::to_owned).collect()
    }

    fn countries(&self, report: Option<&Document>) -> &'static str {
        let looked_at = report.map_or(&[][..], |report| &report.countries);
        let seen = |party: &&String| looked_at.iter().any(|country| country.eq_ignore_ascii_case(party));
        match (looked_at.is_empty() || self.parties.is_empty(), self.parties.iter().all(|party| seen(&party))) {
            (true, _) => "unknown",
            (false, true) => "all",
            (false, false) => "some",
        }
    }

    /// The Parties that the report does not look at.
    fn left_out(&self, report: Option<&Document>) -> String {
        let looked_at = report.map_or(&[][..], |report| &report.countries);
        let out = |party: &&String| !looked_at.iter().any(|country| country.eq_ignore_ascii_case(party));
        self.parties.iter().filter(out).cloned().collect::<Vec<_>>().join(", ")
    }

    fn reply(&self) -> &'static str {
        let Some(reply) = self.of(DocumentKind::Reply).next() else { return "none" };
        let dates = reply.date.as_deref().zip(self.planned_signature.as_deref());
        match dates.and_then(|(date, signature)| ends_before(date, signature)) {
            None => "undated",
            Some(true) => "before-signature",
            Some(false) => "after-signature",
        }
    }
}

fn published_as(kind: DocumentKind) -> Option<&'static str> {
    match kind {
        DocumentKind::TermsOfReference => Some("terms-of-reference"),
        DocumentKind::Method => Some("method"),
        DocumentKind::Data => Some("data"),
        DocumentKind::DraftReport => Some("draft"),
        DocumentKind::Assessment => Some("report"),
        DocumentKind::Reply | DocumentKind::Review => None,
    }
}

/// Whether a date lies before a day, where each may be a whole year or month; none where one holds the other:
/// `2026-03` lies neither before nor after `2026-03-20`.
fn ends_before(date: &str, day: &str) -> Option<bool> {
    let shared = date.len().min(day.len());
    let is_day = shared == WHOLE_DATE;
    match date.get(..shared)?.cmp(day.get(..shared)?) {
        Ordering::Less => Some(true),
        Ordering::Greater => Some(false),
        Ordering::Equal => is_day.then_some(false),
    }
}

/// The length of `2026-03-20`.
const WHOLE_DATE: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(dossier: &Dossier) -> Vec<(String, Value)> {
        facts(Some(dossier)).into_iter().map(|fact| (fact.indicator, fact.value)).collect()
    }

    fn answer(dossier: &Dossier, indicator: &str) -> Value {
        answers(dossier).into_iter().find(|(id, _)| id == indicator).unwrap().1
    }

    #[test]
    fn a_report_answers_what_the_configuration_leaves_open() {
        let said = |id: &str, value: Value| fact(id, value, None);
        let heard = Value::Set(["unions".to_owned()].into());
        let list = vec![said("assessment.agreement", Value::Word("own".to_owned())), said("assessment.heard", heard)];
        let report = Facts { list, ..Facts::default() };
        let mut open = Document::new(DocumentKind::Assessment, "report.pdf");
        open.complete_from(&report);
        assert_eq!((open.this_agreement, open.heard), (Some(true), vec!["unions".to_owned()]));
        let mut told = Document::new(DocumentKind::Assessment, "report.pdf");
        told.this_agreement = Some(false);
        told.complete_from(&report);
        assert_eq!(told.this_agreement, Some(false));
    }

    #[test]
    fn a_report_is_timed_against_conclusion_and_signature() {
        let mut report = Document::new(DocumentKind::Assessment, "report.pdf");
        report.date = Some("2025-11".to_owned());
        let mut dossier = Dossier { documents: vec![report], ..Dossier::default() };
        assert_eq!(answer(&dossier, "dossier.timing"), Value::Word("undated".to_owned()));
        dossier.planned_signature = Some("2025-10-20".to_owned());
        assert_eq!(answer(&dossier, "dossier.timing"), Value::Word("after-signature".to_owned()));
        dossier.planned_signature = Some("2026-02-01".to_owned());
        assert_eq!(answer(&dossier, "dossier.timing"), Value::Word("before-signature".to_owned()));
        dossier.negotiations_concluded = Some("2025-12-01".to_owned());
        assert_eq!(answer(&dossier, "dossier.timing"), Value::Word("before-conclusion".to_owned()));
    }

    #[test]
    fn a_date_that_holds_the_day_is_neither_before_nor_after_it() {
        for (date, signature, said) in [
            ("2026", "2026-11-30", "undated"),
            ("2026-11", "2026-11-30", "undated"),
            ("2026-11-02", "2026-11", "undated"),
            ("2026-11", "2026-11", "undated"),
            ("2026-11-30", "2026-11-30", "after-signature"),
            ("2026-12", "2026-11-30", "after-signature"),
            ("2025", "2026-11-30", "before-signature"),
        ] {
            let mut report = Document::new(DocumentKind::Assessment, "report.pdf");
            report.date = Some(date.to_owned());
            let reply = Document { kind: DocumentKind::Reply, ..report.clone() };
            let planned_signature = Some(signature.to_owned());
            let dossier = Dossier { documents: vec![report, reply], planned_signature, ..Dossier::default() };
            for question in ["dossier.timing", "dossier.reply"] {
                assert_eq!(answer(&dossier, question), Value::Word(said.to_owned()), "{date} {signature}");
            }
        }
    }

    #[test]
    fn a_report_about_this_agreement_goes_before_an_older_study() {
        let mut older = Document::new(DocumentKind::Assessment, "region.pdf");
        older.date = Some("2019".to_owned());
        older.this_agreement = Some(false);
        let mut own = Document::new(DocumentKind::Assessment, "own.pdf");
        own.this_agreement = Some(true);
        own.countries = vec!["Aldmar".to_owned()];
        let parties = vec!["Aldmar".to_owned(), "Borland".to_owned()];
        let dossier = Dossier { parties, documents: vec![older, own], ..Dossier::default() };
        assert_eq!(answer(&dossier, "dossier.assessment"), Value::Word("own".to_owned()));
        assert_eq!(answer(&dossier, "dossier.countries"), Value::Word("some".to_owned()));
    }

    #[test]
    fn without_a_dossier_nothing_is_claimed() {
        assert_eq!(facts(None).len(), 1);
    }
}
