//! The index of an audit: agreements and criteria in one table, and how verdicts changed over time.

mod chart;
mod parties;
mod year;

pub use parties::parties;
pub use year::year;

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Error, Value, context};
use serde::Serialize;

use super::html::{VERDICTS, fill};
use super::line::counted;
use super::{Judged, rows};
use crate::rules::{Severity, Verdict};
use chart::chart;

/// One agreement of an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// What is said of it.
    pub judged: Judged,
    /// The year of its signature, as far as the text tells.
    pub year: Option<u32>,
    /// The names of its Parties, sorted, as far as the text tells.
    pub parties: Vec<String>,
    /// Its page, relative to the index.
    pub page: String,
}

/// A criterion as a column.
#[derive(Debug, Serialize)]
struct Column {
    pack: String,
    key: String,
    title: String,
}

#[derive(Debug, Serialize)]
struct Cell {
    verdict: &'static str,
    certain: bool,
    order: usize,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    name: &'a str,
    page: &'a str,
    year: Option<u32>,
    parties: &'a [String],
    complete: bool,
    verdicts: Vec<Cell>,
    errors: usize,
    warnings: usize,
}

#[derive(Debug, Serialize)]
struct Chart {
    key: String,
    title: String,
    svg: String,
}

/// The index page; `data` are the files of the audit's data, relative to it.
///
/// # Errors
/// None but mistakes in the templates.
pub fn index(all: &[Audited], data: &[&str]) -> Result<String, Error> {
    let criteria = columns(all);
    let rows: Vec<Row> = all.iter().map(|audited| row(audited, &criteria)).collect();
    let charts: Vec<Chart> = criteria.iter().map(|column| over_time(all, column)).collect();
    let title = counted(all.len(), "agreement", "agreements");
    let parties = parties_of(all);
    let years = all.iter().filter_map(|audited| audited.year);
    let (first, last) = (years.clone().min(), years.max());
    let [rows, criteria, charts] =
        [Value::from(Serde(&rows)), Value::from(Serde(&criteria)), Value::from(Serde(&charts))];
    let given =
        context! { title, agreements => rows, criteria, charts, parties => Value::from(Serde(&parties)), first, last };
    fill("index.html", context! { data => Value::from(Serde(data)), ..given })
}

/// Every Party with the number of its agreements, by name.
fn parties_of(all: &[Audited]) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    all.iter().flat_map(|audited| &audited.parties).for_each(|party| *counts.entry(party).or_default() += 1);
    counts.into_iter().collect()
}

/// The matrix as rows of a table, the head first: verdicts by criterion, with the numbers of errors and warnings.
#[must_use]
pub fn matrix(all: &[Audited]) -> Vec<Vec<String>> {
    let criteria = columns(all);
    let mut head: Vec<String> = ["file", "title", "year", "parties", "complete"].map(str::to_owned).to_vec();
    head.extend(criteria.iter().map(|column| format!("{}/{}", column.pack, column.key)));
    head.extend(["errors", "warnings"].map(str::to_owned));
    let rows = all.iter().map(|audited| {
        let row = row(audited, &criteria);
        let year = audited.year.map_or(String::new(), |year| year.to_string());
        let complete = if row.complete { "yes" } else { "no" };
        let mut cells =
            vec![audited.judged.file.clone(), row.name.to_owned(), year, row.parties.join("; "), complete.to_owned()];
        cells.extend(row.verdicts.iter().map(|cell| cell.verdict.to_owned()));
        cells.extend([row.errors.to_string(), row.warnings.to_string()]);
        cells
    });
    std::iter::once(head).chain(rows).collect()
}

/// All findings of an audit as CSV.
#[must_use]
pub fn findings(all: &[Audited]) -> Vec<Vec<String>> {
    rows(&all.iter().map(|audited| audited.judged.clone()).collect::<Vec<_>>())
}

fn columns(all: &[Audited]) -> Vec<Column> {
    let ratings = all.first().map(|audited| audited.judged.ratings.as_slice()).unwrap_or_default();
    let column = |rating: &super::Rating| Column {
        pack: rating.pack.clone(),
        key: rating.key.clone(),
        title: rating.title.clone(),
    };
    ratings.iter().map(column).collect()
}

fn row<'a>(audited: &'a Audited, criteria: &[Column]) -> Row<'a> {
    let judged = &audited.judged;
    let grave = |severity| judged.findings.iter().filter(|found| found.certain && found.severity == severity).count();
    Row {
        name: judged.name(),
        page: &audited.page,
        year: audited.year,
        parties: &audited.parties,
        complete: judged.complete,
        verdicts: criteria.iter().map(|column| cell(judged, column)).collect(),
        errors: grave(Severity::Error),
        warnings: grave(Severity::Warning),
    }
}

fn cell(judged: &Judged, column: &Column) -> Cell {
    let (verdict, certain) = rated(judged, column);
    let order = VERDICTS.iter().position(|known| *known == verdict).unwrap_or_default();
    Cell { verdict: verdict.word(), certain, order }
}

fn rated(judged: &Judged, column: &Column) -> (Verdict, bool) {
    let own = judged.ratings.iter().find(|rating| rating.key == column.key && rating.pack == column.pack);
    own.map_or((Verdict::Undetermined, false), |rating| (rating.verdict, rating.certain))
}

fn over_time(all: &[Audited], column: &Column) -> Chart {
    let dated = all.iter().filter_map(|audited| Some((audited.year?, rated(&audited.judged, column).0)));
    Chart { key: column.key.clone(), title: column.title.clone(), svg: chart(dated, &column.title) }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn audited(year: u32) -> Audited {
        let parties = vec!["Norland".to_owned(), "Suderia".to_owned()];
        Audited { judged: sample::judged(), year: Some(year), parties, page: format!("agreements/{year}.html") }
    }

    #[test]
    fn every_agreement_is_a_row_with_its_verdicts() {
        let page = index(&[audited(1998), audited(2011)], &["coded.csv"]).unwrap().replace("&#x2f;", "/");
        assert_eq!(page.matches("<th scope=\"row\">").count(), 2);
        assert!(page.contains("<a href=\"agreements/1998.html#scorecard\">not met</a>"), "{page}");
        assert!(page.contains("data-year=\"1998\" data-parties=\"Norland|Suderia\""), "{page}");
        assert!(page.contains("<option value=\"Suderia\">Suderia (2)</option>"), "{page}");
        assert!(page.contains("<svg"), "{page}");
    }

    #[test]
    fn one_agreement_is_not_several() {
        let page = index(&[audited(1998)], &[]).unwrap();
        assert!(page.contains("<h1>1 agreement and the criteria</h1>"), "{page}");
    }

    #[test]
    fn the_matrix_is_a_table() {
        let rows = matrix(&[audited(1998)]);
        assert_eq!(rows[0], ["file", "title", "year", "parties", "complete", "hrw-letter/b", "errors", "warnings"]);
        assert_eq!(rows[1][2..], ["1998", "Norland; Suderia", "no", "not", "1", "0"]);
    }
}
