//! `treatylint annotate`: findings as comments in a copy of a Word file.

use super::Outcome;
use super::args;
use super::inputs::Input;
use super::judge::{Case, Judge};
use super::screen::Screen;
use super::{config, files};
use crate::report::{self, Trouble};
use crate::source::Format;

/// Writes a copy of a Word file with a comment for every finding.
pub(crate) fn run(given: &args::Annotate, screen: &mut Screen) -> Outcome {
    match annotated(given, screen) {
        Ok(comments) => {
            screen.say(&format!("{}: {}\n", given.output.display(), report::counted(comments, "comment", "comments")));
            Outcome::Clean
        }
        Err(troubles) => {
            troubles.iter().for_each(|trouble| screen.trouble(trouble));
            Outcome::Unusable
        }
    }
}

/// Writes the copy; how many comments it has.
fn annotated(given: &args::Annotate, screen: &mut Screen) -> Result<usize, Vec<Trouble>> {
    let own = config::of_files(std::iter::once(given.file.as_ref()), &config::Config::default()).into_iter().next();
    let config = config::load(given.config.as_deref().or(own.as_deref()))?;
    let (judge, troubles) = Judge::new(config, given.rules.as_deref());
    troubles.iter().for_each(|trouble| screen.trouble(trouble));
    let input = Input::named(&given.file);
    let Case { agreement, judged, remarks, .. } = judge.judge(&input).map_err(|trouble| vec![trouble])?;
    remarks.iter().for_each(|trouble| screen.trouble(trouble));
    if agreement.source.format != Format::Docx {
        return Err(vec![no_word_file(&given.file)]);
    }
    let remarks = report::remarks(&judged);
    let written = report::annotate(&given.file, &agreement.input, &remarks);
    let bytes = written.map_err(|error| vec![Trouble::new(format!("{} cannot be used: {error}.", given.file))])?;
    files::create(&given.output, &bytes)
        .map_err(|trouble| vec![trouble.with_help("Comments go into a new file; name one with -o.")])?;
    Ok(remarks.len())
}

fn no_word_file(name: &str) -> Trouble {
    Trouble::new(format!("{name} is no Word file, so it cannot hold comments."))
        .with_help("Use `treatylint check` on other formats.")
}
