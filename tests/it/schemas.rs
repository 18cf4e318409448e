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

/// What SARIF 2.1.0 (OASIS, 27 March 2020) requires, and the closed lists that it has.
#[test]
fn sarif_has_what_the_standard_requires() {
    let log: Value = serde_json::from_str(&printed(&[
        "check",
        "--format=sarif",
        "agreements/negotiated-draft.docx",
        "agreements/model-agreement.md",
    ]))
    .unwrap();
    assert_eq!((&log["version"], log["runs"].as_array().unwrap().len()), (&Value::from("2.1.0"), 1));
    let run = &log["runs"][0];
    assert!(run["tool"]["driver"]["name"].is_string());
    let rules: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(rules.iter().collect::<std::collections::BTreeSet<_>>().len(), rules.len(), "a rule is told twice");
    assert!(run["results"].as_array().unwrap().len() > 10);
    for result in run["results"].as_array().unwrap() {
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
        assert!(rules.contains(&result["ruleId"].as_str().unwrap()), "{result}");
        assert!(["error", "warning", "note", "none"].contains(&result["level"].as_str().unwrap()), "{result}");
        let kind = result["kind"].as_str().unwrap();
        assert!(["pass", "fail", "review"].contains(&kind), "{result}");
        assert!(kind == "fail" || result["level"] == "none", "{result}");
        for place in
            result["locations"].as_array().unwrap().iter().chain(result["relatedLocations"].as_array().unwrap())
        {
            let region = &place["physicalLocation"]["region"];
            let number = |key: &str| region[key].as_u64().unwrap();
            assert!(number("startLine") >= 1 && number("startColumn") >= 1, "{place}");
            assert!(
                (number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn")),
                "{place}"
            );
            assert!(!place["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().contains(' '), "{place}");
        }
    }
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
