//! `treatylint rules`: the rule book.

use std::path::Path;

use super::args::Rules;
use super::knowledge::{Knowledge, pages_of};
use super::screen::Screen;
use super::{Outcome, files};
use crate::facts::Facts;
use crate::report::Trouble;
use crate::rules::{self, Pack};
use crate::source::Source;
use crate::structure::Outline;

/// Lists, tests or begins pages.
pub(crate) fn run(given: &Rules, screen: &mut Screen) -> Outcome {
    match given {
        Rules::List { rules, markdown } => {
            let (knowledge, mut troubles) = Knowledge::load(rules.as_deref());
            let (reports, more) = Knowledge::of_assessments();
            troubles.extend(more);
            let parts = [("rules/criteria", &*knowledge.packs), ("rules/assessment/criteria", &*reports.packs)];
            screen.print(&if *markdown { rules::table(&parts) } else { list(&knowledge) + &list(&reports) });
            ended(&troubles, screen)
        }
        Rules::Test { rules } => test(rules.as_deref(), screen),
        Rules::New { name, rules, pack } => begin(name, rules, pack, screen),
    }
}

fn ended(troubles: &[Trouble], screen: &mut Screen) -> Outcome {
    troubles.iter().for_each(|trouble| screen.trouble(trouble));
    if troubles.is_empty() { Outcome::Clean } else { Outcome::Unusable }
}

fn list(knowledge: &Knowledge) -> String {
    let mut out = String::new();
    let notes = knowledge.notes();
    let width = notes.iter().map(|note| note.pack.len() + note.name.len() + 1).max().unwrap_or(0);
    for note in &notes {
        let name = format!("{}/{}", note.pack, note.name);
        let criterion = note.criterion.as_deref().map_or(String::new(), |key| format!("({key}) "));
        out.push_str(&format!("{name:width$}  {:9}  {criterion}{}\n", note.severity.word(), note.summary));
    }
    for indicator in knowledge.codebook.indicators() {
        out.push_str(&format!("{:width$}  fact       {}\n", indicator.id, indicator.looked_for));
    }
    out
}

/// Runs the examples of all pages; every example that says something else than it should is shown at its line.
fn test(folder: Option<&Path>, screen: &mut Screen) -> Outcome {
    let (mut pages, mut wrong, mut sound) = (0, 0, true);
    for (knowledge, troubles) in [Knowledge::load(folder), Knowledge::of_assessments()] {
        sound &= ended(&troubles, screen) == Outcome::Clean;
        let reading = |text: &str| read(&knowledge, text);
        let of = |pack: &Pack| rules::test_pages(pack, &pages_of(&knowledge.library, &pack.name), &reading);
        let problems: Vec<_> = knowledge.packs.iter().flat_map(of).collect();
        problems.iter().for_each(|problem| screen.trouble(&knowledge.located(problem)));
        pages += knowledge.library.criteria.len();
        wrong += problems.len();
    }
    screen.print(&format!("{pages} pages of judgements tried, {wrong} examples wrong\n"));
    wrong += test_facts(&Knowledge::without_judgements(folder).0, folder, screen);
    wrong += test_facts(&Knowledge::of_assessments().0, folder, screen);
    match (sound, wrong) {
        (false, _) => Outcome::Unusable,
        (true, 0) => Outcome::Clean,
        (true, _) => Outcome::Found,
    }
}

/// The same for the pages of facts; of a user's own word pages the phrases are shown that no example says.
fn test_facts(knowledge: &Knowledge, folder: Option<&Path>, screen: &mut Screen) -> usize {
    let codebook = &knowledge.codebook;
    let problems: Vec<_> = codebook.indicators().flat_map(|indicator| codebook.test_page(&indicator.id)).collect();
    problems.iter().for_each(|problem| screen.trouble(&knowledge.located(problem)));
    screen.print(&format!("{} pages of facts tried, {} examples wrong\n", codebook.pages().len(), problems.len()));
    let (unsaid, all) = (codebook.unsaid(), codebook.lexicon().lines().len());
    screen.print(&format!("{} of {all} phrases stand in no example\n", unsaid.len()));
    for phrase in unsaid.iter().filter(|phrase| folder.is_some_and(|folder| folder.join(&phrase.file).is_file())) {
        screen.print(&format!("{}: no example says “{}” ({})\n", phrase.file, phrase.written, phrase.concept));
    }
    problems.len()
}

fn read(knowledge: &Knowledge, text: &str) -> (Source, Outline, Facts) {
    let source = Source::plain("example", text);
    let outline = Outline::read(&source);
    let facts = knowledge.codebook.code(&source, &outline);
    (source, outline, facts)
}

const NEW: &str = include_str!("new-rule.md");

fn begin(name: &str, folder: &Path, pack: &str, screen: &mut Screen) -> Outcome {
    if let Err(trouble) = named(name).and_then(|()| named(pack)) {
        return ended(&[trouble], screen);
    }
    let path = folder.join("criteria").join(pack).join(format!("{name}.md"));
    let title = name.replace('-', " ");
    match files::create(&path, NEW.replace("{name}", &title)) {
        Ok(()) => {
            screen.say(&format!(
                "{} written. `treatylint rules test {}` tries it out.\n",
                path.display(),
                folder.display()
            ));
            Outcome::Clean
        }
        Err(trouble) => ended(&[trouble], screen),
    }
}

fn named(name: &str) -> Result<(), Trouble> {
    let sound =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let wrong = || {
        Trouble::new(format!("`{name}` is no name of a page.")).with_help("use lower-case words joined with hyphens")
    };
    if sound { Ok(()) } else { Err(wrong()) }
}
