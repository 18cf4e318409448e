//! One input on its way through the layers.

use std::path::PathBuf;

use super::inputs::Input;
use super::knowledge::Knowledge;
use crate::facts::Facts;
use crate::report::{Locator, Trouble};
use crate::rules::{self, Dossier, Scorecard};
use crate::source::{self, Fault, Part, ReadOptions, Source, SourceError};
use crate::structure::Outline;

/// An agreement that has been read.
pub(crate) struct Agreement {
    /// The bytes of the input.
    pub(crate) input: Vec<u8>,
    /// Its text.
    pub(crate) source: Source,
    /// Its provisions.
    pub(crate) outline: Outline,
    /// What it provides.
    pub(crate) facts: Facts,
    parts: Vec<Part>,
}

impl Agreement {
    /// Reads an input and finds what it provides.
    pub(crate) fn read(input: &Input, knowledge: &Knowledge) -> Result<Self, Trouble> {
        Agreement::read_with(input, &[], knowledge)
    }

    /// Reads an input together with further files as one agreement.
    pub(crate) fn read_with(input: &Input, further: &[PathBuf], knowledge: &Knowledge) -> Result<Self, Trouble> {
        let (mut bytes, mut source) = text(input)?;
        let mut parts = Vec::new();
        if !further.is_empty() {
            let mut sources = vec![(source, bytes)];
            for file in further {
                let (bytes, source) = text(&Input { original: input.original, ..Input::named(file) })?;
                sources.push((source, bytes));
            }
            (source, bytes, parts) = Source::join(sources);
        }
        let outline = Outline::read(&source);
        let facts = knowledge.codebook.code(&source, &outline);
        if !facts.agreement {
            return Err(no_agreement(input));
        }
        Ok(Agreement { input: bytes, source, outline, facts, parts })
    }

    /// What every pack says of it, with a scorecard each.
    pub(crate) fn scorecards(&self, knowledge: &Knowledge, dossier: Option<&Dossier>) -> Vec<Scorecard> {
        let card = |pack| rules::scorecard(pack, &self.source, &self.outline, &self.facts, dossier);
        knowledge.packs.iter().map(card).collect()
    }

    /// Finds places in the input.
    pub(crate) fn locator(&self) -> Locator<'_> {
        Locator::new(&self.source, &self.input).among(&self.parts)
    }
}

/// Reads an input and its provisions.
pub(crate) fn structured(input: &Input) -> Result<(Vec<u8>, Source, Outline), Trouble> {
    let (bytes, source) = text(input)?;
    let outline = Outline::read(&source);
    Ok((bytes, source, outline))
}

fn text(input: &Input) -> Result<(Vec<u8>, Source), Trouble> {
    let bytes = input.read()?;
    let source = source::read_with(&input.name, &bytes, ReadOptions { original: input.original });
    let source = source.map_err(|error| unusable(input, &error))?;
    Ok((bytes, source))
}

/// What to say of a file that cannot be read; that a folder holds files of other kinds is only remarked.
fn unusable(input: &Input, error: &SourceError) -> Trouble {
    let said = Trouble::new(format!("{} cannot be used: {error}.", input.name));
    let another = matches!(error.fault, Fault::UnknownXml(_) | Fault::Unread { .. } | Fault::Binary);
    if another && !input.named { said.remark() } else { said }
}

/// What to say of an input that is no agreement: grave only where the user named it.
fn no_agreement(input: &Input) -> Trouble {
    let said = Trouble::new(format!("{} is not the text of an agreement, so it is not judged or coded.", input.name))
        .with_help("An agreement has a title that says so, Parties, and provisions that bind them.");
    if input.named { said } else { said.remark() }
}
