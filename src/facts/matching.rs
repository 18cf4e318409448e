//! Finds concepts in order within a clause.

use crate::text::{Hits, Step};

/// Ranges of words that belong together, in the order of the text.
pub(crate) type Parts = Vec<(u32, u32)>;

/// How many places a step may try before the way is given up.
const MOST_TRIES: usize = 12;

/// The first place where the steps stand in order: first word, and one past the last.
pub(crate) fn find_in(hits: &Hits, parts: &[(u32, u32)], steps: &[Step]) -> Option<(u32, u32)> {
    let (first, rest) = steps.split_first()?;
    for (from, to) in parts {
        for hit in hits.within(first.concept, *from, *to).iter().filter(|hit| hit.end <= *to) {
            if let Some(end) = follow(hits, parts, hit.end, rest) {
                return Some((hit.start, end.max(hit.end)));
            }
        }
    }
    None
}

/// The end of the first way in which the steps follow behind word `after`.
pub(crate) fn follow(hits: &Hits, parts: &[(u32, u32)], after: u32, steps: &[Step]) -> Option<u32> {
    let Some((step, rest)) = steps.split_first() else { return Some(after) };
    let mut left = step.gap;
    let mut tries = 0;
    for (from, to) in parts.iter().filter(|(_, to)| *to > after) {
        let start = after.max(*from);
        let latest = start.saturating_add(left).saturating_add(1).min(*to);
        for hit in hits.within(step.concept, start, latest).iter().filter(|hit| hit.end <= *to) {
            if let Some(end) = follow(hits, parts, hit.end, rest) {
                return Some(end);
            }
            tries += 1;
            if tries >= MOST_TRIES {
                return None;
            }
        }
        left = left.saturating_sub(to - start);
        if left == 0 {
            return None;
        }
    }
    None
}
