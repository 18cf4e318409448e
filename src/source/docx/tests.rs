use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::source::{Fault, Format, MarkKind, ReadOptions, Source, read, read_with};

/// A Word file of these parts; each main part is wrapped in its root element.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, inside) in parts {
        archive.start_file(*path, SimpleFileOptions::default()).unwrap();
        archive.write_all(inside.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn wrapped(root: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:{root} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{inside}</w:{root}>"
    )
}

fn word(body: &str) -> Vec<u8> {
    let numbering = wrapped(
        "numbering",
        concat!(
            r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="8"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Art"/><w:lvlText w:val="Article %1"/></w:lvl>"#,
            r#"<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>"#,
            r#"<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>"#
        ),
    );
    let styles = wrapped(
        "styles",
        concat!(
            r#"<w:style w:styleId="Base"><w:name w:val="heading 2"/></w:style>"#,
            r#"<w:style w:styleId="Art"><w:name w:val="Article"/><w:basedOn w:val="Base"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#
        ),
    );
    let notes = wrapped(
        "footnotes",
        r#"<w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="20"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"#,
    );
    package(&[
        ("word/document.xml", &wrapped("document", &format!("<w:body>{body}</w:body>"))),
        ("word/numbering.xml", &numbering),
        ("word/styles.xml", &styles),
        ("word/footnotes.xml", &notes),
    ])
}

fn paragraph(style: &str, inside: &str) -> String {
    format!("<w:p><w:pPr>{style}</w:pPr>{inside}</w:p>")
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

const ARTICLE: &str = r#"<w:pStyle w:val="Art"/>"#;
const POINT: &str = r#"<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>"#;

fn kinds(source: &Source) -> Vec<(&str, MarkKind)> {
    let told = source.marks.iter().filter(|mark| !matches!(mark.kind, MarkKind::Paragraph(_)));
    told.map(|mark| (source.slice(mark.span), mark.kind.clone())).collect()
}

#[test]
fn automatic_numbers_footnotes_and_headings_are_shown() {
    let call = r#"<w:r><w:footnoteReference w:id="20"/></w:r>"#;
    let body = [
        paragraph(ARTICLE, &run("Scope &amp; aim")),
        paragraph(POINT, &format!("{}{call}{}", run("first"), run(";"))),
        paragraph(POINT, &run("second")),
        paragraph(ARTICLE, ""),
        paragraph(POINT, &run("third")),
    ];
    let source = read("a.docx", &word(&body.concat())).unwrap();
    assert_eq!(source.format, Format::Docx);
    assert_eq!(
        source.text,
        "Article 8 Scope & aim\n\n(a) first;\n\n(b) second\n\nArticle 9 \n\n(a) third\n\n[1] A note."
    );
    assert_eq!(
        kinds(&source),
        [
            ("Article 8 Scope & aim", MarkKind::Heading(2)),
            ("", MarkKind::FootnoteCall("1".into())),
            ("Article 9", MarkKind::Heading(2)),
            ("[1] A note.", MarkKind::Footnote("1".into())),
        ]
    );
}

#[test]
fn tracked_changes_are_accepted_or_undone() {
    let deleted =
        r#"<w:del w:author="Ana" w:date="2026-01-02T03:04:05Z"><w:r><w:delText>may</w:delText></w:r></w:del>"#;
    let inserted = format!(r#"<w:ins w:author="Ben" w:date="2026-01-03">{}</w:ins>"#, run("shall"));
    let body = paragraph("", &format!("{}{deleted}{inserted}{}", run("Each Party "), run(" act.")));
    let gone = paragraph(
        r#"<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr><w:rPr><w:del w:author="Ana"/></w:rPr>"#,
        deleted,
    );
    let bytes = word(&format!("{body}{gone}{}", paragraph(POINT, &run("kept"))));
    let accepted = read("a.docx", &bytes).unwrap();
    assert_eq!(accepted.text, "Each Party shall act.\n\n(a) kept");
    let hidden = MarkKind::Deleted("Ana".into(), "2026-01-02T03:04:05Z".into());
    assert_eq!(kinds(&accepted), [("shall", MarkKind::Inserted("Ben".into(), "2026-01-03".into())), ("", hidden)]);
    let original = read_with("a.docx", &bytes, ReadOptions { original: true }).unwrap();
    assert_eq!(original.text, "Each Party may act.\n\n(a) may\n\n(b) kept");
    assert_eq!(kinds(&original).iter().filter(|(words, _)| *words == "may").count(), 2);
}

#[test]
fn tables_become_rows_and_numbered_lines() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph("", &run(words)));
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|words| cell(words)).collect::<String>());
    let body =
        format!("<w:tbl>{}{}</w:tbl>{}", row(&["Good", "Rate"]), row(&["(a)", "Ore"]), paragraph("", &run("After")));
    assert_eq!(read("a.docx", &word(&body)).unwrap().text, "Good\tRate\n(a) Ore\n\nAfter");
}

fn fault(bytes: &[u8]) -> Fault {
    read("a.docx", bytes).unwrap_err().fault
}

#[test]
fn damaged_and_foreign_packages_are_told() {
    let whole = word(&paragraph("", &run("x")));
    assert!(matches!(fault(&whole[..whole.len() / 2]), Fault::Package(_)));
    assert!(matches!(fault(&package(&[("mimetype", "text")])), Fault::Unread { .. }));
    assert!(matches!(fault(&package(&[("../../etc/word/document.xml", "<a/>")])), Fault::Unread { .. }));
    assert!(matches!(fault(&package(&[("word/document.xml", "<w:document><w:body>")])), Fault::Xml { .. }));
    assert!(matches!(
        fault(&package(&[("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")])),
        Fault::Doctype
    ));
}

#[test]
fn a_part_that_unpacks_to_too_much_is_refused() {
    let bomb = package(&[("word/document.xml", &" ".repeat((128 << 20) + 1))]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(fault(&bomb), Fault::Bomb(_)));
}

#[test]
fn tables_nested_without_end_are_refused() {
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(5000), "</w:tc></w:tr></w:tbl>".repeat(5000));
    assert_eq!(fault(&word(&deep)), Fault::TooDeep(100));
}

#[test]
fn an_encrypted_word_file_is_told() {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(fault(&bytes), Fault::Locked);
}

#[test]
fn text_boxes_follow_the_paragraph_they_are_anchored_in() {
    let frame = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph("", &run(words)));
    let anchored = format!(
        "<w:r><w:alt><w:Choice><w:drawing>{}</w:drawing></w:Choice><w:Fallback><w:pict>{}</w:pict></w:Fallback></w:alt></w:r>",
        frame("Side note."),
        frame("Side note.")
    )
    .replace("w:alt", "w:AlternateContent");
    let body = paragraph("", &format!("{}{anchored}", run("Each Party shall act."))) + &paragraph("", &anchored);
    let source = read("draft.docx", &word(&body)).unwrap();
    let lines: Vec<&str> = source.text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, ["Each Party shall act.", "Side note.", "Side note."]);
}
