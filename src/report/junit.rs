//! JUnit XML, for systems that show tests: a suite for each agreement, a test for each rule.

use std::fmt::Write;

use super::xml::escaped;
use super::{Judged, Judgement, RuleNote};
use crate::rules::Severity;

/// The whole document.
#[must_use]
pub fn junit(all: &[Judged], rules: &[RuleNote]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"treatylint\">\n");
    for judged in all {
        suite(&mut out, judged, rules);
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(out: &mut String, judged: &Judged, rules: &[RuleNote]) {
    let failures = rules.iter().filter(|rule| broken(judged, rule).next().is_some()).count();
    let name = escaped(&judged.file);
    let (tests, file) = (rules.len(), &name);
    let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">");
    for rule in rules {
        let _ = write!(
            out,
            "    <testcase classname=\"{}\" name=\"{}\" file=\"{file}\"",
            escaped(&rule.pack),
            escaped(&rule.name)
        );
        let mut broken = broken(judged, rule).peekable();
        if broken.peek().is_none() {
            out.push_str("/>\n");
            continue;
        }
        out.push_str(">\n");
        broken.for_each(|found| failure(out, found.at.file(&judged.file), found));
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

/// The findings that make a rule's test fail: certain errors and warnings.
fn broken<'j>(judged: &'j Judged, rule: &'j RuleNote) -> impl Iterator<Item = &'j Judgement> {
    let own = judged.findings.iter().filter(|found| found.rule == rule.name && found.pack == rule.pack);
    own.filter(|found| found.certain && found.severity >= Severity::Warning)
}

fn failure(out: &mut String, file: &str, found: &Judgement) {
    let (kind, message, line) = (found.severity.word(), escaped(&found.message).replace('\n', "&#10;"), found.at.line);
    let help = found.help.as_deref().map(escaped).unwrap_or_default();
    let _ = writeln!(
        out,
        "      <failure type=\"{kind}\" message=\"{message}\">{}:{line} {}{}\n{help}</failure>",
        escaped(file),
        escaped(&found.at.place),
        escaped(&found.at.bracketed())
    );
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_document_is_xml_and_counts_failures() {
        let rule = |name: &str| RuleNote { name: name.into(), pack: "hrw-letter".into(), ..RuleNote::default() };
        let rules = [rule("advance-consent"), rule("tobacco-only")];
        let drawn = junit(&[sample::judged()], &rules);
        let document = roxmltree::Document::parse(&drawn).unwrap();
        let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).unwrap();
        assert_eq!((suite.attribute("tests"), suite.attribute("failures")), (Some("2"), Some("1")));
        let failure = document.descendants().find(|node| node.has_tag_name("failure")).unwrap();
        assert!(failure.attribute("message").unwrap().contains("\"consents to the submission of a claim\""));
    }
}
