use std::io::Read;

use super::*;
use crate::source::docx::tests::package;
use crate::source::{read, read_xml};

fn word(body: &str) -> Vec<u8> {
    let root = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let notes = format!(
        "<w:footnotes {root}><w:footnote w:id=\"2\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &format!("<w:document {root}><w:body>{body}</w:body></w:document>")),
        ("word/footnotes.xml", &notes),
        ("word/media/seal.bin", "untouched"),
    ])
}

fn part(bytes: &[u8], path: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(std::io::Cursor::new(bytes))
        .unwrap()
        .by_name(path)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

const BODY: &str = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Each Party &amp; all shall act</w:t><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>now.</w:t></w:r></w:p>";

fn annotated(bytes: &[u8], words: &[&str]) -> Vec<u8> {
    let text = read("a.docx", bytes).unwrap().text;
    let remark = |words: &&str| {
        let start = text.find(words).unwrap();
        Remark {
            words: Span::of(start, start + words.len()),
            paragraphs: vec![format!("About <{words}>"), "Help".to_owned()],
        }
    };
    annotate("a.docx", bytes, &words.iter().map(remark).collect::<Vec<_>>()).unwrap()
}

/// The words that a comment is put on.
fn covered(document: &str, id: u32) -> String {
    let parsed = read_xml(document).unwrap();
    let is = |node: &roxmltree::Node<'_, '_>, name: &str| {
        node.tag_name().name() == name
            && node.attributes().any(|key| key.name() == "id" && key.value() == id.to_string())
    };
    let mut inside = false;
    let mut words = String::new();
    for node in parsed.descendants() {
        inside = (inside || is(&node, "commentRangeStart")) && !is(&node, "commentRangeEnd");
        if inside && node.tag_name().name() == "t" {
            words.push_str(node.text().unwrap_or(""));
        }
    }
    words
}

#[test]
fn comments_stand_on_their_words_and_the_text_stays() {
    let before = word(BODY);
    let after = annotated(&before, &["Party & all", "Each", "shall actnow", "Party", "note"]);
    let document = part(&after, "word/document.xml");
    let on: Vec<String> = (0..5).map(|id| covered(&document, id)).collect();
    assert_eq!(on, ["Party & all", "Each", "shall actnow", "Party", "act"]);
    assert_eq!(read("a.docx", &after).unwrap().text, read("a.docx", &before).unwrap().text);
    assert_eq!(part(&after, "word/media/seal.bin"), "untouched");
    assert!(part(&after, "word/comments.xml").contains("About &lt;Each&gt;"));
    assert!(part(&after, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(part(&after, "word/_rels/document.xml.rels").contains("comments.xml"));
}

#[test]
fn what_is_inserted_is_all_that_changes() {
    let before = word(BODY);
    let document = part(&annotated(&before, &["Party"]), "word/document.xml");
    let mut rest = document.chars();
    assert!(BODY.chars().all(|sign| rest.any(|other| other == sign)), "{document}");
}

#[test]
fn comments_follow_those_that_are_there() {
    let once = annotated(&word(BODY), &["Each", "now"]);
    let twice = annotated(&once, &["Party"]);
    let comments = part(&twice, "word/comments.xml");
    assert_eq!(comments.matches("<w:comment ").count(), 3);
    assert!(comments.contains("w:id=\"2\""));
    assert_eq!(covered(&part(&twice, "word/document.xml"), 2), "Party");
    assert_eq!(part(&twice, "word/_rels/document.xml.rels").matches("comments.xml").count(), 1);
}

#[test]
fn a_file_without_words_gets_its_comments_nowhere() {
    let after = annotate("a.docx", &word(""), &[Remark { words: Span::of(0, 0), paragraphs: Vec::new() }]).unwrap();
    assert!(part(&after, "word/comments.xml").contains("<w:comment "));
    assert!(!part(&after, "word/document.xml").contains("comment"));
}
