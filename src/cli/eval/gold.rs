//! The published codings an evaluation compares with, read from their files' bytes.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};

use crate::facts::Value;

/// One text of the corpus, a row of `treaties.csv`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Text {
    /// Its name in the codings: the file's stem.
    pub(super) treaty: String,
    /// The file, below the corpus folder.
    pub(super) file: String,
    /// The agreement's title.
    pub(super) title: String,
    /// The year of signature, as written.
    pub(super) year: String,
    /// Whether the file holds the whole agreement.
    #[serde(deserialize_with = "flag")]
    pub(super) full_text: bool,
    /// Texts of the same agreement share it.
    pub(super) treaty_group: String,
    /// Whether it stands for its agreement where one text each is counted.
    #[serde(deserialize_with = "flag")]
    pub(super) preferred: bool,
}

/// One answer of a person who read the text, a row of `codebook-dev.csv`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Reading {
    pub(super) treaty: String,
    pub(super) indicator: String,
    pub(super) value: String,
    pub(super) confidence: String,
    pub(super) evidence: String,
    pub(super) quote: String,
    pub(super) note: String,
}

/// What a published data set says of an agreement, a row of `expert-dev.csv`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Label {
    pub(super) treaty: String,
    #[serde(deserialize_with = "flag")]
    pub(super) preferred: bool,
    pub(super) source: String,
    pub(super) variable: String,
    /// `1` where the data set says yes.
    pub(super) label: String,
    pub(super) indicator: String,
    /// The answers that mean yes: `a|b`, or `has:x` for a set that holds `x`.
    pub(super) positive: String,
}

/// A short text with the answers that it decides, a line of `challenge-dev.jsonl`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Challenge {
    pub(super) id: String,
    #[serde(default)]
    pub(super) phenomenon: String,
    pub(super) text: String,
    pub(super) expect: BTreeMap<String, serde_json::Value>,
    #[serde(default)]
    pub(super) why: String,
}

fn flag<'de, D: Deserializer<'de>>(cell: D) -> Result<bool, D::Error> {
    Ok(String::deserialize(cell)?.eq_ignore_ascii_case("true"))
}

/// The rows of a table with a header line.
///
/// # Errors
/// Where a row does not have the columns.
pub(super) fn table<T: DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(bytes).into_deserialize().collect()
}

/// The values of a file with one JSON value a line.
///
/// # Errors
/// Where a line is not such a value.
pub(super) fn lines<T: DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>, serde_json::Error> {
    serde_json::Deserializer::from_slice(bytes).into_iter().collect()
}

/// An answer as the codings write it: a JSON list is a set, digits are years, all else a word.
pub(super) fn value(written: &str) -> Value {
    match serde_json::from_str(written) {
        Ok(parsed) => value_of(&parsed),
        Err(_) => Value::Word(written.to_owned()),
    }
}

/// An answer from JSON; what is neither list, number nor string is kept as a word.
pub(super) fn value_of(json: &serde_json::Value) -> Value {
    let word = |json: &serde_json::Value| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    let years = json.as_u64().and_then(|years| u32::try_from(years).ok());
    match (json.as_array(), years) {
        (Some(members), _) => Value::Set(members.iter().map(word).collect()),
        (None, Some(years)) => Value::Years(years),
        (None, None) => Value::Word(word(json)),
    }
}

/// An answer on one line: `yes`, `10`, `[hearings, documents]`.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Word(word) => word.clone(),
        Value::Years(years) => years.to_string(),
        Value::Set(members) => format!("[{}]", members.iter().cloned().collect::<Vec<_>>().join(", ")),
    }
}

/// Whether an answer is one of those that `positive` names.
pub(super) fn is_positive(value: &Value, positive: &str) -> bool {
    positive.split('|').any(|option| match (option.strip_prefix("has:"), value) {
        (Some(member), Value::Set(members)) => members.contains(member),
        (Some(_), Value::Word(_) | Value::Years(_)) => false,
        (None, _) => shown(value) == option,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_the_codings_write_them() {
        assert_eq!(value("yes"), Value::Word("yes".into()));
        assert_eq!(value("none"), Value::Word("none".into()));
        assert_eq!(value("10"), Value::Years(10));
        assert_eq!(value("[]"), Value::Set([].into()));
        assert_eq!(shown(&value(r#"["icsid", "amicus"]"#)), "[amicus, icsid]");
    }

    #[test]
    fn positive_names_words_or_a_member() {
        assert!(is_positive(&value("closed"), "open|closed"));
        assert!(!is_positive(&value("no-mfn"), "open|closed"));
        assert!(is_positive(&value(r#"["icsid"]"#), "has:icsid"));
        assert!(!is_positive(&value("[]"), "has:icsid"));
        assert!(!is_positive(&value("icsid"), "has:icsid"));
    }

    #[test]
    fn a_row_of_the_corpus_table_is_read() {
        let table: Vec<Text> = table(
            b"treaty,file,title,year,full_text,treaty_group,preferred,licence\nt1,texts/t1.xml,A - B,2007,True,t1,False,x\n",
        )
        .unwrap();
        assert!(table[0].full_text && !table[0].preferred);
        assert_eq!(table[0].title, "A - B");
    }
}
