//! Chapters whose heading lost its number, or is missing: where the articles say which chapter they belong to.

use super::Kind;
use super::heading::Opening;
use super::lines::{Line, is_blank};
use super::number::Number;
use super::words::has_verb;

/// Adds a chapter before each article that begins one ("Article 9.1") where no heading did, if the other chapters of the text
/// are numbered as their articles say.
pub(super) fn add_lost(text: &str, lines: &[Line], chosen: Vec<Opening>) -> Vec<Opening> {
    if !keeps_numbers(&chosen) {
        return chosen;
    }
    let mut chapter: Option<u32> = None;
    let mut out: Vec<Opening> = Vec::with_capacity(chosen.len());
    for opening in chosen {
        match (opening.kind, opening.number.as_ref().map(|number| number.key.as_slice())) {
            (Kind::Chapter, key) => chapter = key.and_then(|key| key.first().copied()),
            (Kind::Article, Some([head, 1])) if chapter.is_some_and(|last| last + 1 == *head) => {
                chapter = Some(*head);
                let heading = lost(text, lines, *head, &opening, out.last());
                // Sections that opened before the article belong to the new chapter.
                let place = out.iter().rposition(|open| !matches!(open.kind, Kind::Section)).map_or(0, |at| at + 1);
                let place = if heading.start < opening.start { out.len() } else { place };
                out.insert(place.min(out.len()), heading);
            }
            _ => {}
        }
        out.push(opening);
    }
    out.sort_by_key(|opening| opening.start);
    out
}

/// Whether most articles that begin a chapter stand right below a chapter of their number.
fn keeps_numbers(chosen: &[Opening]) -> bool {
    let (mut kept, mut all, mut chapter) = (0, 0, None);
    for opening in chosen {
        match (opening.kind, opening.number.as_ref().map(|number| number.key.as_slice())) {
            (Kind::Chapter, key) => chapter = key.and_then(|key| key.first().copied()),
            (Kind::Article, Some([head, 1])) => {
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
    let number = Number { written: head.to_string(), key: vec![head], plain: head.to_string() };
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
