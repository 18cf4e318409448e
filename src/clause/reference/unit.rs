//! The words for the parts of an agreement, by which a reference is recognised.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

/// The kind of part that a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// The whole agreement ("this Agreement", "that Convention").
    Agreement,
    /// A part ("Part Two").
    Part,
    /// A title ("Title IV").
    Title,
    /// A chapter.
    Chapter,
    /// A section or sub-section.
    Section,
    /// An article.
    Article,
    /// A numbered paragraph.
    Paragraph,
    /// A subparagraph, point or item.
    Point,
    /// A footnote.
    Footnote,
    /// An annex.
    Annex,
    /// An appendix, schedule or attachment.
    Appendix,
    /// A protocol.
    Protocol,
}

impl Unit {
    /// Whether parts of this kind stand beside the articles and are numbered on their own.
    #[must_use]
    pub fn is_attached(self) -> bool {
        matches!(self, Unit::Annex | Unit::Appendix | Unit::Protocol)
    }

    /// Whether a reference "paragraph 2 of Article 5" may name this kind inside `outer`.
    #[must_use]
    pub fn stands_in(self, outer: Unit) -> bool {
        outer == Unit::Agreement || outer.is_attached() || self > outer && !self.is_attached()
    }
}

/// One word for a part: its unit, and whether it speaks of several.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitWord {
    pub(super) word: &'static str,
    pub(super) unit: Unit,
    pub(super) plural: bool,
}

const fn one(word: &'static str, unit: Unit) -> UnitWord {
    UnitWord { word, unit, plural: false }
}

const fn many(word: &'static str, unit: Unit) -> UnitWord {
    UnitWord { word, unit, plural: true }
}

const WORDS: &[UnitWord] = &[
    one("agreement", Unit::Agreement),
    one("treaty", Unit::Agreement),
    one("convention", Unit::Agreement),
    one("accord", Unit::Agreement),
    one("acuerdo", Unit::Agreement),
    one("tratado", Unit::Agreement),
    one("convenio", Unit::Agreement),
    one("traité", Unit::Agreement),
    one("acordo", Unit::Agreement),
    one("part", Unit::Part),
    many("parts", Unit::Part),
    one("parte", Unit::Part),
    one("partie", Unit::Part),
    one("title", Unit::Title),
    many("titles", Unit::Title),
    one("título", Unit::Title),
    one("titulo", Unit::Title),
    one("titre", Unit::Title),
    one("chapter", Unit::Chapter),
    many("chapters", Unit::Chapter),
    one("capítulo", Unit::Chapter),
    one("capitulo", Unit::Chapter),
    many("capítulos", Unit::Chapter),
    one("chapitre", Unit::Chapter),
    many("chapitres", Unit::Chapter),
    one("section", Unit::Section),
    many("sections", Unit::Section),
    one("sub-section", Unit::Section),
    one("subsection", Unit::Section),
    one("sección", Unit::Section),
    one("seccion", Unit::Section),
    many("secciones", Unit::Section),
    one("article", Unit::Article),
    many("articles", Unit::Article),
    one("art.", Unit::Article),
    many("arts.", Unit::Article),
    one("artículo", Unit::Article),
    one("articulo", Unit::Article),
    many("artículos", Unit::Article),
    many("articulos", Unit::Article),
    one("artigo", Unit::Article),
    many("artigos", Unit::Article),
    one("paragraph", Unit::Paragraph),
    many("paragraphs", Unit::Paragraph),
    one("para.", Unit::Paragraph),
    many("paras.", Unit::Paragraph),
    one("paragraphe", Unit::Paragraph),
    many("paragraphes", Unit::Paragraph),
    one("párrafo", Unit::Paragraph),
    one("parrafo", Unit::Paragraph),
    many("párrafos", Unit::Paragraph),
    one("apartado", Unit::Paragraph),
    many("apartados", Unit::Paragraph),
    one("subparagraph", Unit::Point),
    many("subparagraphs", Unit::Point),
    one("sub-paragraph", Unit::Point),
    many("sub-paragraphs", Unit::Point),
    one("sub paragraph", Unit::Point),
    many("sub paragraphs", Unit::Point),
    one("subpárrafo", Unit::Point),
    many("subpárrafos", Unit::Point),
    one("point", Unit::Point),
    many("points", Unit::Point),
    one("item", Unit::Point),
    many("items", Unit::Point),
    one("inciso", Unit::Point),
    many("incisos", Unit::Point),
    one("literal", Unit::Point),
    many("literales", Unit::Point),
    one("alinéa", Unit::Point),
    many("alinéas", Unit::Point),
    one("footnote", Unit::Footnote),
    many("footnotes", Unit::Footnote),
    one("annex", Unit::Annex),
    many("annexes", Unit::Annex),
    one("annexe", Unit::Annex),
    one("anexo", Unit::Annex),
    many("anexos", Unit::Annex),
    one("appendix", Unit::Appendix),
    many("appendices", Unit::Appendix),
    one("appendice", Unit::Appendix),
    one("apéndice", Unit::Appendix),
    many("apéndices", Unit::Appendix),
    one("attachment", Unit::Appendix),
    many("attachments", Unit::Appendix),
    one("schedule", Unit::Appendix),
    many("schedules", Unit::Appendix),
    one("protocol", Unit::Protocol),
    many("protocols", Unit::Protocol),
    one("protocole", Unit::Protocol),
    many("protocoles", Unit::Protocol),
    one("protocolo", Unit::Protocol),
    many("protocolos", Unit::Protocol),
];

/// Finds the words above in one pass, whatever their case, accented capitals included.
static SEARCH: LazyLock<(Option<AhoCorasick>, Vec<UnitWord>)> = LazyLock::new(|| {
    let mut spellings = Vec::new();
    let mut words = Vec::new();
    for word in WORDS {
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
