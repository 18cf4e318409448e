//! Findings as rows of a table.

use super::{Judged, Judgement};

const HEAD: [&str; 14] = [
    "file",
    "title",
    "line",
    "place",
    "path",
    "severity",
    "certain",
    "pack",
    "rule",
    "criterion",
    "message",
    "help",
    "related",
    "changes",
];

/// All findings as CSV, with a head.
#[must_use]
pub fn table(all: &[Judged]) -> String {
    csv(rows(all))
}

/// All findings as rows, the head first.
#[must_use]
pub fn rows(all: &[Judged]) -> Vec<Vec<String>> {
    let rows = all.iter().flat_map(|judged| judged.findings.iter().map(|found| row(judged, found)));
    std::iter::once(HEAD.map(str::to_owned).to_vec()).chain(rows).collect()
}

fn row(judged: &Judged, found: &Judgement) -> Vec<String> {
    let related: Vec<&str> = found.related.iter().map(|spot| spot.place.as_str()).collect();
    vec![
        found.at.file(&judged.file).to_owned(),
        judged.title.clone().unwrap_or_default(),
        found.at.line.to_string(),
        found.at.place.clone(),
        found.at.path.clone(),
        found.severity.word().to_owned(),
        if found.certain { "yes" } else { "review" }.to_owned(),
        found.pack.clone(),
        found.rule.clone(),
        found.criterion.clone().unwrap_or_default(),
        found.message.clone(),
        found.help.clone().unwrap_or_default(),
        related.join("; "),
        found.at.changed(),
    ]
}

/// Rows as CSV (RFC 4180, lines end with `\n`).
#[must_use]
pub fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let written = rows.into_iter().try_for_each(|row| writer.write_record(row));
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_finding_is_a_row() {
        let drawn = table(&[sample::judged()]);
        let mut reader = csv::Reader::from_reader(drawn.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), HEAD.len());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(&rows[0][3], "Article 9.4(1)");
    }
}
