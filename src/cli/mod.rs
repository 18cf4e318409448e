//! The command line: the only module that reads files and prints.

mod eval;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads trade and investment agreements and shows what they would do to human rights.
#[derive(Debug, Parser)]
#[command(name = "treatylint", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compares the program's answers with published codings of the same texts.
    Eval(eval::EvalArgs),
}

/// Runs the program on the process's arguments and answers its exit code.
#[must_use]
pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Eval(args) => eval::run(&args, &mut anstream::stdout()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            anstream::eprintln!("treatylint: {why}");
            ExitCode::from(2)
        }
    }
}
