//! GitLab's code quality report (the part of the Code Climate format that GitLab reads).

use serde_json::{Value, json};

use super::{Judged, Judgement};
use crate::rules::Severity;

/// An array of all findings but met criteria.
#[must_use]
pub fn gitlab(all: &[Judged]) -> Value {
    let issues = all.iter().flat_map(|judged| {
        let grave = judged.findings.iter().filter(|found| found.severity > Severity::Satisfied);
        grave.map(|found| issue(found.at.file(&judged.file), found))
    });
    Value::Array(issues.collect())
}

fn issue(file: &str, found: &Judgement) -> Value {
    json!({
        "description": format!("{}{}", found.message, found.at.bracketed()),
        "check_name": format!("{}/{}", found.pack, found.rule),
        "fingerprint": format!("{:016x}", hash(&format!("{file}:{}", found.fingerprint()))),
        "severity": match (found.certain, found.severity) {
            (false, _) | (true, Severity::Advice | Severity::Satisfied) => "info",
            (true, Severity::Warning) => "minor",
            (true, Severity::Error) => "major",
        },
        "location": { "path": file, "lines": { "begin": found.at.line, "end": found.at.end_line } },
    })
}

/// FNV-1a, 64 bits: the same on every machine and in every version, which the standard hasher does not promise.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn issues_keep_their_fingerprints() {
        let issues = gitlab(&[sample::judged()]);
        assert_eq!(issues.as_array().unwrap().len(), 2);
        assert_eq!(issues, gitlab(&[sample::judged()]));
        assert_eq!(issues[0]["severity"], "major");
        assert_eq!(issues[0]["location"]["lines"]["begin"], 6);
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
