//! Plain text: the text is the input itself.

use super::{About, Builder, Format, MarkKind, Source};

/// Reads plain text; line ends become `\n`, form feeds begin pages.
pub(crate) fn read(name: &str, text: &str) -> Source {
    if !text.contains(['\r', '\u{c}']) {
        return Source::plain(name, text);
    }
    let mut builder = Builder::with_capacity(text.len());
    let mut page = 1;
    for (at, part) in pieces(text) {
        match part {
            "\r\n" => builder.copy(at, "\n"),
            "\r" => builder.copy(at, "\n"),
            "\u{c}" => {
                page += 1;
                builder.copy(at, "\n");
                builder.mark_here(MarkKind::Page(page));
            }
            other => builder.copy(at, other),
        }
    }
    builder.finish(name, Format::Text, About::default())
}

/// The text cut at carriage returns and form feeds, each piece with its offset.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let len = match rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | 0x0C, ..] => 1,
            _ => rest.find(['\r', '\u{c}']).unwrap_or(rest.len()),
        };
        let piece = (at, rest.get(..len)?);
        at += len;
        Some(piece)
    })
}
