//! A text as a row of folded words that still know where they stand.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::normal::fold_word;
use crate::source::Span;

/// The words of a text in reading order. Positions are word numbers; sentences are separated so that no phrase runs across them.
#[derive(Debug, Default)]
pub struct Words {
    /// The folded forms of all spellings, one behind the other.
    folded: String,
    /// Where each form ends in `folded`.
    ends: Vec<usize>,
    /// The form of each word.
    pub(crate) forms: Vec<u32>,
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
        self.forms.get(at as usize).map_or("", |form| self.form(*form))
    }

    fn form(&self, form: u32) -> &str {
        let form = form as usize;
        let start = form.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(form).and_then(|end| self.folded.get(start..*end)).unwrap_or("")
    }

    /// The folded form of each spelling, by number; two spellings may have the same.
    pub(super) fn all_forms(&self) -> impl Iterator<Item = &str> + '_ {
        (0u32..).zip(&self.ends).map(|(form, _)| self.form(form))
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
}

/// Puts the words of a text in a row. Each spelling is folded once.
#[derive(Debug)]
pub(crate) struct Speller<'t> {
    text: &'t str,
    /// The words so far.
    pub(crate) words: Words,
    /// The form of each spelling.
    known: HashMap<&'t str, u32, FixedState>,
}

impl<'t> Speller<'t> {
    /// With room for the words of the text.
    pub(crate) fn new(text: &'t str) -> Self {
        let room = text.len() / SHORT_WORD + 1;
        let words = Words {
            forms: Vec::with_capacity(room),
            spans: Vec::with_capacity(room),
            holders: Vec::with_capacity(room),
            ..Words::default()
        };
        Speller { text, words, known: HashMap::default() }
    }

    /// Adds the words of stretches that belong together (a paragraph broken by a page foot); answers the sentences they make.
    /// `known` tells the folded words of all phrases: they decide whether a hyphen at a line end joins or separates.
    pub(crate) fn add(&mut self, stretches: &[Span], known: &impl Fn(&str) -> bool) -> std::ops::Range<u32> {
        let first = self.sentences();
        let mut open = false;
        for stretch in stretches {
            let piece = self.text.get(stretch.range()).unwrap_or("");
            let mut at = 0;
            while let Some((from, to)) = next_word(piece, at) {
                if !open {
                    self.words.sentences.push(self.words.len());
                }
                let plain = piece.as_bytes().get(to).is_some_and(|behind| matches!(behind, b' ' | b','));
                let (joined, end) = if plain { (None, to) } else { join_hyphen(piece, from, to, known) };
                let form = match joined {
                    Some(whole) => self.fold(&whole),
                    None => self.spelled(piece.get(from..to).unwrap_or("")),
                };
                self.push(form, stretch.start, from, end);
                at = if plain { end } else { skip_possessive(piece, end) };
                open = plain || !ends_sentence(piece, from, at);
            }
        }
        first..self.sentences()
    }

    /// How many sentences there are so far.
    fn sentences(&self) -> u32 {
        u32::try_from(self.words.sentences.len()).unwrap_or(u32::MAX)
    }

    /// The form of a word of the text.
    fn spelled(&mut self, word: &'t str) -> u32 {
        if let Some(form) = self.known.get(word) {
            return *form;
        }
        let form = self.fold(word);
        self.known.insert(word, form);
        form
    }

    fn fold(&mut self, word: &str) -> u32 {
        let form = u32::try_from(self.words.ends.len()).unwrap_or(u32::MAX);
        fold_word(word, &mut self.words.folded);
        self.words.ends.push(self.words.folded.len());
        form
    }

    fn push(&mut self, form: u32, offset: u32, from: usize, to: usize) {
        self.words.holders.push(self.sentences().saturating_sub(1));
        self.words.forms.push(form);
        let stretch = Span::of(from, to);
        self.words.spans.push(Span::new(offset + stretch.start, offset + stretch.end));
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
        let mut speller = Speller::new(text);
        let known = ["most", "favored", "investment", "cooperation"];
        speller.add(&[Span::of(0, text.len())], &|word: &str| known.contains(&word));
        let words = speller.words;
        let said = |sentence: u32| {
            let (first, end) = words.sentence(sentence);
            (first..end).map(|word| format!(" {}", words.word(word))).collect::<String>() + "\n"
        };
        assert_eq!((0..).zip(&words.sentences).map(|(sentence, _)| said(sentence)).collect::<String>(), expect);
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
