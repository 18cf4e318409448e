//! One named test per judgement page: its examples say what the page says they say.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test harness reads pages and says what it skips"
)]

use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use treatylint::facts::Facts;
use treatylint::rules::{Answers, Pack, Question, Scales, test_page};
use treatylint::source::Source;
use treatylint::source::page::{Page, Problem};
use treatylint::structure::Outline;

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(scales) = scales(&root.join("../shared/CODEBOOK.md")) else {
        eprintln!("skipped: the codebook is not here");
        return;
    };
    let packs = markdown(&root.join("rules/criteria"), false);
    let trials = packs.into_iter().flat_map(|folder| pack_trials(&folder, &scales)).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn pack_trials(folder: &Path, scales: &Scales) -> Vec<Trial> {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let pages: Vec<Page> = markdown(folder, true).iter().map(|file| read(file)).collect();
    let (pack, problems) = Pack::read(&name, &pages, scales);
    let trial = |page: Page| {
        let (pack, problems) = (pack.clone(), problems.clone());
        Trial::test(format!("{name}/{}", page.name), move || {
            let mut found: Vec<Problem> =
                problems.iter().filter(|problem| problem.file == page.file).cloned().collect();
            found.extend(test_page(&pack, &page, &program));
            report(&page, &found)
        })
    };
    pages.into_iter().map(trial).collect()
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

fn program(text: &str) -> (Source, Outline, Facts) {
    let source = Source::plain("example", text);
    let outline = Outline::read(&source);
    (source, outline, Facts::default())
}

fn read(file: &Path) -> Page {
    Page::read(&file.display().to_string(), &std::fs::read_to_string(file).unwrap()).0
}

fn markdown(folder: &Path, pages: bool) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.is_dir() != pages).collect();
    found.sort();
    found
}

fn scales(codebook: &Path) -> Option<Scales> {
    let text = std::fs::read_to_string(codebook).ok()?;
    let mut scales = Scales::default();
    let mut before = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("| ") && line.contains('.')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let words = |list: &str| list.split(',').map(|word| word.trim().to_owned()).collect::<Vec<_>>();
        let answers = match cells[2] {
            "same" => Answers::Scale(before.clone()),
            set if set.starts_with("set of:") => Answers::Set(words(&set[7..])),
            years if years.starts_with("number") => Answers::Number,
            list => Answers::Scale(words(list)),
        };
        if let Answers::Scale(words) = &answers {
            before = words.clone();
        }
        scales.questions.push(Question { id: cells[1].to_owned(), answers });
    }
    Some(scales)
}
