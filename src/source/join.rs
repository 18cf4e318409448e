//! Several inputs that are one agreement: the main text and its annexes.

use super::{Format, Mark, Run, Source, Span};
use crate::source::build::offset;

/// A blank line: no provision reaches over it by accident.
const BETWEEN: &str = "\n\n";

/// An input's share in a joined source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The input's name.
    pub name: String,
    /// Where its bytes begin among those of all inputs.
    pub start: u32,
    /// Where they end.
    pub end: u32,
}

impl Source {
    /// Joins sources, each given with its input, in this order. The joined source has the first one's name and what its
    /// format says of the agreement; its offsets speak of the bytes that come back, where each part has its place.
    #[must_use]
    pub fn join(sources: Vec<(Source, Vec<u8>)>) -> (Source, Vec<u8>, Vec<Part>) {
        let mut joined = Source::plain("", "");
        let (mut bytes, mut parts) = (Vec::new(), Vec::<Part>::new());
        for (source, input) in sources {
            let extracted = matches!(source.format, Format::Docx | Format::Pdf);
            if parts.is_empty() {
                joined.name.clone_from(&source.name);
                joined.about = source.about.clone();
                joined.format = if extracted { Format::Text } else { source.format };
            } else {
                joined.origin.push(Run { text: offset(joined.text.len()), input: offset(bytes.len()), same: true });
                joined.text.push_str(BETWEEN);
                bytes.extend_from_slice(BETWEEN.as_bytes());
            }
            let (name, start) = (source.name.clone(), offset(bytes.len()));
            bytes.extend(if extracted { source.text.as_bytes() } else { &input });
            joined.append(source, start);
            parts.push(Part { name, start, end: offset(bytes.len()) });
        }
        (joined, bytes, parts)
    }

    /// Adds a text whose input begins at the byte `input` of all inputs.
    fn append(&mut self, source: Source, input: u32) {
        let text = offset(self.text.len());
        if source.origin.first().is_none_or(|run| run.text > 0) {
            self.origin.push(Run { text, input, same: true });
        }
        let moved = |run: &Run| Run { text: run.text + text, input: run.input + input, same: run.same };
        self.origin.extend(source.origin.iter().map(moved));
        let moved = |mark: Mark| Mark { span: Span::new(mark.span.start + text, mark.span.end + text), ..mark };
        self.marks.extend(source.marks.into_iter().map(moved));
        self.text.push_str(&source.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read;

    #[test]
    fn words_of_a_part_stand_in_its_own_input() {
        let main = "# Agreement\n\n## Article 1: Scope\n\nThis covers *trade*.\n";
        let annex = "ANNEX 1\n\nThe list is *empty*.\n";
        let read = |name: &str, text: &str| (read(name, text.as_bytes()).unwrap(), text.as_bytes().to_vec());
        let (joined, bytes, parts) = Source::join(vec![read("main.md", main), read("annex.md", annex)]);
        for words in ["trade", "empty", "ANNEX 1"] {
            let at = joined.text.find(words).unwrap();
            let span = joined.input_span(Span::of(at, at + words.len()));
            assert_eq!(&bytes[span.range()], words.as_bytes());
        }
        let start = parts[1].start as usize;
        assert_eq!((parts[1].name.as_str(), &bytes[start..]), ("annex.md", annex.as_bytes()));
    }
}
