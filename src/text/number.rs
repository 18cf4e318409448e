//! Numbers written as words, in the languages treaties are made in.

/// Words that count, in lower case; French writes its first articles and chapters as “premier”.
const CARDINALS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("uno", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("dieciséis", 16),
    ("diecisiete", 17),
    ("dieciocho", 18),
    ("diecinueve", 19),
    ("veinte", 20),
    ("premier", 1),
    ("première", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
];

/// Words that order, in lower case.
const ORDINALS: &[(&str, u32)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("primero", 1),
    ("primera", 1),
    ("primeiro", 1),
    ("segunda", 2),
    ("segundo", 2),
    ("tercera", 3),
    ("cuarta", 4),
    ("quinta", 5),
    ("sexta", 6),
    ("séptima", 7),
    ("octava", 8),
    ("deuxième", 2),
    ("troisième", 3),
    ("quatrième", 4),
    ("cinquième", 5),
    ("sixième", 6),
    ("único", 1),
    ("unique", 1),
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
    let any_case = |known: &str| known.chars().eq(word.chars().flat_map(char::to_lowercase));
    let same = |known: &str| if word.is_ascii() { known.eq_ignore_ascii_case(word) } else { any_case(known) };
    words.iter().find(|(known, _)| same(known)).map(|(_, value)| *value)
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
}
