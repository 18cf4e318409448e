//! The command line: the only module that reads files and prints.

mod agreement;
mod annotate;
mod args;
mod audit;
mod baseline;
mod check;
mod code;
mod config;
mod eval;
mod eval_references;
mod eval_structure;
mod explain;
mod files;
mod graph;
mod inputs;
mod judge;
mod judges;
mod knowledge;
mod names;
mod outline;
mod rules;
mod run;
mod screen;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command};
use screen::Screen;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Nothing at or above the threshold.
    Clean,
    /// A finding at or above the threshold.
    Found,
    /// An input or a page could not be used.
    Unusable,
}

/// Runs the program on the process's arguments and answers its exit code.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut screen = Screen::new(arguments.color);
    let outcome = match &arguments.command {
        Command::Check(given) => check::run(given, &mut screen),
        Command::Annotate(given) => annotate::run(given, &mut screen),
        Command::Code(given) => code::run(given, &mut screen),
        Command::Graph(given) => graph::run(given, &mut screen),
        Command::Outline(given) => outline::run(given, &mut screen),
        Command::Explain(given) => explain::run(given, &mut screen),
        Command::Audit(given) => audit::run(given, &mut screen),
        Command::Rules(given) => rules::run(given, &mut screen),
        Command::Init => init(&mut screen),
        Command::Completions { shell } => {
            let mut written = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "treatylint", &mut written);
            screen.unless_failed(|out| out.write_all(&written))
        }
        Command::Man => screen.unless_failed(|out| clap_mangen::Man::new(Arguments::command()).render(out)),
        Command::Eval(given) => screen.unless_failed(|out| eval::run(given, out)),
    };
    match screen.end(outcome) {
        Outcome::Clean => ExitCode::SUCCESS,
        Outcome::Found => ExitCode::from(1),
        Outcome::Unusable => ExitCode::from(2),
    }
}

/// Writes a commented configuration, unless there is one.
fn init(screen: &mut Screen) -> Outcome {
    match files::create(config::NAME.as_ref(), config::INITIAL) {
        Ok(()) => {
            screen.say(&format!("{} written; every key in it is explained and commented out.\n", config::NAME));
            Outcome::Clean
        }
        Err(trouble) => {
            screen.trouble(&trouble);
            Outcome::Unusable
        }
    }
}
