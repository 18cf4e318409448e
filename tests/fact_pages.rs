//! One named test per fact page, those on assessments included: its example texts are answered as the page says.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test harness reads pages"
)]

use std::path::Path;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use treatylint::facts::Codebook;
use treatylint::source::Library;
use treatylint::source::page::Problem;

fn main() {
    let arguments = Arguments::from_args();
    let trials = ["", "assessment/"].into_iter().flat_map(trials).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// The pages of a folder below `rules`: those on agreements, or those on assessments.
fn trials(under: &'static str) -> Vec<Trial> {
    let files = [read(under, "words"), read(under, "facts")].concat();
    let (library, mut problems) = Library::of(files.iter().map(|(path, text)| (path.clone(), text.as_str())));
    let (codebook, more) = Codebook::load(&library.words, &library.facts);
    problems.extend(more);
    let knowledge = Arc::new((codebook, library, problems));
    let pages = knowledge.1.words.iter().chain(&knowledge.1.facts).map(|page| page.file.clone());
    pages.map(|file| trial(under, file, Arc::clone(&knowledge))).collect()
}

fn trial(under: &str, file: String, knowledge: Arc<(Codebook, Library, Vec<Problem>)>) -> Trial {
    let name = file.trim_end_matches(".md").to_owned();
    let (shown, above) = (format!("{under}{name}"), format!("rules/{under}"));
    Trial::test(shown, move || {
        let (codebook, library, problems) = &*knowledge;
        let mut found: Vec<Problem> = problems.iter().filter(|problem| problem.file == file).cloned().collect();
        found.extend(name.strip_prefix("facts/").map(|name| codebook.test_page(name)).unwrap_or_default());
        let line = |problem: &Problem| {
            let help = problem.help.as_deref().unwrap_or_default();
            format!("{above}{file}:{}: {} {help}", library.line_of(problem), problem.message)
        };
        let lines: Vec<String> = found.iter().map(line).collect();
        if lines.is_empty() { Ok(()) } else { Err(Failed::from(lines.join("\n"))) }
    })
}

fn read(under: &str, folder: &str) -> Vec<(String, String)> {
    let entries =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(under).join(folder)).unwrap();
    let named = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let page = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        (format!("{folder}/{name}"), std::fs::read_to_string(&path).unwrap())
    };
    named.map(page).collect()
}
