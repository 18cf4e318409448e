//! What the sentences of a fact page mean.

use crate::clause::Strength;

/// The stretch of text that a query looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    /// A sentence with the chapeaux above it.
    Clause,
    /// A sentence alone.
    Sentence,
    /// A paragraph of an article with its points.
    Paragraph,
    Article,
    Section,
    Chapter,
    Annex,
    /// The whole text.
    Text,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PatternPiece {
    Concept(String),
    Quoted(String),
    Gap(u32),
}

/// Concepts in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) pieces: Vec<PatternPiece>,
}

/// How a match stands to those of another set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// In the same unit as one of them.
    In(Unit),
    /// Its clause refers to a provision that holds one of them.
    Covering,
    /// One of them refers to a provision that holds it.
    CoveredBy,
    /// Its clause refers to the article (or part of it) that holds one of them.
    ReferringTo,
    /// One of them refers to the article that holds it.
    ReferredToBy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Filter {
    With {
        yes: bool,
        patterns: Vec<Pattern>,
    },
    Under {
        yes: bool,
        titles: Vec<Pattern>,
    },
    Titled {
        yes: bool,
        titles: Vec<Pattern>,
    },
    InUnit {
        yes: bool,
        unit: Unit,
        patterns: Vec<Pattern>,
    },
    By {
        yes: bool,
        bearers: Vec<Pattern>,
    },
    Related {
        yes: bool,
        relation: Relation,
        name: String,
        page: Option<String>,
    },
    Preamble {
        yes: bool,
    },
    Footnote {
        yes: bool,
    },
    Annex {
        yes: bool,
    },
    WholeAgreement,
    /// Its clause names a part that the file lacks.
    Missing {
        yes: bool,
    },
    /// Whether a set is empty or not, for the text as a whole.
    If {
        yes: bool,
        name: String,
        page: Option<String>,
    },
    Anywhere,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Base {
    Any { strength: Option<Strength>, unit: Unit },
    Named { strength: Option<Strength>, name: String, page: Option<String> },
}

/// A set of matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) base: Base,
    pub(crate) filters: Vec<Filter>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cond {
    All(Vec<Cond>),
    Any(Vec<Cond>),
    Not(Box<Cond>),
    Query(Query),
    Answer { indicator: String, answer: String },
}

impl Cond {
    pub(crate) fn all(mut list: Vec<Cond>) -> Cond {
        if list.len() == 1 { list.remove(0) } else { Cond::All(list) }
    }

    pub(crate) fn any(mut list: Vec<Cond>) -> Cond {
        if list.len() == 1 { list.remove(0) } else { Cond::Any(list) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Statement {
    Let {
        name: String,
        queries: Vec<Query>,
    },
    Answer {
        answer: String,
        review: bool,
        when: Cond,
    },
    Years {
        query: Query,
    },
    /// A step of the reasoning that is shown beside the answer, where its condition holds.
    Chain {
        when: Cond,
        says: String,
    },
    Otherwise {
        answer: String,
    },
}
