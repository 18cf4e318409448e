//! The words that open a part of a treaty, in the languages treaties are made in.

/// Latin multiplicatives that insert an article after another.
pub(super) const INSERTED: &[&str] = &["bis", "ter", "quater", "quinquies", "sexies"];

/// Words after which a sentence goes on.
const CONNECTIVES: &[&str] = &[
    "of",
    "with",
    "in",
    "under",
    "the",
    "and",
    "to",
    "by",
    "from",
    "or",
    "this",
    "see",
    "for",
    "per",
    "that",
    "than",
    "through",
    "on",
    "as",
    "at",
    "an",
    "a",
    "is",
    "are",
    "its",
    "their",
    "any",
    "each",
    "such",
    "also",
    "which",
    "within",
    "said",
    "both",
    "between",
    "notwithstanding",
    "pursuant",
    "subject",
    "except",
    "de",
    "del",
    "la",
    "el",
    "los",
    "las",
    "en",
    "y",
    "o",
    "con",
    "al",
    "por",
    "du",
    "des",
    "le",
    "les",
    "et",
    "ou",
    "aux",
    "au",
    "par",
    "dans",
    "l'article",
    "using",
];

/// Words after which a number or mark is part of a reference.
const REFERRING: &[&str] = &[
    "article",
    "articles",
    "paragraph",
    "paragraphs",
    "subparagraph",
    "subparagraphs",
    "sub-paragraph",
    "sub-paragraphs",
    "chapter",
    "chapters",
    "section",
    "sections",
    "annex",
    "annexes",
    "point",
    "points",
    "item",
    "items",
    "footnote",
    "no",
    "artículo",
    "artículos",
    "párrafo",
    "párrafos",
    "protocol",
    "schedule",
    "appendix",
    "part",
    "title",
    "clause",
    "clauses",
    "rule",
    "rules",
    "paras",
    "para",
    "meaning",
];

/// Words inside which a title breaks over lines.
const TITLE_JOINTS: &[&str] = &[
    "of",
    "and",
    "or",
    "the",
    "for",
    "to",
    "in",
    "with",
    "by",
    "on",
    "from",
    "a",
    "an",
    "as",
    "at",
    "than",
    "de",
    "del",
    "y",
    "la",
    "el",
    "los",
    "las",
    "en",
    "et",
    "des",
    "du",
    "le",
    "les",
    "per",
    "through",
    "into",
    "between",
    "other",
    "under",
    "concerning",
    "regarding",
    "con",
    "para",
    "entre",
    "e",
    "o",
    "ou",
    "à",
    "aux",
];

/// Words that begin a sentence of a treaty and hardly ever stand inside a title.
pub(super) const SENTENCE_STARTS: &[&str] = &[
    "The",
    "Each",
    "Nothing",
    "Except",
    "Subject",
    "Any",
    "No",
    "Neither",
    "Where",
    "When",
    "Notwithstanding",
    "This",
    "These",
    "Either",
    "Both",
    "All",
    "Unless",
    "Should",
    "Every",
    "It",
    "Such",
    "Pursuant",
    "Whenever",
    "A",
    "An",
    "One",
    "El",
    "La",
    "Las",
    "Los",
    "Cada",
    "Le",
    "Les",
    "Nada",
    "Parties",
    "There",
    "Products",
    "During",
    "Having",
    "Articles",
    "Paragraph",
    "Paragraphs",
    "Further",
    "Provided",
    "If",
    "Recognizing",
    "Recognising",
];

/// Words that begin a sentence of a treaty where a small word follows, and stand in titles elsewhere ("Duties On Imports").
pub(super) const SENTENCE_PREPOSITIONS: &[&str] = &[
    "For", "In", "With", "Without", "Upon", "As", "At", "On", "To", "By", "After", "Before", "Within", "Under", "Para",
    "En",
];

/// Whether a word leaves its sentence open, so that what follows cannot open a part.
pub(super) fn connects(word: &str) -> bool {
    CONNECTIVES.iter().any(|link| link.eq_ignore_ascii_case(word))
}

/// Whether a number or mark after the word is part of a sentence or reference.
pub(super) fn is_link(word: &str) -> bool {
    connects(word) || REFERRING.iter().any(|link| link.eq_ignore_ascii_case(word))
}

/// Whether a title that breaks after the word goes on in the next line.
pub(super) fn joins_title(word: &str) -> bool {
    TITLE_JOINTS.iter().any(|joint| joint.eq_ignore_ascii_case(word))
}

/// First words of the formula that closes an agreement before the signatures, in lower case.
pub(super) const CLOSINGS: &[&str] = &[
    "in witness whereof",
    "in witness thereof",
    "in faith whereof",
    "en fe de lo cual",
    "en foi de quoi",
    "em fé do que",
    "em testemunho",
];

/// First words of a letter's salutation, in lower case.
pub(super) const SALUTATIONS: &[&str] = &[
    "dear ",
    "excellency",
    "your excellency",
    "sir,",
    "sir:",
    "madam,",
    "monsieur",
    "excelencia",
    "señor ministro",
    "estimad",
];

/// First words of the formula that ends the recitals, in lower case.
pub(super) const ENACTMENTS: &[&str] = &[
    "have agreed",
    "have decided",
    "have resolved",
    "hereby agree",
    "agree as follows",
    "agree to the following",
    "han convenido",
    "han acordado",
    "convienen en lo siguiente",
    "sont convenu",
    "ont décidé",
    "acordaram",
];

/// Headings of the recitals, in lower case.
pub(super) const PREAMBLES: &[&str] = &["preamble", "preámbulo", "preambulo", "préambule", "preâmbulo"];

/// Headings of the closing formula, in lower case.
pub(super) const CONCLUSIONS: &[&str] = &["conclusion", "conclusión", "testimonium"];

/// Headings of a table of contents, in lower case.
pub(super) const CONTENTS: &[&str] =
    &["table of contents", "contents", "índice", "indice", "table des matières", "contents of", "sumário", "contenido"];

/// Words that join the last points of a list.
pub(super) const JOINERS: &[&str] = &["and", "or", "and/or", "y", "o", "et", "ou", "e", "but"];

/// Verbs that make a line a sentence, not a title.
const VERBS: &[&str] = &[
    "shall",
    "may",
    "be",
    "agree",
    "agrees",
    "agreed",
    "will",
    "are",
    "is",
    "means",
    "mean",
    "should",
    "must",
    "has",
    "have",
    "undertake",
    "apply",
    "applies",
    "deberá",
    "deberán",
    "podrá",
    "podrán",
    "será",
    "serán",
    "es",
    "son",
    "doit",
    "doivent",
    "peut",
    "peuvent",
    "sont",
    "est",
    "include",
    "includes",
    "recognize",
    "recognise",
    "constitute",
    "constitutes",
    "reaffirm",
    "affirm",
    "confirm",
    "acuerdan",
    "convienen",
];

/// Whether a stretch holds a verb of a sentence.
pub(super) fn has_verb(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| VERBS.contains(&word))
}

/// Whether the words begin with one of the list, blind to case.
pub(super) fn begins(text: &str, list: &[&str]) -> bool {
    let first = text.chars().next().and_then(|c| c.to_lowercase().next());
    let same = |start: &str| {
        let mut head = text.chars().flat_map(char::to_lowercase);
        start.chars().all(|c| head.next() == Some(c))
    };
    list.iter().any(|start| start.chars().next() == first && same(start))
}

/// Words that follow a defined term.
pub(super) const DEFINING: &[&str] = &["means", "mean", "includes", "significa", "désigne", "signifie"];
