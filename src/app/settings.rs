//! The settings of a run: the nearest `obelus.toml`, the user's own rule pages, and what the command line adds.

use super::cli::{CheckArguments, Reading};
use super::disk::Disk;
use crate::config::{self, Config, Stage};
use crate::diagnostic::Allow;
use crate::paper::{LoadOptions, Project};
use crate::rule::{Catalog, RuleSet};
use crate::source::{FileKind, Files, join};
use anyhow::{Context, Result, anyhow, bail};
use std::path::Path;

/// The name of the settings file.
pub const FILE_NAME: &str = "obelus.toml";

/// What a run goes by.
#[derive(Debug, Default)]
pub struct Settings {
    config: Config,
    catalog: Catalog,
    /// The folder of the settings file, as seen from the working directory; empty for the working directory itself.
    folder: String,
    /// The path of the settings file, from the working directory.
    file: Option<String>,
}

impl Settings {
    /// Finds and reads the settings: the file that is named, else the nearest one from the working directory upward.
    pub fn load(file: Option<&Path>, no_config: bool) -> Result<Settings> {
        let mut catalog = Catalog::built_in();
        let found = match (file, no_config) {
            (Some(file), _) => Some(file.to_string_lossy().replace('\\', "/")),
            (None, true) => None,
            (None, false) => nearest(FILE_NAME),
        };
        let Some(path) = found else { return Ok(Settings { catalog, ..Settings::default() }) };
        let disk = Disk::default();
        let text = read_text(&disk, &path)?;
        let config = config::parse(&path, &text).map_err(|error| anyhow!("{error}"))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        for pages in &config.pages {
            add_pages(&disk, &mut catalog, &folder, pages)?;
        }
        config.resolve(&catalog, &path, &text).map_err(|error| anyhow!("{error}"))?;
        Ok(Settings { config, catalog, folder, file: Some(path) })
    }

    /// The settings that the reading of papers goes by.
    pub fn of_reading(reading: &Reading) -> Result<Settings> {
        if let Some(jobs) = reading.jobs {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
            pool.build_global().context("the threads could not be started")?;
        }
        Settings::load(reading.config.as_deref(), reading.no_config)
    }

    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Globs of the papers in a folder, from [`Settings::folder`].
    pub fn paper_files(&self) -> &[String] {
        &self.config.paper.files
    }

    pub fn folder(&self) -> &str {
        if self.folder.is_empty() { "." } else { &self.folder }
    }

    /// The path of the settings file, where there is one.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    pub fn allow(&self) -> &[Allow] {
        &self.config.allow
    }

    pub fn stage(&self, arguments: &CheckArguments) -> &'static str {
        let stage = arguments.stage.or(self.config.paper.stage).unwrap_or_default();
        Stage::NAMES.iter().find(|(_, known)| *known == stage).map_or("draft", |(name, _)| name)
    }

    /// The rules that run, by the settings and the command line, which wins.
    pub fn rule_set(&self, arguments: &CheckArguments) -> Result<RuleSet> {
        let mut selection = self.config.selection.clone();
        if !arguments.select.is_empty() {
            selection.select.clone_from(&arguments.select);
        }
        selection.ignore.extend(arguments.ignore.iter().cloned());
        RuleSet::new(&self.catalog, &selection).map_err(|error| anyhow!("{error}"))
    }

    /// The rules as the settings alone have them.
    pub fn rules(&self) -> Result<RuleSet> {
        RuleSet::new(&self.catalog, &self.config.selection).map_err(|error| anyhow!("{error}"))
    }

    pub fn load_options(&self, reading: &Reading) -> LoadOptions {
        let bibliography = &self.config.paper.bibliography;
        LoadOptions {
            format: reading.input_format,
            bibliography: bibliography.iter().map(|path| in_folder(&self.folder, path)).collect(),
            year: this_year(),
            project: self.project(),
        }
    }

    /// The project, from which papers' paths are told: the folder of the settings, else the repository.
    fn project(&self) -> Option<Project> {
        let folder = if self.file.is_some() {
            self.folder.clone()
        } else {
            nearest(".git")?.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
        };
        let working = std::env::current_dir().ok()?.to_str()?.replace('\\', "/");
        let folder = if Path::new(&folder).is_absolute() { folder } else { join(&working, &folder)? };
        Some(Project { folder, working })
    }
}

/// The rules that obelus brings, and those of the pages in `folders`.
pub fn pages_in(folders: &[String]) -> Result<Catalog> {
    let disk = Disk::default();
    let mut catalog = Catalog::built_in();
    for pages in folders {
        add_pages(&disk, &mut catalog, "", pages)?;
    }
    Ok(catalog)
}

/// Reads settings without a file around them: whether the text is valid for the rules that are built in.
#[cfg(test)]
pub fn check_text(text: &str) -> Result<(), config::ConfigError> {
    config::parse(FILE_NAME, text)?.resolve(&Catalog::built_in(), FILE_NAME, text)
}

/// The nearest file or folder of this name, from the working directory upward, as a path from there.
fn nearest(name: &str) -> Option<String> {
    let depth = std::env::current_dir().ok()?.ancestors().count();
    (0..depth).map(|up| format!("{}{name}", "../".repeat(up))).find(|path| Path::new(path).exists())
}

fn in_folder(folder: &str, path: &str) -> String {
    if folder.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("{folder}/{path}") }
}

fn read_text(disk: &Disk, path: &str) -> Result<String> {
    let bytes = disk.read(path).map_err(|error| anyhow!("{path} {error}"))?;
    String::from_utf8(bytes).with_context(|| format!("{path} is not UTF-8"))
}

/// Adds the rule pages of a folder, or one page, to the catalog.
fn add_pages(disk: &Disk, catalog: &mut Catalog, folder: &str, pages: &str) -> Result<()> {
    let path = in_folder(folder, pages.trim_end_matches('/'));
    match disk.stat(&path) {
        Some(FileKind::Folder) => {}
        Some(FileKind::File) => return add_page(disk, catalog, &path),
        None => bail!("{path}: this folder of rule pages does not exist"),
    }
    let mut open = vec![path];
    while let Some(folder) = open.pop() {
        for entry in disk.list(&folder).map_err(|error| anyhow!("{folder} {error}"))? {
            let Some(path) = join(&folder, &entry.name) else { continue };
            match entry.kind {
                FileKind::Folder => open.push(path),
                FileKind::File if entry.name.ends_with(".md") && entry.name != "README.md" => {
                    add_page(disk, catalog, &path)?
                }
                FileKind::File => {}
            }
        }
    }
    Ok(())
}

fn add_page(disk: &Disk, catalog: &mut Catalog, path: &str) -> Result<()> {
    let text = read_text(disk, path)?;
    config::add_page(catalog, path, &text).map_err(|error| anyhow!("{error}"))
}

/// The year by the system's clock, for rules that ask whether a year lies ahead.
fn this_year() -> Option<i32> {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    // Days to years, by the mean length of the Gregorian year: right but for hours around the turn of a year.
    i32::try_from(1970 + (seconds as f64 / 86_400.0 / 365.2425) as i64).ok()
}
