//! A made-up agreement for a rule page's example: one provision per line of answers.

use std::collections::BTreeSet;

use crate::facts::{Certainty, Evidence, Fact, Facts, Value};
use crate::source::page::{Block, Page, Problem};
use crate::source::{Source, Span};
use crate::structure::{Aside, Kind, Outline, Provision, ProvisionId};

use super::condition::{Word, unknown_indicator};
use super::dossier;
use super::scales::{Answers, Question, Scales};

/// The answers, and the text that they are evidenced in.
#[derive(Debug)]
pub(crate) struct Specimen {
    pub(crate) source: Source,
    pub(crate) outline: Outline,
    pub(crate) facts: Facts,
}

/// The prefix of the questions about the document, which stand in `Facts` itself.
const DOCUMENT: &str = "document.";
/// The prefix of the questions about the papers that go with a draft, which no provision answers.
const DOSSIER: &str = "dossier.";

/// One line: `isds.consent: advance (review) — Article 9.19: “each Party accepts”`.
struct Line<'b> {
    id: &'b str,
    answers: Vec<&'b str>,
    review: bool,
    article: Option<&'b str>,
    step: &'b str,
    words: Span,
    span: Span,
}

impl Specimen {
    /// Reads a block of answers; lines that name nothing known come back as problems.
    pub(crate) fn read(page: &Page, block: &Block, scales: &Scales) -> (Specimen, Vec<Problem>) {
        let mut specimen = Specimen {
            source: Source::plain("example", &block.text),
            outline: Outline::default(),
            facts: Facts { complete: true, whole: true, agreement: true, ..Facts::default() },
        };
        specimen.outline.provisions.push(root(block));
        let mut problems = Vec::new();
        for line in lines(&block.text) {
            match scales.get(line.id) {
                Some(answers) => specimen.add(&line, answers),
                None => problems.push(unknown(page, block, &line, scales)),
            }
        }
        specimen.silence(scales);
        (specimen, problems)
    }

    fn add(&mut self, line: &Line<'_>, answers: &Answers) {
        match line.id.strip_prefix(DOCUMENT) {
            Some("complete") => self.facts.complete = line.answers.first() == Some(&"yes"),
            Some("whole") => self.facts.whole = line.answers.first() == Some(&"yes"),
            Some("agreement") => self.facts.agreement = line.answers.first() == Some(&"yes"),
            Some("missing") => self.facts.missing = line.answers.iter().map(|part| (*part).to_owned()).collect(),
            Some("unread") => self.outline.aside.push((line.span, Aside::Unread)),
            Some(_) | None => self.answer(line, answers),
        }
    }

    fn answer(&mut self, line: &Line<'_>, answers: &Answers) {
        let value = value(&line.answers, answers);
        let silent = absent(&value) && line.step.is_empty();
        let evidence = if silent { Vec::new() } else { vec![self.evidence(line)] };
        let certainty = if line.review { Certainty::Review } else { Certainty::Certain };
        let fact = Fact { indicator: line.id.to_owned(), value, certainty, evidence, looked_for: line.id.to_owned() };
        self.facts.list.push(fact);
    }

    fn evidence(&mut self, line: &Line<'_>) -> Evidence {
        if line.id.starts_with(DOSSIER) {
            return dossier::evidence(line.step);
        }
        let count = self.outline.provisions.len();
        let number = line.article.map_or_else(|| count.to_string(), str::to_owned);
        let id = ProvisionId(u32::try_from(count).unwrap_or(0));
        self.outline.provisions.push(Provision {
            kind: Kind::Article,
            path: format!("art{number}"),
            number: Some(number),
            label: Span::default(),
            title: None,
            span: line.span,
            own: vec![line.words],
            parent: Some(ProvisionId(0)),
            children: Vec::new(),
        });
        Evidence { provision: id, span: line.words, step: line.step.to_owned(), member: None }
    }

    /// Answers every other question as a text would that says nothing about it.
    fn silence(&mut self, scales: &Scales) {
        for question in scales.questions.iter().filter(|question| !question.id.starts_with(DOCUMENT)) {
            if self.facts.get(&question.id).is_none() {
                self.facts.list.push(silent(question));
            }
        }
    }
}

fn root(block: &Block) -> Provision {
    let span = Span::of(0, block.text.len());
    Provision {
        kind: Kind::Agreement,
        number: None,
        label: Span::default(),
        title: None,
        span,
        own: Vec::new(),
        parent: None,
        children: Vec::new(),
        path: String::new(),
    }
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |whole| {
        let from = start;
        start += whole.len();
        line(whole.trim_end(), from)
    })
}

fn line(whole: &str, from: usize) -> Option<Line<'_>> {
    let (id, rest) = whole.split_once(':')?;
    let (answers, evidence) = rest.split_once('—').unwrap_or((rest, ""));
    let (answers, review) = match answers.trim().strip_suffix("(review)") {
        Some(answers) => (answers, true),
        None => (answers, false),
    };
    let answers = answers.split(',').map(str::trim).filter(|answer| !answer.is_empty()).collect();
    let article = evidence.split_once(':').and_then(|(place, _)| place.split_whitespace().last());
    let words = quoted(whole).unwrap_or((0, whole.len()));
    Some(Line {
        id: id.trim(),
        answers,
        review,
        article,
        step: if evidence.contains('“') { "" } else { evidence.trim() },
        words: Span::of(from + words.0, from + words.1),
        span: Span::of(from, from + whole.len()),
    })
}

fn quoted(whole: &str) -> Option<(usize, usize)> {
    let open = whole.find('“')? + '“'.len_utf8();
    Some((open, whole.rfind('”').filter(|close| *close >= open)?))
}

fn value(words: &[&str], answers: &Answers) -> Value {
    let first = words.first().copied().unwrap_or_default();
    match (answers, first.parse()) {
        (Answers::Set(_), _) => {
            Value::Set(words.iter().filter(|word| **word != "none").map(|word| (*word).to_owned()).collect())
        }
        (Answers::Number, Ok(years)) => Value::Years(years),
        (Answers::Number | Answers::Scale(_), _) => Value::Word(first.to_owned()),
    }
}

/// Whether an answer says that there is nothing: `no`, `none`, `no-mfn`, an empty set.
fn absent(value: &Value) -> bool {
    match value {
        Value::Word(word) => matches!(word.split('-').next(), Some("no" | "none")),
        Value::Set(set) => set.is_empty(),
        Value::Years(_) => false,
    }
}

/// The answer of a text that says nothing.
fn silent(question: &Question) -> Fact {
    let value = match &question.answers {
        Answers::Set(_) => Value::Set(BTreeSet::new()),
        Answers::Number => Value::Word("none".to_owned()),
        Answers::Scale(words) => {
            let stated = |word: &&String| !question.id.starts_with(DOSSIER) && absent(&Value::Word((*word).clone()));
            let silence = words.iter().find(stated).or(words.first());
            Value::Word(silence.cloned().unwrap_or_default())
        }
    };
    Fact {
        indicator: question.id.clone(),
        value,
        certainty: Certainty::Certain,
        evidence: Vec::new(),
        looked_for: question.id.clone(),
    }
}

fn unknown(page: &Page, block: &Block, line: &Line<'_>, scales: &Scales) -> Problem {
    let start = block.span.start + line.span.start;
    let length = u32::try_from(line.id.len()).unwrap_or(0);
    let word = Word { text: line.id.to_owned(), span: Span::new(start, start + length) };
    let unknown = unknown_indicator(&word, scales);
    page.problem(unknown.span, unknown.message, unknown.help)
}
