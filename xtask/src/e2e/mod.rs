//! `cargo xtask e2e`: the reports, seen by the programs that people see them with.
//!
//! Chromium loads the HTML report (no console error, no violation of its policy, the script runs), poppler reads the
//! PDF's text, qpdf checks its structure, Python reads the reports for CI servers, spreadsheets and comments with
//! junitparser, its own csv and markdown-it, and, where npm is at hand and `--npm` is given, axe-core looks for what
//! keeps people out and sarif-multitool validates the SARIF report.

use crate::process::{is_installed, output};
use crate::root;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(clap::Args)]
pub struct Arguments {
    /// Also run the checks that come from npm: axe-core and sarif-multitool
    #[arg(long)]
    npm: bool,
    /// Keep the reports and screenshots in this folder
    #[arg(long)]
    keep: Option<PathBuf>,
}

const PROGRAMS: &[(&str, &str)] =
    &[("chromium", "chromium"), ("pdftotext", "poppler-utils"), ("qpdf", "qpdf"), ("python3", "python3")];

pub fn run(arguments: &Arguments) -> Result<()> {
    let missing: Vec<&str> =
        PROGRAMS.iter().filter(|(program, _)| !on_path(program)).map(|(_, package)| *package).collect();
    if !missing.is_empty() {
        bail!("missing here: {}; on Debian: apt-get install {}", missing.join(", "), missing.join(" "));
    }
    let folder = match &arguments.keep {
        Some(folder) => folder.clone(),
        None => std::env::temp_dir().join(format!("obelus-e2e-{}", std::process::id())),
    };
    fs::create_dir_all(&folder)?;
    let done = checks(&folder, arguments);
    if arguments.keep.is_none() {
        fs::remove_dir_all(&folder)?;
    }
    done?;
    println!("end to end: all passed");
    Ok(())
}

fn on_path(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn checks(folder: &Path, arguments: &Arguments) -> Result<()> {
    let built = Command::new("cargo").args(["build", "--quiet", "--bin", "obelus"]).current_dir(root()).status()?;
    ensure!(built.success(), "the build failed");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let binary = target.join("debug/obelus");
    let hostile = folder.join("hostile.md");
    fs::write(&hostile, HOSTILE)?;
    let python = python_packages(folder);
    for (name, paper) in [("sample", root().join("tests/papers/night-buses/paper.md")), ("hostile", hostile)] {
        let report = |ending: &str| folder.join(format!("{name}.{ending}"));
        let mut command = Command::new(&binary);
        command.args(["check", "--no-config", "--quiet", "--fail-on", "never"]);
        for ending in ["html", "pdf", "sarif", "json", "xml", "csv", "comment.md"] {
            command.arg("-o").arg(report(ending));
        }
        command.arg("-o").arg(folder.join("gl-code-quality-report.json"));
        command.arg("-o").arg(format!("github:{}", report("github").display()));
        output(command.arg(&paper))?;
        html(&report("html"), folder)?;
        pdf(&report("pdf"))?;
        println!("{name}: HTML in Chromium, PDF by qpdf and poppler");
        match &python {
            Ok(packages) => {
                let mut command = Command::new("python3");
                let readers = root().join("xtask/src/e2e/readers.py");
                output(command.arg(readers).arg(folder).arg(name).env("PYTHONPATH", packages))?;
                println!("{name}: JUnit by junitparser, CSV by Python, Markdown by markdown-it, GitHub and GitLab");
            }
            Err(error) => println!("{name}: JUnit, CSV, Markdown, GitHub and GitLab are NOT CHECKED: {error}"),
        }
    }
    if arguments.npm {
        npm(folder)?;
        println!("axe-core and sarif-multitool: nothing found");
    }
    Ok(())
}

/// Installs what `readers.py` imports into a folder of its own, and says where that is.
fn python_packages(folder: &Path) -> Result<PathBuf> {
    let packages = folder.join("python");
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]).arg(&packages);
    let installed = output(pip.args(["junitparser", "markdown-it-py", "linkify-it-py"]));
    installed.context("junitparser, markdown-it-py and linkify-it-py could not be installed by pip")?;
    Ok(packages)
}

/// A paper that tries to break out of its report.
const HOSTILE: &str = "---\ntitle: \"<script>document.title='broken'</script> & \\\" ' </title>\"\nauthor: \"<img src=x onerror=alert(1)>\"\n---\n\n\
# Introduction <svg onload=alert(1)>\n\nThe the words `</script><script>document.title='broken'</script>` stand here [?] and \u{1b}[31mhere\u{1b}[0m, \
{{title}} {{{raw}}} and javascript:alert(1). A [link](javascript:alert(1)) is one.\n\n# =cmd|' /C calc'!A0\n\nAsk @alice at http://a.example of #12. More \u{202e}text here [citation needed].\n";

/// The script tells whether it ran by the class that it sets on the page's root; the policy's violations and errors
/// come on Chromium's log.
fn html(report: &Path, folder: &Path) -> Result<()> {
    let profile = folder.join("profile");
    let text = fs::read_to_string(report)?;
    ensure!(!text.contains(" style=\""), "{} has an inline style, which its policy forbids", report.display());
    for (width, name) in [(1280, "wide"), (390, "narrow")] {
        let shot = report.with_extension(format!("{name}.png"));
        let log = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--hide-scrollbars",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("--window-size={width},1600"))
            .arg(format!("--screenshot={}", shot.display()))
            .arg(format!("file://{}", report.display()))
            .output()
            .context("starting chromium")?;
        let log = String::from_utf8_lossy(&log.stderr).into_owned();
        let said: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
        ensure!(said.is_empty(), "{} says in Chromium:\n{}", report.display(), said.join("\n"));
        ensure!(fs::metadata(&shot).is_ok_and(|shot| shot.len() > 10_000), "{} shows nothing", report.display());
    }
    let page = output(
        Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync", "--dump-dom"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("file://{}", report.display())),
    )?;
    ensure!(!page.contains("<title>broken"), "{}: a paper's script ran", report.display());
    Ok(())
}

fn pdf(report: &Path) -> Result<()> {
    let said = output(Command::new("qpdf").arg("--check").arg(report))?;
    ensure!(!said.to_lowercase().contains("warning"), "qpdf says of {}:\n{said}", report.display());
    let text = output(Command::new("pdftotext").arg(report).arg("-"))?;
    ensure!(text.contains("obelus"), "{} has no text that can be read", report.display());
    Ok(())
}

fn npm(folder: &Path) -> Result<()> {
    ensure!(is_installed("npm"), "npm is not installed here");
    let tools = folder.join("npm");
    fs::create_dir_all(&tools)?;
    fs::write(tools.join("package.json"), "{\"private\": true, \"type\": \"module\"}\n")?;
    output(
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "axe-core", "playwright-core", "@microsoft/sarif-multitool"])
            .current_dir(&tools),
    )?;
    fs::write(tools.join("axe.mjs"), AXE)?;
    for report in ["sample.html", "hostile.html"] {
        output(Command::new("node").arg("axe.mjs").arg(folder.join(report)).current_dir(&tools))?;
    }
    let said = output(
        Command::new("npx").args(["sarif-multitool", "validate"]).arg(folder.join("sample.sarif")).current_dir(&tools),
    )?;
    // The validator asks for the tool's address on the web, which the package has to have before the report can.
    let has_address = fs::read_to_string(root().join("Cargo.toml"))?.lines().any(|line| line.starts_with("repository"));
    let found = said.lines().filter(|line| line.contains(": warning") || line.contains(": error"));
    let found: Vec<&str> =
        found.filter(|line| has_address || !line.contains("does not provide 'informationUri'")).collect();
    ensure!(found.is_empty(), "sarif-multitool says:\n{}", found.join("\n"));
    Ok(())
}

/// Looks at a report wide and narrow, light and dark, and ends with 1 where axe-core finds something.
const AXE: &str = r#"import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
let found = 0;
for (const colorScheme of ['light', 'dark'])
  for (const width of [1280, 390]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    await page.goto('file://' + process.argv[2]);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const violation of violations) console.error(colorScheme, width, violation.id, violation.help, violation.nodes[0].html);
    found += violations.length;
  }
await browser.close();
process.exit(found ? 1 : 0);
"#;
