//! The examples of rule pages as tests: only the page's own rule runs on them.

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::source::Source;
use crate::source::page::{Block, Page, Problem};
use crate::structure::Outline;

use super::criterion::Criterion;
use super::hearing::Hearing;
use super::judge::{applying, found, further};
use super::pack::Pack;
use super::rule::Rule;
use super::specimen::Specimen;
use super::{Finding, Severity};

/// Reads a text through all layers up to the facts.
pub type Reading<'r> = &'r dyn Fn(&str) -> (Source, Outline, Facts);

/// What an example must say: `Error: sentence`, `Error (review): sentence`, `Satisfied.`, `Nothing.`
struct Expected<'b> {
    severity: Option<Severity>,
    review: bool,
    sentence: Option<&'b str>,
}

/// Runs the examples of every rule page of a pack; a page that does not say what its examples say comes back as problems.
#[must_use]
pub fn test_pages(pack: &Pack, pages: &[Page], reading: Reading<'_>) -> Vec<Problem> {
    pages.iter().flat_map(|page| test_page(pack, page, reading)).collect()
}

/// Runs the examples of one rule page.
#[must_use]
pub fn test_page(pack: &Pack, page: &Page, reading: Reading<'_>) -> Vec<Problem> {
    let Some(rule) = pack.rule(&page.name).filter(|_| !Criterion::is(page)) else { return Vec::new() };
    let mut bench =
        Bench { pack, page, rule, reading, spoke: BTreeSet::new(), seen: BTreeSet::new(), problems: Vec::new() };
    for block in page.section("Examples").into_iter().flat_map(|section| &section.blocks) {
        bench.example(block);
    }
    bench.coverage();
    bench.problems
}

struct Bench<'p> {
    pack: &'p Pack,
    page: &'p Page,
    rule: &'p Rule,
    reading: Reading<'p>,
    spoke: BTreeSet<usize>,
    seen: BTreeSet<Option<Severity>>,
    problems: Vec<Problem>,
}

impl Bench<'_> {
    fn example(&mut self, block: &Block) {
        let Some(expected) = expected(&block.after) else {
            let help =
                "write `Error: sentence`, `Warning: …`, `Advice: …`, `Satisfied: …` or `Nothing.` below it".to_owned();
            return self.problem(block, "the example does not say what must be found".to_owned(), Some(help));
        };
        let specimen = match block.info.split_whitespace().next() {
            Some("facts") => {
                let (specimen, problems) = Specimen::read(self.page, block, &self.pack.scales);
                self.problems.extend(problems);
                specimen
            }
            Some("treaty") => {
                let (source, outline, facts) = (self.reading)(&block.text);
                Specimen { source, outline, facts }
            }
            Some(_) | None => return,
        };
        self.seen.insert(expected.severity);
        let said = self.run(&specimen);
        if let Some(problem) = mismatch(&expected, said.as_ref()) {
            self.problem(block, problem, None);
        }
    }

    fn run(&mut self, specimen: &Specimen) -> Option<Finding> {
        let Specimen { source, outline, facts } = specimen;
        let further = further(self.pack, source, outline, facts, None);
        let hearing = Hearing { pack: self.pack, source, outline, facts, further: &further };
        let (at, case, outcome) = applying(&hearing, self.rule)?;
        self.spoke.insert(at);
        Some(found(&hearing, self.rule, case, &outcome))
    }

    fn coverage(&mut self) {
        let silent: Vec<_> = (0..self.rule.cases.len()).filter(|case| !self.spoke.contains(case)).collect();
        for case in silent {
            let message = format!("no example makes case {} of the rule speak", case + 1);
            self.problems.push(self.page.problem(crate::source::Span::default(), message, None));
        }
        let against = |seen: &Option<Severity>| *seen != Some(self.rule.severity);
        for (lacks, what) in
            [(!self.seen.contains(&Some(self.rule.severity)), "for"), (!self.seen.iter().any(against), "against")]
        {
            if lacks {
                let message = format!("the page lacks an example {what} the rule");
                self.problems.push(self.page.problem(crate::source::Span::default(), message, None));
            }
        }
    }

    fn problem(&mut self, block: &Block, message: String, help: Option<String>) {
        self.problems.push(self.page.problem(block.span, message, help));
    }
}

fn expected(after: &str) -> Option<Expected<'_>> {
    let (head, sentence) = match after.split_once(':') {
        Some((head, sentence)) => (head, Some(sentence.trim())),
        None => (after.trim_end_matches('.'), None),
    };
    let (word, review) = match head.trim().strip_suffix("(review)") {
        Some(word) => (word.trim(), true),
        None => (head.trim(), false),
    };
    let severity = Severity::of(word);
    (severity.is_some() || word.eq_ignore_ascii_case("nothing")).then_some(Expected { severity, review, sentence })
}

fn mismatch(expected: &Expected<'_>, said: Option<&Finding>) -> Option<String> {
    let Some(finding) = said else {
        return expected
            .severity
            .map(|severity| format!("the rule says nothing here, not the expected {}", severity.word()));
    };
    let word = finding.severity.word();
    if expected.severity != Some(finding.severity) {
        return Some(format!("the rule gives {word} here: “{}”", finding.message));
    }
    if expected.review == finding.certain {
        let how = if finding.certain { "certain" } else { "for review" };
        return Some(format!("the {word} is {how} here"));
    }
    let other = expected.sentence.filter(|sentence| *sentence != finding.message);
    other.map(|_| format!("the rule says here: “{}”", finding.message))
}
