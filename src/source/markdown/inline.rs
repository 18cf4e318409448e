//! What stands within a Markdown line: emphasis, links, escapes, tags, footnote calls.

use crate::source::{Builder, MarkKind, xml};

/// Adds the words of `line`, which starts at byte `at` of the input, without their markup.
pub(crate) fn add(builder: &mut Builder, at: usize, line: &str) {
    let is_row = line.trim_start().starts_with('|');
    add_nested(builder, at, line, is_row, 0);
}

fn add_nested(builder: &mut Builder, at: usize, line: &str, is_row: bool, depth: u8) {
    let mut from = 0;
    while let Some(found) = line.get(from..).and_then(|rest| rest.find(['\\', '*', '_', '[', '!', '<', '`', '&', '|']))
    {
        let here = from + found;
        builder.copy(at + from, line.get(from..here).unwrap_or(""));
        from = here + markup(builder, at, line, here, is_row, depth);
    }
    builder.copy(at + from, line.get(from..).unwrap_or(""));
}

/// Handles the sign at `here`; how many bytes of the line are dealt with (at least one).
fn markup(builder: &mut Builder, at: usize, line: &str, here: usize, is_row: bool, depth: u8) -> usize {
    let (before, rest) = line.split_at(here);
    let set_aside = match rest.as_bytes() {
        [b'\\', next, ..] if next.is_ascii_punctuation() => return escaped(builder, at + here, rest),
        [b'\\'] | [b'`', ..] => 1,
        [b'*' | b'_', ..] => emphasis(before, rest),
        [b'!', b'[', ..] => link_parts(rest.get(1..).unwrap_or(""))
            .map_or(0, |(_, target, len)| if target.is_some() { len + 1 } else { 0 }),
        [b'[', b'^', ..] => return note_call(builder, at + here, rest),
        [b'[', ..] if depth < 4 => return link(builder, at + here, rest, is_row, depth),
        [b'<', ..] => tag_len(rest),
        [b'&', ..] => return entity(builder, at + here, rest),
        [b'|', ..] if is_row => return cell(builder, at + here, before, rest),
        _ => 0,
    };
    if set_aside == 0 { keep(builder, at + here, rest, 1) } else { set_aside }
}

fn keep(builder: &mut Builder, at: usize, rest: &str, len: usize) -> usize {
    builder.copy(at, rest.get(..len).unwrap_or(""));
    len
}

fn escaped(builder: &mut Builder, at: usize, rest: &str) -> usize {
    builder.copy(at + 1, rest.get(1..2).unwrap_or(""));
    2
}

fn cell(builder: &mut Builder, at: usize, before: &str, rest: &str) -> usize {
    let inner = !before.trim().is_empty() && rest.get(1..).is_some_and(|after| !after.trim().is_empty());
    builder.copy(at, if inner { "\t" } else { "" });
    1
}

/// The length of an emphasis mark, or 0 where the signs stand for themselves (`*`, `snake_case`, a blank to fill in).
fn emphasis(before: &str, rest: &str) -> usize {
    let sign = rest.chars().next().unwrap_or('*');
    let len = rest.len() - rest.trim_start_matches(sign).len();
    let left = before.chars().next_back();
    let right = rest.get(len..).and_then(|after| after.chars().next());
    let is_gap = |side: Option<char>| side.is_none_or(char::is_whitespace);
    let is_word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    let stands = len > 3 || (is_gap(left) && is_gap(right)) || (sign == '_' && is_word(left) && is_word(right));
    if stands { 0 } else { len }
}

fn note_call(builder: &mut Builder, at: usize, rest: &str) -> usize {
    let label = before(rest.get(2..).unwrap_or(""), b']');
    match label.filter(|label| !label.is_empty() && !label.contains(' ')) {
        Some(label) => {
            builder.mark_here(MarkKind::FootnoteCall(label.to_owned()));
            label.len() + 3
        }
        None => keep(builder, at, rest, 1),
    }
}

fn link(builder: &mut Builder, at: usize, rest: &str, is_row: bool, depth: u8) -> usize {
    let Some((words, Some(target), len)) = link_parts(rest) else {
        return keep(builder, at, rest, 1);
    };
    let label = words.strip_prefix('[').and_then(|words| words.strip_suffix(']'));
    match label.filter(|label| target.starts_with('#') && !label.is_empty() && label.len() < 6) {
        Some(label) => builder.mark_here(MarkKind::FootnoteCall(label.to_owned())),
        None => add_nested(builder, at + 1, words, is_row, depth + 1),
    }
    len
}

/// Brackets within brackets: beyond so many they are no link.
const BRACKETS: u32 = 32;
/// Bytes within which a link, a tag or a label ends.
const NEAR: usize = 1000;

/// What stands before the first `sign`, where that is near.
fn before(rest: &str, sign: u8) -> Option<&str> {
    rest.get(..rest.bytes().take(NEAR).position(|byte| byte == sign)?)
}

/// The words, the target and the whole length of `[words](target)`; no target where none follows.
fn link_parts(rest: &str) -> Option<(&str, Option<&str>, usize)> {
    let mut depth = 0_u32;
    let close = rest.char_indices().take(2000).find_map(|(at, sign)| {
        match sign {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > BRACKETS || sign == ']' && depth == 0).then_some(at)
    })?;
    if depth > BRACKETS {
        return None;
    }
    let words = rest.get(1..close)?;
    let after = rest.get(close + 1..)?;
    let target = after.strip_prefix('(').and_then(|after| before(after, b')'));
    Some((words, target, close + 1 + target.map_or(0, |target| target.len() + 2)))
}

/// The length of an HTML tag or a bare link's bracket, or 0 where `<` stands for itself.
fn tag_len(rest: &str) -> usize {
    let named = rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
    let len = before(rest, b'>').map_or(0, |inside| inside.len() + 1);
    if named { len } else { 0 }
}

fn entity(builder: &mut Builder, at: usize, rest: &str) -> usize {
    match xml::reference(rest) {
        Some((letter, len)) => {
            builder.stand(at, letter.encode_utf8(&mut [0; 4]));
            len
        }
        None => keep(builder, at, rest, 1),
    }
}
