//! Drafts with the documents that go with them.

use std::path::{Path, PathBuf};

use toml::Spanned;

use super::compile::Reader;
use super::file::{Agreement, Document};
use crate::rules;
use crate::rules::{DocumentKind, Dossier};

/// A draft that the configuration describes.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Its main file, relative to the configuration's folder.
    pub(crate) file: String,
    /// The files that are read with it as one agreement.
    pub(crate) parts: Vec<PathBuf>,
    /// What goes with it.
    pub(crate) dossier: Dossier,
}

const KINDS: [(&str, DocumentKind); 7] = [
    ("assessment", DocumentKind::Assessment),
    ("terms-of-reference", DocumentKind::TermsOfReference),
    ("method", DocumentKind::Method),
    ("data", DocumentKind::Data),
    ("draft-report", DocumentKind::DraftReport),
    ("reply", DocumentKind::Reply),
    ("review", DocumentKind::Review),
];

/// Reads one `[[agreement]]`; its paths are below `folder`.
pub(super) fn draft(agreement: &Agreement, folder: &Path, reader: &mut Reader) -> Draft {
    let dossier = Dossier {
        title: agreement.title.clone(),
        parties: agreement.parties.clone(),
        planned_signature: reader.date(agreement.signature.as_ref()).map(|date| date.to_string()),
        negotiations_concluded: reader.date(agreement.concluded.as_ref()).map(|date| date.to_string()),
        documents: agreement.document.iter().map(|given| document(given, reader)).collect(),
    };
    Draft {
        file: agreement.file.get_ref().trim_start_matches("./").to_owned(),
        parts: agreement.parts.iter().map(|part| folder.join(part)).collect(),
        dossier,
    }
}

fn document(given: &Document, reader: &mut Reader) -> rules::Document {
    let word = reader.one_of(&given.kind, &KINDS.map(|(word, _)| word));
    let kind = KINDS.iter().find(|(known, _)| *known == word).map_or(DocumentKind::Data, |(_, kind)| *kind);
    rules::Document {
        title: given.title.clone(),
        date: reader.date(given.date.as_ref()).map(|date| date.to_string()),
        authors: given.authors.clone(),
        commissioned_by: given.commissioned_by.clone(),
        independent: given.independent,
        conflicts_disclosed: given.conflicts_disclosed,
        published: given.published,
        this_agreement: given.this_agreement,
        funded: given.funded,
        covers: words("dossier.scope", &given.covers, reader),
        countries: given.countries.clone(),
        heard: words("dossier.heard", &given.heard, reader),
        ..rules::Document::new(kind, &given.file)
    }
}

/// Words that a question of the judgement pages allows as answers.
fn words(question: &str, given: &[Spanned<String>], reader: &mut Reader) -> Vec<String> {
    let questions = rules::dossier::questions();
    let asked = questions.iter().find(|known| known.id == question);
    let known: Vec<&str> = asked.into_iter().flat_map(|asked| asked.answers.words()).map(String::as_str).collect();
    given.iter().map(|word| reader.one_of(word, &known)).collect()
}
