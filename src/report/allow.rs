//! Exceptions written into a text: `treatylint: allow RULE: REASON` on a line before a provision.

use super::{Locator, Suppression};
use crate::source::Span;
use crate::source::page::Problem;
use crate::structure::Outline;

const MARK: &str = "treatylint: allow ";

/// An exception written into a text, with its place in the input.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// The exception; it covers the next provision that begins below it.
    pub suppression: Suppression,
    /// The line, in bytes of the input.
    pub span: Span,
}

impl Allowance {
    /// Says that it suppressed nothing.
    #[must_use]
    pub fn unused(&self, file: &str) -> Problem {
        Problem {
            file: file.to_owned(),
            span: self.span,
            message: format!("This exception from `{}` suppresses nothing.", self.suppression.rule),
            help: Some("remove it, or check its rule and the provision below it".to_owned()),
        }
    }
}

/// The exceptions in an input, and the mistakes in them.
#[must_use]
pub fn allowances(locator: &Locator, outline: &Outline) -> (Vec<Allowance>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    let input = locator.bytes();
    for at in memchr::memmem::find_iter(input, MARK) {
        let line = input.get(at..).unwrap_or_default();
        let length = memchr::memchr(b'\n', line).unwrap_or(line.len());
        let words = String::from_utf8_lossy(line.get(MARK.len()..length).unwrap_or_default()).into_owned();
        let span = Span::of(at, at + length);
        match words.split_once(':').map(|(rule, reason)| (rule.trim(), closed(reason))) {
            Some((rule, reason)) if !rule.is_empty() && !reason.is_empty() => {
                let at = below(locator, outline, span.end);
                let suppression =
                    Suppression { rule: rule.to_owned(), files: None, at, reason: reason.to_owned(), expired: false };
                found.push(Allowance { suppression, span });
            }
            _ => problems.push(Problem {
                file: locator.source().name.clone(),
                span,
                message: "An exception needs a rule and a reason.".to_owned(),
                help: Some("write `treatylint: allow RULE: REASON`".to_owned()),
            }),
        }
    }
    (found, problems)
}

/// The reason without the end of the comment.
fn closed(reason: &str) -> &str {
    reason.trim().trim_end_matches("-->").trim_end_matches("*/").trim()
}

/// The path of the first provision that begins after a byte of the input; of several, the one that holds the others.
fn below(locator: &Locator, outline: &Outline, at: u32) -> Option<String> {
    let begins = |span: Span| locator.span(span).start >= at;
    outline.provisions.iter().find(|provision| begins(provision.span)).map(|provision| provision.path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    fn read(text: &str) -> (Vec<Allowance>, Vec<Problem>) {
        let source = source::read("draft.md", text.as_bytes()).unwrap();
        let outline = Outline::read(&source);
        allowances(&Locator::new(&source, text.as_bytes()), &outline)
    }

    #[test]
    fn an_exception_covers_the_next_provision() {
        let text = "# Agreement\n\n## Article 1: Scope\n\nThis covers trade.\n\n<!-- treatylint: allow own-rule: agreed in May -->\n## Article 2: Claims\n\nEach Party shall act.\n";
        let (found, problems) = read(text);
        assert!(problems.is_empty());
        assert_eq!(found[0].suppression.at.as_deref(), Some("art2"));
        assert_eq!(found[0].suppression.reason, "agreed in May");
    }

    #[test]
    fn an_exception_needs_a_reason() {
        let (found, problems) =
            read("<!-- treatylint: allow own-rule -->\n## Article 1: Scope\n\nThis covers trade.\n");
        assert!(found.is_empty());
        assert_eq!(problems.len(), 1);
    }
}
