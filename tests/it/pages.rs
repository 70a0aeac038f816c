//! Every rule page keeps its promises: it can be read, something finds for it, and its examples are what they say.

use obelus::check::{Allowances, Directives, native_ids, run};
use obelus::config::parse;
use obelus::diagnostic::{Diagnostic, Edit};
use obelus::paper::{LoadOptions, load};
use obelus::rule::{Catalog, Example, ExampleKind, PAGES, Rule, RuleSet, Selection, parse_page};
use obelus::source::MemoryFiles;

#[test]
fn every_page_can_be_read_and_stands_under_its_name() {
    let mut faults = Vec::new();
    for (path, text) in PAGES {
        match parse_page(text) {
            Ok(rule) if format!("{}.md", rule.id) == *path => {}
            Ok(rule) => faults.push(format!("rules/{path}: its title is {}", rule.id)),
            Err(error) => faults.push(format!("rules/{path}:{}: {}", line(text, error.range.start), error.message)),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_has_what_finds_for_it_and_nothing_finds_without_a_page() {
    let catalog = Catalog::built_in();
    let natives: Vec<String> = native_ids().collect();
    let mut faults = Vec::new();
    for rule in catalog.rules().iter().filter(|rule| rule.id.family() != "tool") {
        let is_native = natives.iter().any(|id| id == rule.id.as_str());
        match (is_native, rule.finder.is_some()) {
            (false, false) => faults.push(format!("{}: neither a finder nor a function", rule.id)),
            (true, true) => faults.push(format!("{}: both a finder and a function", rule.id)),
            _ => {}
        }
    }
    faults.extend(natives.iter().filter(|id| catalog.get(id).is_none()).map(|id| format!("{id}: no page")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_example_is_what_it_says() {
    let catalog = Catalog::built_in();
    let faults: Vec<String> = catalog.rules().iter().flat_map(|rule| faults(&catalog, rule)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn faults(catalog: &Catalog, rule: &Rule) -> Vec<String> {
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
    let path = if example.format == "plain" { "paper.txt" } else { "paper.md" };
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

fn line(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}
