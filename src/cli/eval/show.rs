//! An evaluation as text for a terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::compare::{Comparison, Disagreement, Mean, Row};
use super::measure::{Basis, share};
use crate::cli::eval_structure::{Listed, Pair};

/// Quoted words and notes are cut after this many characters.
const QUOTED: usize = 200;

/// What to list besides the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// Tables only.
    None,
    /// Every answer that differs.
    Errors,
    /// The answers that differ and were called certain.
    Certain,
}

/// The table of a comparison, its means, and the listing.
pub(super) fn comparison(compared: &Comparison, listing: Listing, titles: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let width = compared.rows.iter().map(|row| row.name.len()).max().unwrap_or(0).max(12);
    let listed = disagreements(compared, listing, titles);
    out.push_str(&listed);
    let _ = writeln!(out, "# {}\n", compared.name);
    let _ = writeln!(out, "{:width$}     n  agree  kappa     F1  over     certain  wrong", "");
    compared.rows.iter().for_each(|row| out.push_str(&table_row(row, width)));
    let _ = writeln!(out, "\n{:width$}  rows  agree  kappa     F1", "mean");
    compared.means.iter().for_each(|mean| out.push_str(&mean_row(mean, width)));
    out.push_str(&summary(compared));
    out
}

fn table_row(row: &Row, width: usize) -> String {
    let score = &row.score;
    let basis = match score.basis {
        Basis::Yes => "yes",
        Basis::Macro => "answers",
        Basis::Members => "members",
    };
    let loud = if row.certain_wrong > 0 { " <" } else { "" };
    format!(
        "{:width$}  {:4}  {:5.2}  {}  {}  {basis:7}  {:7}  {:5}{loud}\n",
        row.name,
        score.n,
        score.agreement,
        number(score.kappa),
        number(score.f1),
        row.certain,
        row.certain_wrong,
    )
}

fn mean_row(mean: &Mean, width: usize) -> String {
    let (agreement, kappa, f1) = (number(mean.agreement), number(mean.kappa), number(mean.f1));
    format!("{:width$}  {:4}  {agreement}  {kappa}  {f1}\n", mean.name, mean.rows)
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "    -".to_owned(), |value| format!("{value:5.2}"))
}

fn summary(compared: &Comparison) -> String {
    let Comparison { cells, alike, certain, certain_wrong, .. } = compared;
    let percent = 100.0 * compared.agreement();
    let mut out = format!("\n{alike} of {cells} answers alike ({percent:.1} %); ");
    let _ = writeln!(out, "{certain} marked certain, {certain_wrong} of them differ");
    if !compared.absent.is_empty() {
        let _ = writeln!(out, "not answered yet, not counted: {}", compared.absent.join(", "));
    }
    out.push('\n');
    out
}

fn disagreements(compared: &Comparison, listing: Listing, titles: &BTreeMap<String, String>) -> String {
    let listed = |differing: &&Disagreement| match listing {
        Listing::None => false,
        Listing::Errors => true,
        Listing::Certain => differing.certain,
    };
    let mut out = String::new();
    let mut row = "";
    for differing in compared.disagreements.iter().filter(listed) {
        if differing.row != row {
            row = &differing.row;
            let _ = writeln!(out, "## {}: {row}\n", compared.name);
        }
        out.push_str(&block(differing, titles));
    }
    out
}

fn block(differing: &Disagreement, titles: &BTreeMap<String, String>) -> String {
    let title = titles.get(&differing.text).map(String::as_str).unwrap_or_default();
    let loud = if differing.certain { "   !! CERTAIN AND WRONG" } else { "   (review)" };
    let mut out = format!("{}  {title}\n  expected  {}\n", differing.text, differing.expected);
    differing.because.iter().for_each(|line| out.push_str(&format!("            {}\n", cut(line))));
    let _ = writeln!(out, "  answered  {}{loud}", differing.answer);
    for words in &differing.evidence {
        let step = if words.step.is_empty() { String::new() } else { format!(" ({})", words.step) };
        let _ = writeln!(out, "            {}{step}: “{}”", words.place, cut(&words.words));
    }
    out.push('\n');
    out
}

/// How many articles of plain texts were found, and with `list` which were not.
pub(super) fn outlines(pairs: &[Pair], list: bool) -> String {
    let (other, same): (Vec<&Pair>, Vec<&Pair>) = pairs.iter().partition(|pair| pair.other_text());
    let sum = |count: fn(&Pair) -> usize| same.iter().map(|pair| count(pair)).sum::<usize>();
    let (matched, marked, found) =
        (sum(|pair| pair.matched.len()), sum(|pair| pair.marked.len()), sum(|pair| pair.found.len()));
    let mut out = String::new();
    same.iter().filter(|_| list).for_each(|pair| out.push_str(&unmatched(pair)));
    let (recall, precision) = (100.0 * share(matched, marked), 100.0 * share(matched, found));
    let _ = writeln!(out, "# structure\n\n{} plain texts beside a marked one, {} more differ", same.len(), other.len());
    let _ = writeln!(out, "{matched} of {marked} marked articles found ({recall:.1} %)");
    let _ = writeln!(out, "{matched} of {found} articles found are marked ({precision:.1} %)\n");
    out
}

fn unmatched(pair: &Pair) -> String {
    let without = |all: &[Listed], matched: Vec<usize>| {
        let rest = all.iter().enumerate().filter(|(at, _)| !matched.contains(at)).map(|(_, article)| article);
        rest.map(|article| format!("{}:{}", article.chapter, article.number)).collect::<Vec<_>>().join(" ")
    };
    let missed = without(&pair.marked, pair.matched.iter().map(|(marked, _)| *marked).collect());
    let extra = without(&pair.found, pair.matched.iter().map(|(_, found)| *found).collect());
    let alike = missed.is_empty() && extra.is_empty();
    let said = format!("{} ({})\n  missed  {missed}\n  extra   {extra}\n\n", pair.plain_file, pair.marked_file);
    if alike { String::new() } else { said }
}

/// The text on one line, cut after [`QUOTED`] characters.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or(&line)),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Words;
    use super::super::compare::compare;
    use super::*;

    fn differing(certain: bool) -> Disagreement {
        let words = Words { place: "Article 5(2)".into(), step: "binds".into(), words: "Each Party\n  shall".into() };
        Disagreement {
            row: "a.x".into(),
            text: "t1".into(),
            expected: "yes".into(),
            because: vec!["confidence high".into(), "Article 6".into()],
            answer: "no".into(),
            certain,
            evidence: vec![words],
        }
    }

    #[test]
    fn a_block_shows_both_sides_and_shouts_at_a_wrong_certain_answer() {
        let titles = [("t1".to_owned(), "A - B, 2007".to_owned())].into();
        let expected = "t1  A - B, 2007\n  expected  yes\n            confidence high\n            Article 6\n  \
            answered  no   !! CERTAIN AND WRONG\n            Article 5(2) (binds): “Each Party shall”\n\n";
        assert_eq!(block(&differing(true), &titles), expected);
        assert!(block(&differing(false), &titles).contains("answered  no   (review)"));
    }

    #[test]
    fn the_listing_may_be_restricted_to_certain_answers() {
        let mut compared = compare("codebook", &[], &[].into());
        compared.disagreements = vec![differing(false)];
        assert_eq!(disagreements(&compared, Listing::Certain, &BTreeMap::new()), "");
        assert!(disagreements(&compared, Listing::Errors, &BTreeMap::new()).starts_with("## codebook: a.x\n"));
    }

    #[test]
    fn long_quotes_are_cut_between_characters() {
        let long = cut(&"é".repeat(300));
        assert_eq!(long.chars().count(), QUOTED + 1);
    }
}
