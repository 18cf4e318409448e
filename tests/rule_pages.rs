//! One named test per judgement page: its examples say what the page says they say. And the table of rules is up to date.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test harness reads pages and says what it skips"
)]

use std::path::Path;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use treatylint::facts::{Codebook, Facts};
use treatylint::rules::{Pack, Scales, table, test_page};
use treatylint::source::page::{Page, Problem};
use treatylint::source::{Library, Source};
use treatylint::structure::Outline;

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let (agreements, mut trials) = tried(&folder(&root, ""));
    let shared =
        ["strength.md", "numbers.md"].map(|name| (format!("words/{name}"), read(&root.join("words").join(name))));
    let (reports, more) = tried(&[folder(&root.join("assessment"), ""), shared.to_vec()].concat());
    trials.extend(more);
    trials.push(up_to_date(table(&[("rules/criteria", &agreements), ("rules/assessment/criteria", &reports)])));
    libtest_mimic::run(&arguments, trials).exit();
}

/// The packs of a folder of rules, and a trial for each of their pages.
fn tried(files: &[(String, String)]) -> (Vec<Pack>, Vec<Trial>) {
    let (library, _) = Library::of(files.iter().map(|(path, text)| (path.clone(), text.as_str())));
    let (codebook, _) = Codebook::load(&library.words, &library.facts);
    let (packs, problems) = Pack::all(&library.criteria, &Scales::of(&codebook));
    let codebook = Arc::new(codebook);
    let trial_of = |(name, page): (String, Page)| {
        let pack = packs.iter().find(|pack| pack.name == name).unwrap().clone();
        let found: Vec<Problem> = problems.iter().filter(|problem| problem.file == page.file).cloned().collect();
        trial(pack, page, found, Arc::clone(&codebook))
    };
    let trials = library.criteria.into_iter().map(trial_of).collect();
    (packs, trials)
}

/// All pages below a folder, as (path below it, text).
fn folder(root: &Path, below: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(root.join(below)).unwrap().map(|entry| entry.unwrap());
    let each = entries.flat_map(|entry| {
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            folder(root, &format!("{path}/"))
        } else {
            vec![(path.clone(), read(&root.join(path)))]
        }
    });
    each.collect()
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap()
}

fn trial(pack: Pack, page: Page, mut found: Vec<Problem>, codebook: Arc<Codebook>) -> Trial {
    Trial::test(format!("{}/{}", pack.name, page.name), move || {
        found.extend(test_page(&pack, &page, &|text| program(&codebook, text)));
        report(&page, &found)
    })
}

fn up_to_date(expected: String) -> Trial {
    Trial::test("RULES.md", move || {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("RULES.md");
        let written = std::fs::read_to_string(file).unwrap_or_default();
        if written == expected {
            Ok(())
        } else {
            Err("it is stale: `treatylint rules list --markdown > RULES.md`".into())
        }
    })
}

fn report(page: &Page, problems: &[Problem]) -> Result<(), Failed> {
    let line = |problem: &Problem| page.text[..problem.span.start as usize].lines().count() + 1;
    let said = |problem: &Problem| {
        let help = problem.help.as_deref().unwrap_or("");
        format!("{}:{}: {} {help}", problem.file, line(problem), problem.message)
    };
    let lines: Vec<String> = problems.iter().map(said).collect();
    if lines.is_empty() { Ok(()) } else { Err(lines.join("\n").into()) }
}

fn program(codebook: &Codebook, text: &str) -> (Source, Outline, Facts) {
    let source = Source::plain("example", text);
    let outline = Outline::read(&source);
    let facts = codebook.code(&source, &outline);
    (source, outline, facts)
}
