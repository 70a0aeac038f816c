//! The project's own chores: new rules, generated texts, tidiness, figures, end-to-end checks.
//!
//! `cargo xtask help` lists them. It may touch the disk, run programs and read clocks; obelus itself may not.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "chores read the tree, run programs and print"
)]

mod bench;
mod codegen;
mod corpus;
mod e2e;
mod eval;
mod mutate;
mod new_rule;
mod process;
mod tidy;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The chores of obelus")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Write the page of a new rule (and its check, if it is native).
    NewRule(new_rule::Arguments),
    /// Write the texts that are made from the rules and the command line.
    Codegen(codegen::Arguments),
    /// Hold the house rules: imports, lengths, docs, pages and functions.
    Tidy,
    /// Time obelus as a whole process beside its peers.
    Bench(bench::Arguments),
    /// Measure precision from the labels.
    Eval(eval::Arguments),
    /// Put known faults into clean papers and see whether they are found.
    Mutate(mutate::Arguments),
    /// Look at the reports with the programs that people use: Chromium, poppler, qpdf, sarif-multitool.
    E2e(e2e::Arguments),
}

fn main() -> Result<()> {
    match Arguments::parse().chore {
        Chore::NewRule(arguments) => new_rule::run(&arguments),
        Chore::Codegen(arguments) => codegen::run(&arguments),
        Chore::Tidy => tidy::run(),
        Chore::Bench(arguments) => bench::run(&arguments),
        Chore::Eval(arguments) => eval::run(&arguments),
        Chore::Mutate(arguments) => mutate::run(&arguments),
        Chore::E2e(arguments) => e2e::run(&arguments),
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_owned()
}
