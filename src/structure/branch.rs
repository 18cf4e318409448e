//! Which headings belong to an annex and which to the agreement itself, where annexes stand between its chapters.

use super::Kind;
use super::heading::Opening;
use super::number::Number;
use super::sequence::follows;

/// For each heading: whether it stands inside an annex, protocol or letter (the heading of the annex itself included).
pub(super) fn inside(openings: &[Opening]) -> Vec<bool> {
    let mut walk = Walk::default();
    let articles = next_articles(openings);
    openings.iter().zip(articles).map(|(opening, article)| walk.take(opening, article)).collect()
}

/// For each heading: the number of the first article from it on, before the next annex, letter or closing formula.
fn next_articles(openings: &[Opening]) -> Vec<Option<&Number>> {
    let holder = |kind: Kind| matches!(kind, Kind::Annex | Kind::Protocol | Kind::Letter | Kind::Signature);
    let mut next = None;
    let mut found: Vec<Option<&Number>> = Vec::with_capacity(openings.len());
    for opening in openings.iter().rev() {
        if holder(opening.kind) {
            next = None;
        } else if opening.kind == Kind::Article {
            next = opening.number.as_ref();
        }
        found.push(next);
    }
    found.reverse();
    found
}

#[derive(Default)]
struct Walk {
    /// The last article and chapter of the agreement itself.
    article: Vec<u32>,
    chapter: Vec<u32>,
    /// The same of the annex that is open.
    inner_article: Vec<u32>,
    inner_chapter: Vec<u32>,
    open: bool,
    /// The number of the annex that is open.
    annex: Vec<u32>,
}

impl Walk {
    #[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
    fn take(&mut self, opening: &Opening, article: Option<&Number>) -> bool {
        match opening.kind {
            Kind::Annex | Kind::Protocol | Kind::Letter => {
                self.open = true;
                self.annex = opening.number.as_ref().map_or_else(Vec::new, |number| number.key.clone());
                self.inner_article.clear();
                self.inner_chapter.clear();
                return true;
            }
            Kind::Preamble if self.article.is_empty() => self.open = false,
            Kind::Signature | Kind::Preamble | Kind::Agreement => return self.open && opening.given.is_none(),
            _ => {}
        }
        if opening.given.is_some() {
            self.open = false;
        }
        if self.open && self.resumes(opening, article) {
            self.open = false;
        }
        self.note(opening);
        self.open
    }

    fn note(&mut self, opening: &Opening) {
        let Some(number) = &opening.number else { return };
        let place = match (opening.kind, self.open) {
            (Kind::Article, false) => &mut self.article,
            (Kind::Article, true) => &mut self.inner_article,
            (Kind::Chapter, false) => &mut self.chapter,
            (Kind::Chapter, true) => &mut self.inner_chapter,
            _ => return,
        };
        place.clone_from(&number.key);
    }

    /// Whether the agreement itself goes on with this heading.
    fn resumes(&self, opening: &Opening, article: Option<&Number>) -> bool {
        let chapter = opening.number.as_ref().filter(|_| opening.kind == Kind::Chapter);
        let chapter_goes_on =
            chapter.map(|number| goes_on(&self.chapter, &number.key) && !follows(&self.inner_chapter, &number.key));
        if article
            .is_some_and(|number| !self.annex.is_empty() && number.key.len() > 1 && number.key.starts_with(&self.annex))
        {
            return false;
        }
        if article.is_some_and(|number| self.leaps(chapter, number)) {
            return true;
        }
        match article {
            Some(number) if number.key.len() > 1 || number.key.last() != Some(&1) => {
                let main = goes_on(&self.article, &number.key)
                    || chapter_goes_on == Some(true) && self.inner_article.is_empty();
                main && (!goes_on(&self.inner_article, &number.key)
                    || follows(&self.article, &number.key) && !follows(&self.inner_article, &number.key))
            }
            Some(_) => chapter_goes_on.unwrap_or(false) && self.inner_article.is_empty(),
            None => chapter_goes_on.unwrap_or(false),
        }
    }
}

impl Walk {
    /// Whether an article of a later chapter, numbered by it, follows an annex of an earlier one: "Article 17.1" behind "Annex 10-C", with
    /// whatever lies between left out.
    fn leaps(&self, chapter: Option<&Number>, article: &Number) -> bool {
        let [of, _, ..] = article.key.as_slice() else { return false };
        let own = self.article.first().or(self.chapter.first());
        let annexed = self.annex.first().filter(|first| Some(*first) == own);
        let headed = chapter.is_some_and(|number| number.key == [*of]);
        annexed.is_some_and(|before| of > before) && (headed || self.inner_article.is_empty())
    }
}

/// 114 and 201: numbers whose hundreds are the chapter.
fn hundred(from: &[u32], to: &[u32]) -> bool {
    let chapter = |key: &[u32]| key.last().map(|last| last / 100);
    chapter(from).zip(chapter(to)).is_some_and(|(a, b)| a > 0 && b > a && b - a <= 2)
        && to.last().is_some_and(|last| last % 100 <= 1)
}

/// Whether a number may come next after another in the same text: a little greater, or the first of one of the next chapters.
fn goes_on(from: &[u32], to: &[u32]) -> bool {
    if from.is_empty() || to.is_empty() {
        return false;
    }
    let step = |a: Option<&u32>, b: Option<&u32>| a.zip(b).is_some_and(|(a, b)| b > a && b - a <= 3);
    if follows(from, to) {
        return true;
    }
    match (from.len(), to.len()) {
        (1, 1) => step(from.last(), to.last()) || hundred(from, to),
        (a, b) if a > 1 && b > 1 => {
            step(from.first(), to.first()) || from.first() == to.first() && step(from.get(1), to.get(1))
        }
        _ => false,
    }
}
