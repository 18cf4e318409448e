//! A summary in Markdown, for a comment on a proposed change.

use std::fmt::Write;

use super::graphical::doubt;
use super::judged::Rating;
use super::summary::verdict;
use super::{Judged, Judgement, tally};
use crate::rules::{Severity, Verdict};

/// The most findings that are listed for one agreement.
const SHOWN: usize = 20;

/// Verdicts and findings of all agreements.
#[must_use]
pub fn markdown(all: &[Judged]) -> String {
    let mut out = format!("## treatylint: {}\n", tally(all));
    for judged in all {
        agreement(&mut out, judged);
    }
    out.push_str("\nA reading aid, not legal advice.\n");
    out
}

fn agreement(out: &mut String, judged: &Judged) {
    let _ = writeln!(out, "\n### {}\n\n`{}`", plain(judged.name()), judged.file);
    if let Some(said) = doubt(judged) {
        let _ = writeln!(out, "\n**Note:** {}.", plain(&said));
    }
    if !judged.ratings.is_empty() {
        out.push_str("\n| | criterion | verdict | why |\n|---|---|---|---|\n");
        judged.ratings.iter().for_each(|rating| row(out, rating));
    }
    let grave: Vec<&Judgement> = judged.findings.iter().filter(|found| found.severity > Severity::Satisfied).collect();
    if !grave.is_empty() {
        let _ = writeln!(out, "\n<details><summary>{} findings</summary>\n", grave.len());
        grave.iter().take(SHOWN).for_each(|found| finding(out, found));
        if grave.len() > SHOWN {
            let _ = writeln!(out, "- and {} more", grave.len() - SHOWN);
        }
        out.push_str("\n</details>\n");
    }
}

fn row(out: &mut String, rating: &Rating) {
    let mark = match rating.verdict {
        Verdict::Satisfied => "✅",
        Verdict::Partly => "🟡",
        Verdict::Not => "❌",
        Verdict::Undetermined => "❔",
    };
    let review = if rating.certain { "" } else { " (for review)" };
    let further = rating.by_party.iter().chain(&rating.notes).map(|said| format!("; {}", plain(said)));
    let (key, title) = (plain(&rating.key), plain(&rating.title));
    let why = plain(&rating.reason) + &further.collect::<String>();
    let _ = writeln!(out, "| {mark} | ({key}) {title} | {}{review} | {why} |", verdict(rating.verdict));
}

fn finding(out: &mut String, found: &Judgement) {
    let review = if found.certain { "" } else { ", for review" };
    let severity = found.severity.word();
    let changed = plain(&found.at.bracketed());
    let (message, line, rule) = (plain(&found.message), found.at.line, plain(&found.rule));
    let _ = writeln!(out, "- **{severity}{review}** {message}{changed} (line {line}, `{rule}`)");
}

/// Words of a treaty as they are: nothing in them is Markdown or HTML, and no name calls anybody.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '@' => out.push_str("&#64;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' => out.extend(['\\', character]),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn verdicts_stand_in_a_table_and_findings_in_a_list() {
        let drawn = markdown(&[sample::judged()]);
        assert!(
            drawn.contains("| ❌ | (b) No claims by investors | not met | investors may sue the State |"),
            "{drawn}"
        );
        assert!(drawn.contains("<details><summary>2 findings</summary>"), "{drawn}");
    }

    #[test]
    fn treaty_words_are_no_markup() {
        assert_eq!(plain("a|b <script> @all"), "a\\|b &lt;script> &#64;all");
    }
}
