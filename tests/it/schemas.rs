//! The published schemas say what the program writes and reads.

use assert_cmd::Command;
use serde_json::Value;

use crate::support::project;

fn schema(name: &str) -> Value {
    let path = project().join("schemas").join(format!("{name}.schema.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("treatylint").unwrap();
    let output = command.current_dir(project()).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Where a value breaks a schema of the few words that ours use.
#[expect(clippy::wildcard_enum_match_arm, reason = "all other values are treated alike")]
fn breaks(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = choices.iter().any(|choice| breaks(choice, value, at).is_empty());
        return if fits { Vec::new() } else { vec![format!("{at} fits no choice")] };
    }
    let mut broken = Vec::new();
    if !of_type(&schema["type"], value) || schema["enum"].as_array().is_some_and(|words| !words.contains(value)) {
        broken.push(format!("{at}: {value}"));
    }
    for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
        broken.extend(breaks(&schema["items"], item, &format!("{at}/{nth}")));
    }
    let required =
        schema["required"].as_array().into_iter().flatten().filter(|key| value.get(key.as_str().unwrap()).is_none());
    broken.extend(required.map(|key| format!("{at} lacks {key}")));
    for (key, inner) in value.as_object().into_iter().flatten() {
        let known = schema["properties"].get(key).unwrap_or(&schema["additionalProperties"]);
        match known {
            Value::Bool(false) => broken.push(format!("{at} has {key}")),
            known => broken.extend(breaks(known, inner, &format!("{at}/{key}"))),
        }
    }
    broken
}

#[expect(clippy::wildcard_enum_match_arm, reason = "all other values are treated alike")]
fn of_type(wanted: &Value, value: &Value) -> bool {
    let one = |word: &str| match word {
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => false,
    };
    match wanted {
        Value::String(word) => one(word),
        Value::Array(words) => words.iter().any(|word| one(word.as_str().unwrap())),
        _ => true,
    }
}

#[test]
fn coded_lines_keep_their_schema() {
    let lines = printed(&["code", "agreements/plain-isds-draft.txt", "nowhere.txt"]);
    assert_eq!(lines.lines().count(), 2);
    for line in lines.lines() {
        assert_eq!(breaks(&schema("code"), &serde_json::from_str(line).unwrap(), ""), Vec::<String>::new());
    }
}

#[test]
fn findings_keep_their_schema() {
    let document =
        printed(&["check", "--format=json", "agreements/plain-isds-draft.txt", "agreements/model-agreement.md"]);
    assert_eq!(breaks(&schema("check"), &serde_json::from_str(&document).unwrap(), ""), Vec::<String>::new());
}

#[test]
fn the_configuration_that_init_writes_keeps_its_schema() {
    let text = std::fs::read_to_string(project().join("src/cli/config/initial.toml")).unwrap();
    let bare = |line: &str| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line).to_owned();
    let active: Vec<String> = text.lines().map(bare).collect();
    let value: Value = toml::from_str(&active.join("\n")).unwrap();
    assert_eq!(breaks(&schema("treatylint"), &value, ""), Vec::<String>::new());
}

#[test]
fn the_schema_and_the_program_know_the_same_keys() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("treatylint.toml"), "no-such-key = 1\n").unwrap();
    let mut command = Command::cargo_bin("treatylint").unwrap();
    let output = command.current_dir(folder.path()).args(["check", "x.txt"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    for key in schema("treatylint")["properties"].as_object().unwrap().keys() {
        assert!(said.contains(key.as_str()), "the program does not know `{key}`:\n{said}");
    }
}

#[test]
fn a_broken_value_is_noticed() {
    let broken = breaks(&schema("check"), &serde_json::json!({ "version": 2, "more": [] }), "");
    assert_eq!(broken.len(), 3, "{broken:?}");
}
