//! Where stretches of a text stand in its input.

use crate::source::{Format, Lines, Position, Source, Span};

/// Finds input offsets, lines and columns for stretches of one source.
pub struct Locator<'a> {
    source: &'a Source,
    bytes: &'a [u8],
    lines: Lines,
}

impl<'a> Locator<'a> {
    /// For a source and the bytes it was read from.
    #[must_use]
    pub fn new(source: &'a Source, input: &'a [u8]) -> Self {
        let bytes = match source.format {
            Format::Docx | Format::Pdf => source.text.as_bytes(),
            Format::Text | Format::Markdown | Format::TotaXml | Format::AkomaNtoso | Format::Html => input,
        };
        Locator { source, bytes, lines: Lines::of(bytes) }
    }

    /// The source.
    #[must_use]
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// The bytes that spans and lines speak of: the input, or the extracted text of DOCX and PDF.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The bytes of the input that a stretch of the text came from.
    #[must_use]
    pub fn span(&self, text: Span) -> Span {
        self.source.input_span(text)
    }

    /// Line and column of the input for a byte of the text.
    #[must_use]
    pub fn position(&self, text: u32) -> Position {
        let at = self.source.input_span(Span::new(text, text)).start;
        self.lines.position(self.bytes, at)
    }

    /// Line of the input for a byte of the text, counted from 1.
    #[must_use]
    pub fn line(&self, text: u32) -> u32 {
        self.lines.line(self.source.input_span(Span::new(text, text)).start)
    }
}
