//! Annotations that GitHub shows beside the changed lines.

use super::{Judged, Judgement};
use crate::rules::Severity;

/// One workflow command for each finding; what is only for review, and fails no run, is a notice.
#[must_use]
pub fn github(judged: &Judged) -> String {
    judged.findings.iter().map(|found| command(found.at.file(&judged.file), found)).collect()
}

fn command(file: &str, found: &Judgement) -> String {
    let kind = match found.severity {
        _ if !found.certain => "notice",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice | Severity::Satisfied => "notice",
    };
    let review = if found.certain { "" } else { " (for review)" };
    let at = &found.at;
    let mut fields = format!("file={},line={},endLine={}", property(file), at.line, at.end_line);
    if at.line == at.end_line {
        fields.push_str(&format!(",col={},endColumn={}", at.column, at.end_column));
    }
    let title = property(&format!("{} ({})", found.rule, at.place));
    let help = found.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    format!(
        "::{kind} {fields},title={title}::{}\n",
        message(&format!("{}{}{review}{help}", found.message, at.bracketed()))
    )
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_command_names_file_lines_and_columns() {
        let shown = github(&sample::judged());
        assert!(shown.starts_with("::error file=drafts/copper.txt,line=6,endLine=6,col=15,endColumn="), "{shown}");
        assert_eq!(shown.lines().count(), 2);
    }

    #[test]
    fn what_github_reads_as_syntax_is_escaped() {
        assert_eq!(property("a,b:c\n%"), "a%2Cb%3Ac%0A%25");
    }
}
