//! `obelus rules` and `obelus explain`: what the rules are, and whether their pages say what they do.

use super::cli::{ExplainArguments, ListFormat, RulesArguments, RulesTestArguments};
use super::output;
use super::settings::{Settings, pages_in};
use crate::examples;
use crate::rule::{Catalog, OptionValue, Rule, RuleSet};
use anyhow::{Result, anyhow, bail};
use std::fmt::Write;
use std::process::ExitCode;

/// Prints the list of rules.
pub fn list(arguments: &RulesArguments) -> Result<ExitCode> {
    let settings = Settings::load(arguments.config.as_deref(), arguments.no_config)?;
    let rules = settings.rules()?;
    let since = arguments.since.as_deref().map(version);
    let listed: Vec<&Rule> = settings
        .catalog()
        .rules()
        .iter()
        .map(|rule| &**rule)
        .filter(|rule| since.as_ref().is_none_or(|since| version(&rule.since) >= *since))
        .collect();
    let text = match arguments.format {
        ListFormat::Terminal => table(&listed, &rules),
        ListFormat::Json => format!("{}\n", serde_json::to_string_pretty(&json(&listed, &rules))?),
    };
    output::print(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The parts of a version, for comparing.
fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// The severity that a rule has in this run.
fn severity(rule: &Rule, rules: &RuleSet) -> &'static str {
    rules.get(rule.id.as_str()).map_or("off", |active| active.severity.name())
}

fn table(listed: &[&Rule], rules: &RuleSet) -> String {
    let width = listed.iter().map(|rule| rule.id.as_str().len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut family = "";
    for rule in listed {
        if rule.id.family() != family {
            if !family.is_empty() {
                text.push('\n');
            }
            family = rule.id.family();
        }
        let _ = writeln!(text, "{:<width$}  {:<7}  {}", rule.id.as_str(), severity(rule, rules), rule.summary);
    }
    text
}

fn json(listed: &[&Rule], rules: &RuleSet) -> serde_json::Value {
    let option = |value: &OptionValue| match value {
        OptionValue::Number(number) => serde_json::json!(number),
        OptionValue::Decimal(number) => serde_json::json!(number),
        OptionValue::Flag(flag) => serde_json::json!(flag),
        OptionValue::Words(words) => serde_json::json!(words),
    };
    let rule = |rule: &&Rule| {
        let options = rule
            .options
            .iter()
            .map(|spec| serde_json::json!({"name": spec.name, "default": option(&spec.default), "about": spec.about}));
        serde_json::json!({
            "rule": rule.id, "severity": severity(rule, rules), "summary": rule.summary, "help": rule.help,
            "since": rule.since, "needs": rule.needs, "precision": rule.precision,
            "options": options.collect::<Vec<_>>(),
        })
    };
    serde_json::Value::Array(listed.iter().map(rule).collect())
}

/// Runs the examples of the user's own pages: what is wrong goes to standard output, and the exit code is then 1.
pub fn test(arguments: &RulesTestArguments) -> Result<ExitCode> {
    let built_in = Catalog::built_in();
    let catalog = pages_in(&arguments.pages)?;
    let own: Vec<_> = catalog.rules().iter().filter(|rule| built_in.get(rule.id.as_str()).is_none()).collect();
    if own.is_empty() {
        bail!("no rule page found in {}", arguments.pages.join(", "));
    }
    let faults: Vec<String> = own.iter().flat_map(|rule| examples::faults(&catalog, rule)).collect();
    let count: usize = own.iter().map(|rule| rule.examples.len()).sum();
    let mut text = faults.iter().map(|fault| format!("{fault}\n")).collect::<String>();
    let _ = writeln!(text, "rules: {}, examples: {count}, faults: {}", own.len(), faults.len());
    output::print(text.as_bytes())?;
    Ok(ExitCode::from(u8::from(!faults.is_empty())))
}

/// Prints the page of one rule.
pub fn explain(arguments: &ExplainArguments) -> Result<ExitCode> {
    let settings = Settings::load(arguments.config.as_deref(), arguments.no_config)?;
    let catalog = settings.catalog();
    let rule = catalog.get(&arguments.rule).ok_or_else(|| match catalog.hint(&arguments.rule) {
        hint if hint.is_empty() => anyhow!("there is no rule `{}`: `obelus rules` lists them", arguments.rule),
        hint => anyhow!("there is no rule `{}`{hint}", arguments.rule),
    })?;
    output::print(rule.page.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
