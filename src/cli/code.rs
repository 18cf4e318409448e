//! `treatylint code`: the coded data set.

use serde_json::json;

use super::Outcome;
use super::agreement::Agreement;
use super::args::{Code, CodeFormat};
use super::inputs::{self, Input};
use super::knowledge::Knowledge;
use super::run::in_order;
use super::screen::Screen;
use crate::report::{Coded, Trouble, csv, table_head, table_row};

/// What became of one input: the text to write, the table's head, and what is wrong.
struct Row {
    head: String,
    text: String,
    trouble: Option<Trouble>,
}

/// Writes one object or row for each input, in input order.
pub(crate) fn run(code: &Code, screen: &mut Screen) -> Outcome {
    let (knowledge, mut troubles) = Knowledge::without_judgements(code.given.rules.as_deref());
    let (found, missing) = inputs::given(&code.given);
    troubles.extend(missing);
    let mut unusable = troubles.iter().any(Trouble::is_grave);
    troubles.iter().for_each(|trouble| screen.trouble(trouble));
    let mut headed = false;
    let done = in_order(
        &found,
        code.given.jobs,
        |input| row(&knowledge, input, code.format),
        |row| {
            if !headed && !row.head.is_empty() {
                screen.print(&row.head);
                headed = true;
            }
            screen.print(&row.text);
            if let Some(trouble) = &row.trouble {
                unusable |= trouble.is_grave();
                screen.trouble(trouble);
            }
            !screen.is_closed()
        },
    );
    if let Err(trouble) = done {
        screen.trouble(&trouble);
        unusable = true;
    }
    if unusable { Outcome::Unusable } else { Outcome::Clean }
}

fn row(knowledge: &Knowledge, input: &Input, format: CodeFormat) -> Row {
    let agreement = match Agreement::read(input, knowledge) {
        Ok(agreement) => agreement,
        Err(trouble) => return without(input, trouble, format),
    };
    let coded = Coded::new(&agreement.locator(), &agreement.outline, &agreement.facts);
    match format {
        CodeFormat::Jsonl => Row { head: String::new(), text: line(&coded), trouble: None },
        CodeFormat::Csv => Row { head: csv([table_head(&coded)]), text: csv([table_row(&coded)]), trouble: None },
    }
}

/// An input that cannot be coded keeps its line in JSON, so that lines and inputs correspond; a table leaves it out.
fn without(input: &Input, trouble: Trouble, format: CodeFormat) -> Row {
    let text = match format {
        CodeFormat::Jsonl => {
            format!("{}\n", json!({ "file": input.name, "agreement": false, "reason": trouble.to_string() }))
        }
        CodeFormat::Csv => String::new(),
    };
    Row { head: String::new(), text, trouble: Some(trouble) }
}

fn line(coded: &Coded) -> String {
    let mut line = serde_json::to_string(coded).unwrap_or_default();
    line.push('\n');
    line
}
