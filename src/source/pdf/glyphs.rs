//! Characters with their places on the page, gathered into pieces of lines.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// The most characters that are read.
pub(super) const MOST: usize = 60_000_000;

/// Characters that follow each other on one base line, in points from the page's top left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The base line, from the top.
    pub(super) base: f64,
    /// The height of the font.
    pub(super) size: f64,
}

/// One page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) height: f64,
    pub(super) pieces: Vec<Piece>,
    /// How many letters and digits it shows.
    pub(super) letters: usize,
}

/// All pages.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    pub(super) pages: Vec<Page>,
    top: f64,
    seen: usize,
}

impl OutputDev for Glyphs {
    fn begin_page(
        &mut self,
        _number: u32,
        media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.top = media.ury;
        self.pages.push(Page { height: media.ury - media.lly, ..Page::default() });
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        self.seen += 1;
        if self.seen > MOST {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let size = scale * font_size.abs();
        let base = self.top - place.m32;
        if [place.m31, base, size, width].iter().all(|number| number.is_finite()) {
            let right = place.m31 + width * size;
            if let Some(page) = self.pages.last_mut() {
                page.add(letter, Piece { left: place.m31, right, base, size, text: String::new() });
            }
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Page {
    fn add(&mut self, letter: &str, at: Piece) {
        self.letters += usize::from(letter.chars().any(char::is_alphanumeric));
        let blank = letter.trim().is_empty();
        match self.pieces.last_mut() {
            Some(piece) if piece.goes_on(&at) => piece.push(letter, blank, &at),
            _ if blank => {}
            _ => {
                self.pieces.push(at);
                if let Some(piece) = self.pieces.last_mut() {
                    push_letter(&mut piece.text, letter);
                }
            }
        }
    }
}

impl Piece {
    /// Whether the next character stands on the same line, in the same size, not far to the right.
    fn goes_on(&self, next: &Piece) -> bool {
        let near = (next.base - self.base).abs() < 0.05 * self.size + 0.01;
        let alike = (next.size - self.size).abs() < 0.05 * self.size + 0.01;
        near && alike && next.left > self.right - self.size && next.left < self.right + 3.0 * self.size
    }

    fn push(&mut self, letter: &str, blank: bool, next: &Piece) {
        let gap = next.left - self.right;
        if (blank || gap > 0.14 * self.size) && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        if !blank {
            push_letter(&mut self.text, letter);
        }
        self.right = self.right.max(next.right);
    }
}

/// Adds a character; ligatures are taken apart, control signs left out.
fn push_letter(text: &mut String, letter: &str) {
    for sign in letter.chars() {
        match sign {
            '\u{fb00}' => text.push_str("ff"),
            '\u{fb01}' => text.push_str("fi"),
            '\u{fb02}' => text.push_str("fl"),
            '\u{fb03}' => text.push_str("ffi"),
            '\u{fb04}' => text.push_str("ffl"),
            '\u{ad}' => text.push('-'),
            _ if sign.is_control() => {}
            _ => text.push(sign),
        }
    }
}
