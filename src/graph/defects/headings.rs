//! Whether words stand in a text as headings do, for many words in one pass.

use std::collections::{BTreeSet, HashSet};

use super::squeeze;

/// How much of a line is looked at, in bytes.
const OPENING: usize = 60;

/// Those of `wanted` that a line of the text begins with, whatever their case and spacing.
pub(super) fn opening_lines(text: &str, wanted: &HashSet<String>) -> HashSet<String> {
    begun(text, wanted, |line| line)
}

/// Those of `wanted` that a line of the text begins with behind a word.
pub(super) fn numbering_lines(text: &str, wanted: &HashSet<String>) -> HashSet<String> {
    begun(text, wanted, |line| line.trim_start_matches(char::is_alphabetic))
}

fn begun(text: &str, wanted: &HashSet<String>, head: impl Fn(&str) -> &str) -> HashSet<String> {
    let lengths: BTreeSet<usize> = wanted.iter().map(String::len).collect();
    let mut found = HashSet::new();
    if wanted.is_empty() {
        return found;
    }
    for line in text.lines() {
        let line = squeeze(line.get(..line.floor_char_boundary(OPENING)).unwrap_or(line));
        let line = head(&line);
        for length in &lengths {
            let Some((begins, rest)) = line.split_at_checked(*length) else { continue };
            if !rest.starts_with(|c: char| c.is_ascii_digit()) && wanted.contains(begins) {
                found.insert(begins.to_owned());
            }
        }
    }
    found
}

/// Those of `wanted`, all in capitals, that stand in the text, as headings do in one without lines.
pub(super) fn in_capitals(text: &str, wanted: &HashSet<String>) -> HashSet<String> {
    let lengths: BTreeSet<usize> = wanted.iter().map(String::len).collect();
    let words: BTreeSet<&str> = wanted.iter().filter_map(|name| name.split(' ').next()).collect();
    let mut found = HashSet::new();
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        for (at, _) in text.match_indices(word) {
            let rest = text.get(at..).unwrap_or("");
            for length in &lengths {
                let Some((name, after)) = rest.split_at_checked(*length) else { continue };
                if !after.starts_with(char::is_alphanumeric) && wanted.contains(name) {
                    found.insert(name.to_owned());
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> HashSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn lines_that_begin_with_wanted_words() {
        let text = "ANNEX 9 - B\nRows\nArticle 1.10 Rows\n";
        assert_eq!(opening_lines(text, &set(&["annex9b", "annex", "annex1"])), set(&["annex9b"]));
        assert_eq!(numbering_lines(text, &set(&["110", "11"])), set(&["110"]));
    }

    #[test]
    fn words_in_capitals() {
        let text = "see ANNEX 10, and ANNEX 2";
        assert_eq!(in_capitals(text, &set(&["ANNEX 1", "ANNEX 10", "ANNEX 2"])), set(&["ANNEX 10", "ANNEX 2"]));
    }
}
