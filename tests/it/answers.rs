//! The program's answers against what the authors of the project's own texts meant them to answer, and, where they are
//! present, against codings of real agreements. Each floor is a little below what was measured when it was set: raise it with the pages.

use std::collections::BTreeMap;

use crate::support::{answer, coded, files, project, shared};

/// Expected answers of one text: indicator and answer.
type Expected = Vec<(String, String)>;

#[test]
fn agreements_are_answered_as_their_author_meant() {
    let expected = expected_of_agreements();
    assert!(expected.len() >= 10, "tables of {} agreements", expected.len());
    let texts = expected.into_iter().map(|(file, expected)| {
        let bytes = std::fs::read(project().join("agreements").join(&file)).unwrap();
        (file, bytes, expected)
    });
    at_least(1.0, texts.collect());
}

#[test]
fn challenge_texts_are_answered_as_their_author_meant() {
    let texts: Vec<_> = files("tests/challenge", ".jsonl").iter().flat_map(|path| challenges(path)).collect();
    assert!(texts.len() >= 60, "{} challenge texts", texts.len());
    at_least(0.99, texts);
}

#[test]
fn real_challenge_texts_are_answered_as_coded() {
    let Some(path) = shared("gold/challenge-dev.jsonl") else { return };
    at_least(0.99, challenges(&path));
}

/// Codes the texts and asks that at least `floor` (0 to 1) of the answers are as expected.
fn at_least(floor: f64, texts: Vec<(String, Vec<u8>, Expected)>) {
    let (mut right, mut wrong) = (0_u32, Vec::new());
    for (name, bytes, expected) in texts {
        let (_, _, facts) = coded(&name, &bytes);
        for (indicator, expected) in expected {
            match answer(&facts, &indicator) {
                given if given == expected => right += 1,
                given => wrong.push(format!("{name}: {indicator} is {given}, expected {expected}")),
            }
        }
    }
    let share = f64::from(right) / (f64::from(right) + wrong.len() as f64);
    eprintln!("{right} right, {} wrong: {share:.3}", wrong.len());
    assert!(share >= floor, "{share:.3} of the answers are right, the floor is {floor}:\n{}", wrong.join("\n"));
}

/// The tables of `tests/expected.md`, by file.
fn expected_of_agreements() -> BTreeMap<String, Expected> {
    let text = std::fs::read_to_string(project().join("tests/expected.md")).unwrap();
    let sections = text.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'));
    sections.map(|(file, section)| (file.trim().to_owned(), section.lines().filter_map(row).collect())).collect()
}

fn row(line: &str) -> Option<(String, String)> {
    let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
    let indicator = cells.first().filter(|cell| cell.contains('.') && !cell.contains(' '))?;
    Some(((*indicator).to_owned(), (*cells.get(1)?).to_owned()))
}

fn challenges(path: &std::path::Path) -> Vec<(String, Vec<u8>, Expected)> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let challenge = |line: serde_json::Value| {
        let expected = line["expect"].as_object().unwrap().iter().map(|(id, value)| (id.clone(), written(value)));
        (format!("{}.txt", line["id"].as_str().unwrap()), line["text"].as_str().unwrap().into(), expected.collect())
    };
    lines.map(challenge).collect()
}

fn written(value: &serde_json::Value) -> String {
    let word = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let Some(members) = value.as_array() else { return word(value) };
    let mut members: Vec<String> = members.iter().map(word).collect();
    members.sort();
    format!("[{}]", members.join(", "))
}

#[test]
fn tables_and_lists_are_read_as_written() {
    assert_eq!(
        row("| isds.forum | [icsid, uncitral] | Article 9 |"),
        Some(("isds.forum".into(), "[icsid, uncitral]".into()))
    );
    assert_eq!(row("| indicator | answer | decided by |"), None);
    assert_eq!(written(&serde_json::json!(["b", "a"])), "[a, b]");
    assert_eq!(written(&serde_json::json!(10)), "10");
}
