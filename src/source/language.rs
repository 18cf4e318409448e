//! The language of a text that does not say it itself.

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
