//! Bytes to text: UTF-8, UTF-16 and Windows-1252 (the encodings agreements are published in).

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16LE, WINDOWS_1252};

use super::build::offset;
use super::{Fault, Run, SourceError};

/// Decoded text and where its characters came from.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) runs: Vec<Run>,
}

/// How the characters of an input stand in its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// UTF-8.
    Utf8,
    /// UTF-16, the lower byte of a unit first or last.
    Utf16 { little: bool },
    /// One byte a character.
    SingleByte(&'static Encoding),
}

impl Writing {
    /// How `bytes` are written, told by byte order mark, validity and plausibility, in this order; and the mark's length.
    pub(crate) fn of(bytes: &[u8]) -> (Self, usize) {
        match Encoding::for_bom(bytes) {
            Some((encoding, skip)) if encoding != UTF_8 => (Writing::Utf16 { little: encoding == UTF_16LE }, skip),
            Some((_, skip)) => (Writing::unmarked(bytes.get(skip..).unwrap_or_default()), skip),
            None => (Writing::unmarked(bytes), 0),
        }
    }

    fn unmarked(bytes: &[u8]) -> Self {
        if let Some(little) = utf16_without_mark(bytes) {
            return Writing::Utf16 { little };
        }
        if binary_at(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
            return Writing::Utf8;
        }
        let plausible = || single_byte_plausible(bytes).then(|| western(bytes));
        declared(bytes).or_else(plausible).map_or(Writing::Utf8, Writing::SingleByte)
    }
}

/// Decodes `bytes`.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, SourceError> {
    let (writing, skip) = Writing::of(bytes);
    let rest = bytes.get(skip..).unwrap_or_default();
    match writing {
        Writing::Utf8 => utf8(rest, skip),
        Writing::Utf16 { little } => Ok(utf16(rest, skip, little)),
        Writing::SingleByte(encoding) => Ok(single_byte(rest, skip, encoding)),
    }
}

pub(crate) fn fault_at(bytes: &[u8], at: usize, fault: Fault) -> SourceError {
    let lines = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count();
    SourceError { fault, at: at as u64, line: offset(lines + 1) }
}

fn utf8(bytes: &[u8], skip: usize) -> Result<Decoded<'_>, SourceError> {
    if let Some(at) = binary_at(bytes) {
        return Err(fault_at(bytes, at, Fault::Binary));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| fault_at(bytes, error.valid_up_to(), Fault::Encoding))?;
    let runs = if skip == 0 { Vec::new() } else { vec![Run { text: 0, input: offset(skip), same: true }] };
    Ok(Decoded { text: Cow::Borrowed(text), runs })
}

/// The first byte that no text holds, if such bytes are more than a stray one in a thousand.
fn binary_at(bytes: &[u8]) -> Option<usize> {
    let head = bytes.get(..1 << 16).unwrap_or(bytes);
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 14..=25 | 27..=31);
    let controls = head.iter().filter(is_control).count();
    if controls * 1000 <= head.len() { None } else { head.iter().position(|byte| is_control(&byte)) }
}

/// Latin text in UTF-16 has a zero in nearly every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<bool> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 9 / 10;
    match head.len() >= 8 && bytes.len().is_multiple_of(2) {
        true if odd > most && even == 0 => Some(true),
        true if even > most && odd == 0 => Some(false),
        _ => None,
    }
}

fn utf16<'a>(bytes: &[u8], skip: usize, little: bool) -> Decoded<'a> {
    let unit = |pair: &[u8]| match (little, pair) {
        (true, &[low, high]) => u16::from_le_bytes([low, high]),
        (false, &[high, low]) => u16::from_be_bytes([high, low]),
        _ => 0xFFFD,
    };
    let (mut text, mut runs, mut at) = (String::with_capacity(bytes.len()), Vec::new(), skip);
    for decoded in char::decode_utf16(bytes.chunks(2).map(unit)) {
        let letter = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        runs.push(Run { text: offset(text.len()), input: offset(at), same: false });
        text.push(letter);
        at += letter.len_utf16() * 2;
    }
    runs.push(Run { text: offset(text.len()), input: offset(at), same: false });
    Decoded { text: Cow::Owned(text), runs }
}

/// Western text is mostly ASCII and has none of the bytes that Windows-1252 leaves free.
fn single_byte_plausible(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let free = bytes.iter().filter(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)).count();
    high * 4 <= bytes.len() && (is_macintosh(bytes) || free * 1000 <= bytes.len())
}

/// Lines that end in a lone carriage return were last written on an old Macintosh.
fn is_macintosh(bytes: &[u8]) -> bool {
    bytes.contains(&b'\r') && !bytes.contains(&b'\n')
}

fn western(bytes: &[u8]) -> &'static Encoding {
    if is_macintosh(bytes) { MACINTOSH } else { WINDOWS_1252 }
}

fn single_byte<'a>(bytes: &[u8], skip: usize, encoding: &'static Encoding) -> Decoded<'a> {
    let (mut text, mut runs) =
        (String::with_capacity(bytes.len() * 9 / 8), vec![Run { text: 0, input: offset(skip), same: true }]);
    let mut at = skip;
    for run in bytes.chunk_by(|left, right| left.is_ascii() && right.is_ascii()) {
        let same = run.first().is_some_and(u8::is_ascii);
        runs.push(Run { text: offset(text.len()), input: offset(at), same });
        text.push_str(&encoding.decode_without_bom_handling(run).0);
        at += run.len();
    }
    Decoded { text: Cow::Owned(text), runs }
}

/// The one-byte encoding that an XML or HTML head names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = ["encoding=", "charset="].iter().find_map(|key| head.split_once(key))?.1;
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_single_byte())
}
