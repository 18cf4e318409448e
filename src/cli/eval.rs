//! `treatylint eval`: the program's answers against published codings of the same texts.

mod cases;
mod compare;
mod engine;
mod gold;
mod measure;
mod show;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::Serialize;

use self::cases::{Case, Codings, emitted};
use self::compare::{Comparison, compare};
use self::engine::Engine;
use self::gold::{Challenge, Label, Reading, Text};
use self::show::Listing;
use super::{eval_references, eval_structure};
use crate::facts::{Certainty, Value};

/// The program's answer to one indicator of one text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Coded {
    /// The answer.
    pub(crate) value: Value,
    /// How sure it is.
    pub(crate) certainty: Certainty,
    /// What it rests on.
    pub(crate) evidence: Vec<Words>,
}

/// Words of a text and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Words {
    /// The place as lawyers cite it.
    pub(crate) place: String,
    /// What they contribute, as the fact's page puts it.
    pub(crate) step: String,
    /// The words.
    pub(crate) words: String,
}

/// All answers for one text, by indicator; empty for a text that is no agreement.
pub(crate) type Coding = BTreeMap<String, Coded>;

/// Compares the program's answers with published codings.
#[derive(Debug, Clone, Args)]
pub(crate) struct EvalArgs {
    /// The folder of codings.
    #[arg(long, value_name = "DIR", default_value = "../shared/gold")]
    gold: PathBuf,
    /// The folder of texts, with its table `treaties.csv`.
    #[arg(long, value_name = "DIR", default_value = "../shared/corpus")]
    corpus: PathBuf,
    /// Add the pages of this folder; those of the same path replace the built-in ones.
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Run the examples of the fact pages instead, and say which are answered otherwise.
    #[arg(long)]
    pages: bool,
    /// Compare the outlines of plain texts with the articles marked in another text of the same agreement instead.
    #[arg(long)]
    structure: bool,
    /// Follow every reference to an article with its title in parentheses instead.
    #[arg(long)]
    references: bool,
    /// Compare with these codings only.
    #[arg(long, value_enum, num_args = 1..)]
    only: Vec<Kind>,
    /// Compare texts of the same agreement with each other too.
    #[arg(long)]
    twins: bool,
    /// Only indicators that begin so (`isds`, `enforce.labour`).
    #[arg(long, value_name = "PREFIX", num_args = 1..)]
    indicator: Vec<String>,
    /// List every answer that differs, with what both sides rest on.
    #[arg(long)]
    errors: bool,
    /// List only the answers that differ and were called certain.
    #[arg(long)]
    certain: bool,
    /// Count incomplete texts, and all texts of an agreement.
    #[arg(long)]
    all_texts: bool,
    /// How to print the result.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl EvalArgs {
    fn asks(&self, indicator: &str) -> bool {
        self.indicator.is_empty() || self.indicator.iter().any(|prefix| indicator.starts_with(prefix.as_str()))
    }
}

/// The kinds of codings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A person's reading of whole texts.
    Codebook,
    /// Labels of published data sets.
    Experts,
    /// Short texts with rare answers and traps.
    Challenge,
    /// Texts of the same agreement.
    Twins,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for a terminal.
    Text,
    /// One JSON value.
    Json,
}

/// Why an evaluation could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EvalError {
    /// A file could not be read.
    #[error("{0} cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// A table's rows are not as expected.
    #[error("{0} is not such a table: {1}")]
    Table(PathBuf, csv::Error),
    /// A line is not such a value.
    #[error("{0} is not such a list: {1}")]
    Lines(PathBuf, serde_json::Error),
    /// Texts could not be read for their outlines.
    #[error("the texts cannot be compared: {0}")]
    Structure(String),
    /// The result could not be written.
    #[error("the result cannot be written: {0}")]
    Write(#[from] std::io::Error),
}

/// Codes what the codings cover, compares, and writes the result.
///
/// # Errors
/// Where a coding, the table of texts or a text cannot be read, or the result cannot be written.
pub(crate) fn run(args: &EvalArgs, out: &mut dyn Write) -> Result<(), EvalError> {
    let (engine, problems) = Engine::load(args.rules.as_deref());
    for problem in problems {
        anstream::eprintln!("{problem}");
    }
    if args.pages {
        let lines = engine.test_pages(|indicator| args.asks(indicator));
        out.write_all(lines.iter().map(|line| format!("{line}\n")).collect::<String>().as_bytes())?;
        return Ok(());
    }
    if args.structure {
        let pairs = eval_structure::pairs(&args.corpus).map_err(|why| EvalError::Structure(why.to_string()))?;
        out.write_all(show::outlines(&pairs, args.errors).as_bytes())?;
        return Ok(());
    }
    if args.references {
        let texts = args.corpus.join("texts");
        let all = eval_references::titled(&texts).map_err(|why| EvalError::Read(texts, why))?;
        out.write_all(references(args, &all).as_bytes())?;
        return Ok(());
    }
    let gold = Gold::read(args)?;
    let codings = gold.code(args, &engine)?;
    let compared = gold.compare(args, &codings);
    out.write_all(rendered(args, &compared, &gold.titles()).as_bytes())?;
    Ok(())
}

fn references(args: &EvalArgs, all: &[eval_references::Titled]) -> String {
    match args.format {
        Format::Text => eval_references::rendered(all, args.errors),
        Format::Json => serde_json::to_string_pretty(all).unwrap_or_default() + "\n",
    }
}

fn rendered(args: &EvalArgs, compared: &[Comparison], titles: &BTreeMap<String, String>) -> String {
    let listing = match (args.certain, args.errors) {
        (true, _) => Listing::Certain,
        (false, true) => Listing::Errors,
        (false, false) => Listing::None,
    };
    match args.format {
        Format::Text => compared.iter().map(|compared| show::comparison(compared, listing, titles)).collect(),
        Format::Json => serde_json::to_string_pretty(compared).unwrap_or_default() + "\n",
    }
}

/// The codings to compare with, and the texts they speak of.
struct Gold {
    texts: Vec<Text>,
    readings: Vec<Reading>,
    labels: Vec<Label>,
    challenges: Vec<Challenge>,
    twins: bool,
}

impl Gold {
    fn read(args: &EvalArgs) -> Result<Self, EvalError> {
        let wanted = |kind: Kind| args.only.is_empty() || args.only.contains(&kind);
        let texts: Vec<Text> = table(&args.corpus.join("treaties.csv"))?;
        let readings = if wanted(Kind::Codebook) { table(&args.gold.join("codebook-dev.csv"))? } else { vec![] };
        let mut labels = if wanted(Kind::Experts) { table(&args.gold.join("expert-dev.csv"))? } else { vec![] };
        let challenges = if wanted(Kind::Challenge) { lines(&args.gold.join("challenge-dev.jsonl"))? } else { vec![] };
        let full: BTreeSet<_> = texts.iter().filter(|text| text.full_text).map(|text| &text.treaty).collect();
        labels.retain(|label: &Label| args.all_texts || label.preferred && full.contains(&label.treaty));
        let twins = args.twins || args.only.contains(&Kind::Twins);
        Ok(Gold { texts, readings, labels, challenges, twins })
    }

    /// The texts that have a twin, complete ones unless all are asked for.
    fn twins(&self, all: bool) -> Vec<&Text> {
        let usable: Vec<&Text> = self.texts.iter().filter(|text| self.twins && (all || text.full_text)).collect();
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        usable.iter().for_each(|text| *sizes.entry(&text.treaty_group).or_default() += 1);
        usable.into_iter().filter(|text| sizes.get(text.treaty_group.as_str()).is_some_and(|size| *size > 1)).collect()
    }

    /// The names of the texts to code, each once.
    fn needed(&self, all: bool) -> BTreeSet<&str> {
        let read = self.readings.iter().map(|reading| reading.treaty.as_str());
        let labelled = self.labels.iter().map(|label| label.treaty.as_str());
        read.chain(labelled).chain(self.twins(all).into_iter().map(|text| text.treaty.as_str())).collect()
    }

    fn code(&self, args: &EvalArgs, engine: &Engine) -> Result<Codings, EvalError> {
        let files: BTreeMap<&str, &str> =
            self.texts.iter().map(|text| (text.treaty.as_str(), text.file.as_str())).collect();
        let file = |treaty: &str| match files.get(treaty) {
            Some(file) => args.corpus.join(file),
            None => args.corpus.join("formats").join(treaty).with_extension("txt"),
        };
        let coded = |treaty: &str| {
            let path = file(treaty);
            Ok((treaty.to_owned(), engine.code(&path.to_string_lossy(), &bytes(&path)?)))
        };
        let texts: Result<Codings, EvalError> = self.needed(args.all_texts).into_par_iter().map(coded).collect();
        let short =
            |text: &Challenge| (text.id.clone(), engine.code(&format!("{}.txt", text.id), text.text.as_bytes()));
        let mut codings = texts?;
        codings.par_extend(self.challenges.par_iter().map(short));
        Ok(codings)
    }

    fn compare(&self, args: &EvalArgs, codings: &Codings) -> Vec<Comparison> {
        let by_hand = cases::by_hand(&self.readings);
        let read: Vec<Label> =
            self.labels.iter().filter(|label| by_hand.contains_key(&label.treaty)).cloned().collect();
        let kinds = [
            ("codebook", cases::readings(&self.readings, codings)),
            ("experts", cases::labels(&self.labels, codings)),
            ("experts against the codebook's reader", cases::labels(&read, &by_hand)),
            ("challenge", cases::challenges(&self.challenges, codings)),
            ("twins", cases::twins(&self.twins(args.all_texts), codings)),
        ];
        let asked = |case: &Case| args.asks(&case.indicator);
        let kinds = kinds.map(|(name, cases)| (name, cases.into_iter().filter(asked).collect::<Vec<_>>()));
        let made = kinds.iter().filter(|(_, cases)| !cases.is_empty());
        made.map(|(name, cases)| compare(name, cases, &emitted(codings))).collect()
    }

    fn titles(&self) -> BTreeMap<String, String> {
        self.texts.iter().map(|text| (text.treaty.clone(), format!("{} ({})", text.title, text.year))).collect()
    }
}

#[expect(clippy::disallowed_methods, reason = "the command line reads the files it is given")]
fn bytes(path: &Path) -> Result<Vec<u8>, EvalError> {
    std::fs::read(path).map_err(|why| EvalError::Read(path.to_owned(), why))
}

fn table<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, EvalError> {
    gold::table(&bytes(path)?).map_err(|why| EvalError::Table(path.to_owned(), why))
}

fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, EvalError> {
    gold::lines(&bytes(path)?).map_err(|why| EvalError::Lines(path.to_owned(), why))
}
