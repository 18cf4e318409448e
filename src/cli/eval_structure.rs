//! How many articles of a plain text the outline finds: compared with the articles that ToTA marks in the same agreement.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::source::{self, MarkKind, Source};
use crate::structure::{Kind, Outline};

/// An article: its chapter's number in digits (if it stands in a chapter), its number, its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The chapter's number, empty outside chapters.
    pub(crate) chapter: String,
    /// The article's number, without signs and leading noughts.
    pub(crate) number: String,
    /// The title in small letters, without blanks and signs.
    pub(crate) title: String,
}

/// How a plain text compares with the marked text of the same agreement.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    /// The marked text's file.
    pub(crate) marked_file: String,
    /// The plain text's file.
    pub(crate) plain_file: String,
    /// Numbered articles that ToTA marks.
    pub(crate) marked: Vec<Listed>,
    /// Articles found in the plain text, without those of annexes and protocols.
    pub(crate) found: Vec<Listed>,
    /// Articles in both: as (place among the marked, place among the found).
    pub(crate) matched: Vec<(usize, usize)>,
    /// Articles of the same number in both, whatever their titles and chapters.
    pub(crate) same_numbers: usize,
    /// Whether more than a tenth of the articles of one number have titles of other words.
    pub(crate) other_wording: bool,
}

impl Pair {
    /// Whether the plain text is plainly another text: fewer than half of either side's numbers are in the other,
    /// or many articles of one number have quite other titles (another translation).
    pub(crate) fn other_text(&self) -> bool {
        self.same_numbers * 2 < self.marked.len().max(self.found.len()) || self.other_wording
    }
}

#[derive(Debug, Deserialize)]
struct Row {
    file: String,
    format: String,
    treaty_group: String,
    language: String,
}

/// Compares every plain text of the corpus with the marked text of its agreement.
///
/// # Errors
/// When the table of the corpus or a text cannot be read.
pub(crate) fn pairs(corpus: &Path) -> Result<Vec<Pair>, Box<dyn std::error::Error>> {
    let table = bytes(&corpus.join("treaties.csv"))?;
    let rows: Vec<Row> = csv::Reader::from_reader(table.as_slice()).into_deserialize().collect::<Result<_, _>>()?;
    let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        groups.entry(&row.treaty_group).or_default().push(row);
    }
    let mut found = Vec::new();
    for group in groups.values() {
        let Some(marked) = group.iter().find(|row| row.format == "tota-xml") else { continue };
        for plain in group.iter().filter(|row| row.format == "txt") {
            found.push(pair(corpus, marked, plain)?);
        }
    }
    Ok(found)
}

fn pair(corpus: &Path, marked: &Row, plain: &Row) -> Result<Pair, Box<dyn std::error::Error>> {
    let list = marked_articles(&source::read(&marked.file, &bytes(&corpus.join(&marked.file))?)?);
    let text = source::read(&plain.file, &bytes(&corpus.join(&plain.file))?)?;
    let found = found_articles(&text, &Outline::read(&text));
    let matched = matches(&list, &found, marked.language == plain.language);
    let numbers = matches_by(&list, &found, |a, b| {
        a.number == b.number && (a.chapter == b.chapter || a.chapter.is_empty() || b.chapter.is_empty())
    });
    let other_wording = marked.language == plain.language && reworded(&list, &found, &numbers) * 10 > numbers.len();
    let same_numbers = matches_by(&list, &found, |a, b| a.number == b.number).len();
    Ok(Pair {
        marked_file: marked.file.clone(),
        plain_file: plain.file.clone(),
        marked: list,
        found,
        matched,
        same_numbers,
        other_wording,
    })
}

#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// The numbered articles that ToTA marks.
pub(crate) fn marked_articles(source: &Source) -> Vec<Listed> {
    let mut chapter = String::new();
    let mut articles = Vec::new();
    for mark in &source.marks {
        let words = source.slice(mark.span).trim();
        let numbered = words.starts_with("ART") && words.chars().any(|c| c.is_ascii_digit() || "IVX".contains(c));
        if mark.kind == MarkKind::Chapter {
            chapter = chapter_number(words);
        } else if mark.kind == MarkKind::Article && numbered {
            let (label, title) = words.split_once(':').unwrap_or((words, ""));
            let number = label.split_once(' ').map_or("", |(_, number)| number);
            articles.push(Listed { chapter: chapter.clone(), number: plain_number(number), title: plain(title) });
        }
    }
    articles
}

/// The articles of the outline's main body.
pub(crate) fn found_articles(source: &Source, outline: &Outline) -> Vec<Listed> {
    let mut articles = Vec::new();
    for (id, article) in outline.ids().filter(|(_, provision)| provision.kind == Kind::Article) {
        let above: Vec<_> = outline.upwards(id).filter_map(|id| outline.get(id)).collect();
        if above.iter().any(|provision| matches!(provision.kind, Kind::Annex | Kind::Protocol | Kind::Letter)) {
            continue;
        }
        let chapter = above.iter().find(|provision| provision.kind == Kind::Chapter);
        let chapter = chapter.map_or("", |chapter| {
            chapter.path.rsplit('/').next().and_then(|step| step.split('~').next()).unwrap_or("")
        });
        articles.push(Listed {
            chapter: chapter.trim_start_matches("ch").to_owned(),
            number: plain_number(article.number.as_deref().unwrap_or("")),
            title: plain(article.title.map_or("", |title| source.slice(title))),
        });
    }
    articles
}

fn chapter_number(words: &str) -> String {
    let heading = Outline::read(&Source::plain("", words));
    let chapter = heading.ids().find(|(_, provision)| provision.kind == Kind::Chapter);
    chapter.map_or_else(String::new, |(_, chapter)| chapter.path.trim_start_matches("ch").to_owned())
}

fn plain_number(written: &str) -> String {
    let parts = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let bare = |part: &str| match part.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest => rest.to_lowercase(),
    };
    parts.map(bare).collect::<Vec<_>>().join(".")
}

fn plain(title: &str) -> String {
    title.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The articles in both: of one number and chapter, and of one title where both texts are in one language.
fn matches(marked: &[Listed], found: &[Listed], one_language: bool) -> Vec<(usize, usize)> {
    let chapters = marked.iter().any(|article| !article.chapter.is_empty())
        && found.iter().any(|article| !article.chapter.is_empty());
    matches_by(marked, found, |a, b| {
        let placed = !chapters || a.chapter.is_empty() || a.chapter == b.chapter;
        placed && a.number == b.number && (!one_language || same_title(&a.title, &b.title))
    })
}

fn matches_by(marked: &[Listed], found: &[Listed], same: impl Fn(&Listed, &Listed) -> bool) -> Vec<(usize, usize)> {
    let mut free = vec![true; found.len()];
    let mut pairs = Vec::new();
    for (at, article) in marked.iter().enumerate() {
        let hit = found.iter().zip(&free).position(|(other, free)| *free && same(article, other));
        if let Some(hit) = hit {
            if let Some(flag) = free.get_mut(hit) {
                *flag = false;
            }
            pairs.push((at, hit));
        }
    }
    pairs
}

/// How many articles of one number have titles of which neither holds the other and which share few letters.
fn reworded(marked: &[Listed], found: &[Listed], numbers: &[(usize, usize)]) -> usize {
    let titles = numbers.iter().filter_map(|(a, b)| Some((&marked.get(*a)?.title, &found.get(*b)?.title)));
    titles
        .filter(|(a, b)| {
            !a.is_empty() && !b.is_empty() && !a.contains(b.as_str()) && !b.contains(a.as_str()) && !same_title(a, b)
        })
        .count()
}

/// Titles are the same if they differ in few letters, or ToTA gives none.
fn same_title(a: &str, b: &str) -> bool {
    a.is_empty() || a == b || strsim::normalized_levenshtein(a, b) >= 0.8
}
