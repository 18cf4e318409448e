//! How the articles of a chapter and the passages of an article count, each looked through once.

use std::collections::HashMap;

use super::View;
use super::quotations::Quotations;
use crate::graph::Resolved;
use crate::graph::index::key;
use crate::source::Span;
use crate::structure::{Kind, ProvisionId};

/// The fewest articles in a chapter, and passages in an article, that show how a text counts.
pub(super) const FEW: usize = 3;

/// A number further beyond the end of its series has run together with a footnote's, or belongs to another text.
pub(super) const FAR: u32 = 10;

/// The end of a series that counts without gap from one.
type End = Option<(u32, ProvisionId)>;

/// What is known of a text's series, and of the words before its references.
pub(super) struct Series<'v> {
    view: &'v View<'v>,
    chapters: HashMap<String, End>,
    /// Articles by number; none where several bear it.
    articles: HashMap<String, Option<ProvisionId>>,
    passages: HashMap<(ProvisionId, Kind), End>,
    written: HashMap<(ProvisionId, String), bool>,
    lost: HashMap<ProvisionId, bool>,
    notes: HashMap<ProvisionId, Option<u32>>,
    /// Where references to other instruments begin.
    outside: Vec<u32>,
    quotations: Quotations,
}

impl<'v> Series<'v> {
    pub(super) fn new(view: &'v View<'v>) -> Self {
        let mut chapters: HashMap<String, Vec<(u32, ProvisionId)>> = HashMap::new();
        let mut articles: HashMap<String, Option<ProvisionId>> = HashMap::new();
        for (id, article) in view.outline.ids().filter(|(_, part)| part.kind == Kind::Article) {
            let Some(number) = article.number.as_deref().map(key) else { continue };
            let chapter = number.rsplit_once('.').and_then(|(chapter, place)| Some((chapter, place.parse().ok()?)));
            if let Some((chapter, place)) = chapter {
                chapters.entry(chapter.to_owned()).or_default().push((place, id));
            }
            articles.entry(number).and_modify(|only| *only = None).or_insert(Some(id));
        }
        Series {
            view,
            chapters: chapters.into_iter().map(|(chapter, series)| (chapter, end(&series))).collect(),
            articles,
            passages: HashMap::new(),
            written: HashMap::new(),
            lost: HashMap::new(),
            notes: HashMap::new(),
            outside: outside(view),
            quotations: Quotations::new(&view.source.text),
        }
    }

    /// The last article of the chapter that the number stands in, its place, and the place that the number names.
    pub(super) fn articles(&self, number: &str) -> Option<(u32, ProvisionId, u32)> {
        let wanted = key(number);
        let (chapter, place) = wanted.rsplit_once('.')?;
        let (end, last) = (*self.chapters.get(chapter)?)?;
        Some((end, last, place.parse().ok()?))
    }

    /// The article of that number, if there is one only.
    pub(super) fn only_article(&self, number: &str) -> Option<ProvisionId> {
        *self.articles.get(&key(number))?
    }

    /// The last passage of the kind right below `scope`, if the number lies a little beyond it.
    pub(super) fn passages(&mut self, scope: ProvisionId, kind: Kind, number: &str) -> Option<ProvisionId> {
        let wanted = ordinal(number)?;
        let view = self.view;
        let (last, id) = (*self.passages.entry((scope, kind)).or_insert_with(|| end(&passages(view, scope, kind))))?;
        (last + 1..=last + FAR).contains(&wanted).then_some(id)
    }

    /// Whether the number stands in the article as an enumerator, although the outline has it not.
    pub(super) fn is_written(&mut self, scope: ProvisionId, number: &str) -> bool {
        let view = self.view;
        *self.written.entry((scope, number.to_owned())).or_insert_with(|| is_written(view, scope, number))
    }

    /// Whether a line of the article, or a sentence in it, begins with the stop of a number that was lost.
    pub(super) fn has_lost_numbers(&mut self, scope: ProvisionId) -> bool {
        let view = self.view;
        *self.lost.entry(scope).or_insert_with(|| {
            let text = view.outline.get(scope).map_or("", |article| view.source.slice(article.span));
            text.contains(". . ") || text.lines().any(|line| line.trim_start().starts_with(". "))
        })
    }

    /// Whether another instrument is named before a reference in the same passage, so that it may speak of that.
    pub(super) fn names_another_instrument(&self, found: &Resolved) -> bool {
        let start = self.view.outline.get(found.from).map_or(0, |passage| passage.span.start);
        let next = self.outside.partition_point(|at| *at < start);
        self.outside.get(next).is_some_and(|at| *at < found.span.start)
    }

    /// Whether the words before a reference hold a footnote that ran into the text: a bare number before a capital.
    pub(super) fn follows_note(&mut self, found: &Resolved) -> bool {
        let view = self.view;
        let first = *self.notes.entry(found.from).or_insert_with(|| note_in(view, found.from));
        first.is_some_and(|at| at < found.span.start)
    }

    /// Whether a quotation is open where a reference stands.
    pub(super) fn is_in_quotation(&self, found: &Resolved) -> bool {
        let start = self.view.outline.get(found.from).map_or(0, |passage| passage.span.start);
        self.quotations.open_after(Span::new(start, found.span.start.max(start)))
    }
}

fn end(series: &[(u32, ProvisionId)]) -> End {
    let whole = series.len() >= FEW && series.iter().zip(1..).all(|((place, _), expected)| *place == expected);
    series.last().copied().filter(|_| whole)
}

fn outside(view: &View) -> Vec<u32> {
    let outside = view.graph.references().iter().filter(|found| found.outside.is_some());
    outside.map(|found| found.span.start).collect()
}

/// The numbered passages of an article with their place in the series; points only where they stand right below it.
fn passages(view: &View, scope: ProvisionId, kind: Kind) -> Vec<(u32, ProvisionId)> {
    let children = view.outline.get(scope).map_or(&[][..], |article| &article.children);
    let numbered = children.iter().filter(|id| view.kind(**id) == kind);
    numbered.filter_map(|id| Some((ordinal(view.outline.get(*id)?.number.as_deref()?)?, *id))).collect()
}

/// The place of a number or letter in its series: `3` and `c` are 3; letters after `h` may be Roman numerals and have none.
fn ordinal(number: &str) -> Option<u32> {
    if let [letter @ b'a'..=b'h'] = number.as_bytes() {
        return Some(u32::from(letter - b'a') + 1);
    }
    number.parse().ok()
}

fn is_written(view: &View, scope: ProvisionId, number: &str) -> bool {
    let text = view.outline.get(scope).map_or("", |article| view.source.slice(article.span));
    [format!("({number})"), format!("{number}."), format!("{number})"), format!("{number} .")].iter().any(|sign| {
        text.match_indices(sign.as_str()).any(|(at, _)| {
            let before = text.get(..at).unwrap_or("");
            let word = before.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or("").to_lowercase();
            let referred = ["paragraph", "para", "article", "párrafo", "artículo"]
                .iter()
                .any(|unit| word.starts_with(unit) || word.ends_with(unit));
            !referred && !before.ends_with(|c: char| c.is_alphanumeric() || c == '.')
        })
    })
}

/// Where a word in capitals first follows a bare number inside a passage.
fn note_in(view: &View, id: ProvisionId) -> Option<u32> {
    let passage = view.outline.get(id)?;
    let start = passage.label.end.max(passage.span.start);
    let text = view.source.slice(Span::new(start, passage.span.end.max(start)));
    let mut number = false;
    for word in text.split_whitespace() {
        if number && word.starts_with(char::is_uppercase) {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            return Some(start + u32::try_from(at).unwrap_or(u32::MAX));
        }
        number = word.bytes().all(|b| b.is_ascii_digit());
    }
    None
}
