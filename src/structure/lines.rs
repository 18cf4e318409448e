//! The lines of a text that hold something.

/// A line without the blanks around it, in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// First byte that is no blank.
    pub(super) start: usize,
    /// The byte after the last that is no blank.
    pub(super) end: usize,
    /// How many empty lines stand before it.
    pub(super) gap: u32,
    /// How many bytes of blanks it begins with.
    pub(super) indent: usize,
}

impl Line {
    /// The part of a line between two bytes without the blanks around it; none if nothing is left.
    pub(super) fn trimmed(text: &str, start: usize, end: usize, gap: u32, indent: usize) -> Option<Line> {
        let inner = text.get(start..end)?;
        let start = start + (inner.len() - inner.trim_start_matches(is_blank).len());
        let end = start + inner.trim_matches(is_blank).len();
        (start < end).then_some(Line { start, end, gap, indent })
    }

    /// Whether only blanks stand between this line and the next.
    pub(super) fn adjoins(self, text: &str, next: Line) -> bool {
        text.get(self.end..next.start).is_some_and(|between| between.chars().all(is_blank))
    }

    /// Its text.
    pub(super) fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Blanks, and the byte order mark.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
}

/// The words without the number of a footnote that clings to their last stop: "tariffs.4".
pub(super) fn without_call(words: &str) -> &str {
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || "¹²³⁴⁵⁶⁷⁸⁹⁰[]".contains(c));
    let stopped = bare.ends_with(['.', ';', ':', ',', '”', '"', ')']) && words.len() - bare.len() <= 6;
    let before = bare.trim_end_matches(['.', ';', ':', ',', '”', '"', ')']);
    if stopped && before.ends_with(char::is_alphabetic) { bare } else { words }
}

/// All lines that hold something.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut gap, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = memchr::memchr2(b'\n', b'\x0c', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let raw = rest.get(..length).unwrap_or(rest);
        let body = raw.trim_start_matches(is_blank);
        let indent = raw.len() - body.len();
        let body = body.trim_end_matches(is_blank);
        if body.is_empty() {
            gap += 1;
        } else {
            found.push(Line { start: at + indent, end: at + indent + body.len(), gap, indent });
            gap = 0;
        }
        at += length;
    }
    found
}

/// The width at which the text's lines are broken, in bytes: the length that nine lines of ten stay under. Texts that put a
/// whole paragraph on a line have a large one.
pub(super) fn width(lines: &[Line]) -> usize {
    let mut lengths: Vec<usize> =
        lines.iter().map(|line| line.end - line.start).filter(|length| *length > 20).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}
