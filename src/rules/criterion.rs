//! A criterion of a pack: the page that says how a verdict follows from facts.

use crate::source::page::{Block, Page, Problem};

use super::Verdict;
use super::condition::{Condition, Word};
use super::grammar::{self, Ruling};
use super::rule::{Reader, prose, title};
use super::scales::Scales;
use super::template::Template;

/// A criterion of a pack.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its key (`b`, `goods`).
    pub key: String,
    /// The page's title.
    pub title: String,
    /// What is asked for, in one paragraph.
    pub asks: String,
    pub(crate) rulings: Vec<(Verdict, Condition, Template)>,
    pub(crate) because: Vec<Word>,
    pub(crate) by_party: Vec<(Condition, Template)>,
    pub(crate) notes: Vec<(Condition, Template)>,
}

impl Criterion {
    /// Whether a page is a criterion rather than a rule: it has a verdict block.
    #[must_use]
    pub fn is(page: &Page) -> bool {
        page.blocks("verdict").next().is_some()
    }

    /// Reads a criterion's page; what is wrong with it comes back beside it.
    #[must_use]
    pub fn read(page: &Page, scales: &Scales) -> (Criterion, Vec<Problem>) {
        let mut reader = Reader { page, scales, problems: Vec::new() };
        let key = page.front("key").map(|entry| entry.value.clone());
        if key.is_none() {
            reader.problem(crate::source::Span::default(), "the front matter gives no `key`".to_owned(), None);
        }
        let mut criterion = Criterion {
            key: key.unwrap_or_else(|| page.name.clone()),
            title: title(page),
            asks: prose(page, "What the letter asks"),
            rulings: Vec::new(),
            because: Vec::new(),
            by_party: Vec::new(),
            notes: Vec::new(),
        };
        for block in page.blocks("verdict") {
            criterion.block(block, &mut reader);
        }
        (criterion, reader.problems)
    }

    fn block(&mut self, block: &Block, reader: &mut Reader<'_>) {
        let (rulings, mistake) = grammar::sentences(block, grammar::ruling);
        if let Some((span, message)) = mistake {
            reader.problem(span, message, None);
        }
        for ruling in rulings {
            self.add(ruling, reader);
        }
    }

    fn add(&mut self, ruling: Ruling, reader: &mut Reader<'_>) {
        match ruling {
            Ruling::When(verdict, when, said) => {
                reader.check(&when);
                self.rulings.push((verdict, when, reader.template(&said)));
            }
            Ruling::Because(words) => {
                reader.known(&words);
                self.because.extend(words);
            }
            Ruling::ByParty(when, said) => {
                reader.check(&when);
                self.by_party.push((when, reader.template(&said)));
            }
            Ruling::Note(when, said) => {
                reader.check(&when);
                self.notes.push((when, reader.template(&said)));
            }
        }
    }
}
