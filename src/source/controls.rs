//! Control characters: they say nothing, and a terminal or a report would obey them.

use super::{MarkKind, Source};

/// Puts a blank of the same length in the place of every control character but `\n` and `\t`, so that no place moves.
pub(super) fn blanked(mut source: Source) -> Source {
    blank(&mut source.text);
    source.marks.iter_mut().flat_map(|mark| words(&mut mark.kind)).for_each(blank);
    let about = &mut source.about;
    let said = [&mut about.title, &mut about.signed, &mut about.language].into_iter().flatten();
    said.chain(&mut about.parties).for_each(blank);
    source
}

/// The text with a blank in the place of each control character.
#[must_use]
pub fn without_controls(mut text: String) -> String {
    blank(&mut text);
    text
}

fn blank(text: &mut String) {
    if text.bytes().any(is_control) && text.contains(|sign| harmless(sign) != sign) {
        *text = text.chars().map(harmless).collect();
    }
}

/// Whether a control character may begin with this byte.
fn is_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7F || byte == 0xC2
}

fn harmless(sign: char) -> char {
    match sign {
        '\n' | '\t' => sign,
        '\u{b}'..='\r' => '\n',
        '\u{0}'..='\u{1f}' | '\u{7f}' => ' ',
        '\u{80}'..='\u{9f}' => '\u{a0}',
        _ => sign,
    }
}

/// The words that stand in a mark.
fn words(kind: &mut MarkKind) -> impl Iterator<Item = &mut String> {
    let (first, second) = match kind {
        MarkKind::Footnote(label) | MarkKind::FootnoteCall(label) => (Some(label), None),
        MarkKind::Comment(words) => (Some(words), None),
        MarkKind::Inserted(author, date) | MarkKind::Deleted(author, date) => (Some(author), Some(date)),
        MarkKind::Chapter
        | MarkKind::Article
        | MarkKind::Heading(_)
        | MarkKind::Page(_)
        | MarkKind::Paragraph(_)
        | MarkKind::Aside => (None, None),
    };
    first.into_iter().chain(second)
}

#[cfg(test)]
mod tests {
    use crate::source::{Span, read};

    /// Enough text for a few control characters not to look like a binary file.
    fn amid(text: &str) -> String {
        format!("{text}\n{}", "Each Party shall inform the others.\n".repeat(200))
    }

    #[test]
    fn control_characters_give_way_and_no_place_moves() {
        let text = amid("ARTICLE 1\n\nEach\tParty\u{1b}[31m shall\u{7}\u{9b}2J act.\u{b}It reports.");
        let source = read("draft.txt", text.as_bytes()).unwrap();
        let cleaned = "ARTICLE 1\n\nEach\tParty [31m shall \u{a0}2J act.\nIt reports.\n";
        assert!(source.text.starts_with(cleaned), "{:?}", source.text);
        let at = source.text.find("act.").unwrap();
        assert_eq!(&text.as_bytes()[source.input_span(Span::of(at, at + 4)).range()], b"act.");
    }

    #[test]
    fn what_a_format_says_of_the_agreement_is_cleaned_too() {
        let text = amid(
            "---\ntitle: A \u{1b}]0;b\u{7}\n---\n# Article 1\n\nEach Party shall act[^\u{1b}].\n\n[^\u{1b}]: A note.\n",
        );
        let source = read("draft.md", text.as_bytes()).unwrap();
        assert_eq!(source.about.title.as_deref(), Some("A  ]0;b "));
        assert!(!format!("{source:?}").contains("\\u{1b}"), "{source:?}");
    }
}
