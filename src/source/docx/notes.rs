//! Footnotes and endnotes: their texts follow the main part, in the order of their calls.

use std::collections::HashMap;

use roxmltree::Document;

use super::body::{Body, NoteKind};
use super::tree;
use crate::source::{SourceError, xml};

/// Adds the notes that the main part calls.
pub(super) fn add<'a>(body: &mut Body<'a>, foot: Option<&'a str>, end: Option<&'a str>) -> Result<(), SourceError> {
    for (kind, part) in [(NoteKind::Foot, foot), (NoteKind::End, end)] {
        if let Some(part) = part {
            add_kind(body, kind, part, &xml::parse(part)?);
        }
    }
    Ok(())
}

fn add_kind<'a>(body: &mut Body<'a>, kind: NoteKind, part: &'a str, document: &Document<'_>) {
    let notes = document.root_element().children();
    let notes: HashMap<_, _> = notes.filter_map(|note| Some((tree::attribute(note, "id")?, note))).collect();
    body.turn_to_notes(part);
    for call in body.calls.clone().iter().filter(|call| call.kind == kind) {
        if let Some(note) = notes.get(call.id.as_str()) {
            body.note(*note, &call.label);
        }
    }
}
