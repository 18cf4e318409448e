//! A pack: the judgement pages of one folder.

use std::collections::BTreeSet;

use crate::facts::DRAFTING;
use crate::source::page::{Page, Problem};

use super::criterion::Criterion;
use super::rule::{Rule, title};
use super::scales::{Scales, scale};
use super::{document, dossier};

/// The page that speaks for the whole pack.
const ABOUT: &str = "pack";

/// The judgement pages of one folder.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    /// The folder's name (`hrw-letter`).
    pub name: String,
    /// What it measures against, in one line.
    pub title: String,
    /// What is added where something was not found in a text that looks incomplete.
    pub incomplete: String,
    /// What is added where something was not found in a text in a language of which the pages know few phrases.
    pub foreign: String,
    /// How the agreement as a whole is called where a finding points at no clause.
    pub nowhere: String,
    /// Its rules, by name.
    pub rules: Vec<Rule>,
    /// Its criteria, in the order that its `pack.md` gives, else by key.
    pub criteria: Vec<Criterion>,
    pub(crate) scales: Scales,
}

impl Pack {
    /// Reads all packs, each given as its pages with the pack's name; in the order of their names.
    #[must_use]
    pub fn all(pages: &[(String, Page)], scales: &Scales) -> (Vec<Pack>, Vec<Problem>) {
        let names: BTreeSet<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        let of = |name: &str| -> Vec<Page> {
            pages.iter().filter(|(pack, _)| pack == name).map(|(_, page)| page.clone()).collect()
        };
        let (packs, problems): (Vec<_>, Vec<_>) =
            names.into_iter().map(|name| Pack::read(name, &of(name), scales)).unzip();
        (packs, problems.concat())
    }

    /// Reads the pages of a pack; what is wrong with them comes back beside it.
    #[must_use]
    pub fn read(name: &str, pages: &[Page], scales: &Scales) -> (Pack, Vec<Problem>) {
        let mut pack = Pack {
            name: name.to_owned(),
            scales: scales
                .clone()
                .with(document::questions())
                .with(dossier::questions())
                .with(DRAFTING.iter().map(|id| scale(id, &["no", "yes"])).collect()),
            ..Pack::default()
        };
        let mut problems = Vec::new();
        for page in pages {
            problems.extend(pack.add(page));
        }
        pack.rules.sort_by(|one, other| one.name.cmp(&other.name));
        let order =
            pages.iter().find(|page| page.name == ABOUT).map(|page| front(page, "criteria")).unwrap_or_default();
        let place = |key: &str| order.split(',').position(|listed| listed.trim() == key).unwrap_or(usize::MAX);
        pack.criteria.sort_by_key(|criterion| (place(&criterion.key), criterion.key.clone()));
        (pack, problems)
    }

    fn add(&mut self, page: &Page) -> Vec<Problem> {
        if page.name == ABOUT {
            self.title = title(page);
            self.incomplete = front(page, "incomplete");
            self.foreign = front(page, "foreign");
            self.nowhere = front(page, "nowhere");
            return Vec::new();
        }
        if Criterion::is(page) {
            let (criterion, problems) = Criterion::read(page, &self.scales);
            self.criteria.push(criterion);
            return problems;
        }
        let (rule, problems) = Rule::read(page, &self.scales);
        self.rules.push(rule);
        problems
    }

    /// Whether one of its rules asks about the build of the text.
    pub(crate) fn asks_about_drafting(&self) -> bool {
        self.rules.iter().flat_map(Rule::indicators).any(|asked| DRAFTING.contains(&asked))
    }

    /// The rule of that name.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.name == name)
    }
}

fn front(page: &Page, key: &str) -> String {
    page.front(key).map(|entry| entry.value.clone()).unwrap_or_default()
}
