//! SARIF 2.1.0, for code scanning services (OASIS standard, 27 March 2020).
//!
//! Written as plain JSON values: the generated bindings of `serde-sarif` cost more to build than the rest of this crate.

use serde_json::{Value, json};

use super::{Judged, Judgement, Spot};
use crate::rules::Severity;

/// What a report says of a rule as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleNote {
    /// Its pack.
    pub pack: String,
    /// Its name.
    pub name: String,
    /// Its title.
    pub summary: String,
    /// What it finds.
    pub finds: String,
    /// The criterion's key, where it has one.
    pub criterion: Option<String>,
    /// How grave its findings are by default.
    pub severity: Severity,
}

/// One run over all agreements.
#[must_use]
pub fn sarif(all: &[Judged], rules: &[RuleNote]) -> Value {
    let results: Vec<Value> =
        all.iter().flat_map(|judged| judged.findings.iter().map(|found| result(&judged.file, found))).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": all.iter().map(|judged| json!({ "location": { "uri": uri(&judged.file) } })).collect::<Vec<_>>(),
            "results": results,
        }],
    })
}

impl Default for RuleNote {
    fn default() -> Self {
        RuleNote {
            pack: String::new(),
            name: String::new(),
            summary: String::new(),
            finds: String::new(),
            severity: Severity::Warning,
            criterion: None,
        }
    }
}

fn rule(note: &RuleNote) -> Value {
    json!({
        "id": format!("{}/{}", note.pack, note.name),
        "name": note.name,
        "shortDescription": { "text": note.summary },
        "fullDescription": { "text": note.finds },
        "properties": { "tags": note.criterion.iter().map(|key| format!("criterion-{key}")).collect::<Vec<_>>() },
        "defaultConfiguration": { "level": level(note.severity) },
    })
}

fn result(file: &str, found: &Judgement) -> Value {
    let related: Vec<Value> = found.related.iter().map(|spot| location(file, spot)).collect();
    let help = found.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
    let kind = if !found.certain {
        "review"
    } else if found.severity == Severity::Satisfied {
        "pass"
    } else {
        "fail"
    };
    let level = if kind == "fail" { level(found.severity) } else { "none" };
    json!({
        "ruleId": format!("{}/{}", found.pack, found.rule),
        "kind": kind,
        "level": level,
        "message": { "text": format!("{}{help}{}", found.message, found.at.bracketed()) },
        "locations": [location(file, &found.at)],
        "relatedLocations": related,
        "partialFingerprints": { "treatylint/v1": found.fingerprint() },
        "properties": {
            "criterion": found.criterion,
            "severity": found.severity.word(),
            "changes": found.at.changes,
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice | Severity::Satisfied => "note",
    }
}

fn location(file: &str, spot: &Spot) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(spot.file(file)) },
            "region": {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endLine": spot.end_line,
                "endColumn": spot.end_column,
            },
        },
        "logicalLocations": [{ "fullyQualifiedName": spot.path, "name": spot.place }],
        "message": { "text": spot.label },
    })
}

/// A path as a relative URI reference: bytes outside the unreserved set are percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn results_point_at_lines_and_provisions() {
        let note = RuleNote {
            pack: "hrw-letter".into(),
            name: "advance-consent".into(),
            summary: "Consent in advance.".into(),
            finds: "Consent of each Party to all claims to come.".into(),
            severity: Severity::Error,
            criterion: Some("b".into()),
        };
        let log = sarif(&[sample::judged()], &[note]);
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), 2);
        assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 6);
        assert_eq!(results[0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "ch9/art9.4/1");
        assert_eq!(results[0]["level"], "error");
        assert_eq!(results[1]["kind"], "review");
        assert_eq!(results[1]["level"], "none");
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], "hrw-letter/advance-consent");
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("a b/é.txt"), "a%20b/%C3%A9.txt");
    }
}
