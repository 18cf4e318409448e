//! The parts of the package that comments touch: the comments themselves, the relations, the list of types.

use std::io::{Cursor, Read, Write};

use roxmltree::Document;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{AUTHOR, Remark};
use crate::report::xml::escaped;
use crate::source::docx::{Draft, archive};
use crate::source::{Fault, SourceError, read_xml};

const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The most bytes that the comments, relations or types of a file may unpack to.
const BOUND: u64 = 64 << 20;

type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The first comment number that the file does not use.
pub(super) fn next_comment(draft: &Draft, bytes: &[u8]) -> Result<u32, SourceError> {
    let mut package = archive(bytes)?;
    let path = comments_path(draft, &mut package)?;
    let Some(comments) = part(&mut package, &path)? else { return Ok(0) };
    let document = read_xml(&comments)?;
    let ids = document
        .root_element()
        .children()
        .filter_map(|comment| comment.attributes().find(|key| key.name() == "id")?.value().parse::<u32>().ok());
    Ok(ids.max().map_or(0, |last| last.saturating_add(1)))
}

/// The package with its main part replaced and the remarks as comments.
pub(super) fn packed(
    draft: &Draft,
    bytes: &[u8],
    document: &str,
    remarks: &[Remark],
    first: u32,
) -> Result<Vec<u8>, SourceError> {
    let mut package = archive(bytes)?;
    let comments = comments_path(draft, &mut package)?;
    let mut changed = vec![(draft.package.path.clone(), document.to_owned())];
    let old = part(&mut package, &comments)?;
    changed.push((comments.clone(), with_comments(old.as_deref(), remarks, first)?));
    if old.is_none() {
        let relations = relations_path(&draft.package.path);
        changed.push((relations.clone(), with_relation(part(&mut package, &relations)?.as_deref())));
        changed.push((TYPES.to_owned(), with_type(part(&mut package, TYPES)?.as_deref(), &comments)));
    }
    written(package, &changed).map_err(|error| SourceError::whole(Fault::Package(error.to_string())))
}

/// Copies what is unchanged as it is, in its order; new parts follow.
fn written(mut package: Package<'_>, changed: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = vec![false; changed.len()];
    for at in 0..package.len() {
        let file = package.by_index_raw(at)?;
        let found = changed.iter().position(|(path, _)| file.name().is_ok_and(|name| name == path.as_str()));
        match found.and_then(|nth| Some((nth, changed.get(nth)?))) {
            Some((nth, (path, text))) => {
                put_part(&mut writer, path, text)?;
                put.iter_mut().skip(nth).take(1).for_each(|done| *done = true);
            }
            None => writer.raw_copy_file(file)?,
        }
    }
    for ((path, text), _) in changed.iter().zip(&put).filter(|(_, done)| !**done) {
        put_part(&mut writer, path, text)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn put_part(writer: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, text: &str) -> zip::result::ZipResult<()> {
    writer.start_file(path, SimpleFileOptions::default())?;
    Ok(writer.write_all(text.as_bytes())?)
}

fn part(package: &mut Package<'_>, path: &str) -> Result<Option<String>, SourceError> {
    let Ok(file) = package.by_name(path) else { return Ok(None) };
    let mut text = String::new();
    let read = file.take(BOUND + 1).read_to_string(&mut text);
    read.map_err(|error| SourceError::whole(Fault::Package(error.to_string())))?;
    if text.len() as u64 > BOUND { Err(SourceError::whole(Fault::Bomb(BOUND))) } else { Ok(Some(text)) }
}

fn relations_path(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") }
}

/// Where the file keeps its comments, or would keep them.
fn comments_path(draft: &Draft, package: &mut Package<'_>) -> Result<String, SourceError> {
    let folder = draft.package.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let relations = part(package, &relations_path(&draft.package.path))?;
    let found = relations.as_deref().map(read_xml).transpose()?.and_then(|relations| target(&relations));
    Ok(match found {
        Some(target) => target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned),
        None => format!("{folder}comments.xml"),
    })
}

fn target(relations: &Document<'_>) -> Option<String> {
    let is_comments =
        |node: &roxmltree::Node<'_, '_>| node.attribute("Type").is_some_and(|kind| kind.ends_with("/comments"));
    relations.descendants().find(is_comments)?.attribute("Target").map(str::to_owned)
}

fn with_comments(old: Option<&str>, remarks: &[Remark], first: u32) -> Result<String, SourceError> {
    let empty = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{WORD}\"></w:comments>"
    );
    let old = old.unwrap_or(&empty);
    let document = read_xml(old)?;
    let root = document.root_element();
    let w = old
        .get(root.range())
        .and_then(|root| root.get(1..)?.split_once("comments").map(|(prefix, _)| prefix))
        .unwrap_or("w:");
    let comments: String = (first..).zip(remarks).map(|(id, remark)| comment(w, id, remark)).collect();
    Ok(inserted(old, &format!("{w}comments"), &comments))
}

fn comment(w: &str, id: u32, remark: &Remark) -> String {
    let paragraph =
        |words: &String| format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>", escaped(words));
    let paragraphs: String = remark.paragraphs.iter().map(paragraph).collect();
    format!("<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"tl\">{paragraphs}</{w}comment>")
}

/// Puts text before the end of the outermost element, which may be written without an end tag.
fn inserted(old: &str, root: &str, text: &str) -> String {
    let end = format!("</{root}>");
    match (old.rfind(&end), old.rfind("/>")) {
        (Some(at), _) => [old.get(..at).unwrap_or(""), text, old.get(at..).unwrap_or("")].concat(),
        (None, Some(at)) => [old.get(..at).unwrap_or(""), ">", text, &end].concat(),
        (None, None) => old.to_owned(),
    }
}

fn with_relation(old: Option<&str>) -> String {
    let empty = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS}\"></Relationships>"
    );
    let relation = format!("<Relationship Id=\"rIdTreatylint\" Type=\"{KIND}\" Target=\"comments.xml\"/>");
    inserted(old.unwrap_or(&empty), "Relationships", &relation)
}

fn with_type(old: Option<&str>, path: &str) -> String {
    let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>";
    let part = format!("<Override PartName=\"/{path}\" ContentType=\"{TYPE}\"/>");
    inserted(old.unwrap_or(empty), "Types", &part)
}
