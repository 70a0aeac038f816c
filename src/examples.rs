//! The examples of rule pages, run: what `obelus rules test` and the tests of obelus itself go by.

use crate::check::{Allowances, Directives, run};
use crate::config::parse;
use crate::diagnostic::{Diagnostic, Edit};
use crate::paper::{LoadOptions, load};
use crate::rule::{Catalog, Example, ExampleKind, Rule, RuleSet, Selection};
use crate::source::MemoryFiles;

/// What is wrong with the examples of `rule`, one text a fault: a Bad in which it finds nothing, a Good in which it finds
/// something, a Fixed that is not what the fixes make of the Bad before it, a message with a hole.
pub fn faults(catalog: &Catalog, rule: &Rule) -> Vec<String> {
    let mut faults = Vec::new();
    // Only one that follows a Bad directly can be the Bad mended.
    let mut mended = None;
    for (number, example) in rule.examples.iter().enumerate() {
        let name = format!("{}: {:?} (example {})", rule.id, example.kind, number + 1);
        if example.kind == ExampleKind::Fixed && mended.as_deref() != Some(example.text.as_str()) {
            faults.push(format!("{name}: the fix makes {mended:?}"));
        }
        let (found, skipped) = match check(catalog, rule, example) {
            Ok(result) => result,
            Err(error) => {
                faults.push(format!("{name}: {error}"));
                continue;
            }
        };
        match example.kind {
            ExampleKind::Bad if found.is_empty() => faults.push(format!("{name}: nothing found {skipped}")),
            ExampleKind::Good | ExampleKind::Fixed if !found.is_empty() => {
                faults.push(format!("{name}: found “{}”", found[0].message));
            }
            _ => {}
        }
        faults.extend(found.iter().filter(|it| is_unfilled(rule, it)).map(|it| format!("{name}: “{}”", it.message)));
        if example.kind == ExampleKind::Bad {
            mended = Some(mend(&example.text, &found));
        }
    }
    faults
}

/// What only this rule finds in an example, and why it could not run if it could not.
fn check(catalog: &Catalog, rule: &Rule, example: &Example) -> Result<(Vec<Diagnostic>, String), String> {
    let path = match example.format.as_str() {
        "plain" => "paper.txt",
        "latex" => "paper.tex",
        _ => "paper.md",
    };
    let files = example.files.iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(path, text.as_str()));
    let options = LoadOptions { year: Some(2026), ..LoadOptions::default() };
    let paper = load(&files.with(path, example.text.as_str()), path, &options).map_err(|error| error.to_string())?;
    let selection = Selection { select: vec![rule.id.to_string()], ..settings(catalog, example)? };
    let rules = RuleSet::new(catalog, &selection).map_err(|error| error.to_string())?;
    let outcome = run(&paper, &rules, Allowances { directives: Directives::Honoured, config: &[] });
    let skipped = outcome.skipped.iter().map(|skipped| format!("({})", skipped.reason)).collect();
    let found = outcome.diagnostics.into_iter().filter(|it| it.rule == rule.id || is_failure(it));
    Ok((found.collect(), skipped))
}

/// What the example's `obelus.toml` says of the rules, such as a limit that suits a short example.
fn settings(catalog: &Catalog, example: &Example) -> Result<Selection, String> {
    let Some((path, text)) = example.files.iter().find(|(path, _)| path == "obelus.toml") else {
        return Ok(Selection::default());
    };
    let config = parse(path, text).map_err(|error| error.to_string())?;
    config.resolve(catalog, path, text).map_err(|error| error.to_string())?;
    Ok(config.selection)
}

/// A check that fails is a fault of any example: a Good then has a finding, and a Bad one whose message tells.
fn is_failure(diagnostic: &Diagnostic) -> bool {
    diagnostic.rule.as_str() == "tool/internal-error"
}

fn is_unfilled(rule: &Rule, diagnostic: &Diagnostic) -> bool {
    let wordings = rule.variants.iter().map(|(_, message)| message).chain([&rule.message]);
    is_failure(diagnostic)
        || wordings.flat_map(|message| message.placeholders()).any(|name| {
            [format!("{{{name}}}"), format!("{{{name}|")].iter().any(|hole| diagnostic.message.contains(hole))
        })
}

/// The text with every fix of the manuscript itself applied.
fn mend(text: &str, found: &[Diagnostic]) -> String {
    let fixes = found.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).filter(|edit| edit.span.file.0 == 0).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut mended = text.to_owned();
    for edit in edits.into_iter().rev() {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    mended
}
