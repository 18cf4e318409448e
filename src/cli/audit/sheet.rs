//! The audit as a workbook: verdicts on one sheet, answers on another.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::report::Trouble;

/// The bytes of a workbook.
pub(super) fn workbook(matrix: &[Vec<String>], coded: &[Vec<String>]) -> Result<Vec<u8>, Trouble> {
    let made = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        fill(book.add_worksheet().set_name("verdicts")?, matrix)?;
        fill(book.add_worksheet().set_name("answers")?, coded)?;
        book.save_to_buffer()
    };
    made().map_err(|error| Trouble::new(format!("The workbook cannot be made: {error}.")))
}

/// Cells are text, but for numbers: a treaty's words never become a formula.
fn fill(sheet: &mut Worksheet, rows: &[Vec<String>]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) if row > 0 && number.is_finite() => sheet.write_number(row, column, number)?,
                _ if row == 0 => sheet.write_string_with_format(row, column, cell, &bold)?,
                _ => sheet.write_string(row, column, cell.chars().take(32_000).collect::<String>())?,
            };
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_a_zip_package() {
        let rows = [vec!["file".to_owned(), "n".to_owned()], vec!["=1+1".to_owned(), "3".to_owned()]];
        assert!(workbook(&rows, &rows).unwrap().starts_with(b"PK"));
    }
}
