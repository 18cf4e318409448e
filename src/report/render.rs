//! All renderings of judged agreements by name.

use serde_json::json;

use super::{
    Judged, Look, Paper, RuleNote, github, gitlab, graphical, html, junit, line, markdown, sarif, summary, table, tally,
};

/// A rendering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The words of the text with what is said of them, for terminals.
    Graphical,
    /// The scorecard, for terminals.
    Summary,
    /// One line for each finding.
    Line,
    /// One JSON document (`schemas/check.schema.json`).
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub annotations.
    Github,
    /// GitLab code quality report.
    Gitlab,
    /// JUnit XML: a test for each rule.
    Junit,
    /// A table of findings as CSV.
    Csv,
    /// Markdown for a comment on a change.
    Markdown,
    /// A web page that also shows the text.
    Html,
}

impl Form {
    /// Whether agreements are drawn one by one, so that the first is seen before the last is read.
    #[must_use]
    pub fn streams(self) -> bool {
        matches!(self, Form::Graphical | Form::Summary | Form::Line | Form::Github)
    }
}

/// One agreement, in a form that [`Form::streams`]; nothing in another form.
#[must_use]
pub fn render_one(form: Form, judged: &Judged, look: Look) -> String {
    match form {
        Form::Graphical => graphical(judged, look),
        Form::Summary => format!("{}\n", summary(judged, look)),
        Form::Line => line(judged),
        Form::Github => github(judged),
        Form::Json | Form::Sarif | Form::Gitlab | Form::Junit | Form::Csv | Form::Markdown | Form::Html => {
            String::new()
        }
    }
}

/// What follows the agreements in a form that [`Form::streams`], and the whole in another form.
///
/// `papers` are the agreements' texts, which only a web page needs.
#[must_use]
pub fn render_end(form: Form, all: &[Judged], papers: &[Paper], rules: &[RuleNote]) -> String {
    match form {
        Form::Graphical => format!("{}\n", tally(all)),
        Form::Summary | Form::Line | Form::Github => String::new(),
        Form::Json => format!("{:#}\n", json!({ "version": 1, "agreements": all })),
        Form::Sarif => format!("{:#}\n", sarif(all, rules)),
        Form::Gitlab => format!("{:#}\n", gitlab(all)),
        Form::Junit => junit(all, rules),
        Form::Csv => table(all),
        Form::Markdown => markdown(all),
        Form::Html => {
            let shown: Vec<(&Judged, &Paper)> = all.iter().zip(papers).collect();
            html(&shown, None).unwrap_or_else(|error| format!("{error}\n"))
        }
    }
}
