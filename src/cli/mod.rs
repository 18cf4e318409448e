//! The command line: the only module that reads files and prints.

mod agreement;
mod args;
mod check;
mod code;
mod eval;
mod explain;
mod inputs;
mod knowledge;
mod outline;
mod run;
mod screen;

use std::process::ExitCode;

use clap::Parser;

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
        Command::Code(given) => code::run(given, &mut screen),
        Command::Outline(given) => outline::run(given, &mut screen),
        Command::Explain(given) => explain::run(given, &mut screen),
        Command::Eval(given) => screen.unless_failed(|out| eval::run(given, out)),
    };
    match outcome {
        Outcome::Clean => ExitCode::SUCCESS,
        Outcome::Found => ExitCode::from(1),
        Outcome::Unusable => ExitCode::from(2),
    }
}
