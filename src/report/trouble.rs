//! What keeps an input or a page from being used, shown like a finding.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use super::Look;
use crate::source::page::Problem;
use crate::source::without_controls;

/// A mistake in an input, a page of knowledge or a configuration.
#[derive(Debug)]
pub struct Trouble {
    message: String,
    help: Option<String>,
    place: Option<Box<(NamedSource<String>, LabeledSpan)>>,
    grave: bool,
}

impl Trouble {
    /// An input that cannot be used, said in one sentence that names it.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Trouble { message: message.into(), help: None, place: None, grave: true }
    }

    /// What to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Makes it a remark: everything could be used nevertheless.
    #[must_use]
    pub fn remark(mut self) -> Self {
        self.grave = false;
        self
    }

    /// A mistake at a line of a page, whose text is given.
    #[must_use]
    pub fn at(problem: &Problem, text: &str) -> Self {
        let span = problem.span.range();
        let end = text.floor_char_boundary(span.end);
        let start = text.floor_char_boundary(span.start).min(end);
        let label = LabeledSpan::new_with_span(Some("here".to_owned()), start..end);
        Trouble {
            message: problem.message.clone(),
            help: problem.help.clone(),
            place: Some(Box::new((NamedSource::new(&problem.file, without_controls(text.to_owned())), label))),
            grave: true,
        }
    }

    /// Whether something could not be used.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        self.grave
    }
}

/// Draws it.
#[must_use]
pub fn trouble(trouble: &Trouble, look: Look) -> String {
    let mut drawn = String::new();
    if look.handler().render_report(&mut drawn, trouble).is_err() {
        drawn = format!("{}\n", trouble.message);
    }
    drawn.push('\n');
    drawn
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Trouble {}

impl Diagnostic for Trouble {
    fn severity(&self) -> Option<miette::Severity> {
        Some(if self.grave { miette::Severity::Error } else { miette::Severity::Advice })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.as_ref().map(|place| &place.0 as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.place.as_ref().map(|place| Box::new(std::iter::once(place.1.clone())) as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_mistake_in_a_page_is_shown_at_its_line() {
        let text = "severity: errror\n\nWhat it finds.\n";
        let problem = Problem {
            file: "rules/criteria/own/ours.md".to_owned(),
            span: Span::of(10, 16),
            message: "`errror` is no severity.".to_owned(),
            help: Some("Did you mean `error`?".to_owned()),
        };
        let drawn = trouble(&Trouble::at(&problem, text), Look::default());
        assert!(drawn.contains("[rules/criteria/own/ours.md:1:11]"), "{drawn}");
        assert!(drawn.contains("severity: errror"), "{drawn}");
        assert!(drawn.contains("help: Did you mean `error`?"), "{drawn}");
    }

    #[test]
    fn a_span_outside_the_page_does_not_hurt() {
        let problem = Problem { file: "x.md".into(), span: Span::of(90, 95), message: "No.".into(), help: None };
        assert!(trouble(&Trouble::at(&problem, "short"), Look::default()).contains("No."));
    }
}
