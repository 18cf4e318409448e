//! One line for each finding, as compilers write them, and a line that counts them.

use super::Judged;
use crate::rules::Severity;

/// `file:line:column: severity: message [pack/rule]`, one line for each finding.
#[must_use]
pub fn line(judged: &Judged) -> String {
    let mut out = String::new();
    for found in &judged.findings {
        let review = if found.certain { "" } else { " (for review)" };
        let severity = found.severity.word();
        let (line, column) = (found.at.line, found.at.column);
        let message = found.message.replace('\n', " ");
        out.push_str(&format!(
            "{}:{line}:{column}: {severity}{review}: {message}{} [{}/{}]\n",
            found.at.file(&judged.file),
            found.at.bracketed(),
            found.pack,
            found.rule
        ));
    }
    out
}

/// How many findings of each kind there are: `1 error, 2 warnings, 1 for review in 3 agreements`.
#[must_use]
pub fn tally(all: &[Judged]) -> String {
    let findings = || all.iter().flat_map(|judged| &judged.findings);
    let certain = |severity| findings().filter(|found| found.certain && found.severity == severity).count();
    let counts = [
        (certain(Severity::Error), "error", "errors"),
        (certain(Severity::Warning), "warning", "warnings"),
        (certain(Severity::Advice), "piece of advice", "pieces of advice"),
        (findings().filter(|found| !found.certain).count(), "for review", "for review"),
        (certain(Severity::Satisfied), "criterion met", "criteria met"),
    ];
    let said: Vec<String> =
        counts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(*count, one, many)).collect();
    let what = if said.is_empty() { "no finding".to_owned() } else { said.join(", ") };
    format!("{what} in {}", counted(all.len(), "agreement", "agreements"))
}

/// A count with its noun: `1 agreement`, `2 agreements`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn certain_findings_come_first_in_the_order_of_the_text() {
        let shown = line(&sample::judged());
        let places: Vec<&str> = shown.lines().map(|row| row.split(": ").next().unwrap()).collect();
        assert_eq!(places, ["drafts/copper.txt:6:15", "drafts/copper.txt:10:9"]);
        assert!(shown.contains(": warning (for review): Article 9.9"), "{shown}");
    }

    #[test]
    fn the_tally_counts_every_kind() {
        assert_eq!(tally(&[sample::judged()]), "1 error, 1 for review in 1 agreement");
        assert_eq!(tally(&[]), "no finding in 0 agreements");
    }
}
