//! Numbers written as words, in the languages treaties are made in.

/// Words that count, in lower case and sorted; French writes its first articles and chapters as “premier”.
const CARDINALS: &[(&str, u32)] = &[
    ("catorce", 14),
    ("cinco", 5),
    ("cinq", 5),
    ("cuatro", 4),
    ("deux", 2),
    ("diecinueve", 19),
    ("dieciocho", 18),
    ("diecisiete", 17),
    ("dieciséis", 16),
    ("diez", 10),
    ("dix", 10),
    ("doce", 12),
    ("dos", 2),
    ("douze", 12),
    ("eight", 8),
    ("eighteen", 18),
    ("eleven", 11),
    ("fifteen", 15),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("huit", 8),
    ("neuf", 9),
    ("nine", 9),
    ("nineteen", 19),
    ("nueve", 9),
    ("ocho", 8),
    ("once", 11),
    ("one", 1),
    ("onze", 11),
    ("premier", 1),
    ("première", 1),
    ("quatorze", 14),
    ("quatre", 4),
    ("quince", 15),
    ("quinze", 15),
    ("seis", 6),
    ("sept", 7),
    ("seven", 7),
    ("seventeen", 17),
    ("siete", 7),
    ("six", 6),
    ("sixteen", 16),
    ("ten", 10),
    ("thirteen", 13),
    ("thirty", 30),
    ("three", 3),
    ("trece", 13),
    ("treize", 13),
    ("tres", 3),
    ("trois", 3),
    ("twelve", 12),
    ("twenty", 20),
    ("two", 2),
    ("uno", 1),
    ("veinte", 20),
];

/// Words that order, in lower case and sorted.
const ORDINALS: &[(&str, u32)] = &[
    ("cinquième", 5),
    ("cuarta", 4),
    ("deuxième", 2),
    ("fifth", 5),
    ("first", 1),
    ("fourth", 4),
    ("octava", 8),
    ("primeiro", 1),
    ("primera", 1),
    ("primero", 1),
    ("quatrième", 4),
    ("quinta", 5),
    ("second", 2),
    ("segunda", 2),
    ("segundo", 2),
    ("sexta", 6),
    ("sixième", 6),
    ("séptima", 7),
    ("tercera", 3),
    ("third", 3),
    ("troisième", 3),
    ("unique", 1),
    ("único", 1),
];

/// The number that a word counts: “Eleven” is 11.
pub(crate) fn cardinal(word: &str) -> Option<u32> {
    find(CARDINALS, word)
}

/// The place that a word orders: “Third” is 3.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    find(ORDINALS, word)
}

fn find(words: &[(&str, u32)], word: &str) -> Option<u32> {
    let small = || word.bytes().map(|byte| byte.to_ascii_lowercase());
    let at = match word.is_ascii() {
        true => words.binary_search_by(|(known, _)| known.bytes().cmp(small())),
        false => words.binary_search_by(|(known, _)| known.chars().cmp(word.chars().flat_map(char::to_lowercase))),
    };
    words.get(at.ok()?).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_any_case_are_numbers() {
        assert_eq!(["Eleven", "DIECISÉIS", "première"].map(cardinal), [Some(11), Some(16), Some(1)]);
        assert_eq!(["third", "Únicos"].map(ordinal), [Some(3), None]);
        assert_eq!(cardinal("second"), None);
    }

    #[test]
    fn tables_are_sorted() {
        assert!(CARDINALS.is_sorted() && ORDINALS.is_sorted());
        assert!(CARDINALS.iter().all(|(word, value)| cardinal(word) == Some(*value)));
    }
}
