//! `obelus model`: what was understood of a paper.

use super::cli::ModelArguments;
use super::disk::Disk;
use super::settings::Settings;
use super::{discover, output};
use crate::paper;
use anyhow::{Result, anyhow};
use std::process::ExitCode;

/// Prints one JSON object a paper: one alone is spread over lines, several take a line each.
pub fn run(arguments: &ModelArguments) -> Result<ExitCode> {
    let settings = Settings::of_reading(&arguments.reading)?;
    let disk = Disk::open(&arguments.paths)?;
    let found = discover::discover(&disk, &arguments.paths, &settings)?;
    let options = settings.load_options(&arguments.reading);
    let mut printed = Vec::new();
    let mut failures = Vec::new();
    for path in &found.papers {
        match paper::load(&disk, path, &options) {
            Ok(paper) if found.papers.len() == 1 => {
                serde_json::to_writer_pretty(&mut printed, &paper::model::json(&paper))?
            }
            Ok(paper) => serde_json::to_writer(&mut printed, &paper::model::json(&paper))?,
            Err(error) => {
                failures.push(format!("{path} {error}"));
                continue;
            }
        }
        printed.push(b'\n');
    }
    output::print(&printed)?;
    if failures.is_empty() { Ok(ExitCode::SUCCESS) } else { Err(anyhow!(failures.join("\nobelus: "))) }
}
