//! The words for the parts of an agreement: headings begin with them, and references name parts by them.

use super::Kind;

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
    /// A section.
    Section,
    /// A sub-section of a section.
    Subsection,
    /// A rule or clause, as plain drafts call their articles.
    Rule,
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
    /// What a heading opens that begins with a word for this kind; paragraphs and points have none.
    #[must_use]
    pub fn opens(self) -> Option<Kind> {
        match self {
            Unit::Part => Some(Kind::Part),
            Unit::Title => Some(Kind::Title),
            Unit::Chapter => Some(Kind::Chapter),
            Unit::Section | Unit::Subsection => Some(Kind::Section),
            Unit::Rule | Unit::Article => Some(Kind::Article),
            Unit::Annex | Unit::Appendix => Some(Kind::Annex),
            Unit::Protocol => Some(Kind::Protocol),
            Unit::Agreement | Unit::Paragraph | Unit::Point | Unit::Footnote => None,
        }
    }
}

/// One word for a part: its unit, and whether it speaks of several.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnitWord {
    pub(crate) word: &'static str,
    pub(crate) unit: Unit,
    pub(crate) plural: bool,
}

const fn one(word: &'static str, unit: Unit) -> UnitWord {
    UnitWord { word, unit, plural: false }
}

const fn many(word: &'static str, unit: Unit) -> UnitWord {
    UnitWord { word, unit, plural: true }
}

/// The unit that a single word names, whatever its case.
pub(crate) fn unit_named(word: &str) -> Option<Unit> {
    let lower = word.to_lowercase();
    UNIT_WORDS.iter().find(|known| known.word == lower).map(|known| known.unit)
}

/// All words for parts, in lower case, in the languages treaties are made in.
pub(crate) const UNIT_WORDS: &[UnitWord] = &[
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
    one("sub-section", Unit::Subsection),
    many("sub-sections", Unit::Subsection),
    one("subsection", Unit::Subsection),
    many("subsections", Unit::Subsection),
    one("subsección", Unit::Subsection),
    one("subseccion", Unit::Subsection),
    one("sección", Unit::Section),
    one("seccion", Unit::Section),
    many("secciones", Unit::Section),
    one("seção", Unit::Section),
    one("rule", Unit::Rule),
    many("rules", Unit::Rule),
    one("clause", Unit::Rule),
    many("clauses", Unit::Rule),
    one("article", Unit::Article),
    many("articles", Unit::Article),
    one("art.", Unit::Article),
    many("arts.", Unit::Article),
    one("artículo", Unit::Article),
    one("articulo", Unit::Article),
    many("artículos", Unit::Article),
    many("articulos", Unit::Article),
    one("artikel", Unit::Article),
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
    one("apendice", Unit::Appendix),
    one("adjunto", Unit::Appendix),
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
