//! An input's text: where every character came from, and what the format says of the agreement.
//!
//! A reader turns the bytes of one input into a [`Source`]: the readable text, *marks* that the format gives
//! (a heading, a footnote, a page), and what it says *about* the agreement. Readers never touch files.

mod build;
mod controls;
mod crowd;
mod decode;
pub(crate) mod docx;
mod error;
mod join;
mod lines;
mod html;
mod markdown;
mod markup;
mod language;
mod library;
pub mod page;
mod nearest;
mod pdf;
mod plain;
mod read;
mod roman;
mod rtf;
mod span;
#[cfg(test)]
mod tests;
mod tota;
mod xml;

use build::Builder;
pub use controls::without_controls;
pub use error::{Fault, SourceError};
pub use join::Part;
pub use library::Library;
pub use lines::{Lines, Position};
pub use nearest::nearest;
pub(crate) use plain::ALLOWANCE;
pub use read::{MAX_BYTES, MAX_TEXT, ReadOptions, read, read_with};
pub(crate) use roman::roman_value;
pub use span::Span;
pub(crate) use xml::parse as read_xml;

/// The format an input was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, or Rich Text.
    Text,
    /// Markdown.
    Markdown,
    /// XML of the Texts of Trade Agreements collection (ToTA).
    TotaXml,
    /// Legislative XML: Akoma Ntoso 3.0, or the Formex of the European Union.
    AkomaNtoso,
    /// HTML.
    Html,
    /// Word (Office Open XML).
    Docx,
    /// PDF with a text layer.
    Pdf,
}

/// What a format says about a stretch of [`Source::text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The stretch of the text, in bytes of [`Source::text`].
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// The kinds of [`Mark`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// The heading lines (number and title) that open a chapter; ToTA and Akoma Ntoso say so outright.
    Chapter,
    /// The heading lines (number and title) that open an article. An empty span: an article without heading opens here.
    Article,
    /// A heading of a level (1 is the highest) whose kind the format does not tell (Markdown, HTML, DOCX).
    Heading(u8),
    /// A footnote's text, with the label it is called by.
    Footnote(String),
    /// The place where a footnote is called, with its label. The span covers the label's characters, or is empty.
    FootnoteCall(String),
    /// A page begins here (empty span), by its number counted from 1.
    Page(u32),
    /// A paragraph begins here (empty span), counted from 1 (DOCX).
    Paragraph(u32),
    /// A page header, page footer, navigation or other text that is no part of the agreement.
    Aside,
    /// A tracked insertion, with author and date as written; an empty span where the view hides its words.
    Inserted(String, String),
    /// A tracked deletion, with author and date as written; an empty span where the view hides its words.
    Deleted(String, String),
    /// A comment that is no part of the agreement, with its words (empty span).
    Comment(String),
}

/// What a format says about the agreement as a whole; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The agreement's title.
    pub title: Option<String>,
    /// The Parties as written (names or ISO codes).
    pub parties: Vec<String>,
    /// The date of signature as written.
    pub signed: Option<String>,
    /// The language as an ISO 639-1 code.
    pub language: Option<String>,
}

/// The text of one input.
#[derive(Debug, Clone)]
pub struct Source {
    /// The input's name as given (a path, or `-`).
    pub name: String,
    /// The format it was read as.
    pub format: Format,
    /// The readable text.
    pub text: String,
    /// What the format says about stretches of the text, by start.
    pub marks: Vec<Mark>,
    /// What the format says about the agreement.
    pub about: About,
    origin: Vec<Run>,
}

/// A run of text that comes from one place of the input: text offset, input offset, and whether bytes correspond
/// one to one from there (otherwise the whole run stands for that one place).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) text: u32,
    pub(crate) input: u32,
    pub(crate) same: bool,
}

impl Source {
    /// A source whose text is the input itself.
    #[must_use]
    pub fn plain(name: &str, text: &str) -> Self {
        Source {
            name: name.to_owned(),
            format: Format::Text,
            text: text.to_owned(),
            marks: Vec::new(),
            about: About::default(),
            origin: Vec::new(),
        }
    }

    /// The bytes of the input that `span` of the text came from. For DOCX and PDF the span itself.
    #[must_use]
    pub fn input_span(&self, span: Span) -> Span {
        let start = build::place(&self.origin, span.start);
        if span.is_empty() {
            Span::new(start, start)
        } else {
            Span::new(start, build::place_after(&self.origin, span.end))
        }
    }

    /// The text that `span` covers; empty if it lies outside the text or splits a character.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}
