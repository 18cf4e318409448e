//! The same agreement in every format; inputs that nobody should have to trust.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use proptest::prelude::*;
use treatylint::source::read;

const AGREEMENTS: [&str; 3] = ["plain-isds-draft.txt", "weak-agreement.txt", "bilateral-investment-treaty.txt"];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn html(text: &str) -> Vec<u8> {
    let lines: String =
        text.split("\n\n").map(|block| format!("<p>{}</p>\n", escaped(block).replace('\n', "<br>"))).collect();
    format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><nav>Home</nav>{lines}</body></html>")
        .into_bytes()
}

fn docx(text: &str) -> Vec<u8> {
    let run = |line: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(line));
    let block =
        |block: &str| format!("<w:p>{}</w:p>", block.lines().map(run).collect::<Vec<_>>().join("<w:r><w:br/></w:r>"));
    let body: String = text.split("\n\n").map(block).collect();
    let root = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(format!("<w:document {root}><w:body>{body}</w:body></w:document>").as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn rtf(text: &str) -> Vec<u8> {
    let mut written = String::from("{\\rtf1\\ansi{\\fonttbl\\f0 Arial;}\\f0 ");
    for sign in text.chars() {
        match sign {
            '\n' => written.push_str("\\par\n"),
            '\\' | '{' | '}' => write!(written, "\\{sign}").unwrap(),
            _ if sign.is_ascii() => written.push(sign),
            _ => write!(written, "\\u{}?", u32::from(sign)).unwrap(),
        }
    }
    (written + "}").into_bytes()
}

fn utf16(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn values(file: &Path) -> BTreeMap<String, String> {
    let run = assert_cmd::Command::cargo_bin("treatylint")
        .unwrap()
        .args(["code", "--format", "jsonl"])
        .arg(file)
        .output()
        .unwrap();
    let coded: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap_or_default();
    let indicators = coded["indicators"].as_object().cloned().unwrap_or_default();
    indicators.into_iter().map(|(name, answer)| (name, answer["value"].to_string())).collect()
}

#[test]
fn an_agreement_codes_alike_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    for name in AGREEMENTS {
        let given = Path::new("agreements").join(name);
        let text = std::fs::read_to_string(&given).unwrap();
        let expected = values(&given);
        assert!(!expected.is_empty(), "{name} is coded");
        for (ending, bytes) in
            [("html", html(&text)), ("docx", docx(&text)), ("rtf", rtf(&text)), ("txt", utf16(&text))]
        {
            let file = folder.path().join(format!("{name}.{ending}"));
            std::fs::write(&file, bytes).unwrap();
            let found = values(&file);
            let other: Vec<_> = expected.iter().filter(|(key, value)| found.get(*key) != Some(value)).collect();
            assert!(other.len() * 100 <= expected.len() * 3, "{name} as {ending}: {other:?}");
        }
    }
}

const OPENINGS: [&[u8]; 10] = [
    b"",
    b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 1 0 R>>",
    b"PK\x03\x04",
    b"<?xml version='1.0'?><treaty><body><chapter number='",
    b"<html><p><a href='#x'><sup>",
    b"{\\rtf1 {\\footnote ",
    b"# [a](b\n\n[^1]: ",
    b"<akomaNtoso><article><num>",
    b"\xFF\xFE",
    b"<!-- ",
];
const SCRAPS: [&str; 24] = [
    "<p>",
    "</p>",
    "<a href='#x'>",
    "</a>",
    "<sup>1</sup>",
    "<li id=x>",
    "&amp;",
    "&#13;",
    "\\u8364?",
    "{",
    "}",
    "\\'e9",
    "[^1]",
    "[[1]](#a)",
    "**",
    "|a|b|\n",
    "<!--",
    "-->",
    "é",
    "\r\n",
    "\u{c}",
    "Article 1",
    "<num>",
    "\n\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn reading_never_fails_badly(opening in 0..OPENINGS.len(), scraps in prop::collection::vec(0..SCRAPS.len(), 0..40), noise in prop::collection::vec(any::<u8>(), 0..30)) {
        let words: String = scraps.iter().map(|at| SCRAPS[*at]).collect();
        for tail in [noise.as_slice(), b""] {
            let bytes = [OPENINGS[opening], words.as_bytes(), tail].concat();
            for name in ["a.txt", "a.md", "a.html"] {
                let Ok(source) = read(name, &bytes) else { continue };
                for mark in &source.marks {
                    prop_assert!(source.text.get(mark.span.range()).is_some(), "{:?} in {:?}", mark, source.text);
                }
                for (at, _) in source.text.char_indices() {
                    let span = source.input_span(treatylint::source::Span::of(at, at + 1));
                    prop_assert!(span.end as usize <= bytes.len().max(source.text.len()), "{at}: {span:?} of {}", bytes.len());
                }
            }
        }
    }
}
