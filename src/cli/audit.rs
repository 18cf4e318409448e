//! `treatylint audit`: a folder of pages and tables about many agreements.

#[cfg(feature = "sqlite")]
mod database;
mod sheet;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::args::Audit;
use super::config;
use super::files;
use super::inputs::{self, Input};
use super::judge::{Case, Judge};
use super::judges::Judges;
use super::run::in_order;
use super::screen::Screen;
use crate::report::{self, Audited, Coded, Judged, Paper, Trouble, audit, csv, table_head, table_row};

/// The files of data beside the index.
const DATA: &[&str] = &[
    "matrix.csv",
    "coded.csv",
    "coded.jsonl",
    "findings.csv",
    "findings.json",
    "audit.xlsx",
    #[cfg(feature = "sqlite")]
    "audit.sqlite",
];

/// An input with the page that it gets.
struct Ticket<'a> {
    input: &'a Input,
    page: String,
}

/// One agreement, with its page already written.
struct Done {
    audited: Audited,
    coded: Coded,
}

/// Writes the pages and tables.
pub(crate) fn run(given: &Audit, screen: &mut Screen) -> Outcome {
    let (base, mut troubles) = match config::load(given.config.as_deref()) {
        Ok(config) => Judge::new(config, given.given.rules.as_deref()),
        Err(wrong) => {
            wrong.iter().for_each(|trouble| screen.trouble(trouble));
            return Outcome::Unusable;
        }
    };
    let (mut found, missing) = inputs::given(&given.given);
    let mut judges = Judges::new(base);
    if given.config.is_none() {
        troubles.extend(judges.admit(&found, given.given.rules.as_deref(), Ok));
    }
    found.retain(|input| {
        let judge = judges.of(&input.path);
        judge.judges(input) && !judge.config.is_report(&input.name)
    });
    troubles.extend(missing);
    let tickets = tickets(&found);
    let pages = tickets.iter().map(|ticket| ticket.page.as_str()).chain(std::iter::once("index.html"));
    let written = pages.chain(DATA.iter().copied()).map(|name| given.out.join(name));
    if let Err(trouble) = files::keep_apart(&found, written) {
        screen.trouble(&trouble);
        return Outcome::Unusable;
    }
    let mut all = Vec::new();
    let work = |ticket: &Ticket| one(ticket, judges.of(&ticket.input.path), &given.out);
    let done = in_order(&tickets, given.given.jobs, work, |done| {
        match done {
            Ok((done, remarks)) => {
                all.push(done);
                troubles.extend(remarks);
            }
            Err(trouble) => troubles.push(trouble),
        }
        true
    });
    troubles.extend(done.err());
    if !all.is_empty() {
        troubles.extend(write(&all, &given.out).err());
    }
    troubles.iter().for_each(|trouble| screen.trouble(trouble));
    if all.is_empty() {
        screen.say("No agreement could be judged, so nothing was written.\n");
        return Outcome::Unusable;
    }
    let agreements = report::counted(all.len(), "agreement", "agreements");
    screen.say(&format!("{agreements}: {}\n", given.out.join("index.html").display()));
    if troubles.iter().any(Trouble::is_grave) { Outcome::Unusable } else { Outcome::Clean }
}

/// Gives every input a page of its own name, from the file's name.
fn tickets(found: &[Input]) -> Vec<Ticket<'_>> {
    let mut taken = BTreeSet::new();
    let ticket = |input| {
        let stem = slug(input);
        let mut page = format!("agreements/{stem}.html");
        let mut number = 2;
        while !taken.insert(page.clone()) {
            page = format!("agreements/{stem}-{number}.html");
            number += 1;
        }
        Ticket { input, page }
    };
    found.iter().map(ticket).collect()
}

fn slug(input: &Input) -> String {
    let stem = Path::new(&input.name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    stem.chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '-' })
        .collect()
}

/// Judges an input and writes its page; what is remarked about it comes back beside it.
fn one(ticket: &Ticket, judge: &Judge, out: &Path) -> Result<(Done, Vec<Trouble>), Trouble> {
    let Case { agreement, mut judged, dossier, remarks, .. } = judge.judge(ticket.input)?;
    let (locator, outline) = (agreement.locator(), &agreement.outline);
    let paper = Paper::new(&locator, outline, &judged);
    let page = report::html(&[(&judged, &paper)], Some("../index.html")).map_err(|error| template(&error))?;
    files::write(&out.join(&ticket.page), page.as_bytes())?;
    judged.findings.iter_mut().for_each(|found| found.at.excerpt = None);
    let named = dossier.map(|dossier| dossier.parties).filter(|parties| !parties.is_empty());
    let done = Done {
        coded: Coded::new(&locator, outline, &agreement.facts),
        audited: Audited {
            judged,
            year: audit::year(&agreement.source, outline),
            parties: named.unwrap_or_else(|| audit::parties(&agreement.source, outline)),
            page: ticket.page.clone(),
        },
    };
    Ok((done, remarks))
}

fn template(error: &minijinja::Error) -> Trouble {
    Trouble::new(format!("A page cannot be made: {error}."))
}

fn write(all: &[Done], out: &Path) -> Result<(), Trouble> {
    let audited: Vec<Audited> = all.iter().map(|done| done.audited.clone()).collect();
    let page = audit::index(&audited, DATA).map_err(|error| template(&error))?;
    let matrix = audit::matrix(&audited);
    let head = all.first().map(|done| table_head(&done.coded));
    let coded: Vec<Vec<String>> = head.into_iter().chain(all.iter().map(|done| table_row(&done.coded))).collect();
    let lines = all.iter().map(|done| serde_json::to_string(&done.coded).unwrap_or_default() + "\n");
    let judged: Vec<&Judged> = audited.iter().map(|audited| &audited.judged).collect();
    let findings = serde_json::json!({ "version": 1, "agreements": judged });
    let file = |name: &str| -> PathBuf { out.join(name) };
    files::write(&file("index.html"), page.as_bytes())?;
    files::write(&file("audit.xlsx"), &sheet::workbook(&matrix, &coded)?)?;
    files::write(&file("coded.csv"), csv(coded).as_bytes())?;
    files::write(&file("coded.jsonl"), lines.collect::<String>().as_bytes())?;
    let rows = audit::findings(&audited);
    #[cfg(feature = "sqlite")]
    files::write(&file("audit.sqlite"), &in_tables(all, &matrix, &rows)?)?;
    files::write(&file("matrix.csv"), csv(matrix).as_bytes())?;
    files::write(&file("findings.csv"), csv(rows).as_bytes())?;
    files::write(&file("findings.json"), format!("{findings:#}\n").as_bytes())
}

/// The same tables as a database; there the answers stand one below the other.
#[cfg(feature = "sqlite")]
fn in_tables(all: &[Done], matrix: &[Vec<String>], findings: &[Vec<String>]) -> Result<Vec<u8>, Trouble> {
    let head = report::ANSWER_HEAD.map(str::to_owned).to_vec();
    let answers = all.iter().flat_map(|done| report::answer_rows(&done.coded));
    let answers: Vec<Vec<String>> = std::iter::once(head).chain(answers).collect();
    database::database(&[("verdicts", matrix), ("answers", &answers), ("findings", findings)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_names_of_their_own() {
        let input = |name: &str| Input::named(name);
        let found = [input("a/one two.txt"), input("b/one two.txt"), input("-")];
        let pages: Vec<String> = tickets(&found).into_iter().map(|ticket| ticket.page).collect();
        assert_eq!(pages, ["agreements/one-two.html", "agreements/one-two-2.html", "agreements/-.html"]);
    }
}
