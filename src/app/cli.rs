//! The arguments of every command.

use super::output;
use crate::config::Stage;
use crate::report::Form;
use crate::rule::Severity;
use anyhow::Result;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default());

/// Reads academic manuscripts, checks them against themselves, and writes review reports.
#[derive(Debug, Parser)]
#[command(name = "obelus", version, styles = STYLES, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check papers and print what is found
    Check(CheckArguments),
    /// Print what obelus understood of a paper, as JSON
    Model(ModelArguments),
    /// List the rules
    Rules(RulesArguments),
    /// Print the page of one rule
    Explain(ExplainArguments),
    /// Write a commented obelus.toml into the current folder
    Init(InitArguments),
    /// Print the completions of a shell
    Completions(CompletionsArguments),
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Papers: files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,

    #[command(flatten)]
    pub reading: Reading,

    /// What standard output carries
    #[arg(long, value_name = "NAME", default_value = "terminal", value_parser = parse_stdout_form)]
    pub format: Form,

    /// Also write a report; its form is taken from the ending (.html .pdf .sarif .json .jsonl .xml .md .csv), or said
    /// before the name (gitlab:FILE). A name that ends in / is a folder that gets an HTML and a PDF report per paper
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<String>,

    /// The severity from which the exit code is 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: FailOn,

    /// Run only these rules or families
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Do not run these rules or families
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// The stage of the manuscript
    #[arg(long, value_name = "STAGE", value_parser = parse_stage)]
    pub stage: Option<Stage>,

    /// Ignore the suppressions that the papers hold
    #[arg(long)]
    pub no_allow: bool,

    /// A font for the PDF report that holds characters its own faces lack (TrueType or OpenType); may be repeated
    #[cfg(feature = "pdf-report")]
    #[arg(long, value_name = "FILE")]
    pub font: Vec<PathBuf>,

    /// When to use colour on the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Print nothing but errors of obelus itself; the exit code tells
    #[arg(short, long)]
    pub quiet: bool,
}

/// How papers are found and read: the same for every command that reads some.
#[derive(Debug, Args)]
pub struct Reading {
    /// Read the papers as this format, whatever they look like
    #[arg(long, value_name = "NAME", value_parser = parse_input_format)]
    pub input_format: Option<crate::source::Format>,

    /// Take the settings from this file instead of the nearest obelus.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Take no settings from any file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,

    /// How many threads to use; all processors by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

#[derive(Debug, Args)]
pub struct ModelArguments {
    /// Papers: files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,

    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RulesArguments {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,

    /// How to print the list
    #[arg(long, value_name = "NAME", default_value = "terminal")]
    pub format: ListFormat,

    /// Only rules that came with this version or later
    #[arg(long, value_name = "VERSION")]
    pub since: Option<String>,

    /// Take the settings from this file instead of the nearest obelus.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Take no settings from any file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Run the examples of your own rule pages
    Test(RulesTestArguments),
}

#[derive(Debug, Args)]
pub struct RulesTestArguments {
    /// Folders of rule pages, or single pages
    #[arg(required = true, value_name = "PATH")]
    pub pages: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Terminal,
    Json,
}

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The rule, as family/name
    pub rule: String,

    /// Take the settings from this file instead of the nearest obelus.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Take no settings from any file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

#[derive(Debug, Args)]
pub struct InitArguments {
    /// Replace an obelus.toml that is already there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct CompletionsArguments {
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes the run fail.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

fn parse_input_format(name: &str) -> Result<crate::source::Format, String> {
    let formats = crate::source::Format::PAPERS;
    let found = formats.iter().find(|(known, _)| *known == name);
    found.map(|(_, format)| *format).ok_or_else(|| {
        let names: Vec<&str> = formats.iter().map(|(name, _)| *name).collect();
        format!("obelus reads {}", names.join(" and "))
    })
}

fn parse_stage(name: &str) -> Result<Stage, String> {
    let found = Stage::NAMES.iter().find(|(known, _)| *known == name);
    found.map(|(_, stage)| *stage).ok_or_else(|| {
        let names: Vec<&str> = Stage::NAMES.iter().map(|(name, _)| *name).collect();
        format!("the stages are {}", names.join(", "))
    })
}

fn parse_stdout_form(name: &str) -> Result<Form, String> {
    Form::of_name(name).filter(|form| form.is_text()).ok_or_else(|| {
        let names: Vec<&str> = Form::ALL.iter().filter(|form| form.is_text()).map(|form| form.name()).collect();
        format!("the formats are {}", names.join(", "))
    })
}

pub fn completions(arguments: &CompletionsArguments) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(), "obelus", &mut script);
    output::print(&script)?;
    Ok(ExitCode::SUCCESS)
}

pub fn manual() -> Result<ExitCode> {
    let mut pages = Vec::new();
    let command = super::command();
    clap_mangen::Man::new(command.clone()).render(&mut pages)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        clap_mangen::Man::new(sub.clone().display_name(format!("obelus-{}", sub.get_name()))).render(&mut pages)?;
    }
    output::print(&pages)?;
    Ok(ExitCode::SUCCESS)
}
