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
    /// Write the findings about a Word file as comments into a copy of it
    Annotate(Annotate),
    /// Write what agreements provide as a coded data set, without any judgement
    Code(Code),
    /// Write a folder of web pages and tables about many agreements
    Audit(Audit),
    /// Show the provisions of an agreement as they were read
    Outline(Outline),
    /// Draw what joins the provisions of an agreement: references, and which rule yields to which
    Graph(Graph),
    /// Show a page of the rule book, or why an indicator has its answer
    Explain(Explain),
    /// List, try out or begin pages of the rule book
    #[command(subcommand)]
    Rules(Rules),
    /// Write a commented configuration into this folder
    Init,
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
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
    pub(crate) paths: Vec<PathBuf>,
    /// Read files too that .gitignore or a hidden name leaves out of a folder
    #[arg(long)]
    pub(crate) no_ignore: bool,
    /// A folder of pages that replace the built-in ones of the same name or add to them
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
    /// Read Word files as they were before their tracked changes [default: as if all were accepted]
    #[arg(long)]
    pub(crate) original: bool,
    /// How many agreements are read at the same time [default: one for each processor]
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// `treatylint annotate`
#[derive(Debug, Args)]
pub(crate) struct Annotate {
    /// The Word file (.docx)
    #[arg(value_name = "FILE")]
    pub(crate) file: String,
    /// The file to write; an existing file is never overwritten
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// A folder of pages that replace the built-in ones of the same name or add to them
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
    /// The configuration [default: the nearest treatylint.toml from each file upwards, or from here]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// `treatylint check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) given: Given,
    /// The least severity that makes the command fail with exit code 1 [default: error]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) deny: Option<Deny>,
    /// How to show the findings on standard output [default: graphical]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<CheckFormat>,
    /// Also write them to a file (`-` is standard output); may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output)]
    pub(crate) output: Vec<(CheckFormat, String)>,
    /// Show the scorecard on one screen, without the single findings
    #[arg(long, conflicts_with = "format")]
    pub(crate) summary: bool,
    /// Also show the criteria that are met, with what was looked for
    #[arg(long)]
    pub(crate) satisfied: bool,
    /// The files are reports of impact assessments, not agreements; they have pages of their own
    #[arg(long, conflicts_with = "rules")]
    pub(crate) assessment: bool,
    /// Pass over named files that are no agreement, like those that a folder brings in; for hooks, which name every file
    #[arg(long)]
    pub(crate) only_agreements: bool,
    /// Only these rules or packs
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Not these rules or packs
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) skip: Vec<String>,
    /// Only rules under these criteria (`a`, `b`, `preferences` ...)
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(crate) criterion: Vec<String>,
    /// The configuration [default: the nearest treatylint.toml from each file upwards, or from here]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Findings known before, which do not count
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all findings of this run as the baseline of later ones
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(crate) write_baseline: Option<PathBuf>,
}

fn output(given: &str) -> Result<(CheckFormat, String), String> {
    let (format, file) = given.split_once('=').ok_or("write FORMAT=FILE, as in sarif=report.sarif")?;
    Ok((CheckFormat::from_str(format, true)?, file.to_owned()))
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
    /// The scorecard
    Summary,
    /// One line for each finding
    Line,
    /// One JSON document
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations for GitHub
    Github,
    /// Code quality report for GitLab
    Gitlab,
    /// JUnit XML
    Junit,
    /// A table of the findings
    Csv,
    /// Markdown for a comment on a change
    Markdown,
    /// A web page with scorecard, findings and text
    Html,
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

/// `treatylint audit`
#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) given: Given,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The configuration [default: the nearest treatylint.toml from each file upwards, or from here]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
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
    /// Read a Word file as it was before its tracked changes [default: as if all were accepted]
    #[arg(long)]
    pub(crate) original: bool,
}

/// `treatylint graph`
#[derive(Debug, Args)]
pub(crate) struct Graph {
    /// The agreement, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: String,
    /// Only what leads out of this provision and into it, such as `Article 13.4`
    #[arg(long, value_name = "PLACE")]
    pub(crate) from: Option<String>,
    /// How to write the drawing
    #[arg(long, value_name = "FORMAT", default_value = "dot")]
    pub(crate) format: GraphFormat,
}

/// How `graph` writes the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphFormat {
    /// The DOT language of Graphviz
    Dot,
    /// A picture
    Svg,
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

/// `treatylint rules`
#[derive(Debug, Subcommand)]
pub(crate) enum Rules {
    /// Show all rules with severity, criterion and title
    List {
        /// A folder of pages that replace the built-in ones of the same name or add to them
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
        /// As a Markdown table
        #[arg(long)]
        markdown: bool,
    },
    /// Run the examples of all pages as tests
    Test {
        /// A folder of pages that replace the built-in ones of the same name or add to them
        #[arg(value_name = "DIR")]
        rules: Option<PathBuf>,
    },
    /// Write the beginnings of a page for a new rule
    New {
        /// The rule's name: lower-case words joined with hyphens
        name: String,
        /// The folder of pages to write it to
        #[arg(long, value_name = "DIR", default_value = "rules")]
        rules: PathBuf,
        /// The pack it belongs to
        #[arg(long, default_value = "own")]
        pack: String,
    },
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
