//! Findings as a reader at a terminal sees them: the words of the text with what is said of them below.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeStyles,
};

use super::excerpt::Wrapped;
use super::{Excerpt, Judged, Judgement, Spot};
use crate::rules::Severity;
use crate::source::Position;

/// How renderings for people look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the screen.
    pub width: usize,
    /// Whether colours may be used.
    pub colour: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look { width: 90, colour: false }
    }
}

impl Look {
    /// The handler of diagnostics that draws in this look.
    pub(super) fn handler(self) -> GraphicalReportHandler {
        let mut styles = if self.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
        styles.highlights.truncate(1);
        let theme = GraphicalTheme { styles, ..GraphicalTheme::unicode_nocolor() };
        GraphicalReportHandler::new_themed(theme)
            .with_width(self.width)
            .with_links(false)
            .with_show_related_as_nested(true)
            .without_syntax_highlighting()
    }

    /// Columns for a line of the text beside a gutter of `digits`, indented by `indent`.
    fn columns(self, digits: usize, indent: usize) -> usize {
        self.width.saturating_sub(digits + indent + 6)
    }
}

/// All findings about one agreement; nothing where there is none.
#[must_use]
pub fn graphical(judged: &Judged, look: Look) -> String {
    let mut out = String::new();
    if let Some(said) = doubt(judged).filter(|_| !judged.findings.is_empty()) {
        let said = format!("{}: {said}. What seems absent may stand there.", judged.file);
        out.push_str(&format!("{}\n\n", textwrap::fill(&said, look.width)));
    }
    for finding in &judged.findings {
        out.push_str(&one(finding, &judged.file, look));
        out.push('\n');
    }
    out
}

/// Why nobody should trust an absence, if so: it is said first.
pub(super) fn doubt(judged: &Judged) -> Option<String> {
    let language = judged.language.as_deref().unwrap_or("unknown");
    if judged.foreign {
        return Some(format!("the text is in a language ({language}) of which few phrases are known"));
    }
    let what = if judged.missing.is_empty() {
        "it has no preamble, or large parts could not be read as provisions".to_owned()
    } else {
        format!("it refers to {}, which the file lacks", list(&judged.missing))
    };
    (!judged.complete).then(|| format!("the text is incomplete: {what}"))
}

/// Names in a sentence: `A, B and C`.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn one(finding: &Judgement, file: &str, look: Look) -> String {
    Shown::new(finding, file, look).draw(look)
}

/// A provision that decides an answer, with its words.
#[must_use]
pub(super) fn evidence(place: &str, excerpt: &Excerpt, file: &str, at: Position, look: Look) -> String {
    let shown = Shown {
        code: None,
        message: place.to_owned(),
        severity: miette::Severity::Advice,
        help: None,
        snippet: Some(Snippet::new(excerpt, file, at, look, 0)),
        related: Vec::new(),
    };
    shown.draw(look)
}

/// A finding or a related place, as miette wants it.
#[derive(Debug)]
struct Shown {
    code: Option<String>,
    message: String,
    severity: miette::Severity,
    help: Option<String>,
    snippet: Option<Snippet>,
    related: Vec<Shown>,
}

impl Shown {
    fn new(finding: &Judgement, file: &str, look: Look) -> Self {
        Shown {
            code: Some(code(finding)),
            message: finding.message.clone(),
            severity: severity(finding.severity),
            help: help(finding),
            snippet: Snippet::of(&finding.at, file, look, 0),
            related: finding.related.iter().filter_map(|spot| Shown::beside(spot, file, look)).collect(),
        }
    }

    /// A related place that stands elsewhere in the text.
    fn beside(spot: &Spot, file: &str, look: Look) -> Option<Self> {
        let snippet = Snippet::of(spot, file, look, 6)?;
        Some(Shown {
            code: None,
            message: spot.said(),
            severity: miette::Severity::Advice,
            help: None,
            snippet: Some(snippet),
            related: Vec::new(),
        })
    }

    fn draw(&self, look: Look) -> String {
        let mut drawn = String::new();
        match look.handler().render_report(&mut drawn, self) {
            Ok(()) => renumber(&drawn, &self.numbers()),
            Err(_) => format!("{}\n", self.message),
        }
    }

    /// What the gutters shall say, with what miette writes there.
    fn numbers(&self) -> Vec<(String, String)> {
        let own = self.snippet.iter().flat_map(Snippet::numbers);
        own.chain(self.related.iter().flat_map(Shown::numbers)).collect()
    }
}

/// `error[hrw-letter/advance-consent] criterion (b), for review`.
fn code(finding: &Judgement) -> String {
    let mut code = format!("{}[{}/{}]", finding.severity.word(), finding.pack, finding.rule);
    if let Some(key) = &finding.criterion {
        code.push_str(&format!(" criterion ({key})"));
    }
    if !finding.certain {
        code.push_str(", for review");
    }
    if !finding.at.changes.is_empty() {
        code.push_str(&format!(", {}", finding.at.changed()));
    }
    code
}

fn help(finding: &Judgement) -> Option<String> {
    match (&finding.help, &finding.model) {
        (help, None) => help.clone(),
        (None, Some(model)) => Some(format!("model wording: {model}")),
        (Some(help), Some(model)) => Some(format!("{help}\nmodel wording: {model}")),
    }
}

fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Satisfied | Severity::Advice => miette::Severity::Advice,
        Severity::Warning => miette::Severity::Warning,
        Severity::Error => miette::Severity::Error,
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = &self.snippet.as_ref()?.wrapped.labels;
        Some(Box::new(labels.iter().map(|(range, words)| {
            LabeledSpan::new_with_span(words.clone().filter(|words| !words.is_empty()), range.clone())
        })))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        let related = self.related.iter().map(|shown| shown as &dyn Diagnostic);
        (!self.related.is_empty()).then(|| Box::new(related) as Box<dyn Iterator<Item = &'a dyn Diagnostic>>)
    }
}

/// A wrapped excerpt that miette draws without searching the file.
///
/// miette counts every row as a line of the file, so the rows carry stand-in numbers that [`renumber`] replaces.
#[derive(Debug)]
struct Snippet {
    name: String,
    line: usize,
    column: usize,
    digits: usize,
    wrapped: Wrapped,
}

impl Snippet {
    fn of(spot: &Spot, file: &str, look: Look, indent: usize) -> Option<Self> {
        let at = Position { line: spot.line, column: spot.column };
        spot.excerpt.as_ref().map(|excerpt| Snippet::new(excerpt, spot.file(file), at, look, indent))
    }

    fn new(excerpt: &Excerpt, file: &str, at: Position, look: Look, indent: usize) -> Self {
        let last = excerpt.lines.last().copied().unwrap_or(1);
        let digits = last.to_string().len().max(3);
        Snippet {
            name: file.to_owned(),
            line: (at.line as usize).saturating_sub(1),
            column: (at.column as usize).saturating_sub(1),
            digits,
            wrapped: excerpt.wrap(look.columns(digits, indent)),
        }
    }

    /// The stand-in number of the first row: the least with as many digits as the gutter needs.
    fn first(&self) -> usize {
        10_usize.saturating_pow(u32::try_from(self.digits).unwrap_or(3).saturating_sub(1))
    }

    fn numbers(&self) -> Vec<(String, String)> {
        let width = self.digits;
        let shown = self.wrapped.rows.iter().map(|line| match line {
            Some(line) => format!("{line:>width$}"),
            None => " ".repeat(width),
        });
        shown.enumerate().map(|(nth, shown)| ((self.first() + nth).to_string(), shown)).collect()
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.wrapped.text.as_bytes();
        let whole = SourceSpan::from(0..text.len());
        let rows = self.wrapped.rows.len();
        let contents = if before == 0 {
            MietteSpanContents::new_named(self.name.clone(), text, *span, self.line, self.column, rows)
        } else {
            MietteSpanContents::new_named(self.name.clone(), text, whole, self.first() - 1, 0, rows)
        };
        Ok(Box::new(contents))
    }
}

/// Writes the true line numbers into the gutters, in order; rows that continue a line get none.
fn renumber(drawn: &str, numbers: &[(String, String)]) -> String {
    let mut out = String::with_capacity(drawn.len());
    let mut awaited = numbers.iter().peekable();
    for row in drawn.split_inclusive('\n') {
        let found = awaited.peek().and_then(|(stand_in, shown)| Some((gutter(row, stand_in)?, stand_in.len(), shown)));
        let parts = found.and_then(|(at, length, shown)| Some((row.get(..at)?, shown, row.get(at + length..)?)));
        match parts {
            None => out.push_str(row),
            Some((before, shown, after)) => {
                awaited.next();
                out.push_str(before);
                out.push_str(shown);
                out.push_str(after);
            }
        }
    }
    out
}

/// Where a row's gutter holds the number, if it does.
fn gutter(row: &str, number: &str) -> Option<usize> {
    let written = |at: &usize| {
        let lead = row.get(..*at).is_some_and(|before| before.ends_with([' ', 'm']));
        let tail = row.get(at + number.len()..).unwrap_or_default();
        let tail = tail.strip_prefix("\u{1b}[0m").unwrap_or(tail);
        lead && tail.starts_with(" │")
    };
    row.match_indices(number).map(|(at, _)| at).find(written)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn snapshot(name: &str, text: String) {
        insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, text);
        });
    }

    #[test]
    fn a_finding_shows_the_words_it_rests_on() {
        let shown = graphical(&sample::judged(), Look::default());
        snapshot("graphical-sample", format!("{}\n---\n{shown}", sample::TEXT));
        assert!(shown.lines().all(|line| line.chars().count() <= 90), "{shown}");
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let look = Look { width: 90, colour: true };
        let coloured = graphical(&sample::judged(), look);
        assert!(coloured.contains('\u{1b}'));
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        assert_eq!(stripped, graphical(&sample::judged(), Look::default()));
    }

    #[test]
    fn every_related_place_has_its_own_line_number() {
        let mut judged = sample::judged();
        let related = judged.findings[0].related.clone();
        judged.findings[0].related.extend(related);
        let shown = graphical(&judged, Look::default());
        assert_eq!(shown.matches(" 10 │ A Party may choose").count(), 3, "{shown}");
        assert!(!shown.contains("100 │"), "{shown}");
    }

    #[test]
    fn a_narrow_screen_gets_narrow_rows() {
        let look = Look { width: 60, colour: false };
        let shown = graphical(&sample::judged(), look);
        let mut rows = shown.lines().filter(|row| !row.contains("╰──"));
        assert!(rows.all(|row| row.chars().count() <= 60), "{shown}");
    }
}
