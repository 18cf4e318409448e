//! Where the words for the parts of an agreement stand in a text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use crate::structure::{UNIT_WORDS, UnitWord};

/// Finds the words for parts in one pass, whatever their case, accented capitals included.
static SEARCH: LazyLock<(Option<AhoCorasick>, Vec<UnitWord>)> = LazyLock::new(|| {
    let mut spellings = Vec::new();
    let mut words = Vec::new();
    for word in UNIT_WORDS {
        spellings.push(word.word.to_owned());
        words.push(*word);
        if !word.word.is_ascii() {
            spellings.push(word.word.to_uppercase());
            words.push(*word);
        }
    }
    let search = AhoCorasickBuilder::new()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(&spellings);
    (search.ok(), words)
});

/// All unit words of `text` that stand as whole words, with the bytes they cover.
pub(super) fn find_units(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, UnitWord)> + '_ {
    let (search, words) = &*SEARCH;
    search.iter().flat_map(move |search| search.find_iter(text)).filter_map(|hit| {
        let word = *words.get(hit.pattern().as_usize())?;
        stands_alone(text, hit.range()).then_some((hit.range(), word))
    })
}

/// The unit word that `text` begins with.
pub(super) fn unit_at_start(text: &str) -> Option<(usize, UnitWord)> {
    let head_end = text.char_indices().nth(16).map_or(text.len(), |(at, _)| at);
    let (range, word) = find_units(text.get(..head_end)?).next()?;
    (range.start == 0 && stands_alone(text, range.clone())).then_some((range.end, word))
}

/// Whether a word names a part that stands beside the articles: "Annex", "anexo", "Schedule".
pub(crate) fn names_attached(word: &str) -> bool {
    unit_at_start(word).is_some_and(|(length, found)| length == word.len() && found.unit.is_attached())
}

fn stands_alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    let abbreviated = text.get(range).is_some_and(|word| word.ends_with('.'));
    !before.is_some_and(char::is_alphanumeric) && (abbreviated || !after.is_some_and(char::is_alphanumeric))
}
