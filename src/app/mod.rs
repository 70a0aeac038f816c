//! The command line: the only room that touches the world, and nobody imports it.
//!
//! Arguments and settings in, then the library's straight line, then bytes to files and an exit code.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "this room is where the world is")]

mod check;
mod cli;
mod discover;
mod disk;
mod explain;
mod init;
mod model;
mod output;
mod settings;

use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// Runs the command line and gives the exit code: 0 nothing at or above `--fail-on`, 1 something, 2 obelus could not
/// do what was asked.
pub fn main() -> ExitCode {
    let arguments = match cli::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            return if error.print().is_ok() || code == 0 { code.into() } else { 2.into() };
        }
    };
    let done = match arguments.command {
        cli::Command::Check(arguments) => check::run(&arguments),
        cli::Command::Model(arguments) => model::run(&arguments),
        cli::Command::Rules(arguments) => match &arguments.command {
            Some(cli::RulesCommand::Test(pages)) => explain::test(pages),
            None => explain::list(&arguments),
        },
        cli::Command::Explain(arguments) => explain::explain(&arguments),
        cli::Command::Init(arguments) => init::run(&arguments),
        cli::Command::Completions(arguments) => cli::completions(&arguments),
        cli::Command::Man => cli::manual(),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("obelus: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// The command line as clap knows it: what help, completions and the manual page are made from.
pub fn command() -> clap::Command {
    cli::Arguments::command()
}
