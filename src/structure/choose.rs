//! Which of the places where a part may open do open one.

use std::collections::BTreeSet;

use super::Kind;
use super::heading::{Opening, kind_of, openings};
use super::lines::Line;
use super::marks::mark;
use super::sequence::chain;
use super::unit::{Unit, unit_named};
use super::words::{CLOSINGS, PREAMBLES, SALUTATIONS, begins, has_verb};
use crate::source::{Mark, MarkKind, Source};

/// How much it speaks for a heading that the format marks it as one: more than small letters behind its number speak against it.
const MARKED: i32 = 45;

/// Where a heading that the format marks begins.
fn heading(mark: &Mark) -> Option<usize> {
    matches!(mark.kind, MarkKind::Heading(_)).then_some(mark.span.start as usize)
}

/// All places where a part may open, in order.
pub(super) fn candidates(source: &Source, lines: &[Line]) -> Vec<Opening> {
    let mut all = openings(&source.text, lines);
    plain_openers(&source.text, &mut all);
    let heads: BTreeSet<usize> = source.marks.iter().filter_map(heading).collect();
    let marked = |opening: &&mut Opening| opening.line_start && heads.contains(&opening.start);
    all.iter_mut().filter(marked).for_each(|opening| opening.weight += MARKED);
    all.extend(formulas(&source.text, lines));
    all.sort_by_key(|opening| opening.start);
    all
}

/// Rules and clauses are articles only where a text has no articles by name, and several of them at the start of a line.
fn plain_openers(text: &str, all: &mut Vec<Opening>) {
    let plain = |opening: &Opening| {
        let word = text.get(opening.word.0..opening.word.1).unwrap_or("");
        unit_named(word) == Some(Unit::Rule)
    };
    let heading = |opening: &&Opening| opening.kind == Kind::Article && opening.line_start && opening.weight > 2;
    let (rules, articles): (Vec<&Opening>, Vec<&Opening>) = all.iter().filter(heading).partition(|head| plain(head));
    let counts = articles.is_empty() && rules.len() > 1;
    all.retain(|opening| !plain(opening) || counts && opening.line_start);
}

/// Leaves out openings that begin inside another's heading.
pub(super) fn apart(chosen: Vec<Opening>) -> Vec<Opening> {
    let mut kept: Vec<Opening> = Vec::with_capacity(chosen.len());
    for opening in chosen {
        let taken = kept.last().map_or(0, |last| last.label_end.max(last.given.unwrap_or(0)));
        let doubled = kept.last().is_some_and(|last| last.start == opening.start && last.label_end > last.start);
        if opening.start >= taken && !doubled {
            kept.push(opening);
        }
    }
    kept
}

/// The openings that open a part, in order.
pub(super) fn choose(all: Vec<Opening>) -> Vec<Opening> {
    let kept = |at: usize, opening: &Opening| opening.weight > 2 && !titles_all(at, opening);
    let others = |kind: Kind| kind != Kind::Article && kind != Kind::Chapter;
    let mut taken: Vec<bool> =
        all.iter().enumerate().map(|(at, opening)| others(opening.kind) && kept(at, opening)).collect();
    for kind in [Kind::Chapter, Kind::Article] {
        let (mut alike, mut fences, mut before) = (Vec::new(), Vec::new(), 0);
        for (at, (opening, chosen)) in all.iter().zip(&taken).enumerate() {
            if opening.kind == kind && opening.weight > -20 {
                alike.push((at, opening));
                fences.push(before);
            }
            before += usize::from(*chosen);
        }
        let openings: Vec<&Opening> = alike.iter().map(|(_, opening)| *opening).collect();
        let chain = chain(&openings, &fences);
        for ((at, _), _) in alike.iter().zip(chain).filter(|(_, chosen)| *chosen) {
            if let Some(flag) = taken.get_mut(*at) {
                *flag = true;
            }
        }
    }
    let mut chosen = taken.into_iter();
    all.into_iter().filter(|_| chosen.next().unwrap_or(false)).collect()
}

/// "PROTOCOL ON ..." at the very top is the title of the whole.
fn titles_all(at: usize, opening: &Opening) -> bool {
    opening.kind == Kind::Protocol && opening.number.is_none() && (at == 0 || opening.start < 300)
}

/// What the format marks, and the sections, annexes, letters and closing formulas that stand inside.
#[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
pub(super) fn between_marks(candidates: Vec<Opening>, marked: Vec<Opening>) -> Vec<Opening> {
    let suits = |opening: &Opening| match opening.kind {
        Kind::Section | Kind::Annex | Kind::Protocol => opening.line_start && opening.weight > 5,
        Kind::Signature | Kind::Letter => true,
        _ => false,
    };
    let mut chosen: Vec<Opening> = candidates.into_iter().filter(suits).collect();
    chosen.retain(|opening| {
        let before = marked.partition_point(|mark| mark.start <= opening.start);
        before
            .checked_sub(1)
            .and_then(|at| marked.get(at))
            .is_none_or(|mark| mark.given.is_none_or(|end| end <= opening.start))
    });
    chosen.extend(marked);
    chosen.sort_by_key(|opening| (opening.start, opening.kind != Kind::Agreement));
    chosen
}

/// The lines that open preambles, closing formulas and letters; a letter begins with the place and date above its salutation.
fn formulas(text: &str, lines: &[Line]) -> Vec<Opening> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(opening) = formula(text, *line) else { continue };
        let above = if opening.kind == Kind::Letter { letter_head(text, lines.get(..at).unwrap_or(&[])) } else { None };
        let start = above.unwrap_or(opening.start);
        let label_end = if opening.kind == Kind::Letter { start } else { opening.label_end };
        found.push(Opening { start, label_end, word: (start, label_end), ..opening });
    }
    found
}

/// Whether a line begins with a word that opens a part or the preamble.
fn opens(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or("");
    kind_of(first).is_some() || begins(first, PREAMBLES)
}

/// Where the lines above a salutation begin: short, without a stop or verb.
fn letter_head(text: &str, above: &[Line]) -> Option<usize> {
    let head = |line: &&Line| {
        let words = line.text(text);
        words.len() < 70
            && !words.ends_with(['.', ';', ':'])
            && !has_verb(words)
            && mark(words).is_none()
            && !opens(words)
    };
    above.iter().rev().take(5).take_while(head).last().map(|line| line.start)
}

/// A line that opens the preamble, the closing formula or a letter.
fn formula(text: &str, line: Line) -> Option<Opening> {
    let body = line.text(text).trim_start_matches(['#', '*', ' ']);
    let bare = body.trim_end_matches([':', '*', '.', ' ']);
    let (kind, label_end) = if bare.len() < 12 && begins(bare, PREAMBLES) {
        (Kind::Preamble, line.end)
    } else if begins(body, CLOSINGS) {
        (Kind::Signature, line.start)
    } else if body.len() < 60 && begins(body, SALUTATIONS) {
        (Kind::Letter, line.start)
    } else {
        return None;
    };
    let word = (line.start, label_end);
    Some(Opening { kind, word, start: line.start, number: None, label_end, weight: 9, line_start: true, given: None })
}
