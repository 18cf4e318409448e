//! Sentences with gaps: `{place}`, `{quote}`, `{value}`, `{looked for}`, `{step}`, each also `of` an indicator.

use crate::source::nearest;

use super::condition::{Unknown, Word, unknown_indicator};
use super::scales::Scales;

/// A sentence of a page with its gaps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template(pub(crate) Vec<Part>);

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Words as they stand.
    Said(String),
    /// A gap, and the indicator it is about where it names one.
    Gap(Gap, Option<String>),
}

/// What fills a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The place of the evidence.
    Place,
    /// The sentence around the deciding words, shortened.
    Quote,
    /// The deciding words alone.
    Words,
    /// The answer, in words.
    Value,
    /// What was looked for.
    LookedFor,
    /// What this one place contributes.
    Step,
    /// How the evidence decides the answer, step by step.
    Steps,
}

const GAPS: [(&str, Gap); 7] = [
    ("place", Gap::Place),
    ("quote", Gap::Quote),
    ("words", Gap::Words),
    ("value", Gap::Value),
    ("looked for", Gap::LookedFor),
    ("step", Gap::Step),
    ("steps", Gap::Steps),
];

/// What remains of a quotation where there is nothing to quote.
const UNQUOTED: &str = ": “”";

impl Template {
    /// Reads a sentence; gaps that mean nothing come back beside it.
    pub(crate) fn read(sentence: &Word, scales: &Scales) -> (Template, Vec<Unknown>) {
        let mut parts = Vec::new();
        let mut unknown = Vec::new();
        for (count, piece) in sentence.text.split('{').enumerate() {
            let (gap, said) = match piece.split_once('}') {
                Some((gap, said)) if count > 0 => (Some(gap), said),
                Some(_) | None => (None, piece),
            };
            match gap.map(|gap| read_gap(gap, sentence, scales)) {
                Some(Ok(part)) => parts.push(part),
                Some(Err(problem)) => unknown.push(problem),
                None => {}
            }
            parts.push(Part::Said(said.to_owned()));
        }
        (Template(parts), unknown)
    }

    /// The sentence with its gaps filled.
    pub(crate) fn fill(&self, mut fill: impl FnMut(Gap, Option<&str>) -> String) -> String {
        let pieces = self.0.iter().map(|part| match part {
            Part::Said(said) => said.clone(),
            Part::Gap(gap, indicator) => fill(*gap, indicator.as_deref()),
        });
        capital(&pieces.collect::<String>().replace(UNQUOTED, ""))
    }
}

fn read_gap(gap: &str, sentence: &Word, scales: &Scales) -> Result<Part, Unknown> {
    let (name, indicator) = match gap.split_once(" of ") {
        Some((name, indicator)) => (name, Some(indicator)),
        None => (gap, None),
    };
    if let Some(id) = indicator.filter(|id| scales.get(id).is_none()) {
        let word = Word { text: id.to_owned(), span: sentence.span };
        return Err(unknown_indicator(&word, scales));
    }
    let known = GAPS.iter().find(|(known, _)| *known == name);
    known.map(|(_, gap)| Part::Gap(*gap, indicator.map(str::to_owned))).ok_or_else(|| Unknown {
        span: sentence.span,
        message: format!("nothing fills the gap `{{{gap}}}`"),
        help: nearest(name, GAPS.iter().map(|(known, _)| *known))
            .map(|near| format!("the nearest one is `{{{near}}}`")),
    })
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
