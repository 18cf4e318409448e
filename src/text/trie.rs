//! Phrases as paths of words: every phrase that begins at a word is found by walking on from it.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// A table whose order never shows, so that its hashes need no seed.
type Table<K, V> = HashMap<K, V, FixedState>;

/// The number of no word and no phrase.
const NONE: u32 = u32::MAX;
/// The number of a word that no phrase has.
pub(super) const UNKNOWN: u32 = NONE;

/// Folded phrases, and the words they are made of. What a search costs grows with the text, not with the number of phrases.
#[derive(Debug, Default)]
pub(super) struct Trie {
    tokens: Table<Box<str>, u32>,
    /// The phrases that begin with each word.
    starts: Vec<Start>,
    /// By the path so far and the next word.
    steps: Table<(u32, u32), Step>,
    /// How many words each phrase has.
    lengths: Vec<u32>,
}

/// The first word of phrases. Its path has the word's own number.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// The phrase of this word alone.
    end: u32,
    /// A bit for each word that goes on from here: most words are told by it to lead nowhere.
    leads: u64,
}

/// A further word of phrases.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// The number of the path with this word at its end.
    path: u32,
    /// The phrase that ends here.
    end: u32,
}

/// Words in order, as far as some phrase goes along them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Path {
    /// The number of the path without its last word.
    before: u32,
    /// The last word.
    token: u32,
    number: u32,
    length: u32,
}

impl Path {
    /// No word yet.
    pub(super) const ROOT: Path = Path { before: NONE, token: NONE, number: NONE, length: 0 };
}

/// Paths of two words and more are numbered from here on.
const LONGER: u32 = 1 << 31;

/// The bit of a word in [`Start::leads`].
fn bit(token: u32) -> u64 {
    1 << (token % u64::BITS)
}

impl Trie {
    /// The number of a phrase, the next one if it is new; its words are parted by blanks. A phrase without words is nowhere found.
    pub(super) fn add(&mut self, phrase: &str) -> u32 {
        let words = phrase.split_ascii_whitespace();
        let path = words.fold(Path::ROOT, |path, word| {
            let token = self.number(word);
            self.grow(path, token)
        });
        self.phrase(path)
    }

    /// The path that goes on with a word, which is given by its number.
    pub(super) fn grow(&mut self, path: Path, token: u32) -> Path {
        let length = path.length + 1;
        if path == Path::ROOT {
            return Path { before: NONE, token, number: token, length };
        }
        if let Some(start) = self.starts.get_mut(path.number as usize) {
            start.leads |= bit(token);
        }
        let next = LONGER.saturating_add(u32::try_from(self.steps.len()).unwrap_or(NONE));
        let step = self.steps.entry((path.number, token)).or_insert(Step { path: next, end: NONE });
        Path { before: path.number, token, number: step.path, length }
    }

    /// The number of the phrase that a path makes.
    pub(super) fn phrase(&mut self, path: Path) -> u32 {
        let next = u32::try_from(self.lengths.len()).unwrap_or(NONE);
        let end = match path.length {
            0 | 1 => self.starts.get_mut(path.token as usize).map(|start| &mut start.end),
            _ => self.steps.get_mut(&(path.before, path.token)).map(|step| &mut step.end),
        };
        let Some(end) = end else { return NONE };
        if *end == NONE {
            *end = next;
            self.lengths.push(path.length);
        }
        *end
    }

    /// The number of a word, the next one if it is new.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(token) = self.tokens.get(word) {
            return *token;
        }
        let next = u32::try_from(self.tokens.len()).unwrap_or(NONE);
        self.tokens.insert(word.into(), next);
        self.starts.push(Start { end: NONE, leads: 0 });
        next
    }

    /// How many phrases there are.
    pub(super) fn phrases(&self) -> usize {
        self.lengths.len()
    }

    /// How many words a phrase has.
    pub(super) fn length(&self, phrase: u32) -> u32 {
        self.lengths.get(phrase as usize).copied().unwrap_or(0)
    }

    /// Whether some phrase has the word.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.tokens.contains_key(word)
    }

    /// The number of a word for [`Trie::find`].
    pub(super) fn token(&self, word: &str) -> u32 {
        self.tokens.get(word).copied().unwrap_or(NONE)
    }

    /// Calls `found` with the word behind the last and the number of each phrase that begins at token `from`.
    pub(super) fn find(&self, tokens: &[u32], from: usize, mut found: impl FnMut(usize, u32)) {
        let Some(first) = tokens.get(from) else { return };
        let Some(start) = self.starts.get(*first as usize) else { return };
        if start.end != NONE {
            found(from + 1, start.end);
        }
        let mut path = *first;
        for (at, token) in tokens.iter().enumerate().skip(from + 1) {
            if path == *first && start.leads & bit(*token) == 0 {
                return;
            }
            let Some(step) = self.steps.get(&(path, *token)) else { return };
            path = step.path;
            if step.end != NONE {
                found(at + 1, step.end);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_inside_phrases_are_found() {
        let mut trie = Trie::default();
        let numbers = [" forced labor", " labor", " labor law", " labor"].map(|phrase| trie.add(phrase));
        assert_eq!(numbers, [0, 1, 2, 1]);
        let tokens: Vec<u32> = "no forced labor law here".split(' ').map(|word| trie.token(word)).collect();
        let mut all = Vec::new();
        for from in 0..tokens.len() {
            trie.find(&tokens, from, |to, phrase| all.push((from, to, phrase)));
        }
        assert_eq!(all, [(1, 3, 0), (2, 3, 1), (2, 4, 2)]);
        assert!(trie.knows("law") && !trie.knows("here"));
    }
}
