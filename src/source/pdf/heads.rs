//! What repeats from page to page: running heads and feet, and page numbers.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::lines::Line;
use crate::source::roman_value;

/// How many lines at either end of a page may be running heads.
const EDGE: usize = 4;

/// What a line has in common with those of other pages: its words, and how far a number in it is from the page's.
///
/// Without the distance, articles that happen to open several pages would pass for one running head.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Likeness {
    words: String,
    distance: Option<i64>,
    /// In steps of three points.
    height: i64,
}

/// Takes out lines that stand on many pages at the same height and say the same, or count the pages.
pub(super) fn drop_running_heads(pages: &mut [Vec<Line>], heights: &[f64]) {
    let mut counts: HashMap<Likeness, usize> = HashMap::new();
    for (number, page) in (1_i64..).zip(pages.iter()) {
        let seen: BTreeSet<Likeness> = edges(page).flat_map(|line| likenesses(line, number)).collect();
        for likeness in seen {
            for height in [likeness.height - 1, likeness.height, likeness.height + 1] {
                *counts.entry(Likeness { height, ..likeness.clone() }).or_default() += 1;
            }
        }
    }
    let often = (pages.len() / 6).max(3);
    for ((number, page), height) in (1_i64..).zip(pages).zip(heights) {
        let is_often = |likeness: &Likeness| counts.get(likeness).is_some_and(|count| *count >= often);
        let is_head = |line: &&Line| is_marginal(line, *height) && likenesses(line, number).iter().any(is_often);
        let gone: HashSet<(String, i64)> =
            edges(page).filter(is_head).map(|line| (line.text.clone(), step(line))).collect();
        page.retain(|line| !gone.contains(&(line.text.clone(), step(line))));
    }
}

fn is_marginal(line: &Line, height: f64) -> bool {
    line.base < 0.15 * height || line.base > 0.85 * height
}

/// The lines that stand highest and lowest on a page.
fn edges(page: &[Line]) -> impl Iterator<Item = &Line> {
    let mut order: Vec<&Line> = page.iter().collect();
    order.sort_by(|one, other| one.base.total_cmp(&other.base));
    let tail = order.split_off(order.len().saturating_sub(EDGE).max(EDGE.min(order.len())));
    order.truncate(EDGE);
    order.into_iter().chain(tail)
}

fn step(line: &Line) -> i64 {
    (line.base / 3.0).round() as i64
}

fn likenesses(line: &Line, page: i64) -> Vec<Likeness> {
    let height = step(line);
    let words = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found: Vec<Likeness> = numbers(&words)
        .into_iter()
        .map(|(start, end, number)| {
            let before = words.get(..start).unwrap_or("");
            let words = format!("{before}#{}", words.get(end..).unwrap_or(""));
            Likeness { words, distance: Some(number - page), height }
        })
        .collect();
    found.push(Likeness { words, distance: None, height });
    found
}

/// The numbers in a line, with their places; a line may be nothing but a Roman number.
fn numbers(words: &str) -> Vec<(usize, usize, i64)> {
    let bare = words.trim_matches(|sign: char| !sign.is_alphanumeric());
    if let Some(number) = roman_value(&bare.to_ascii_uppercase()) {
        return vec![(0, words.len(), i64::from(number))];
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = words.get(from..).and_then(|rest| rest.find(|sign: char| sign.is_ascii_digit())) {
        let start = from + start;
        let rest = words.get(start..).unwrap_or("");
        from = start + rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        if let Some(number) = words.get(start..from).and_then(|digits| digits.parse().ok()) {
            found.push((start, from, number));
        }
    }
    found
}
