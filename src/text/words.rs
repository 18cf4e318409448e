//! A text as a row of folded words that still know where they stand.

use super::normal::fold_word;
use crate::source::Span;

/// The words of a text in reading order. Positions are word numbers; sentences are separated so that no phrase runs across them.
#[derive(Debug, Default)]
pub struct Words {
    /// Every word folded, each behind a space; a line feed ends a sentence.
    pub(crate) folded: String,
    /// Where each word begins in `folded`.
    pub(crate) starts: Vec<u32>,
    /// Where each word stands in the text.
    pub(crate) spans: Vec<Span>,
    /// The first word of each sentence, and at the end the number of words.
    pub(crate) sentences: Vec<u32>,
    /// The sentence of each word.
    holders: Vec<u32>,
}

/// Hardly any text has shorter words than this on average, in bytes with what parts them.
const SHORT_WORD: usize = 6;

impl Words {
    /// With room for the words of so many bytes of text.
    pub(crate) fn with_room(bytes: usize) -> Self {
        let words = bytes / SHORT_WORD + 1;
        Words {
            folded: String::with_capacity(bytes + 1),
            starts: Vec::with_capacity(words),
            spans: Vec::with_capacity(words),
            sentences: Vec::new(),
            holders: Vec::with_capacity(words),
        }
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.spans.len()).unwrap_or(u32::MAX)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The stretch of text from the first to the last word of a range.
    #[must_use]
    pub fn span(&self, from: u32, to: u32) -> Span {
        let first = self.spans.get(from as usize).copied().unwrap_or_default();
        let last = to.checked_sub(1).and_then(|last| self.spans.get(last as usize)).copied().unwrap_or(first);
        Span::new(first.start, last.end)
    }

    /// The folded form of a word.
    #[must_use]
    pub fn word(&self, at: u32) -> &str {
        let start = self.starts.get(at as usize).map_or(0, |start| *start as usize);
        let end = self.starts.get(at as usize + 1).map_or(self.folded.len(), |next| *next as usize);
        self.folded.get(start..end).unwrap_or("").trim_end()
    }

    /// The sentence that holds a word.
    #[must_use]
    pub fn sentence_of(&self, word: u32) -> u32 {
        self.holders.get(word as usize).or(self.holders.last()).copied().unwrap_or(0)
    }

    /// The words of a sentence: first, and one past the last.
    #[must_use]
    pub fn sentence(&self, number: u32) -> (u32, u32) {
        let first = self.sentences.get(number as usize).copied().unwrap_or(0);
        let last = self.sentences.get(number as usize + 1).copied().unwrap_or_else(|| self.len());
        (first, last)
    }

    /// Adds the words of stretches that belong together (a paragraph broken by a page foot); answers the sentences they make.
    /// `known` tells the folded words of all phrases: they decide whether a hyphen at a line end joins or separates.
    pub(crate) fn add(
        &mut self,
        text: &str,
        stretches: &[Span],
        known: &impl Fn(&str) -> bool,
    ) -> std::ops::Range<u32> {
        let first = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        let mut open = false;
        for stretch in stretches {
            let piece = text.get(stretch.range()).unwrap_or("");
            let mut at = 0;
            while let Some((from, to)) = next_word(piece, at) {
                if !open {
                    self.sentences.push(self.len());
                    open = true;
                }
                let (joined, end) = join_hyphen(piece, from, to, known);
                self.push(
                    joined.as_deref().unwrap_or_else(|| piece.get(from..to).unwrap_or("")),
                    stretch.start,
                    from,
                    end,
                );
                at = skip_possessive(piece, end);
                if ends_sentence(piece, from, at) {
                    self.close();
                    open = false;
                }
            }
        }
        if open {
            self.close();
        }
        first..u32::try_from(self.sentences.len()).unwrap_or(u32::MAX)
    }

    fn push(&mut self, word: &str, offset: u32, from: usize, to: usize) {
        self.holders.push(u32::try_from(self.sentences.len().saturating_sub(1)).unwrap_or(u32::MAX));
        self.folded.push(' ');
        self.starts.push(u32::try_from(self.folded.len()).unwrap_or(u32::MAX));
        fold_word(word, &mut self.folded);
        let stretch = Span::of(from, to);
        self.spans.push(Span::new(offset + stretch.start, offset + stretch.end));
    }

    fn close(&mut self) {
        self.folded.push('\n');
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '¹' | '²' | '³' | '⁰'..='⁹' | '₀'..='₉')
}

/// The next run of letters and digits from `at`; a point between digits belongs to it (`9.20`), and so does a soft hyphen.
fn next_word(piece: &str, at: usize) -> Option<(usize, usize)> {
    let rest = piece.as_bytes().get(at..)?;
    let from = at + rest.iter().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
    let word = piece.as_bytes().get(from..)?;
    let length = word.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(word.len());
    match word.get(length) {
        Some(behind) if length == 0 || *behind == b'.' || !behind.is_ascii() => any_word(piece, from),
        _ => Some((from, from + length)),
    }
}

/// [`next_word`] for whatever letters there are.
fn any_word(piece: &str, at: usize) -> Option<(usize, usize)> {
    let rest = piece.get(at..)?;
    let from = at + rest.find(is_word)?;
    let mut to = from;
    let mut chars = piece.get(from..)?.char_indices().peekable();
    let mut before = ' ';
    while let Some((i, c)) = chars.next() {
        let inner = c == '.' && before.is_ascii_digit() && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !(is_word(c) || c == '\u{ad}' || inner) {
            break;
        }
        to = from + i + c.len_utf8();
        before = c;
    }
    Some((from, to))
}

/// A word broken by a hyphen at a line end, and `co-operation`: the whole word, if joining makes sense, and where it ends.
fn join_hyphen(piece: &str, from: usize, to: usize, known: &impl Fn(&str) -> bool) -> (Option<String>, usize) {
    let rest = piece.get(to..).unwrap_or("");
    let Some(behind) = rest.strip_prefix(['-', '\u{2010}', '\u{2011}']) else { return (None, to) };
    let head = piece.get(from..to).unwrap_or("");
    let blank = behind.len() - behind.trim_start().len();
    let broken = behind.get(..blank).is_some_and(|gap| gap.contains('\n'));
    if !(broken || blank == 0 && head.eq_ignore_ascii_case("co")) {
        return (None, to);
    }
    let start = piece.len() - behind.len() + blank;
    let Some((next, end)) = next_word(piece, start) else { return (None, to) };
    let tail = piece.get(next..end).unwrap_or("");
    if next != start || !tail.starts_with(char::is_lowercase) {
        return (None, to);
    }
    let whole = format!("{head}{tail}");
    let knows = |word: &str| {
        let mut folded = String::new();
        fold_word(word, &mut folded);
        known(&folded)
    };
    if broken && !knows(&whole) && knows(head) && knows(tail) {
        return (None, to);
    }
    (Some(whole), end)
}

fn skip_possessive(piece: &str, at: usize) -> usize {
    let rest = piece.get(at..).unwrap_or("");
    let Some(behind) = rest.strip_prefix(['\'', '’', '‘']) else { return at };
    match behind.strip_prefix(['s', 'S']) {
        Some(after) if !after.starts_with(is_word) => piece.len() - after.len(),
        _ => piece.len() - behind.len(),
    }
}

/// Whether a sentence ends behind the word `from..at`: a full stop, question mark or semicolon-free end, with a new beginning after it.
fn ends_sentence(piece: &str, from: usize, at: usize) -> bool {
    let rest = piece.get(at..).unwrap_or("");
    let rest = rest.trim_start_matches(['"', '”', '’', ')', ']']);
    let Some(behind) = rest.strip_prefix(['.', '?', '!']) else { return false };
    let behind =
        behind.trim_start_matches(|c: char| matches!(c, '"' | '”' | '’' | ')' | ']' | '*') || c.is_ascii_digit());
    if !behind.starts_with(char::is_whitespace) {
        return false;
    }
    let next = behind.trim_start().chars().next();
    let begins =
        next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '(' | '[' | '“' | '"' | '‘' | '¿'));
    begins && !abbreviation(piece.get(from..at).unwrap_or(""))
}

fn abbreviation(word: &str) -> bool {
    let short = [
        "art", "arts", "no", "nos", "para", "paras", "ch", "vol", "cf", "viz", "etc", "inc", "ltd", "mr", "dr", "st",
        "p", "pp", "fn", "al",
    ];
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    letter || short.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let mut words = Words::default();
        let known = ["most", "favored", "investment", "cooperation"];
        words.add(text, &[Span::of(0, text.len())], &|word: &str| known.contains(&word));
        assert_eq!(words.folded, expect);
        for span in &words.spans {
            assert!(text.get(span.range()).is_some());
        }
    }

    #[test]
    fn words_are_folded_and_sentences_end() {
        check("Each Party’s laws. No Party shall.", " each party law\n no party shall\n");
        check("See Art. 5 of this Act. 2. It", " see art 5 of thi act\n 2\n it\n".replace("thi", "this").as_str());
    }

    #[test]
    fn hyphens_at_line_ends_join_or_separate() {
        check("invest-\nment", " investment\n");
        check("most-\nfavoured", " most favored\n");
        check("Co-operation", " cooperation\n");
        check("investor-State", " investor state\n");
    }

    #[test]
    fn article_numbers_stay_whole() {
        check("Article 9.20.1 applies", " article 9.20.1 apply\n");
    }
}
