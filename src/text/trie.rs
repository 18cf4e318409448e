//! Phrases as paths of words: every phrase that begins at a word is found by walking on from it.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// A table whose order never shows, so that its hashes need no seed.
type Table<K, V> = HashMap<K, V, FixedState>;

/// The number of no word and no phrase.
const NONE: u32 = u32::MAX;
const ROOT: u32 = 0;

/// Folded phrases, and the words they are made of. What a search costs grows with the text, not with the number of phrases.
#[derive(Debug, Default)]
pub(super) struct Trie {
    tokens: Table<Box<str>, u32>,
    /// The nodes that each word leads to from the root.
    first: Vec<u32>,
    steps: Table<(u32, u32), u32>,
    /// The phrase that ends at each node.
    ends: Vec<u32>,
    /// How many phrases there are.
    phrases: u32,
}

impl Trie {
    /// The number of a phrase, the next one if it is new; its words are parted by blanks. A phrase without words is nowhere found.
    pub(super) fn add(&mut self, phrase: &str) -> u32 {
        if self.ends.is_empty() {
            self.ends.push(NONE);
        }
        let words = phrase.split(' ').filter(|word| !word.is_empty());
        let node = words.fold(ROOT, |node, word| self.grow(node, word));
        let next = self.phrases;
        let Some(end) = self.ends.get_mut(node as usize) else { return next };
        if *end == NONE {
            *end = next;
            self.phrases += 1;
        }
        *end
    }

    fn grow(&mut self, node: u32, word: &str) -> u32 {
        let token = match self.tokens.get(word) {
            Some(token) => *token,
            None => {
                let next = u32::try_from(self.tokens.len()).unwrap_or(NONE);
                self.tokens.insert(word.into(), next);
                self.first.push(NONE);
                next
            }
        };
        let next = u32::try_from(self.ends.len()).unwrap_or(NONE);
        let step = match self.first.get_mut(token as usize).filter(|_| node == ROOT) {
            Some(step) => step,
            None => self.steps.entry((node, token)).or_insert(NONE),
        };
        if *step == NONE {
            *step = next;
            self.ends.push(NONE);
        }
        *step
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
        let mut node = ROOT;
        for (at, token) in tokens.iter().enumerate().skip(from) {
            let next = if node == ROOT { self.first.get(*token as usize) } else { self.steps.get(&(node, *token)) };
            let Some(next) = next.filter(|next| **next != NONE) else { return };
            node = *next;
            if let Some(phrase) = self.ends.get(node as usize).filter(|phrase| **phrase != NONE) {
                found(at + 1, *phrase);
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
