//! From bytes to a [`Source`]: the format is told by the content first, by the name's ending second.

use super::decode::{Decoded, decode};
use super::{Fault, Source, SourceError, docx, html, markdown, markup, pdf, plain, rtf, tota};
use crate::source::build::{compose, offset};

/// The largest input that is read, in bytes.
pub const MAX_BYTES: u64 = 1 << 30;

/// The longest text that is read, in bytes: many times the longest agreement known to us with all its annexes.
pub const MAX_TEXT: usize = 32_000_000;

/// How to read an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Show a Word file as it was before its tracked changes (otherwise as if all were accepted).
    pub original: bool,
}

/// Reads one input; `name` is its path as given, or `-`.
///
/// # Errors
/// When the input is empty, too large, no text, damaged, or of a format that is not read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Source, SourceError> {
    read_with(name, bytes, ReadOptions::default())
}

/// Reads one input as `options` say.
///
/// # Errors
/// As [`read`].
pub fn read_with(name: &str, bytes: &[u8], options: ReadOptions) -> Result<Source, SourceError> {
    let source = read_format(name, bytes, options)?;
    if source.text.len() > MAX_TEXT {
        return Err(SourceError::whole(Fault::TooLong(source.text.len())));
    }
    Ok(super::controls::blanked(super::language::tell(source)))
}

fn read_format(name: &str, bytes: &[u8], options: ReadOptions) -> Result<Source, SourceError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(SourceError::whole(Fault::TooLarge(bytes.len() as u64)));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return docx::read(name, bytes, options);
    }
    if is_pdf(bytes) {
        return pdf::read(name, bytes);
    }
    refuse_unread(bytes)?;
    let decoded = decode(bytes)?;
    if decoded.text.trim().is_empty() {
        return Err(SourceError::whole(Fault::Empty));
    }
    let source = read_text(name, &decoded)?;
    Ok(with_origin(source, &decoded))
}

fn read_text(name: &str, decoded: &Decoded<'_>) -> Result<Source, SourceError> {
    let text = decoded.text.as_ref();
    match outermost(text) {
        Some("treaty") => tota::read(name, text),
        Some("akomaNtoso" | "ACT" | "AGR" | "CONS.ACT" | "CONS.DOC" | "ANNEX") => markup::read(name, text),
        Some(root) if is_html(name, root) => {
            super::xml::refuse_crowded(text)?;
            Ok(html::read(name, text))
        }
        root if is_xml(text) => Err(unknown_xml(text, root.unwrap_or("?"))),
        None if rtf::is_rtf(text) => Ok(rtf::read(name, text)),
        _ if markdown::is_markdown(name, text) => Ok(markdown::read(name, text)),
        _ => Ok(plain::read(name, text)),
    }
}

fn unknown_xml(text: &str, root: &str) -> SourceError {
    let unknown = || SourceError::whole(Fault::UnknownXml(root.to_owned()));
    super::xml::parse(text).err().unwrap_or_else(unknown)
}

fn with_origin(mut source: Source, decoded: &Decoded<'_>) -> Source {
    source.origin = compose(&source.origin, &decoded.runs, offset(source.text.len()));
    source
}

const UNREAD: [(&[u8], &str, &str); 7] = [
    (b"\xD0\xCF\x11\xE0", "old Word (.doc)", "save it as .docx"),
    (b"\x89PNG", "picture", "run text recognition (OCR) on it first"),
    (b"\xFF\xD8\xFF", "picture", "run text recognition (OCR) on it first"),
    (b"GIF8", "picture", "run text recognition (OCR) on it first"),
    (b"II*\x00", "picture", "run text recognition (OCR) on it first"),
    (b"MM\x00*", "picture", "run text recognition (OCR) on it first"),
    (b"\x1F\x8B", "gzip", "unpack it first"),
];

/// The name of the stream that an encrypted Word file keeps its package in.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

fn refuse_unread(bytes: &[u8]) -> Result<(), SourceError> {
    let is_locked = |bytes: &[u8]| bytes.windows(LOCKED.len()).take(1 << 16).any(|part| part == LOCKED);
    match UNREAD.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        Some(_) if is_locked(bytes) => Err(SourceError::whole(Fault::Locked)),
        Some(&(_, name, advice)) => Err(SourceError::whole(Fault::Unread { name, advice })),
        None => Ok(()),
    }
}

/// A PDF may have a few bytes of a mail or web server before its own.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..1024).unwrap_or(bytes).windows(5).any(|part| part == b"%PDF-")
}

fn is_html(name: &str, root: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let is_known = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    is_known(&["htm", "html", "xhtml"], &ending) || is_known(&["html", "head", "body", "div", "p", "h1", "table"], root)
}

fn is_xml(text: &str) -> bool {
    text.trim_start().starts_with("<?xml")
}

/// The name of the first element of an XML or HTML text, without its prefix.
fn outermost(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = rest.strip_prefix('<')?;
        let ending = match rest.as_bytes().first()? {
            b'?' => "?>",
            b'!' if rest.starts_with("!--") => "-->",
            b'!' => ">",
            _ => break,
        };
        rest = rest.split_once(ending)?.1.trim_start();
    }
    let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && !":_-.".contains(c)).next()?;
    Some(name.rsplit(':').next().unwrap_or(name)).filter(|name| !name.is_empty())
}
