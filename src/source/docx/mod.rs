//! Word files: what a reader of the file sees, with automatic numbers, footnotes and tracked changes.
//!
//! The package is unpacked with `zip` and its parts parsed with `roxmltree`, which keeps the byte range of every run:
//! the Word report needs them to put comments on words.

mod body;
mod notes;
mod numbering;
mod package;
mod styles;
#[cfg(test)]
pub(crate) mod tests;
mod tree;

use super::{About, Fault, Format, ReadOptions, Run, Source, SourceError, Span, xml};
use body::Body;
use numbering::Numbering;
pub(crate) use package::{Package, archive};
use styles::Styles;

/// Words of the text that stand in one run of the main part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The words, in bytes of the text.
    pub(crate) text: Span,
    /// The text run (`w:r`) they stand in, in bytes of the main part.
    pub(crate) run: Span,
    /// The text element (`w:t`) they stand in, in bytes of the main part.
    pub(crate) element: Span,
}

/// A Word file as read, with what is needed to write comments into it.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) source: Source,
    pub(crate) package: Package,
    /// By their place in the text.
    pub(crate) pieces: Vec<Piece>,
    places: Vec<Run>,
}

impl Draft {
    /// Opens and reads a Word file.
    pub(crate) fn open(name: &str, bytes: &[u8], options: ReadOptions) -> Result<Self, SourceError> {
        let package = Package::open(bytes)?;
        let document = xml::parse(&package.document)?;
        let styles = package
            .styles
            .as_deref()
            .map(xml::parse)
            .transpose()?
            .map_or_else(Styles::default, |part| Styles::read(&part));
        let numbering = package
            .numbering
            .as_deref()
            .map(xml::parse)
            .transpose()?
            .map_or_else(Numbering::default, |part| Numbering::read(&part));
        let mut body = Body::new(&package.document, options, styles, numbering);
        body.document(&document)?;
        notes::add(&mut body, package.footnotes.as_deref(), package.endnotes.as_deref())?;
        let title = body.title.take().or_else(|| package.core.as_deref().and_then(core_title));
        let pieces = std::mem::take(&mut body.pieces);
        let mut source = body.out.finish(name, Format::Docx, About { title, ..About::default() });
        let places = std::mem::take(&mut source.origin);
        Ok(Draft { source, package, pieces, places })
    }

    /// The byte of the main part that the byte at `at` of the text comes from.
    pub(crate) fn place(&self, at: u32) -> u32 {
        super::build::place(&self.places, at)
    }
}

/// Reads a Word file.
pub(crate) fn read(name: &str, bytes: &[u8], options: ReadOptions) -> Result<Source, SourceError> {
    let source = Draft::open(name, bytes, options)?.source;
    if source.text.trim().is_empty() { Err(SourceError::whole(Fault::Empty)) } else { Ok(source) }
}

/// The title in the file's properties, unless a program made it up.
fn core_title(core: &str) -> Option<String> {
    let properties = xml::parse(core).ok()?;
    let title = properties.descendants().find(|node| node.tag_name().name() == "title")?.text()?.trim().to_owned();
    (title.contains(' ') && !title.starts_with("Microsoft")).then_some(title)
}
