//! The audit as an SQLite database: a table of verdicts, one of answers, one of findings.

use rusqlite::{Connection, MAIN_DB, params_from_iter, types::Value};

use crate::report::Trouble;

/// The bytes of a database with these tables, each given with its rows, the head first.
pub(super) fn database(tables: &[(&str, &[Vec<String>])]) -> Result<Vec<u8>, Trouble> {
    let made = || -> rusqlite::Result<Vec<u8>> {
        let mut base = Connection::open_in_memory()?;
        for (name, rows) in tables {
            fill(&mut base, name, rows)?;
        }
        Ok(base.serialize(MAIN_DB)?.to_vec())
    };
    made().map_err(|error| Trouble::new(format!("The database cannot be made: {error}.")))
}

/// A column without a type keeps numbers as numbers and all else as text.
fn fill(base: &mut Connection, name: &str, rows: &[Vec<String>]) -> rusqlite::Result<()> {
    let Some((head, rows)) = rows.split_first() else { return Ok(()) };
    let columns: Vec<String> = head.iter().map(|column| quoted(column)).collect();
    let places = vec!["?"; head.len()].join(", ");
    let table = quoted(name);
    let all = base.transaction()?;
    all.execute_batch(&format!("CREATE TABLE {table} ({})", columns.join(", ")))?;
    let mut insert = all.prepare(&format!("INSERT INTO {table} VALUES ({places})"))?;
    for row in rows {
        insert.execute(params_from_iter(row.iter().map(|cell| value(cell))))?;
    }
    drop(insert);
    all.commit()
}

fn value(cell: &str) -> Value {
    cell.parse().map_or_else(|_| Value::Text(cell.to_owned()), Value::Integer)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_answers_questions() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let rows = [row(["file", "isds.survival"]), row(["a.txt", "10"]), row(["b\"; DROP TABLE x", "none"])];
        let bytes = database(&[("answers", &rows)]).unwrap();
        let mut base = Connection::open_in_memory().unwrap();
        base.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), true).unwrap();
        let ask =
            "SELECT count(*), max(\"isds.survival\") FILTER (WHERE typeof(\"isds.survival\") = 'integer') FROM answers";
        let found: (i64, i64) = base.query_row(ask, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(found, (2, 10));
    }
}
