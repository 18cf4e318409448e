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
    let (library, _) = Library::shipped();
    let (codebook, _) = Codebook::load(&library.words, &library.facts);
    let scales = Scales::of(&codebook);
    let (packs, problems) = Pack::all(&library.criteria, &scales);
    let codebook = Arc::new(codebook);
    let mut trials = vec![up_to_date(table(&packs))];
    for (name, page) in library.criteria {
        let pack = packs.iter().find(|pack| pack.name == name).unwrap().clone();
        let found: Vec<Problem> = problems.iter().filter(|problem| problem.file == page.file).cloned().collect();
        trials.push(trial(pack, page, found, Arc::clone(&codebook)));
    }
    libtest_mimic::run(&arguments, trials).exit();
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
        if written == expected { Ok(()) } else { Err("it is stale: `treatylint rules table > RULES.md`".into()) }
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
