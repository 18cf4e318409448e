//! The Parties of an agreement, as far as its format, its title or its first lines tell.

use crate::source::Source;
use crate::structure::Outline;

/// A State or union a line: its code (ISO 3166-1), the name that is shown, and other names of it.
const STATES: &str = include_str!("states.txt");
/// Characters of the text in which Parties are looked for where the title does not name two.
const OPENING: usize = 1200;

/// The names of the Parties, sorted; none where they cannot be told.
#[must_use]
pub fn parties(source: &Source, outline: &Outline) -> Vec<String> {
    let mut names: Vec<String> = source.about.parties.iter().map(|party| shown(party)).collect();
    if names.is_empty() {
        names = named(outline.title.as_deref().or(source.about.title.as_deref()).unwrap_or_default());
    }
    if names.len() < 2 {
        let opening: String = source.text.chars().take(OPENING).collect();
        names.extend(named(&opening));
    }
    names.sort();
    names.dedup();
    names
}

/// Each State's code, the name that is shown, and all names.
fn states() -> impl Iterator<Item = (&'static str, &'static str, impl Iterator<Item = &'static str>)> {
    STATES.lines().filter_map(|line| {
        let (code, names) = line.split_once(' ')?;
        let all = names.split('|').map(str::trim);
        Some((code, all.clone().next()?, all))
    })
}

/// The name for a code; anything else as it is.
fn shown(party: &str) -> String {
    states().find(|(code, ..)| *code == party).map_or(party, |(_, name, _)| name).to_owned()
}

/// The States that a text names.
fn named(text: &str) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    for (_, name, all) in states() {
        for alias in all {
            let at = if alias.len() < 3 { places(&text, alias) } else { places(&lower, &alias.to_lowercase()) };
            found.extend(at.into_iter().map(|at| (at, alias.len(), name)));
        }
    }
    let is_within = |(at, length, _): &(usize, usize, &str), outer: &(usize, usize, &str)| {
        outer.0 <= *at && at + length <= outer.0 + outer.1 && outer.1 > *length
    };
    let whole = found.iter().filter(|one| !found.iter().any(|outer| is_within(one, outer)));
    whole.map(|(.., name)| (*name).to_owned()).collect()
}

/// Where words stand in a text, with nothing of a word before or after them.
fn places(text: &str, words: &str) -> Vec<usize> {
    let is_free = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    let whole = |(at, _): &(usize, &str)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
        is_free(before) && is_free(after)
    };
    text.match_indices(words).filter(whole).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, codes: &[&str]) -> Vec<String> {
        let mut source = Source::plain("x.txt", text);
        source.about.parties = codes.iter().map(|code| (*code).to_owned()).collect();
        parties(&source, &Outline::read(&source))
    }

    #[test]
    fn codes_become_names() {
        assert_eq!(of("Agreement", &["JPN", "CHL", "Norvane"]), ["Chile", "Japan", "Norvane"]);
    }

    #[test]
    fn a_title_names_its_parties() {
        let title = "FREE TRADE AGREEMENT BETWEEN THE REPUBLIC OF KOREA AND\nPAPUA NEW GUINEA\n\nArticle 1\nText.\n";
        assert_eq!(of(title, &[]), ["Korea", "Papua New Guinea"]);
        assert_eq!(of("Agreement on trade\n\nThe EU and Viet Nam have agreed:", &[]), ["European Union", "Vietnam"]);
        assert_eq!(of("An economic agreement", &[]), Vec::<String>::new());
    }

    #[test]
    fn every_code_stands_once() {
        let mut codes: Vec<&str> = states().map(|(code, ..)| code).collect();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(codes.is_sorted());
    }
}
