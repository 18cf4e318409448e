//! The examples of fact pages as tests: each text must be answered as the line below it says.

use std::collections::BTreeSet;

use super::{Codebook, Evidence, Facts, Indicator, Shape, Value};
use crate::clause::Reading;
use crate::source::page::{Block, Page, Problem};
use crate::source::{Source, Span};
use crate::structure::Outline;
use crate::text::PhraseLine;

impl Codebook {
    /// Runs the examples of the page of this name; what is not answered as it says comes back as problems.
    #[must_use]
    pub fn test_page(&self, name: &str) -> Vec<Problem> {
        let page = self.pages().iter().find(|page| page.name == name);
        let indicator = self.indicators().find(|indicator| indicator.id == name);
        page.zip(indicator).map(|(page, indicator)| Bench { codebook: self, page, indicator }.run()).unwrap_or_default()
    }
}

impl Codebook {
    /// The phrases of the word pages that no example of a fact page says.
    #[must_use]
    pub fn unsaid(&self) -> Vec<&PhraseLine> {
        let mut said = BTreeSet::new();
        for block in self.pages().iter().flat_map(|page| page.blocks("treaty")) {
            let source = Source::plain("example", &block.text);
            let outline = Outline::read(&source);
            said.extend(Reading::new(&source, &outline, self.lexicon()).hits.lines());
        }
        let unsaid = self.lexicon().lines().iter().enumerate().filter(|(number, _)| !said.contains(number));
        unsaid.map(|(_, line)| line).collect()
    }
}

struct Bench<'b> {
    codebook: &'b Codebook,
    page: &'b Page,
    indicator: &'b Indicator,
}

/// An example's text without its `[[…]]`, and what stood in them.
struct Example {
    source: Source,
    marked: Vec<Span>,
}

impl Bench<'_> {
    fn run(&self) -> Vec<Problem> {
        let examples: Vec<&Block> = self.page.blocks("treaty").collect();
        let mut problems: Vec<Problem> = examples.iter().filter_map(|block| self.example(block)).collect();
        problems.extend(self.one_sided(&examples));
        problems
    }

    fn example(&self, block: &Block) -> Option<Problem> {
        let Some(expected) = expected(self.indicator, &block.after) else {
            let help =
                Some("write `Answer: yes.` below it, for a set `Answer: this, that.` or `Answer: nothing.`".to_owned());
            return Some(self.page.problem(block.span, "the example does not say what is answered".to_owned(), help));
        };
        let example = Example::read(&block.text);
        let outline = Outline::read(&example.source);
        let facts = self.codebook.code(&example.source, &outline);
        let (answer, evidence) = self.answer(&facts);
        let problem =
            if answer == expected { example.untouched(evidence)? } else { wrong(&answer, &example, evidence) };
        Some(self.page.problem(block.span, problem, None))
    }

    /// The answer to the page's question; the page that tells agreements from other texts is answered by its own words.
    fn answer<'f>(&self, facts: &'f Facts) -> (Value, &'f [Evidence]) {
        match facts.get(&self.indicator.id) {
            Some(fact) => (fact.value.clone(), &fact.evidence),
            None => {
                let answers = &self.indicator.answers;
                let word = if facts.agreement { answers.last() } else { answers.first() };
                (Value::Word(word.cloned().unwrap_or_default()), &[])
            }
        }
    }

    fn one_sided(&self, examples: &[&Block]) -> Option<Problem> {
        let answers = examples.iter().filter_map(|block| expected(self.indicator, &block.after));
        let kinds: BTreeSet<String> = answers.map(|answer| shown(&answer)).collect();
        let few = kinds.len() < 2 && self.indicator.shape != Shape::Shared;
        few.then(|| self.page.problem(Span::default(), "the page lacks an example for or one against".to_owned(), None))
    }
}

impl Example {
    fn read(written: &str) -> Self {
        let (mut text, mut marked, mut open) = (String::new(), Vec::new(), None);
        let mut rest = written;
        while let Some(at) = rest.find("[[").into_iter().chain(rest.find("]]")).min() {
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            if from.starts_with("[[") {
                open = Some(text.len());
            } else if let Some(start) = open.take() {
                marked.push(Span::of(start, text.len()));
            }
            rest = from.get(2..).unwrap_or("");
        }
        text.push_str(rest);
        Example { source: Source::plain("example", &text), marked }
    }

    /// Marked words that no evidence touches.
    fn untouched(&self, evidence: &[Evidence]) -> Option<String> {
        let touches =
            |marked: &&Span| evidence.iter().any(|one| one.span.start < marked.end && marked.start < one.span.end);
        let missed = self.marked.iter().find(|marked| !touches(marked))?;
        Some(format!("the answer does not rest on “{}”", self.source.slice(*missed)))
    }
}

fn wrong(answer: &Value, example: &Example, evidence: &[Evidence]) -> String {
    let words: Vec<String> = evidence.iter().map(|one| format!("“{}”", example.source.slice(one.span))).collect();
    let because = if words.is_empty() { String::new() } else { format!(", because of {}", words.join(", ")) };
    format!("the answer here is {}{because}", shown(answer))
}

fn expected(indicator: &Indicator, after: &str) -> Option<Value> {
    let answer = after.trim().strip_prefix("Answer:")?.trim();
    let answer = answer.split_once(". ").map_or(answer.trim_end_matches('.'), |(answer, _)| answer);
    let words = || answer.split(',').map(|word| word.trim().to_owned());
    Some(match indicator.shape {
        Shape::Set if answer == "nothing" => Value::Set(BTreeSet::new()),
        Shape::Set => Value::Set(words().collect()),
        Shape::Word | Shape::Years | Shape::Shared => {
            answer.parse().map_or_else(|_| Value::Word(answer.to_owned()), Value::Years)
        }
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::Word(word) => word.clone(),
        Value::Years(years) => years.to_string(),
        Value::Set(members) if members.is_empty() => "nothing".to_owned(),
        Value::Set(members) => members.iter().cloned().collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "# Words\n\n## rope\n```words\nrope\n```\n\n## hand over\n```words\nhand over\n```\n";

    fn problems(examples: &str) -> Vec<String> {
        let page = format!(
            "---\nnumber: 1\nkind: word\nanswers: no, yes\nlooked-for: a rope\n---\n# Rope\n\n## Rule\n```rule\n\
             yes when a clause with {{rope}}\notherwise no\n```\n\n## Examples\n{examples}"
        );
        let (words, _) = Page::read("words/rope.md", WORDS);
        let (page, _) = Page::read("facts/ship.rope.md", &page);
        let (codebook, wrong) = Codebook::load(&[words], &[page]);
        assert!(wrong.is_empty(), "{wrong:?}");
        codebook.test_page("ship.rope").into_iter().map(|problem| problem.message).collect()
    }

    fn example(text: &str, after: &str) -> String {
        format!("```treaty\nArticle 1\n\n{text}\n```\n{after}\n\n")
    }

    #[test]
    fn a_page_that_answers_as_it_says_has_no_problem() {
        let examples =
            example("Each ship has a [[rope]].", "Answer: yes.") + &example("Each ship has a sail.", "Answer: no.");
        assert_eq!(problems(&examples), [""; 0]);
    }

    #[test]
    fn a_wrong_answer_is_said_with_its_words() {
        let examples =
            example("Each ship has a rope.", "Answer: no.") + &example("A boat has a rope.", "Answer: yes. It is one.");
        assert_eq!(problems(&examples), ["the answer here is yes, because of “rope”"]);
    }

    #[test]
    fn marked_words_must_be_touched() {
        let examples = example("Each [[ship]] has a rope.", "Answer: yes.") + &example("A sail.", "Answer: no.");
        assert_eq!(problems(&examples), ["the answer does not rest on “ship”"]);
    }

    #[test]
    fn examples_stand_on_both_sides_and_say_their_answer() {
        assert_eq!(
            problems(&example("A rope.", "It says so.")),
            ["the example does not say what is answered", "the page lacks an example for or one against"]
        );
    }
}
