//! What the XML readers share: parsing with bounds, and text whose every byte keeps its place.

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::{Builder, Fault, SourceError, crowd};

/// Parses XML; document type declarations are refused, so no entity can expand.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, SourceError> {
    refuse_crowded(text)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 5_000_000, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| fault(text, &error))
}

/// Refuses elements with so many attributes that reading them would take quadratic time.
pub(crate) fn refuse_crowded(text: &str) -> Result<(), SourceError> {
    if crowd::is_crowded(text) {
        let most = format!("{} attributes", crowd::MOST);
        return Err(SourceError::whole(Fault::Crowded { what: "an element", most }));
    }
    Ok(())
}

fn fault(text: &str, error: &Error) -> SourceError {
    let place = error.pos();
    let is_doctype = matches!(error, Error::DtdDetected);
    let what = without_place(&error.to_string());
    let fault = if is_doctype { Fault::Doctype } else { Fault::Xml { line: place.row, what } };
    SourceError { fault, at: byte_of(text, place.row, place.col) as u64, line: place.row }
}

/// The parser ends its messages with ` at 3:14`; the line is told elsewhere.
fn without_place(message: &str) -> String {
    let cut = message
        .rfind(" at ")
        .filter(|&at| message.get(at + 4..).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b':')));
    cut.and_then(|at| message.get(..at)).unwrap_or(message).to_owned()
}

fn byte_of(text: &str, row: u32, column: u32) -> usize {
    let line: usize = text.split_inclusive('\n').take(row.saturating_sub(1) as usize).map(str::len).sum();
    let rest = text.get(line..).unwrap_or("");
    line + rest.chars().take(column.saturating_sub(1) as usize).map(char::len_utf8).sum::<usize>()
}

/// Adds the text of a text node, every byte with its place in the XML.
pub(crate) fn add_text(builder: &mut Builder, xml: &str, text: Node<'_, '_>) {
    let range = text.range();
    let written = xml.get(range.clone()).unwrap_or("");
    add_written(builder, range.start, written);
}

/// Adds the value of an attribute, every byte with its place in the XML.
pub(crate) fn add_attribute(builder: &mut Builder, xml: &str, element: Node<'_, '_>, name: &str) -> bool {
    let Some(attribute) = element.attribute_node(name).filter(|found| !found.value().trim().is_empty()) else {
        return false;
    };
    let range = attribute.range_value();
    let written = xml.get(range.clone()).unwrap_or("");
    let blank = written.len() - written.trim_start().len();
    add_written(builder, range.start + blank, written.trim());
    true
}

const CDATA: &str = "<![CDATA[";

/// Adds text as written in XML: references are replaced, line ends become `\n`, CDATA loses its marks.
pub(crate) fn add_written(builder: &mut Builder, mut at: usize, mut written: &str) {
    while !written.is_empty() {
        let plain = memchr::memchr3(b'&', b'\r', b'<', written.as_bytes()).unwrap_or(written.len());
        let (head, rest) = written.split_at(plain);
        builder.copy(at, head);
        let used =
            if rest.starts_with(CDATA) { cdata(builder, at + plain, rest) } else { special(builder, at + plain, rest) };
        at += plain + used;
        written = rest.get(used..).unwrap_or("");
    }
}

fn cdata(builder: &mut Builder, at: usize, rest: &str) -> usize {
    let inside = rest.get(CDATA.len()..).unwrap_or("");
    let len = inside.find("]]>").unwrap_or(inside.len());
    builder.copy(at + CDATA.len(), inside.get(..len).unwrap_or(""));
    (CDATA.len() + len + 3).min(rest.len())
}

fn special(builder: &mut Builder, at: usize, rest: &str) -> usize {
    if rest.starts_with("\r\n") {
        return 1;
    }
    if rest.starts_with('\r') {
        builder.copy(at, "\n");
        return 1;
    }
    match reference(rest) {
        Some((letter, len)) => {
            builder.stand(at, letter.encode_utf8(&mut [0; 4]));
            len
        }
        None => {
            let len = rest.chars().next().map_or(0, char::len_utf8);
            builder.copy(at, rest.get(..len).unwrap_or(""));
            len
        }
    }
}

/// The character that a reference (`&amp;`, `&#13;`) at the start of `rest` stands for, and how many bytes it is written in.
pub(crate) fn reference(rest: &str) -> Option<(char, usize)> {
    let name = rest.strip_prefix('&')?;
    let name = name.get(..name.bytes().take(32).position(|byte| byte == b';')?)?;
    let letter = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(name)?,
    };
    Some((letter, name.len() + 2))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let letter = if code == 13 { '\n' } else { char::from_u32(code)? };
    Some(letter).filter(|letter| *letter != '\0')
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => return None,
    })
}
