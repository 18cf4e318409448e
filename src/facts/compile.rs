//! Turns the statements of fact pages into plans over concept and set numbers.

use std::collections::HashMap;

use super::ast::{Base, Cond, Filter, Pattern, PatternPiece, Query, Relation, Statement, Unit};
use super::circles;
use super::grammar::{self, Names};
use crate::clause::Strength;
use crate::source::Span;
use crate::source::nearest;
use crate::source::page::{Page, Problem};
use crate::text::{LexiconBuilder, Step};

pub(crate) type SetId = usize;

/// A pattern over concept numbers.
pub(crate) type Steps = Vec<Step>;

#[derive(Debug, Clone)]
pub(crate) enum Test {
    With { yes: bool, patterns: Vec<Steps> },
    Under { yes: bool, titles: Vec<Steps> },
    Titled { yes: bool, titles: Vec<Steps> },
    InUnit { yes: bool, unit: Unit, patterns: Vec<Steps> },
    By { yes: bool, bearers: Vec<Steps> },
    Related { yes: bool, relation: Relation, set: SetId },
    Preamble { yes: bool },
    Footnote { yes: bool },
    Annex { yes: bool },
    WholeAgreement,
    Missing { yes: bool },
    If { yes: bool, set: SetId },
}

#[derive(Debug, Clone)]
pub(crate) enum From {
    Unit(Unit),
    Set(SetId),
}

/// A query ready to run.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) from: From,
    pub(crate) strength: Option<Strength>,
    /// Whether the preamble is looked at too.
    pub(crate) preamble: bool,
    pub(crate) tests: Vec<Test>,
    /// What a match contributes to the answer: the name of its set.
    pub(crate) step: String,
}

#[derive(Debug, Clone)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Found(Plan),
    Answer { indicator: String, answer: String },
}

#[derive(Debug, Clone)]
pub(crate) enum Rule {
    Answer { answer: String, review: bool, when: Condition },
    Years { plan: Plan },
    Chain { when: Condition, says: String },
}

/// The sets and rules of all fact pages.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) sets: Vec<Vec<Plan>>,
    pub(crate) rules: Vec<Vec<Rule>>,
    pub(crate) otherwise: Vec<Option<String>>,
}

/// A statement with its place in the page.
struct Located {
    text: String,
    span: Span,
}

/// Compiles the pages, in their order; `lexicon` receives the concepts that they ask for.
pub(crate) fn compile(pages: &[Page], lexicon: &mut LexiconBuilder) -> (Compiled, Vec<Problem>) {
    let answers = pages.iter().map(|page| (page.name.clone(), super::page::words_of(page))).collect();
    let mut compiler = Compiler { sets: HashMap::new(), homes: Vec::new(), answers, lexicon, problems: Vec::new() };
    let parsed: Vec<Vec<(Statement, Span)>> =
        pages.iter().enumerate().map(|(number, page)| compiler.parse(number, page)).collect();
    let mut compiled = Compiled { sets: vec![Vec::new(); compiler.homes.len()], ..Compiled::default() };
    for (page, statements) in pages.iter().zip(parsed) {
        let (mut rules, mut otherwise) = (Vec::new(), None);
        for (statement, span) in statements {
            compiler.statement(page, statement, span, &mut compiled, &mut rules, &mut otherwise);
        }
        compiled.rules.push(rules);
        compiled.otherwise.push(otherwise);
    }
    let circular = circles::of_sets(&compiled).into_iter().filter_map(|set| {
        let (page, name, span) = compiler.homes.get(set)?;
        let said = format!("the set “{name}” is made of itself");
        Some(pages.get(*page)?.problem(
            *span,
            said,
            Some("take it, or what it asks for, out of its own definition".to_owned()),
        ))
    });
    compiler.problems.extend(circular);
    compiler.problems.extend(circles::of_answers(pages, &compiled));
    (compiled, compiler.problems)
}

struct Compiler<'l> {
    /// By page and set name.
    sets: HashMap<(String, String), SetId>,
    /// The page of each set by number, its name, and where it is defined.
    homes: Vec<(usize, String, Span)>,
    /// What each page may answer.
    answers: HashMap<String, Vec<String>>,
    lexicon: &'l mut LexiconBuilder,
    problems: Vec<Problem>,
}

impl Compiler<'_> {
    fn parse(&mut self, number: usize, page: &Page) -> Vec<(Statement, Span)> {
        let located: Vec<Located> =
            page.blocks("rule").flat_map(|block| statements(&block.text, block.span.start)).collect();
        let mut own: Vec<String> = Vec::new();
        for Located { text, span } in &located {
            let Some(name) = let_name(text) else { continue };
            if own.contains(&name) {
                let help = Some("give one of them another name, or join them with “or”".to_owned());
                self.problems.push(page.problem(
                    *span,
                    format!("the set “{name}” is defined twice on this page"),
                    help,
                ));
            }
            self.sets.insert((page.name.clone(), name.clone()), self.homes.len());
            self.homes.push((number, name.clone(), *span));
            own.push(name);
        }
        own.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let names = Names { own: &own };
        let mut parsed = Vec::new();
        for Located { text, span } in located {
            match grammar::statement(&names, &text) {
                Ok(statement) => parsed.push((statement, span)),
                Err(at) => self.unreadable(page, &text, span, at, &own),
            }
        }
        parsed
    }

    fn unreadable(&mut self, page: &Page, text: &str, span: Span, at: usize, own: &[String]) {
        let rest = text.get(at..).unwrap_or("").trim();
        let start =
            span.start + u32::try_from(text.len() - text.get(at..).unwrap_or("").trim_start().len()).unwrap_or(0);
        let words: String = rest.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        let first = rest.split_whitespace().next().unwrap_or("");
        let known = KEYWORDS.iter().copied().chain(own.iter().map(String::as_str));
        let help = nearest(first, known).filter(|near| *near != first).map(|near| format!("did you mean “{near}”?"));
        let message = if words.is_empty() {
            "this sentence breaks off".to_owned()
        } else {
            format!("this sentence cannot be read from “{words}” on")
        };
        self.problems.push(page.problem(Span::new(start.min(span.end), span.end), message, help));
    }

    fn statement(
        &mut self,
        page: &Page,
        statement: Statement,
        span: Span,
        compiled: &mut Compiled,
        rules: &mut Vec<Rule>,
        otherwise: &mut Option<String>,
    ) {
        match statement {
            Statement::Let { name, queries } => {
                let plans = queries.into_iter().map(|query| self.plan(page, query, span, &name)).collect();
                let set = self.sets.get(&(page.name.clone(), name)).copied().unwrap_or(0);
                if let Some(slot) = compiled.sets.get_mut(set) {
                    *slot = plans;
                }
            }
            Statement::Answer { answer, review, when } => {
                self.check_answer(page, &answer, span);
                let when = self.condition(page, when, span);
                rules.push(Rule::Answer { answer, review, when });
            }
            Statement::Chain { when, says } => {
                rules.push(Rule::Chain { when: self.condition(page, when, span), says });
            }
            Statement::Years { query } => rules.push(Rule::Years { plan: self.plan(page, query, span, "") }),
            Statement::Otherwise { answer } => {
                self.check_answer(page, &answer, span);
                *otherwise = Some(answer);
            }
        }
    }

    /// Says where a condition asks a page that does not exist, or for an answer that it never gives.
    fn check_asked(&mut self, page: &Page, indicator: &str, answer: &str, span: Span) {
        let (said, near) = match self.answers.get(indicator) {
            Some(known) if known.iter().any(|word| word == answer) => return,
            Some(known) => {
                (format!("“{answer}” is no answer of {indicator}"), nearest(answer, known.iter().map(String::as_str)))
            }
            None => {
                let pages = self.answers.keys().map(String::as_str);
                (format!("there is no page of facts “{indicator}”"), nearest(indicator, pages))
            }
        };
        let help = near.map(|near| format!("did you mean “{near}”?"));
        self.problems.push(page.problem(span, said, help));
    }

    /// The same of an answer that a page gives itself, where it has a closed list.
    fn check_answer(&mut self, page: &Page, answer: &str, span: Span) {
        if !super::page::answers(page).is_empty() {
            self.check_asked(page, &page.name, answer, span);
        }
    }

    fn condition(&mut self, page: &Page, cond: Cond, span: Span) -> Condition {
        match cond {
            Cond::All(list) => Condition::All(list.into_iter().map(|cond| self.condition(page, cond, span)).collect()),
            Cond::Any(list) => Condition::Any(list.into_iter().map(|cond| self.condition(page, cond, span)).collect()),
            Cond::Not(cond) => Condition::Not(Box::new(self.condition(page, *cond, span))),
            Cond::Query(query) => Condition::Found(self.plan(page, query, span, "")),
            Cond::Answer { indicator, answer } => {
                self.check_asked(page, &indicator, &answer, span);
                Condition::Answer { indicator, answer }
            }
        }
    }

    fn plan(&mut self, page: &Page, query: Query, span: Span, step: &str) -> Plan {
        let anywhere =
            query.filters.iter().any(|filter| matches!(filter, Filter::Anywhere | Filter::Preamble { yes: true }));
        let (from, strength, named) = match query.base {
            Base::Any { strength, unit } => (From::Unit(unit), strength, String::new()),
            Base::Named { strength, name, page: foreign } => {
                let set = self.set(page, &name, foreign.as_deref(), span);
                (From::Set(set), strength, name)
            }
        };
        let step = if step.is_empty() { named } else { step.to_owned() };
        let preamble = anywhere || matches!(from, From::Set(_));
        let tests = query.filters.into_iter().filter_map(|filter| self.test(page, filter, span)).collect();
        Plan { from, strength, preamble, tests, step }
    }

    fn set(&mut self, page: &Page, name: &str, foreign: Option<&str>, span: Span) -> SetId {
        let owner = foreign.unwrap_or(&page.name);
        if let Some(set) = self.sets.get(&(owner.to_owned(), name.to_owned())) {
            return *set;
        }
        let known = self.sets.keys().filter(|(page, _)| page == owner).map(|(_, name)| name.as_str());
        let help = nearest(name, known).map(|near| format!("did you mean “{near}”?"));
        self.problems.push(page.problem(span, format!("no set “{name}” is defined on the page {owner}"), help));
        0
    }

    fn test(&mut self, page: &Page, filter: Filter, span: Span) -> Option<Test> {
        let mut steps =
            |patterns: Vec<Pattern>| patterns.into_iter().map(|pattern| self.steps(page, pattern, span)).collect();
        Some(match filter {
            Filter::With { yes, patterns } => Test::With { yes, patterns: steps(patterns) },
            Filter::Under { yes, titles } => Test::Under { yes, titles: steps(titles) },
            Filter::Titled { yes, titles } => Test::Titled { yes, titles: steps(titles) },
            Filter::InUnit { yes, unit, patterns } => Test::InUnit { yes, unit, patterns: steps(patterns) },
            Filter::By { yes, bearers } => Test::By { yes, bearers: steps(bearers) },
            Filter::Related { yes, relation, name, page: foreign } => {
                Test::Related { yes, relation, set: self.set(page, &name, foreign.as_deref(), span) }
            }
            Filter::Preamble { yes } => Test::Preamble { yes },
            Filter::Footnote { yes } => Test::Footnote { yes },
            Filter::Annex { yes } => Test::Annex { yes },
            Filter::WholeAgreement => Test::WholeAgreement,
            Filter::Missing { yes } => Test::Missing { yes },
            Filter::If { yes, name, page: foreign } => {
                Test::If { yes, set: self.set(page, &name, foreign.as_deref(), span) }
            }
            Filter::Anywhere => return None,
        })
    }

    fn steps(&mut self, page: &Page, pattern: Pattern, span: Span) -> Steps {
        let mut gap = 0;
        let mut steps = Vec::new();
        for piece in pattern.pieces {
            let concept = match piece {
                PatternPiece::Gap(words) => {
                    gap = words;
                    continue;
                }
                PatternPiece::Concept(name) => self.lexicon.asked(&name, &page.file, span),
                PatternPiece::Quoted(phrase) => match self.lexicon.quoted(&phrase, &page.file, span) {
                    Ok(concept) => concept,
                    Err(message) => {
                        self.problems.push(page.problem(span, message, None));
                        continue;
                    }
                },
            };
            steps.push(Step { gap, concept });
            gap = 0;
        }
        steps
    }
}

const KEYWORDS: &[&str] = &[
    "let",
    "when",
    "otherwise",
    "with",
    "without",
    "under",
    "titled",
    "covering",
    "naming",
    "covered",
    "referring",
    "in",
    "not",
    "and",
    "or",
    "no",
    "binding",
    "hortatory",
    "permissive",
    "clause",
    "sentence",
    "paragraph",
    "article",
    "section",
    "chapter",
    "annex",
    "text",
    "years",
    "anywhere",
    "footnote",
    "preamble",
    "for",
    "review",
    "chain",
];

/// Cuts a block into statements: one begins at the margin, its further lines are indented.
fn statements(block: &str, offset: u32) -> Vec<Located> {
    let mut found: Vec<Located> = Vec::new();
    let mut at = offset;
    for line in block.split_inclusive('\n') {
        let span = Span::new(at, at + u32::try_from(line.trim_end().len()).unwrap_or(0));
        at += u32::try_from(line.len()).unwrap_or(0);
        let remark = line.trim_start().starts_with('#');
        let line = if remark { " ".repeat(line.len()) } else { line.replace('\n', " ") };
        match found.last_mut() {
            Some(last) if line.starts_with(char::is_whitespace) => {
                last.text.push_str(&line);
                if !line.trim().is_empty() {
                    last.span.end = span.end;
                }
            }
            _ if line.trim().is_empty() => {}
            _ => found.push(Located { text: line, span }),
        }
    }
    found
}

fn let_name(statement: &str) -> Option<String> {
    let (name, _) = statement.strip_prefix("let ")?.split_once('=')?;
    Some(grammar::tidy(name))
}
