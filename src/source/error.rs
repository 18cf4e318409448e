//! Why an input could not be read.

/// An input that could not be read, with the place that shows it.
///
/// Its `Display` is one sentence that a reader of the terminal can act on; the input's name is added by the caller.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct SourceError {
    /// What is wrong.
    pub fault: Fault,
    /// The byte of the input where it shows (0 when it concerns the whole input).
    pub at: u64,
    /// The line of the input where it shows, counted from 1 (0 when it concerns the whole input).
    pub line: u32,
}

/// What can be wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// No byte, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// More bytes than [`crate::source::MAX_BYTES`].
    #[error("the file has {0} bytes; files of up to {max} bytes are read, so split it", max = super::MAX_BYTES)]
    TooLarge(u64),
    /// More bytes of text than [`crate::source::MAX_TEXT`].
    #[error(
        "it holds {0} bytes of text, more than any agreement; texts of up to {max} bytes are read, so give each agreement a file of its own",
        max = super::MAX_TEXT
    )]
    TooLong(usize),
    /// No text: a picture, a program, an unknown binary format.
    #[error("the file is no text; give the agreement as text, Markdown, HTML, DOCX, PDF or XML")]
    Binary,
    /// A known format that is not read, with what to do instead.
    #[error("{name} files are not read; {advice}")]
    Unread {
        /// What the format is called.
        name: &'static str,
        /// What the user can do.
        advice: &'static str,
    },
    /// Text in an encoding that is neither UTF-8, UTF-16 nor Windows-1252.
    #[error("the text is neither UTF-8, UTF-16 nor Windows-1252; save it as UTF-8")]
    Encoding,
    /// XML that does not hold together, as the parser says it.
    #[error("the XML breaks off or is damaged in line {line}: {what}")]
    Xml {
        /// The line, counted from 1.
        line: u32,
        /// The parser's words.
        what: String,
    },
    /// XML that declares entities: a risk that no agreement needs.
    #[error(
        "the XML has a document type declaration, which is refused because it can make a small file huge; remove it"
    )]
    Doctype,
    /// XML of a vocabulary that is not read, with its outermost element.
    #[error("XML with <{0}> outermost is not read; ToTA and Akoma Ntoso are")]
    UnknownXml(String),
    /// A package (DOCX) that is damaged or lacks its text.
    #[error("the Word file is damaged: {0}; open it in a word processor and save it again")]
    Package(String),
    /// A package that unpacks to more than is reasonable.
    #[error("the file unpacks to more than {0} bytes, which no agreement needs; it is not read")]
    Bomb(u64),
    /// A PDF that cannot be read.
    #[error("the PDF cannot be read: {0}; print it to a new PDF or save its text")]
    Pdf(String),
    /// A document locked by a password.
    #[error("the file is protected by a password; remove the protection and save it again")]
    Locked,
    /// A PDF of pictures of pages.
    #[error(
        "the PDF has {pages} pages and hardly any text: a scan; run text recognition (OCR, such as ocrmypdf) on it first"
    )]
    Scan {
        /// How many pages it has.
        pages: u32,
    },
    /// More in one place than any agreement has there.
    #[error("the file has {what} with more than {most}, which no agreement needs; it is not read")]
    Crowded {
        /// What holds too much.
        what: &'static str,
        /// How much of what it may hold.
        most: String,
    },
    /// Elements nested deeper than any agreement nests them.
    #[error("the file nests its elements more than {0} deep, which no agreement needs; it is not read")]
    TooDeep(u32),
}

impl SourceError {
    /// An error that concerns the whole input.
    pub(crate) fn whole(fault: Fault) -> Self {
        SourceError { fault, at: 0, line: 0 }
    }
}
