//! Numbers that two neighbours bear, or that are left out between two.

use std::collections::HashSet;

use super::{Defect, DefectKind, View};
use crate::clause::reference::Unit;
use crate::graph::index::key;
use crate::source::Span;
use crate::structure::{Kind, Provision, ProvisionId};

/// A text that leaves out more numbers has lost lines on its way into the file: that is no fault of its drafting.
const MOST_LEFT_OUT: usize = 3;

/// Looks through every series of numbered siblings.
pub(super) fn numbering(view: &View) -> Vec<Defect> {
    let mut all = Vec::new();
    for (id, parent) in view.outline.ids() {
        if !view.stands_aside(id) {
            for kind in [Kind::Article, Kind::Paragraph, Kind::Point] {
                series(view, parent, kind, &mut all);
            }
        }
    }
    let skips = |defect: &Defect| defect.kind == DefectKind::SkippedNumber;
    if all.iter().any(skips) {
        let named = article_numbers(view);
        let lost =
            |defect: &Defect| view.kind(defect.provision) == Kind::Article && named.contains(&key(&defect.detail));
        all.retain(|defect| !(skips(defect) && lost(defect)));
    }
    let left_out = all.iter().filter(|defect| skips(defect)).count();
    all.retain(|defect| !skips(defect) || left_out <= MOST_LEFT_OUT);
    all
}

/// A member of a series: its place and the provision.
#[derive(Clone, Copy)]
struct Member {
    place: u32,
    id: ProvisionId,
}

fn series(view: &View, parent: &Provision, kind: Kind, all: &mut Vec<Defect>) {
    let children = parent.children.iter().filter(|id| view.kind(**id) == kind);
    let members: Option<Vec<Member>> = children.map(|id| Some(Member { place: place(view, *id)?, id: *id })).collect();
    let Some(members) = members.filter(|members| members.len() > 3) else { return };
    for (at, pair) in members.windows(2).enumerate() {
        let [one, next] = pair else { continue };
        let before = at
            .checked_sub(1)
            .and_then(|at| members.get(at))
            .map_or(one.place == 1, |before| before.place + 1 == one.place);
        let after = members.get(at + 2).map_or(at > 0, |after| after.place == next.place + 1);
        if before && after {
            all.extend(defect(view, *one, *next));
        }
    }
}

/// The place of a provision in its series: `9.20` is 20, `c` is 3; letters after `h` may be Roman numerals and count no further.
fn place(view: &View, id: ProvisionId) -> Option<u32> {
    let number = view.outline.get(id)?.number.as_deref()?;
    if let [letter @ b'a'..=b'h'] = number.as_bytes() {
        return Some(u32::from(letter - b'a') + 1);
    }
    number.rsplit(['.', '-']).next()?.parse().ok()
}

fn defect(view: &View, one: Member, next: Member) -> Option<Defect> {
    let part = view.outline.get(next.id)?;
    let span = if part.label.is_empty() { Span::new(part.span.start, part.span.start) } else { part.label };
    if one.place == next.place && part.kind == Kind::Point {
        return None;
    }
    if one.place == next.place {
        let detail = view.outline.place(one.id);
        return alike(view, one.id, next.id).then_some(Defect {
            kind: DefectKind::DuplicateNumber,
            provision: next.id,
            span,
            detail,
        });
    }
    if follows_quotation(view, next) {
        return None;
    }
    if part.kind == Kind::Article && (has_other_heading(view, one, next) || has_title_line(view, one, next)) {
        return None;
    }
    if part.kind != Kind::Article && has_bare_paragraph(view, one, next) {
        return None;
    }
    if part.kind == Kind::Point && has_stray_enumerator(view, one, next) {
        return None;
    }
    let skipped = one.place + 2 == next.place && !is_between(view, one, next);
    let detail = sibling_number(view, one)?;
    skipped.then_some(Defect { kind: DefectKind::SkippedNumber, provision: next.id, span, detail })
}

/// Whether quoted words end right before it: a text that amends another mixes two series.
fn follows_quotation(view: &View, next: Member) -> bool {
    let start = view.outline.get(next.id).map_or(0, |part| part.span.start as usize);
    let before = view.source.text.get(..start).unwrap_or("").trim_end();
    before.ends_with(['"', '”', '’', '\'', '»'])
}

/// Whether another enumerator stands between two points, so that a letter may have been misread.
fn has_stray_enumerator(view: &View, one: Member, next: Member) -> bool {
    let (Some(first), Some(second)) = (view.outline.get(one.id), view.outline.get(next.id)) else { return true };
    let between = view.source.slice(Span::new(first.label.end.max(first.span.start + 1), second.span.start));
    between.split_whitespace().any(|word| word.len() <= 4 && word.starts_with('(') && word.ends_with(')'))
}

/// The lines of text after the label of one up to the next, without empty ones.
fn lines_between<'v>(view: &View<'v>, one: Member, next: Member) -> impl Iterator<Item = &'v str> {
    let ends = view.outline.get(one.id).zip(view.outline.get(next.id));
    let span =
        ends.map_or(Span::default(), |(one, next)| Span::new(one.label.end.max(one.span.start), next.span.start));
    view.source.slice(span).lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Whether a line between two articles looks like the title of one whose number was lost.
fn has_title_line(view: &View, one: Member, next: Member) -> bool {
    let title = |line: &str| {
        let words = || line.split_whitespace().filter(|word| word.len() > 3);
        let great = words().filter(|word| word.starts_with(char::is_uppercase)).count();
        line.len() < 100 && !line.ends_with(['.', ';', ':', ',']) && great > 0 && great * 2 >= words().count()
    };
    lines_between(view, one, next).skip(1).any(title)
}

/// Whether a paragraph without number stands between the two: its number may have been lost.
fn has_bare_paragraph(view: &View, one: Member, next: Member) -> bool {
    let lines: Vec<&str> = lines_between(view, one, next).collect();
    lines.windows(2).any(|pair| match pair {
        [above, line] => above.ends_with(['.', ';', ':']) && line.starts_with(char::is_alphabetic),
        _ => false,
    })
}

/// The numbers of all articles that the text names: one of them was lost and not left out.
fn article_numbers(view: &View) -> HashSet<String> {
    let named = view.graph.references().iter().filter(|found| found.reference.unit == Unit::Article);
    named.flat_map(|found| &found.reference.numbers).map(|number| key(&number.text)).collect()
}

/// Whether another line between the two begins with the word of their headings, so that its number may have been misread.
fn has_other_heading(view: &View, one: Member, next: Member) -> bool {
    let (Some(first), Some(second)) = (view.outline.get(one.id), view.outline.get(next.id)) else { return true };
    let label = view.source.slice(first.label);
    let written: String = label.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let word = written.to_lowercase();
    let capitals = written.chars().count() > 1 && !written.contains(char::is_lowercase);
    let between = view.source.slice(Span::new(first.label.end.max(first.span.start + 1), second.span.start));
    let opens_line = between.lines().any(|line| line.trim_start().to_lowercase().starts_with(&word));
    !word.is_empty() && (opens_line || capitals && between.contains(&written))
}

/// Two headings written alike, not a heading and a line of text that begins like one.
fn alike(view: &View, one: ProvisionId, next: ProvisionId) -> bool {
    let (Some(one), Some(next)) = (view.outline.get(one), view.outline.get(next)) else { return false };
    let shape = |part: &Provision| -> String {
        view.words(part.label)
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '9'
                } else if c.is_alphabetic() {
                    'a'
                } else {
                    c
                }
            })
            .collect()
    };
    one.number == next.number
        && shape(one) == shape(next)
        && one.title.is_some() == next.title.is_some()
        && !next.label.is_empty()
}

/// The number left out, written like that of the one before it.
fn sibling_number(view: &View, one: Member) -> Option<String> {
    let number = view.outline.get(one.id)?.number.as_deref()?;
    if let [letter @ b'a'..=b'h'] = number.as_bytes() {
        return Some(char::from(letter + 1).to_string());
    }
    let last = number.rsplit(['.', '-']).next()?;
    let digits = format!("{:0width$}", one.place + 1, width = last.len());
    Some(format!("{}{digits}", number.strip_suffix(last)?))
}

/// Whether the number left out stands in the text between the two after all.
fn is_between(view: &View, one: Member, next: Member) -> bool {
    let (Some(first), Some(second)) = (view.outline.get(one.id), view.outline.get(next.id)) else { return true };
    let text = view.source.slice(Span::new(first.span.start, second.span.start));
    let Some(number) = sibling_number(view, one) else { return true };
    let end = number.rsplit(['.', '-']).next().unwrap_or(&number);
    let word = |found: &str| {
        text.match_indices(found).any(|(at, _)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    word(&number) || word(end) || word(&end.to_uppercase())
}
