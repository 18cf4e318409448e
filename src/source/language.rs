//! The language of a text: as its format writes it, or as its words tell.

use whatlang::Lang;

use super::Source;

/// How many bytes of the text are looked at, from its middle on: beginnings are lists of names.
const SAMPLE: usize = 4000;

/// Sets the language where the format does not tell it and the text is clear enough.
pub(super) fn tell(mut source: Source) -> Source {
    if source.about.language.is_none() {
        let detected = whatlang::detect(sample(&source.text)).filter(whatlang::Info::is_reliable);
        source.about.language = detected.and_then(|info| code(info.lang())).map(str::to_owned);
    }
    source
}

/// The ISO 639-1 code of a language as a format may write it: `en`, `en-GB`, `eng`, `English`, `español`; none if unknown.
pub(super) fn written(language: &str) -> Option<String> {
    let word = language.split(['-', '_']).next().unwrap_or("").trim().to_lowercase();
    if word.len() == 2 && word.bytes().all(|sign| sign.is_ascii_lowercase()) {
        return Some(word);
    }
    let named = |known: &&Lang| known.eng_name().to_lowercase() == word || known.name().to_lowercase() == word;
    let found = if word == "fre" { Some(Lang::Fra) } else { Lang::from_code(&*word) };
    found.or_else(|| Lang::all().iter().find(named).copied()).and_then(code).map(str::to_owned)
}

fn sample(text: &str) -> &str {
    let mut from = if text.len() > SAMPLE { text.len() / 2 } else { 0 };
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let rest = text.get(from..).unwrap_or("");
    let end = rest.char_indices().map(|(at, _)| at).take_while(|at| *at <= SAMPLE).last().unwrap_or(0);
    if rest.len() <= SAMPLE { rest } else { rest.get(..end).unwrap_or(rest) }
}

/// The ISO 639-1 code of a language that treaties are written in.
fn code(language: Lang) -> Option<&'static str> {
    let codes = [
        (Lang::Eng, "en"),
        (Lang::Spa, "es"),
        (Lang::Fra, "fr"),
        (Lang::Por, "pt"),
        (Lang::Rus, "ru"),
        (Lang::Ara, "ar"),
        (Lang::Cmn, "zh"),
        (Lang::Deu, "de"),
        (Lang::Ita, "it"),
        (Lang::Jpn, "ja"),
        (Lang::Kor, "ko"),
        (Lang::Tur, "tr"),
    ];
    codes.into_iter().find(|(known, _)| *known == language).map(|(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_code_and_by_name() {
        let codes = ["en", "en-GB", "FR", "eng", "fre", "English", "español", "Klingon", "e1", ""].map(written);
        let codes: Vec<&str> = codes.iter().map(|code| code.as_deref().unwrap_or("?")).collect();
        assert_eq!(codes, ["en", "en", "fr", "en", "fr", "en", "es", "?", "?", "?"]);
    }

    #[test]
    fn front_matter_that_names_no_language_leaves_it_to_the_words() {
        let text = |said: &str| {
            format!(
                "---\nlanguage: {said}\n---\n# Article 1\n\nEach Party shall ensure that its laws protect the environment and the health of its people.\n"
            )
        };
        let told = |said: &str| crate::source::read("a.md", text(said).as_bytes()).unwrap().about.language;
        assert_eq!(
            [told("English"), told("Klingon"), told("FR")],
            [Some("en".into()), Some("en".into()), Some("fr".into())]
        );
    }

    #[test]
    fn a_treaty_in_plain_text_has_a_language() {
        let told = |text: &str| tell(Source::plain("a.txt", text)).about.language;
        assert_eq!(
            told("Each Party shall ensure that its laws protect the environment and the health of its people."),
            Some("en".to_owned())
        );
        assert_eq!(
            told("Las Partes se comprometen a proteger el medio ambiente y la salud de las personas en su territorio."),
            Some("es".to_owned())
        );
    }
}
