//! The word that somebody may have meant.

/// The known word most like `word`, if one is at all like it.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let scored = known.map(|known| (strsim::jaro_winkler(word, known), known));
    let best = scored.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(one.1)));
    best.filter(|(score, _)| *score > 0.75).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_words_most_alike_is_meant() {
        assert_eq!(nearest("binding", ["hortatory", "bindings", "bindingz"].into_iter()), Some("bindings"));
        assert_eq!(nearest("xyz", ["hortatory", "binding"].into_iter()), None);
    }
}
