//! The codebook as its pages say it: indicators, their words and their rules.

use std::collections::{BTreeMap, BTreeSet};

use super::compile::{self, Compiled, Rule};
use super::page::{self, Indicator, Shape};
use super::run::Run;
use super::{Certainty, Fact, Facts, Value};
use crate::clause::Reading;
use crate::source::Source;
use crate::source::page::{Page, Problem};
use crate::structure::{Aside, Kind, Outline};
use crate::text::{Lexicon, LexiconBuilder};

/// Everything that word pages and fact pages say, ready to be asked.
#[derive(Debug)]
pub struct Codebook {
    lexicon: Lexicon,
    indicators: Vec<Indicator>,
    compiled: Compiled,
    pages: Vec<Page>,
    /// The languages in which the word pages have enough phrases for an absence to be told.
    spoken: BTreeSet<String>,
}

impl Codebook {
    /// Reads word pages and fact pages; what is wrong with them comes back beside the rest.
    #[must_use]
    pub fn load(words: &[Page], facts: &[Page]) -> (Codebook, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut builder = LexiconBuilder::default();
        for page in words {
            builder.page(page);
        }
        let mut numbered: Vec<(Indicator, Page)> =
            facts.iter().map(|page| (page::indicator(page, &mut problems), page.clone())).collect();
        numbered.sort_by(|(one, _), (other, _)| (one.number, &one.id).cmp(&(other.number, &other.id)));
        let (indicators, pages): (Vec<Indicator>, Vec<Page>) = numbered.into_iter().unzip();
        let (compiled, more) = compile::compile(&pages, &mut builder);
        problems.extend(more);
        let (lexicon, unknown) = builder.build();
        problems.extend(unknown);
        (Codebook { lexicon, indicators, compiled, pages, spoken: spoken(words) }, problems)
    }

    /// The indicators that the pages answer, in the codebook's order; shared pages are left out.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(|indicator| indicator.shape != Shape::Shared)
    }

    /// The words of all pages.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The fact pages, in the codebook's order.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The place of an indicator's page among the pages.
    pub(super) fn position(&self, indicator: &str) -> Option<usize> {
        self.indicators.iter().position(|known| known.id == indicator)
    }

    /// What the page of this place says.
    pub(super) fn rules(&self, page: usize) -> &[Rule] {
        self.compiled.rules.get(page).map_or(&[], Vec::as_slice)
    }

    /// All pages, ready to be asked about one reading.
    pub(super) fn run<'r>(&'r self, reading: &'r Reading<'r>) -> Run<'r> {
        Run::new(&self.compiled, &self.indicators, &self.lexicon, reading)
    }

    /// Answers every indicator for one text.
    #[must_use]
    pub fn code(&self, source: &Source, outline: &Outline) -> Facts {
        let reading = Reading::new(source, outline, &self.lexicon);
        let run = self.run(&reading);
        let agreements = self.indicators.iter().any(|page| page.id == DOCUMENT);
        let mut missing = if agreements { run.graph().missing().to_vec() } else { Vec::new() };
        let mut list: Vec<Fact> =
            (0..self.indicators.len()).filter_map(|page| run.fact(page)).map(|fact| fact.as_ref().clone()).collect();
        missing.extend(taken_over(source, &list));
        let whole = !agreements || whole(source, outline);
        let complete = whole && missing.is_empty();
        let foreign = source.about.language.as_ref().is_some_and(|language| !self.spoken.contains(language));
        let document = list.iter().position(|fact| fact.indicator == DOCUMENT).map(|at| list.remove(at));
        let agreement = document.is_none_or(|fact| {
            let excerpt = fact.evidence.is_empty() && has_articles(outline);
            excerpt || fact.value == Value::Word("agreement".to_owned())
        });
        let mut facts = Facts { list, missing, complete, whole, agreement, foreign };
        let review = !facts.can_tell_absence();
        for absent in facts.list.iter_mut().filter(|fact| review && fact.evidence.is_empty()) {
            absent.certainty = Certainty::Review;
        }
        facts
    }
}

/// A language is spoken if the pages have at least a quarter as many lines of phrases in it as in the one that they know best.
fn spoken(words: &[Page]) -> BTreeSet<String> {
    const DEFAULT: &str = "en";
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    for page in words {
        let language = page.front("language").map_or(DEFAULT, |entry| entry.value.as_str());
        let blocks = page.sections.iter().flat_map(|section| &section.blocks);
        *lines.entry(language).or_default() += blocks.map(|block| block.text.lines().count()).sum::<usize>();
    }
    let most = lines.values().max().copied().unwrap_or(0);
    lines.into_iter().filter(|(_, count)| count * 4 >= most).map(|(language, _)| language.to_owned()).collect()
}

/// The page that says whether a text is an agreement at all; it is no indicator of the codebook. Pages for other papers lack
/// it: those need neither a preamble nor the annexes that they speak of.
const DOCUMENT: &str = "document.kind";

/// The page that says which other agreement is made part of this one without standing in it.
const TAKEN_OVER: &str = "beyond.incorporated";

/// The agreements that a text takes over, in its own words: parts of it that the file lacks.
fn taken_over(source: &Source, list: &[Fact]) -> Vec<String> {
    let evidence = list.iter().filter(|fact| fact.indicator == TAKEN_OVER).flat_map(|fact| &fact.evidence);
    let written = |span| source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all: Vec<String> = evidence.map(|evidence| written(evidence.span)).collect();
    all.dedup_by_key(|words| words.to_lowercase());
    all
}

/// Whether a text is divided into articles, chapters or annexes; an excerpt may show in no other way that an agreement is at hand.
fn has_articles(outline: &Outline) -> bool {
    outline.provisions.iter().any(|provision| {
        matches!(provision.kind, Kind::Article | Kind::Chapter | Kind::Annex) && provision.number.is_some()
    })
}

/// Whether a text has a preamble and was read for the most part.
fn whole(source: &Source, outline: &Outline) -> bool {
    let preamble = outline.provisions.iter().any(|provision| provision.kind == Kind::Preamble);
    let unread: u32 =
        outline.aside.iter().filter(|(_, why)| *why == Aside::Unread).map(|(span, _)| span.end - span.start).sum();
    preamble && (unread as usize) * 5 < source.text.len()
}
