//! `treatylint check`: the findings about agreements.

use serde_json::json;

use super::Outcome;
use super::agreement::Agreement;
use super::args::{Check, CheckFormat, Deny};
use super::inputs::{Input, inputs};
use super::knowledge::Knowledge;
use super::run::in_order;
use super::screen::Screen;
use crate::report::{self, Judged, Look, Trouble};
use crate::rules::Severity;

/// One input, judged and drawn where its format draws agreements one by one.
struct Checked {
    judged: Judged,
    drawn: String,
}

/// Shows the findings about every input.
pub(crate) fn run(check: &Check, screen: &mut Screen) -> Outcome {
    let (knowledge, mut troubles) = Knowledge::load(check.given.rules.as_deref());
    let (found, missing) = inputs(&check.given.paths);
    troubles.extend(missing);
    troubles.iter().for_each(|trouble| screen.trouble(trouble));
    let mut all = Vec::new();
    let look = screen.look();
    let done = in_order(
        &found,
        check.given.jobs,
        |input| one(&knowledge, input, check, look),
        |checked| {
            match checked {
                Ok(checked) => {
                    screen.print(&checked.drawn);
                    all.push(checked.judged);
                }
                Err(trouble) => {
                    screen.trouble(&trouble);
                    troubles.push(trouble);
                }
            }
            !screen.is_closed()
        },
    );
    troubles.extend(done.err());
    screen.print(&whole(check.format, &all, &knowledge));
    outcome(check.deny, &all, &troubles)
}

fn one(knowledge: &Knowledge, input: &Input, check: &Check, look: Look) -> Result<Checked, Trouble> {
    let agreement = Agreement::read(input, knowledge)?;
    let findings = agreement.scorecards(knowledge, None).into_iter().flat_map(|card| card.findings).collect();
    let mut judged = Judged::new(&agreement.locator(), &agreement.outline, &agreement.facts, findings);
    if !check.satisfied && matches!(check.format, CheckFormat::Graphical | CheckFormat::Line | CheckFormat::Github) {
        judged.findings.retain(|found| found.severity > Severity::Satisfied);
    }
    let drawn = match check.format {
        CheckFormat::Graphical => report::graphical(&judged, look),
        CheckFormat::Line => report::line(&judged),
        CheckFormat::Github => report::github(&judged),
        CheckFormat::Json | CheckFormat::Sarif => String::new(),
    };
    Ok(Checked { judged, drawn })
}

/// What is shown after all agreements, or of all of them together.
fn whole(format: CheckFormat, all: &[Judged], knowledge: &Knowledge) -> String {
    match format {
        CheckFormat::Graphical => format!("{}\n", report::tally(all)),
        CheckFormat::Line | CheckFormat::Github => String::new(),
        CheckFormat::Json => format!("{:#}\n", json!({ "version": 1, "agreements": all })),
        CheckFormat::Sarif => format!("{:#}\n", report::sarif(all, &knowledge.notes())),
    }
}

fn outcome(deny: Deny, all: &[Judged], troubles: &[Trouble]) -> Outcome {
    let least = match deny {
        Deny::Error => Some(Severity::Error),
        Deny::Warning => Some(Severity::Warning),
        Deny::Advice => Some(Severity::Advice),
        Deny::Never => None,
    };
    let gravest = all.iter().filter_map(Judged::gravest).max();
    if troubles.iter().any(Trouble::is_grave) {
        Outcome::Unusable
    } else if least.zip(gravest).is_some_and(|(least, gravest)| gravest >= least) {
        Outcome::Found
    } else {
        Outcome::Clean
    }
}
