//! Where stretches of a text stand in its input.

use super::Change;
use super::changes::Tracked;
use crate::source::{Format, Lines, Part, Position, Source, Span};

/// Finds input offsets, lines and columns for stretches of one source.
pub struct Locator<'a> {
    source: &'a Source,
    bytes: &'a [u8],
    /// The lines of each part.
    lines: Vec<Lines>,
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
        Locator { source, bytes, lines: vec![Lines::of(bytes)], parts: &[], tracked: Tracked::of(source) }
    }

    /// The same for a joined source: places are those of the part they stand in.
    #[must_use]
    pub fn among(self, parts: &'a [Part]) -> Self {
        if parts.is_empty() {
            return self;
        }
        let own = |part: &Part| self.bytes.get(part.start as usize..part.end as usize).unwrap_or_default();
        Locator { parts, lines: parts.iter().map(|part| Lines::of(own(part))).collect(), ..self }
    }

    /// The place among the parts of the one that a byte of the input stands in.
    fn nth(&self, at: u32) -> usize {
        self.parts.iter().rposition(|part| part.start <= at).unwrap_or(0)
    }

    /// The part that a byte of the input stands in, unless it is the first.
    fn part(&self, at: u32) -> Option<&'a Part> {
        self.parts.get(self.nth(at)).filter(|part| part.start > 0)
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
        let part = self.parts.iter().find(|part| part.name == file);
        part.and_then(|part| self.bytes.get(part.start as usize..part.end as usize)).unwrap_or(self.bytes)
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
        let (lines, start, at) = self.near(text);
        let own = self.bytes.get(start as usize..).unwrap_or_default();
        lines.map_or(Position { line: 1, column: 1 }, |lines| lines.position(own, at))
    }

    /// Line of the input for a byte of the text, counted from 1.
    #[must_use]
    pub fn line(&self, text: u32) -> u32 {
        let (lines, _, at) = self.near(text);
        lines.map_or(1, |lines| lines.line(at))
    }

    /// The lines of the part that a byte of the text stands in, where it begins among all bytes, and the place in it.
    fn near(&self, text: u32) -> (Option<&Lines>, u32, u32) {
        let at = self.input(text);
        let start = self.part(at).map_or(0, |part| part.start);
        (self.lines.get(self.nth(at)), start, at - start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    fn place(source: &Source, locator: &Locator, words: &str) -> (u32, u32) {
        let at = u32::try_from(source.text.find(words).unwrap()).unwrap();
        let position = locator.position(at);
        assert_eq!(position.line, locator.line(at));
        (position.line, position.column)
    }

    const TEXT: &str = "Article 1 Scope\n\n1. The “Party’s” café shall act.\n";

    fn utf16() -> Vec<u8> {
        TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn western() -> Vec<u8> {
        let single = |sign| match sign {
            '“' => 0x93,
            '”' => 0x94,
            '’' => 0x92,
            other => u8::try_from(other).unwrap(),
        };
        TEXT.chars().map(single).collect()
    }

    #[test]
    fn places_are_the_same_in_every_encoding() {
        for bytes in [TEXT.as_bytes().to_vec(), utf16(), western()] {
            let source = source::read("draft.txt", &bytes).unwrap();
            let locator = Locator::new(&source, &bytes);
            assert_eq!(place(&source, &locator, "shall"), (3, 23));
        }
    }

    #[test]
    fn each_part_of_a_joined_source_keeps_its_own_encoding() {
        let annex = "ANNEX 1\r\rThe list of the annex is empty, and stays empty.\r";
        let inputs = [("main.txt", utf16()), ("more.txt", western()), ("annex.txt", annex.as_bytes().to_vec())];
        let read = |(name, bytes): &(&str, Vec<u8>)| (source::read(name, bytes).unwrap(), bytes.clone());
        let (source, bytes, parts) = Source::join(inputs.iter().map(read).collect());
        let locator = Locator::new(&source, &bytes).among(&parts);
        assert_eq!(place(&source, &locator, "shall"), (3, 23));
        let second = source.text.rfind("shall").unwrap();
        assert_eq!(locator.position(u32::try_from(second).unwrap()), Position { line: 3, column: 23 });
        assert_eq!(place(&source, &locator, "list"), (3, 5));
    }
}
