//! The provision tree of an agreement, for people.

use super::Locator;
use super::changes::said;
use super::judged::title;
use super::paper::words_of;
use crate::structure::{Aside, Outline, Provision, ProvisionId};

/// The least columns for a provision's words beside a remark; below that the remark gets a line of its own.
const BESIDE: usize = 24;

/// The tree, a row for each provision: its path, its title or first words, its line; then what was set aside.
#[must_use]
pub fn outline(locator: &Locator, outline: &Outline, width: usize) -> String {
    let mut out = title(locator.source(), outline).map(|title| format!("{title}\n")).unwrap_or_default();
    if outline.get(ProvisionId(0)).is_some() {
        below(&mut out, locator, outline, ProvisionId(0), 0, width);
    }
    for (span, why) in &outline.aside {
        let bytes = span.end - span.start;
        out.push_str(&format!("set aside: {} at line {}, {bytes} bytes\n", reason(*why), locator.line(span.start)));
    }
    out
}

fn below(out: &mut String, locator: &Locator, outline: &Outline, id: ProvisionId, depth: usize, width: usize) {
    let Some(provision) = outline.get(id) else { return };
    if depth > 0 {
        out.push_str(&row(locator, provision, depth - 1, width));
    }
    for child in &provision.children {
        below(out, locator, outline, *child, depth + 1, width);
    }
}

fn row(locator: &Locator, provision: &Provision, indent: usize, width: usize) -> String {
    let shown = provision.title.or_else(|| provision.own.first().copied());
    let words = shown.map(|span| locator.source().slice(span)).unwrap_or_default();
    let last = provision.path.rsplit('/').next().unwrap_or_default();
    let start = format!("{}{last}  ", "  ".repeat(indent));
    let line = format!("  {}", locator.line(provision.span.start));
    let room = width.saturating_sub(start.chars().count() + line.len());
    let changed = changed(locator, provision);
    let room_beside = room.saturating_sub(changed.chars().count() + 2);
    if changed.is_empty() {
        format!("{start}{}{line}\n", first_words(words, room))
    } else if room_beside < BESIDE {
        format!("{start}{}{line}\n{}{changed}\n", first_words(words, room), " ".repeat(start.chars().count()))
    } else {
        format!("{start}{}  {changed}{line}\n", first_words(words, room_beside))
    }
}

/// Whose insertions and deletions a provision's own words are: `[inserted by A. Negotiator, 2026-03-04]`.
fn changed(locator: &Locator, provision: &Provision) -> String {
    let changes = locator.changes(&words_of(provision));
    if changes.is_empty() { String::new() } else { format!("[{}]", said(&changes)) }
}

/// The beginning of a text in one line of at most `room` characters, filled with blanks.
fn first_words(text: &str, room: usize) -> String {
    let mut shown = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count() + 1;
        if used + length + 1 > room {
            shown.push('…');
            used += 1;
            break;
        }
        shown.push_str(word);
        shown.push(' ');
        used += length;
    }
    shown + &" ".repeat(room.saturating_sub(used))
}

fn reason(aside: Aside) -> &'static str {
    match aside {
        Aside::Contents => "table of contents",
        Aside::Page => "page header or footer",
        Aside::Format => "no part of the text",
        Aside::Unread => "not read",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_tree_is_indented_and_numbered_by_line() {
        let source = sample::source();
        let shown = outline(&Locator::new(&source, sample::TEXT.as_bytes()), &sample::outline(), 40);
        let rows: Vec<String> = shown.lines().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert!(rows.contains(&"ch9 Investment 3".to_owned()), "{shown}");
        assert!(rows.contains(&"2 Paragraph 1 does not apply … 7".to_owned()), "{shown}");
        assert!(shown.lines().any(|row| row.starts_with("  art9.4  Claims ")), "{shown}");
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(first_words("Submission of a Claim", 14), "Submission …  ");
        assert_eq!(first_words("", 3), "   ");
    }
}
