//! Findings that were known before: a file that lists them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use crate::report::{Judged, Trouble};
use crate::rules::Severity;

/// The file's form.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

/// A finding, by what stays the same when lines move.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    file: String,
    finding: String,
    count: usize,
}

/// Counts of findings by file and fingerprint.
pub(crate) type Counts = BTreeMap<(String, String), usize>;

/// Reads a baseline.
#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
pub(crate) fn read(path: &Path) -> Result<Counts, Trouble> {
    let unusable = |error: String| Trouble::new(format!("The baseline {} cannot be used: {error}.", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
    let baseline: Baseline = serde_json::from_str(&text).map_err(|error| unusable(error.to_string()))?;
    if baseline.version != 1 {
        return Err(unusable(format!("it has version {}, and only version 1 is read", baseline.version)));
    }
    Ok(baseline.findings.into_iter().map(|known| ((known.file, known.finding), known.count)).collect())
}

/// Writes the findings of a run as a baseline; `key` names files as the baseline shall.
pub(crate) fn write(path: &Path, all: &[Judged], key: impl Fn(&str) -> String) -> Result<(), Trouble> {
    let mut counts = Counts::new();
    for judged in all {
        let file = key(&judged.file);
        for found in judged.findings.iter().filter(|found| found.severity > Severity::Satisfied) {
            *counts.entry((file.clone(), found.fingerprint())).or_default() += 1;
        }
    }
    let known = counts.into_iter().map(|((file, finding), count)| Known { file, finding, count });
    let baseline = Baseline { version: 1, findings: known.collect() };
    let mut text = serde_json::to_string_pretty(&baseline).unwrap_or_default();
    text.push('\n');
    files::write(path, text.as_bytes())
}
