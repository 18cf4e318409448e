//! Exceptions written into a text: `treatylint: allow RULE: REASON` on a line before a provision.

use super::{Locator, Suppression};
use crate::source::page::Problem;
use crate::source::{ALLOWANCE, Span, without_controls};
use crate::structure::Outline;

/// An exception written into a text, with its place in the input.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// The exception; it covers the next provision that begins below it.
    pub suppression: Suppression,
    /// The file whose line it is, and the line in bytes of that file.
    pub file: String,
    /// The line, in bytes of the file.
    pub span: Span,
}

impl Allowance {
    /// Says that it suppressed nothing.
    #[must_use]
    pub fn unused(&self) -> Problem {
        let said = format!("This exception from `{}` suppresses nothing.", self.suppression.rule);
        problem((&self.file, self.span), said, "remove it, or check its rule and the provision below it")
    }
}

/// The exceptions in an input, and the mistakes in them; places are those of the file that holds them.
#[must_use]
pub fn allowances(locator: &Locator, outline: &Outline) -> (Vec<Allowance>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    let input = locator.bytes();
    for at in memchr::memmem::find_iter(input, ALLOWANCE) {
        let line = input.get(at..).unwrap_or_default();
        let length = memchr::memchr(b'\n', line).unwrap_or(line.len());
        let words = String::from_utf8_lossy(line.get(ALLOWANCE.len()..length).unwrap_or_default());
        let words = without_controls(words.into_owned());
        let whole = Span::of(at, at + length);
        match allowance(locator, outline, &words, whole) {
            Ok(allowance) => found.push(allowance),
            Err((said, help)) => problems.push(problem(locator.own(whole), said.to_owned(), help)),
        }
    }
    (found, problems)
}

/// The exception that words behind the mark make; else what is wrong with it, and what to do.
fn allowance(
    locator: &Locator,
    outline: &Outline,
    words: &str,
    whole: Span,
) -> Result<Allowance, (&'static str, &'static str)> {
    const FORM: (&str, &str) = ("An exception needs a rule and a reason.", "write `treatylint: allow RULE: REASON`");
    const LAST: (&str, &str) = ("No provision begins below this exception.", "write it before the provision it is for");
    let (rule, reason) = words.split_once(':').map(|(rule, reason)| (rule.trim(), closed(reason))).ok_or(FORM)?;
    if rule.is_empty() || reason.is_empty() {
        return Err(FORM);
    }
    let at = Some(below(locator, outline, whole.end).ok_or(LAST)?);
    let (file, span) = locator.own(whole);
    let suppression = Suppression { rule: rule.to_owned(), files: None, at, reason: reason.to_owned(), expired: false };
    Ok(Allowance { suppression, file: file.to_owned(), span })
}

fn problem((file, span): (&str, Span), message: String, help: &str) -> Problem {
    Problem { file: file.to_owned(), span, message, help: Some(help.to_owned()) }
}

/// The reason without the end of the comment.
fn closed(reason: &str) -> &str {
    reason.trim().trim_end_matches("-->").trim_end_matches("*/").trim()
}

/// The path of the first provision that begins after a byte of the input; of several, the one that holds the others.
fn below(locator: &Locator, outline: &Outline, at: u32) -> Option<String> {
    let begins = |span: Span| locator.begins(span) >= at;
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
    fn an_exception_below_which_nothing_begins_covers_nothing() {
        let (found, problems) =
            read("## Article 1: Scope\n\nThis covers trade.\n\n<!-- treatylint: allow own-rule: agreed -->\n");
        assert!(found.is_empty());
        assert_eq!(problems[0].message, "No provision begins below this exception.");
    }

    #[test]
    fn an_exception_in_an_annex_of_its_own_covers_what_is_below_it_there() {
        let annex = "# Annex 1\n\n<!-- treatylint: allow own-rule: agreed -->\n1. Copper is mined.\n";
        let parts = [("draft.md", "# Agreement\n\n## Article 1: Scope\n\nThis covers trade.\n"), ("annex.md", annex)];
        let read = |(name, text): (&str, &str)| (source::read(name, text.as_bytes()).unwrap(), text.into());
        let (source, bytes, parts) = source::Source::join(parts.map(read).into());
        let outline = Outline::read(&source);
        let locator = Locator::new(&source, &bytes).among(&parts);
        let (found, _) = allowances(&locator, &outline);
        assert_eq!(found[0].suppression.at.as_deref(), Some("annex1/1"));
        assert_eq!((found[0].file.as_str(), locator.bytes_of("annex.md")), ("annex.md", annex.as_bytes()));
    }

    #[test]
    fn an_exception_needs_a_reason() {
        let (found, problems) =
            read("<!-- treatylint: allow own-rule -->\n## Article 1: Scope\n\nThis covers trade.\n");
        assert!(found.is_empty());
        assert_eq!(problems.len(), 1);
    }
}
