//! The scorecard of an agreement on one screen.

use super::graphical::doubt;
use super::judged::Rating;
use super::{Judged, Look, counted};
use crate::rules::{Severity, Verdict};

/// The verdict on every criterion, each with its reason, the places that decide it and how many findings it has.
#[must_use]
pub fn summary(judged: &Judged, look: Look) -> String {
    let mut out = format!("{}\n{}\n", bold(judged.name(), look), judged.file);
    if let Some(said) = doubt(judged) {
        out.push_str(&textwrap::fill(&said, look.width));
        out.push('\n');
    }
    let mut pack = "";
    for rating in &judged.ratings {
        if rating.pack != pack {
            pack = &rating.pack;
            out.push_str(&format!("\n{pack}\n"));
        }
        out.push_str(&row(rating, judged, look));
    }
    out
}

fn row(rating: &Rating, judged: &Judged, look: Look) -> String {
    let review = if rating.certain { "" } else { " (for review)" };
    let said = format!("({}) {}: {}{review}", rating.key, rating.title, verdict(rating.verdict));
    let mut out = format!("{} {}\n", mark(rating.verdict, look), wrapped(&said, look, 2));
    let mut places: Vec<&str> = rating.provisions.iter().map(|spot| spot.place.as_str()).collect();
    places.dedup();
    let places = if places.is_empty() { String::new() } else { format!(" [{}]", places.join("; ")) };
    let why = format!("{}{places}{}", rating.reason, findings(rating, judged));
    if !why.is_empty() {
        out.push_str(&format!("      {}\n", wrapped(&why, look, 6)));
    }
    for said in rating.by_party.iter().chain(&rating.notes) {
        out.push_str(&format!("      {}\n", wrapped(said, look, 6)));
    }
    out
}

/// What is said of the findings of one criterion: `; 1 error, 2 warnings`.
fn findings(rating: &Rating, judged: &Judged) -> String {
    let of = |severity| {
        let mut own = judged.findings.iter().filter(|found| found.criterion.as_ref() == Some(&rating.key));
        own.by_ref().filter(|found| found.pack == rating.pack && found.certain && found.severity == severity).count()
    };
    let counts = [(of(Severity::Error), "error", "errors"), (of(Severity::Warning), "warning", "warnings")];
    let said: Vec<String> =
        counts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(*count, one, many)).collect();
    if said.is_empty() { String::new() } else { format!("; {}", said.join(", ")) }
}

/// A verdict as it is said.
#[must_use]
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Satisfied => "met",
        Verdict::Partly => "partly met",
        Verdict::Not => "not met",
        Verdict::Undetermined => "cannot be told",
    }
}

fn mark(verdict: Verdict, look: Look) -> String {
    let (mark, colour) = match verdict {
        Verdict::Satisfied => ("✓", "32"),
        Verdict::Partly => ("~", "33"),
        Verdict::Not => ("✗", "31"),
        Verdict::Undetermined => ("?", "36"),
    };
    if look.colour { format!("\u{1b}[{colour}m{mark}\u{1b}[0m") } else { mark.to_owned() }
}

fn bold(words: &str, look: Look) -> String {
    if look.colour { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words.to_owned() }
}

fn wrapped(words: &str, look: Look, indent: usize) -> String {
    let indent = " ".repeat(indent);
    textwrap::fill(words, textwrap::Options::new(look.width).initial_indent(&indent).subsequent_indent(&indent))
        .trim_start()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_criterion_has_its_verdict_and_reason() {
        let shown = summary(&sample::judged(), Look::default());
        assert!(
            shown.contains(
                "✗ (b) No claims by investors: not met\n      investors may sue the State [Article 9.4(1)]; 1 error\n"
            ),
            "{shown}"
        );
        assert!(shown.contains("the text is incomplete: it refers to Annex 9-B, which the file lacks"), "{shown}");
    }
}
