//! The package of a Word file: XML parts in a ZIP archive, read into memory within bounds and never written anywhere.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::tree;
use crate::source::{Fault, SourceError, xml};

/// The most bytes that one part may unpack to.
const PART: u64 = 128 << 20;
/// The most bytes that the parts read from one package may unpack to together.
const TOTAL: u64 = 256 << 20;

/// The parts of a Word file that hold words or rule how they are numbered.
#[derive(Debug, Default)]
pub(crate) struct Package {
    /// The path of the main part, mostly `word/document.xml`.
    pub(crate) path: String,
    pub(crate) document: String,
    pub(super) styles: Option<String>,
    pub(super) numbering: Option<String>,
    pub(super) footnotes: Option<String>,
    pub(super) endnotes: Option<String>,
    pub(super) core: Option<String>,
}

impl Package {
    /// Unpacks what is needed of a Word file.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, SourceError> {
        let mut parts = Parts { archive: archive(bytes)?, left: TOTAL };
        let path = parts.main_path()?;
        let document = parts.get(&path)?.ok_or_else(|| damaged("its main part is missing"))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let related = parts.related(&path)?;
        let mut part = |kind: &str| {
            let named = related.iter().find(|(found, _)| found == kind).map(|(_, target)| resolve(&folder, target));
            parts.get(&named.unwrap_or_else(|| resolve(&folder, &format!("{kind}.xml"))))
        };
        let (styles, numbering) = (part("styles")?, part("numbering")?);
        let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
        let core = parts.get("docProps/core.xml")?;
        Ok(Package { path, document, styles, numbering, footnotes, endnotes, core })
    }
}

/// Opens the archive of a Word file.
pub(crate) fn archive(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, SourceError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))
}

fn damaged(what: &str) -> SourceError {
    SourceError::whole(Fault::Package(what.to_owned()))
}

fn fault(error: &ZipError) -> SourceError {
    if error.to_string().to_ascii_lowercase().contains("password") {
        return SourceError::whole(Fault::Locked);
    }
    damaged(&error.to_string())
}

struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl Parts<'_> {
    /// The text of a part, or nothing where the package has no such part.
    fn get(&mut self, path: &str) -> Result<Option<String>, SourceError> {
        let file = match self.archive.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(fault(&error)),
        };
        if file.encrypted() {
            return Err(SourceError::whole(Fault::Locked));
        }
        let bound = PART.min(self.left);
        let mut bytes = Vec::new();
        file.take(bound + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error.to_string()))?;
        if bytes.len() as u64 > bound {
            return Err(SourceError::whole(Fault::Bomb(bound)));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(crate::source::decode::decode(&bytes)?.text.into_owned()))
    }

    fn main_path(&mut self) -> Result<String, SourceError> {
        let related = self.related("")?;
        let main = related.iter().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| resolve("", target));
        match main.unwrap_or_else(|| "word/document.xml".to_owned()) {
            path if self.archive.index_for_name(&path).is_some()
                && !path.contains("workbook")
                && !path.contains("presentation") =>
            {
                Ok(path)
            }
            _ => Err(SourceError::whole(Fault::Unread {
                name: "ZIP",
                advice: "give the agreement itself, as DOCX, PDF, HTML or text",
            })),
        }
    }

    /// The kinds and targets of the relations of a part.
    fn related(&mut self, path: &str) -> Result<Vec<(String, String)>, SourceError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let Some(text) = self.get(&resolve(folder, &format!("_rels/{name}.rels")))? else { return Ok(Vec::new()) };
        let relations = xml::parse(&text)?;
        let said = |node: roxmltree::Node<'_, '_>, key: &str| tree::attribute(node, key).unwrap_or("").to_owned();
        let relation = |node: roxmltree::Node<'_, '_>| {
            (said(node, "Type").rsplit('/').next().unwrap_or("").to_owned(), said(node, "Target"))
        };
        Ok(relations
            .descendants()
            .filter(|node: &roxmltree::Node<'_, '_>| node.tag_name().name() == "Relationship")
            .map(relation)
            .collect())
    }
}

fn resolve(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}
