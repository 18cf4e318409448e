//! Chapters whose heading lost its number, or is missing: where the articles say which chapter they belong to.

use super::Kind;
use super::heading::Opening;
use super::lines::{Line, is_blank};
use super::number::Number;
use super::words::has_verb;

/// Adds a chapter before each article that begins one ("Article 9.1") where no heading did, if the other chapters of the text
/// are numbered as their articles say.
pub(super) fn add_lost(text: &str, lines: &[Line], chosen: Vec<Opening>) -> Vec<Opening> {
    let excerpt = is_excerpt(&chosen);
    if !excerpt && !keeps_numbers(&chosen) && !counts_chapters(&chosen) {
        return chosen;
    }
    let mut chapter: Option<u32> = None;
    let mut out: Vec<Opening> = Vec::with_capacity(chosen.len());
    for (at, opening) in chosen.iter().enumerate() {
        match (opening.kind, key(opening)) {
            (Kind::Chapter, key) => chapter = key.first().copied(),
            (Kind::Annex | Kind::Protocol | Kind::Letter | Kind::Signature, _) => {}
            (Kind::Article, [head, place])
                if excerpt && chapter != Some(*head)
                    || begins_chapter(chapter, *head, *place, chosen.get(at + 1..).unwrap_or(&[])) =>
            {
                chapter = Some(*head);
                let heading = lost(text, lines, *head, opening, out.last());
                // Sections that opened before the article belong to the new chapter.
                let sections = out.iter().rev().take_while(|open| open.kind == Kind::Section).count();
                let place = if heading.start < opening.start { out.len() } else { out.len() - sections };
                out.insert(place, heading);
            }
            _ => {}
        }
        out.push(opening.clone());
    }
    out.sort_by_key(|opening| opening.start);
    out
}

fn key(opening: &Opening) -> &[u32] {
    opening.number.as_ref().map_or(&[], |number| &number.key)
}

/// Whether an article of this number begins a chapter later than the one that is open: as its first, or with others that follow.
fn begins_chapter(chapter: Option<u32>, head: u32, place: u32, ahead: &[Opening]) -> bool {
    let last = chapter.unwrap_or(0);
    let next = ahead.iter().find(|opening| opening.kind == Kind::Article).map(key);
    let goes_on = next.is_none_or(|next| next.first() == Some(&head));
    head == last + 1 && place == 1 || head > last && head < last + 20 && goes_on
}

/// Whether a text shows no chapter heading, and all its articles say in which chapter they stand ("Article 16.2").
fn is_excerpt(chosen: &[Opening]) -> bool {
    let mut articles = chosen.iter().filter(|opening| opening.kind == Kind::Article).peekable();
    let larger =
        |opening: &Opening| !matches!(opening.kind, Kind::Article | Kind::Agreement | Kind::Preamble | Kind::Signature);
    articles.peek().is_some() && articles.all(|article| key(article).len() == 2) && !chosen.iter().any(larger)
}

/// Whether a text without any chapter heading has articles 1.1, 2.1 and 3.1: then their numbers tell the chapters.
fn counts_chapters(chosen: &[Opening]) -> bool {
    let firsts = chosen.iter().filter(|opening| opening.kind == Kind::Article).map(key);
    let firsts: Vec<u32> =
        firsts.filter_map(|key| if let [head, 1] = key { Some(*head) } else { None }).take(3).collect();
    firsts == [1, 2, 3] && !chosen.iter().any(|opening| opening.kind == Kind::Chapter)
}

/// Whether most articles stand in a chapter of their number.
fn keeps_numbers(chosen: &[Opening]) -> bool {
    let (mut kept, mut all, mut chapter) = (0, 0, None);
    for opening in chosen {
        match (opening.kind, key(opening)) {
            (Kind::Chapter, key) => chapter = key.first().copied(),
            (Kind::Article, [head, _]) => {
                all += 1;
                kept += usize::from(chapter == Some(*head));
            }
            _ => {}
        }
    }
    kept >= 2 && kept * 2 > all
}

fn lost(text: &str, lines: &[Line], head: u32, article: &Opening, before: Option<&Opening>) -> Opening {
    let floor = before.map_or(0, |before| before.label_end + 1);
    let title = title_above(text, lines, article.start).filter(|(start, _)| *start > floor);
    let (start, end) = title.unwrap_or((article.start, article.start));
    let written = article.number.as_ref().map_or("", |number| number.written.as_str());
    let first = written.split(['.', '-', '–']).next().unwrap_or("");
    let written =
        if first.chars().all(char::is_alphabetic) && first.len() == 1 { first.to_owned() } else { head.to_string() };
    let number = Number { plain: written.clone(), written, key: vec![head] };
    Opening {
        kind: Kind::Chapter,
        word: (start, start),
        start,
        number: Some(number),
        label_end: start,
        weight: 1,
        line_start: true,
        given: Some(end),
    }
}

/// A short line above an article's heading, or the words before it on its own line.
fn title_above(text: &str, lines: &[Line], at: usize) -> Option<(usize, usize)> {
    let next = lines.partition_point(|line| line.start < at);
    let line = lines.get(next.checked_sub(1)?)?;
    let words = text.get(line.start..line.end.min(at))?.trim_end_matches(is_blank);
    let titular = words.len() < 100
        && words.starts_with(char::is_uppercase)
        && !words.ends_with(['.', ';', ':', ','])
        && !has_verb(words);
    titular.then_some((line.start, line.start + words.len()))
}
