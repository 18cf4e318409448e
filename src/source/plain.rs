//! Plain text: the text is the input itself.

use super::{About, Builder, Format, MarkKind, Source};

/// How an exception from a rule begins that stands in a text; the rule and the reason follow.
pub(crate) const ALLOWANCE: &str = "treatylint: allow ";

/// Reads plain text; line ends become `\n`, form feeds begin pages, a line with an exception from a rule is a comment.
pub(crate) fn read(name: &str, text: &str) -> Source {
    if !text.contains(['\r', '\u{c}']) && !text.contains(ALLOWANCE) {
        return Source::plain(name, text);
    }
    let mut builder = Builder::with_capacity(text.len());
    let (mut page, mut after_comment) = (1, false);
    for (at, part) in pieces(text) {
        match part {
            "\r\n" | "\r" | "\n" if after_comment => after_comment = false,
            "\r\n" | "\r" | "\n" => builder.copy(at, "\n"),
            "\u{c}" => {
                page += 1;
                builder.copy(at, "\n");
                builder.mark_here(MarkKind::Page(page));
            }
            line if line.contains(ALLOWANCE) => {
                builder.mark_here(MarkKind::Comment(bare(line).to_owned()));
                after_comment = true;
            }
            line => builder.copy(at, line),
        }
    }
    builder.finish(name, Format::Text, About::default())
}

/// The exception in a line, without what opens and closes a comment around it.
fn bare(line: &str) -> &str {
    let from = line.find(ALLOWANCE).and_then(|at| line.get(at..)).unwrap_or(line);
    from.trim_end().trim_end_matches("-->").trim_end_matches("*/").trim_end()
}

/// The text cut at line ends and form feeds, each piece with its offset.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let len = match rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n' | 0x0C, ..] => 1,
            _ => rest.find(['\r', '\n', '\u{c}']).unwrap_or(rest.len()),
        };
        let piece = (at, rest.get(..len)?);
        at += len;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn an_exception_is_a_comment_and_no_text_of_the_agreement() {
        for (end, open, close) in [("\n", "<!-- ", " -->"), ("\r\n", "# ", ""), ("\r", "/* ", " */")] {
            let lines = ["Article 1", &format!("{open}treatylint: allow own-rule: agreed{close}"), "Each Party acts."];
            let text = lines.join(end);
            let source = read("draft.txt", &text);
            assert_eq!(source.text, "Article 1\nEach Party acts.");
            let comment = MarkKind::Comment("treatylint: allow own-rule: agreed".to_owned());
            assert_eq!(
                source.marks.iter().map(|mark| (mark.span.start, &mark.kind)).collect::<Vec<_>>(),
                [(10, &comment)]
            );
            assert_eq!(&text[source.input_span(Span::new(10, 14)).range()], "Each");
        }
    }
}
