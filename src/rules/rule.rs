//! A rule: one page of a pack.

use crate::source::page::{Block, Page, Problem, Section};
use crate::source::{Span, nearest};

use super::Severity;
use super::condition::{Condition, Unknown, Word, unknown_indicator};
use super::grammar::{self, At, Sentence};
use super::scales::Scales;
use super::template::Template;

/// A rule of a pack.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The page's file name.
    pub name: String,
    /// The page's title.
    pub title: String,
    /// How grave its findings are unless a case says otherwise.
    pub severity: Severity,
    /// The criterion's key, where it has one.
    pub criterion: Option<String>,
    /// Whether a person should look at whatever it finds (`certainty: review`).
    pub review: bool,
    /// The first paragraph of *What it finds*.
    pub finds: String,
    /// Model wording of our own.
    pub model: Option<String>,
    pub(crate) cases: Vec<Case>,
}

/// What is said when a condition holds; the first case of a rule that holds is the one that speaks.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) when: Condition,
    pub(crate) severity: Severity,
    pub(crate) at: At,
    pub(crate) message: Template,
    pub(crate) label: Template,
    pub(crate) related: Vec<(Condition, Template)>,
    pub(crate) help: Vec<(Option<Condition>, Template)>,
}

const SECTIONS: [&str; 4] = ["What it finds", "Why it matters", "Rule", "Examples"];
const SEVERITIES: [(&str, Severity); 4] = [
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("advice", Severity::Advice),
    ("satisfied", Severity::Satisfied),
];

impl Severity {
    /// The word for it in pages and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        SEVERITIES.iter().find(|(_, severity)| *severity == self).map_or("", |(word, _)| word)
    }

    /// The severity of that word.
    #[must_use]
    pub fn of(word: &str) -> Option<Severity> {
        SEVERITIES.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, severity)| *severity)
    }
}

impl Rule {
    /// Reads a rule's page; what is wrong with it comes back beside it.
    #[must_use]
    pub fn read(page: &Page, scales: &Scales) -> (Rule, Vec<Problem>) {
        let mut reader = Reader { page, scales, problems: Vec::new() };
        reader.sections();
        let severity = reader.severity();
        let cases = page.blocks("rule").flat_map(|block| reader.cases(block, severity)).collect();
        let rule = Rule {
            name: page.name.clone(),
            title: title(page),
            severity,
            criterion: page.front("criterion").map(|entry| entry.value.clone()),
            review: page.front("certainty").is_some_and(|entry| entry.value == "review"),
            finds: prose(page, "What it finds"),
            model: Some(prose(page, "Model wording")).filter(|model| !model.is_empty()),
            cases,
        };
        (rule, reader.problems)
    }

    /// All indicators that the rule asks about, each once, in the order of the page.
    #[must_use]
    pub fn indicators(&self) -> Vec<&str> {
        let mut found = Vec::new();
        for test in self.cases.iter().flat_map(|case| case.when.tests()) {
            if !found.contains(&test.indicator.text.as_str()) {
                found.push(&test.indicator.text);
            }
        }
        found
    }
}

/// The first heading's words.
pub(crate) fn title(page: &Page) -> String {
    page.sections
        .iter()
        .find(|section| !section.title.is_empty())
        .map(|section| section.title.clone())
        .unwrap_or_default()
}

/// A section's prose with lines joined, or nothing.
pub(crate) fn prose(page: &Page, title: &str) -> String {
    let prose = page.section(title).map_or("", |section: &Section| section.prose.as_str());
    let paragraphs = prose.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// Collects what is wrong with a page while its blocks are read.
pub(crate) struct Reader<'p> {
    pub(crate) page: &'p Page,
    pub(crate) scales: &'p Scales,
    pub(crate) problems: Vec<Problem>,
}

impl Reader<'_> {
    fn sections(&mut self) {
        for wanted in SECTIONS {
            if self.page.section(wanted).is_none() {
                let known = self.page.sections.iter().map(|section| section.title.as_str());
                let help = nearest(wanted, known).map(|near| format!("is it the section “{near}”?"));
                self.problem(Span::default(), format!("the page has no section “{wanted}”"), help);
            }
        }
        if self.page.blocks("rule").next().is_none() {
            self.problem(Span::default(), "the page has no ```rule block".to_owned(), None);
        }
    }

    fn severity(&mut self) -> Severity {
        let entry = self.page.front("severity");
        if let Some(severity) = entry.and_then(|entry| Severity::of(&entry.value)) {
            return severity;
        }
        let span = entry.map_or(Span::default(), |entry| entry.span);
        let help = Some("write `severity: error`, `warning`, `advice` or `satisfied`".to_owned());
        self.problem(span, "the front matter does not say how grave the rule's findings are".to_owned(), help);
        Severity::Advice
    }

    fn cases(&mut self, block: &Block, severity: Severity) -> Vec<Case> {
        let (cases, mistake) = grammar::sentences(block, grammar::case);
        if let Some((span, message)) = mistake {
            self.problem(span, message, None);
        }
        cases.into_iter().filter_map(|case| self.case(case, severity)).collect()
    }

    fn case(&mut self, case: grammar::Case, severity: Severity) -> Option<Case> {
        self.check(&case.when);
        let mut said = None;
        let (mut label, mut related, mut help) = (Template::default(), Vec::new(), Vec::new());
        for sentence in case.sentences {
            match sentence {
                Sentence::Report(own, at, message) => {
                    said = Some((own.unwrap_or(severity), self.at(at), self.template(&message)))
                }
                Sentence::Label(words) => label = self.template(&words),
                Sentence::Related(when, words) => related.push((self.checked(when), self.template(&words))),
                Sentence::Help(when, words) => help.push((when.map(|when| self.checked(when)), self.template(&words))),
            }
        }
        let Some((severity, at, message)) = said else {
            self.problem(case.span, "this case says nothing: it has no `report`".to_owned(), None);
            return None;
        };
        Some(Case { when: case.when, severity, at, message, label, related, help })
    }

    fn at(&mut self, at: At) -> At {
        let (At::Evidence(words) | At::Each(words) | At::Chapter(words)) = &at;
        self.known(words);
        at
    }

    /// Complains about indicators that no fact page has.
    pub(crate) fn known(&mut self, words: &[Word]) {
        for word in words.iter().filter(|word| self.scales.get(&word.text).is_none()) {
            let unknown = unknown_indicator(word, self.scales);
            self.unknown(unknown);
        }
    }

    fn checked(&mut self, condition: Condition) -> Condition {
        self.check(&condition);
        condition
    }

    /// Complains about words of a condition that no fact page has.
    pub(crate) fn check(&mut self, condition: &Condition) {
        for unknown in condition.unknown(self.scales) {
            self.unknown(unknown);
        }
    }

    /// Reads a sentence and complains about its gaps.
    pub(crate) fn template(&mut self, sentence: &Word) -> Template {
        let (template, unknown) = Template::read(sentence, self.scales);
        for unknown in unknown {
            self.unknown(unknown);
        }
        template
    }

    fn unknown(&mut self, unknown: Unknown) {
        self.problem(unknown.span, unknown.message, unknown.help);
    }

    /// Notes a mistake of the page.
    pub(crate) fn problem(&mut self, span: Span, message: String, help: Option<String>) {
        self.problems.push(self.page.problem(span, message, help));
    }
}
