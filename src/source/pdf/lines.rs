//! Lines of a page: pieces on one base line, with raised labels kept apart.

use super::glyphs::{Page, Piece};

/// One line as printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    /// Raised labels: where in the text they stand, and what they say.
    pub(super) raised: Vec<(usize, String)>,
}

/// The lines of a page in reading order.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in &page.pieces {
        match lines.last_mut() {
            Some(line) if line.takes(piece) => line.add(piece),
            _ => lines.push(Line::start(piece)),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty() || !line.raised.is_empty());
    if is_out_of_order(&lines) {
        lines.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.left.total_cmp(&other.left)));
        lines = merged(lines);
    }
    lines
}

/// Some programs write a page's pieces in no order; columns jump up once a column, not once a line.
fn is_out_of_order(lines: &[Line]) -> bool {
    let jumps = lines.windows(2).filter(|pair| matches!(pair, [one, next] if next.base < one.base - one.size)).count();
    jumps > 3 && jumps * 8 > lines.len()
}

fn merged(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last)
                if (last.base - line.base).abs() < 0.3 * last.size && line.left >= last.right - 0.5 * last.size =>
            {
                last.append(line)
            }
            _ => joined.push(line),
        }
    }
    joined
}

impl Line {
    fn start(piece: &Piece) -> Self {
        Line {
            text: piece.text.clone(),
            left: piece.left,
            right: piece.right,
            base: piece.base,
            size: piece.size,
            raised: Vec::new(),
        }
    }

    /// Whether a piece stands on this line: beside it, and its base line no further off than a raised label's.
    fn takes(&self, piece: &Piece) -> bool {
        let larger = self.size.max(piece.size);
        (piece.base - self.base).abs() < 0.55 * larger
            && piece.left > self.right - larger
            && piece.left < self.right + 40.0 * larger
    }

    fn add(&mut self, piece: &Piece) {
        if self.raises(piece) {
            self.raised.push((self.text.trim_end().len(), piece.text.trim().to_owned()));
        } else if self.is_raised_start(piece) {
            self.raised.push((0, std::mem::take(&mut self.text).trim().to_owned()));
            (self.base, self.size) = (piece.base, piece.size);
            self.text.push_str(piece.text.trim_start());
        } else {
            self.add_space(piece);
            self.text.push_str(&piece.text);
        }
        self.right = self.right.max(piece.right);
    }

    /// A small label above the line, such as a footnote's.
    fn raises(&self, piece: &Piece) -> bool {
        piece.size < 0.85 * self.size && piece.base < self.base - 0.1 * self.size && is_label(piece.text.trim())
    }

    /// The line began with a small label above what follows.
    fn is_raised_start(&self, piece: &Piece) -> bool {
        self.raised.is_empty()
            && self.size < 0.85 * piece.size
            && self.base < piece.base - 0.1 * piece.size
            && is_label(self.text.trim())
    }

    fn add_space(&mut self, piece: &Piece) {
        let gap = piece.left - self.right;
        if gap > 0.14 * self.size.min(piece.size) && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn append(&mut self, other: Line) {
        self.text.truncate(self.text.trim_end().len());
        self.text.push(' ');
        let shift = self.text.len();
        self.text.push_str(other.text.trim_start());
        self.raised.extend(other.raised.into_iter().map(|(at, label)| (at + shift, label)));
        self.right = self.right.max(other.right);
    }
}

/// Whether words can label a footnote.
pub(super) fn is_label(words: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | ',' | ' ');
    !words.is_empty() && words.len() <= 6 && words.chars().all(is_sign)
}
