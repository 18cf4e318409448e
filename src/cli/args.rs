//! What may be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads trade and investment agreements and shows what they would do to human rights.
#[derive(Debug, Parser)]
#[command(name = "treatylint", version, about, max_term_width = 100)]
pub(crate) struct Arguments {
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: When,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge agreements by the criteria and show the findings
    Check(Check),
    /// Write what agreements provide as a coded data set, without any judgement
    Code(Code),
    /// Show the provisions of an agreement as they were read
    Outline(Outline),
    /// Show a page of the rule book, or why an indicator has its answer
    Explain(Explain),
    /// Compare the program's answers with published codings of the same texts
    Eval(super::eval::EvalArgs),
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to read and with which knowledge.
#[derive(Debug, Args)]
pub(crate) struct Given {
    /// Files, folders, glob patterns, or `-` for standard input; a folder gives the texts in it
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// A folder of pages that replace the built-in ones of the same name or add to them
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
    /// How many agreements are read at the same time [default: one for each processor]
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// `treatylint check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) given: Given,
    /// The least severity that makes the command fail with exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) deny: Deny,
    /// How to show the findings
    #[arg(long, value_name = "FORMAT", default_value = "graphical")]
    pub(crate) format: CheckFormat,
    /// Also show the criteria that are met, with what was looked for
    #[arg(long)]
    pub(crate) satisfied: bool,
}

/// The least severity that makes `check` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Advice,
    /// Nothing
    Never,
}

/// How `check` shows its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// The words of the text with what is said of them
    Graphical,
    /// One line for each finding
    Line,
    /// One JSON document
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations for GitHub
    Github,
}

/// `treatylint code`
#[derive(Debug, Args)]
pub(crate) struct Code {
    #[command(flatten)]
    pub(crate) given: Given,
    /// How to write the data set
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub(crate) format: CodeFormat,
}

/// How `code` writes the data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CodeFormat {
    /// One JSON object for each input, in input order
    Jsonl,
    /// One row for each agreement, one column for each indicator
    Csv,
}

/// `treatylint outline`
#[derive(Debug, Args)]
pub(crate) struct Outline {
    /// The agreement, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: String,
}

/// `treatylint explain`
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A page's name, or an indicator's id
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// An agreement: shows the indicator's answer for it
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<String>,
    /// A folder of pages that replace the built-in ones of the same name or add to them
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
