//! The settings of `obelus.toml`: text in, settings or one error with its place out.
//!
//! It opens no file, and it knows no paper and no flag of the command line.

use crate::diagnostic::Allow;
use crate::rule::table::{self, Item, Table};
use crate::rule::{Catalog, PageError, Selection, check_option, did_you_mean};
use crate::source::LineIndex;
use std::ops::Range;

/// What `obelus.toml` says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    pub paper: PaperConfig,
    /// The rules' selection; its preset is that of `extends`.
    pub selection: Selection,
    /// Folders of the user's own rule pages, as written.
    pub pages: Vec<String>,
    pub allow: Vec<Allow>,
    names: Vec<Named>,
}

/// The table `[paper]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PaperConfig {
    /// Paths or globs of the manuscripts.
    pub files: Vec<String>,
    pub bibliography: Vec<String>,
    /// The article type.
    pub kind: Option<String>,
    pub stage: Option<Stage>,
}

/// How far a manuscript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    #[default]
    Draft,
    Blind,
    CameraReady,
}

impl Stage {
    /// The stages by the names that the settings and `--stage` use.
    pub const NAMES: &[(&str, Stage)] =
        &[("draft", Stage::Draft), ("blind", Stage::Blind), ("camera-ready", Stage::CameraReady)];
}

/// A rule that the settings name, to be looked up when the user's own pages are known.
#[derive(Debug, Clone, PartialEq)]
struct Named {
    name: String,
    range: Range<usize>,
    role: NameRole,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum NameRole {
    RuleOrFamily,
    Rule,
    /// The option at this index of the selection.
    Option(usize),
}

/// A mistake in a file of the settings; prints as `obelus.toml:12:3: …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    pub path: String,
    /// Bytes of the file.
    pub range: Range<usize>,
    pub message: String,
    line: u32,
    column: u32,
}

impl ConfigError {
    fn new(path: &str, text: &str, error: PageError) -> Self {
        let position = LineIndex::new(text).position(text, u32::try_from(error.range.start).unwrap_or(u32::MAX));
        ConfigError {
            path: path.to_owned(),
            range: error.range,
            message: error.message,
            line: position.line,
            column: position.column,
        }
    }
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path, self.line, self.column, self.message)
    }
}

impl std::error::Error for ConfigError {}

/// Reads the settings in `text`, the file at `path`. Names of rules are looked up by [`Config::resolve`], because the
/// settings also say where the user's own rules are.
pub fn parse(path: &str, text: &str) -> Result<Config, ConfigError> {
    read(text).map_err(|error| ConfigError::new(path, text, error))
}

/// Adds the user's own rule page at `path` to `catalog`.
pub fn add_page(catalog: &mut Catalog, path: &str, text: &str) -> Result<(), ConfigError> {
    catalog.add(text).map_err(|error| ConfigError::new(path, text, error))
}

impl Config {
    /// Looks up every rule and option that the settings name; `path` and `text` are those the settings were read from.
    pub fn resolve(&self, catalog: &Catalog, path: &str, text: &str) -> Result<(), ConfigError> {
        for named in &self.names {
            let name = named.name.as_str();
            let message = match (named.role, catalog.get(name)) {
                (NameRole::RuleOrFamily, _) if catalog.knows(name) => continue,
                (NameRole::Rule, Some(_)) => continue,
                (NameRole::Option(index), Some(rule)) => {
                    let Some((_, option, value)) = self.selection.options.get(index) else { continue };
                    match check_option(rule, option, value) {
                        Ok(()) => continue,
                        Err(error) => error.to_string(),
                    }
                }
                (NameRole::RuleOrFamily, _) => format!("unknown rule or family `{name}`{}", catalog.hint(name)),
                (NameRole::Rule | NameRole::Option(_), None) => format!("unknown rule `{name}`{}", catalog.hint(name)),
            };
            return Err(ConfigError::new(path, text, PageError::new(message, named.range.clone())));
        }
        Ok(())
    }

    fn name(&mut self, name: &str, range: Range<usize>, role: NameRole) {
        self.names.push(Named { name: name.to_owned(), range, role });
    }
}

fn read(text: &str) -> Result<Config, PageError> {
    let parsed = table::parse(text, 0)?;
    let top = Table::new(parsed.get_ref(), 0);
    top.expect_keys(&["extends", "paper", "rules", "allow"])?;
    let mut config = Config::default();
    if let Some(item) = top.get("extends") {
        let name = top.text(item)?;
        let message = match name.strip_prefix("preset:") {
            Some(preset) => format!("unknown preset `{preset}`: this version of obelus brings no presets"),
            None => format!("`extends` takes \"preset:NAME\", not `{name}`"),
        };
        return Err(PageError::new(message, top.range(item)));
    }
    if let Some(table) = top.sub("paper")? {
        config.paper = paper(&table)?;
    }
    if let Some(table) = top.sub("rules")? {
        rules(&table, &mut config)?;
    }
    if let Some(item) = top.get("allow") {
        allow(&top, item, &mut config)?;
    }
    Ok(config)
}

fn paper(table: &Table<'_, '_>) -> Result<PaperConfig, PageError> {
    table.expect_keys(&["files", "bibliography", "kind", "stage"])?;
    let mut paper = PaperConfig { files: list(table, "files")?, ..PaperConfig::default() };
    paper.bibliography = list(table, "bibliography")?;
    paper.kind = table.get("kind").map(|item| table.text(item).map(str::to_owned)).transpose()?;
    if let Some(item) = table.get("stage") {
        let name = table.text(item)?;
        let found = Stage::NAMES.iter().find(|(known, _)| *known == name);
        paper.stage = Some(found.map(|(_, stage)| *stage).ok_or_else(|| {
            let hint = did_you_mean(name, Stage::NAMES.iter().map(|(known, _)| *known));
            PageError::new(format!("unknown stage `{name}`{hint}"), table.range(item))
        })?);
    }
    Ok(paper)
}

fn rules(table: &Table<'_, '_>, config: &mut Config) -> Result<(), PageError> {
    table.expect_keys(&["ignore", "select", "pages", "severity", "options"])?;
    config.pages = list(table, "pages")?;
    for key in ["select", "ignore"] {
        for (name, range) in table.get(key).map(|item| table.texts(item)).transpose()?.unwrap_or_default() {
            config.name(name, range, NameRole::RuleOrFamily);
            let names = if key == "select" { &mut config.selection.select } else { &mut config.selection.ignore };
            names.push(name.to_owned());
        }
    }
    if let Some(severities) = table.sub("severity")? {
        for (rule, range, item) in severities.entries() {
            config.selection.severity.push((rule.to_owned(), severities.severity(item)?));
            config.name(rule, range, NameRole::Rule);
        }
    }
    if let Some(options) = table.sub("options")? {
        for (rule, range, item) in options.entries() {
            let values = options.table(item)?;
            config.name(rule, range, NameRole::Rule);
            for (option, range, item) in values.entries() {
                let role = NameRole::Option(config.selection.options.len());
                config.selection.options.push((rule.to_owned(), option.to_owned(), values.option(item)?));
                config.name(rule, range, role);
            }
        }
    }
    Ok(())
}

fn allow(top: &Table<'_, '_>, item: &Item<'_>, config: &mut Config) -> Result<(), PageError> {
    let entries = item.get_ref().as_array().ok_or_else(|| top.wrong(item, "tables `[[allow]]`"))?;
    for entry in entries.iter() {
        let table = top.table(entry)?;
        table.expect_keys(&["rule", "text", "reason"])?;
        let text = |key: &str| table.get(key).map(|item| table.text(item).map(str::to_owned)).transpose();
        let Some(rule) = table.get("rule") else {
            return Err(PageError::new("this `[[allow]]` names no `rule`", top.range(entry)));
        };
        let name = table.text(rule)?;
        let range = table.range(rule);
        config.allow.push(Allow { rule: name.to_owned(), text: text("text")?, reason: text("reason")?, range });
        config.name(name, table.range(rule), NameRole::RuleOrFamily);
    }
    Ok(())
}

fn list(table: &Table<'_, '_>, key: &str) -> Result<Vec<String>, PageError> {
    let texts = table.get(key).map(|item| table.texts(item)).transpose()?.unwrap_or_default();
    Ok(texts.into_iter().map(|(text, _)| text.to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        parse("obelus.toml", text).map_or_else(|error| error.to_string(), |_| "no error".to_owned())
    }

    #[test]
    fn mistakes_have_a_place() {
        assert_eq!(
            message("[paper]\n  fils = [\"a.md\"]\n"),
            "obelus.toml:2:3: unknown key `fils`: did you mean `files`?"
        );
        assert_eq!(message("[paper]\nfiles = 3\n"), "obelus.toml:2:9: expected a list of texts, found a number");
        assert!(message("extends = \"preset:joss\"").starts_with("obelus.toml:1:11: unknown preset `joss`"));
        assert!(message("[[allow]]\ntext = \"x\"\n").contains("names no `rule`"));
        assert!(message("[paper\n").starts_with("obelus.toml:1:"));
    }

    #[test]
    fn names_are_looked_up_with_their_place() {
        let text = "[rules]\nignore = [\"tool\", \"tool/unused-alow\"]\n";
        let config = parse("obelus.toml", text).expect("well-formed settings");
        let error = config.resolve(&Catalog::built_in(), "obelus.toml", text).expect_err("a misspelt name");
        let wanted = "obelus.toml:2:19: unknown rule or family `tool/unused-alow`: did you mean `tool/unused-allow`?";
        assert_eq!(error.to_string(), wanted);
    }

    #[test]
    fn settings_are_read() {
        let text = "[rules.severity]\n\"tool/unused-allow\" = \"off\"\n[[allow]]\nrule = \"tool\"\nreason = \"why\"\n";
        let config = parse("obelus.toml", text).expect("well-formed settings");
        assert_eq!(config.selection.severity, [("tool/unused-allow".to_owned(), None)]);
        assert_eq!(config.allow[0].reason.as_deref(), Some("why"));
        assert_eq!(config.resolve(&Catalog::built_in(), "obelus.toml", text), Ok(()));
    }
}
