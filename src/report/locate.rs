//! Where stretches of a text stand in its input.

use super::Change;
use super::changes::Tracked;
use crate::source::{Format, Lines, Part, Position, Source, Span};

/// Finds input offsets, lines and columns for stretches of one source.
pub struct Locator<'a> {
    source: &'a Source,
    bytes: &'a [u8],
    lines: Lines,
    parts: &'a [Part],
    tracked: Tracked,
}

impl<'a> Locator<'a> {
    /// For a source and the bytes it was read from.
    #[must_use]
    pub fn new(source: &'a Source, input: &'a [u8]) -> Self {
        let bytes = match source.format {
            Format::Docx | Format::Pdf => source.text.as_bytes(),
            Format::Text | Format::Markdown | Format::TotaXml | Format::AkomaNtoso | Format::Html => input,
        };
        Locator { source, bytes, lines: Lines::of(bytes), parts: &[], tracked: Tracked::of(source) }
    }

    /// The same for a joined source: places are those of the part they stand in.
    #[must_use]
    pub fn among(self, parts: &'a [Part]) -> Self {
        Locator { parts, ..self }
    }

    /// The part that a byte of the input stands in, unless it is the first.
    fn part(&self, at: u32) -> Option<&'a Part> {
        self.parts.iter().skip(1).rfind(|part| part.start <= at)
    }

    /// The name of the file that a byte of the text stands in, unless it is the agreement's main file.
    #[must_use]
    pub fn file(&self, text: u32) -> Option<&'a str> {
        self.part(self.input(text)).map(|part| part.name.as_str())
    }

    /// The tracked changes of the whole text, by their start.
    pub(super) fn tracked(&self) -> &[(Span, Change)] {
        self.tracked.marks()
    }

    /// Whose tracked changes stretches of the text are, that belong together.
    #[must_use]
    pub fn changes(&self, text: &[Span]) -> Vec<Change> {
        self.tracked.changes(self.source, text)
    }

    /// The file that a byte of all input stands in, and where its bytes begin.
    fn origin(&self, at: u32) -> (&'a str, u32) {
        self.part(at).map_or((self.source.name.as_str(), 0), |part| (part.name.as_str(), part.start))
    }

    /// The file that holds a stretch of the bytes of all input, and the stretch in bytes of that file.
    #[must_use]
    pub fn own(&self, joined: Span) -> (&'a str, Span) {
        let (file, start) = self.origin(joined.start);
        (file, Span::new(joined.start - start, joined.end - start))
    }

    /// The bytes of one of the files.
    #[must_use]
    pub fn bytes_of(&self, file: &str) -> &'a [u8] {
        let at = self.parts.iter().position(|part| part.name == file).unwrap_or(0);
        let start = self.parts.get(at).map_or(0, |part| part.start as usize);
        let end = self.parts.get(at + 1).map_or(self.bytes.len(), |next| next.start as usize);
        self.bytes.get(start..end).unwrap_or(self.bytes)
    }

    /// Where a stretch of the text begins in the bytes of all input.
    pub(super) fn begins(&self, text: Span) -> u32 {
        self.source.input_span(text).start
    }

    fn input(&self, text: u32) -> u32 {
        self.source.input_span(Span::new(text, text)).start
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
        let span = self.source.input_span(text);
        let (_, start) = self.origin(span.start);
        Span::new(span.start - start, span.end.saturating_sub(start))
    }

    /// Line and column of the input for a byte of the text.
    #[must_use]
    pub fn position(&self, text: u32) -> Position {
        let at = self.input(text);
        let whole = self.lines.position(self.bytes, at);
        Position { line: whole.line - self.lines_before(at), ..whole }
    }

    /// Line of the input for a byte of the text, counted from 1.
    #[must_use]
    pub fn line(&self, text: u32) -> u32 {
        let at = self.input(text);
        self.lines.line(at) - self.lines_before(at)
    }

    /// The lines of the parts before the one that a byte of the input stands in.
    fn lines_before(&self, at: u32) -> u32 {
        self.part(at).map_or(0, |part| self.lines.line(part.start) - 1)
    }
}
