//! `cargo xtask bench`: obelus as a whole process, in turn with its peers on the same files.
//!
//! Figures are medians of alternating runs; the ratio to the first peer is what the speed goals speak of.

use crate::process::{Run, is_installed, measure, median};
use crate::{corpus, root};
use anyhow::{Context, Result, bail};
use obelus::rule::Catalog;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(clap::Args)]
pub struct Arguments {
    /// Counted runs of each program on each case, after one that is not counted
    #[arg(long, default_value_t = 9)]
    runs: usize,
    /// Only the cases whose name holds this
    #[arg(long)]
    case: Option<String>,
    /// Print the table as JSON
    #[arg(long)]
    json: bool,
    /// Time each rule alone over the distinct papers instead, and print the ten dearest
    #[arg(long)]
    rules: bool,
}

/// A program and how it is asked to check a path.
struct Peer {
    name: &'static str,
    arguments: &'static [&'static str],
}

const PEERS: &[Peer] =
    &[Peer { name: "rumdl", arguments: &["check", "--no-cache"] }, Peer { name: "typos", arguments: &["--no-ignore"] }];

/// What is measured: a name, and what obelus is given beside the path.
struct Case {
    name: &'static str,
    path: PathBuf,
    extra: Vec<String>,
    with_peers: bool,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let binary = build()?;
    let folder = std::env::temp_dir().join(format!("obelus-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    if arguments.rules {
        let dearest = time_rules(arguments.runs, &binary, &folder);
        fs::remove_dir_all(&folder)?;
        return dearest;
    }
    let measured = measure_all(arguments, &binary, &folder);
    fs::remove_dir_all(&folder)?;
    let rows = measured?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&rows.iter().map(Row::json).collect::<Vec<_>>())?);
    } else {
        print_table(&rows);
    }
    println!("binary: {:.1} MB", fs::metadata(&binary)?.len() as f64 / 1e6);
    Ok(())
}

fn build() -> Result<PathBuf> {
    let built = Command::new("cargo").args(["build", "--release", "--quiet"]).current_dir(root()).status()?;
    if !built.success() {
        bail!("the release build failed");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("release/obelus"))
}

struct Row {
    case: &'static str,
    program: &'static str,
    runs: Vec<Run>,
    ratio: Option<f64>,
}

impl Row {
    fn seconds(&self) -> f64 {
        median(&self.runs.iter().map(|run| run.seconds).collect::<Vec<_>>())
    }

    fn cpu(&self) -> f64 {
        median(&self.runs.iter().map(|run| run.cpu).collect::<Vec<_>>())
    }

    fn memory(&self) -> f64 {
        self.runs.iter().map(|run| run.memory).max().unwrap_or_default() as f64 / 1024.0
    }

    fn spread(&self) -> (f64, f64) {
        let seconds = || self.runs.iter().map(|run| run.seconds);
        (seconds().fold(f64::INFINITY, f64::min), seconds().fold(0.0, f64::max))
    }

    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "case": self.case, "program": self.program, "seconds": self.seconds(), "cpu": self.cpu(),
            "memory_mib": self.memory(), "ratio": self.ratio,
        })
    }
}

fn measure_all(arguments: &Arguments, binary: &Path, folder: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for case in cases(folder)? {
        if arguments.case.as_ref().is_some_and(|part| !case.name.contains(part.as_str())) {
            continue;
        }
        let mut programs: Vec<(&'static str, Command)> = Vec::new();
        let mut own = Command::new(binary);
        own.args(["check", "--no-config", "--fail-on", "never"]).args(&case.extra).arg(&case.path);
        programs.push(("obelus", own));
        for peer in PEERS.iter().filter(|peer| case.with_peers && is_installed(peer.name)) {
            let mut command = Command::new(peer.name);
            command.args(peer.arguments).arg(&case.path).current_dir(folder);
            programs.push((peer.name, command));
        }
        rows.extend(alternate(case.name, &mut programs, arguments.runs)?);
    }
    Ok(rows)
}

/// How many of the dearest rules are printed.
const DEAREST: usize = 10;

/// Prints the rules that take the most processor time: whole processes with one rule on, less the cheapest of them, which
/// is what reading the papers takes.
fn time_rules(runs: usize, binary: &Path, folder: &Path) -> Result<()> {
    let Some(papers) = distinct_papers(folder)? else {
        bail!("the rules are timed over the shared corpus, which is not here")
    };
    let mut times = Vec::new();
    for rule in Catalog::built_in().rules().iter().filter(|rule| rule.severity.is_some()) {
        let mut command = Command::new(binary);
        command.args(["check", "--no-config", "--fail-on", "never", "--format", "jsonl", "--select", rule.id.as_str()]);
        command.arg(&papers);
        let cpu = (0..runs).map(|_| Ok(measure(&mut command)?.cpu)).collect::<Result<Vec<f64>>>()?;
        times.push((rule.id.as_str().to_owned(), median(&cpu)));
    }
    times.sort_by(|a, b| b.1.total_cmp(&a.1));
    let reading = times.last().map_or(0.0, |(_, cpu)| *cpu);
    println!("{:<40} {:>9}", "rule", "CPU");
    for (rule, cpu) in times.iter().take(DEAREST) {
        println!("{rule:<40} {:>6.1} ms", (cpu - reading) * 1e3);
    }
    println!("{:<40} {:>6.1} ms", "reading, and the cheapest rule", reading * 1e3);
    Ok(())
}

/// Runs the programs in turn, A B C A B C …, so that a drift of the machine meets all alike.
fn alternate(case: &'static str, programs: &mut [(&'static str, Command)], runs: usize) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> =
        programs.iter().map(|(program, _)| Row { case, program, runs: Vec::new(), ratio: None }).collect();
    for round in 0..=runs {
        for ((program, command), row) in programs.iter_mut().zip(&mut rows) {
            let run = measure(command)?;
            if *program == "obelus" && run.status.code() != Some(0) {
                bail!("obelus ended with {} on {case}", run.status);
            }
            if round > 0 {
                row.runs.push(run);
            }
        }
    }
    if let Some(peer) = rows.get(1).map(Row::seconds) {
        rows[0].ratio = Some(rows[0].seconds() / peer);
    }
    Ok(rows)
}

fn cases(folder: &Path) -> Result<Vec<Case>> {
    let seed = corpus::shared().map(|shared| shared.join("seed/paper.md")).filter(|path| path.is_file());
    let seed = seed.unwrap_or_else(|| root().join("tests/papers/night-buses/paper.md"));
    let text = fs::read_to_string(&seed).with_context(|| format!("reading {}", seed.display()))?;

    let one = folder.join("one.md");
    fs::write(&one, &text)?;
    let long = folder.join("long.md");
    fs::write(&long, text.repeat(2_440_000 / text.len() + 1))?;
    let copies = folder.join("copies");
    fs::create_dir_all(&copies)?;
    for number in 0..500 {
        fs::write(copies.join(format!("paper{number:03}.md")), &text)?;
    }
    let mut cases = vec![
        case("one paper", &one, true),
        case("one paper of 2.4 MB", &long, true),
        case("500 copies", &copies, true),
    ];
    if let Some(distinct) = distinct_papers(folder)? {
        cases.push(case("2.4 MB of distinct papers", &distinct, true));
    }
    for (name, report) in [("one paper, HTML report", "r.html"), ("one paper, PDF report", "r.pdf")] {
        let extra = vec!["-o".to_owned(), folder.join(report).to_string_lossy().into_owned()];
        cases.push(Case { extra, ..case(name, &one, false) });
    }
    Ok(cases)
}

fn case(name: &'static str, path: &Path, with_peers: bool) -> Case {
    Case { name, path: path.to_owned(), extra: Vec::new(), with_peers }
}

/// Papers of the corpus one after another until they hold 2.4 MB.
fn distinct_papers(folder: &Path) -> Result<Option<PathBuf>> {
    let Some(papers) = corpus::papers(&["markdown-derived", "manubot-rendered", "markdown"])? else { return Ok(None) };
    let distinct = folder.join("distinct");
    fs::create_dir_all(&distinct)?;
    let mut bytes = 0;
    for paper in papers {
        if bytes >= 2_400_000 {
            break;
        }
        let text = fs::read(&paper.path)?;
        bytes += text.len();
        fs::write(distinct.join(format!("{}.md", paper.document)), text)?;
    }
    Ok(Some(distinct))
}

fn print_table(rows: &[Row]) {
    println!(
        "{:<28} {:<8} {:>9} {:>19} {:>9} {:>9} {:>7}",
        "case", "program", "median", "min–max", "CPU", "memory", "ratio"
    );
    for row in rows {
        let (low, high) = row.spread();
        let ratio = row.ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        println!(
            "{:<28} {:<8} {:>6.1} ms {:>8.1}–{:>7.1} ms {:>6.1} ms {:>5.1} MiB {:>7}",
            row.case,
            row.program,
            row.seconds() * 1e3,
            low * 1e3,
            high * 1e3,
            row.cpu() * 1e3,
            row.memory(),
            ratio
        );
    }
}
