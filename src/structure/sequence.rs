//! Which of the places where an article could open do open one: the chain of numbers that rises most plausibly.

use super::heading::Opening;

/// How far back the chain may look for the heading before.
const WINDOW: usize = 48;

/// Marks the openings that form the best chain. `fences` tells, for each opening, how many headings of greater parts stand before it.
pub(super) fn chain(openings: &[&Opening], fences: &[usize]) -> Vec<bool> {
    let mut best: Vec<(i32, Option<usize>)> = Vec::with_capacity(openings.len());
    for (at, (opening, fence)) in openings.iter().zip(fences).enumerate() {
        let mut choice = (opening.weight + first(opening), None);
        for back in at.saturating_sub(WINDOW)..at {
            let Some(((before, fence_before), (score, _))) =
                openings.get(back).zip(fences.get(back)).zip(best.get(back))
            else {
                continue;
            };
            if before.start == opening.start {
                continue;
            }
            let total = score + opening.weight + step(before, opening, fence > fence_before);
            if total > choice.0 {
                choice = (total, Some(back));
            }
        }
        best.push(choice);
    }
    let mut taken = vec![false; openings.len()];
    let mut at = best
        .iter()
        .enumerate()
        .max_by_key(|(place, (score, _))| (*score, std::cmp::Reverse(*place)))
        .map(|(place, _)| place);
    while let Some(place) = at {
        if let Some(flag) = taken.get_mut(place) {
            *flag = true;
        }
        at = best.get(place).and_then(|(_, before)| *before);
    }
    taken
}

fn key(opening: &Opening) -> &[u32] {
    opening.number.as_ref().map_or(&[], |number| &number.key)
}

fn first(opening: &Opening) -> i32 {
    if key(opening).last() == Some(&1) { 4 } else { 0 }
}

/// How plausible `next` is as the heading after `before`; `fenced` when a chapter, annex or the like opens between them.
fn step(before: &Opening, next: &Opening, fenced: bool) -> i32 {
    let (from, to) = (key(before), key(next));
    if follows(from, to) {
        return if fenced { 3 } else { 4 };
    }
    let restart = to.last() == Some(&1);
    let order = from.cmp(to);
    match (order, restart, fenced) {
        (std::cmp::Ordering::Less, true, _) if to.len() > 1 => 3,
        (std::cmp::Ordering::Less, _, _) => -gap(from, to),
        (_, true, true) => 3,
        (_, true, false) => -5,
        (_, false, true) => -5,
        (_, false, false) => -9,
    }
}

/// Whether the numbers are neighbours: 5 and 6, 9.20 and 9.21, 6 and 6bis, 1139 and 1201.
pub(super) fn follows(from: &[u32], to: &[u32]) -> bool {
    let (Some((last_from, head_from)), Some((last_to, head_to))) = (from.split_last(), to.split_last()) else {
        return false;
    };
    if from.len() == to.len() {
        let next_head =
            head_from.split_last().zip(head_to.split_last()).is_some_and(|((a, x), (b, y))| x == y && a + 1 == *b);
        let next_hundred =
            head_to.is_empty() && *last_to > 100 && last_to % 100 <= 1 && last_to / 100 == last_from / 100 + 1;
        return (head_from == head_to && last_from + 1 == *last_to) || (next_head && *last_to == 1) || next_hundred;
    }
    if to.len() == from.len() + 1 {
        return head_to == from && *last_to >= 100;
    }
    *last_from >= 100
        && head_from.split_last().zip(to.split_last()).is_some_and(|((a, x), (b, y))| x == y && a + 1 == *b)
}

fn gap(from: &[u32], to: &[u32]) -> i32 {
    let same_head =
        from.len() == to.len() && from.split_last().map(|(_, head)| head) == to.split_last().map(|(_, head)| head);
    let distance = match (same_head, from.last(), to.last()) {
        (true, Some(a), Some(b)) => b - a,
        _ => return 2,
    };
    i32::try_from(distance.min(8)).unwrap_or(8) / 2
}
