//! From the written configuration to what the program works with; mistakes are collected, each at its line.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use toml::Spanned;

use super::Date;
use super::dossier::{Draft, draft};
use super::file::{File, Suppress};
use crate::cli::inputs::Input;
use crate::report::{Discipline, RuleSetting, Setting, Suppression, Trouble};
use crate::rules::{Document, DocumentKind, Severity};
use crate::source::Span;
use crate::source::nearest;
use crate::source::page::Problem;

/// A project's configuration.
#[derive(Debug, Clone, Default)]
pub(crate) struct Config {
    /// The folder it speaks for, absolute; empty where there is no configuration.
    pub(crate) folder: PathBuf,
    /// The same folder as the user names it.
    given: PathBuf,
    /// The least severity that makes `check` fail: a word of the command line.
    pub(crate) deny: Option<String>,
    /// A folder of pages.
    pub(crate) rules_folder: Option<PathBuf>,
    /// The baseline file.
    pub(crate) baseline: Option<PathBuf>,
    /// Which findings count.
    pub(crate) discipline: Discipline,
    /// Where each suppression of the discipline is written.
    pub(crate) written: Vec<Written>,
    /// Drafts with their dossiers.
    pub(crate) drafts: Vec<Draft>,
    /// Every rule that it names, and where.
    pub(crate) rules_named: Vec<(String, Written)>,
    /// Where each draft's main file is written.
    drafts_named: Vec<Written>,
}

/// Where a suppression is written.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    file: String,
    text: String,
    span: Span,
}

impl Written {
    /// Says that what is named there does not exist.
    pub(crate) fn mistake(&self, message: String, help: &str) -> Trouble {
        let problem = Problem { file: self.file.clone(), span: self.span, message, help: Some(help.to_owned()) };
        Trouble::at(&problem, &self.text)
    }

    /// Says something about the suppression, at its line; a remark.
    pub(crate) fn say(&self, message: String, help: &str) -> Trouble {
        self.mistake(message, help).remark()
    }
}

impl Config {
    /// An input's path below the configuration's folder; its name as given where it lies elsewhere.
    pub(crate) fn key(&self, name: &str) -> String {
        let absolute = std::path::absolute(name).unwrap_or_default();
        let below = absolute.strip_prefix(&self.folder).ok().filter(|_| !self.folder.as_os_str().is_empty());
        below.map_or_else(|| name.trim_start_matches("./").to_owned(), |path| path.to_string_lossy().replace('\\', "/"))
    }

    /// Whether a file belongs to a draft and is no agreement of its own: a part of it, or a document that goes with it.
    pub(crate) fn is_beside_a_draft(&self, name: &str) -> bool {
        let key = self.key(name);
        let part = |draft: &Draft| draft.parts.iter().any(|part| self.key(&part.to_string_lossy()) == key);
        self.drafts.iter().any(part) || self.documents().any(|document| document.path == key)
    }

    /// Whether a file is the report of an impact assessment of a draft.
    pub(crate) fn is_report(&self, name: &str) -> bool {
        let key = self.key(name);
        self.documents().any(|document| document.kind == DocumentKind::Assessment && document.path == key)
    }

    /// Whether a draft has a report of an impact assessment.
    pub(crate) fn has_reports(&self) -> bool {
        self.documents().any(|document| document.kind == DocumentKind::Assessment)
    }

    /// A remark where a baseline knows findings, but of none of these files.
    pub(crate) fn idle_baseline(&self, inputs: &[Input]) -> Option<Trouble> {
        let known = &self.discipline.baseline;
        let names: BTreeSet<String> = inputs.iter().map(|input| self.key(&input.name)).collect();
        let idle = !known.is_empty() && !names.is_empty() && !known.keys().any(|(file, _)| names.contains(file));
        let said = "The baseline names none of these files, so every finding counts as new.";
        let help = "Name the files as they were when the baseline was written, or write it again.";
        idle.then(|| Trouble::new(said).with_help(help).remark())
    }

    /// Drafts whose main file does not exist.
    pub(crate) fn absent_drafts(&self) -> Vec<Trouble> {
        let drafts = self.drafts.iter().zip(&self.drafts_named);
        let absent = drafts.filter(|(draft, _)| !self.given.join(&draft.file).exists());
        let said = |draft: &Draft| format!("There is no file {}, so its dossier is not used.", draft.file);
        absent.map(|(draft, at)| at.mistake(said(draft), "name the draft's file relative to this folder")).collect()
    }

    /// The documents that go with the drafts.
    fn documents(&self) -> impl Iterator<Item = &Document> {
        self.drafts.iter().flat_map(|draft| &draft.dossier.documents)
    }

    /// Where a document of a dossier lies.
    pub(crate) fn place(&self, document: &Document) -> PathBuf {
        self.given.join(&document.path)
    }

    /// The draft that an input is the main file of.
    pub(crate) fn draft(&self, name: &str) -> Option<&Draft> {
        let key = self.key(name);
        self.drafts.iter().find(|draft| draft.file == key)
    }
}

/// Collects mistakes of one configuration file.
pub(super) struct Reader<'t> {
    file: String,
    text: &'t str,
    pub(super) today: Date,
    problems: Vec<Problem>,
}

/// Reads a configuration.
///
/// # Errors
/// Every mistake in it.
pub(super) fn config(path: &Path, text: &str, today: Date) -> Result<Config, Vec<Trouble>> {
    let mut reader = Reader { file: path.display().to_string(), text, today, problems: Vec::new() };
    let read = toml::from_str::<File>(text).map_err(|error| vec![reader.unreadable(&error)])?;
    let absolute = std::path::absolute(path).unwrap_or_default();
    let folder = absolute.parent().map(Path::to_owned).unwrap_or_default();
    let given = path.parent().map(Path::to_owned).unwrap_or_default();
    let mut settings = reader.settings(&read.rules, None);
    for paths in &read.paths {
        let files = reader.files(&paths.pattern);
        settings.extend(reader.settings(&paths.rules, files.as_ref()));
    }
    let written = read.suppress.iter().map(|suppress| reader.written(&suppress.rule)).collect();
    let every_path = read.paths.iter().flat_map(|paths| paths.rules.keys());
    let rules = read.rules.keys().chain(every_path).chain(read.suppress.iter().map(|suppress| &suppress.rule));
    let rules_named = rules.map(|rule| (rule.get_ref().clone(), reader.written(rule))).collect();
    let suppressions = read.suppress.iter().map(|suppress| reader.suppression(suppress)).collect();
    let config = Config {
        deny: read.deny.as_ref().map(|deny| reader.one_of(deny, &["error", "warning", "advice", "never"])),
        rules_folder: read.rules_folder.map(|folder| given.join(folder)),
        baseline: read.baseline.map(|file| given.join(file)),
        discipline: Discipline { settings, suppressions, ..Discipline::default() },
        written,
        rules_named,
        drafts_named: read.agreement.iter().map(|agreement| reader.written(&agreement.file)).collect(),
        drafts: read.agreement.iter().map(|agreement| draft(agreement, &given, &mut reader)).collect(),
        folder,
        given: given.clone(),
    };
    let troubles: Vec<Trouble> = reader.problems.iter().map(|problem| Trouble::at(problem, text)).collect();
    if troubles.is_empty() { Ok(config) } else { Err(troubles) }
}

impl Reader<'_> {
    fn unreadable(&self, error: &toml::de::Error) -> Trouble {
        let span = error.span().map_or_else(Span::default, |span| Span::of(span.start, span.end));
        let message = error.message().lines().next().unwrap_or_default();
        Trouble::at(&self.problem(span, format!("{message}."), help_on(message)), self.text)
    }

    fn problem(&self, span: Span, message: String, help: Option<String>) -> Problem {
        Problem { file: self.file.clone(), span, message, help }
    }

    pub(super) fn wrong<T>(&mut self, at: &Spanned<T>, message: String, help: Option<String>) {
        let span = Span::of(at.span().start, at.span().end);
        let problem = self.problem(span, message, help);
        self.problems.push(problem);
    }

    /// A word of a closed list; another word is a mistake.
    pub(super) fn one_of(&mut self, word: &Spanned<String>, known: &[&str]) -> String {
        let given = word.get_ref();
        if !known.contains(&given.as_str()) {
            let near = nearest(given, known.iter().copied()).map(|near| format!("the nearest is `{near}`; "));
            let help = format!("{}known are {}", near.unwrap_or_default(), known.join(", "));
            self.wrong(word, format!("`{given}` is not known here."), Some(help));
        }
        given.clone()
    }

    /// A date as it is written; what is none is a mistake.
    pub(super) fn date(&mut self, date: Option<&Spanned<String>>) -> Option<Date> {
        let date = date?;
        let read = date.get_ref().parse().ok();
        if read.is_none() {
            let help = "write 2026-11-30, 2026-11 or 2026".to_owned();
            self.wrong(date, format!("`{}` is no date.", date.get_ref()), Some(help));
        }
        read
    }

    fn settings<'r>(
        &mut self,
        rules: impl IntoIterator<Item = (&'r Spanned<String>, &'r Spanned<String>)>,
        files: Option<&GlobMatcher>,
    ) -> Vec<RuleSetting> {
        let setting = |(rule, word): (&Spanned<String>, &Spanned<String>)| {
            let known = self.one_of(word, &["error", "warning", "advice", "off"]);
            let setting = Severity::of(&known).map_or(Setting::Off, Setting::As);
            RuleSetting { rule: rule.get_ref().clone(), files: files.cloned(), setting }
        };
        rules.into_iter().map(setting).collect()
    }

    fn files(&mut self, pattern: &Spanned<String>) -> Option<GlobMatcher> {
        match GlobBuilder::new(pattern.get_ref()).literal_separator(true).build() {
            Ok(glob) => Some(glob.compile_matcher()),
            Err(error) => {
                self.wrong(pattern, format!("This is no pattern of files: {error}."), None);
                None
            }
        }
    }

    fn suppression(&mut self, suppress: &Suppress) -> Suppression {
        if suppress.reason.get_ref().trim().is_empty() {
            let help = "say who accepted the finding and why".to_owned();
            self.wrong(&suppress.reason, "A suppression needs a reason.".to_owned(), Some(help));
        }
        let until = self.date(suppress.until.as_ref());
        Suppression {
            rule: suppress.rule.get_ref().clone(),
            files: suppress.file.as_ref().and_then(|file| self.files(file)),
            at: suppress.at.clone(),
            reason: suppress.reason.get_ref().clone(),
            expired: until.is_some_and(|until| until.is_over(self.today)),
        }
    }

    fn written(&self, word: &Spanned<String>) -> Written {
        let span = word.span();
        Written { file: self.file.clone(), text: self.text.to_owned(), span: Span::of(span.start, span.end) }
    }
}

/// What helps with an unknown key: the nearest known one.
fn help_on(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = names.next().filter(|_| message.starts_with("unknown field"))?;
    let known: Vec<&str> = names.collect();
    let near = nearest(unknown, known.iter().copied()).map(|near| format!("the nearest key is `{near}`; "));
    Some(format!("{}known are {}", near.unwrap_or_default(), known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Look, trouble};

    fn read(text: &str) -> Result<Config, String> {
        let drawn = |troubles: Vec<Trouble>| troubles.iter().map(|one| trouble(one, Look::default())).collect();
        config(Path::new("treatylint.toml"), text, "2026-11-22".parse().unwrap()).map_err(drawn)
    }

    #[test]
    fn what_init_writes_is_sound_with_and_without_its_comments() {
        assert!(read(super::super::INITIAL).is_ok());
        let bare = |line: &str| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line).to_owned();
        let active: Vec<String> = super::super::INITIAL.lines().map(bare).collect();
        let config = read(&active.join("\n")).unwrap();
        assert_eq!(config.discipline.settings.len(), 2);
        assert_eq!(config.discipline.suppressions.len(), 1);
        assert_eq!(config.drafts[0].dossier.documents.len(), 1);
    }

    #[test]
    fn an_unknown_key_is_shown_at_its_line_with_the_nearest_known_one() {
        let drawn = read("deny = \"error\"\nbaselin = \"x\"\n").unwrap_err();
        assert!(drawn.contains("treatylint.toml:2:1"), "{drawn}");
        assert!(drawn.contains("the nearest key is `baseline`"), "{drawn}");
    }

    #[test]
    fn all_bad_values_are_shown_at_once() {
        let text = "deny = \"eror\"\n[[suppress]]\nrule = \"x\"\nreason = \" \"\nuntil = \"2026-02-30\"\n";
        let drawn = read(text).unwrap_err();
        assert!(drawn.contains("the nearest is `error`"), "{drawn}");
        assert!(drawn.contains("needs a reason"), "{drawn}");
        assert!(drawn.contains("`2026-02-30` is no date"), "{drawn}");
    }

    #[test]
    fn a_suppression_without_reason_is_a_mistake() {
        assert!(read("[[suppress]]\nrule = \"x\"\n").unwrap_err().contains("missing field `reason`"));
    }

    #[test]
    fn a_past_date_ends_a_suppression() {
        let config = read("[[suppress]]\nrule = \"x\"\nreason = \"r\"\nuntil = \"2026-11-21\"\n").unwrap();
        assert!(config.discipline.suppressions[0].expired);
    }
}
