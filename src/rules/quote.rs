//! A treaty's own words, as much of the sentence as a line can hold.

use crate::source::{Source, Span};
use crate::structure::{Outline, ProvisionId};

/// The longest quotation, in characters.
pub(crate) const LONGEST: usize = 120;
/// How many characters may stand before the deciding words in a sentence that is cut.
const BEFORE: usize = 40;

/// The sentence around deciding words, on one line; cut between words where it is long, but never within the deciding words' beginning.
pub(crate) fn quote(source: &Source, outline: &Outline, provision: ProvisionId, words: Span) -> String {
    let own = outline.get(provision).into_iter().flat_map(|provision| &provision.own);
    let stretch = own.copied().find(|stretch| stretch.covers(words)).unwrap_or(words);
    let stretch = near(source, stretch, words);
    let sentence = sentence(source.slice(stretch), stretch.start, words);
    if length(source.slice(sentence)) <= LONGEST {
        return shortened(source.slice(sentence), LONGEST);
    }
    let before = source.slice(Span::new(sentence.start, words.start));
    let lead = tail(before, BEFORE);
    let rest = source.slice(Span::new(words.start, sentence.end.max(words.end)));
    let cut = if lead.len() < before.trim_start().len() { "… " } else { "" };
    format!("{cut}{}", shortened(&format!("{lead}{rest}"), LONGEST))
}

/// The part of a stretch that is looked at: a line of hundreds of megabytes has no more of a sentence to quote.
fn near(source: &Source, stretch: Span, words: Span) -> Span {
    const REACH: u32 = 4000;
    let floor = |at: u32| source.text.floor_char_boundary(at as usize);
    let start = floor(words.start.saturating_sub(REACH)).max(stretch.start as usize);
    let end = floor(words.end.saturating_add(REACH)).min(stretch.end as usize);
    Span::of(start, end.max(start))
}

fn length(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count() + 1).sum()
}

/// The sentence of `text`, which begins at `from`, that holds `words`.
fn sentence(text: &str, from: u32, words: Span) -> Span {
    let inside = |at: u32| at.saturating_sub(from) as usize;
    let (start, end) = (inside(words.start), inside(words.end));
    let open = ends(text).filter(|at| *at <= start).last().unwrap_or(0);
    let close = ends(text).find(|at| *at >= end).unwrap_or(text.len());
    let said = text.get(open..close).unwrap_or("");
    let trimmed = said.trim_end().trim_end_matches(['.', ';', ',', ':']);
    let skipped = said.len() - said.trim_start().len();
    let begin = from as usize + open + skipped.min(trimmed.len());
    Span::of(begin, (from as usize + open + trimmed.len()).max(words.end as usize))
}

/// Where sentences and clauses between semicolons end, in bytes, behind their mark.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(['.', ';']).filter_map(|(at, mark)| {
        let behind = text.get(at + 1..)?;
        let next = behind.trim_start().chars().next();
        let apart = behind.starts_with(char::is_whitespace) || behind.is_empty();
        let new = next.is_none_or(|next| next.is_uppercase() || matches!(next, '(' | '"' | '“'));
        (apart && (mark == ";" || new)).then_some(at + 1)
    })
}

/// The last words of a text, whole, within so many characters.
fn tail(text: &str, most: usize) -> &str {
    let mut kept = "";
    for (at, _) in text.char_indices().rev() {
        let from = text.get(at..).unwrap_or("");
        if from.chars().count() > most {
            break;
        }
        if at == 0 || text.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace)) {
            kept = from;
        }
    }
    kept.trim_start()
}

/// Words on one line, cut between words where they are long.
pub(crate) fn shortened(words: &str, most: usize) -> String {
    let mut said = String::new();
    for word in words.split_whitespace() {
        if !said.is_empty() && said.chars().count() + word.chars().count() > most {
            said.push_str(" …");
            break;
        }
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(word);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, words: &str) -> String {
        let source = Source::plain("a", &format!("Article 1\n\n{text}\n"));
        let outline = Outline::read(&source);
        let start = source.text.find(words).unwrap();
        let provision = outline.at(u32::try_from(start).unwrap()).unwrap();
        quote(&source, &outline, provision, Span::of(start, start + words.len()))
    }

    #[test]
    fn a_short_sentence_is_quoted_whole() {
        let text = "Trade is free under Convention No. 29. Each Party shall water\nits plants. Others may.";
        assert_eq!(quoted(text, "water"), "Each Party shall water its plants");
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_deciding_words() {
        let long = format!(
            "Where {} each Party shall water its plants {}.",
            "it rains and ".repeat(20),
            "every day and ".repeat(20)
        );
        let said = quoted(&long, "shall water");
        assert!(said.starts_with("… ") && said.ends_with(" …"), "{said}");
        assert!(said.contains("each Party shall water its plants"), "{said}");
    }
}
