//! Every rule page keeps its promises: it can be read, something finds for it, and its examples are what they say.

use obelus::check::native_ids;
use obelus::examples::faults;
use obelus::rule::{Catalog, PAGES, parse_page};

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

fn line(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}
