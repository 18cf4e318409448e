//! JUnit XML, for systems that show tests: a suite for each agreement, a test for each rule.

use std::fmt::Write;

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
    let name = escape(&judged.file);
    let (tests, file) = (rules.len(), &name);
    let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">");
    for rule in rules {
        let _ = write!(
            out,
            "    <testcase classname=\"{}\" name=\"{}\" file=\"{file}\"",
            escape(&rule.pack),
            escape(&rule.name)
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
    let (kind, message, line) = (found.severity.word(), escape(&found.message), found.at.line);
    let help = found.help.as_deref().map(escape).unwrap_or_default();
    let _ = writeln!(
        out,
        "      <failure type=\"{kind}\" message=\"{message}\">{}:{line} {}{}\n{help}</failure>",
        escape(file),
        escape(&found.at.place),
        escape(&found.at.bracketed())
    );
}

/// Text inside XML; characters that XML 1.0 does not allow are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            c if (c as u32) < 0x20 && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
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
